"""Harm by party: what each is said to have done, what each is said to have suffered, and who against whom.

Whose people a figure counts and who did it come from `aggregates.charging`; a figure that tells neither is charged to
nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recount.aggregates.boasts import borne_out, sum_borne_out, sum_of_borne_out
from recount.aggregates.charging import NOT_TOLD, Charged, charged
from recount.aggregates.groups import days_of
from recount.aggregates.sums import LeftOut, Measure, Sum, added, left_out_of, parted
from recount.codebook.actors import Actors
from recount.model import Category, Incident, LedgerEntry
from recount.tolls import Estimate


@dataclass(frozen=True, slots=True)
class Apart:
    """A harm summed over incidents, and the parts of it that origins tell apart: civilians and combatants.

    What is in neither, nobody tells; `unknown` is how many at least and at most (None: open).
    """

    whole: Sum
    civilians: Sum
    combatants: Sum
    unknown: tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party: the harm that it is told to have done, without its own people's, and the harm to its people. `shared`
    are incidents that it did together with others; they count for each."""

    party: str
    did: Apart
    suffered: Apart
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyTotals:
    """The parties by the harm they did, and what no row counts. Rows are not added up: they share incidents."""

    measure: Measure
    rows: tuple[PartyRow, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Dyad:
    """Who against whom, by the sides they stood on at the time: the harm to the target's people, first and last day.

    `first` and `last` are None where none of the incidents has a date, or one known to within five years.
    """

    agent: str
    target: str
    sum: Sum
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Dyads:
    """The dyads by number of incidents, and what none of them counts."""

    measure: Measure
    rows: tuple[Dyad, ...]
    left_out: tuple[LeftOut, ...]


Ledger = Callable[[Incident], list[LedgerEntry]]


def totals_by_party(incidents: Iterable[Incident], measure: Measure, actors: Actors) -> PartyTotals:
    """Harm done by and suffered by each party, under the name that its aliases share; people without a name are rows
    by what they are, and "not told" is a row as well."""
    kept, out = parted(incidents, measure)
    told = {incident.id: charged(incident, measure.harm, actors) for incident in kept}
    did: dict[str, list[Incident]] = defaultdict(list)
    suffered: dict[str, list[Incident]] = defaultdict(list)
    for incident in kept:
        for party in told[incident.id].all_doing:
            did[party].append(incident)
        for party in told[incident.id].all_harmed:
            suffered[party].append(incident)
    rows = [
        PartyRow(
            party,
            _apart(did[party], measure, lambda one, party=party: told[one.id].done_by(party)),  # type: ignore[misc]
            _apart(suffered[party], measure, lambda one, party=party: told[one.id].harm_to(party)),  # type: ignore[misc]
            tuple(sorted(one.id for one in did[party] if told[one.id].shares(party))),
        )
        for party in sorted({*did, *suffered})
    ]
    rows.sort(key=lambda row: (-row.did.whole.low - row.suffered.whole.low, row.party))
    return PartyTotals(measure, tuple(rows), left_out_of(out, measure))


def dyads_of(incidents: Iterable[Incident], measure: Measure, actors: Actors) -> Dyads:
    """Who against whom. Each incident counts for each pair of its sides; whom nobody names is "not told"."""
    kept, out = parted(incidents, measure)
    told = {incident.id: charged(incident, measure.harm, actors) for incident in kept}
    pairs: dict[tuple[str, str], list[Incident]] = defaultdict(list)
    for incident in kept:
        for pair in _pairs(told[incident.id]):
            pairs[pair].append(incident)
    rows = []
    for (agent, target), some in pairs.items():
        days = [day for one in some for day in days_of(one)]
        between: Ledger = lambda one, a=agent, t=target: told[one.id].between(a, t)  # type: ignore[misc]  # noqa: E731
        found = sum_of_borne_out(some, measure, between)
        rows.append(Dyad(agent, target, found, min(days, default=None), max(days, default=None)))
    rows.sort(key=lambda row: (-row.sum.incidents, -row.sum.low, row.agent, row.target))
    return Dyads(measure, tuple(rows), left_out_of(out, measure))


def _pairs(told: Charged) -> Iterable[tuple[str, str]]:
    """The sides of an incident by those it names and by those its figures count. Nobody fights itself; two groups of
    one side can."""
    named = [(a, t) for a in told.doing or (NOT_TOLD,) for t in told.harmed if a != t]
    counted = [(a, one.people) for one in told.charges for a in one.doers if a != one.people]
    found = [*named, *counted] or [(a, NOT_TOLD) for a in told.doing or (NOT_TOLD,)]
    return dict.fromkeys((told.side(a), told.side(t)) for a, t in found)


def _apart(incidents: Iterable[Incident], measure: Measure, ledger: Ledger) -> Apart:
    wholes: dict[str, tuple[Estimate | None, bool]] = {}
    found: dict[str, tuple[Estimate | None, ...]] = {}
    low, high = 0, 0
    opened = False
    for incident in sorted(incidents, key=lambda one: one.id):
        entries = ledger(incident)
        wholes[incident.id] = borne_out(entries, measure)
        whole, _ = wholes[incident.id]
        parts = [
            _within(borne_out([e for e in entries if e.category is category], measure)[0], whole)
            for category in (Category.CIVILIAN, Category.COMBATANT)
        ]
        found[incident.id] = tuple(parts)
        if whole is not None:
            least, most = _rest(entries, measure, whole, [part for part in parts if part is not None])
            low += least
            opened = opened or most is None
            high += most or 0
    civilians, combatants = (added({key: estimates[n] for key, estimates in found.items()}) for n in range(2))
    return Apart(sum_borne_out(wholes), civilians, combatants, (low, None if opened else high))


def _within(part: Estimate | None, whole: Estimate | None) -> Estimate | None:
    """A part's figure as far as its whole's reaches: who tells only of civilians may count more of them than others
    count people, and then nobody knows that they were so many."""
    if part is None or whole is None:
        return None
    low, high = part.low, part.high
    if whole.low is not None:
        low = min(low or 0, whole.low)
    if whole.high is not None:
        high = whole.high if high is None else min(high, whole.high)
    best = min(part.best, whole.best) if part.best is not None and whole.best is not None else None
    return replace(part, low=low, best=best, high=high)


def _rest(
    entries: Iterable[LedgerEntry], measure: Measure, whole: Estimate, parts: Sequence[Estimate]
) -> tuple[int, int | None]:
    """How many of an incident's harm are told neither as civilians nor as combatants, at least and at most."""
    if not parts:
        return whole.low or 0, whole.high
    highs = [one.high for one in parts]
    least = 0 if None in highs else max(0, (whole.low or 0) - sum(high or 0 for high in highs))
    if any(e.category is Category.UNKNOWN and e.harm is measure.harm and not e.sub for e in entries):
        most = None if whole.high is None else max(least, whole.high - sum(one.low or 0 for one in parts))
        return least, most
    return 0, 0
