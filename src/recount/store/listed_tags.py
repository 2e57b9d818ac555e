"""The tags of many incidents at once, as a list of them shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from recount.store.desk_work_marks import seen_marks
from recount.store.desk_work_tables import MARKED
from recount.store.sql import SqlStore
from recount.store.tables import INCIDENT_CLAIMS

_AT_ONCE = 500  # ids in one statement; SQLite took no more than 999 values for long
_TAG = "tag:"
_ASKED = (
    select(INCIDENT_CLAIMS.c.incident, MARKED.c.key)
    .distinct()
    .join(MARKED, MARKED.c.subject == INCIDENT_CLAIMS.c.claim)
    .where(MARKED.c.stands == 1, MARKED.c.key.startswith(_TAG))
)


def tags_of(store: SqlStore, incidents: Sequence[str], hidden: Collection[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """The tags of those of these incidents that have some, in the order of the alphabet; what stands on claims of
    hidden reports alone is left out."""
    asked = _ASKED.where(*seen_marks(hidden))
    found = defaultdict(set)
    with store._reading() as connection:
        for start in range(0, len(incidents), _AT_ONCE):
            some = incidents[start : start + _AT_ONCE]
            for row in connection.execute(asked.where(INCIDENT_CLAIMS.c.incident.in_(some))):
                found[row.incident].add(row.key.removeprefix(_TAG))
    return {key: tuple(sorted(tags)) for key, tags in found.items()}
