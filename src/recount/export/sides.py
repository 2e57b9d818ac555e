"""Who did it and to whom, from an incident's names, its figures and its country; what both ACLED's and UCDP's rows go
by, so that they tell of the same people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from recount.codebook.actors import Actors
from recount.codebook.nameless import classed
from recount.codebook.sides import is_unlisted_state, side_on
from recount.export.parties import STATES, Party, at_home, parties, with_forces
from recount.export.private import A_PERSON
from recount.model import Category, Harm, Incident, LedgerEntry
from recount.tolls import Estimate
from recount.tolls.estimates import figures_by_origin, stated, whole_of
from recount.tolls.standing import given_up

_HARMED = frozenset({Harm.KILLED, Harm.WOUNDED, Harm.CASUALTIES})
_COUNTED = "they are those of the party whose people the figure counts"
_ANYBODY = frozenset(
    {"people", "person", "persons", "man", "men", "boy", "boys", "youth", "youths", "body", "bodies", "corpse"}
    | {"corpses", "victim", "victims", "others", "dead"}
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties on either side; `opposed` are the targets that are not told as agents as well, as in a clash of which
    either side attacked.

    `civilians` are the words that say that civilians came to harm, `anybody` those for people of whom nothing more is
    told, where nobody says that any of the others fought; "" where there are none. `taken_for` are the parties for
    whose fighters the dead were only taken, by an origin that says now that they were civilians.
    """

    agents: tuple[Party, ...]
    targets: tuple[Party, ...]
    opposed: tuple[Party, ...]
    civilians: str
    anybody: str
    taken_for: tuple[Party, ...] = ()

    @property
    def harmed(self) -> str:
        """The words that let civilians stand as those to whom it was done."""
        return self.civilians or self.anybody


def sides_of(incident: Incident, actors: Actors) -> Sides:
    """The parties that an incident names, and those whose people its figures count: "14 soldiers killed" in an army's
    own statement are that army's."""
    agents = parties(incident.agents, actors, acting=True)
    targets = parties(incident.targets, actors, acting=False)
    code = incident.place.country if incident.place else ""
    abroad = any(
        p.name and p.kind in (*STATES, "external forces") and code not in p.countries for p in agents + targets
    )
    agents = tuple(at_home(party, code, actors, alone=not abroad) for party in agents)
    targets = tuple(at_home(party, code, actors, alone=not abroad) for party in targets)
    flying = incident.type == "air_strike"
    agents, targets = with_forces(agents, actors, flying=flying), with_forces(targets, actors, flying=False)
    targets = _with_counted(incident, agents, _without_own(incident, agents, targets), actors)
    targets, taken_for = _without_taken_for(incident, targets, actors)
    gone = given_up(incident.ledger)
    fighters = any(party.fights for party in targets) or any(
        entry.category is Category.COMBATANT and entry not in gone for entry in _harm(incident)
    )
    doing = {side_key(party, actors, day_of(incident)) for party in agents if party.name and party.fights}
    opposed = tuple(p for p in targets if not p.name or side_key(p, actors, day_of(incident)) not in doing)
    anybody = "" if fighters else _anybody(incident, targets)
    return Sides(agents, targets, opposed, _civilians(incident, targets), anybody, taken_for)


