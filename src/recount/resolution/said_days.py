"""What a report's words for a day say of when it was written, once that day is known from elsewhere.

"On Tuesday" is the most recent Tuesday, the day of publication included: a happening of Tuesday 24 May that is told so
was printed from 24 to 30 May. And the other way round: where the printing is known to lie within some days, so does
the Tuesday.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_WEEKDAYS |= {name.lower(): n for n, name in enumerate(calendar.day_abbr)}
_PART = r"(?:early|late|later|earlier|on|the|in|at|since|by|night|morning|afternoon|evening|noon|dawn|midnight|mid)"
_NAMED = re.compile(
    rf"(?:{_PART}[ -])*(?P<last>last |past )?(?P<day>{'|'.join(_WEEKDAYS)})(?:['’]?s)?(?: {_PART})*", re.IGNORECASE
)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_AGO = re.compile(rf"(?P<n>\d|{'|'.join(_NUMBERS)}) days? (?:ago|earlier)", re.IGNORECASE)
_NEAR = (  # words, then how many days after the happening the report can have come out
    (re.compile(r"(?:the day before )?yesterday(?:['’]?s)?(?: \w+)?", re.IGNORECASE), 1, 1),
    (
        re.compile(r"(?:earlier |later )?today(?:['’]?s)?|this (?:morning|afternoon|evening)|tonight", re.IGNORECASE),
        0,
        0,
    ),
    (re.compile(r"overnight|last night|(?:in|during) the night", re.IGNORECASE), 0, 1),
    (re.compile(r"(?:earlier )?this week", re.IGNORECASE), 0, 6),
    (re.compile(r"(?:(?:earlier|late|early) )?last week", re.IGNORECASE), 1, 13),
)
_LAST_MONTH = re.compile(r"(?:(?:in )?(?:early|late|mid)[- ])?last month", re.IGNORECASE)
_THIS_MONTH = re.compile(r"(?:earlier )?this month", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Days:
    """All days from `first` to `last`, both included; an open end is None."""

    first: date | None
    last: date | None

    def and_(self, other: Days) -> Days | None:
        """The days of both; None where they have none in common."""
        first = max((d for d in (self.first, other.first) if d), default=None)
        last = min((d for d in (self.last, other.last) if d), default=None)
        return None if first and last and first > last else Days(first, last)

    @property
    def length(self) -> int | None:
        """How many days; None where an end is open."""
        return (self.last - self.first).days + 1 if self.first and self.last else None


def printed_after(words: str, happened: Days) -> Days | None:
    """When a report came out that tells with these words of what happened on these (closed) days.

    None where the words say nothing of it ("on 3 June"), or don't fit the days ("on Tuesday" of a Friday).
    """
    words = " ".join(words.split())
    first, last = happened.first, happened.last
    if first is None or last is None:
        return None
    if (named := _NAMED.fullmatch(words)) is not None:
        return _after_weekday(_WEEKDAYS[named["day"].lower()], bool(named["last"]), first, last)
    if (ago := _AGO.fullmatch(words)) is not None:
        n = int(ago["n"]) if ago["n"].isdigit() else _NUMBERS[ago["n"].lower()]
        return Days(first + n * _DAY, last + n * _DAY)
    for pattern, soonest, latest in _NEAR:
        if pattern.fullmatch(words):
            two = 1 if words.lower().startswith("the day before") else 0
            return Days(first + (soonest + two) * _DAY, last + (latest + two) * _DAY)
    if _LAST_MONTH.fullmatch(words):
        return Days(_month_after(first), _end_of_month(_month_after(last)))
    if _THIS_MONTH.fullmatch(words):
        return Days(first, _end_of_month(last))
    return None


def days_named(words: str, printed: Days) -> Days | None:
    """The days that a weekday, "yesterday" or "today" can mean in a report that came out on these (closed) days."""
    words = " ".join(words.split())
    if printed.first is None or printed.last is None:
        return None
    if (named := _NAMED.fullmatch(words)) is not None and not named["last"]:
        wanted = _WEEKDAYS[named["day"].lower()]
        return Days(_latest(wanted, printed.first), _latest(wanted, printed.last))
    for pattern, soonest, latest in _NEAR[:3]:
        if pattern.fullmatch(words) and not words.lower().startswith("the day before"):
            return Days(printed.first - latest * _DAY, printed.last - soonest * _DAY)
    return None


def _after_weekday(weekday: int, is_last: bool, first: date, last: date) -> Days | None:
    fits = [
        first + n * _DAY for n in range(min((last - first).days, 31) + 1) if (first + n * _DAY).weekday() == weekday
    ]
    if not fits:
        return None
    # "Last Tuesday" is not today, and may be the Tuesday of the week before.
    return Days(fits[0] + _DAY, fits[-1] + 13 * _DAY) if is_last else Days(fits[0], fits[-1] + 6 * _DAY)


def _latest(weekday: int, day: date) -> date:
    return day - ((day.weekday() - weekday) % 7) * _DAY


def _month_after(day: date) -> date:
    return _end_of_month(day) + _DAY


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
