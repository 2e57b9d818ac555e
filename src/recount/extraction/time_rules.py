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
from recount.extraction.number_words import cardinal_at
from recount.extraction.time_atom import Atom, Resolver

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_LONG_MONTH = (
    "(?P<month>"
    + "|".join(sorted((m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july", "sept")), key=len, reverse=True))
    + ")"
)
_DAY = r"(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?"
_SECOND = r"(?P<second>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = (
    r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|twenty[\s-]four|forty[\s-]eight|seventy[\s-]two)"
)
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
_PART = r"(?:(?P<part>early|mid|late|the\s+(?:start|beginning|end|middle)\s+of)(?:\s?-\s?|\s+)(?:in\s+)?)"
_CLOCK = r"(?:(?:early|late|later|earlier)\s+(?:on\s+)?)?"
_DAYNAME = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"
_SHORT_DAY = r"(?:(?:sun|mon|tues?|wed|thur?s?|fri|sat)(?:[a-z]*day)?\.?,?\s+)?"


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.-]){pattern}(?![\w/])")


def _number(words: str) -> int:
    words = words.strip()
    if words in ("a", "an"):
        return 1
    hit = cardinal_at(words.replace("-", " - ").split(), 0)
    return hit[0] if hit else 1


def _at(
    match: re.Match[str], rule: str, resolve: Resolver | None, absolute: bool = False, begun: Resolver | None = None
) -> Atom:
    return Atom(match.start(), match.end(), rule, resolve, absolute, begun)


def _fixed(days: Days) -> Resolver:
    return lambda anchor, ahead: days


def _iso(match: re.Match[str]) -> Atom | None:
    days = dated(int(match["year"]), int(match["m"]), int(match["day"]))
    return _at(match, "when.date", _fixed(days), True) if days else None


def _slashed(match: re.Match[str]) -> Atom | None:
    """Day/month/year, or month/day/year where only that is a date; where both are, nobody can know: the words stay."""
    a, b, year = int(match["day"]), int(match["second"]), int(match["year"])
    days, other = dated(year, b, a), dated(year, a, b)
    if days is not None and other is not None and days != other:
        return _at(match, "when.ambiguous", None)
    found = days or other
    return _at(match, "when.date", _fixed(found), True) if found else None


def _day_month(match: re.Match[str]) -> Atom | None:
    month, day, year = MONTHS[match["month"]], int(match["day"]), match["year"]
    if not 1 <= day <= 31:
        return None
    if year:
        full = int(year) if len(year) == 4 else (1900 if int(year) > 40 else 2000) + int(year)
        days = dated(full, month, day)
        rule = "when.dateline" if match.start() == 0 or len(year) == 2 else "when.date"
        return _at(match, rule, _fixed(days), True) if days else None
    return _at(match, "when.date", lambda anchor, ahead: day_of_month(anchor, month, day, ahead))


