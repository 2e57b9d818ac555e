"""The databases that a process has open: one engine each, however often a record is opened, on however many threads.

A command opens a record, works and closes it, and then nothing of it stays open. A server keeps what it closes for the
next request (`kept_open`): opening a record is then no more than looking it up.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from recount.store.finding import KeptColumns
from recount.store.opening import engine_for

IN_MEMORY = "sqlite://"
_MOST_IDLE = 8
Signature = tuple[int, int, int, int]


class Database:
    """An open database, with what is remembered of it between two openings."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = engine_for(url)
        self.columns = KeptColumns()
        self.users = 0
        self.seen: Signature | None = None
        self._ready = False
        self._preparing = threading.Lock()

    def prepared(self, prepare: Callable[[Engine], None]) -> None:
        """Have it made ready for use, once; who comes meanwhile waits."""
        if self._ready:
            return
        with self._preparing:
            if not self._ready:
                prepare(self.engine)
                self._ready = True

    def let_go(self) -> None:
        """Close its connections; it has to be made ready again before it is used."""
        self.engine.dispose()
        self._ready = False


class _Shelf:
    """The databases of this process, by address; those that nobody uses come first when there are too many."""

    def __init__(self) -> None:
        self.keeping = 0  # how many wish what is closed to be kept
        self._held: dict[str, Database] = {}
        self._lock = threading.Lock()

    def taken(self, url: str) -> Database:
        with self._lock:
            database = self._held.pop(url, None)
            if database is not None and database.users == 0 and database.seen != (seen := _signature(url)):
                database.let_go()  # another process wrote to it, or put another file in its place
                if database.seen is None or seen is None or database.seen[:2] != seen[:2]:
                    database = None
            if database is None:
                database = Database(url)
            self._held[url] = database
            database.users += 1
            return database

    def given_back(self, database: Database) -> None:
        with self._lock:
            database.users -= 1
            if database.users:
                return
            database.seen = _signature(database.url)
            if not self.keeping or self._held.get(database.url) is not database:
                self._dropped(database)
            idle = [one for one in self._held.values() if not one.users]
            for one in idle[: max(0, len(idle) - _MOST_IDLE)]:
                self._dropped(one)

    def kept_for(self, wishing: int) -> None:
        """So many more wish it, or fewer; with the last of them what nobody uses is closed."""
        with self._lock:
            self.keeping += wishing
        if not self.keeping:
            self.emptied()

    def emptied(self) -> None:
        with self._lock:
            for database in [one for one in self._held.values() if not one.users]:
                self._dropped(database)

    def _dropped(self, database: Database) -> None:
        if self._held.get(database.url) is database:
            del self._held[database.url]
        database.let_go()


def taken(url: str) -> Database:
    """The database at an address, open; give it back."""
    if url == IN_MEMORY:
        return Database(url)  # each is one of its own
    return _shelf.taken(url)


def given_back(database: Database) -> None:
    """Nobody who took it uses it any more."""
    if database.url == IN_MEMORY:
        database.let_go()
    else:
        _shelf.given_back(database)


@contextmanager
def kept_open() -> Iterator[None]:
    """Keep what is closed ready for the next opening, as a server does for as long as it serves."""
    shelf = _shelf
    shelf.kept_for(1)
    try:
        yield
    finally:
        shelf.kept_for(-1)


def _signature(url: str) -> Signature | None:
    """What tells one state of a database's file from another; None where it is no file, or none yet."""
    if not url.startswith("sqlite:///"):
        return None
    try:
        found = Path(url.removeprefix("sqlite:///")).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


def _in_a_fork() -> None:
    global _shelf
    _forked.append(_shelf)
    _shelf = _Shelf()


_shelf = _Shelf()
_forked: list[_Shelf] = []  # held, so that nothing of them is closed here
os.register_at_fork(after_in_child=_in_a_fork)
atexit.register(lambda: _shelf.emptied())
