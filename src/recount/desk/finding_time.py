"""Incidents in time: how many on which days, which days they may have been on, and which days had no report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from recount.desk.finding_asked import Asked, asking, families_of
from recount.store.columns import UNKNOWN, Numbers

_MOST_BINS = 2000
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
_SHORT = 3  # days; what lasted no longer, or is dated so closely, stands at its first day
_COVERED = 7  # days; a report dated less closely says nothing of what days had one
_YEAR = 365
_MONDAY = -3  # the Monday before 1 January 1970
_SOME_DAY = 719_163  # 1 January 1970 in `date.toordinal`


@dataclass(frozen=True, slots=True)
class Bin:
    """The incidents of some days, both included, by the family of their type.

    `may` counts those whose date is known less closely than that, and which may belong here; `spread` is what they come
    to with each shared evenly by the bins that it may belong to. `reports` is how many reports were published then:
    where there is none, silence is not peace.
    """

    first: date
    last: date
    counts: Mapping[str, int]
    may: int
    reports: int
    spread: float = 0.0

    @property
    def total(self) -> int:
        """All incidents of these days."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Timeline:
    """Incidents by day, week, month or year (`unit`), without a break from the first to the last; `families` with the
    most frequent first. `vague` are dated less closely than a bin, and stand in `Bin.may`; `undated` in none. Where no
    days are asked for, the few incidents that lie far `before` or `after` all others are only counted.
    """

    unit: str
    bins: tuple[Bin, ...]
    families: tuple[str, ...]
    vague: int
    undated: int
    before: int = 0
    after: int = 0


def timeline(record: Path, asked: Asked, width: int = 400, own: Path | None = None) -> Timeline:
    """The incidents asked for in time, in at most `width` bins."""
    with asking(record, asked, own) as (finding, wanted):
        columns, flags = finding.columns, finding.flags(wanted)
        dated = flags & (columns.whole["first_day"] != UNKNOWN)
        undated = int(flags.sum() - dated.sum())
        first, last = columns.whole["first_day"][dated], columns.whole["last_day"][dated]
        if not len(first):
            return Timeline("day", (), (), 0, undated)
        begin, end = _span(wanted, first, last)
        before, after = last < begin, first > end
        inside = ~(before | after)
        edges, unit = _edges(begin, end, max(1, min(width, _MOST_BINS)))
        family, families = families_of(finding)
        first, last, family = first[inside], last[inside], family[dated][inside]
        within = last - first < max(_DAYS[unit], _SHORT)
        at = np.clip(np.searchsorted(edges, first, side="right") - 1, 0, len(edges) - 2)
        cells = (len(edges) - 1) * len(families)
        counts = np.bincount(at[within] * len(families) + family[within], minlength=cells).reshape(-1, len(families))
        vague = first[~within], last[~within]
        may = _covering(edges, *vague, np.ones(len(vague[0]))).round().astype(np.int64)
        shared = _covering(edges, *vague, 1 / _bins_of(edges, *vague))
        begun, ended, reports = finding.reported()
        close = ended - begun < _COVERED
        told = _covering(edges, begun[close], ended[close], reports[close]).round().astype(np.int64)
        shown = np.argsort(-counts.sum(axis=0), kind="stable")
        used = [int(n) for n in shown if counts[:, n].any()]
        bins = tuple(
            Bin(_day(start), _day(end - 1), {families[k]: n for k in used if (n := row[k])}, some, heard, part)
            for start, end, row, some, heard, part in zip(
                edges[:-1].tolist(), edges[1:].tolist(), *map(_list, (counts, may, told, shared)), strict=True
            )
        )
        used_families = tuple(families[k] for k in used)
        return Timeline(unit, bins, used_families, int((~within).sum()), undated, int(before.sum()), int(after.sum()))


def _span(asked: Asked, first: Numbers, last: Numbers) -> tuple[int, int]:
    """The first and the last day of a timeline: those of the incidents, within those asked for; where none are, without
    the few that lie far from all others."""
    begins, ends = np.sort(first), np.sort(last)
    few = len(begins) // 20 or int(len(begins) > 2)
    low = 0 if asked.first is not None else _far(begins, few)
    high = 0 if asked.last is not None else _far(-ends[::-1], few)
    begin, end = int(begins[low]), int(ends[len(ends) - 1 - high])
    if asked.first is not None:
        begin = max(begin, asked.first.toordinal() - _SOME_DAY)
    if asked.last is not None:
        end = min(end, asked.last.toordinal() - _SOME_DAY)
    return begin, max(begin, end)


def _far(days: Numbers, few: int) -> int:
    """How many days at the beginning, a few at most, lie three times as far from the rest as that reaches, but for a
    few at its end, and years away."""
    end = int(days[-1 - few])
    for n in range(min(few, len(days) - 1), 0, -1):
        if days[n] - days[n - 1] > 3 * max(_YEAR, end - int(days[n])):
            return n
    return 0


def _edges(begin: int, end: int, width: int) -> tuple[Numbers, str]:
    """Where bins begin, and where the last one ends, in days; and what they are."""
    if end - begin < width:
        return np.arange(begin, end + 2), "day"
    monday = begin - (begin - _MONDAY) % 7
    if (end - monday) // 7 < width:
        return np.arange(monday, end + 7 - (end - _MONDAY) % 7 + 1, 7), "week"
    for unit in ("M", "Y"):
        months = np.arange(_whole(begin, unit), _whole(end, unit) + 2)
        if len(months) - 1 <= width or unit == "Y":
            break
    return months.astype("datetime64[D]").astype(np.int64), "month" if unit == "M" else "year"


def _whole(day: int, unit: str) -> Any:
    return np.datetime64(day, "D").astype(f"datetime64[{unit}]")


def _list(numbers: Any) -> list[Any]:
    listed: list[Any] = numbers.tolist()
    return listed


def _bins_of(edges: Numbers, first: Numbers, last: Numbers) -> Numbers:
    """In how many bins each may be."""
    begin = np.searchsorted(edges, first, side="right")
    many: Numbers = np.clip(np.searchsorted(edges, last, side="right") - begin + 1, 1, None)
    return many


def _covering(edges: Numbers, first: Numbers, last: Numbers, weight: Any) -> Any:
    """For each bin the sum of the weights of those that reach into it."""
    bins = len(edges) - 1
    begin = np.searchsorted(edges, first, side="right") - 1
    end = np.searchsorted(edges, last, side="right") - 1
    inside = (end >= 0) & (begin < bins)
    told = weight[inside]
    came = np.bincount(np.clip(begin[inside], 0, bins), told, bins + 1)
    went = np.bincount(np.clip(end[inside] + 1, 0, bins), told, bins + 1)
    return np.maximum(np.cumsum(came - went)[:bins], 0)


def _day(number: int) -> date:
    return date.fromordinal(min(max(number + _SOME_DAY, 1), date.max.toordinal()))
