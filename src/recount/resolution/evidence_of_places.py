"""What the places of two accounts say of their being one happening: the same town, the same region, how far apart."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from recount.resolution.accounts import Places
from recount.resolution.evidence_of_time import Reason
from recount.resolution.names import skeleton

_WORD = re.compile(r"\w+")
_NEAR_KM = 15.0
_FAR_KM = 60.0
_A_REGION_KM = 150.0
MOST_FAR = 2.0
"""How much of it speaks at most against two accounts that they play in regions far apart."""
IN_ONE_COUNTRY = 0.5
"""How much of it speaks against two accounts that they name other places, if these lie in one country."""


def where_they_play(a: Places, b: Places) -> Reason:
    """What the places say, the most exact that both accounts name first."""
    if shared := a.fine & b.fine:
        return ("place_same", 1.0, (a, shared))
    if shared := a.names & b.names:
        of_region = shared & (_region_names(a.regions) | _region_names(b.regions))
        return ("region_same" if of_region else "place_name", 1.0, (a, shared))
    if a.countries and b.countries and not a.countries & b.countries:
        named = (a.names | a.wide) & (b.names | b.wide)
        return ("country_named" if named else "country_other", 1.0, ())
    if a.points and b.points:
        km = nearest(a.points, b.points)
        if km <= _NEAR_KM:
            return ("place_near", 1.0, (km,))
        return ("place_off" if km <= _FAR_KM and a.regions & b.regions else "place_far", 1.0, (km,))
    if shared := a.regions & b.regions:
        return ("place_within" if bool(a.fine) != bool(b.fine) else "region_same", 1.0, (a, shared))
    if a.centres and b.centres:
        km = nearest(a.centres, b.centres)
        if km <= _FAR_KM:
            return ("region_near", 1.0, (km,))
        return ("region_far", _far_off(km) if a.cities or b.cities else 1.0, (km,))
    return _off_the_map(a, b)


def _far_off(km: float) -> float:
    """How much it tells that a city that gives its region its name lies so far from another region: nobody takes one
    for the other where others lie between."""
    return min(MOST_FAR, max(1.0, km / _A_REGION_KM))


def _off_the_map(a: Places, b: Places) -> Reason:
    """Where no map tells of one of them: other names speak against, less so in one country, parts of which they may
    be."""
    country = bool(a.countries & b.countries)
    if a.names and b.names:
        return ("place_elsewhere", IN_ONE_COUNTRY if country else 1.0, (min(a.names), a, min(b.names), b))
    return ("country_same" if country else "place_unknown", 1.0, ())


def name_no_same(a: Places, b: Places) -> bool:
    """Whether both name places, and none that the other does."""
    return bool(a.names and b.names) and not (a.names & b.names or a.fine & b.fine)


@lru_cache(maxsize=16384)
def words_of_names(places: Places) -> frozenset[str]:
    """The words of the names that an account's places are called by, in small letters."""
    called = (label.lower() for key, label in places.labels if key in places.names)
    return frozenset(word for name in called for word in _WORD.findall(name))


def name_others(a: Places, b: Places) -> bool:
    """Whether each names places that the other does not, beside the one that both do: two ends of one town. A name
    that the other's ends in is none: "Qasr el-Breij" beside "al-Bureij"."""
    shared = a.names & b.names
    if not shared:
        return False
    known = shared | _region_names(a.regions) | _region_names(b.regions)
    own, theirs = _named_keys(a.names, a.fine) - known, _named_keys(b.names, b.fine) - known
    if not own or not theirs:
        return False
    same = [(x, y) for x in own for y in theirs if x.endswith(y) or y.endswith(x)]
    return bool(own - {x for x, _ in same}) and bool(theirs - {y for _, y in same})


@lru_cache(maxsize=65536)
def _named_keys(names: frozenset[str], fine: frozenset[str]) -> frozenset[str]:
    """The keys of places that are names, not numbers of the gazetteer."""
    return frozenset(key for key in names | fine if not key.isdigit())


@lru_cache(maxsize=65536)
def _region_names(regions: frozenset[str]) -> frozenset[str]:
    """The names of regions ("SY/aleppo") as names of places are compared."""
    names = (region.split("/", 1)[1] for region in regions)
    return frozenset(skeleton(name) or name for name in names)


def nearest(a: tuple[tuple[float, float], ...], b: tuple[tuple[float, float], ...]) -> float:
    """The kilometres between the nearest two of some points."""
    return min(kilometres(p, q) for p in a[:12] for q in b[:12])


def kilometres(p: tuple[float, float], q: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees."""
    lat_p, lat_q = math.radians(p[0]), math.radians(q[0])
    h = math.sin((lat_q - lat_p) / 2) ** 2
    h += math.cos(lat_p) * math.cos(lat_q) * math.sin(math.radians(q[1] - p[1]) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))
