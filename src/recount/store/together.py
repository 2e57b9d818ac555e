"""What one answer reads of a record: all on one connection, and of one state of the record.

A page asks many small things of a record, each by opening it. Within `read_together` they share a connection and its
transaction, and what was looked up once by its id is not looked up again. What is written meanwhile goes its own way,
and what is read after it sees it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from sqlalchemy import Connection

from recount.store import databases
from recount.store.databases import Database

T = TypeVar("T")
_MOST_REMEMBERED = 4000  # of a kind
_here: ContextVar[Together | None] = ContextVar("together", default=None)


class Held:
    """A connection to one database that reads one state of it, with what was looked up there."""

    def __init__(self, database: Database) -> None:
        self._database = databases.taken(database.url)  # so that it stays open until this ends
        self._connection: Connection | None = None  # until something is read
        self._used = 0
        self._thread = 0
        self.remembered: dict[str, dict[str, Any]] = {}

    @property
    def on_a_server(self) -> bool:
        """Whether letting go of it takes a word with a server."""
        return self._connection is not None and self._connection.dialect.name != "sqlite"

    @property
    def free(self) -> bool:
        """Whether the thread that asks may read on it."""
        return not self._used or self._thread == threading.get_ident()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The connection; after what failed on it, in a state that can be read again."""
        if self._connection is None:
            self._connection = self._database.engine.connect()
        self._thread = threading.get_ident()
        self._used += 1
        try:
            yield self._connection
        except BaseException:
            self._used -= 1
            self.renew()
            raise
        self._used -= 1

    def renew(self) -> None:
        """Let what is read from now on see what was written meanwhile. The connection goes back, so that nobody who
        writes waits for one while holding another."""
        if not self._used:
            self.remembered.clear()
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def end(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
        databases.given_back(self._database)


class Together:
    """What is read together, by database."""

    def __init__(self) -> None:
        self._held: dict[str, Held] = {}
        self._over = False

    def held(self, database: Database) -> Held | None:
        """What is held of a database; None where whoever asks has to read by themselves."""
        if self._over or database.url == databases.IN_MEMORY:
            return None
        found = self._held.get(database.url)
        if found is None:
            found = self._held[database.url] = Held(database)
        return found if found.free else None

    @property
    def on_a_server(self) -> bool:
        """Whether ending it takes a word with a server."""
        return any(one.on_a_server for one in self._held.values())

    def end(self) -> None:
        """Let go of all that is held; what is read later is read by itself."""
        self._over = True
        while self._held:
            self._held.popitem()[1].end()


@contextmanager
def read_together() -> Iterator[Together]:
    """Read together from here on, in this thread or task and in those that it waits for."""
    made = Together()
    token = _here.set(made)
    try:
        yield made
    finally:
        _here.reset(token)
        made.end()


def held_of(database: Database | None) -> Held | None:
    """What is held of a database here; None where nothing is read together."""
    here = _here.get()
    return here.held(database) if here is not None and database is not None else None


def remembered(
    held: Held | None, kind: str, ids: Iterable[str], look_up: Callable[[list[str]], Mapping[str, T]]
) -> dict[str, T]:
    """The things with these ids, as far as there are any; where things are read together, those that were looked up
    before are not looked up again."""
    asked = list(dict.fromkeys(ids))
    if held is None or len(asked) > _MOST_REMEMBERED:
        return dict(look_up(asked))
    known: dict[str, Any] = held.remembered.setdefault(kind, {})
    missing = [key for key in asked if key not in known]
    if missing:
        found = look_up(missing)
        if len(known) < _MOST_REMEMBERED:
            known.update((key, found.get(key)) for key in missing)
        else:
            return {key: one for key in asked if (one := known.get(key, found.get(key))) is not None}
    return {key: known[key] for key in asked if known[key] is not None}
