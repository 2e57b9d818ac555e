"""Reporting delay: how many days pass between an event and the first report of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recount.aggregates.groups import By, Ungrouped, group_of
from recount.aggregates.sums import COUNTED
from recount.model import Document, Incident

ROUGH = 7
"""Days; an event that is known less exactly than to a week has no delay that could be told."""


class DelayBy(StrEnum):
    """What delays are gathered by."""

    OUTLET = "outlet"
    PLACE = "place"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class Delay:
    """The distribution of delays in days; of an event known to some days only, from the last of them, so that no delay
    is longer than it says. Quartiles are the lower of two days. `slowest` is the incident with the longest."""

    name: str
    incidents: int
    quarter: int
    median: int
    three_quarters: int
    longest: int
    slowest: str


@dataclass(frozen=True, slots=True)
class Delays:
    """All delays, those by group, and how many incidents have none, by reason."""

    everything: Delay | None
    rows: tuple[Delay, ...]
    left_out: Mapping[str, int]


def delays_of(incidents: Iterable[Incident], documents: Mapping[str, Document], by: DelayBy) -> Delays:
    """Delays of the incidents that happened. By outlet each outlet's own first report counts."""
    rows: dict[str, list[tuple[int, str]]] = defaultdict(list)
    everything: list[tuple[int, str]] = []
    left_out: Counter[str] = Counter()
    for incident in incidents:
        happened = _day(incident)
        if isinstance(happened, str):
            left_out[happened] += 1
            continue
        first = _first_reports(incident, documents)
        if not first:
            left_out["no report of it has a date"] += 1
            continue
        days = (min(first.values()) - happened).days
        if days < 0:
            left_out["reported before it is said to have happened"] += 1
            continue
        everything.append((days, incident.id))
        if by is DelayBy.OUTLET:
            for outlet, day in first.items():
                if day >= happened:
                    rows[outlet].append(((day - happened).days, incident.id))
            continue
        group = group_of(incident, By(by.value))
        rows["no known place" if isinstance(group, Ungrouped) else group.name].append((days, incident.id))
    found = [_delay(name, days) for name, days in rows.items()]
    found.sort(key=lambda one: (-one.incidents, one.name))
    return Delays(_delay("all", everything) if everything else None, tuple(found), dict(sorted(left_out.items())))


def _day(incident: Incident) -> date | str:
    """The last day that it can have happened on, or why that tells nothing."""
    if incident.status not in COUNTED:
        return f"only {incident.status.value}"
    when = incident.when
    if when is None or when.first is None or when.last is None:
        return "no date of the event"
    if (when.last - when.first).days >= ROUGH:
        return "date of the event known less exactly than to a week"
    return when.last


def _first_reports(incident: Incident, documents: Mapping[str, Document]) -> dict[str, date]:
    """The day of each outlet's first report; reports whose day is not known tell none."""
    first: dict[str, date] = {}
    for key in incident.documents:
        document = documents[key]
        day = document.published.day
        if day is not None:
            outlet = document.outlet or "no outlet"
            first[outlet] = min(day, first.get(outlet, day))
    return first


def _delay(name: str, delays: Iterable[tuple[int, str]]) -> Delay:
    ranked = sorted(delays)
    days = [one for one, _ in ranked]
    longest = days[-1]

    def at(share: float) -> int:
        return days[int((len(days) - 1) * share)]

    slowest = min(incident for one, incident in ranked if one == longest)
    return Delay(name, len(days), at(0.25), at(0.5), at(0.75), longest, slowest)
