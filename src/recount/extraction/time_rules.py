"""What single expressions of time mean: "24 October", "last week", "two years ago", "the past 24 hours"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from recount.extraction.calendar_words import (
    MONTHS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    Days,
    dated,
    day_of_month,
    latest_month,
    latest_weekday,
    month_of,
    next_weekday,
    one,
    season_of,
    shifted_month,
    week_of,
    year_of,
)
from recount.extraction.time_atom import Atom
from recount.extraction.time_patterns import (
    CLOCK,
    DAY,
    DAYNAME,
    LESS,
    LONG_MONTH,
    MONTH,
    NUMBER,
    PART,
    SECOND,
    SHORT_DAY,
    UNIT,
    YEAR,
    always,
    atom_at,
    number_of,
    pattern_of,
)


def _iso(match: re.Match[str]) -> Atom | None:
    days = dated(int(match["year"]), int(match["m"]), int(match["day"]))
    return atom_at(match, "when.date", always(days), True) if days else None


def _numeric(match: re.Match[str]) -> Atom | None:
    """Day/month/year, or month/day/year where only that is a date. With stops the day is first, as in Europe; with
    strokes where both are dates, a day after the report is not meant, and else it is one of the two: the interval
    between them says so."""
    a, b, year = int(match["day"]), int(match["second"]), int(match["year"])
    days, other = dated(year, b, a), dated(year, a, b)
    if days is None or other is None or days == other or match["mark"] == ".":
        found = days or other
        return atom_at(match, "when.date", always(found), True) if found else None
    early, late = sorted((days, other))

    def resolve(anchor: date, ahead: bool) -> Days:
        if early[0] <= anchor < late[0] and not ahead:
            return early
        return early[0], late[1]

    return atom_at(match, "when.ambiguous", resolve, absolute=True)


def _day_month(match: re.Match[str]) -> Atom | None:
    month, day, year = MONTHS[match["month"]], int(match["day"]), match["year"]
    if not 1 <= day <= 31:
        return None
    if year:
        full = int(year) if len(year) == 4 else (1900 if int(year) > 40 else 2000) + int(year)
        days = dated(full, month, day)
        opens = match.start() == 0 or match.groupdict().get("source")
        return atom_at(match, "when.dateline" if opens else "when.date", always(days), True) if days else None
    return atom_at(match, "when.date", lambda anchor, ahead: day_of_month(anchor, month, day, ahead))


def _day_only(match: re.Match[str]) -> Atom | None:
    """ "On the 3rd": the last day of that number up to the report, or the next."""
    day = int(match["day"])

    def resolve(anchor: date, ahead: bool) -> Days | None:
        months = (0, 1, 2) if ahead else (0, -1, -2)
        firsts = (shifted_month(anchor, n)[0] for n in months)
        found = (dated(first.year, first.month, day) for first in firsts)
        return next((d for d in found if d and (d[0] >= anchor if ahead else d[0] <= anchor)), None)

    return atom_at(match, "when.date", resolve) if 1 <= day <= 31 else None


def _days_of_month(match: re.Match[str]) -> Atom | None:
    month, first, last = MONTHS[match["month"]], int(match["day"]), int(match["second"])
    if not 1 <= first < last <= 31:
        return None

    def resolve(anchor: date, ahead: bool) -> Days | None:
        end = dated(int(match["year"]), month, last) if match["year"] else day_of_month(anchor, month, last, ahead)
        start = dated(end[0].year, month, first) if end else None
        return (start[0], end[1]) if start and end else None

    return atom_at(match, "when.range", resolve, bool(match["year"]))


def _part_of(part: str | None) -> str:
    if part is None:
        return ""
    words = part.split()
    return (
        {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}.get(words[1], "")
        if len(words) > 1
        else part
    )


def _month_begun(days: Days, part: str) -> Days:
    day = {"mid": 15, "late": 21}.get(part, 1)
    return days[0].replace(day=day), days[1]


def _month(match: re.Match[str]) -> Atom | None:
    """A month, of a year, of last or this year, or the most recent one; "early" and "late" leave it the month it is."""
    month, groups = MONTHS[match["month"]], match.groupdict()
    part = _part_of(groups.get("part"))
    if groups.get("year"):
        days = month_of(int(match["year"]), month)
        return atom_at(match, "when.month", always(days), True, always(_month_begun(days, part)))
    which = groups.get("which") or ""

    def resolve(anchor: date, ahead: bool) -> Days | None:
        if which.endswith("year"):
            return month_of(anchor.year - (1 if "last" in which else 0), month)
        days = latest_month(anchor, month)
        if which == "last" and days[1] >= anchor:
            return month_of(anchor.year - 1, month)
        if which == "this":
            return month_of(anchor.year, month)
        if which == "next" or (ahead and not which and days[1] < anchor):
            return month_of(days[0].year + 1, month)
        return days

    return atom_at(
        match,
        "when.month",
        resolve,
        False,
        lambda anchor, ahead: _month_begun(resolve(anchor, False) or latest_month(anchor, month), part),
    )


def _week_of_month(match: re.Match[str]) -> Atom | None:
    month, last = MONTHS[match["month"]], match["nth"] == "last"
    offset = 7 * (ORDINALS.get(match["nth"], 1) - 1)

    def resolve(anchor: date, ahead: bool) -> Days | None:
        first, end = month_of(int(match["year"]), month) if match["year"] else latest_month(anchor, month)
        if last:
            return end - timedelta(days=6), end
        return first + timedelta(days=offset), min(first + timedelta(days=offset + 6), end)

    return atom_at(match, "when.week", resolve, bool(match["year"]))


def _year(match: re.Match[str]) -> Atom | None:
    """A year; "late 2014" its last quarter, "early 2014" its first, as coders put it; "mid-2014" stays the year."""
    year, part = int(match["year"]), _part_of(match.groupdict().get("part"))
    first, last = year_of(year)
    days = {"late": (date(year, 10, 1), last), "early": (first, date(year, 3, 31))}.get(part, (first, last))
    begun = (date(year, 6, 1), last) if part == "mid" else days
    found = atom_at(match, "when.year", always(days), True, always(begun))
    start = match.start("part") if match.groupdict().get("part") else match.start("year")
    return Atom(start, match.end(), found.rule, found.resolve, True, found.begun)


def _season(match: re.Match[str]) -> Atom | None:
    season = match["season"]
    if match["year"]:
        return atom_at(match, "when.season", always(season_of(int(match["year"]), season)), True)

    def resolve(anchor: date, ahead: bool) -> Days | None:
        days = season_of(anchor.year, season)
        if match["which"] == "this":
            return days
        last = match["which"] == "last"
        return season_of(anchor.year - 1, season) if days[0] > anchor or (last and days[1] >= anchor) else days

    return atom_at(match, "when.season", resolve)


def _weekday(match: re.Match[str]) -> Atom | None:
    weekday, which = WEEKDAYS[match["weekday"]], match["which"] or ""

    def resolve(anchor: date, ahead: bool) -> Days | None:
        if which in ("next", "coming") or (ahead and which != "last"):
            return one(next_weekday(anchor, weekday))
        found = latest_weekday(anchor, weekday)
        return one(found - timedelta(days=7) if which == "last" and found == anchor else found)

    return atom_at(match, "when.weekday", resolve)


def _shift(days: int) -> Callable[[re.Match[str]], Atom]:
    def read(match: re.Match[str]) -> Atom:
        return atom_at(match, "when.day", lambda anchor, ahead: one(anchor + timedelta(days=days)))

    return read


def _ago(match: re.Match[str]) -> Atom | None:
    n, unit = number_of(match["n"]), match["unit"]

    def resolve(anchor: date, ahead: bool) -> Days | None:
        if match["less"]:
            return _within(anchor, -n, unit)
        if unit == "day":
            return one(anchor - timedelta(days=n))
        if unit == "hour":
            return (anchor - timedelta(days=-(-n // 24)), anchor) if n > 6 else one(anchor)
        if unit == "week":
            return week_of(anchor - timedelta(days=7 * n))
        if unit == "month":
            return shifted_month(anchor, -n)
        years = n * (10 if unit == "decade" else 1)
        return year_of(anchor.year - years) if years < anchor.year else None

    return atom_at(match, "when.ago", resolve)


def _this(match: re.Match[str]) -> Atom | None:
    """A calendar week, month or year; what lies "earlier" in one or "this week" ends before or on the report's day."""
    which, unit = match["which"], match["unit"]
    earlier = bool(match["earlier"]) and match["earlier"].startswith("earl")
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)

    def resolve(anchor: date, ahead: bool) -> Days | None:
        if unit == "year":
            first, last = year_of(anchor.year + step)
            if step and match["earlier"] and match["earlier"].startswith("late"):
                return date(first.year, 10, 1), last
            return first, last
        if unit == "month":
            return shifted_month(anchor, step)
        days = week_of(anchor + timedelta(days=7 * step))
        if unit == "weekend":
            if step > 0 or (ahead and not step):
                return _weekend_of(next_weekday(anchor, 6))
            return _weekend_of(anchor + timedelta(days=2 * step))
        if step:
            return days
        if ahead:
            return anchor, days[1]
        return days[0], max(days[0], anchor - timedelta(days=1)) if earlier else anchor

    return atom_at(match, "when.week" if unit == "week" else "when.this", resolve)


