"""Towns in a part of the world, to tell a reader where something lies."""

from __future__ import annotations

import numpy as np

from recount.gazetteer.lookup import Entry, Gazetteer


class Towns:
    """The inhabited places of a gazetteer, held so that those of a box are found at once; some megabytes."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        rows = gazetteer.inhabited()
        self._gazetteer = gazetteer
        self._ids = np.array([row[0] for row in rows], dtype=np.int64)
        self._lat = np.array([row[1] for row in rows], dtype=np.float64)
        self._lon = np.array([row[2] for row in rows], dtype=np.float64)
        self._people = np.array([row[3] for row in rows], dtype=np.int64)

    def within(self, south: float, west: float, north: float, east: float, most: int) -> tuple[Entry, ...]:
        """The places of a box, the most populous first, so many at most."""
        first, last = np.searchsorted(self._lat, [south, north])
        lon = self._lon[first:last]
        inside = first + np.nonzero((lon > west) & (lon < east))[0]
        chosen = inside[np.lexsort((self._ids[inside], -self._people[inside]))][:most]
        found = (self._gazetteer.entry(int(number)) for number in self._ids[chosen])
        return tuple(one for one in found if one is not None)
