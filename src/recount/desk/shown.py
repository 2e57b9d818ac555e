"""What of incidents somebody may see who may not see some reports: what the others tell."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from recount.desk.asking import incident_named
from recount.errors import RestrictedError
from recount.model import Incident
from recount.store import Filters, RecordStore, opened


def shown_in(store: RecordStore, ids: Iterable[str], hidden: frozenset[str]) -> tuple[Incident, ...]:
    """These incidents, in this order, without what only hidden reports tell; those that only such tell are left out."""
    asked = tuple(dict.fromkeys(ids))
    found = {one.id: one for one in store.incidents(Filters(ids=asked, hidden=hidden))}
    return tuple(found[key] for key in asked if key in found)


def shown_incident(record: Path, name: str, hidden: frozenset[str]) -> Incident:
    """The incident that answers to a name, without what only hidden reports tell; RestrictedError where nothing is
    left."""
    with closing(opened(record)) as store:
        one = incident_named(store, name)
        if not hidden:
            return one
        if found := shown_in(store, [one.id], hidden):
            return found[0]
    what = "is told by restricted reports only"
    raise RestrictedError("incident", one.id, "This incident", what, "Reviewers and admins may see it.")


def shown_incidents(record: Path, ids: Iterable[str], hidden: frozenset[str]) -> tuple[Incident, ...]:
    """The same of the incidents of a record."""
    with closing(opened(record)) as store:
        return shown_in(store, ids, hidden)


def untouched(record: Path, ids: Iterable[str], hidden: frozenset[str]) -> frozenset[str]:
    """Those of some incidents that no hidden report tells of; of what is no more in the record nobody knows."""
    asked = frozenset(ids)
    if not hidden:
        return asked
    with closing(opened(record)) as store:
        held = store.incidents(Filters(ids=tuple(asked)))
    return frozenset(one.id for one in held if not hidden.intersection(one.documents))