def _without_taken_for(
    incident: Incident, targets: tuple[Party, ...], actors: Actors
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The targets without those for whose fighters the dead were only taken, and these."""
    gone = given_up(incident.ledger)
    if not gone:
        return targets, ()
    day = day_of(incident)
    counted = (e for e in _harm(incident) if e.category is Category.COMBATANT and e not in gone)
    hit = {side_key(p, actors, day) for e in counted if (p := counted_side(e, actors, day)) is not None}
    meant = [p for e in gone if (p := counted_side(e, actors, day)) is not None]
    keys, said = {side_key(p, actors, day) for p in meant} - hit, {e.who for e in gone}
    taken = [p for p in targets if (side_key(p, actors, day) in keys if p.name else p.said in said)]
    return tuple(p for p in targets if p not in taken), tuple(taken)


def side_key(party: Party, actors: Actors, day: date | None) -> str:
    """What tells whether two parties stand on one side: the country of a state, else the party at the top."""
    top = actors.named(side_on(actors, party.name, day)) if party.name else None
    for kind, countries in ((top.kind, top.countries) if top else ("", ()), (party.kind, party.countries)):
        if kind in STATES and len(countries) == 1:
            return f"state {countries[0]}"
    return top.name if top else party.name


def day_of(incident: Incident) -> date | None:
    """The day on which sides are asked for: the first that it can have been."""
    return incident.when.first if incident.when else None


def counted_side(entry: LedgerEntry, actors: Actors, day: date | None) -> Party | None:
    """The party whose people a figure counts, by the narrowest name that its words give; None where nobody tells."""
    if entry.party is None:
        return None
    if is_unlisted_state(entry.party):
        army = at_home(Party("", "state forces", "army"), entry.party[-3:-1], actors, alone=True)
        return replace(army, said=entry.who, by=_COUNTED)
    actor = actors.named(entry.party)
    countries = actor.countries if actor else ()
    top = Party(entry.party, actor.kind if actor else "group", entry.who, actor, countries, _COUNTED)
    (told,) = parties([entry.who], actors, acting=True) if entry.who else (top,)
    if told.name and told.fights and side_key(told, actors, day) == side_key(top, actors, day):
        return told
    called = classed(entry.who)
    if top.kind == "government" and len(top.countries) == 1 and (called is None or called.kind == "state forces"):
        army = at_home(Party("", "state forces", "army"), top.countries[0], actors, alone=True)
        return replace(army, said=entry.who, by=_COUNTED)
    return top


def behind(chosen: Estimate) -> list[LedgerEntry]:
    """The figures of the one origin that a chosen number is, or is nearest to."""
    given = figures_by(chosen)
    best = next((n for n in (chosen.best, chosen.low, chosen.high) if n is not None), 0)
    nearest = min(given, key=lambda name: (abs(stated(whole_of(given[name])) - best), -len(given[name]), name))
    return given[nearest]


def figures_by(chosen: Estimate) -> dict[str, list[LedgerEntry]]:
    """The figures behind an estimate by origin."""
    by_origin: dict[str, list[LedgerEntry]] = {}
    for entry in chosen.entries:
        by_origin.setdefault(entry.origin, []).append(entry)
    return by_origin


def _with_counted(
    incident: Incident, agents: tuple[Party, ...], targets: tuple[Party, ...], actors: Actors
) -> tuple[Party, ...]:
    """The targets with those whose people came to harm, but not the agents' own losses; words without a name ("14
    soldiers") give way to the party that they are told to be."""
    day = day_of(incident)
    doing = {side_key(party, actors, day) for party in agents if party.name}
    found = list(targets)
    for given in figures_by_origin(incident.ledger).values():
        for entry in given:
            party = counted_side(entry, actors, day) if entry.count.high != 0 else None
            if party is None or side_key(party, actors, day) in doing:
                continue
            if not any(side_key(one, actors, day) == side_key(party, actors, day) for one in found if one.name):
                at = next((n for n, one in enumerate(found) if one.said == entry.who and not one.name), None)
                found[at if at is not None else len(found) : len(found) if at is None else at + 1] = [party]
    return tuple(found)


def _without_own(incident: Incident, agents: tuple[Party, ...], targets: tuple[Party, ...]) -> tuple[Party, ...]:
    """The targets without soldiers of nobody told that no figure counts, where other soldiers did it and all who came
    to harm are single persons or civilians: the soldier whom a man "had tried to stab" stood on the doers' side."""
    harmed = list(_harm(incident))
    if not harmed or not any(party.kind in STATES for party in agents):
        return targets
    if not all(_is_one_person(entry) or entry.category is Category.CIVILIAN for entry in harmed):
        return targets
    counted = {entry.who for entry in harmed}
    return tuple(p for p in targets if p.name or p.kind not in STATES or p.said in counted)


def _is_one_person(entry: LedgerEntry) -> bool:
    return entry.category is Category.UNKNOWN and entry.count.low == entry.count.high == 1


def _harm(incident: Incident) -> Iterable[LedgerEntry]:
    return (e for e in incident.ledger if e.harm in _HARMED and not e.campaign and e.count.high != 0)


def _civilians(incident: Incident, targets: Iterable[Party]) -> str:
    told = [party.said for party in targets if party.kind == "civilians" and not _is_anybody(party.said)]
    told += [e.who or "civilians" for e in _harm(incident) if e.category is Category.CIVILIAN]
    told += [e.who for e in _harm(incident) if e.category is Category.UNKNOWN and are_civilians(e.who)]
    return next(iter(told), "")


def _anybody(incident: Incident, targets: Iterable[Party]) -> str:
    told = [party.said for party in targets if party.kind == "civilians"]
    told += [e.who for e in _harm(incident) if e.category is Category.UNKNOWN and _is_anybody(e.who)]
    return next(iter(told), "")


def are_civilians(words: str) -> bool:
    """Whether words name civilians, as "residents" does and "people" does not."""
    called = classed(words)
    return called is not None and called.kind == "civilians" and not _is_anybody(words)


def _is_anybody(words: str) -> bool:
    """Whether words name people and say nothing more of them; a private person may be a fighter as well."""
    if words.startswith(A_PERSON):
        return True
    plain = set(words.casefold().split())
    return bool(plain & _ANYBODY) and not any(classed(word) for word in plain - _ANYBODY)
