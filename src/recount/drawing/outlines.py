"""Where countries lie: outlines for small maps (Natural Earth, 1:50 million, in the public domain).

Borders are those of that data set, and no statement on whose a place is.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from math import floor

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude of each point in degrees; the last joins the first."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the world in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def outlines_in(box: Box) -> tuple[Ring, ...]:
    """The parts of countries that lie in a box, cut at its edges."""
    if box.east - box.west > _TILE or box.north - box.south > _TILE:
        return _parts(_countries(), box)
    south, west = floor(box.south / _TILE) * _TILE, floor(box.west / _TILE) * _TILE
    return _parts(_tile(south, west), box)


_TILE = 4  # degrees: towns of one war have few tiles, and a country's thousands of points are cut once for each


@lru_cache(maxsize=256)
def _tile(south: int, west: int) -> tuple[tuple[Box, Ring], ...]:
    """What lies in a square of the world and in those to its north and east."""
    return tuple(
        (_edges(ring), ring) for ring in _parts(_countries(), Box(south, west, south + 2 * _TILE, west + 2 * _TILE))
    )


def _parts(rings: Iterable[tuple[Box, Ring]], box: Box) -> tuple[Ring, ...]:
    near = (
        ring if box.holds(edges.south, edges.west) and box.holds(edges.north, edges.east) else _cut(ring, box)
        for edges, ring in rings
        if edges.west <= box.east and edges.east >= box.west and edges.south <= box.north and edges.north >= box.south
    )
    return tuple(cut for cut in near if len(cut) > 2)


def _edges(ring: Ring) -> Box:
    lons, lats = zip(*ring, strict=True)
    return Box(min(lats), min(lons), max(lats), max(lons))


def box_around_country(lat: float, lon: float) -> Box | None:
    """The box around the part of a country that a point lies in; None where it lies in none."""
    for edges, ring in _countries():
        if edges.holds(lat, lon) and _inside(ring, lat, lon):
            return edges
    return None


def _inside(ring: Ring, lat: float, lon: float) -> bool:
    """Whether a ring goes around a point: whether a line eastwards from there crosses it an odd number of times."""
    odd = False
    for n, (x, y) in enumerate(ring):
        before_x, before_y = ring[n - 1]
        if (y > lat) != (before_y > lat) and lon < (before_x - x) * (lat - y) / (before_y - y) + x:
            odd = not odd
    return odd


@cache
def _countries() -> tuple[tuple[Box, Ring], ...]:
    packed = (files("recount") / "drawing" / "data" / "countries.json.gz").read_bytes()
    found = []
    for steps in json.loads(gzip.decompress(packed)):
        lons, lats = [x / 100 for x in accumulate(steps[::2])], [y / 100 for y in accumulate(steps[1::2])]
        ring = tuple(zip(lons, lats, strict=True))
        found.append((_edges(ring), ring))
    return tuple(found)


def _cut(ring: Ring, box: Box) -> Ring:
    """A ring cut at the four edges of a box, one after the other (Sutherland and Hodgman)."""
    for axis, edge, above in ((0, box.west, True), (0, box.east, False), (1, box.south, True), (1, box.north, False)):
        kept: list[tuple[float, float]] = []
        for n, now in enumerate(ring):
            before = ring[n - 1]
            here, there = ((point[axis] >= edge) == above or point[axis] == edge for point in (now, before))
            if here != there:
                share = (edge - before[axis]) / (now[axis] - before[axis])
                other = before[1 - axis] + share * (now[1 - axis] - before[1 - axis])
                kept.append((edge, other) if axis == 0 else (other, edge))
            if here:
                kept.append(now)
        ring = tuple(kept)
        if not ring:
            break
    return ring
