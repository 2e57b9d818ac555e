"""Many rows put into a table at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert


def put_many(connection: Connection, table: Table, lines: Sequence[tuple[Any, ...]]) -> None:
    """Put rows in, each with values for all columns in their order, as plain numbers, text and bytes.

    They go to the driver as they are where it takes values by position: millions of rows are not looked at one by one.
    """
    if not lines:
        return
    compiled = insert(table).compile(dialect=connection.dialect)
    if connection.dialect.positional and list(compiled.positiontup or ()) == list(table.c.keys()):
        connection.exec_driver_sql(str(compiled), list(lines))
    else:
        connection.execute(insert(table), [dict(zip(table.c.keys(), line, strict=True)) for line in lines])
