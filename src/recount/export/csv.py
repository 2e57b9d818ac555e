"""CSV for spreadsheets: one row an incident, UTF-8 with a byte-order mark so that Excel reads it right."""

from __future__ import annotations

import csv
import io
import re

from recount.export.names import Names
from recount.export.tables import COLUMNS, Cell, table_rows
from recount.model import Record

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


def csv_text(record: Record, names: Names) -> str:
    """The record's incidents as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in COLUMNS)
    for row in table_rows(record, names):
        writer.writerow(harmless(column.cell(row)) for column in COLUMNS)
    return "\ufeff" + out.getvalue()


def harmless(cell: Cell) -> str:
    """A cell that no spreadsheet takes for a formula: report text that begins like one gets an apostrophe before it.

    >>> harmless("=HYPERLINK(1)"), harmless(-36.2), harmless("-12")
    ("'=HYPERLINK(1)", '-36.2', '-12')
    """
    if cell is None:
        return ""
    text = str(cell).replace("\x00", "")
    if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
