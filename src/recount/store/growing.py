"""Tables that only grow, changed once: where a person has the right that something of them is erased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text


@contextmanager
def triggers_off(connection: Connection) -> Iterator[None]:
    """Let tables that only grow be changed, within one transaction."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_stay%' ESCAPE '\\'")
        ).all()
        for row in found:
            connection.exec_driver_sql(f'DROP TRIGGER "{row.name}"')
        yield
        for row in found:
            connection.exec_driver_sql(row.sql)
        return
    tables = _tables_with_triggers(connection)
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" DISABLE TRIGGER "{table}_stay"')
    yield
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ENABLE TRIGGER "{table}_stay"')


def _tables_with_triggers(connection: Connection) -> Iterable[str]:
    joined = "pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    asked = text(f"SELECT c.relname FROM {joined} WHERE t.tgname = c.relname || '_stay'")  # noqa: S608
    return list(connection.execute(asked).scalars())
