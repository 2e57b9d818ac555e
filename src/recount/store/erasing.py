"""The changes that erasing makes in a record's database: made at once, or, where it is only tried, kept aside, so that
a look at what would go keeps nobody from writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Delete, Insert, Table, Update, delete, select, update

Key = tuple[Any, ...]


@dataclass
class Changes:
    """What is changed on a connection. Where it is `tried` nothing is written, and rows are read as they would be."""

    connection: Connection
    tried: bool = False
    _aside: dict[tuple[str, Key], Mapping[str, Any] | None] = field(default_factory=dict)

    def put(self, table: Table, key: Key, values: Mapping[str, Any]) -> None:
        """Change the row of a table that has this primary key."""
        if self.tried:
            self._aside[table.name, key] = {**(self._aside.get((table.name, key)) or {}), **values}
            return
        own = [column == value for column, value in zip(table.primary_key, key, strict=True)]
        self.connection.execute(update(table).where(*own).values({table.c[name]: one for name, one in values.items()}))

    def deleted(self, table: Table, *which: ColumnElement[bool]) -> int:
        """Take rows out of a table; how many there were."""
        if not self.tried:
            return self.connection.execute(delete(table).where(*which)).rowcount
        keys = [tuple(row) for row in self.connection.execute(select(*table.primary_key).where(*which))]
        self._aside |= dict.fromkeys(((table.name, key) for key in keys), None)
        return len(keys)

    def write(self, *statements: Insert | Update | Delete) -> None:
        """What nothing that is counted rests on."""
        for statement in () if self.tried else statements:
            self.connection.execute(statement)

    def now(self, table: Table, row: Mapping[str, Any], key: Sequence[str]) -> Mapping[str, Any] | None:
        """A row that was read, as it is after the changes; None where it was taken out."""
        if not self._aside:
            return row
        own = (table.name, tuple(row[name] for name in key))
        aside = self._aside.get(own, {})
        return None if aside is None else {**row, **aside}
