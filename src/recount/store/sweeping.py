"""What is erased on request, looked for in every text of a table, and in the entries of named persons."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, String, Table, Text, select

from recount.codec import packed
from recount.store.blocking import Sought, blocked, blocked_column, is_called
from recount.store.erasing import Changes
from recount.store.tables import REPORTS
from recount.store.victims_tables import VICTIM_CLAIMS, VICTIM_LOG, VICTIMS


class Quotes:
    """Stands for a report whose quotations and name are taken out of what was anchored to it."""

    def __init__(self, report: str) -> None:
        self.report = report

    def value(self, value: Any) -> Any:
        """A value of JSON with the anchors of the report left out."""
        if isinstance(value, list):
            return [
                self.value(one) for one in value if not (isinstance(one, dict) and one.get("report") == self.report)
            ]
        if isinstance(value, dict):
            return {key: self.value(one) for key, one in value.items()}
        return value


@dataclass(frozen=True, slots=True)
class ByReport:
    """What is looked for in a row: everywhere `names`, and in what is of one of some reports, its claims or its
    incidents (`within`, by their ids) parts of the names, too."""

    names: Sought
    within: Mapping[str, Sought]
    reports: Collection[str]

    def of(self, row: Collection[object]) -> Sought:
        """What is looked for in a row."""
        if not self.within:
            return self.names
        texts = [value for value in row if isinstance(value, str)]
        own = next((self.within[value] for value in texts if value in self.within), None)
        if own is None:
            told = [value for value in texts if value[:1] == "{"]
            own = next((self.within[one] for one in self.reports if any(one in value for value in told)), None)
        return own or self.names


def entries_called(connection: Connection, wanted: Sought) -> Iterator[str]:
    """The entries of persons who bear one of the names as a whole, also those that were taken out or merged."""
    for row in connection.execute(select(VICTIMS.c.id, VICTIMS.c.name, VICTIMS.c.spellings)).all():
        if is_called([row.name, *json.loads(row.spellings)], wanted):
            yield row.id


def drop_entries(changes: Changes, victims: Collection[str]) -> int:
    """Take entries out with all that was done to them; how many there were."""
    gone = 0
    for table in (VICTIM_CLAIMS, VICTIM_LOG, VICTIMS):
        column = table.c.id if table is VICTIMS else table.c.victim
        gone = changes.deleted(table, column.in_(sorted(victims)))
    return gone


def _changed(value: str, wanted: Sought | Quotes) -> str:
    if not isinstance(wanted, Quotes):
        return blocked_column(value, wanted)
    if wanted.report not in value or value[:1] not in ("{", "["):
        return value
    try:
        return packed(wanted.value(json.loads(value)))
    except (ValueError, RecursionError):
        return value


def texts_in(value: str) -> Iterator[str]:
    """The texts that stand in a column: itself, or those of its line of JSON but for quotations."""
    if value[:1] not in ("{", "["):
        yield value
        return
    try:
        yield from _texts_of(json.loads(value))
    except (ValueError, RecursionError):
        yield value


def _texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from texts_in(value)
    elif isinstance(value, list):
        for one in value:
            yield from _texts_of(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != "anchors":
                yield from _texts_of(one)


def sweep(changes: Changes, table: Table, wanted: ByReport | Quotes) -> int:
    """Take what is looked for out of all texts of a table; how many rows changed."""
    texts = [column for column in table.c if isinstance(column.type, String | Text)]
    keys = [column.name for column in table.primary_key]
    if not texts or not keys:
        return 0
    columns = list(dict.fromkeys([*table.primary_key, *texts]))
    many = 0
    for row in changes.connection.execute(select(*columns)).all():
        was = changes.now(table, row._asdict(), keys)
        if was is None:
            continue
        now = {}
        told = wanted.of(tuple(was.values())) if isinstance(wanted, ByReport) else wanted
        for column in texts:
            old = was[column.name] or ""
            plain = column is REPORTS.c.text  # which may begin like JSON and is none
            new = blocked(old, told) if plain and isinstance(told, Sought) else _changed(old, told)
            if new != old:
                now[column.name] = new
        if now:
            changes.put(table, tuple(row._mapping[name] for name in keys), now)
            many += 1
    return many
