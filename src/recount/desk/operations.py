"""What an incident is part of, or what it holds: operations that last, and their episodes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recount.codebook import Merging
from recount.codebook.actors import actors_over
from recount.model import Incident
from recount.resolution import packing
from recount.resolution.episodes import lasts, with_episodes
from recount.store import Filters, RecordStore


@dataclass(frozen=True, slots=True)
class Operation:
    """The operation that an incident is part of, and its own episodes, in the order of the record."""

    whole: Incident | None = None
    episodes: tuple[Incident, ...] = ()


ALONE = Operation()
"""Part of nothing, and without episodes."""


def merging_of(store: RecordStore) -> Merging:
    """The codebook's part on merges that a record was last brought together by."""
    return packing.merging_of(store.merging())


def operation_around(store: RecordStore, one: Incident, own: Path | None = None) -> Operation:
    """What an incident is part of and what it holds, found among the record's incidents of its days; `own` is a desk's
    alias file."""
    if one.when is None or one.when.first is None or one.place is None or not one.place.admin1:
        return Operation()
    merging = merging_of(store)
    types = () if lasts(one, merging) else merging.types_of(merging.lasting)
    country = (one.place.country,) if one.place.country else ()
    near = store.incidents(Filters(first=one.when.first, last=one.when.last, types=types, countries=country))
    beside = [other for other in near if other.id == one.id or lasts(other, merging) or not types]
    if all(other.id == one.id for other in beside):
        return Operation()
    if one not in beside:
        beside.append(one)
    found = {other.id: other for other in with_episodes(beside, actors_over(own), merging)}
    whole, episodes = found[one.id].part_of, found[one.id].episodes
    return Operation(found[whole] if whole else None, tuple(found[name] for name in episodes))
