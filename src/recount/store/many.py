"""Many rows put into a table at once, or asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    Connection,
    Delete,
    Dialect,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    text,
)

_AT_ONCE = 500  # values in one statement; SQLite took no more than 999 for long


def rows_among(connection: Connection, query: Select[Any], column: Any, values: Iterable[Any]) -> Iterator[Any]:
    """The rows of a query in which a column has one of these values, in no order.

    Making a statement takes as long as executing it: one whose query stands ready is made once.
    """
    asked = list(dict.fromkeys(values))
    for start in range(0, len(asked), _AT_ONCE):
        some = {"many": asked[start : start + _AT_ONCE]}
        yield from connection.execute(_among(query, column), some).all()  # sooner than one by one


@lru_cache(maxsize=100)
def _among(query: Select[Any], column: Any) -> Select[Any]:
    return query.where(column.in_(bindparam("many", expanding=True)))


def delete_among(connection: Connection, column: Column[Any], values: Iterable[Any]) -> None:
    """Delete the rows in which a column has one of these values."""
    asked = list(dict.fromkeys(values))
    for start in range(0, len(asked), _AT_ONCE):
        connection.execute(_gone(column), {"many": asked[start : start + _AT_ONCE]})


@lru_cache(maxsize=100)
def _gone(column: Column[Any]) -> Delete:
    return delete(column.table).where(column.in_(bindparam("many", expanding=True)))


def values_of(connection: Connection, values: Iterable[str]) -> Select[Any]:
    """Many words as a query of its own, for a column to be sought among: one value to the statement, however many."""
    if connection.dialect.name == "postgresql":
        held: Any = func.unnest(literal(sorted(values), ARRAY(Text)))
        return select(held.column_valued("held"))
    return select(func.json_each(json.dumps(sorted(values))).table_valued("value").c.value)


def put_many(connection: Connection, table: Table, lines: Sequence[tuple[Any, ...]]) -> None:
    """Put rows in, each with values for all columns in their order.

    They go to the driver as they are where it takes values by position: of millions of rows only the values that a
    database has no type for are looked at.
    """
    if not lines:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, lines)
        return
    statement, ways = _put(table, connection.dialect)
    if statement is not None:
        connection.exec_driver_sql(statement, _bound(lines, ways) if any(ways) else list(lines))
    else:
        connection.execute(insert(table), [dict(zip(table.c.keys(), line, strict=True)) for line in lines])


@lru_cache(maxsize=100)
def _put(table: Table, dialect: Dialect) -> tuple[str | None, list[Callable[[Any], Any] | None]]:
    """What puts a row in, for a driver that takes values by position, and how it takes those of each column."""
    compiled = insert(table).compile(dialect=dialect)
    if not dialect.positional or list(compiled.positiontup or ()) != list(table.c.keys()):
        return None, []
    types = (column.type.dialect_impl(dialect) for column in table.c)
    return str(compiled), [None if isinstance(one, LargeBinary) else one.bind_processor(dialect) for one in types]


@contextmanager
def indexed_at_last(connection: Connection, *tables: Table) -> Iterator[None]:
    """Put very many rows into these tables within the block: they are indexed at its end, all at once, as each on its
    own would be looked for in a file larger than memory. A server's indexes stay, as readers would wait for them."""
    held = []
    if connection.dialect.name == "sqlite":
        asked = {"many": [table.name for table in tables]}
        held = [(row.name, row.sql) for row in connection.execute(_INDEXES, asked)]
    for name, _ in held:
        connection.exec_driver_sql(f"DROP INDEX {connection.dialect.identifier_preparer.quote(name)}")
    yield
    for _, made in held:
        connection.exec_driver_sql(made)


@contextmanager
def ordered_at_last(connection: Connection, table: Table, column: Column[Any]) -> Iterator[Table]:
    """A table that very many rows for `table` are put into within the block: they go there at its end, in order of the
    column by which they refer to rows of another table, as these would else be looked for all over a file larger than
    memory, one by one. To a server they go at once."""
    if connection.dialect.name != "sqlite":
        yield table
        return
    held = Table(f"held_{table.name}", MetaData(), *(Column(c.name, c.type) for c in table.c), prefixes=["TEMPORARY"])
    held.create(connection)
    yield held
    rows = select(held).order_by(held.c[column.name])
    connection.execute(insert(table).from_select(table.c.keys(), rows))
    held.drop(connection)


_INDEXES = text(
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN :many ORDER BY name"
).bindparams(bindparam("many", expanding=True))


def _copy(connection: Connection, table: Table, lines: Sequence[tuple[Any, ...]]) -> None:
    """What PostgreSQL has for many rows."""
    prepare = connection.dialect.identifier_preparer
    columns = ", ".join(map(prepare.quote, table.c.keys()))
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {prepare.quote(table.name)} ({columns}) FROM STDIN") as copy:
        for line in lines:
            copy.write_row(line)


def _bound(lines: Iterable[tuple[Any, ...]], ways: Sequence[Callable[[Any], Any] | None]) -> list[tuple[Any, ...]]:
    """Rows with the values of some columns in the form that the driver takes them in."""
    return [tuple([way(value) if way else value for way, value in zip(ways, line, strict=True)]) for line in lines]
