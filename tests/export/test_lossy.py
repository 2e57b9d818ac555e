"""The report of what a table could not hold, as a file and in short."""

from __future__ import annotations

import csv
import io
import json

from recount.export.acled import acled_sheet
from recount.export.lossy import Sheet, losses_csv, losses_jsonl, summary
from recount.model import Status
from tests.export.sheets import figure, incident, sheet_of


def made() -> Sheet:
    disputed = incident(ledger=(figure(26, high=None), figure(9, origin="=Radio")))
    return sheet_of(acled_sheet, "acled", disputed, incident(status=Status.DENIED, id="idenied"))


def test_each_line_names_cell_rule_and_claims() -> None:
    sheet = made()
    (row,) = [line for line in csv.DictReader(io.StringIO(losses_csv(sheet.losses))) if line["column"] == "fatalities"]
    assert row["row"] == sheet.rows[0]["event_id_cnty"]
    assert (row["held"], row["rule"]) == ("9", "headline rule acled (lowest of 2 origins)")
    assert "26+ people killed (Northern Monitor)" in row["lost"]
    assert row["claims"].split("; ") == list(dict.fromkeys(row["claims"].split("; ")))


def test_lines_for_programs_say_the_same() -> None:
    sheet = made()
    lines = [json.loads(line) for line in losses_jsonl(sheet.losses).splitlines()]
    assert [tuple(line["claims"]) for line in lines] == [loss.claims for loss in sheet.losses]
    assert list(lines[0]) == ["row", "incident", "column", "held", "lost", "rule", "claims"]


def test_foreign_words_are_no_formulas_in_the_report_either() -> None:
    assert "\n=" not in losses_csv(made().losses).replace(",", "\n")


def test_the_summary_counts_rows_and_reasons() -> None:
    told = "\n".join(summary(made()))
    assert "acled: 1 row, 1 incident without a row." in told
    assert "1 without a row: plans, suppositions and denials are no events" in told
    assert "fatalities 1" in told
