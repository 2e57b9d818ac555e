"""Operations that last, and the happenings within them: a siege holds its shellings, an offensive its captures.

An episode stays an incident of its own with its own ledger; nothing is added up. It belongs to the shortest operation
that its days, its place and its parties lie within. What a report sums up over weeks (a toll report) is no operation.
What is part of what follows from the incidents as they are, and is kept nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.codebook.parties import CIVILIANS, NAMELESS, party_named
from recount.model import Incident, PlacePrecision, Precision, Status
from recount.resolution.evidence import kilometres
from recount.resolution.names import folded, side_of

SHORTEST = 3
"""Days; what is over sooner holds nothing."""
LONGEST = 2200
"""... and what goes on for longer, over six years, is a state of things. Sieges of towns have lasted five."""
_LONG = 400  # days; what goes on for longer holds what happens in its own town, nothing of a whole region
_AROUND_KM = 25.0  # a town and the villages around it
_MOST = 300  # operations of one region and week that a happening is held against, the shortest first
_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})
_VIOLENCE = "violence"

TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
"""How what is part of an operation is told."""
WEEK = 7
"""Days; what is part of what in a region is decided week by week."""

_Cell = tuple[str, str, int]
_Parties = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Happening:
    """What of an incident decides on what it is part of. `first` and `last` are the numbers of its days
    (`date.toordinal`); an incident that is only known to lie in some month or year, or in no region, is none.

    `names` are its agents and targets.
    """

    id: str
    type: str
    status: Status
    first: int
    last: int
    country: str
    admin1: str
    precision: PlacePrecision
    lat: float
    lon: float
    names: tuple[str, ...]

    @property
    def days(self) -> int:
        """How many days it goes on, or may have been on."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Operations:
    """What is part of what: the operation of each episode, and the episodes of each operation in the record's order,
    by the ids of incidents."""

    part_of: Mapping[str, str]
    episodes: Mapping[str, tuple[str, ...]]

    @classmethod
    def among(cls, happenings: Iterable[Happening], actors: Actors, merging: Merging) -> Operations:
        """The operations of a record, whose happenings come in its order."""
        given = tuple(happenings)
        part_of = wholes_among(given, actors, merging)
        episodes: dict[str, list[str]] = defaultdict(list)
        for one in given:
            if one.id in part_of:
                episodes[part_of[one.id]].append(one.id)
        return cls(part_of, {name: tuple(held) for name, held in episodes.items()})

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


def with_episodes(incidents: Sequence[Incident], actors: Actors, merging: Merging) -> tuple[Incident, ...]:
    """The same incidents, operations with the ids of their `episodes`, and these with what they are `part_of`."""
    given = (one for incident in incidents if (one := happening_of(incident)) is not None)
    return Operations.among(given, actors, merging).told_on(incidents)


def happening_of(one: Incident) -> Happening | None:
    """What of an incident decides on what it is part of; None where it is part of nothing and holds nothing."""
    when, place = one.when, one.place
    if when is None or when.first is None or when.last is None or place is None or not place.admin1:
        return None
    if when.precision not in (Precision.DAY, Precision.INTERVAL):
        return None
    return Happening(
        one.id,
        one.type,
        one.status,
        when.first.toordinal(),
        when.last.toordinal(),
        place.country,
        place.admin1,
        place.precision,
        place.lat,
        place.lon,
        (*one.agents, *one.targets),
    )


def wholes_among(happenings: Iterable[Happening], actors: Actors, merging: Merging) -> dict[str, str]:
    """The operation that each happening is an episode of, by their ids.

    Each is held only against the operations of its region that go on in its week, so that time grows with the number
    of happenings.
    """
    given = tuple(happenings)
    operations: dict[_Cell, list[Happening]] = defaultdict(list)
    for one in given:
        if lasts(one, merging):
            for week in range(one.first // WEEK, one.last // WEEK + 1):
                operations[one.country, one.admin1, week].append(one)
    for held in operations.values():
        held.sort(key=lambda operation: (operation.days, operation.id))
        del held[_MOST:]
    sides = _Sides(actors)
    return {one.id: whole for one in given if (whole := _whole_of(one, operations, sides, merging))}


def lasts(one: Happening, merging: Merging) -> bool:
    """Whether a happening is an operation that can hold others: of a lasting type, over days, and no plan or denial."""
    lasting = merging.families.get(one.type) in merging.lasting
    return lasting and SHORTEST <= one.days <= LONGEST and one.status in TOLD


def can_be_part(type_: str, merging: Merging) -> bool:
    """Whether what is of a type can be an episode of an operation."""
    return type_ not in merging.vague and _VIOLENCE in merging.kinds_of(type_)


def _whole_of(
    one: Happening, operations: Mapping[_Cell, Sequence[Happening]], sides: _Sides, merging: Merging
) -> str | None:
    held = operations.get((one.country, one.admin1, one.first // WEEK))
    if held is None or one.status not in TOLD or not can_be_part(one.type, merging):
        return None
    return next((operation.id for operation in held if _holds(operation, one, sides)), None)


def _holds(operation: Happening, one: Happening, sides: _Sides) -> bool:
    if one.first < operation.first or operation.last < one.last or one.days >= operation.days:
        return False
    if one.precision not in _FINE:
        return False
    same_town = operation.precision in _FINE and _near(one, operation)
    if not same_town and (operation.precision is not PlacePrecision.GOVERNORATE or operation.days > _LONG):
        return False
    (theirs, their_names), (ours, our_names) = sides.of(operation), sides.of(one)
    return bool(theirs & ours) or (same_town and not (their_names and our_names))


def _near(one: Happening, other: Happening) -> bool:
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) <= _AROUND_KM


class _Sides:
    """The parties of happenings by the sides they stood on then: all that bear arms, and those with a name."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._parties: dict[tuple[str, str], str | None] = {}
        self._found: dict[str, _Parties] = {}

    def of(self, one: Happening) -> _Parties:
        """Residents, "people" and things are no parties; soldiers and rebels without a name are no other's enemies."""
        if one.id not in self._found:
            parties = {party for name in one.names if (party := self._party(name, one.country)) is not None}
            on = date.fromordinal(one.first)
            named = {folded(side_of(self._actors, party, on)) for party in parties - NAMELESS} - {""}
            self._found[one.id] = frozenset(named | (parties & NAMELESS - {CIVILIANS})), frozenset(named)
        return self._found[one.id]

    def _party(self, name: str, country: str) -> str | None:
        key = (name, country)
        if key not in self._parties:
            self._parties[key] = party_named(name, self._actors, country)
        return self._parties[key]
