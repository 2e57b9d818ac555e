"""A place as exactly as it is known: a filled disc where it is exact, a ring where it is near, a hatched area where
no more than a district is told. Towns around it are labels; nothing outside is asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from recount.drawing.outlines import Box, outlines_in
from recount.model import Place, PlacePrecision
from recount.web.drawing.svg import element, picture

_KM = 111.2  # of a degree of latitude
_REACH = {
    PlacePrecision.EXACT: 30.0,
    PlacePrecision.NEAR: 40.0,
    PlacePrecision.DISTRICT: 60.0,
    PlacePrecision.GOVERNORATE: 150.0,
    PlacePrecision.COUNTRY: 500.0,
    PlacePrecision.UNKNOWN: 60.0,
}
_AREA = {PlacePrecision.DISTRICT: 20.0, PlacePrecision.GOVERNORATE: 70.0, PlacePrecision.COUNTRY: 280.0}
_LETTER, _ROW = 6.4, 13.0


@dataclass(frozen=True, slots=True)
class Town:
    """A town for orientation."""

    name: str
    lat: float
    lon: float


def reach_of(place: Place) -> float:
    """How many kilometres around a place its map shows, to each side."""
    return _REACH[place.precision]


def small_map(place: Place, name: str, towns: Sequence[Town], width: int, height: int, key: str) -> Markup:
    """The map of a place by the name that the reports give it; `towns` come in order of their worth as landmarks."""
    scale = width / 2 / reach_of(place)  # pixels a kilometre
    stretch = max(0.15, math.cos(math.radians(place.lat)))

    def at(lat: float, lon: float) -> tuple[float, float]:
        x = width / 2 + (lon - place.lon) * _KM * stretch * scale
        return x, height / 2 - (lat - place.lat) * _KM * scale

    parts = [_hatch(key), element("rect", x=0, y=0, width=width, height=height, class_="sea")]
    up, aside = height / 2 / scale / _KM, width / 2 / scale / _KM / stretch
    box = Box(place.lat - up, place.lon - aside, place.lat + up, place.lon + aside)
    rings = ("L".join(f"{x:.1f} {y:.1f}" for x, y in (at(lat, lon) for lon, lat in ring)) for ring in outlines_in(box))
    parts.append(element("path", d="".join(f"M{ring}Z" for ring in rings), class_="land"))
    parts.append(_shape(place, width / 2, height / 2, scale, key))
    taken = [_box(width / 2 + 10, height / 2 - 8, name), (0.0, height - 26.0, 130.0, float(height))]
    for town in towns:
        x, y = at(town.lat, town.lon)
        space = _box(x + 5, y + 4, town.name)
        if town.name in (place.name, name) or not (6 < x < width - 6 and 12 < y < height - 8):
            continue
        if space[2] > width or any(_meet(space, other) for other in taken):
            continue
        taken.append(space)
        parts.append(element("circle", cx=x, cy=y, r=1.8, class_="town"))
        parts.append(element("text", town.name, x=x + 5, y=y + 4, class_="quiet"))
    left = width / 2 + 10 + len(name) * 7 > width
    parts.append(
        element(
            "text",
            name,
            x=width / 2 + (-10 if left else 10),
            y=height / 2 - 8,
            text_anchor="end" if left else "start",
            class_="here",
        )
    )
    parts.extend(_ruler(scale, width, height))
    about = f"{name}, {_EXACTLY[place.precision]}, at {place.lat:.2f}, {place.lon:.2f}."
    return picture(width, height, key, f"Where: {name}", about, *parts, kind="map")


_EXACTLY = {
    PlacePrecision.EXACT: "known exactly",
    PlacePrecision.NEAR: "somewhere near it",
    PlacePrecision.DISTRICT: "somewhere in the district",
    PlacePrecision.GOVERNORATE: "somewhere in the region",
    PlacePrecision.COUNTRY: "somewhere in the country",
    PlacePrecision.UNKNOWN: "how exactly is not known",
}


def _shape(place: Place, x: float, y: float, scale: float, key: str) -> Markup:
    if place.precision in _AREA:
        r = _AREA[place.precision] * scale
        return element("circle", cx=x, cy=y, r=r, fill=f"url(#{key}-hatch)", class_="area")
    if place.precision is PlacePrecision.NEAR:
        return element("circle", cx=x, cy=y, r=9, class_="near")
    return element("circle", cx=x, cy=y, r=5.5, class_="exact")


def _hatch(key: str) -> Markup:
    stroke = element("path", d="M0 0V6", class_="hatch")
    pattern = element(
        "pattern",
        stroke,
        id=f"{key}-hatch",
        width=6,
        height=6,
        pattern_units="userSpaceOnUse",
        pattern_transform="rotate(45)",
    )
    return element("defs", pattern)


def _ruler(scale: float, width: int, height: int) -> list[Markup]:
    km = next(step for step in (5, 10, 20, 50, 100, 200, 500, 1000) if step * scale >= 36)
    x, y = 10.0, height - 9.0
    return [
        element("path", d=f"M{x:.1f} {y - 4:.1f}v4h{km * scale:.1f}v-4", class_="ruler"),
        element("text", f"{km} km", x=x + km * scale + 6, y=y + 1, class_="quiet"),
    ]


def _box(x: float, y: float, words: str) -> tuple[float, float, float, float]:
    return x - 4, y - _ROW + 3, x + len(words) * _LETTER + 4, y + 3


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