def _days_of_month(match: re.Match[str]) -> Atom | None:
    month, first, last = MONTHS[match["month"]], int(match["day"]), int(match["second"])
    if not 1 <= first < last <= 31:
        return None

    def resolve(anchor: date, ahead: bool) -> Days | None:
        end = dated(int(match["year"]), month, last) if match["year"] else day_of_month(anchor, month, last, ahead)
        start = dated(end[0].year, month, first) if end else None
        return (start[0], end[1]) if start and end else None

    return _at(match, "when.range", resolve, bool(match["year"]))


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
        return _at(match, "when.month", _fixed(days), True, _fixed(_month_begun(days, part)))
    which = groups.get("which") or ""

    def resolve(anchor: date, ahead: bool) -> Days | None:
        if which.endswith("year"):
            return month_of(anchor.year - (1 if "last" in which else 0), month)
        days = latest_month(anchor, month)
        if which == "last" and days[1] >= anchor:
            return month_of(anchor.year - 1, month)
        if which == "next" or (ahead and not which and days[1] < anchor):
            return month_of(days[0].year + 1, month)
        return days

    return _at(
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

    return _at(match, "when.week", resolve, bool(match["year"]))


def _year(match: re.Match[str]) -> Atom | None:
    """A year; "late 2014" its last quarter, "early 2014" its first, as coders put it; "mid-2014" stays the year."""
    year, part = int(match["year"]), _part_of(match.groupdict().get("part"))
    first, last = year_of(year)
    days = {"late": (date(year, 10, 1), last), "early": (first, date(year, 3, 31))}.get(part, (first, last))
    begun = (date(year, 6, 1), last) if part == "mid" else days
    found = _at(match, "when.year", _fixed(days), True, _fixed(begun))
    start = match.start("part") if match.groupdict().get("part") else match.start("year")
    return Atom(start, match.end(), found.rule, found.resolve, True, found.begun)


def _season(match: re.Match[str]) -> Atom | None:
    season = match["season"]
    if match["year"]:
        return _at(match, "when.season", _fixed(season_of(int(match["year"]), season)), True)

    def resolve(anchor: date, ahead: bool) -> Days | None:
        days = season_of(anchor.year, season)
        last = match["which"] == "last"
        return season_of(anchor.year - 1, season) if days[0] > anchor or (last and days[1] >= anchor) else days

    return _at(match, "when.season", resolve)


def _weekday(match: re.Match[str]) -> Atom | None:
    weekday, which = WEEKDAYS[match["weekday"]], match["which"] or ""

    def resolve(anchor: date, ahead: bool) -> Days | None:
        if which in ("next", "coming") or (ahead and which != "last"):
            return one(next_weekday(anchor, weekday))
        found = latest_weekday(anchor, weekday)
        return one(found - timedelta(days=7) if which == "last" and found == anchor else found)

    return _at(match, "when.weekday", resolve)


def _shift(days: int) -> Callable[[re.Match[str]], Atom]:
    def read(match: re.Match[str]) -> Atom:
        return _at(match, "when.day", lambda anchor, ahead: one(anchor + timedelta(days=days)))

    return read


def _overnight(match: re.Match[str]) -> Atom:
    return _at(match, "when.overnight", lambda anchor, ahead: (anchor - timedelta(days=1), anchor))


def _ago(match: re.Match[str]) -> Atom | None:
    n, unit = _number(match["n"]), match["unit"]

    def resolve(anchor: date, ahead: bool) -> Days | None:
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

    return _at(match, "when.ago", resolve)


def _stretch(match: re.Match[str]) -> Atom | None:
    n, unit = _number(match["n"] or "one"), match["unit"]

    def resolve(anchor: date, ahead: bool) -> Days | None:
        if unit == "hour":
            return (anchor - timedelta(days=max(1, n // 24)), anchor) if n >= 12 else one(anchor)
        if unit in ("day", "week"):
            return anchor - timedelta(days=n * (7 if unit == "week" else 1)), anchor
        months = n * {"month": 1, "year": 12, "decade": 120}[unit]
        return (shifted_month(anchor, -months)[0], anchor) if months < 12 * 300 else None

    return _at(match, "when.past", resolve)


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

    return _at(match, "when.week" if unit == "week" else "when.this", resolve)


def _weekend(match: re.Match[str]) -> Atom:
    return _at(match, "when.this", lambda anchor, ahead: _weekend_of(anchor))


def _weekend_of(day: date) -> Days:
    """The latest Saturday and Sunday; on a Saturday the one that has begun."""
    saturday = latest_weekday(day, 5)
    return saturday, saturday + timedelta(days=1)


def _nth_day(match: re.Match[str]) -> Atom | None:
    back = ORDINALS[match["nth"]] - 1
    return _at(match, "when.nth_day", lambda anchor, ahead: (anchor - timedelta(days=back), anchor)) if back else None


_NEIGHBOURS = {"previous": -1, "before": -1, "following": 1, "next": 1, "after": 1, "same": 0}


def _from_other(match: re.Match[str]) -> Atom:
    """ "Three days later", "the previous day": counted from another day that the sentence names."""
    groups = match.groupdict()
    if groups.get("n") is None:
        steps, unit = _NEIGHBOURS[match["side"]], "day"
    else:
        steps, unit = _number(match["n"]) * (1 if match["side"] == "later" else -1), match["unit"]

    def resolve(anchor: date, ahead: bool) -> Days | None:
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
    return _at(match, "when.range", _fixed((year_of(first)[0], year_of(last)[1])), True) if first < last else None


_TODAY = (
    r"(?:(?:earlier|early|later|late)\s+)?today|tonight|this\s+(?:morning|afternoon|evening)"
    r"|earlier\s+(?:in|on)\s+the\s+day"
)
RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Atom | None]], ...] = (
    (_rule(r"(?P<year>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<day>[0-3]\d)"), _iso),
    (_rule(rf"(?P<day>[0-3]?\d)\s?[/.]\s?(?P<second>[0-3]?\d)\s?[/.]\s?{_YEAR}"), _slashed),
    (
        _rule(rf"{_DAY}\s*(?:-|–|to|and|until)\s*{_SECOND}\s+(?:of\s+)?{_MONTH}\b\.?(?:\s*,?\s+{_YEAR})?"),
        _days_of_month,
    ),
    (_rule(rf"{_LONG_MONTH}\s+{_DAY}\s*(?:-|–|to|until)\s*{_SECOND}(?:\s*,?\s+{_YEAR})?"), _days_of_month),
    (_rule(rf"{_SHORT_DAY}{_DAY}\s+{_MONTH}\s+(?P<year>\d\d)(?=\s*(?:[(),;\]\[]|-|$))"), _day_month),
    (_rule(rf"{_SHORT_DAY}{_DAY}\s+(?:of\s+)?{_MONTH}\b\.?(?:\s*,?\s+{_YEAR})?"), _day_month),
    (_rule(rf"{_MONTH}\.?\s+{_DAY}(?:\s*,?\s+{_YEAR})?(?!\s*:\d)"), _day_month),
    (
        _rule(
            rf"(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?"
        ),
        _week_of_month,
    ),
    (_rule(rf"{_PART}?{_LONG_MONTH}\.?,?\s+(?:of\s+)?{_YEAR}"), _month),
    (_rule(rf"{_PART}?{_LONG_MONTH}\s+(?:of\s+)?(?P<which>(?:last|this)\s+year)"), _month),
    (_rule(rf"(?P<which>last|this|next)\s+{_LONG_MONTH}"), _month),
    (_rule(rf"{_PART}?(?:the\s+)?{_MONTH}"), _month),
    (_rule(rf"(?:(?P<which>last|this|the)\s+)?(?P<season>{'|'.join(SEASONS)})(?:,?\s+(?:of\s+)?{_YEAR})"), _season),
    (_rule(rf"(?P<which>last|this)\s+(?P<season>{'|'.join(SEASONS)})(?P<year>)"), _season),
    (_rule(rf"{_YEAR}\s?[-–/]\s?(?P<second>(?:19|20)\d\d|\d\d)(?!\s?[-/])"), _years),
    (_rule(rf"{_PART}{_YEAR}"), _year),
    (
        _rule(
            rf"(?P<word>in|since|of|during|from|until|by|between|and|to|the|before|after|year|through|for|into|an?|its|their)\s+{_YEAR}"
        ),
        _year,
    ),
    (
        _rule(
            rf"{_CLOCK}(?:(?P<which>last|this|next|past|coming)\s+)?{_DAYNAME}(?:'s|’s|s)?(?:\s+(?:morning|afternoon|evening|night|noon))?"
        ),
        _weekday,
    ),
    (_rule(r"(?:the\s+)?day\s+before\s+yesterday"), _shift(-2)),
    (_rule(_TODAY), _shift(0)),
    (_rule(r"right\s+now|at\s+this\s+(?:moment|time|hour)"), _shift(0)),
    (_rule(r"yesterday(?:'s|’s)?(?:\s+(?:morning|afternoon|evening|night))?|last\s+(?:night|evening)"), _shift(-1)),
    (_rule(r"tomorrow"), _shift(1)),
    (_rule(r"(?:at|over|during)\s+the\s+weekend"), _weekend),
    (_rule(r"overnight|during\s+the\s+night"), _overnight),
    (_rule(rf"(?:(?:about|nearly|almost|around|some|just|only|over|more\s+than)\s+)?{_NUMBER}\s+{_UNIT}\s+ago"), _ago),
    (_rule(r"(?:the|on\s+the)\s+(?P<side>previous|following|next|same)\s+day"), _from_other),
    (_rule(rf"the\s+(?:past|last|previous|preceding)\s+(?:{_NUMBER}[\s-]+)?{_UNIT}"), _stretch),
    (_rule(rf"(?:past|last|previous|preceding)\s+{_NUMBER}[\s-]+{_UNIT}"), _stretch),
    (
        _rule(
            r"(?:(?P<earlier>earlier|late|later|early)\s+)?(?P<which>last|this|next|previous|coming)\s+(?P<unit>weekend|week|month|year)"
        ),
        _this,
    ),
    (
        _rule(
            rf"for\s+(?:the|a)\s+(?P<nth>{'|'.join(ORDINALS)})\s+(?:consecutive\s+|straight\s+|successive\s+)?day(?:\s+(?:in\s+a\s+row|running))?"
        ),
        _nth_day,
    ),
    (_rule(rf"{_NUMBER}\s+{_UNIT}\s+(?P<side>later|earlier)"), _from_other),
    (_rule(r"the\s+day\s+(?P<side>before|after)(?=\s*(?:[.,;)]|$))"), _from_other),
)
"""Patterns over lower-cased text with what reads each, in the order they are tried."""
