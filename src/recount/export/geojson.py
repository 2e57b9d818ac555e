"""GeoJSON (RFC 7946) for maps: one feature an incident; those without coordinates are kept, with a null geometry."""

from __future__ import annotations

import json
from typing import Any

from recount.export.names import Names
from recount.export.tables import COLUMNS, Row, table_rows
from recount.model import Record

_IN_GEOMETRY = {"latitude", "longitude"}


def geojson_text(record: Record, names: Names) -> str:
    """The record's incidents as a FeatureCollection; properties are the CSV's columns, unknown ones null."""
    collection = {"type": "FeatureCollection", "features": [_feature(row) for row in table_rows(record, names)]}
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _feature(row: Row) -> dict[str, Any]:
    place = row.incident.place
    return {
        "type": "Feature",
        "id": row.incident.id,
        # RFC 7946, 3.1.1: longitude first; 11.2: about six decimals are what positions on the ground need
        "geometry": {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]} if place else None,
        "properties": {column.name: column.cell(row) for column in COLUMNS if column.name not in _IN_GEOMETRY},
    }
