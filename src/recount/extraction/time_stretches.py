"""Stretches that end with the report, and times of day: "the past 24 hours", "two days of clashes", "overnight"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from recount.extraction.calendar_words import (
    ORDINALS,
    WEEKDAYS,
    Days,
    latest_weekday,
    month_of,
    one,
    shifted_month,
    year_of,
)
from recount.extraction.time_atom import Atom
from recount.extraction.time_patterns import DAYNAME, NUMBER, UNIT, atom_at, number_of, pattern_of

_LONGEST = 300
"""Years that a stretch may reach back; more is a figure of something else."""


def _past(match: re.Match[str]) -> Atom:
    """The last hours, days or weeks up to the report; months and years are whole months, as coders put them."""
    n, unit = number_of(match["n"] or "one"), match["unit"]

    def resolve(anchor: date, ahead: bool) -> Days | None:
        if unit == "hour":
            return (anchor - timedelta(days=max(1, n // 24)), anchor) if n >= 12 else one(anchor)
        if unit in ("day", "week"):
            return anchor - timedelta(days=n * (7 if unit == "week" else 1)), anchor
        return _months_up_to(anchor, n * {"month": 1, "year": 12, "decade": 120}[unit])

    return atom_at(match, "when.past", resolve)


def _months_up_to(anchor: date, months: int) -> Days | None:
    if months >= 12 * _LONGEST:
        return None
    return shifted_month(anchor, -months)[0], month_of(anchor.year, anchor.month)[1]


def _past_hours(match: re.Match[str]) -> Atom:
    return atom_at(match, "when.past", lambda anchor, ahead: one(anchor))


def _lasting(match: re.Match[str]) -> Atom | None:
    """ "Two days of clashes", "the three-year-old war", "under siege for nearly two years": the stretch up to the
    report; of days, the day of the report is one."""
    n, unit = number_of(match["n"]), match["unit"]
    if n < 2 and unit == "day":
        return None

    def resolve(anchor: date, ahead: bool) -> Days | None:
        if unit in ("day", "week"):
            return anchor - timedelta(days=n * 7 if unit == "week" else n - 1), anchor
        if unit == "month":
            return _months_up_to(anchor, n)
        return (year_of(anchor.year - n)[0], year_of(anchor.year)[1]) if n < _LONGEST else None

    return atom_at(match, "when.lasting", resolve)


def _nth_day(match: re.Match[str]) -> Atom | None:
    back = ORDINALS[match["nth"]] - 1
    if not back:
        return None
    return atom_at(match, "when.nth_day", lambda anchor, ahead: (anchor - timedelta(days=back), anchor))


def _since_start(match: re.Match[str]) -> Atom:
    """ "Since the start of the year", "so far this month": from its first day to the report's."""

    def resolve(anchor: date, ahead: bool) -> Days:
        if match["unit"] == "year":
            return year_of(anchor.year)[0], anchor
        return (
            anchor.replace(day=1) if match["unit"] == "month" else anchor - timedelta(days=anchor.weekday())
        ), anchor

    return atom_at(match, "when.so_far", resolve)


def _now(match: re.Match[str]) -> Atom:
    """ "Right now": the day of the report, said of what goes on."""
    return atom_at(match, "when.now", lambda anchor, ahead: one(anchor))


def _overnight(match: re.Match[str]) -> Atom:
    return atom_at(match, "when.overnight", lambda anchor, ahead: (anchor - timedelta(days=1), anchor))


def _hour(match: re.Match[str]) -> Atom:
    """ "At dawn", "at noon" with no day beside it: that of the report."""
    return atom_at(match, "when.hour", lambda anchor, ahead: one(anchor))


def _local_day(match: re.Match[str]) -> Atom | None:
    """ "At 1 a.m. local time (2200 GMT Thursday)": the local day, which is not always that of Greenwich."""
    hour, minutes = _clock(match["hour"], match["half"]), _clock(match["gmt"], match["gmt_half"])
    if hour is None or minutes is None:
        return None
    offset = (hour - minutes) % 24
    later = minutes + offset >= 24 if offset <= _EASTMOST else -(minutes + offset - 24 < 0)
    weekday = WEEKDAYS[match["weekday"]]

    def resolve(anchor: date, ahead: bool) -> Days:
        local = (weekday + later) % 7
        return one(latest_weekday(anchor, local))

    return atom_at(match, "when.local_day", resolve)


