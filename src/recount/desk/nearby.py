"""Towns around a place, to tell a reader where it lies."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, floor, radians

from recount.desk.tools import Rules, Settings, dumped_places, gazetteer_path
from recount.errors import GazetteerError
from recount.gazetteer import Gazetteer
from recount.gazetteer.lookup import Entry
from recount.model import Place

_DEGREE = 111.2  # kilometres of latitude


def towns_around(rules: Rules, settings: Settings, place: Place, km: float, most: int = 40) -> tuple[Entry, ...]:
    """Towns within so many kilometres to each side, the most populous first; none where no gazetteer is built yet."""
    gazetteer = _at_hand(rules, settings)
    if gazetteer is None:
        return ()
    up, aside = km / _DEGREE, km / _DEGREE / max(0.15, cos(radians(place.lat)))
    south, west, north, east = place.lat - up, place.lon - aside, place.lat + up, place.lon + aside
    found = gazetteer.towns(floor(south), floor(west), ceil(north), ceil(east))
    inside = (
        one
        for one in found
        if one.lat is not None and one.lon is not None and south < one.lat < north and west < one.lon < east
    )
    return tuple(one for _, one in zip(range(most), inside, strict=False))


@lru_cache(maxsize=4)
def _at_hand(rules: Rules, settings: Settings) -> Gazetteer | None:
    try:
        return Gazetteer.open(
            gazetteer_path(rules, settings), tuple(filter(None, (rules.places, dumped_places(settings))))
        )
    except GazetteerError:
        return None
