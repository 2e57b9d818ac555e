"""Cells that spreadsheets would take for formulas, and numbers that they should take for numbers."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recount.export.csv import as_told, harmless, table_text

STARTS = "=+-@＝＋－＠﹢﹣﹦﹫"
BLANKS = " \u00a0\u200b\u2007\u3000\ufeff\x01\x0b"
HOSTILE = st.text(st.sampled_from(STARTS + BLANKS + "'\t\r\n;,\"a1(") | st.characters(codec="utf-8"), max_size=30)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("before", ["", " ", "\t", "\r\n", "\u00a0", "\u200b", "\ufeff", "one; ", "one;", "a\n"])
def test_no_cell_nor_part_of_one_begins_like_a_formula(start: str, before: str) -> None:
    cell = harmless(f"{before}{start}SUM(A1)")
    parts = [
        part.lstrip(BLANKS) for part in cell.replace("\r", "\n").replace("\t", "\n").replace(";", "\n").split("\n")
    ]
    assert not any(part.startswith(tuple(STARTS)) for part in parts)


@given(HOSTILE)
@example("'=1")
@example("''-2;'＝3")
def test_what_was_told_can_be_had_back(text: str) -> None:
    assert as_told(harmless(text)) == text.replace("\x00", "")


@given(HOSTILE)
def test_nothing_but_apostrophes_is_added(text: str) -> None:
    assert harmless(text).replace("'", "") == text.replace("\x00", "").replace("'", "")


@given(st.floats(-180, 180) | st.integers(-(10**12), 10**12))
def test_numbers_stay_numbers(number: float) -> None:
    assert float(harmless(number)) == number
    assert harmless(str(round(number, 4)) if abs(number) > 1e-3 else "-0.5").lstrip("-")[0].isdigit()


@given(st.lists(st.lists(HOSTILE, min_size=3, max_size=3), max_size=5))
def test_a_table_is_read_back_as_it_was(rows: list[list[str]]) -> None:
    text = table_text(["a", "b", "c"], rows)
    read = [[as_told(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))][1:]
    assert read == [[cell.replace("\x00", "") for cell in row] for row in rows]


@pytest.mark.parametrize("piece", [" ", "; ", "\n", "'", ";'", " =", "\t-"])
def test_long_hostile_cells_take_no_time(piece: str) -> None:
    began = time.perf_counter()
    harmless(piece * 100_000)
    assert time.perf_counter() - began < 2
