"""Expressions of time against TimeBank and AQUAINT: which DATE expressions are found, and which get the same value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.common import command, rows
from recount.extraction.time_named import named_times
from recount.model import Cited, Precision, ReportDate, Sentence, When
from recount.reading.reader import Reader

Date = tuple[int, int, str]
"""An expression at `[start, end)` of a report, and its TIMEX3 value."""

# What the product calls a stretch of time, a time of day or a count of days is no DATE of the guidelines.
_NO_DATES = frozenset({"when.past", "when.lasting", "when.so_far", "when.nth_day", "when.overnight", "when.hour"})
_REFERENCES = {"when.once": "PAST_REF", "when.now": "PRESENT_REF", "when.soon": "FUTURE_REF"}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def measure(data: Path) -> dict[str, object]:
    """`relaxed`: F1 of the product's dates and the coders' DATE expressions that overlap; `value`: F1 of those that
    overlap and have the same TIMEX3 value. A date found where the coders marked none counts against both."""
    reader = Reader.load()
    out: dict[str, object] = {}
    total: Counter[str] = Counter()
    for name in ("timebank", "aquaint"):
        here: Counter[str] = Counter()
        for report in rows(data / "dates" / f"{name}.jsonl"):
            marked = [timex for timex in report["timex3"] if timex["type"] == "DATE"]
            here += compared(marked, dates_in(reader.read(report["text"]), date.fromisoformat(report["dct"][:10])))
        out[name] = figures(here)
        total += here
    return out | {"both": figures(total)}


def dates_in(sentences: Iterable[Sentence], published: date) -> list[Date]:
    """The dates that the product reads in a report of a given day."""
    named = named_times(sentences, ReportDate(published, published, "given", 1.0))
    return [(n.span.start, n.span.end, timex_value(n)) for n in named if n.rule not in _NO_DATES]


def timex_value(named: Cited[When]) -> str:
    """A time as TIMEX3 writes it; empty where no day can be had from the words."""
    if named.rule in _REFERENCES:
        return _REFERENCES[named.rule]
    first, last = named.value.first, named.value.last
    if first is None or last is None:
        return ""
    days = (last - first).days + 1
    year, week, weekday = first.isocalendar()
    if named.rule == "when.week" or (days == 7 and weekday == 1):
        return f"{year}-W{week:02}"
    if days == 2 and weekday == 6:
        return f"{year}-W{week:02}-WE"
    if named.rule == "when.season":
        return f"{first.year}-{_SEASONS[first.month]}"
    if named.rule == "when.quarter":
        return f"{first.year}-Q{(first.month + 2) // 3}"
    if named.rule == "when.half":
        return f"{first.year}-H{(first.month + 5) // 6}"
    if named.rule == "when.decade":
        return f"{first.year // 10}"
    if named.rule == "when.century":
        return f"{first.year // 100}"
    if named.rule in ("when.year", "when.ago") and named.value.precision is not Precision.DAY and days > 31:
        return f"{first.year}"
    return named.value.iso()


def compared(marked: Sequence[Mapping[str, Any]], found: Sequence[Date]) -> Counter[str]:
    """How many dates are marked and found, how many of each overlap one of the other, and overlap with equal value."""
    pairs = [
        (m, f, marked[m]["value"] == value)
        for m in range(len(marked))
        for f, (start, end, value) in enumerate(found)
        if start < marked[m]["end"] and marked[m]["start"] < end
    ]
    return Counter(
        marked=len(marked),
        found=len(found),
        marked_met=len({m for m, _, _ in pairs}),
        found_met=len({f for _, f, _ in pairs}),
        marked_same=len({m for m, _, same in pairs if same}),
        found_same=len({f for _, f, same in pairs if same}),
    )


def figures(counts: Mapping[str, int]) -> dict[str, object]:
    """Precision, recall and F1, relaxed and by value, from the counts of `compared`."""
    return {
        "marked": counts["marked"],
        "found": counts["found"],
        "relaxed": _f1(counts, "met"),
        "value": _f1(counts, "same"),
    }


def _f1(counts: Mapping[str, int], kind: str) -> dict[str, float]:
    p = counts[f"found_{kind}"] / max(counts["found"], 1)
    r = counts[f"marked_{kind}"] / max(counts["marked"], 1)
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0}


if __name__ == "__main__":
    command(measure, __doc__)
