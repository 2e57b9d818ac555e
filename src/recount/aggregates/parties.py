"""Harm by party: what each is said to have done, what each is said to have suffered, and who against whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from recount.aggregates.sums import LeftOut, Measure, Sum, left_out_of, parted, sum_of
from recount.codebook.actors import Actors
from recount.codebook.parties import party_named
from recount.codebook.sides import side_on
from recount.model import Category, Incident, LedgerEntry

NOT_TOLD = "not told"


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
    """A party: the harm in incidents where it is the agent, without its own people's, and the harm to its people or to
    whom it stands for as a target. `shared` are incidents that it did together with others; they count for each."""

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

    `first` and `last` are None where none of the incidents has a date.
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
    """Harm done by and suffered by each party, under the name that its aliases share; "not told" is a row as well."""
    kept, out = parted(incidents, measure)
    did: dict[str, list[Incident]] = defaultdict(list)
    suffered: dict[str, list[Incident]] = defaultdict(list)
    for incident in kept:
        for party in _parties(incident.agents, actors):
            did[party].append(incident)
        for party in {*_parties(incident.targets, actors), *_counted_by_name(incident, actors)}:
            suffered[party].append(incident)
    rows = [
        PartyRow(
            party,
            _apart(did[party], measure, _harm_done_by(party, actors)),
            _apart(suffered[party], measure, _harm_to(party, actors)),
            tuple(sorted(one.id for one in did[party] if len(_parties(one.agents, actors)) > 1)),
        )
        for party in sorted({*did, *suffered})
    ]
    rows.sort(key=lambda row: (-row.did.whole.low - row.suffered.whole.low, row.party))
    return PartyTotals(measure, tuple(rows), left_out_of(out, measure))


def dyads_of(incidents: Iterable[Incident], measure: Measure, actors: Actors) -> Dyads:
    """Who against whom. Each incident counts for each pair of its sides; whom nobody names is "not told"."""
    kept, out = parted(incidents, measure)
    pairs: dict[tuple[str, str], list[Incident]] = defaultdict(list)
    for incident in kept:
        day = incident.when.first if incident.when is not None else None
        agents, targets = (_sides(names, actors, day) for names in (incident.agents, incident.targets))
        all_pairs = [(agent, target) for agent in agents for target in targets]
        # where both sides stand among agents and targets, as in a clash, nobody fought itself
        for pair in [pair for pair in all_pairs if pair[0] != pair[1]] or all_pairs:
            pairs[pair].append(incident)
    rows = []
    for (agent, target), some in pairs.items():
        days = [day for one in some if one.when for day in (one.when.first, one.when.last) if day is not None]
        found = sum_of(some, measure, _harm_in_dyad(agent, target, actors))
        rows.append(Dyad(agent, target, found, min(days, default=None), max(days, default=None)))
    rows.sort(key=lambda row: (-row.sum.incidents, -row.sum.low, row.agent, row.target))
    return Dyads(measure, tuple(rows), left_out_of(out, measure))


def _parties(names: Iterable[str], actors: Actors) -> tuple[str, ...]:
    """The parties that names mean; where they mean things only, or there are none, nobody is told."""
    found = dict.fromkeys(party_named(name, actors) for name in names)
    return tuple(party for party in found if party is not None) or (NOT_TOLD,)


def _sides(names: Iterable[str], actors: Actors, day: date | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(side_on(actors, party, day) for party in _parties(names, actors)))


def _counted_by_name(incident: Incident, actors: Actors) -> set[str]:
    """The parties whose people a figure counts by name: "nine Turkish soldiers"."""
    return {party for entry in incident.ledger if (party := _whose(entry, actors)) is not None}


def _whose(entry: LedgerEntry, actors: Actors) -> str | None:
    """The party that a figure names, else the one that its ledger says: "nine soldiers" where one army fights."""
    known = actors.canonical(entry.who)
    return known.name if known is not None else entry.party


def _harm_done_by(party: str, actors: Actors) -> Ledger:
    """An incident's figures without those that count the party's own people."""
    return lambda incident: [entry for entry in incident.ledger if _whose(entry, actors) != party]


def _harm_to(party: str, actors: Actors) -> Ledger:
    """An incident's figures that count a party's people by name; without such, where it is a target, those that name
    no party's people."""

    def ledger(incident: Incident) -> list[LedgerEntry]:
        own = [entry for entry in incident.ledger if _whose(entry, actors) == party]
        if own or party not in _parties(incident.targets, actors):
            return own
        return [entry for entry in incident.ledger if _whose(entry, actors) is None]

    return ledger


def _harm_in_dyad(agent: str, target: str, actors: Actors) -> Ledger:
    """An incident's figures for the target's side, or for people of no named party; never the agent's own losses."""

    def ledger(incident: Incident) -> list[LedgerEntry]:
        day = incident.when.first if incident.when is not None else None
        whose = {entry.who: _whose(entry, actors) for entry in incident.ledger}
        sides = {who: side_on(actors, party, day) if party else None for who, party in whose.items()}
        own = [entry for entry in incident.ledger if sides[entry.who] == target]
        return own or [entry for entry in incident.ledger if sides[entry.who] is None]

    return ledger


def _apart(incidents: Iterable[Incident], measure: Measure, ledger: Ledger) -> Apart:
    some = tuple(incidents)

    def only(category: Category) -> Ledger:
        return lambda incident: [entry for entry in ledger(incident) if entry.category is category]

    whole, civilians, combatants = (
        sum_of(some, measure, pick) for pick in (ledger, only(Category.CIVILIAN), only(Category.COMBATANT))
    )
    low, high = 0, 0
    opened = False
    for incident in some:
        rest = _rest(incident, measure, ledger)
        if rest is not None:
            low += rest[0]
            opened = opened or rest[1] is None
            high += rest[1] or 0
    return Apart(whole, civilians, combatants, (low, None if opened else high))


def _rest(incident: Incident, measure: Measure, ledger: Ledger) -> tuple[int, int | None] | None:
    """How many of an incident's harm are told neither as civilians nor as combatants, at least and at most."""
    entries = ledger(incident)
    whole = measure.of(entries)
    if whole is None:
        return None
    told = [measure.of([e for e in entries if e.category is c]) for c in (Category.CIVILIAN, Category.COMBATANT)]
    parts = [one for one in told if one is not None]
    if not parts:
        return whole.low or 0, whole.high
    highs = [one.high for one in parts]
    least = 0 if None in highs else max(0, (whole.low or 0) - sum(high or 0 for high in highs))
    if any(e.category is Category.UNKNOWN and e.harm is measure.harm and not e.sub for e in entries):
        most = None if whole.high is None else max(least, whole.high - sum(one.low or 0 for one in parts))
        return least, most
    return (0, 0)
