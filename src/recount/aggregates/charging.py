"""Who did what an incident's figures count, and to whose people: no figure is charged to a party by guessing.

The dead are those whom a figure names or whom its ledger knows by their side; soldiers, militants and civilians of
whom no name is told stand under what they are, and people of whom nothing is told under nobody. Who did it are those
whom the figure's own claim names, else the incident's agents, and never those whose own people are counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recount.codebook.actors import Actors
from recount.codebook.former import are_former
from recount.codebook.parties import CIVILIANS, FIGHTERS, NAMELESS, STATE_FORCES, STATES, full_name, party_named
from recount.codebook.sides import first_known, is_unlisted_state, side_on, state_side
from recount.gazetteer.nations import in_other_words, state_meant
from recount.model import Category, Harm, Incident, LedgerEntry
from recount.tolls.populations import for_the_rulers, soldiers_or_fighters, words_for
from recount.tolls.standing import given_up

NOT_TOLD = "not told"
_BOTH_LOSE = frozenset({"armed_clash", "offensive", "territory_change", "siege"})
"""Types of events in which those who did it lose people as well: the dead may be theirs."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A figure, whose people it counts, and who did it; `NOT_TOLD` for nobody."""

    entry: LedgerEntry
    people: str
    doers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Charged:
    """An incident's figures of one harm, charged. `doing` and `harmed` are the parties that it names, none where it
    names none; `sides` are all names with the side that each stood on."""

    doing: tuple[str, ...]
    harmed: tuple[str, ...]
    charges: tuple[Charge, ...]
    sides: dict[str, str]

    @property
    def all_doing(self) -> tuple[str, ...]:
        """Everybody who is told to have done something; nobody is somebody, too."""
        names = dict.fromkeys([*self.doing, *(name for one in self.charges for name in one.doers)])
        return tuple(names) or (NOT_TOLD,)

    @property
    def all_harmed(self) -> tuple[str, ...]:
        """Everybody to whom something is told to have been done; nobody is somebody, too."""
        return tuple(dict.fromkeys([*self.harmed, *(one.people for one in self.charges)])) or (NOT_TOLD,)

    def side(self, name: str) -> str:
        """The side that a party stood on."""
        return self.sides.get(name, name)

    def done_by(self, party: str) -> list[LedgerEntry]:
        """The figures of what a party did."""
        return [one.entry for one in self.charges if party in one.doers]

    def harm_to(self, party: str) -> list[LedgerEntry]:
        """The figures that count a party's people."""
        return [one.entry for one in self.charges if one.people == party]

    def between(self, agent: str, target: str) -> list[LedgerEntry]:
        """The figures of what one side did to another's people."""
        return [
            one.entry for one in self.charges if self.side(one.people) == target and agent in map(self.side, one.doers)
        ]

    def shares(self, party: str) -> bool:
        """Whether a party did it together with others."""
        with_others = any(party in one.doers and len(one.doers) > 1 for one in self.charges)
        return with_others or (party in self.doing and len(self.doing) > 1 and not self.done_by(party))


def charged(incident: Incident, harm: Harm, actors: Actors) -> Charged:
    """An incident's figures of a harm with whose people they count and who did it."""
    return _Charging(incident, actors).all(harm)


