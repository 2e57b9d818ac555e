"""Days as people write them, and as pages show them: "5 Aug 2015", "3 August 2015", "5–6 Jun 2017", "Jun 2017"."""

from __future__ import annotations

import calendar
import re
from datetime import date

from recount.model import When

_MONTHS = {name.lower(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names)}
_MONTHS |= {"sept": 9}
_BETWEEN = re.compile(r"\s*(?:[–—/-]|\b(?:to|until|and)\b)\s*")
_WORD = re.compile(r"(?P<year>\d{4})|(?P<day>\d{1,2})(?:st|nd|rd|th)?|(?P<month>[a-z]+)\.?", re.IGNORECASE)
_ORDERS = ("d m y", "m d y", "m y", "y", "d m", "m d", "m", "d", "d y", "y m d")

_Said = dict[str, int]


def days_said(words: str) -> When | None:
    """The day, the month, the year or the stretch that words mean; None where they mean none. What one end leaves out
    the other tells: "5–6 Jun 2017", "30 Dec 2016 – 2 Jan 2017"."""
    ends = [_said(part) for part in _BETWEEN.split(words.strip().removeprefix("between "))]
    if not 1 <= len(ends) <= 2 or any(end is None for end in ends):
        return None
    first, last = ends[0] or {}, ends[-1] or {}
    for name in ("year", "month"):
        if "day" in first or name == "year":
            first = first | ({name: last[name]} if name not in first and name in last else {})
        if "day" in last or name == "year":
            last = last | ({name: first[name]} if name not in last and name in first else {})
    try:
        begin, end = _bounds(first)[0], _bounds(last)[1]
    except (ValueError, KeyError):
        return None
    return When.between(begin, end) if begin <= end else None


def _said(words: str) -> _Said | None:
    """Day, month and year, as far as words tell them, in an order that people use."""
    found: _Said = {}
    order = []
    for word in words.replace(",", " ").split():
        match = _WORD.fullmatch(word)
        kind = match.lastgroup if match else None
        number = _MONTHS.get((match[kind] if match and kind else "").lower()) if kind == "month" else None
        if match is None or kind is None or kind in found or (kind == "month" and not number):
            return None
        found[kind] = number or int(match[kind])
        order.append(kind[0])
    return found if " ".join(order) in _ORDERS else None


def _bounds(said: _Said) -> tuple[date, date]:
    year, month = said["year"], said.get("month")
    if "day" in said:
        day = date(year, said["month"], said["day"])
        return day, day
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
