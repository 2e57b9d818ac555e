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
from recount.model import Feature, Incident
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
    beside, why = _beside(one), "the same place, within three days"
    if not _is_dated(one):
        beside, why = _told_beside(record, one), "the same place, in the week before this was told"
    around = [Candidate(other, why) for other in _asked(record, beside, own, hidden) if other.id not in taken]
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
