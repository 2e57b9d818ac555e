"""An expression of time before it is resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from recount.extraction.calendar_words import Days

Resolver = Callable[[date, bool], Days | None]
"""From the day of the report, and whether the sentence looks ahead, to days; None where none can be had."""


@dataclass(frozen=True, slots=True)
class Atom:
    """An expression at `[start, end)` of a sentence's text, and the days it means for a report of a given day.

    Without `resolve` no days can be had from these words. `absolute` expressions do not need the report's day;
    `from_other` ones are counted from another day that the sentence names ("a day earlier"). `begun` gives the first
    day where "since" asks for it more exactly ("since mid-March"). `of_period` counts from the first day of the
    quarter that a report named before ("a year earlier", "the period").
    """

    start: int
    end: int
    rule: str
    resolve: Resolver | None
    absolute: bool = False
    begun: Resolver | None = None
    from_other: bool = False
    of_period: Resolver | None = None
