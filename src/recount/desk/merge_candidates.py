"""Incidents that may be the same happening as another one, for a person to choose from."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from recount.desk.finding import Asked, Order, found
from recount.desk.judged import incidents_named
from recount.desk.merging import Together, brought_together_by
from recount.errors import RecordError
from recount.model import Feature, Incident
from recount.store import opened

_AROUND = timedelta(days=3)
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
    searched for."""

    incident: Incident
    near: tuple[Candidate, ...]
    around: tuple[Candidate, ...]
    searched: tuple[Candidate, ...]


def candidates(record: Path, name: str, words: str = "", own: Path | None = None) -> Candidates:
    """What an incident could be merged with; `words` are an id or anything that a full-text search finds."""
    together = brought_together_by(record, name)
    one = together.incident
    near = _near(record, together)
    taken = {one.id, *(candidate.incident.id for candidate in near)}
    around = [
        Candidate(other, "the same place, within three days")
        for other in _asked(record, _beside(one), own)
        if other.id not in taken
    ]
    searched = [Candidate(other, "") for other in _searched(record, words, own) if other.id != one.id]
    return Candidates(one, near, tuple(around), tuple(searched))


def _near(record: Path, together: Together) -> tuple[Candidate, ...]:
    with closing(opened(record)) as store:
        held = {claim: one for one in store.holding([miss.b for miss in together.near]) for claim in one.claims}
    return tuple(
        Candidate(held[miss.b], f"kept apart: {miss.kept_apart}", miss.score, miss.features)
        for miss in together.near
        if miss.b in held
    )


def _beside(one: Incident) -> Asked | None:
    places = one.place_names or ((one.place.name,) if one.place else ())
    if not places or one.when is None or one.when.first is None or one.when.last is None:
        return None
    room = _AROUND if one.when.last - one.when.first <= timedelta(days=31) else timedelta(0)
    first = max(one.when.first, date.min + room) - room
    return Asked(first=first, last=min(one.when.last, date.max - room) + room, places=tuple(places[:3]))


def _asked(record: Path, asked: Asked | None, own: Path | None) -> tuple[Incident, ...]:
    if asked is None:
        return ()
    rows = found(record, asked, Order.REPORTED, None, _MOST, own).rows
    with closing(opened(record)) as store:
        return tuple(store.incident(row.id) for row in rows)


def _searched(record: Path, words: str, own: Path | None) -> tuple[Incident, ...]:
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
            return tuple(store.incident(key) for key in named)
    return _asked(record, replace(Asked(), text=asked), own)
