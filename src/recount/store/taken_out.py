"""What is removed on request goes out of all releases: what they hold of an incident, and what their lists of changes
say of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection

from sqlalchemy import Connection, delete, or_, select, update

from recount.codec import packed
from recount.store.release_tables import RELEASED, RELEASED_CONTENT, RELEASED_FROM, RELEASES

_HEADING = "an incident, removed on request"


def taken_from_releases(connection: Connection, names: Callable[[str], bool]) -> Counter[str]:
    """Take out what releases hold of incidents of whose lines `names` holds; how much, and of which published
    incidents. Tables must be free to be changed."""
    rows = connection.execute(select(RELEASED_CONTENT)).all()
    return _taken(connection, {row.sha256 for row in rows if names(row.incident)})


def report_taken_from_releases(
    connection: Connection, report: str, sha256: str, claims: Collection[str]
) -> Counter[str]:
    """The same of incidents that a report told, or that held some claims; that it told them is forgotten, too."""
    told = or_(RELEASED_FROM.c.report == report, RELEASED_FROM.c.sha256 == sha256)
    gone = set(connection.execute(select(RELEASED_FROM.c.content).where(told)).scalars())
    rows = connection.execute(select(RELEASED.c.content, RELEASED.c.claims)).all()
    gone |= {row.content for row in rows if not set(row.claims.split()).isdisjoint(claims)}
    connection.execute(delete(RELEASED_FROM).where(told))
    return _taken(connection, gone)


def _taken(connection: Connection, contents: Collection[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    rows: set[tuple[int, str]] = set()
    for key in sorted(contents):
        gone = connection.execute(delete(RELEASED_CONTENT).where(RELEASED_CONTENT.c.sha256 == key)).rowcount
        counts["versions of published incidents"] += gone
        if gone:
            found = connection.execute(select(RELEASED.c.release, RELEASED.c.public).where(RELEASED.c.content == key))
            rows |= {(row.release, row.public) for row in found}
    for number, public in rows:
        counts[f"published {public} {number}"] = 1
    for row in connection.execute(select(RELEASES.c.number, RELEASES.c.release)).all() if rows else ():
        told = json.loads(row.release)
        for change in told.get("changes", ()):
            if {(row.number, change["id"]), (row.number - 1, change["id"])} & rows:
                change |= {"heading": _HEADING, "fields": []}
        if packed(told) != row.release:
            connection.execute(update(RELEASES).where(RELEASES.c.number == row.number).values(release=packed(told)))
    return counts
