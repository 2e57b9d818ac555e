"""What people's judgements make of a record: of all of it, or of what a change bears on.

A desk judges for years, and each judgement is applied at once: so only those are looked at that may come to something
else than they did, and those on incidents that are made anew. What all the others come to was noted.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from recount.codec import packed
from recount.desk.bearing import Bearing, decides
from recount.judging import Judged
from recount.judging.applying import Split, kept_ids, of_split
from recount.judging.binding import Pair
from recount.model import Claim, Document, Verdict
from recount.resolution.constraints import Constraints, touched
from recount.store.gathering import Gathering

_ASIDE = "aside"
_NOTE = "decided"

Pairs = Mapping[str, tuple[Pair, ...]]
"""Pairs of claims by the judgement that makes them."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What all judgements came to: `effects` are hashes of what is told of the reports of which claims are added,
    corrected or set aside, or say that a report is; `same` and `different` are what binds; `states` what became of each
    judgement; `splits` which part of what was split keeps its id."""

    effects: Mapping[str, str] = field(default_factory=dict)
    same: Pairs = field(default_factory=dict)
    different: Pairs = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    splits: Mapping[str, Split] = field(default_factory=dict)

    @property
    def constraints(self) -> Constraints:
        """What binds."""
        same, different = ([pair for own in one.values() for pair in own] for one in (self.same, self.different))
        return Constraints.of(same, different, kept_ids(self.splits).items())

    @property
    def line(self) -> str:
        """As a line of JSON, the same for equal values."""
        data: dict[str, object] = {
            "effects": self.effects,
            "same": self.same,
            "different": self.different,
            "splits": self.splits,
            "states": self.states,
        }
        return json.dumps(data, sort_keys=True)


def noted_in(work: Gathering) -> Noted:
    """What was noted the last time; nothing where judgements were never noted so: all of them are then looked at."""
    data = json.loads(work.state(_NOTE) or "{}")
    same, different = (
        {key: tuple((a, b) for a, b in pairs) for key, pairs in data.get(name, {}).items()}
        for name in ("same", "different")
    )
    splits = {
        key: (when, name, tuple(told), moves) for key, (when, name, told, moves) in data.get("splits", {}).items()
    }
    return Noted(data.get("effects", {}), same, different, data.get("states", {}), splits)


def _lacks_splits(work: Gathering) -> bool:
    """Whether it was noted the last time what judgements come to, but not yet which part of what was split keeps its
    id."""
    line = work.state(_NOTE)
    return bool(line) and "splits" not in json.loads(line)


def note_in(work: Gathering, noted: Noted) -> None:
    """Note what all judgements come to now."""
    if work.state(_NOTE) != noted.line:
        work.note(_NOTE, noted.line)


@dataclass(frozen=True, slots=True)
class Decisions:
    """All judgements as they are applied now, what they come to, and the claims of the reports that they stand on."""

    applied: Judged
    noted: Noted
    claims: Mapping[str, Claim]

    @property
    def constraints(self) -> Constraints:
        """What binds."""
        return self.noted.constraints

    def aside(self, report: str) -> bool:
        """Whether a report is set aside."""
        return self.noted.effects.get(report) == _ASIDE

    def told(
        self, documents: Mapping[str, Document], claims: Mapping[str, Claim]
    ) -> tuple[dict[str, Document], dict[str, Claim]]:
        """Reports and claims as people judged them; those set aside are left out."""
        return _told(self.noted, self.claims, documents, claims)


def constraints_in(work: Gathering) -> Constraints:
    """What binds, as it was noted the last time."""
    return noted_in(work).constraints if work.state(_NOTE) else decisions_in(work).constraints


def decisions_in(work: Gathering) -> Decisions:
    """What all of people's judgements make of the record now."""
    bearing = Bearing(work)
    every = frozenset(work.judged.withdrawn())
    documents, applied = bearing.applied(every)
    noted = _noted(Noted(), applied, documents.keys(), documents.keys(), every)
    return Decisions(applied, noted, {claim.id: claim for claim in applied.claims})


