"""The incidents of a release as tables and for programs; they hold what the pages hold, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from recount.codec import plain
from recount.export.csv import table_text
from recount.export.tables import Cell
from recount.model import Harm
from recount.publishing.changes import killed_words
from recount.publishing.content import PublicIncident
from recount.publishing.release import Published

_HARMS = (Harm.KILLED, Harm.WOUNDED)


def _bound(one: PublicIncident, harm: Harm, name: str) -> int | None:
    return next((getattr(headline, name) for headline in one.headlines if headline.harm is harm), None)


COLUMNS: Mapping[str, Callable[[PublicIncident], Cell]] = {
    "public_id": lambda one: one.id,
    "heading": lambda one: one.heading,
    "type": lambda one: one.type,
    "status": lambda one: one.status.value,
    "grade": lambda one: one.grade,
    "first_day": lambda one: one.first.isoformat() if one.first else None,
    "last_day": lambda one: one.last.isoformat() if one.last else None,
    "place": lambda one: one.place.words,
    "place_precision": lambda one: one.place.precision,
    "latitude": lambda one: one.place.lat,
    "longitude": lambda one: one.place.lon,
    "position_within_km": lambda one: one.place.radius or None,
    "agents": lambda one: "; ".join(one.agents),
    "targets": lambda one: "; ".join(one.targets),
    "killed": killed_words,
    "killed_low": lambda one: _bound(one, Harm.KILLED, "low"),
    "killed_high": lambda one: _bound(one, Harm.KILLED, "high"),
    "wounded_low": lambda one: _bound(one, Harm.WOUNDED, "low"),
    "wounded_high": lambda one: _bound(one, Harm.WOUNDED, "high"),
    "contested": lambda one: "yes" if one.contested else "no",
    "origins": lambda one: "; ".join(origin.name for origin in one.origins),
    "number_of_origins": lambda one: len(one.origins),
    "number_of_reports": lambda one: one.reports,
    "reports_withheld": lambda one: one.withheld_reports,
    "sources": lambda one: "; ".join(source.url or source.outlet for source in one.sources),
}
"""The columns of the CSV and the properties of the GeoJSON; empty is not stated, an open bound is empty, too."""


def csv_text(incidents: Iterable[PublicIncident]) -> str:
    """One row an incident, for spreadsheets."""
    rows = ([cell(one) for cell in COLUMNS.values()] for one in incidents)
    return "\ufeff" + table_text(COLUMNS, rows)


def geojson_text(incidents: Iterable[PublicIncident]) -> str:
    """One feature an incident (RFC 7946); those without a position have a null geometry."""
    features = [_feature(one) for one in incidents]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"


def _feature(one: PublicIncident) -> dict[str, Any]:
    place = one.place
    there = place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": one.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if there else None,
        "properties": {name: cell(one) for name, cell in COLUMNS.items() if name not in ("latitude", "longitude")},
    }


def json_text(published: Published) -> str:
    """All that the pages say, for programs: figures beside their origins and sources; fields at their default are left
    out."""
    release = published.release
    whole = {
        "title": release.policy.title,
        "licence": release.policy.licence or None,
        "release": release.number,
        "made": release.made.isoformat(),
        "content_sha256": published.given_out,
        "content_sha256_when_made": release.content,
        "headline_rule": release.basis.rule,
        "incidents": [plain(one) for one in published.incidents],
        "redirects": {one.id: one.to for one in release.former if one.to},
        "withdrawn": {one.id: one.since for one in release.former if not one.to},
        "withheld": list(published.withheld),
        "removed": list(published.erased),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
