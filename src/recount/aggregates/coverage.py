"""Coverage: which outlet reported when, and when nobody did, so that silence is not read as peace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from recount.aggregates.groups import By, last_of, period_name, period_of
from recount.model import Document, Incident

_ENOUGH = 3  # days with reports before an outlet can be said to have fallen silent
_LEAST_SILENCE = 7  # days


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet's reports: `reprints` of them say another report's words again and are no voice of their own.

    `gap` is its longest stretch of days without a report, `gap_from` the first of them. `silent_since` is the day of
    its last report where it has been silent until the record's last day for longer than ever before, and for a week.
    """

    name: str
    reports: int
    reprints: int
    first: date
    last: date
    gap: int
    gap_from: date | None
    silent_since: date | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period with its reports by outlet, or a run of periods without any: `reports` is then empty.

    `reprints` are among the reports.
    """

    first: date
    last: date
    name: str
    reports: Mapping[str, int]
    reprints: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The outlets by number of reports, the periods in order with the gaps between them, and how many reports can't be
    placed: of no known day (or of no known period)."""

    by: By
    outlets: tuple[Outlet, ...]
    periods: tuple[Stretch, ...]
    undated: int


NO_OUTLET = "no outlet"


def reprints_in(incidents: Iterable[Incident]) -> frozenset[str]:
    """The reports that reprint another of their incident."""
    relations = (relation for incident in incidents for relation in incident.relations)
    return frozenset(relation.b for relation in relations if relation.rel == "reprint")


def coverage_of(documents: Iterable[Document], reprints: Collection[str], by: By) -> Coverage:
    """Who reported in which period; reports are counted on the day they were published."""
    given = tuple(documents)
    days: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    periods: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    echoes: dict[date, int] = defaultdict(int)
    undated = 0
    for document in given:
        published, outlet = document.published, document.outlet or NO_OUTLET
        if published.day is not None:
            days[outlet].append((published.day, document.id in reprints))
        if published.first is None or published.last is None:
            undated += 1
            continue
        period = period_of(published.first, by)
        if published.last > last_of(period, by):
            undated += 1
            continue
        periods[period][outlet] += 1
        echoes[period] += document.id in reprints
    end = max((day for some in days.values() for day, _ in some), default=None)
    outlets = [_outlet(name, some, end) for name, some in days.items() if end is not None]
    outlets.sort(key=lambda one: (-one.reports, one.name))
    return Coverage(by, tuple(outlets), _stretches(periods, echoes, by), undated)


def _outlet(name: str, reports: Iterable[tuple[date, bool]], end: date) -> Outlet:
    given = list(reports)
    days = sorted({day for day, _ in given})
    gaps = [((b - a).days - 1, a) for a, b in pairwise(days)]
    gap, after = max(gaps, key=lambda one: (one[0], -one[1].toordinal()), default=(0, days[0]))
    quiet = (end - days[-1]).days
    silent = quiet > max(gap, _LEAST_SILENCE - 1) and len(days) >= _ENOUGH
    return Outlet(
        name=name,
        reports=len(given),
        reprints=sum(echo for _, echo in given),
        first=days[0],
        last=days[-1],
        gap=gap,
        gap_from=date.fromordinal(after.toordinal() + 1) if gap else None,
        silent_since=days[-1] if silent else None,
    )


def _stretches(periods: Mapping[date, Mapping[str, int]], echoes: Mapping[date, int], by: By) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for first in sorted(periods):
        if found and (first - found[-1].last).days > 1:
            found.append(_silence(found[-1].last, first, by))
        found.append(
            Stretch(
                first, last_of(first, by), period_name(first, by), dict(sorted(periods[first].items())), echoes[first]
            )
        )
    return tuple(found)


def _silence(before: date, after: date, by: By) -> Stretch:
    first, last = date.fromordinal(before.toordinal() + 1), date.fromordinal(after.toordinal() - 1)
    names = dict.fromkeys([period_name(first, by), period_name(period_of(last, by), by)])
    return Stretch(first, last, " to ".join(names), {}, 0)
