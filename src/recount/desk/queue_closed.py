"""What of the queue is closed to who may not see some reports: whatever waits on what these have a part in."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from recount.desk.permitting import touches_hidden
from recount.store import SqlStore, opened


def closed_by(record: Path, hidden: frozenset[str]) -> frozenset[str]:
    """The ids of incidents that hidden reports have a part in, of all claims of these, and of the judgements that rest
    on them: items on these wait for somebody who may see them."""
    if not hidden:
        return hidden
    with closing(opened(record)) as store:
        mark = (store.lines_version(), store.publishing_mark())
        return _kept(record, hidden, mark)


@lru_cache(maxsize=8)
def _kept(record: Path, hidden: frozenset[str], _mark: tuple[str, str]) -> frozenset[str]:
    with closing(opened(record)) as store:
        return frozenset(_found(store, hidden))


def _found(store: SqlStore, hidden: frozenset[str]) -> Iterable[str]:
    told = {claim.id for claim in store.claims_in(hidden)}
    held = store.holding(told)
    yield from told
    for one in held:
        yield from (one.id, *one.claims)
    keys = [*told, *hidden, *(one.id for one in held)]
    yield from (one.id for one in store.judgements_on(keys, hidden) if touches_hidden(one, hidden))
