"""A record moved from the file of a laptop to the PostgreSQL server of a team, or back; its folder stays the same."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from recount.errors import RecordError
from recount.store import SqlStore, opened
from recount.store.addresses import DATABASE, SERVER, address_of, asked_address, forget_address, note_address
from recount.store.moving import copied

FILE = "file"
"""Says that a record is to be kept in a file of its folder."""
_PART = "record.moving.sqlite"
_PATIENCE = 2.0  # seconds for connections that were closed to be gone from a server
_IN_USE = "Stop the desk and all other commands that use it, and try again."


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows were moved and to where, and where the former database still lies."""

    rows: int
    to: str
    left: str


def move(record: Path, to: str, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Moved:
    """Move the record of a folder to a PostgreSQL database that is empty (`to` is its address), or to a file in the
    folder (`FILE`). All rows are put in one step and read again before anything is kept; the former database stays as
    it was, and is used no more.

    RecordError where it is kept there already, where the other place is not empty, and while others use the record.
    """
    here = address_of(record)
    if to == FILE:
        if not here.startswith("postgresql"):
            raise RecordError(str(record), f"keeps its record in the file {DATABASE} already", "Name a server.")
        return _to_file(record, progress)
    there = asked_address(to)
    if here.startswith("postgresql"):
        what = "keeps its record on that server already" if here == there else "keeps its record on a server"
        raise RecordError(str(record), what, f"Move it to a file first: recount record move --to {FILE}")
    return _to_server(record, there, to, progress)


def _to_server(record: Path, there: str, name: str, progress: Callable[[int, int], None]) -> Moved:
    _at_rest(record / DATABASE)
    with (
        closing(opened(record)) as full,
        closing(SqlStore(there, name)) as empty,
        copied(empty, full, name, progress) as rows,
    ):
        note_address(record, there)  # from here on who opens the folder is led to the server
    _at_rest(record / DATABASE)
    left = _free_name(record / f"{DATABASE}.moved")
    (record / DATABASE).rename(left)
    return Moved(rows, name, str(left))


def _to_file(record: Path, progress: Callable[[int, int], None]) -> Moved:
    if (record / DATABASE).exists():
        raise RecordError(str(record / DATABASE), "is there already", "Put it elsewhere, so that nothing is lost.")
    part = record / _PART
    with closing(opened(record)) as full, _made_for_now(part):
        _alone(full, str(record))
        named = (record / SERVER).read_text(encoding="utf-8").strip()
        empty = SqlStore(f"sqlite:///{part}", str(part))
        with closing(empty), copied(empty, full, str(part), progress) as rows:
            empty.close()
            _at_rest(part)
            part.rename(record / DATABASE)
            forget_address(record)
    return Moved(rows, str(record / DATABASE), named)


@contextmanager
def _made_for_now(part: Path) -> Iterator[None]:
    """A file that goes where something stopped before it was put in its place."""
    _without(part)
    try:
        yield
    finally:
        _without(part)


def _without(part: Path) -> None:
    for path in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
        path.unlink(missing_ok=True)


def _at_rest(path: Path) -> None:
    """See that nobody else has a database file open, and that all of it stands in that one file."""
    with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError:
            raise RecordError(str(path), "is in use", _IN_USE) from None


def _alone(store: SqlStore, name: str) -> None:
    """See that nobody else is connected to a record's database on a server."""
    until = time.monotonic() + _PATIENCE
    while True:
        store._engine.dispose()
        with store._reading() as connection:
            others = connection.execute(_OTHERS).scalar()
        if not others:
            return
        if time.monotonic() > until:
            raise RecordError(name, "is in use", _IN_USE)
        time.sleep(0.1)


_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)


def _free_name(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free
