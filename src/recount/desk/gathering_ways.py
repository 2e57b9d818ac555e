"""What claims are brought together by, what people's judgements make of that, and the incidents that come of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.codec import packed
from recount.judging import Judged, judged, with_judgements
from recount.model import Claim, Document, Incident, Judgement, ReportDate
from recount.pipeline import incidents_in, order_of
from recount.resolution.blocks import KEYS
from recount.resolution.constraints import Constraints
from recount.resolution.dating import with_dates
from recount.resolution.incidents import Group
from recount.resolution.packing import FORM, line_of
from recount.resolution.reprints import Reprints
from recount.resolution.reprints.units import KEY_SCHEME
from recount.store.gathering import Gathering


@dataclass(frozen=True, slots=True)
class Ways:
    """What claims are brought together by."""

    actors: Actors
    merging: Merging

    @property
    def mark(self) -> str:
        """A short hash of them and of what the index is made of; incidents made in other ways are made anew."""
        weights = line_of(Merging, self.merging)
        return hashlib.sha256(f"{FORM} {KEY_SCHEME} {KEYS} {self.actors.version} {weights}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Judgements as they are applied now: to which reports, what binds, and what of it concerns whole incidents."""

    applied: Judged
    reports: Mapping[str, str]
    constraints: Constraints
    judgements: tuple[Judgement, ...]

    def told(
        self, documents: Mapping[str, Document], claims: Mapping[str, Claim]
    ) -> tuple[dict[str, Document], dict[str, Claim]]:
        """Reports and claims as people judged them; those set aside are left out."""
        kept, values = self._kept, {claim.id: claim for claim in self.applied.claims}
        reports = {key: one for key, one in documents.items() if key not in self.reports or key in kept}
        told = {
            key: values.get(key, one)
            for key, one in claims.items()
            if one.document in reports and (one.document not in self.reports or key in values)
        }
        return reports, told

    @property
    def _kept(self) -> frozenset[str]:
        return frozenset(document.id for document in self.applied.documents)

    def anchors(self, judgements: Iterable[str]) -> set[str]:
        """The reports that some judgements, by their ids, are about."""
        chosen = set(judgements)
        return {
            where.claim.document
            for standing in self.applied.standings
            if standing.judgement.id in chosen
            for where in standing.attached
            if where.claim is not None
        }


def decisions_in(work: Gathering, judgements: Iterable[Judgement]) -> Decisions:
    """What people's judgements make of the record now."""
    every = tuple(judgements)
    anchors = [anchor for one in every for anchor in one.anchors]
    documents = dict(work.documents({anchor.report for anchor in anchors} | {one.on.id for one in every}))
    lost = [anchor for anchor in anchors if anchor.report not in documents]
    documents |= work.documents_like({anchor.sha256 for anchor in lost}, {anchor.name for anchor in lost})
    claims = work.claims_of(documents)
    applied = judged(every, documents.values(), claims.values())
    kept = {document.id for document in applied.documents}
    of_report: dict[str, list[str]] = {key: [] for key in documents}
    for claim in applied.claims:
        of_report[claim.document].append(packed(claim))
    effects = {key: _digest(lines) if key in kept else "aside" for key, lines in of_report.items()}
    return Decisions(applied, effects, Constraints.of(applied.same, applied.different), every)


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def incidents_made(
    groups: Iterable[Group],
    documents: Mapping[str, Document],
    told: Mapping[str, Claim],
    dates: Mapping[str, ReportDate],
    reprints: Reprints,
    ways: Ways,
    now: Decisions,
) -> Iterator[tuple[Incident, str]]:
    """The incidents of some groups with all that people judged of them, each with what it is put in order by."""
    reports = {one.id: one for one in with_dates(documents.values(), dates)}
    published = {key: one.published for key, one in reports.items()}
    made = with_judgements(incidents_in(groups, reports, told, reprints, ways.actors), now.applied)
    return ((incident, order_of(incident, published)) for incident in made)
