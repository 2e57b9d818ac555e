"""The calendar as reports write it: names of days and months, and the spans of days they stand for."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Days = tuple[date, date]

MONTHS: dict[str, int] = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}
WEEKDAYS: dict[str, int] = {name.lower(): n for n, name in enumerate(calendar.day_name)}
SEASONS: dict[str, tuple[int, int]] = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}
ORDINALS: dict[str, int] = {
    word: n
    for n, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), start=1)
}


def one(day: date) -> Days:
    """A single day as a span."""
    return day, day


def month_of(year: int, month: int) -> Days:
    """All days of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_of(year: int) -> Days:
    """All days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def quarter_of(year: int, nth: int) -> Days:
    """A quarter of a calendar year, `nth` from 1 to 4."""
    return date(year, 3 * nth - 2, 1), month_of(year, 3 * nth)[1]


def half_of(year: int, nth: int) -> Days:
    """The first or second half of a calendar year."""
    return date(year, 6 * nth - 5, 1), month_of(year, 6 * nth)[1]


def shifted_month(day: date, months: int) -> Days:
    """The month that lies `months` after the month of `day`, before it where negative."""
    index = day.year * 12 + day.month - 1 + months
    return month_of(index // 12, index % 12 + 1)


def week_of(day: date) -> Days:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def latest_weekday(day: date, weekday: int) -> date:
    """The most recent such weekday, `day` itself included."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def next_weekday(day: date, weekday: int) -> date:
    """The first such weekday after `day`."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def latest_month(day: date, month: int) -> Days:
    """The most recent such month that has begun by `day`."""
    return month_of(day.year if month <= day.month else day.year - 1, month)


def season_of(year: int, season: str) -> Days:
    """A season of the northern year; a winter belongs to the year it begins in."""
    first, last = SEASONS[season]
    return date(year, first, 1), month_of(year + (last < first), last)[1]


def dated(year: int, month: int, day: int) -> Days | None:
    """A day of the calendar; None for one that does not exist, such as 31 June."""
    try:
        return one(date(year, month, day))
    except ValueError:
        return None


def day_of_month(anchor: date, month: int, day: int, ahead: bool) -> Days | None:
    """The day a report means by "24 October": the most recent one, or one up to a month ahead (an announced vote);
    the next one where the sentence looks ahead."""
    if ahead:
        days = (dated(year, month, day) for year in (anchor.year, anchor.year + 1))
        return next((found for found in days if found is not None and found[0] >= anchor), None)
    for year in (anchor.year, anchor.year - 1, anchor.year + 1):
        found = dated(year, month, day)
        if found is not None and -30 <= (anchor - found[0]).days < 335:
            return found
    return dated(anchor.year, month, day)


def part_of_month(days: Days, part: str) -> Days:
    """ "Since mid-September" begins on the 15th; "early" is the first ten days, "late" the last."""
    first, last = days
    return {
        "early": (first, first.replace(day=10)),
        "mid": (first.replace(day=11), first.replace(day=20)),
        "late": (first.replace(day=21), last),
    }[part]
