"""Make the outlines of countries that maps without a browser are drawn with, once.

Reads a TopoJSON file of the npm package world-atlas (Natural Earth, public domain; the package ISC) and writes rings of
whole hundredths of a degree, longitude first, each point as the step from the one before it: `countries.json.gz`, which
is committed; nobody needs to run this to use Recount.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/outlines.py package/countries-50m.json src/recount/drawing/data/countries.json.gz
"""

from __future__ import annotations

import gzip
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[int, int]


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in hundredths of a degree."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * kx + x0) * 100), round((y * ky + y0) * 100)))
        arcs.append(points)
    return arcs


def ring_of(numbers: list[int], arcs: list[list[Point]]) -> list[int]:
    """A ring of arcs as steps; points that fall together are said once."""
    points: list[Point] = []
    for number in numbers:
        points += arcs[number] if number >= 0 else arcs[~number][::-1]
    points = [b for a, b in pairwise([(10**6, 0), *points]) if a != b]
    steps = list(points[:1]) + [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    return [number for step in steps for number in step]


def main(source: str, target: str) -> None:
    """Convert one file."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    rings: list[list[int]] = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings += [found for polygon in polygons for ring in polygon if len(found := ring_of(ring, arcs)) >= 8]
    line = json.dumps(rings, separators=(",", ":")).encode()
    Path(target).write_bytes(gzip.compress(line, 9, mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
