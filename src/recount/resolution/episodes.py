"""Operations that last, and the happenings within them: a siege holds its shellings, an offensive its captures.

An episode stays an incident of its own with its own ledger; nothing is added up. It belongs to the operation that its
own report tells it to be part of ("during the offensive"), else to the siege of the town that it is told to be
besieged in, else to the shortest operation that its days, its place and its parties lie within (of a siege: what the
besiegers do there), else to the offensive that the same party had begun there not long before, where a place changed
hands. What a report sums up over weeks (a toll report) is no operation, but what it sums up of a day holds the
happenings that it is told to be the sum of. What is part of what follows from the incidents as they are, and is kept
nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.codebook.parties import CIVILIANS, FIGHTERS, NAMELESS, STATE_FORCES, party_named
from recount.model import BESIEGED, Incident, PlacePrecision, Precision, Status
from recount.resolution.evidence_of_places import kilometres
from recount.resolution.names import folded, side_of

SHORTEST = 3
"""Days; what is over sooner holds nothing but what is told to be part of it."""
LONGEST = 2200
"""... and what goes on for longer, over six years, is a state of things. Sieges of towns have lasted five."""
AFTER = 180
"""Days after the last report of a siege up to which a town that is called besieged is so by the same siege."""
BEGUN = 31
"""Days after its beginning up to which an offensive holds the places that it takes."""
_LONG = 400  # days; what goes on for longer holds what happens in its own town, nothing of a whole region
_AROUND_KM = 25.0  # a town and the villages around it
_BESIEGED_KM = {PlacePrecision.DISTRICT: 12.0}  # a besieged town is no region
_TOWN_KM = 5.0
_MOST = 300  # operations of one region and week that a happening is held against, the shortest first
_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})
_VIOLENCE = "violence"
_SIEGE, _TERRITORY, _SUM = "siege", "territory", "total"  # families
_OFFENSIVE = "offensive"
_ANYBODY = frozenset({"sniper", "snipers", "gunman", "gunmen", "attacker", "attackers", "assailants"})
"""They may be anybody's."""

TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
"""How what is part of an operation is told."""
WEEK = 7
"""Days; what is part of what in a region is decided week by week."""

_Cell = tuple[str, str, int]
_Parties = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Happening:
    """What of an incident decides on what it is part of. `first` and `last` are the numbers of its days
    (`date.toordinal`), None where it is not known to lie within days, or only in some month or year.

    `names` are its agents and targets, `agents` those who do it. `wholes` are the ids of the incidents that tell the
    operations which its own reports name it a part of; `besieged` says that it was in a place called besieged.
    """

    id: str
    type: str
    status: Status
    first: int | None
    last: int | None
    country: str
    admin1: str
    precision: PlacePrecision
    lat: float
    lon: float
    names: tuple[str, ...]
    agents: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    besieged: bool = False


