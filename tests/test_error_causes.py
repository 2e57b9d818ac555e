"""The page of errors takes its numbers from the tool."""

from collections import Counter

from benchmarks.errors import PAGE, untold, with_counts

TABLE = """7 errors.

| cause | errors | an illustration | what it would take |
|---|---:|---|---|
| time: left out | 5 | "on Friday" | more |
| tolls: bounds differ | 2 | "up to" | less |
"""


def test_numbers_are_renewed_and_rows_ordered_by_them() -> None:
    page = with_counts(TABLE, Counter({"tolls: bounds differ": 9, "time: left out": 1, "main: other": 3}))
    assert page.startswith("13 errors.")
    assert page.index("| tolls: bounds differ | 9 |") < page.index("| time: left out | 1 |")


def test_causes_without_errors_or_rarer_than_the_twentieth_have_no_row() -> None:
    assert "time: left out" not in with_counts(TABLE, Counter({"tolls: bounds differ": 9}))
    many = Counter({f"main: {n}": 5 for n in range(19)}) + Counter({"time: left out": 4, "tolls: bounds differ": 3})
    page = with_counts(TABLE, many)
    assert ("time: left out" in page, "tolls: bounds differ" in page) == (True, False)
    assert untold(TABLE, many) == [f"main: {n}" for n in range(19)]


def test_the_page_has_twenty_causes_at_least_the_most_frequent_first() -> None:
    table = [line.split("|") for line in PAGE.read_text("utf-8").split("\n") if line.startswith("| ")]
    counts = [int(cells[2]) for cells in table[1:]]
    assert len(counts) >= 20
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 0
