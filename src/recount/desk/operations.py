"""What stands around an incident: the operation that it is part of, the episodes that it holds, and its denials."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from recount.codebook import Merging
from recount.codebook.actors import Actors, actors_over
from recount.desk.kept_rules import kept_rules
from recount.model import Incident, Status
from recount.resolution import packing
from recount.resolution.denials import TOLD, denials_of
from recount.resolution.episodes import Operations
from recount.store import Filters, RecordStore


@dataclass(frozen=True, slots=True)
class Operation:
    """The operation that an incident is part of, and its own episodes, in the order of the record; `because` says of
    each part, by its id, why it is one."""

    whole: Incident | None = None
    episodes: tuple[Incident, ...] = ()
    because: Mapping[str, str] = field(default_factory=dict)


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


def denials_around(store: RecordStore, one: Incident, own: Path | None = None) -> tuple[Incident, ...]:
    """The denials of an incident: those that its own reports tell of, and those of its days and its country."""
    if one.status not in TOLD:
        return ()
    denied = (Status.DENIED,)
    found = list(store.incidents(Filters(statuses=denied, reports=one.documents)))
    when, place = one.when, one.place
    if when is not None and when.first is not None and place is not None and place.country:
        asked = Filters(statuses=denied, first=when.first, last=when.last, countries=(place.country,))
        found += [other for other in store.incidents(asked) if other not in found]
    if not found:
        return ()
    reports = tuple(dict.fromkeys(key for denial in found for key in denial.documents))
    beside = store.incidents(Filters(reports=reports))
    return denials_of(one, found, beside, _actors(store, own), merging_of(store))


def operation_around(store: RecordStore, one: Incident, own: Path | None = None) -> Operation:
    """What an incident of a record is part of and what it holds."""
    found = store.operations(_actors(store, own), merging_of(store), around=one)
    whole, episodes = found.part_of.get(one.id), found.episodes.get(one.id, ())
    if whole is None and not episodes:
        return ALONE
    held = {other.id: other for other in store.incidents(Filters(ids=(*episodes, *([whole] if whole else []))))}
    because = {name: found.because[name] for name in (one.id, *episodes) if name in found.because}
    return Operation(held[whole] if whole else None, tuple(held[name] for name in episodes), because)
