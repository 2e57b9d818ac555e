"""Names that are known far beyond a record, so that they are withheld for a reason alone: regions and towns that
reports of wars speak of, heads of states and of governments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from recount.codebook.actors import name_key
from recount.gazetteer import Kind, overlay_of
from recount.gazetteer.overlay import Overlay
from recount.reading.known_days import office_holders

_TOWNS = (Kind.TOWN, Kind.DISTRICT, Kind.GOVERNORATE, Kind.AREA)


@cache
def _overlay() -> Overlay:
    return overlay_of(Path(str(files("recount") / "gazetteer" / "data" / "overlay.yaml")))


@cache
def regions_called() -> frozenset[str]:
    """The keys of the regions of countries at war, in all spellings."""
    return frozenset(name_key(name) for one in _overlay().regions for name in (one.name, *one.aliases))


@cache
def towns_called() -> Mapping[str, frozenset[str]]:
    """By country, the keys of its regions and of towns that reports speak of, in all spellings."""
    found: dict[str, set[str]] = defaultdict(set)
    for region in _overlay().regions:
        found[region.country].update(map(name_key, (region.name, *region.aliases)))
    for place in _overlay().places:
        names = (place.name, *place.aliases)
        some = names if place.kind in _TOWNS else [name for name in names if len(name.replace("-", " ").split()) > 1]
        found[place.country].update(map(name_key, some))
    return {country: frozenset(keys) for country, keys in found.items()}


@cache
def heads_called() -> Mapping[str, frozenset[str]]:
    """Heads of states and of governments, and ministers of great powers: by the key of each name that reports use, the
    keys of all whole names of the same person."""
    found: dict[str, set[str]] = defaultdict(set)
    for names in office_holders():
        keys = [name_key(name) for name in names]
        for key in keys:
            found[key].update(one for one in keys if " " in one)
    return {key: frozenset(names) for key, names in found.items()}


@cache
def _towns() -> frozenset[str]:
    return frozenset(key for keys in towns_called().values() for key in keys)


def is_town(key: str) -> bool:
    """Whether a key is that of a region or a town that reports speak of, in whatever country."""
    return key in _towns()
