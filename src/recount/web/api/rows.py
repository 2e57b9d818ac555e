"""A line of the chronology as plain values, as a feature of a map, and as a row of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from recount.desk.finding import Figure, Row
from recount.web.overview_lines import figure_words

COLUMNS = (
    "id", "public_id", "type", "status", "grade", "first_day", "last_day", "day_precision", "place", "admin1",
    "country", "place_precision", "latitude", "longitude", "agents", "targets", "killed_low", "killed_high",
    "wounded_low", "wounded_high", "contested", "origins", "reports", "first_reported", "last_reported", "tags",
    "other_harms", "total",
)  # fmt: skip
"""The columns of the incidents' CSV."""

Tags = Mapping[str, Iterable[str]]
"""The tags of incidents, by id; those that have none are left out."""


def row_line(row: Row, tags: Tags) -> dict[str, Any]:
    """An incident in short; unknown values are null."""
    return {
        "id": row.id,
        "public_id": row.public or None,
        "type": row.type,
        "status": row.status.value,
        "grade": row.grade or None,
        "when": {
            "first": row.first.isoformat() if row.first else None,
            "last": row.last.isoformat() if row.last else None,
            "precision": row.day_precision.value,
            "words": row.day_words or None,
        },
        "place": {
            "name": (row.place_names[0] if row.place_names else row.place) or None,
            "gazetteer_name": row.place or None,
            "admin1": row.admin1 or None,
            "country": row.country or None,
            "precision": row.place_precision.value,
            "lat": row.lat,
            "lon": row.lon,
        },
        "agents": list(row.agents),
        "targets": list(row.targets),
        "killed": _figure(row.killed),
        "wounded": _figure(row.wounded),
        "other_harms": {harm.value: _figure(figure) for harm, figure in row.others},
        "contested": row.contested,
        "total": row.total,
        "origins": row.origins,
        "reports": row.reports,
        "first_reported": row.first_reported.isoformat() if row.first_reported else None,
        "last_reported": row.last_reported.isoformat() if row.last_reported else None,
        "by_hand": [{"field": one.field, "who": one.who, "added": one.added} for one in row.by_hand],
        "tags": list(tags.get(row.id, ())),
    }


def _figure(figure: Figure | None) -> dict[str, int | str | None] | None:
    """From the lowest to the highest that origins give; null where nobody gives a figure, which is not 0."""
    if figure is None:
        return None
    return {"low": figure.low, "high": figure.high, "most": figure.most, "words": figure_words(figure)}


def features(rows: Iterable[Row], tags: Tags) -> list[dict[str, Any]]:
    """Incidents as features (RFC 7946); one without a place has no geometry."""
    made = []
    for row in rows:
        line = row_line(row, tags)
        placed = row.lat is not None and row.lon is not None
        point = {"type": "Point", "coordinates": [row.lon, row.lat]} if placed else None
        made.append({"type": "Feature", "id": row.id, "geometry": point, "properties": line})
    return made


def cells(row: Row, tags: Tags) -> list[Any]:
    """An incident's cells for `COLUMNS`."""
    killed, wounded = row.killed, row.wounded
    return [
        row.id, row.public, row.type, row.status.value, row.grade,
        row.first.isoformat() if row.first else "", row.last.isoformat() if row.last else "", row.day_precision.value,
        row.place_names[0] if row.place_names else row.place, row.admin1, row.country, row.place_precision.value,
        row.lat, row.lon, "; ".join(row.agents), "; ".join(row.targets),
        killed.low if killed else None, killed.high if killed else None,
        wounded.low if wounded else None, wounded.high if wounded else None,
        "yes" if row.contested else "", row.origins, row.reports,
        row.first_reported.isoformat() if row.first_reported else "",
        row.last_reported.isoformat() if row.last_reported else "", "; ".join(tags.get(row.id, ())),
        "; ".join(f"{figure_words(figure)} {harm.value}" for harm, figure in row.others),
        "yes" if row.total else "",
    ]  # fmt: skip
