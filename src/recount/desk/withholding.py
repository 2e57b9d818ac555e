"""What of the releases is given out no more: what was told by a report that is restricted or under embargo since, until
the next release tells what the other reports say, and what was removed on request.

A release stays as it was frozen. What is withheld is left out where it is given out: by the public pages, the site and
its archive, its tables and feed, the lists of changes, and the API.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from recount.desk.embargoing import embargoed_claims, report_embargoes
from recount.desk.judged import target_of
from recount.model.judgement import Kind
from recount.publishing.withholding import Gone, Row
from recount.store import SqlStore, opened

Mark = tuple[str, str, bool]
"""A report's id, the hash of its bytes, and whether it may be shown again."""
_UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Outing:
    """An incident that was published: its public id, and the releases that hold it."""

    public: str
    releases: tuple[int, ...]


def gone_of(record: Path) -> Gone:
    """What of all releases is given out no more."""
    with closing(opened(record)) as store:
        return _kept(record, store.giving_out_mark())


@lru_cache(maxsize=8)
def _kept(record: Path, _mark: str) -> Gone:
    with closing(opened(record)) as store:
        return gone_in(store)


def gone_in(store: SqlStore) -> Gone:
    """The same of an open record."""
    removed = store.rows_without_content()
    contents = {
        content for marks in (store.restriction_marks(), report_embargoes(store)) for content in _told(store, marks)
    }
    claims = embargoed_claims(store)
    return Gone((store.rows_with(contents) | store.rows_of_claims(claims)) - removed, removed)


def _told(store: SqlStore, marks: Collection[Mark]) -> Iterable[str]:
    """What releases hold that reports told which may not be shown now: the last mark on a report, or on its bytes,
    counts. What nobody knows the reports of any more is withheld as long as there is any such report."""
    last: dict[str, int] = {}
    shown = {}
    for position, (report, sha256, lifted) in enumerate(marks):
        last |= {key: position for key in (report, sha256) if key}
        shown[position] = lifted
    found = [
        row.content
        for row in store.told_by({mark[0] for mark in marks}, {mark[1] for mark in marks if mark[1]})
        if not shown[max(last.get(row.report, -1), last.get(row.sha256, -1))]
    ]
    if any(not shown[position] for position in last.values()):
        found += [row.content for row in store.told_by([_UNKNOWN], ())]
    return found


def withheld_now(record: Path) -> tuple[int, tuple[str, ...], datetime | None]:
    """The number of the last release, the public ids that it withholds now, and when it was made; 0 and None where none
    was made."""
    with closing(opened(record)) as store:
        made = store.releases()
    if not made:
        return 0, (), None
    last = made[-1]
    held = gone_of(record).withheld
    return last.number, tuple(sorted(public for number, public in held if number == last.number)), last.made


def outings(record: Path, name: str) -> tuple[Outing, ...]:
    """The published incidents that a report tells of, or that an incident of the desk went out as, by public id."""
    with closing(opened(record)) as store:
        target = target_of(store, name[:60], (Kind.INCIDENT, Kind.REPORT))
        if target.kind is Kind.REPORT:
            hashes = [one.sha256 for one in store.documents([target.id])]
            rows = store.rows_with(row.content for row in store.told_by([target.id], hashes))
        else:
            rows = store.rows_of_claims(anchor.claim for anchor in target.anchors)
        return outings_in(rows - store.rows_without_content())


def outings_in(rows: Iterable[Row]) -> tuple[Outing, ...]:
    """The published incidents of these rows of releases, by public id."""
    held: dict[str, set[int]] = defaultdict(set)
    for number, public in rows:
        held[public].add(number)
    return tuple(Outing(public, tuple(sorted(numbers))) for public, numbers in sorted(held.items()))