@dataclass(frozen=True, slots=True)
class _Dated:
    """A happening that is known to lie within days, in a region."""

    of: Happening
    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days it goes on, or may have been on."""
        return self.last - self.first + 1

    @property
    def region(self) -> tuple[str, str]:
        return self.of.country, self.of.admin1


@dataclass(frozen=True, slots=True)
class Operations:
    """What is part of what: the operation of each episode, and the episodes of each operation in the record's order,
    by the ids of incidents. `because` says of each episode why it is one."""

    part_of: Mapping[str, str]
    episodes: Mapping[str, tuple[str, ...]]
    because: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def among(cls, happenings: Iterable[Happening], actors: Actors, merging: Merging) -> Operations:
        """The operations of a record, whose happenings come in its order."""
        given = tuple(happenings)
        wholes = wholes_among(given, actors, merging)
        episodes: dict[str, list[str]] = defaultdict(list)
        for one in given:
            if one.id in wholes:
                episodes[wholes[one.id].id].append(one.id)
        return cls(
            {name: whole.id for name, whole in wholes.items()},
            {name: tuple(held) for name, held in episodes.items()},
            {name: whole.why for name, whole in wholes.items()},
        )

    def told_on(self, incidents: Iterable[Incident]) -> tuple[Incident, ...]:
        """The same incidents, each with what it is `part_of` and the `episodes` that it holds."""
        return tuple(
            replace(one, part_of=self.part_of.get(one.id), episodes=self.episodes.get(one.id, ()))
            if one.id in self.part_of or one.id in self.episodes
            else one
            for one in incidents
        )

    def chain_of(self, name: str) -> tuple[str, ...]:
        """What an incident is part of, what that is part of, and so on."""
        found: list[str] = []
        while (whole := self.part_of.get(found[-1] if found else name)) is not None:
            found.append(whole)
        return tuple(found)


NO_OPERATIONS = Operations({}, {})


@dataclass(frozen=True, slots=True)
class Whole:
    """The operation that an episode is part of, and why."""

    id: str
    why: str


def with_episodes(incidents: Sequence[Incident], actors: Actors, merging: Merging) -> tuple[Incident, ...]:
    """The same incidents, operations with the ids of their `episodes`, and these with what they are `part_of`."""
    telling = {claim: one.id for one in incidents for claim in one.claims}
    given = (happening_of(incident, telling) for incident in incidents)
    return Operations.among(given, actors, merging).told_on(incidents)


def happening_of(one: Incident, telling: Mapping[str, str]) -> Happening:
    """What of an incident decides on what it is part of; `telling` are the incidents of claims."""
    when, place = one.when, one.place
    known = when is not None and when.precision in (Precision.DAY, Precision.INTERVAL)
    return Happening(
        one.id,
        one.type,
        one.status,
        when.first.toordinal() if known and when is not None and when.first else None,
        when.last.toordinal() if known and when is not None and when.last else None,
        place.country if place is not None else "",
        (place.admin1 if place is not None else None) or "",
        place.precision if place is not None else PlacePrecision.UNKNOWN,
        place.lat if place is not None else 0.0,
        place.lon if place is not None else 0.0,
        (*one.agents, *one.targets),
        one.agents,
        *told_wholes(one.within, telling),
    )


def told_wholes(within: Iterable[str], telling: Mapping[str, str]) -> tuple[tuple[str, ...], bool]:
    """What something is told to be part of, `Incident.within`, as incidents' ids, and whether it was in a besieged
    place."""
    given = tuple(within)
    return tuple(sorted({telling[claim] for claim in given if claim in telling})), BESIEGED in given


def wholes_among(happenings: Iterable[Happening], actors: Actors, merging: Merging) -> dict[str, Whole]:
    """The operation that each happening is an episode of, by their ids.

    Each is held only against the operations of its region that go on in its week, so that time grows with the number
    of happenings.
    """
    given = tuple(happenings)
    search = _Search.of(given, actors, merging)
    found: dict[str, Whole] = {}
    for one in sorted(given, key=lambda one: (not one.wholes, one.id)):
        for whole in search.wholes_of(one):
            if whole.id not in (one.id, *_chain(whole.id, found)) and one.id not in _chain(whole.id, found):
                found[one.id] = whole
                break
    return found


def _chain(name: str, found: Mapping[str, Whole]) -> Iterator[str]:
    while (whole := found.get(name)) is not None:
        name = whole.id
        yield name


def lasts(type_: str, days: int, status: Status, merging: Merging) -> bool:
    """Whether a happening is an operation that can hold others: of a lasting type, over days, and no plan or denial."""
    return merging.families.get(type_) in merging.lasting and SHORTEST <= days <= LONGEST and status in TOLD


def can_be_part(type_: str, merging: Merging) -> bool:
    """Whether what is of a type can be an episode of an operation."""
    return type_ not in merging.vague and _VIOLENCE in merging.kinds_of(type_)


@dataclass(frozen=True, slots=True)
class _Search:
    """The operations of a record, by where and when they go on."""

    merging: Merging
    sides: _Sides
    by_id: Mapping[str, Happening]
    going_on: Mapping[_Cell, Sequence[_Dated]]
    sieges: Mapping[tuple[str, str], Sequence[_Dated]]
    begun: Mapping[_Cell, Sequence[_Dated]]

    @classmethod
    def of(cls, given: Sequence[Happening], actors: Actors, merging: Merging) -> _Search:
        going_on: dict[_Cell, list[_Dated]] = defaultdict(list)
        begun: dict[_Cell, list[_Dated]] = defaultdict(list)
        sieges: dict[tuple[str, str], list[_Dated]] = defaultdict(list)
        wanted = {name for one in given for name in one.wholes}
        for one in given:
            dated = _dated(one)
            if dated is None or one.status not in TOLD:
                continue
            if lasts(one.type, dated.days, one.status, merging):
                for week in range(dated.first // WEEK, dated.last // WEEK + 1):
                    going_on[*dated.region, week].append(dated)
                if merging.families.get(one.type) == _SIEGE and one.precision in _FINE:
                    sieges[dated.region].append(dated)
            elif one.type == _OFFENSIVE and one.precision in _FINE:
                for week in range(dated.first // WEEK, (dated.first + BEGUN) // WEEK + 1):
                    begun[*dated.region, week].append(dated)
        for held in (*going_on.values(), *begun.values()):
            held.sort(key=lambda operation: (operation.days, operation.of.id))
            del held[_MOST:]
        for held in sieges.values():
            held.sort(key=lambda siege: (-siege.first, siege.of.id))
            del held[_MOST:]
        return cls(merging, _Sides(actors), {one.id: one for one in given if one.id in wanted}, going_on, sieges, begun)

    def wholes_of(self, one: Happening) -> Iterator[Whole]:
        """What can be the operation that something is part of, the likeliest first."""
        if one.status not in TOLD or not can_be_part(one.type, self.merging):
            return
        for name in one.wholes:
            if name != one.id and self._may_be_told(one, self.by_id.get(name)):
                yield Whole(name, "its report tells it as part of it")
        dated = _dated(one)
        if dated is None or one.precision not in _FINE:
            return
        if one.besieged:
            for siege in self.sieges.get(dated.region, ()):
                if self._is_of_siege(siege, dated):
                    yield Whole(siege.of.id, f"told to be in a besieged place, {_km(one, siege.of)} from it")
        for operation in self.going_on.get((*dated.region, dated.first // WEEK), ()):
            if self._holds(operation, dated):
                yield Whole(operation.of.id, f"{self._within(operation, dated)}")
        if self.merging.families.get(one.type) == _TERRITORY:
            for offensive in self.begun.get((*dated.region, dated.first // WEEK), ()):
                if self._is_taken_by(offensive, dated):
                    days = dated.first - offensive.first
                    when = f"{days} days after" if days > 1 else "the day after" if days else "on the day"
                    yield Whole(
                        offensive.of.id, f"a place changed hands {_km(one, offensive.of)} from it, {when} it began"
                    )

    def _may_be_told(self, one: Happening, whole: Happening | None) -> bool:
        """Whether an operation can hold what is told as part of it, or a sum what it sums up: nothing is over before it
        begins."""
        if whole is None:
            return False
        family = self.merging.families.get(whole.type)
        if family not in self.merging.lasting and family != _SUM:
            return False
        late = one.last is not None and whole.first is not None and one.last < whole.first
        return whole.status in TOLD and not late

    def _is_of_siege(self, siege: _Dated, one: _Dated) -> bool:
        if not siege.first <= one.first <= siege.last + AFTER or siege.of.id == one.of.id:
            return False
        return _apart(one.of, siege.of) <= _reach(siege.of) and not self._is_of_others(siege, one)

    def _holds(self, operation: _Dated, one: _Dated) -> bool:
        if one.first < operation.first or operation.last < one.last or one.days >= operation.days:
            return False
        siege = self.merging.families.get(operation.of.type) == _SIEGE
        far = _reach(operation.of) if siege else _AROUND_KM
        same_town = operation.of.precision in _FINE and _apart(one.of, operation.of) <= far
        region = operation.of.precision is PlacePrecision.GOVERNORATE and operation.days <= _LONG
        if not same_town and not region:
            return False
        if siege:
            return bool(self.sides.doing(operation.of) & self.sides.doing(one.of))
        (theirs, their_names), (ours, our_names) = self.sides.of(operation.of), self.sides.of(one.of)
        return bool(theirs & ours) or (same_town and not (their_names and our_names))

    def _is_of_others(self, siege: _Dated, one: _Dated) -> bool:
        """Whether others than the besiegers did something: what those within fire outwards is none of the siege's."""
        besiegers, doers = self.sides.doing(siege.of), self.sides.doing(one.of)
        return bool(besiegers and doers) and not besiegers & doers

    def _within(self, operation: _Dated, one: _Dated) -> str:
        theirs, ours = self.sides.of(operation.of)[0], self.sides.of(one.of)[0]
        shared = sorted(self.sides.names[side] for side in theirs & ours if side in self.sides.names)
        where = f"{_km(one.of, operation.of)} from it" if operation.of.precision in _FINE else "in its region"
        return f"within its days, {where}" + (f", with {shared[0]} in both" if shared else "")

    def _is_taken_by(self, offensive: _Dated, one: _Dated) -> bool:
        if not 0 <= one.first - offensive.first <= BEGUN or one.days > SHORTEST or offensive.of.id == one.of.id:
            return False
        if _apart(one.of, offensive.of) > _AROUND_KM:
            return False
        return bool(self.sides.of(offensive.of)[1] & self.sides.of(one.of)[1])


