"""What is removed on request goes out of all releases: a name out of what they hold and out of what their lists of
changes say; a report with all that they hold of its incidents."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from recount.codec import packed
from recount.store.blocking import BLOCK, Sought, blocked_column
from recount.store.erasing import Changes
from recount.store.release_tables import RELEASED, RELEASED_CONTENT, RELEASED_FROM, RELEASES
from recount.store.sweeping import ByReport

_HEADING = "an incident, removed on request"
NAMELESS = "[name withheld]"
"""What stands in publications for a name."""
_BLOCKS = re.compile(f"{BLOCK}(?:{BLOCK}|X[A-Z]*)*")


def names_taken_from_releases(changes: Changes, wanted: ByReport) -> Counter[str]:
    """Take names out of what releases hold, the incidents stay; of how many versions of which published incidents.
    Tables must be free to be changed, unless it is only tried."""
    connection = changes.connection
    counts: Counter[str] = Counter()
    of_public: dict[str, Sought] = {}
    for row in connection.execute(select(RELEASED_CONTENT)).all():
        own = wanted.within.get(row.sha256, wanted.names)
        line = nameless(row.incident, own)
        if own is wanted.names and line == row.incident:
            continue
        rows = connection.execute(select(RELEASED).where(RELEASED.c.content == row.sha256)).all()
        of_public |= {one.public: own for one in rows}
        if line == row.incident:
            continue
        told = json.loads(line)
        told["victims"] = [one for one in told.pop("victims", ()) if NAMELESS not in one["name"]]
        line = packed({name: value for name, value in told.items() if name != "victims" or value} | {"erased": True})
        if not changes.tried:
            _put(connection, row.sha256, line)
        counts["versions of published incidents"] += 1
        counts |= Counter(f"published {one.public} {one.release}" for one in rows)
    for row in connection.execute(select(RELEASES.c.number, RELEASES.c.release)).all():
        told = json.loads(row.release)
        if "changes" in told:
            lines = [nameless(packed(one), of_public.get(one.get("id", ""), wanted.names)) for one in told["changes"]]
            told["changes"] = [json.loads(line) for line in lines]
        if (line := nameless(packed(told), wanted.names)) != row.release:
            changes.put(RELEASES, (row.number,), {"release": line})
    return counts


def nameless(line: str, wanted: Sought) -> str:
    """A line of JSON without names; that there were blocks, and how many, is not published."""
    now = blocked_column(line, wanted)
    return line if now == line else packed(_nameless(json.loads(now)))


def _nameless(value: Any) -> Any:
    if isinstance(value, str):
        return _BLOCKS.sub(NAMELESS, value)
    if isinstance(value, list):
        return [_nameless(one) for one in value]
    if isinstance(value, dict):
        return {key: _nameless(one) for key, one in value.items()}
    return value


def _put(connection: Connection, former: str, line: str) -> None:
    """Put a line in the place of what releases hold by its hash."""
    key = hashlib.sha256(f"{line}\n".encode()).hexdigest()
    if connection.execute(select(RELEASED_CONTENT.c.sha256).where(RELEASED_CONTENT.c.sha256 == key)).first() is None:
        connection.execute(insert(RELEASED_CONTENT).values(sha256=key, incident=line))
    connection.execute(update(RELEASED).where(RELEASED.c.content == former).values(content=key))
    there = set(connection.execute(select(RELEASED_FROM.c.report).where(RELEASED_FROM.c.content == key)).scalars())
    connection.execute(
        delete(RELEASED_FROM).where(RELEASED_FROM.c.content == former, RELEASED_FROM.c.report.in_(sorted(there)))
    )
    connection.execute(update(RELEASED_FROM).where(RELEASED_FROM.c.content == former).values(content=key))
    connection.execute(delete(RELEASED_CONTENT).where(RELEASED_CONTENT.c.sha256 == former))


def report_taken_from_releases(changes: Changes, report: str, sha256: str, claims: Collection[str]) -> Counter[str]:
    """Take out what releases hold of incidents that a report told, or that held some claims, and that it told them; how
    much, and of which published incidents. Tables must be free to be changed, unless it is only tried."""
    connection = changes.connection
    told = or_(RELEASED_FROM.c.report == report, RELEASED_FROM.c.sha256 == sha256)
    gone = set(connection.execute(select(RELEASED_FROM.c.content).where(told)).scalars())
    rows = connection.execute(select(RELEASED.c.content, RELEASED.c.claims)).all()
    gone |= {row.content for row in rows if not set(row.claims.split()).isdisjoint(claims)}
    changes.deleted(RELEASED_FROM, told)
    return _taken(changes, gone)


def _taken(changes: Changes, contents: Collection[str]) -> Counter[str]:
    connection = changes.connection
    counts: Counter[str] = Counter()
    rows: set[tuple[int, str]] = set()
    for key in sorted(contents):
        gone = changes.deleted(RELEASED_CONTENT, RELEASED_CONTENT.c.sha256 == key)
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
            changes.put(RELEASES, (row.number,), {"release": packed(told)})
    return counts
