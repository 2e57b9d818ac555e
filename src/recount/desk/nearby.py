"""Towns around a place, to tell a reader where it lies."""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians

from recount.desk.tools import Rules, Settings, dumped_places, gazetteer_path
from recount.errors import GazetteerError
from recount.gazetteer import Gazetteer
from recount.gazetteer.lookup import Entry
from recount.gazetteer.towns import Towns
from recount.model import Place

_DEGREE = 111.2  # kilometres of latitude


def towns_around(rules: Rules, settings: Settings, place: Place, km: float, most: int = 40) -> tuple[Entry, ...]:
    """Towns within so many kilometres to each side, the most populous first; none where no gazetteer is built yet."""
    towns = _at_hand(rules, settings)
    if towns is None:
        return ()
    up, aside = km / _DEGREE, km / _DEGREE / max(0.15, cos(radians(place.lat)))
    return towns.within(place.lat - up, place.lon - aside, place.lat + up, place.lon + aside, most)


@lru_cache(maxsize=4)
def _at_hand(rules: Rules, settings: Settings) -> Towns | None:
    try:
        overlays = tuple(filter(None, (rules.places, dumped_places(settings))))
        return Towns(Gazetteer.open(gazetteer_path(rules, settings), overlays))
    except GazetteerError:
        return None