def _dated(one: Happening) -> _Dated | None:
    if one.first is None or one.last is None or not one.admin1 or one.precision is PlacePrecision.UNKNOWN:
        return None
    return _Dated(one, one.first, one.last)


def _reach(siege: Happening) -> float:
    """How far from its middle a besieged place reaches, in km."""
    return _BESIEGED_KM.get(siege.precision, _TOWN_KM)


def _apart(one: Happening, other: Happening) -> float:
    return kilometres((one.lat, one.lon), (other.lat, other.lon))


def _km(one: Happening, other: Happening) -> str:
    return f"{_apart(one, other):.0f} km"


class _Sides:
    """The parties of happenings by the sides they stood on then: all that bear arms, and those with a name."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._parties: dict[tuple[str, str], str | None] = {}
        self._found: dict[str, _Parties] = {}
        self._doing: dict[str, frozenset[str]] = {}
        self.names: dict[str, str] = {}
        """What sides with a name are called."""

    def of(self, one: Happening) -> _Parties:
        """Residents, "people" and things are no parties; soldiers and rebels without a name are no other's enemies."""
        if one.id not in self._found:
            parties = self._parties_of(one.names, one.country)
            named = self._named(parties, one)
            self._found[one.id] = frozenset(named | (parties & NAMELESS - {CIVILIANS})), frozenset(named)
        return self._found[one.id]

    def doing(self, one: Happening) -> frozenset[str]:
        """The sides of those who do it. State forces without a name are those of a government, and of any."""
        if one.id not in self._doing:
            parties = self._parties_of((name for name in one.agents if name.lower() not in _ANYBODY), one.country)
            named = self._named(parties, one)
            states = {STATE_FORCES} if STATE_FORCES in parties or self._has_government(parties) else set()
            self._doing[one.id] = frozenset(named | states | (parties & {FIGHTERS}))
        return self._doing[one.id]

    def _has_government(self, parties: Iterable[str]) -> bool:
        known = (self._actors.canonical(party) for party in parties)
        return any(actor is not None and actor.kind in ("government", "state forces") for actor in known)

    def _parties_of(self, names: Iterable[str], country: str) -> set[str]:
        return {party for name in names if (party := self._party(name, country)) is not None}

    def _named(self, parties: Iterable[str], one: Happening) -> set[str]:
        on = date.fromordinal(one.first) if one.first is not None else None
        found: set[str] = set()
        for party in parties:
            if party not in NAMELESS and (side := folded(called := side_of(self._actors, party, on))):
                self.names.setdefault(side, called)
                found.add(side)
        return found

    def _party(self, name: str, country: str) -> str | None:
        key = (name, country)
        if key not in self._parties:
            self._parties[key] = party_named(name, self._actors, country)
        return self._parties[key]
