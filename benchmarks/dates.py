"""Expressions of time against TimeBank: of the dates its coders marked, how many are found and given the same days."""

from __future__ import annotations

import calendar
import json
import re
from datetime import date, timedelta
from pathlib import Path

from benchmarks.common import command
from recount.extraction.when import times_in
from recount.model import ReportDate
from recount.reading.reader import Reader

Days = tuple[date, date]


def measure(data: Path) -> dict[str, object]:
    """Found: DATE expressions that name days (no PRESENT_REF, no quarters) and that a mention overlaps; right: those
    given the days of TimeBank's value. "Since 1980" counts as wrong, being a stretch of time here."""
    reader = Reader.load()
    gold = found = right = mentions = 0
    for line in (data / "dates" / "timebank.jsonl").read_text("utf-8").splitlines():
        report = json.loads(line)
        published = date.fromisoformat(str(report["dct"])[:10])
        given = ReportDate(published, published, "given", 1.0)
        times = [m for s in reader.read(report["text"]) for m in times_in(s, given)]
        mentions += len(times)
        for expression in report["timex3"]:
            days = _days(str(expression["value"])) if expression["type"] == "DATE" else None
            if days is None:
                continue
            gold += 1
            here = [m for m in times if m.when.span.start < expression["end"] and expression["start"] < m.when.span.end]
            found += bool(here)
            right += any((m.when.value.first, m.when.value.last) == days for m in here)
    return {
        "expressions": gold,
        "mentions": mentions,
        "found": round(found / max(gold, 1), 3),
        "right": round(right / max(gold, 1), 3),
        "right_of_found": round(right / max(found, 1), 3),
    }


def _days(value: str) -> Days | None:
    """The days of a TIMEX3 value; None where it names none."""
    week = re.fullmatch(r"(\d{4})-W(\d\d)", value)
    if week:
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday, monday + timedelta(days=6)
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return None
    year, month, day = (int(part) if part else 0 for part in (*value.split("-"), "", "")[:3])
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


if __name__ == "__main__":
    command(measure, __doc__)
