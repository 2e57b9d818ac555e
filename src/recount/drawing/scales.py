"""Where days and numbers stand along an axis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

_EVEN = 60  # days; beyond it long gaps between reports are drawn shorter


@dataclass(frozen=True, slots=True)
class Days:
    """Days along an axis from `left` to `right`. Where reports lie far apart, long gaps are drawn `shortened`, so that
    the days on which much was reported can be told apart; the order always holds."""

    days: tuple[date, ...]
    places: tuple[float, ...]
    shortened: bool

    @classmethod
    def over(cls, days: Iterable[date], left: float, right: float) -> Days:
        """An axis for some days; one day alone stands a little in from the left."""
        told = tuple(sorted(set(days)))
        if len(told) < 2:
            return cls(told, tuple(left + (right - left) * 0.08 for _ in told), False)
        whole = (told[-1] - told[0]).days
        gaps = [float((b - a).days) for a, b in pairwise(told)]
        shortened = whole > _EVEN
        if shortened:
            gaps = [1 + math.log2(gap) for gap in gaps]
        begin, room = left + (right - left) * 0.04, (right - left) * 0.84
        places = [begin]
        for gap in gaps:
            places.append(places[-1] + room * gap / sum(gaps))
        return cls(told, tuple(places), shortened)

    def at(self, day: date) -> float:
        """Where a day stands; between two of the axis, in proportion."""
        if not self.days:
            return 0.0
        if day <= self.days[0]:
            return self.places[0]
        for n in range(1, len(self.days)):
            if day <= self.days[n]:
                a, b = self.days[n - 1], self.days[n]
                share = (day - a) / (b - a) if b > a else 1.0
                return self.places[n - 1] + share * (self.places[n] - self.places[n - 1])
        return self.places[-1]


def round_numbers(most: int, about: int = 4) -> tuple[int, ...]:
    """Round numbers from 0 to at least `most`, about so many of them."""
    step = 1
    wanted = max(1, most) / about
    while step * 10 <= wanted:
        step *= 10
    for factor in (1, 2, 5, 10):
        if step * factor >= wanted:
            step *= factor
            break
    return tuple(range(0, max(1, most) + step, step))


def labelled(days: Sequence[date], places: Sequence[float], room: float) -> tuple[tuple[date, float], ...]:
    """The days that have room for a label, the first and the last before those between."""
    if not days:
        return ()
    chosen = {0: places[0]}
    if len(days) > 1 and places[-1] - places[0] >= room:
        chosen[len(days) - 1] = places[-1]
    for n in range(1, len(days) - 1):
        if all(abs(places[n] - other) >= room for other in chosen.values()):
            chosen[n] = places[n]
    return tuple((days[n], chosen[n]) for n in sorted(chosen))


def padded(first: date, last: date) -> tuple[date, date]:
    """A stretch of days with some room on both sides."""
    room = timedelta(days=max(1, round((last - first).days * 0.06)))
    return (first - room if first > date.min + room else first), (last + room if last < date.max - room else last)
