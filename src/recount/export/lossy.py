"""What a table of others could not hold of a record: line by line, with the rule that filled the column instead."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

from recount.export.csv import table_text
from recount.export.tables import Cell

NO_ROW = "no row"
"""What stands as the column where an incident became no row at all."""
NO_TOLL = "no mention counts as no dead"
"""The rule by which a row has 0 dead of which nobody tells."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of others' tables, in our words, and what fills it."""

    name: str
    meaning: str


def columns(meanings: Mapping[str, str]) -> tuple[Column, ...]:
    """Columns in the order of a table, each with its meaning."""
    return tuple(Column(name, meaning) for name, meaning in meanings.items())


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that a cell could not hold, or why an incident became no row (`column` is then `NO_ROW`).

    `row` is the row's id in the table, `held` what the cell holds, `lost` what it could not hold, `rule` what filled it
    or left it empty. `claims` are the claims whose sentences say so: `recount why` opens them.
    """

    row: str
    incident: str
    column: str
    held: str
    lost: str
    rule: str
    claims: tuple[str, ...]


COLUMNS = columns(
    {
        "row": "The row's id in the table: event_id_cnty or id; empty where the incident became no row.",
        "incident": "The incident's id; `recount incident` opens it.",
        "column": f"The column that could not hold it; “{NO_ROW}” for no row, empty where no column comes near.",
        "held": "What the cell holds instead.",
        "lost": "What it could not hold; of an incident without a row, why it has none.",
        "rule": "The rule that filled the cell, or left the incident out.",
        "claims": "The claims whose sentences say so; `recount why ID` shows them.",
    }
)
"""The columns of the report; of lines of JSON the keys, where claims are a list."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for others' programs, and all that it could not hold."""

    name: str
    columns: Sequence[Column]
    rows: tuple[Mapping[str, Cell], ...]
    losses: tuple[Loss, ...]

    def csv(self) -> str:
        """The table as CSV; no byte-order mark, as the programs that read such tables expect none."""
        names = [column.name for column in self.columns]
        return table_text(names, ([row[name] for name in names] for row in self.rows))


class Losses:
    """Collects what one incident loses on its way into a row."""

    def __init__(self, row: str, incident: str, claims: Sequence[str]) -> None:
        self._row, self._incident, self._all = row, incident, tuple(claims)
        self.found: list[Loss] = []

    def add(self, column: str, held: Cell, lost: str, rule: str, claims: Iterable[str] = ()) -> None:
        """A column holds `held` and not `lost`, by `rule`; said by `claims`, or by all of the incident."""
        said = tuple(dict.fromkeys(claims)) or self._all
        self.found.append(Loss(self._row, self._incident, column, "" if held is None else str(held), lost, rule, said))

    def no_row(self, why: str, rule: str, claims: Iterable[str] = ()) -> None:
        """The incident becomes no row, so that no column of it loses anything."""
        self._row = ""
        self.found.clear()
        self.add(NO_ROW, None, why, rule, claims)


def losses_csv(losses: Iterable[Loss]) -> str:
    """The report as CSV, claims joined by semicolons."""
    rows = ((*astuple(loss)[:-1], "; ".join(loss.claims)) for loss in losses)
    return table_text([column.name for column in COLUMNS], rows)


def losses_jsonl(losses: Iterable[Loss]) -> str:
    """The report as lines of JSON."""
    names = [column.name for column in COLUMNS]
    lines = (dict(zip(names, (*astuple(loss)[:-1], list(loss.claims)), strict=True)) for loss in losses)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def summary(sheet: Sheet) -> tuple[str, ...]:
    """The report in short: how many rows, what became none and why, which columns lost how often."""
    out = Counter(loss.rule for loss in sheet.losses if loss.column == NO_ROW)
    lost = Counter(loss.column for loss in sheet.losses if loss.column != NO_ROW)
    touched = {loss.row for loss in sheet.losses if loss.column != NO_ROW}
    lines = [f"{sheet.name}: {_many(len(sheet.rows), 'row')}, {_many(out.total(), 'incident')} without a row."]
    lines += [f"  {n} without a row: {rule}" for rule, n in out.most_common()]
    silent = len({loss.row for loss in sheet.losses if loss.rule == NO_TOLL})
    if silent:
        lines.append(f"{_many(silent, 'row')} with 0 dead: no toll is stated.")
    if lost:
        said = ", ".join(f"{column or 'no column'} {n}" for column, n in lost.most_common())
        lines.append(f"{_many(len(touched), 'row')} could not hold everything (times a column): {said}.")
    return tuple(lines)


def _many(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
