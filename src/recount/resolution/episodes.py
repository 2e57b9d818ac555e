"""Operations that last, and the happenings within them: a siege holds its shellings, an offensive its captures.

An episode stays an incident of its own with its own ledger; nothing is added up. It belongs to the shortest operation
that its days, its place and its parties lie within. What a report sums up over weeks (a toll report) is no operation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.model import Incident, Place, PlacePrecision, Precision, Status
from recount.resolution.evidence import kilometres
from recount.resolution.names import folded, side_of

_SHORTEST = 3  # days; what is over sooner holds nothing
_LONGEST = 400
_AROUND_KM = 25.0  # a town and the villages around it
_MOST = 40  # operations of one region and month that a happening is held against, the shortest first
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})
_VIOLENCE = "violence"

_Cell = tuple[str, str, int]


def with_episodes(incidents: Sequence[Incident], actors: Actors, merging: Merging) -> tuple[Incident, ...]:
    """The same incidents, operations with the ids of their `episodes`, and these with what they are `part_of`."""
    operations: dict[_Cell, list[Incident]] = defaultdict(list)
    for one in incidents:
        if lasts(one, merging):
            for cell in _cells(one):
                operations[cell].append(one)
    for held in operations.values():
        held.sort(key=lambda operation: (_days(operation), operation.id))
        del held[_MOST:]
    part_of = {one.id: whole for one in incidents if (whole := _whole_of(one, operations, actors, merging))}
    episodes: dict[str, list[str]] = defaultdict(list)
    for one in incidents:
        if one.id in part_of:
            episodes[part_of[one.id]].append(one.id)
    return tuple(
        replace(one, part_of=part_of.get(one.id), episodes=tuple(episodes.get(one.id, ()))) for one in incidents
    )


def lasts(one: Incident, merging: Merging) -> bool:
    """Whether an incident is an operation that can hold others: of a lasting type, dated, over days."""
    return merging.families.get(one.type) in merging.lasting and _SHORTEST <= _days(one) <= _LONGEST


def _bounds(one: Incident) -> tuple[date, date] | None:
    """Its first and last day; None where it is only known to lie in some month or year, which is no length."""
    when = one.when
    known = when is not None and when.precision in (Precision.DAY, Precision.INTERVAL)
    return (when.first, when.last) if known and when and when.first and when.last else None


def _days(one: Incident) -> int:
    bounds = _bounds(one)
    return (bounds[1] - bounds[0]).days + 1 if bounds else 0


def _cells(one: Incident) -> Iterator[_Cell]:
    """The region and the months that an incident lies in."""
    bounds, place = _bounds(one), one.place
    if bounds and place and place.admin1:
        for month in range(_month(bounds[0]), _month(bounds[1]) + 1):
            yield place.country, place.admin1, month


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _whole_of(
    one: Incident, operations: Mapping[_Cell, Sequence[Incident]], actors: Actors, merging: Merging
) -> str | None:
    if one.status not in _TOLD or one.type in merging.vague or _VIOLENCE not in merging.kinds_of(one.type):
        return None
    cell = next(_cells(one), None) if _days(one) <= _LONGEST else None
    held = (operation for operation in operations.get(cell, ()) if _holds(operation, one, actors)) if cell else ()
    return next((operation.id for operation in held), None)


def _holds(operation: Incident, one: Incident, actors: Actors) -> bool:
    whole, part = _bounds(operation), _bounds(one)
    if whole is None or part is None or operation.id == one.id or _days(one) >= _days(operation):
        return False
    if part[0] < whole[0] or whole[1] < part[1] or operation.place is None or one.place is None:
        return False
    if not _lies_in(one.place, operation.place):
        return False
    theirs, ours = _parties(operation, actors, whole[0]), _parties(one, actors, part[0])
    return bool(theirs & ours) or (not (theirs and ours) and _same_town(one.place, operation.place))


def _lies_in(one: Place, whole: Place) -> bool:
    if one.precision not in _FINE:
        return False
    return whole.precision is PlacePrecision.GOVERNORATE or _same_town(one, whole)


def _same_town(one: Place, other: Place) -> bool:
    if one.precision not in _FINE or other.precision not in _FINE:
        return False
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) <= _AROUND_KM


def _parties(one: Incident, actors: Actors, on: date) -> frozenset[str]:
    names: Iterable[str] = (*one.agents, *one.targets)
    return frozenset(folded(side_of(actors, name, on)) for name in names) - {""}