class Deciding:
    """Judgements while a few reports change, or a few of themselves: what they come to now, and where it is another
    thing than before.

    `changed` are the reports of which something else is told or that are bound otherwise, the `pending` ones among
    them; `around` the claims, with their reports, of judgements that may have come to something else.
    """

    def __init__(self, work: Gathering, pending: Collection[str]) -> None:
        self._work, self._bearing = work, Bearing(work)
        self._before = noted_in(work)
        self._values: dict[str, Claim] = {}
        self._known: set[str] = set()
        self._touched: set[str] = set()
        moving = self._moving(pending)
        self._seen = self._bearing.around(moving)
        self.noted = self._noted_now(pending)
        former, states = self._before.states, self.noted.states
        moving |= {key for key in self._seen if former.get(key) != states.get(key)}
        own = self._bearing.at(moving).values()
        self.around = {claim: report for claims in own for claim, report in claims.items()}
        self.constraints = self.noted.constraints
        self.changed = {*pending, *self._told_otherwise(), *work.reports_of(self._bound_otherwise())}

    def _moving(self, pending: Collection[str]) -> set[str]:
        """The judgements made or withdrawn since, and those on the reports that changed."""
        moving = set(self._bearing.new_since(self._before.states))
        if _lacks_splits(self._work):
            moving |= self._before.states.keys()
        if pending and (moving or self._before.states):
            moving |= self._work.judged.on(pending, pending)
        added = [one for one in self._bearing.of(moving) if one.verdict is Verdict.ADD]
        if reports := {anchor.report for one in added for anchor in one.anchors}:
            moving |= self._work.judged.on(reports, reports)
        return moving

    def _told_otherwise(self) -> set[str]:
        before, now = self._before.effects, self.noted.effects
        return {key for key in {*before, *now} if before.get(key) != now.get(key)}

    def _bound_otherwise(self) -> frozenset[str]:
        before = self._before.constraints
        return touched(before, self.constraints) if before != self.constraints else frozenset()

    def _noted_now(self, pending: Collection[str]) -> Noted:
        if not self._seen and self._before.effects.keys().isdisjoint(pending):
            return self._before
        reports = {*pending, *self._bearing.read(one for one in self._bearing.of(self._seen) if decides(one))[0]}
        documents, applied = self._bearing.applied(self._seen | self._bearing.deciding_on(reports))
        return _noted(self._before, applied, documents.keys(), reports, self._seen)

    @property
    def any(self) -> bool:
        """Whether anybody ever judged."""
        return bool(self.noted.states)

    def told(
        self, documents: Mapping[str, Document], claims: Mapping[str, Claim]
    ) -> tuple[dict[str, Document], dict[str, Claim]]:
        """Reports and claims as people judged them; those set aside are left out."""
        asked = {key for key in documents if key in self.noted.effects} - self._known
        if asked:
            _, applied = self._bearing.applied(self._bearing.deciding_on(asked))
            self._values |= {claim.id: claim for claim in applied.claims if claim.document in asked}
            self._known |= asked
        return _told(self.noted, self._values, documents, claims)

    def seats(self, claims: Mapping[str, str]) -> dict[str, str]:
        """The claims, with their reports, of all judgements on whole incidents that stand on any of these: such a
        judgement goes to the incident that holds most of its claims."""
        found: dict[str, str] = {}
        touching = self._bearing.touching(claims)
        self._touched |= touching.keys()
        for key, own in touching.items():
            (one,) = self._bearing.of([key])
            if one.withdrawn is None and one.verdict in _SEATED:
                found |= own
        return found

    def on_all(self) -> tuple[Judged, frozenset[str]]:
        """The judgements on all claims that were asked for, and those that may have changed, with all that they depend
        on; and the ids of those."""
        exact = self._seen | self._bearing.around(self._touched)
        graded = [one for one in self._bearing.of(exact) if one.verdict is Verdict.CONFIRM]
        beside = self._bearing.corrections_of({anchor.claim for one in graded for anchor in one.anchors})
        _, applied = self._bearing.applied(exact | beside)
        return applied, exact


_SEATED = frozenset({Verdict.CONFIRM, Verdict.PUBLISH, Verdict.CORRECT})


def _told(
    noted: Noted, values: Mapping[str, Claim], documents: Mapping[str, Document], claims: Mapping[str, Claim]
) -> tuple[dict[str, Document], dict[str, Claim]]:
    reports = {key: one for key, one in documents.items() if noted.effects.get(key) != _ASIDE}
    told = {
        key: values.get(key, one)
        for key, one in claims.items()
        if one.document in reports and (one.document not in noted.effects or key in values)
    }
    return reports, told


def _noted(
    before: Noted, applied: Judged, read: Iterable[str], reports: Collection[str], exact: Collection[str]
) -> Noted:
    """What all judgements come to, given what those in `exact` do now, and all that decide on what `reports` tell; of
    the reports `read` those that are set aside have no claims left."""
    effects = {key: one for key, one in before.effects.items() if key not in reports}
    effects |= {key: one for key, one in _effects(applied, read).items() if key in reports}
    same, different = (
        {key: pairs for key, pairs in former.items() if key not in exact} | _by_judgement(now)
        for former, now in ((before.same, applied.same), (before.different, applied.different))
    )
    states = {one.judgement.id: str(one.state) for one in applied.standings if one.judgement.id in exact}
    splits = {key: one for key, one in before.splits.items() if of_split(key) not in exact} | dict(applied.splits)
    return Noted(effects, same, different, {**before.states, **states}, splits)


def _by_judgement(pairs: Mapping[Pair, str]) -> dict[str, tuple[Pair, ...]]:
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair, key in pairs.items():
        found[key].append(pair)
    return {key: tuple(sorted(own)) for key, own in found.items()}


def _effects(applied: Judged, read: Iterable[str]) -> dict[str, str]:
    """What judgements make of the reports that they decide on."""
    kept = {document.id for document in applied.documents}
    lines: dict[str, list[str]] = {
        where.claim.document: []
        for one in applied.standings
        if decides(one.judgement) and one.judgement.withdrawn is None
        for where in one.attached
        if where.claim is not None
    }
    for claim in applied.claims:
        if claim.document in lines:
            lines[claim.document].append(packed(claim))
    effects = {key: hashlib.sha256("\n".join(told).encode()).hexdigest()[:16] for key, told in lines.items()}
    return {key: one for key, one in effects.items() if key in kept} | {key: _ASIDE for key in read if key not in kept}
