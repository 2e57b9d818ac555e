"""Tolls by place, governorate, country, type or period: each incident stands in one row or among what is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from recount.aggregates.groups import PERIODS, By, Group, Ungrouped, group_of, last_of, period_name, period_of
from recount.aggregates.sums import LeftOut, Measure, Sum, left_out_of, parted, sum_of
from recount.model import Document, Harm, Incident


@dataclass(frozen=True, slots=True)
class Row:
    """A group with its sum; of a period also how many reports were published in it, None for other groups.

    A stretch of periods in which nobody reported anything is one row: silence, which is not peace.
    """

    group: Group
    sum: Sum
    reports: int | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """The rows, the sum over all of them, and what none of them counts. `undated` reports stand in no period.

    `undivided` are incidents without a figure of this harm that give killed and wounded together, split unknown.
    """

    by: By
    measure: Measure
    rows: tuple[Row, ...]
    everything: Sum
    left_out: tuple[LeftOut, ...]
    undivided: tuple[str, ...] = ()
    undated: int = 0


def totals_by(by: By, incidents: Iterable[Incident], measure: Measure, documents: Iterable[Document] = ()) -> Totals:
    """Tolls by `by`: periods in the order of days, types by name, places by the most that is told of them."""
    kept, out = parted(incidents, measure)
    groups: dict[str, list[Incident]] = defaultdict(list)
    named: dict[str, Counter[Group]] = defaultdict(Counter)
    for incident in kept:
        group = group_of(incident, by)
        if isinstance(group, Ungrouped):
            out.setdefault(group.value, []).append(incident)  # type: ignore[attr-defined]
            continue
        named[group.key][group] += 1
        groups[group.key].append(incident)
    rows = [Row(_most_called(named[key]), sum_of(some, measure)) for key, some in groups.items()]
    grouped = [incident for some in groups.values() for incident in some]
    everything, left_out = sum_of(grouped, measure), left_out_of(out, measure)
    undivided = _undivided(grouped, everything, measure)
    if by in PERIODS:
        reports, undated = _published(documents, by)
        return Totals(by, measure, _with_silence(rows, reports, by), everything, left_out, undivided, undated)
    rows.sort(key=lambda row: (-row.sum.low, -row.sum.incidents, row.group) if by is not By.TYPE else (0, 0, row.group))
    return Totals(by, measure, tuple(rows), everything, left_out, undivided)


def _undivided(incidents: Iterable[Incident], everything: Sum, measure: Measure) -> tuple[str, ...]:
    if measure.harm not in (Harm.KILLED, Harm.WOUNDED):
        return ()
    silent = set(everything.silent)
    together = (one for one in incidents if any(entry.harm is Harm.CASUALTIES for entry in one.ledger))
    return tuple(sorted(one.id for one in together if one.id in silent))


def _most_called(names: Counter[Group]) -> Group:
    """Of the names that reports have for a place the one that most incidents have."""
    return min(names, key=lambda group: (-names[group], group))


def _published(documents: Iterable[Document], by: By) -> tuple[Mapping[date, int], int]:
    """How many reports were published in each period; those whose date spans several are among the undated."""
    reports: dict[date, int] = defaultdict(int)
    undated = 0
    for document in documents:
        first, last = document.published.first, document.published.last
        if first is None or last is None or last > last_of(period_of(first, by), by):
            undated += 1
        else:
            reports[period_of(first, by)] += 1
    return reports, undated


def _with_silence(rows: Iterable[Row], reports: Mapping[date, int], by: By) -> tuple[Row, ...]:
    """Periods in order, those with reports and no incident as well; a stretch without either is one row."""
    told = {date.fromisoformat(row.group.key): row for row in rows}
    days = sorted({*told, *reports})
    filled: list[Row] = []
    for n, day in enumerate(days):
        if n and (gap := _gap(days[n - 1], day, by)) is not None:
            filled.append(gap)
        found = told.get(day)
        group = found.group if found is not None else Group(day.isoformat(), period_name(day, by))
        filled.append(Row(group, found.sum if found is not None else NOTHING, reports.get(day, 0)))
    return tuple(filled)


def _gap(before: date, after: date, by: By) -> Row | None:
    """The periods between two, of which nobody reports anything."""
    end = last_of(before, by)
    if end >= after or (after - end).days == 1:
        return None
    first, last = date.fromordinal(end.toordinal() + 1), date.fromordinal(after.toordinal() - 1)
    names = [period_name(first, by), period_name(period_of(last, by), by)]
    return Row(Group(first.isoformat(), " to ".join(dict.fromkeys(names))), NOTHING, 0)


NOTHING = Sum(0, None, None, (), ())
"""The sum over no incident: nobody tells of any, which is not that nobody died."""
