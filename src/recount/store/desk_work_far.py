"""Places that lie far from all others of their reports, as does a town named as one of another country.

Looked for little by little while the queue is worked on: it takes the other claims of an incident's reports.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from recount.codec import unpacked
from recount.export.countries import country_name
from recount.model import Claim, Incident, Place, PlacePrecision
from recount.store.desk_work_items import Item, far_item
from recount.store.desk_work_tables import QUEUE_ITEMS
from recount.store.desk_work_waiting import Waiting
from recount.store.finding_tables import LINES
from recount.store.index_tables import STATE
from recount.store.many import delete_among, put_many, rows_among
from recount.store.tables import CLAIMS, INCIDENT_CLAIMS, INCIDENTS, REPORTS

FAR = 300.0
"""Kilometres from the nearest other place of a report, from which on a place in a country of its own is doubted."""
_EARTH = 6371.0
_STEM = 4  # letters that a country's name and what is called after it mostly share: Libya, Libyan
_MARK = "far"
_VAGUE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN})

_LAST = select(func.max(LINES.c.number))
_NOTED = select(STATE.c.value).where(STATE.c.name == _MARK)
_NEW = select(LINES.c.number, LINES.c.incident).where(LINES.c.lat.is_not(None)).order_by(LINES.c.number)
_TOLD = select(INCIDENT_CLAIMS.c.incident, CLAIMS.c.report, CLAIMS.c.country).join(
    CLAIMS, CLAIMS.c.id == INCIDENT_CLAIMS.c.claim
)
_COUNTRIES = select(CLAIMS.c.report, CLAIMS.c.country).where(CLAIMS.c.country.is_not(None)).distinct()
_CLAIMS = select(CLAIMS.c.claim)
_TEXTS = select(REPORTS.c.id, REPORTS.c.text)
_INCIDENTS = select(INCIDENTS.c.incident)
_HELD = select(QUEUE_ITEMS.c.id)


class Far(NamedTuple):
    """How many kilometres a place lies from the nearest other one of its report."""

    km: float
    nearest: Place


class FarTables:
    """The part of a store that finds places which lie far from the others of their reports."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def look_for_far_places(self, most: int) -> int:
        """Look at so many incidents that came since the last time; how many were looked at. What is found waits."""
        with self._reading() as connection:
            if int(connection.execute(_NOTED).scalar() or 0) >= (connection.execute(_LAST).scalar() or 0):
                return 0
        with self._writing() as connection:
            last = connection.execute(_LAST).scalar() or 0
            noted = int(connection.execute(_NOTED).scalar() or 0)
            new = connection.execute(_NEW.where(LINES.c.number > noted).limit(most)).all()
            items = {item.id: item for item in _items(connection, [row.incident for row in new])}
            held = {row.id for row in rows_among(connection, _HELD, QUEUE_ITEMS.c.id, items)}
            Waiting(connection).put({key: item for key, item in items.items() if key not in held})
            delete_among(connection, STATE.c.name, [_MARK])
            put_many(connection, STATE, [(_MARK, str(new[-1].number if len(new) == most else last))])
        return len(new)


def _items(connection: Connection, incidents: Sequence[str]) -> Iterator[Item]:
    reports: dict[str, set[str]] = defaultdict(set)
    there: dict[tuple[str, str], set[str]] = defaultdict(set)  # the reports that have an incident in a country
    for row in rows_among(connection, _TOLD, INCIDENT_CLAIMS.c.incident, incidents):
        reports[row.incident].add(row.report)
        there[row.incident, row.country or ""].add(row.report)
    countries: dict[str, set[str]] = defaultdict(set)
    for row in rows_among(connection, _COUNTRIES, CLAIMS.c.report, {key for own in reports.values() for key in own}):
        countries[row.report].add(row.country)
    mixed = {report for report, named in countries.items() if len(named) > 1}
    chosen = sorted(key for key, own in reports.items() if not own.isdisjoint(mixed))
    found = _far_in(connection, {report for key in chosen for report in reports[key] & mixed})
    near = [key for key in chosen if any(found.get(report) for report in reports[key])]
    for row in rows_among(connection, _INCIDENTS, INCIDENTS.c.id, near):
        incident = unpacked(Incident, row.incident)
        if incident.place is None or not there[incident.id, incident.place.country] <= mixed:
            continue  # a report that tells of no other country has it there, too
        if item := _item(incident, {claim: far for key in incident.documents for claim, far in found[key].items()}):
            yield item


def _far_in(connection: Connection, reports: Collection[str]) -> Mapping[str, Mapping[str, tuple[Place, Far | None]]]:
    """Of each report the claims with a place, and how far it lies from the others where that is far; nothing of reports
    in which none does."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for row in rows_among(connection, _CLAIMS, CLAIMS.c.report, reports):
        claim = unpacked(Claim, row.claim)
        claims[claim.document].append(claim)
    texts = {row.id: row.text for row in rows_among(connection, _TEXTS, REPORTS.c.id, reports)}
    found: dict[str, Mapping[str, tuple[Place, Far | None]]] = defaultdict(dict)
    for report, own in claims.items():
        far = far_places(own, texts[report])
        if any(one for _, one in far.values()):
            found[report] = far
    return found


def _item(incident: Incident, told: Mapping[str, tuple[Place, Far | None]]) -> Item | None:
    """That an incident lies far from the other places of every report that has it there."""
    at = incident.place
    behind = {key: far for key in incident.claims if key in told for place, far in [told[key]] if place == at}
    if at is None or not behind or not all(behind.values()):
        return None
    km, nearest = min((far for far in behind.values() if far is not None), key=lambda far: far.km)
    return far_item(incident, at, sorted(behind), km, nearest)


def far_places(claims: Iterable[Claim], text: str) -> dict[str, tuple[Place, Far | None]]:
    """The places of a report's claims, by claim, each with how far it lies from the nearest other one, where that is
    far: in a country that neither another place of the report lies in nor its text names."""
    placed = {claim.id: claim.place for claim in claims if claim.place and claim.place.precision not in _VAGUE}
    every = list(dict.fromkeys(placed.values()))
    far = {one: _far(one, [other for other in every if _apart(one, other) > 0], text) for one in every}
    return {key: (place, far[place]) for key, place in placed.items()}


def _far(one: Place, others: Sequence[Place], text: str) -> Far | None:
    if not others or any(other.country == one.country for other in others):
        return None
    nearest = min(others, key=lambda other: _apart(one, other))
    km = _apart(one, nearest)
    return Far(km, nearest) if km >= FAR and not _names(text, one.country) else None


def _names(text: str, country: str) -> bool:
    """Whether a text names a country, or what is called after it."""
    name = country_name(country)
    stem = name if " " in name else name[:_STEM]
    return re.search(rf"\b{re.escape(stem)}", text, re.IGNORECASE) is not None


def _apart(one: Place, other: Place) -> float:
    """Kilometres between two places."""
    a, b = radians(one.lat), radians(other.lat)
    root = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, root)))
