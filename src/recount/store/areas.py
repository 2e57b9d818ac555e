"""Which incidents lie in a box or a circle, and which are known too roughly to tell.

A place that is known as a point lies in it or not. One that is known as a region or a country lies in it where all of
that does; where only a part does, nobody knows: its middle says nothing of where in it something happened.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recount.drawing.reach import reach_of
from recount.model import PlacePrecision
from recount.store.columns import Columns, Degrees, Flags

NEEDED = ("lat", "lon", "place_precision")
_EARTH = 6371.0088  # kilometres
_AREAS = (PlacePrecision.DISTRICT, PlacePrecision.GOVERNORATE, PlacePrecision.COUNTRY)

Box = tuple[float, float, float, float]
Circle = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Reaches:
    """How far each place reaches, in degrees: a point no further than itself; `nan` where none is known."""

    south: Degrees
    west: Degrees
    north: Degrees
    east: Degrees


def reaches_in(columns: Columns) -> Reaches:
    """How far the place of each incident reaches."""
    held: Reaches | None = columns.made.get("reaches")
    if held is None:
        lat, lon = columns.placed["lat"], columns.placed["lon"]
        found = [lat.copy(), lon.copy(), lat.copy(), lon.copy()]
        column = columns.coded["place_precision"]
        for precision in _AREAS:
            at = np.flatnonzero(column.among([precision.value]) & ~np.isnan(lat))
            points, which = np.unique(np.stack([lat[at], lon[at]], axis=1), axis=0, return_inverse=True)
            boxes = [reach_of(float(y), float(x), precision) for y, x in points]
            edges = np.array([(box.south, box.west, box.north, box.east) for box in boxes if box]).reshape(-1, 4)
            for side, values in enumerate(found):
                values[at] = edges[which.reshape(-1), side]
        held = columns.made["reaches"] = Reaches(*found)
    return held


def inside_box(reaches: Reaches, box: Box) -> tuple[Flags, Flags]:
    """Which lie in a box with all that they are known as, and which with a part of it at least. A box may reach over
    the 180th meridian."""
    south, west, north, east = box
    width = east - west if west <= east else east - west + 360
    begin = np.mod(reaches.west - west, 360)
    end = begin + (reaches.east - reaches.west)
    whole = (reaches.south >= south) & (reaches.north <= north) & ((end <= width) | (width >= 360))
    across = (begin <= width) | (end >= 360)
    return whole, (reaches.south <= north) & (reaches.north >= south) & across


def inside_circle(reaches: Reaches, near: Circle) -> tuple[Flags, Flags]:
    """The same of a circle: of a region all four corners lie in it, or what of it is nearest to the middle."""
    lat, lon, km = near
    corners = [(y, x) for y in (reaches.south, reaches.north) for x in (reaches.west, reaches.east)]
    whole = np.all([_kilometres(y, x, lat, lon) <= km for y, x in corners], axis=0)
    middle = (reaches.west + reaches.east) / 2
    there = middle + np.mod(lon - middle + 180, 360) - 180  # the circle's middle, on the region's side of the world
    nearest = np.clip(lat, reaches.south, reaches.north), np.clip(there, reaches.west, reaches.east)
    return whole, _kilometres(*nearest, lat, lon) <= km


def _kilometres(lat: Degrees, lon: Degrees, to_lat: float, to_lon: float) -> Degrees:
    """How far each point lies from one, on a sphere."""
    a, b = np.radians(lat), np.radians(to_lat)
    half = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lon - to_lon) / 2) ** 2
    far: Degrees = 2 * _EARTH * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return far