def _weekend(match: re.Match[str]) -> Atom:
    return atom_at(match, "when.this", lambda anchor, ahead: _weekend_of(anchor))


def _weekend_of(day: date) -> Days:
    """The latest Saturday and Sunday; on a Saturday the one that has begun."""
    saturday = latest_weekday(day, 5)
    return saturday, saturday + timedelta(days=1)


_NEIGHBOURS = {"previous": -1, "before": -1, "following": 1, "next": 1, "after": 1, "same": 0}


_UNIT_DAYS = {"hour": 0, "day": 1, "week": 7, "month": 31, "year": 366, "decade": 3660}


def _within(anchor: date, steps: int, unit: str) -> Days | None:
    """The days of "less than two weeks later" or "less than a month ago": any of them, from the other day on."""
    days = timedelta(days=max(0, _UNIT_DAYS[unit] * abs(steps) - 1))
    if not date.min.toordinal() <= anchor.toordinal() - days.days <= date.max.toordinal() - 2 * days.days:
        return None
    return (anchor, anchor + days) if steps > 0 else (anchor - days, anchor)


def _from_other(match: re.Match[str]) -> Atom:
    """ "Three days later", "the previous day": counted from another day that the sentence names."""
    groups = match.groupdict()
    if groups.get("n") is None:
        steps, unit = _NEIGHBOURS[match["side"]], "day"
    else:
        steps, unit = number_of(match["n"]) * (1 if match["side"] == "later" else -1), match["unit"]

    def resolve(anchor: date, ahead: bool) -> Days | None:
        if groups.get("less"):
            return _within(anchor, steps, unit)
        if unit == "day":
            return one(anchor + timedelta(days=steps))
        if unit == "week":
            return week_of(anchor + timedelta(days=7 * steps))
        if unit == "month":
            return shifted_month(anchor, steps)
        return year_of(anchor.year + steps) if unit == "year" and 0 < anchor.year + steps < 9999 else None

    return Atom(match.start(), match.end(), "when.from_other", resolve, from_other=True)


