"""A whole record from one database to another: from the file of a laptop to the server of a team, or back."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, select, text

from recount.errors import RecordError
from recount.store.many import put_many
from recount.store.sql import SqlStore
from recount.store.tables import METADATA

_ROWS = 200  # read and put at once; a report with its bytes is a row


def copy_into(empty: SqlStore, full: SqlStore, name: str) -> int:
    """Put all rows of a record into another store, which is called `name`, in one step; how many there are.

    Nobody writes to a file meanwhile; of a server it is one state. RecordError where the other store is not empty.
    """
    at_rest = full._writing() if full._engine.dialect.name == "sqlite" else full._reading()
    with at_rest as reading, empty._writing() as writing:
        for table in METADATA.sorted_tables:
            if writing.execute(select(*table.primary_key).limit(1)).first() is not None:
                raise RecordError(name, "holds a record already", "Name a database that is empty.")
        rows = sum(_copied(table, reading, writing) for table in METADATA.sorted_tables)
        if writing.dialect.name == "sqlite":
            writing.execute(text("INSERT INTO incident_search(incident_search) VALUES ('rebuild')"))
        return rows


def _copied(table: Table, reading: Connection, writing: Connection) -> int:
    held = reading.execute(select(*table.c), execution_options={"yield_per": _ROWS})
    many = 0
    for some in held.partitions(_ROWS):
        put_many(writing, table, [tuple(row) for row in some])
        many += len(some)
    counted = table.autoincrement_column
    if many and counted is not None and writing.dialect.name == "postgresql":
        last = writing.execute(select(func.max(counted))).scalar() or 0
        counter = func.pg_get_serial_sequence(f'"{table.name}"', counted.name)
        writing.execute(select(func.setval(counter, max(1, last))))
    return many
