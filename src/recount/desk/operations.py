"""What an incident is part of, or what it holds: operations that last, and their episodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from recount.codebook import Merging
from recount.codebook.actors import Actors, actors_over
from recount.desk.kept_rules import kept_rules
from recount.model import Incident
from recount.resolution import packing
from recount.resolution.episodes import Operations
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


def operations_of(store: RecordStore, own: Path | None = None, hidden: Collection[str] = ()) -> Operations:
    """What is part of what in a record, as far as reports tell that are not hidden; `own` is a desk's alias file, here
    and below, and without one the record's own is used."""
    return store.operations(_actors(store, own), merging_of(store), hidden)


def with_operations(
    store: RecordStore, incidents: Iterable[Incident], own: Path | None = None, hidden: Collection[str] = ()
) -> tuple[Incident, ...]:
    """Incidents of a record, each with what it is part of and what it holds."""
    return operations_of(store, own, hidden).told_on(incidents)


def to_be_summed(
    store: RecordStore, incidents: Iterable[Incident], own: Path | None = None, hidden: Collection[str] = ()
) -> tuple[Incident, ...]:
    """The same for who sums up these incidents and no others: each is part of the nearest operation among them, where
    one of them holds it."""
    operations = operations_of(store, own, hidden)
    found = operations.told_on(incidents)
    there = {one.id for one in found if one.episodes}
    return tuple(
        replace(one, part_of=next((name for name in operations.chain_of(one.id) if name in there), one.part_of))
        if one.part_of
        else one
        for one in found
    )


def _actors(store: RecordStore, own: Path | None) -> Actors:
    with kept_rules(store) as kept:
        return actors_over(own or kept.actors)


def operation_around(store: RecordStore, one: Incident, own: Path | None = None) -> Operation:
    """What an incident of a record is part of and what it holds."""
    found = store.operations(_actors(store, own), merging_of(store), around=one)
    whole, episodes = found.part_of.get(one.id), found.episodes.get(one.id, ())
    if whole is None and not episodes:
        return ALONE
    held = {other.id: other for other in store.incidents(Filters(ids=(*episodes, *([whole] if whole else []))))}
    return Operation(held[whole] if whole else None, tuple(held[name] for name in episodes))
