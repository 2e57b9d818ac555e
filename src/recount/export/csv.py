"""CSV for spreadsheets: one row an incident, UTF-8 with a byte-order mark so that Excel reads it right."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from recount.export.names import Names
from recount.export.tables import COLUMNS, Cell, table_rows
from recount.model import Record

_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")

# What a spreadsheet begins a formula with, in ASCII and full width, and what may stand before it unseen: blanks,
# control characters, zero-width marks, a byte-order mark. A cell that is split at semicolons begins there, too.
_UNSEEN = r" \x01-\x08\x0b\x0c\x0e-\x1f\x85\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
_FORMULA = rf"[{_UNSEEN}]*[=+\-@＝＋－﹢﹣﹦﹫＠]"
_AT = rf"\A(?='*[\t\r\n])|(?:\A|(?<=[;\t\r\n]))(?='*{_FORMULA})"
_BEGINS = re.compile(_AT)
_MADE_HARMLESS = re.compile(_AT.replace("(?='*", "'(?='*"))


def csv_text(record: Record, names: Names) -> str:
    """The record's incidents as CSV."""
    rows = ([column.cell(row) for column in COLUMNS] for row in table_rows(record, names))
    return "\ufeff" + table_text([column.name for column in COLUMNS], rows)


def table_text(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """Rows as CSV (RFC 4180) that no spreadsheet takes for formulas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: Cell) -> str:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it.

    So does a part that begins like one behind a semicolon or a line break, where a cell may be split again. Numbers
    stay as they are; `as_told` takes the apostrophes away again.

    >>> harmless("=HYPERLINK(1)"), harmless(-36.2), harmless("-12")
    ("'=HYPERLINK(1)", '-36.2', '-12')
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    text = cell.replace("\x00", "")
    return text if _NUMBER.fullmatch(text) else _BEGINS.sub("'", text)


def as_told(text: str) -> str:
    """What `harmless` made a text from, but for characters that no text may hold.

    >>> as_told(harmless("+1 killed; =2")), as_told(harmless("'=quoted"))
    ('+1 killed; =2', "'=quoted")
    """
    return _MADE_HARMLESS.sub("", text)
