"""Calendar dates as news pages print them: "Mon 24 Oct 2016", "16 MAR 89", "06.04.2017", "October 24, 2016"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from recount.model import Span

FIRST_YEAR, LAST_YEAR = 1900, 2099

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_WEEKDAYS |= {name.lower(): n for n, name in enumerate(calendar.day_abbr)} | {"tues": 1, "thur": 3, "thurs": 3}

MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
"""The months in full and shortened, as an alternation to be read without regard to case."""

_MONTH = rf"(?P<month>{MONTH_NAMES})\b\.?"
_WEEKDAY = r"(?:\b(?P<weekday>" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r")\b\.?,?\s{1,3})?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# A year of two figures is only read where a dateline ends or goes on after it: "on 5 May 12 people" has none.
_SHORT_YEAR = r"(?P<year>\d\d)(?=\s{0,3}(?:[(\[)\],;]|--|[–—-]\s|$))"

_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}(?:of\s)?{_MONTH},?\s{{1,3}}{_YEAR}(?!\d)",
        rf"{_WEEKDAY}\b{_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{0,3}}{_YEAR}(?!\d)",
        rf"{_WEEKDAY}\b(?P<day>\d{{1,2}})\s{{1,3}}{_MONTH}\s{{1,3}}{_SHORT_YEAR}",
        rf"{_WEEKDAY}\b{_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})\s{{1,3}}{_SHORT_YEAR}",
        rf"(?<![\d.]){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"{_WEEKDAY}(?<![\d.])(?P<a>\d{{1,2}})(?P<mark>[./-])(?P<b>\d{{1,2}})(?P=mark){_YEAR}(?!\d|\.\d)",
        rf"(?<![\d.-])\b{_YEAR},?\s{{1,3}}{_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)",
    )
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},?\s{{1,3}}(?:of\s)?{_YEAR}(?!\d)", re.IGNORECASE)
_BARE_YEAR = re.compile(
    rf"\b(?:in|since|during|from|until|early|late|mid|spring|summer|autumn|winter)[\s-]{{1,3}}{_YEAR}\b(?![-/]\d)"
    r"(?!\s(?!as\b|was\b|its\b|is\b|has\b|this\b)[a-z]+s\b)(?!\s(?:people|men|women|children)\b)",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(
    rf"\b(?P<weekday>{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\b\.?,?\s{{1,3}}"
    rf"(?:(?P<day>\d{{1,2}})\s{{1,3}}{_MONTH}|(?P<month2>{'|'.join(_MONTHS)})\.?\s{{1,3}}(?P<day2>\d{{1,2}}))\b(?!,?\s{{1,3}}\d{{4}})",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})\s{{1,3}}{_MONTH}|(?P<month2>{'|'.join(_MONTHS)})\b\.?\s{{1,3}}(?P<day2>\d{{1,2}})\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A calendar date read in a text: the first and last day it names, and where it stands.

    `contradicted` marks a day whose weekday is another than the one printed before it.
    """

    first: date
    last: date
    span: Span
    contradicted: bool = False

    @property
    def is_day(self) -> bool:
        """Whether one day is named, rather than a month or a year."""
        return self.first == self.last


def full_dates(text: str, start: int = 0, end: int | None = None) -> tuple[FoundDate, ...]:
    """The dates in `text[start:end]` that name a day, in text order, never overlapping.

    A day and a month in figures are read day first unless only the other order exists ("04/23/2017").
    """
    stop = len(text) if end is None else end
    found = sorted(_days(text, start, stop), key=lambda d: (d.span.start, -d.span.end))
    return _without_overlaps(found)


def dates_in(text: str) -> tuple[FoundDate, ...]:
    """All dates with a year in `text`, in text order: days, months ("May 2017") and years ("in 2014")."""
    days = full_dates(text)
    months = [
        FoundDate(*_month_bounds(int(m["year"]), _MONTHS[m["month"].lower()]), Span(*m.span()))
        for m in _MONTH_YEAR.finditer(text)
        if _is_month_name(m["month"])
    ]
    years = [
        FoundDate(date(int(m["year"]), 1, 1), date(int(m["year"]), 12, 31), Span(m.start("year"), m.end("year")))
        for m in _BARE_YEAR.finditer(text)
    ]
    taken = sorted([*days, *months, *years], key=lambda d: (d.span.start, -d.span.end))
    return _without_overlaps(taken)


def weekday_dates(text: str) -> tuple[tuple[int, int, int, Span], ...]:
    """Days named with their weekday and without a year ("Monday, June 5"): (weekday 0-6, month, day, where)."""
    return tuple(
        (
            _WEEKDAYS[m["weekday"].lower()],
            _MONTHS[(m["month"] or m["month2"]).lower()],
            int(m["day"] or m["day2"]),
            Span(*m.span()),
        )
        for m in _DAY_OF_MONTH.finditer(text)
    )


def month_days(text: str, start: int, end: int) -> tuple[tuple[int, int, Span], ...]:
    """Days without a year in `text[start:end]` ("MOSCOW October 18 (…"): (month, day, where)."""
    return tuple(
        (_MONTHS[(m["month"] or m["month2"]).lower()], int(m["day"] or m["day2"]), Span(*m.span()))
        for m in _MONTH_DAY.finditer(text, start, end)
    )


def day_given(value: str) -> date | None:
    """The day that a field states, in ISO form (with or without a time) or as a page would print it."""
    text = value.strip()[:100]
    if (iso := re.match(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)", text)) is not None:
        return day_of(int(iso[1]), int(iso[2]), int(iso[3]))
    found = full_dates(text)
    return found[0].first if found else None


def day_of(year: int, month: int, day: int) -> date | None:
    """That day of the calendar, None where the calendar has no such day or the year is far off."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days(text: str, start: int, stop: int) -> Iterator[FoundDate]:
    for form in _FORMS:
        for m in form.finditer(text, start, stop):
            parts = m.groupdict()
            month = parts.get("month")
            if parts.get("a") is not None:
                day = _day_from_figures(int(parts["a"]), int(parts["b"]), int(parts["year"]))
            elif month is not None and month.isdigit():
                day = day_of(int(parts["year"]), int(month), int(parts["day"]))
            elif month is not None and _is_month_name(month):
                day = day_of(_full_year(parts["year"]), _MONTHS[month.lower()], int(parts["day"]))
            else:
                day = None
            if day is None:
                continue
            weekday = parts.get("weekday")
            wrong = weekday is not None and _WEEKDAYS[weekday.lower()] != day.weekday()
            yield FoundDate(day, day, Span(*m.span()), wrong)


def _day_from_figures(a: int, b: int, year: int) -> date | None:
    return day_of(year, b, a) or day_of(year, a, b)


def _full_year(year: str) -> int:
    """A year of two figures lies between 1980 and 2029: wire datelines ("16 MAR 89") are the ones that shorten it."""
    n = int(year)
    if len(year) == 4:
        return n
    return 1900 + n if n >= 80 else 2000 + n


def _is_month_name(word: str) -> bool:
    return word[0].isupper()


def _month_bounds(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _without_overlaps(found: list[FoundDate]) -> tuple[FoundDate, ...]:
    kept: list[FoundDate] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)