def _years(match: re.Match[str]) -> Atom | None:
    """ "1980-88", "1980-1988"."""
    first = int(match["year"])
    last = int(match["second"]) if len(match["second"]) == 4 else first - first % 100 + int(match["second"])
    return atom_at(match, "when.range", always((year_of(first)[0], year_of(last)[1])), True) if first < last else None


_TODAY = (
    r"(?:(?:earlier|early|later|late)\s+)?today|tonight|this\s+(?:morning|afternoon|evening)"
    r"|earlier\s+(?:in|on)\s+the\s+day"
)
RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Atom | None]], ...] = (
    (pattern_of(r"(?P<year>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<day>[0-3]\d)"), _iso),
    (pattern_of(rf"(?P<day>[0-3]?\d)\s?(?P<mark>[/.])\s?(?P<second>[0-3]?\d)\s?(?P=mark)\s?{YEAR}"), _numeric),
    (
        pattern_of(rf"{DAY}\s*(?:-|–|to|and|until)\s*{SECOND}\s+(?:of\s+)?{MONTH}\b\.?(?:\s*,?\s+{YEAR})?"),
        _days_of_month,
    ),
    (pattern_of(rf"{LONG_MONTH}\s+{DAY}\s*(?:-|–|to|until)\s*{SECOND}(?:\s*,?\s+{YEAR})?"), _days_of_month),
    (
        pattern_of(
            rf"{SHORT_DAY}{DAY}\s+{MONTH}\s+['’]?(?P<year>\d\d)"
            r"(?=(?P<source>\s*(?:[(\[]|--|—|$))|\s*[,;.)\]-]|\s+(?:in|at|near|by|and|when|the|to|on)\b)"
        ),
        _day_month,
    ),
    (pattern_of(rf"{SHORT_DAY}{DAY}\s+(?:of\s+)?{MONTH}\b\.?(?:\s*,?\s+{YEAR})?"), _day_month),
    (pattern_of(rf"{MONTH}\.?\s+{DAY}(?:\s*,?\s+{YEAR})?(?!\s*:\d)"), _day_month),
    (
        pattern_of(r"on\s+(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)(?=\s*(?:[.,;]|$)|\s+(?:and|at|in|when|of\s+th))"),
        _day_only,
    ),
    (
        pattern_of(
            rf"(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+{MONTH}(?:,?\s+(?:of\s+)?{YEAR})?"
        ),
        _week_of_month,
    ),
    (pattern_of(rf"{PART}?{LONG_MONTH}\.?,?\s+(?:of\s+)?{YEAR}"), _month),
    (pattern_of(rf"{PART}?{LONG_MONTH}\s+(?:of\s+)?(?P<which>(?:last|this)\s+year)"), _month),
    (pattern_of(rf"(?P<which>last|this|next)\s+{LONG_MONTH}"), _month),
    (pattern_of(rf"{PART}?(?:the\s+)?{MONTH}"), _month),
    (pattern_of(rf"(?:(?P<which>last|this|the)\s+)?(?P<season>{'|'.join(SEASONS)})(?:,?\s+(?:of\s+)?{YEAR})"), _season),
    (
        pattern_of(
            r"(?:(?P<which>last|this)\s+(?:past\s+)?|the\s+(?:(?:early|late|mid)[\s-]+)?)"
            r"(?P<season>summer|autumn|winter)(?P<year>)"
        ),
        _season,
    ),
    (pattern_of(r"(?P<which>last|this)\s+(?:past\s+)?(?P<season>fall|spring)(?P<year>)"), _season),
    (pattern_of(rf"{YEAR}\s?[-–/]\s?(?P<second>(?:19|20)\d\d|\d\d)(?!\s?[-/])"), _years),
    (pattern_of(rf"{PART}{YEAR}"), _year),
    (
        pattern_of(
            rf"(?P<word>in|since|of|during|from|until|by|between|and|to|the|before|after|year|through|for|into|an?|its|their|his|her|our|that|this|both|due)\s+{YEAR}"
        ),
        _year,
    ),
    (
        pattern_of(
            rf"{CLOCK}(?:(?P<which>last|this|next|past|coming)\s+)?{DAYNAME}(?:'s|’s|s)?(?:\s+(?:morning|afternoon|evening|night|noon))?"
        ),
        _weekday,
    ),
    (pattern_of(r"(?:the\s+)?day\s+before\s+yesterday"), _shift(-2)),
    (pattern_of(_TODAY), _shift(0)),
    (
        pattern_of(r"yesterday(?:'s|’s)?(?:\s+(?:morning|afternoon|evening|night))?|last\s+(?:night|evening)"),
        _shift(-1),
    ),
    (pattern_of(r"tomorrow"), _shift(1)),
    (pattern_of(r"(?:at|over|during)\s+the\s+weekend"), _weekend),
    (
        pattern_of(
            rf"(?:(?:about|nearly|almost|around|some|just|only|over|more\s+than|{LESS})\s+)?{NUMBER}\s+{UNIT}\s+ago"
        ),
        _ago,
    ),
    (pattern_of(r"(?:the|on\s+the)\s+(?P<side>previous|following|next|same)\s+day"), _from_other),
    (
        pattern_of(
            r"(?:(?P<earlier>earlier|late|later|early)\s+)?(?P<which>last|this|next|previous|coming)\s+(?P<unit>weekend|week|month|year)"
        ),
        _this,
    ),
    (pattern_of(rf"(?:{LESS}\s+)?{NUMBER}\s+{UNIT}\s+(?P<side>later|earlier)"), _from_other),
    (pattern_of(r"the\s+day\s+(?P<side>before|after)(?=\s*(?:[.,;)]|$))"), _from_other),
)
"""Patterns over lower-cased text with what reads each, in the order they are tried."""