class _Charging:
    """The parties of one incident, by the sides they stood on then."""

    def __init__(self, incident: Incident, actors: Actors) -> None:
        self._incident = incident
        self._actors = actors
        place = incident.place
        self._country = place.country if place is not None else None
        self._places = {*incident.place_names, *([place.name] if place is not None else [])}
        self._day: date | None = incident.when.first if incident.when is not None else None
        self._all_names = (*incident.agents, *incident.targets, *(origin.name for origin in incident.origins))
        self._meant: dict[str, str | None] = {}
        self._doing = self._doing_parties(incident.agents)
        self._gone = given_up(incident.ledger)
        self._harmed = self._without_gone(self._parties(incident.targets))
        self._of_side: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys((*self._doing, *self._harmed)):
            self._of_side[self._side(name)].append(name)

    def all(self, harm: Harm) -> Charged:
        """The figures of a harm, charged."""
        charges = []
        for entry in self._incident.ledger:
            if entry.harm is harm and entry not in self._gone:
                people = self._people(entry)
                charges.append(Charge(entry, people, self._doers(entry, people)))
        names = {*self._doing, *self._harmed, *(n for one in charges for n in (one.people, *one.doers))}
        # who is harmed is told by the figures, where there are any, and better than by "soldiers and civilians"
        harmed = tuple(name for name in self._harmed if not charges or name not in NAMELESS)
        return Charged(self._doing, harmed, tuple(charges), {name: self._side(name) for name in names})

    def _parties(self, names: Iterable[str]) -> tuple[str, ...]:
        """The parties that names mean; a place's name is no party's."""
        found = (self._party(name) for name in names if name not in self._places)
        return tuple(dict.fromkeys(party for party in found if party is not None))

    def _doing_parties(self, names: Iterable[str]) -> tuple[str, ...]:
        """The parties that names of doers mean: former fighters who attack somebody fight without a name."""
        found = ((FIGHTERS,) if are_former(name) else self._parties([name]) for name in names)
        return tuple(dict.fromkeys(party for parties in found for party in parties))

    def _without_gone(self, harmed: tuple[str, ...]) -> tuple[str, ...]:
        """The parties harmed without those whose fighters the dead were only taken for."""
        gone = {entry.party for entry in self._gone}
        if not gone:
            return harmed
        hit = {e.party for e in self._incident.ledger if e.party is not None and e not in self._gone}
        return tuple(name for name in harmed if self._side(name) not in gone - hit)

    def _party(self, name: str) -> str | None:
        if name not in self._meant:
            full = full_name(name, self._all_names, self._actors)
            state = None if are_former(full) else self._state(full)
            self._meant[name] = state or party_named(full, self._actors, self._country)
        return self._meant[name]

    def _state(self, name: str) -> str | None:
        """The state whose forces or ministry a name means by its country, where the alias file lacks the name."""
        state = state_meant(name) if self._actors.canonical(name) is None else None
        if state is None:
            return None
        known = first_known(self._actors, in_other_words(name))
        return known.name if known is not None else state_side(self._actors, state)

    def _side(self, party: str) -> str:
        return side_on(self._actors, party, self._day)

    def _people(self, entry: LedgerEntry) -> str:
        """Whose people a figure counts."""
        known = self._actors.canonical(entry.who)
        if known is not None:
            return known.name
        if entry.party is not None:
            named = self._of_side.get(entry.party, [])
            return named[0] if len(named) == 1 else entry.party
        if entry.category is Category.CIVILIAN:
            return CIVILIANS
        if entry.category is Category.COMBATANT:
            words = words_for(entry.who)
            if for_the_rulers(words):
                return self._rulers()
            soldiers, fighters = soldiers_or_fighters(words)
            if soldiers == fighters:
                return NOT_TOLD
            return self._only_one_hit(soldiers=soldiers) or (STATE_FORCES if soldiers else FIGHTERS)
        if entry.category is Category.OBJECT and len(self._harmed) == 1 and self._harmed[0] not in self._doing:
            return self._harmed[0]
        return NOT_TOLD

    def _only_one_hit(self, *, soldiers: bool) -> str | None:
        """The one state, or group, to whose people it was done, by those it names and by other figures for its dead:
        "18 allied fighters" are the men of the only group that lost any. None in a fight, in which either side has
        dead, and where several or none are named."""
        if self._incident.type in _BOTH_LOSE:
            return None
        told = {entry.party for entry in self._incident.ledger if entry.category is Category.COMBATANT and entry.party}
        hit = {self._side(name) for name in {*self._harmed, *told} - NAMELESS}
        doing = {self._side(name) for name in self._doing}
        among = [side for side in hit - doing if self._is_known(side) and self._is_state(side) == soldiers]
        if len(among) != 1:
            return None
        named = self._of_side.get(among[0], [])
        return named[0] if len(named) == 1 else among[0]

    def _rulers(self) -> str:
        """Whom those fight for who are called pro-government: the one state that is named, else that of the country
        where it happened."""
        states = {self._side(name) for name in (*self._doing, *self._harmed)}
        among = [side for side in states if self._is_state(side)]
        if len(among) == 1:
            named = self._of_side.get(among[0], [])
            return named[0] if len(named) == 1 else among[0]
        return party_named("government", self._actors, self._country) or STATE_FORCES

    def _doers(self, entry: LedgerEntry, people: str) -> tuple[str, ...]:
        """Who did what a figure counts, without those whose own people they are, or may be; nobody where its sentence
        adds it without saying who did it."""
        if not entry.charged:
            return (NOT_TOLD,)
        told = [name for name in self._doing_parties(entry.agents) if name not in NAMELESS]
        told = [name for name in told if not self._are_own(people, name)]
        found = told or [name for name in self._doing if not self._are_own(people, name)]
        if len(found) < len(self._doing) and not told:
            found = [name for name in found if name not in NAMELESS]  # "the army and militias": they fight beside it
        if people in (FIGHTERS, STATE_FORCES, NOT_TOLD) and entry.category is Category.COMBATANT:
            both_ways = self._incident.type in _BOTH_LOSE or len({self._side(name) for name in found}) > 1
            found = [
                name
                for name in found
                if self._cannot_be_own(people, name) or not (both_ways or (not told and name in self._harmed))
            ]
        return tuple(found) or (NOT_TOLD,)

    def _are_own(self, people: str, party: str) -> bool:
        """Whether people are a party's own: under its name, or under its state's or its side's."""
        if people == party:
            return people != NOT_TOLD
        side = self._side(party)
        if self._side(people) != side or people in NAMELESS:
            return False
        return side in (people, party) or self._is_state(side)

    def _cannot_be_own(self, people: str, party: str) -> bool:
        """Whether these can be no people of a party: fighters without a name are no state's, soldiers no group's."""
        if party in NAMELESS:
            return people != party
        return people != NOT_TOLD and self._is_state(party) == (people == FIGHTERS)

    def _is_known(self, party: str) -> bool:
        return is_unlisted_state(party) or self._actors.canonical(party) is not None

    def _is_state(self, party: str) -> bool:
        actor = self._actors.canonical(party)
        return actor.kind in STATES if actor is not None else is_unlisted_state(party)
