"""A whole record from one database to another: from the file of a laptop to the server of a team, or back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select, text

from recount.errors import RecordError
from recount.store.many import put_many
from recount.store.sql import SqlStore
from recount.store.tables import METADATA

Progress = Callable[[int, int], None]

_ROWS = 200  # read and put at once; a report with its bytes is a row
_ALIKE = 2**128


def copy_into(empty: SqlStore, full: SqlStore, name: str, progress: Progress = lambda _done, _total: None) -> int:
    """Put all rows of a record into another store, which is called `name`, in one step; how many there are.

    See `copied`; nothing else happens while the record is at rest.
    """
    with copied(empty, full, name, progress) as rows:
        return rows


@contextmanager
def copied(
    empty: SqlStore, full: SqlStore, name: str, progress: Progress = lambda _done, _total: None
) -> Iterator[int]:
    """All rows of a record, put into another store, which is called `name`, and kept there; how many there are. Nobody
    writes to the record within the block.

    What was put is read again before it is kept: RecordError where a table does not hold the rows that it should, and
    where the other store is not empty. `progress` is told of rows: each is put, and read again.
    """
    with full._writing() as reading:
        with empty._writing() as writing:
            check_empty(writing, name)
            total = 2 * sum(_count(table, reading) for table in METADATA.sorted_tables)
            steps = _Steps(progress, total)
            sums = {table: _put(table, reading, writing, steps) for table in METADATA.sorted_tables}
            for table, put in sums.items():
                if _sum(table, writing, steps) != put:
                    what = f"does not hold the {put[0]:,} rows of {table.name} as they were read"
                    raise RecordError(name, what, "Nothing was moved. Check the database and its disk, and try again.")
            if writing.dialect.name == "sqlite":
                writing.execute(text("INSERT INTO incident_search(incident_search) VALUES ('rebuild')"))
        yield sum(rows for rows, _ in sums.values())


def check_empty(connection: Connection, name: str) -> None:
    """RecordError where a database holds a record."""
    for table in METADATA.sorted_tables:
        if connection.execute(select(*table.primary_key).limit(1)).first() is not None:
            raise RecordError(name, "holds a record already", "Name a database that is empty.")


class _Steps:
    """How many of so many rows have been dealt with."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def on(self, rows: int) -> None:
        self._done += rows
        self._progress(min(self._done, self._total), self._total)


Sum = tuple[int, int]
"""How many rows, and a number that other rows would not give, whatever their order."""


def _put(table: Table, reading: Connection, writing: Connection, steps: _Steps) -> Sum:
    rows, alike = 0, 0
    for some in _portions(table, reading):
        put_many(writing, table, [tuple(row) for row in some])
        rows, alike = rows + len(some), (alike + sum(map(_number, some))) % _ALIKE
        steps.on(len(some))
    counted = table.autoincrement_column
    if rows and counted is not None and writing.dialect.name == "postgresql":
        last = writing.execute(select(func.max(counted))).scalar() or 0
        counter = func.pg_get_serial_sequence(f'"{table.name}"', counted.name)
        writing.execute(select(func.setval(counter, max(1, last))))
    return rows, alike


def _sum(table: Table, connection: Connection, steps: _Steps) -> Sum:
    rows, alike = 0, 0
    for some in _portions(table, connection):
        rows, alike = rows + len(some), (alike + sum(map(_number, some))) % _ALIKE
        steps.on(len(some))
    return rows, alike


def _portions(table: Table, connection: Connection) -> Iterator[list[Row[Any]]]:
    held = connection.execute(select(*table.c), execution_options={"yield_per": _ROWS})
    yield from map(list, held.partitions(_ROWS))


def _number(row: Row[Any]) -> int:
    """A row as a number; the same on every database."""
    values = [bytes(value) if isinstance(value, memoryview) else value for value in row]
    return int.from_bytes(hashlib.sha256(repr(values).encode()).digest()[:16])


def _count(table: Table, connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar() or 0