_EASTMOST = 14
"""Hours that local time can be ahead of Greenwich; what is more is behind it."""


def _clock(digits: str, half: str | None) -> int | None:
    """The hour of "1", "0130", "22:00", before or after noon."""
    figures = digits.replace(":", "").replace(".", "")
    hour = int(figures[:-2]) if len(figures) > 2 else int(figures)
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour if hour < 24 else None


_TIME = r"\d{1,2}(?:[:.]?\d\d)?"
_ABOUT = r"(?:nearly|almost|around|about|over|more\s+than|at\s+least)"
_BATTLE = (
    r"(?:fighting|clashes|battles?|combat|shelling|bombing|bombardment|strikes|raids|attacks|violence|infighting"
    r"|protests|unrest|siege|war)"
)
_LASTS = (
    r"(?:war|conflict|rebellion|uprising|revolt|insurgency|siege|battle|campaign|offensive|operation|crisis|blockade"
    r"|assault|truce|ceasefire|civil\s+war)"
)
STRETCHES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Atom | None]], ...] = (
    (
        pattern_of(
            rf"(?P<hour>{_TIME})\s*(?P<half>[ap]\.?m\b\.?)?\s*(?:local(?:\s+time)?)?\s*\(\s*(?P<gmt>{_TIME})"
            rf"\s*(?P<gmt_half>[ap]\.?m\b\.?)?\s*(?:gmt|utc)(?:\s+on)?\s+{DAYNAME}"
        ),
        _local_day,
    ),
    (pattern_of(r"(?:the\s+)?(?:past|last)\s+(?:few\s+|several\s+)?hours"), _past_hours),
    (pattern_of(rf"the\s+(?:past|last)\s+(?:{NUMBER}[\s-]+)?{UNIT}"), _past),
    (pattern_of(rf"(?:past|last|previous|preceding)\s+{NUMBER}[\s-]+{UNIT}"), _past),
    (pattern_of(r"(?:with)?in\s+(?P<n>24|48|72|twenty[\s-]four|forty[\s-]eight)\s+(?P<unit>hour)s"), _past),
    (pattern_of(rf"{NUMBER}[\s-]+(?P<unit>day|week|month|year)s?[\s-]+(?:old[\s-]+|long[\s-]+)?{_LASTS}"), _lasting),
    (
        pattern_of(rf"in\s+(?:{_ABOUT}\s+)?{NUMBER}\s+(?P<unit>day|week|month|year)s?\s+of\s+(?:\w+\s+)?{_BATTLE}"),
        _lasting,
    ),
    (pattern_of(rf"for\s+(?:the\s+)?(?:{_ABOUT}\s+)?{NUMBER}\s+(?P<unit>month|year)s?"), _lasting),
    (
        pattern_of(
            rf"for\s+(?:the|a)\s+(?P<nth>{'|'.join(ORDINALS)})\s+(?:consecutive\s+|straight\s+|successive\s+)?day"
            r"(?:\s+(?:in\s+a\s+row|running))?"
        ),
        _nth_day,
    ),
    (
        pattern_of(r"(?:since\s+)?the\s+(?:start|beginning)\s+of\s+(?:the|this)\s+(?P<unit>year|month|week)"),
        _since_start,
    ),
    (pattern_of(r"so\s+far\s+this\s+(?P<unit>year|month|week)"), _since_start),
    (pattern_of(r"right\s+now|at\s+this\s+(?:very\s+)?(?:moment|time|hour)"), _now),
    (pattern_of(r"overnight|during\s+the\s+night"), _overnight),
    (
        pattern_of(
            r"(?:at|before|around|after|by)\s+(?:dawn|daybreak|sunrise|noon|midday|dusk|sunset|nightfall|midnight)"
            r"(?!\s+(?:on|of|prayers?))"
        ),
        _hour,
    ),
)
"""Patterns over lower-cased text with what reads each, in the order they are tried."""
