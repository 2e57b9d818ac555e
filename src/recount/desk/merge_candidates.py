"""Incidents that may be the same happening as another one, for a person to choose from."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from recount.desk.finding import Asked, Order, found
from recount.desk.judged import incidents_named
from recount.desk.merging import Together, brought_together_by
from recount.desk.shown import shown_in, shown_incident
from recount.errors import RecordError
from recount.export.wording import plural
from recount.model import Feature, Incident, PlacePrecision
from recount.store import opened

_AROUND = timedelta(days=3)
_BEFORE_TOLD = timedelta(days=7)
_MOST = 15


@dataclass(frozen=True, slots=True)
class Candidate:
    """An incident that may be the same, and what speaks for that: of a near miss the reasons with their sum, and what
    kept it apart."""

    incident: Incident
    why: str
    score: float | None = None
    features: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """What an incident could be merged with: near misses, what else is told of its place and days, and what was
    searched for. `lacks` names what there is nothing to compare by, "date" or "place"; "" where it has both.

    What has no date is set beside what is told of its place in the week up to its first report.
    """

    incident: Incident
    near: tuple[Candidate, ...]
    around: tuple[Candidate, ...]
    searched: tuple[Candidate, ...]
    lacks: str = ""


def candidates(
    record: Path, name: str, words: str = "", own: Path | None = None, hidden: frozenset[str] = frozenset()
) -> Candidates:
    """What an incident could be merged with; `words` are an id or anything that a full-text search finds. Nothing is in
    it that only reports in `hidden` tell: AccessError where the incident is one of those."""
    together = brought_together_by(record, name)
    one = shown_incident(record, together.incident.id, hidden)
    near = _near(record, together, hidden)
    taken = {one.id, *(candidate.incident.id for candidate in near)}
    beside = _beside(one) if _is_dated(one) else _told_beside(record, one)
    around = [
        Candidate(other, f"{place_beside(one, other)}, {days_beside(one, other, beside)}")
        for other in _asked(record, beside, own, hidden)
        if other.id not in taken
    ]
    searched = [Candidate(other, "") for other in _searched(record, words, own, hidden) if other.id != one.id]
    lacks = "" if _is_dated(one) and _places(one) else "date" if _places(one) else "place"
    return Candidates(one, near, tuple(around), tuple(searched), lacks)


def _near(record: Path, together: Together, hidden: frozenset[str]) -> tuple[Candidate, ...]:
    with closing(opened(record)) as store:
        near = [one.id for one in store.holding([miss.b for miss in together.near])]
        held = {claim: one for one in shown_in(store, near, hidden) for claim in one.claims}
    return tuple(
        Candidate(held[miss.b], f"kept apart: {miss.kept_apart}", miss.score, miss.features)
        for miss in together.near
        if miss.b in held
    )


def _places(one: Incident) -> tuple[str, ...]:
    return one.place_names or ((one.place.name,) if one.place else ())


def _is_dated(one: Incident) -> bool:
    return one.when is not None and one.when.first is not None and one.when.last is not None


def place_beside(one: Incident, other: Incident) -> str:
    """How the places of two incidents are alike that share a name of a place: the same place, the same district or
    region, or a name alone."""
    here, there = one.place, other.place
    if here is None or there is None:
        return "a place is called alike"
    if (here.name, here.admin2, here.admin1, here.country) == (there.name, there.admin2, there.admin1, there.country):
        return _SAME.get(here.precision, "the same place") if here.precision is there.precision else "the same place"
    if here.admin2 and (here.admin2, here.admin1, here.country) == (there.admin2, there.admin1, there.country):
        return "the same district"
    if here.admin1 and (here.admin1, here.country) == (there.admin1, there.country):
        return "the same region"
    return "a place is called alike"


_SAME = {
    PlacePrecision.DISTRICT: "the same district",
    PlacePrecision.GOVERNORATE: "the same region",
    PlacePrecision.COUNTRY: "the same country",
}


def days_beside(one: Incident, other: Incident, asked: Asked | None) -> str:
    """How the days of an incident lie to those of another one; where that has none, to the days of which was asked."""
    when = other.when
    if when is None or when.first is None or when.last is None:
        return "without a date"
    if one.when is None or one.when.first is None or one.when.last is None:
        week = "the week before this was told"
        inside = asked and asked.first and asked.last and asked.first <= when.first and when.last <= asked.last
        return f"in {week}" if inside else f"on days that may lie in {week}"
    apart = max((when.first - one.when.last).days, (one.when.first - when.last).days)
    if apart > 0:
        return f"{plural(apart, 'day')} apart"
    same = one.when.first == one.when.last == when.first == when.last
    return "on the same day" if same else "days overlap"


def _told_beside(record: Path, one: Incident) -> Asked | None:
    """What happened at the places of an undated incident in the week up to the day it was first told."""
    with closing(opened(record)) as store:
        told = [document.published for document in store.documents(one.documents)]
    dated = min(((day.first, day.last) for day in told if day.first and day.last), default=None)
    if dated is None or not _places(one):
        return None
    first = max(dated[0], date.min + _BEFORE_TOLD) - _BEFORE_TOLD
    return Asked(first=first, last=dated[1], places=tuple(_places(one)[:3]))


def _beside(one: Incident) -> Asked | None:
    places = _places(one)
    if not places or one.when is None or one.when.first is None or one.when.last is None:
        return None
    room = _AROUND if one.when.last - one.when.first <= timedelta(days=31) else timedelta(0)
    first = max(one.when.first, date.min + room) - room
    return Asked(first=first, last=min(one.when.last, date.max - room) + room, places=tuple(places[:3]))


def _asked(record: Path, asked: Asked | None, own: Path | None, hidden: frozenset[str]) -> tuple[Incident, ...]:
    if asked is None:
        return ()
    rows = found(record, replace(asked, hidden=hidden), Order.REPORTED, None, _MOST, own).rows
    with closing(opened(record)) as store:
        return shown_in(store, [row.id for row in rows], hidden)


def _searched(record: Path, words: str, own: Path | None, hidden: frozenset[str]) -> tuple[Incident, ...]:
    """By id where the words are one, else by what is told."""
    asked = words.strip()
    if not asked:
        return ()
    with closing(opened(record)) as store:
        try:
            named = incidents_named(store, asked) if " " not in asked else ()
        except RecordError:
            named = ()
        if named:
            return shown_in(store, named, hidden)
    return _asked(record, replace(Asked(), text=asked), own, hidden)
