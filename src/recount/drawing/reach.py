"""How far a place reaches that is known as an area only: a district, a governorate, a country."""

from __future__ import annotations

from functools import cache
from math import cos, radians

from recount.drawing.outlines import Box, box_around_country
from recount.model import PlacePrecision

KILOMETRES = {PlacePrecision.DISTRICT: 12.0, PlacePrecision.GOVERNORATE: 40.0}
"""Around the middle of a region, as maps draw it: that its name is known does not say where its edges are."""
_NO_OUTLINE = 500.0  # kilometres, around the middle of a country that lies on islands
_DEGREE = 111.2  # kilometres of latitude


@cache
def reach_of(lat: float, lon: float, precision: PlacePrecision) -> Box | None:
    """The box that holds a region or a country with its middle here; None for a place that is known as a point. It may
    reach over the 180th meridian."""
    if precision is PlacePrecision.COUNTRY:
        return box_around_country(lat, lon) or _box(lat, lon, _NO_OUTLINE)
    km = KILOMETRES.get(precision)
    return _box(lat, lon, km) if km else None


def _box(lat: float, lon: float, km: float) -> Box:
    up, aside = km / _DEGREE, km / _DEGREE / max(0.05, cos(radians(lat)))
    return Box(max(-90.0, lat - up), lon - aside, min(90.0, lat + up), lon + aside)
