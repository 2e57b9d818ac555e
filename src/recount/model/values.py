"""The small values everything else is made of: spans, cited values, counts and dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from recount.model.making import quickly

T = TypeVar("T")


@quickly
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch `[start, end)` of a document's text, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Cited(Generic[T]):
    """A value together with the words it was read from and the rule or model that read it."""

    value: T
    span: Span
    rule: str = ""


@quickly
@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things with its bounds; an open bound is None ("at least 26" has `high=None`).

    `approx` marks "about 20": both bounds are 20 and the speaker did not claim exactness. `said` is how a person who
    wrote it down worded a bound that it does not reach, or no number at all ("more than 60", "dozens"): the same number
    without it.
    """

    low: int | None
    high: int | None
    approx: bool = False
    said: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a count needs at least one bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} exceeds high {self.high}")

    def __str__(self) -> str:
        if self.said:
            return self.said
        if self.low == self.high:
            return f"~{self.low}" if self.approx else f"{self.low}"
        if self.high is None:
            return f"{self.low}+"
        return f"≤{self.high}" if self.low is None else f"{self.low}–{self.high}"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    INTERVAL = "interval"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class When:
    """When something happened: the first and last day it can have been, both included.

    Words that no calendar date can be had from ("a week later" without an anchor) keep `first` and
    `last` None and stand in `words`. `anchor` is the first and the last day that words like "last week"
    can have been counted from, twice the same where that day is known; empty where they name their days.
    """

    first: date | None
    last: date | None
    precision: Precision
    words: str = ""
    anchor: tuple[date, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"{self.first} is after {self.last}")

    @classmethod
    def day(cls, day: date, words: str = "") -> When:
        """One calendar day."""
        return cls(day, day, Precision.DAY, words)

    @classmethod
    def between(cls, first: date, last: date, words: str = "") -> When:
        """All days from `first` to `last`; named a day, a month or a year where it is exactly that."""
        if first == last:
            return cls.day(first, words)
        if first.day == 1 and first.year == last.year:
            if first.month == last.month and last.day == calendar.monthrange(last.year, last.month)[1]:
                return cls(first, last, Precision.MONTH, words)
            if (first.month, last.month, last.day) == (1, 12, 31):
                return cls(first, last, Precision.YEAR, words)
        return cls(first, last, Precision.INTERVAL, words)

    @classmethod
    def from_iso(cls, value: str) -> When | None:
        """The contract's form back into a value: `2016`, `2016-06`, `2016-06-03`, `a/b`, or words."""
        if not value:
            return None
        parts = value.split("/")
        if len(parts) > 2 or not all(_ISO.fullmatch(part) for part in parts):
            return cls(None, None, Precision.UNKNOWN, value)
        return cls.between(_bounds(parts[0])[0], _bounds(parts[-1])[1])

    def iso(self) -> str:
        """The contract's form: an ISO day, month, year or interval, else the words."""
        if self.first is None or self.last is None:
            return self.words
        if self.precision is Precision.DAY:
            return self.first.isoformat()
        if self.precision is Precision.MONTH:
            return self.first.isoformat()[:7]
        if self.precision is Precision.YEAR:
            return self.first.isoformat()[:4]
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def _bounds(iso: str) -> tuple[date, date]:
    year = int(iso[:4])
    if len(iso) == 4:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(iso[5:7])
    if len(iso) == 7:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date.fromisoformat(iso), date.fromisoformat(iso)
