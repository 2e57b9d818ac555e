"""Incidents brought up to date with a record's reports and judgements: of a few new reports what they touch, of many,
or after the rules changed, everything. Both ways make the same incidents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recount.codebook import Merging, conflict_merging
from recount.codebook.actors import Actors
from recount.codec import packed
from recount.judging import Judged, judged, with_judgements
from recount.model import Claim, Document, Incident, Judgement, ReportDate
from recount.pipeline import incidents_in, order_of
from recount.resolution.bulk import Place, Spread, accounts_of_all, links_of_all, pairs_of, portions_of_groups
from recount.resolution.constraints import Bonds, Constraints, touched
from recount.resolution.dating import dated, is_dated, with_dates
from recount.resolution.engine import Change, Knowledge, brought_in
from recount.resolution.grouping import Surroundings, told_in
from recount.resolution.incidents import Group
from recount.resolution.packing import FORM, line_of, value_of
from recount.resolution.reprints import ReprintIndex, Reprints, sketches_of
from recount.resolution.reprints.families import reprints_of
from recount.resolution.reprints.units import KEY_SCHEME
from recount.store import RecordStore
from recount.store.gathering import Gathering

_FEW = 200
_SHARE = 5  # one report in so many; beyond it all at once is sooner done


@dataclass(frozen=True, slots=True)
class Ways:
    """What claims are brought together by."""

    actors: Actors
    merging: Merging

    @property
    def mark(self) -> str:
        """A short hash of them and of what the index is made of; incidents made in other ways are made anew."""
        weights = line_of(Merging, self.merging)
        return hashlib.sha256(f"{FORM} {KEY_SCHEME} {self.actors.version} {weights}".encode()).hexdigest()[:16]


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


def gathered(work: Gathering, ways: Ways, judgements: Iterable[Judgement]) -> int:
    """Bring the record's incidents up to date; how many were made."""
    now = decisions_in(work, judgements)
    pending = work.pending()
    few = len(pending) <= max(_FEW, work.size() // _SHARE)
    made = _few(work, ways, now, pending) if few and work.state("ways") == ways.mark else everything(work, ways, now)
    work.note("ways", ways.mark)
    work.note("merging", line_of(Merging, ways.merging))
    work.note("effects", json.dumps(now.reports, sort_keys=True))
    work.note("same", json.dumps(sorted(now.constraints.same)))
    work.note("different", json.dumps(sorted(now.constraints.different)))
    work.note("judgements", json.dumps(_held(now)))
    work.settle()
    return made


def brought_up_to_date(store: RecordStore, actors: Actors, merging: Merging | None = None) -> int:
    """Bring a record's incidents up to date with its reports and judgements; how many were made.

    Without a codebook's `merging` it is done as it was the last time.
    """
    judgements = store.judgements()
    with store.gathering() as work:
        known = work.state("merging")
        chosen = merging or (value_of(Merging, known) if known else conflict_merging())
        return gathered(work, Ways(actors, chosen), judgements)


def _held(now: Decisions) -> dict[str, str]:
    return {one.judgement.id: str(one.state) for one in now.applied.standings}


def _few(work: Gathering, ways: Ways, now: Decisions, pending: Collection[str]) -> int:
    """Incidents brought up to date with the reports that changed, by themselves or by judgements on them."""
    before = Constraints(_pairs(work.state("same")), _pairs(work.state("different")))
    former: dict[str, str] = json.loads(work.state("effects") or "{}")
    changed = {*pending, *(key for key in {*former, *now.reports} if former.get(key) != now.reports.get(key))}
    changed |= work.reports_of(touched(before, now.constraints))
    held: dict[str, str] = json.loads(work.state("judgements") or "{}")
    news = _held(now)
    around = now.anchors(key for key in {*held, *news} if held.get(key) != news.get(key))
    documents, claims = now.told(work.documents(changed), work.claims_of(changed))
    index = ReprintIndex(work.shelf)
    for report in sorted(changed):
        around |= index.add(documents[report]) if report in documents else index.remove(report)
    bonds = Bonds.of(now.constraints)
    of_report: dict[str, list[Claim]] = {report: [] for report in changed}
    for claim in claims.values():
        of_report[claim.document].append(claim)
    told = {
        report: told_in(documents[report], own, ways.actors, ways.merging, bonds) if own else ()
        for report, own in of_report.items()
    }
    known = Knowledge(ways.merging, index.among, bonds, work.reports_of)
    change = brought_in(work.index, told, known, around - changed)
    undated = _undated(work, now, change)
    if undated:
        change = change.then(brought_in(work.index, {}, known, undated))
    change = _with_seats(work, known, now, change)
    _remade(work, ways, now, index.among, change, undated)
    return len(change.groups)


def _undated(work: Gathering, now: Decisions, change: Change) -> set[str]:
    """The undated reports among those that a change touches: their dates follow from all of their incidents."""
    reports = work.reports_of(claim for group in change.groups for claim in group.claims)
    documents, _ = now.told(work.documents(reports), {})
    return {key for key, document in documents.items() if not is_dated(document)}


def _with_seats(work: Gathering, known: Knowledge, now: Decisions, change: Change) -> Change:
    """The change with all incidents that a judgement on a whole incident may belong to: it goes to the one that holds
    most of its claims."""
    seen: set[str] = set()
    while True:
        made = {claim for group in change.groups for claim in group.claims}
        asked = {
            standing.judgement.id
            for standing in now.applied.standings
            if any(where.claim is not None and where.claim.id in made for where in standing.attached)
        } - seen
        if not asked:
            return change
        seen |= asked
        change = change.then(brought_in(work.index, {}, known, now.anchors(asked)))


def _remade(
    work: Gathering,
    ways: Ways,
    now: Decisions,
    reprints: Callable[[Collection[str]], Reprints],
    change: Change,
    undated: Collection[str],
) -> None:
    """Keep the incidents of a change in the place of those that are gone, and the dates that reports have from them."""
    claims = work.claims(claim for group in change.groups for claim in group.claims)
    documents, told = now.told(work.documents({claim.document for claim in claims.values()}), claims)
    families = reprints(documents.keys())
    beside, _ = now.told(work.documents(families.original.keys() - documents.keys()), {})
    dates = dict(work.dates(documents.keys() - set(undated)))
    found = dated({**beside, **documents}, change.groups, told, families)
    dates |= {key: date for key, date in found.items() if key in undated}
    work.note_dates(undated, dates)
    work.replace_incidents(change.gone, incidents_made(change.groups, documents, told, dates, families, ways, now))


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


def _pairs(line: str) -> frozenset[tuple[str, str]]:
    return frozenset((a, b) for a, b in json.loads(line or "[]"))


def everything(work: Gathering, ways: Ways, now: Decisions, spread: Spread = map) -> int:
    """All incidents made anew."""
    reports = [report for report in work.reports() if now.reports.get(report) != "aside"]

    def load(some: Sequence[str]) -> list[tuple[Document, list[Claim]]]:
        documents, claims = now.told(work.documents(some), work.claims_of(some))
        of_report: dict[str, list[Claim]] = {key: [] for key in documents}
        for claim in claims.values():
            of_report[claim.document].append(claim)
        return [(documents[key], own) for key, own in of_report.items()]

    sketches = sketches_of({document.id: document for document, _ in load(reports)})
    work.shelf.fill(sketches)
    around = Surroundings(reprints_of(sketches.printings, sketches.links), ways.merging, Bonds.of(now.constraints))
    accounts = accounts_of_all(reports, load, ways.actors, around, spread)
    links = links_of_all(accounts, pairs_of(accounts, around), around, spread)
    work.clear()
    places: list[Place] = []
    groups: list[Group] = []
    for portion in portions_of_groups(accounts, links, around, tuple, spread):
        places += portion.places
        groups += portion.made
    work.fill_index(places, accounts.held())
    documents, claims = now.told(work.documents(reports), work.claims_of(reports))
    dates = dated(documents, groups, claims, around.reprints)
    work.note_dates(dates, dates)
    work.replace_incidents((), incidents_made(groups, documents, claims, dates, around.reprints, ways, now))
    return len(groups)
