"""Which town a claim speaks of. No place is shown more exactly than a town: a quarter or a base counts as its
town's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from recount.codebook.actors import name_key
from recount.gazetteer import Candidate, Entry, Kind
from recount.model import Claim, Place, PlacePrecision

Lookup = Callable[[str], Iterable[Candidate]]
"""The places that a name may mean, as a gazetteer knows them."""

_FAR = 30.0  # kilometres from a quarter or a base to the town it is said to belong to
_TOWNS = frozenset({Kind.TOWN, Kind.VILLAGE})
_FINER = frozenset({Kind.NEIGHBOURHOOD, Kind.SITE})
_FINER_WORDS = frozenset(
    """
    airbase airfield airport barracks base bridge checkpoint crossing dam depot factory farm farms garrison hill
    hilltop hospital junction outpost plant point position post prison refinery roundabout school station street
    """.split()  # noqa: SIM905 (read as prose)
)


@dataclass(frozen=True, slots=True)
class Town:
    """A town, or a region where a claim tells no town, without its position; `key` tells it from others of its name.

    `region` is set where it is no town but a district, a plain or a governorate.
    """

    key: str
    name: str
    admin1: str | None
    country: str
    region: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """The town that a claim speaks of, and what the claim calls it; `part` where it names a quarter of it, or ground
    near it."""

    town: Town
    called: str
    part: bool


class Towns:
    """Finds the town that a claim speaks of."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def of(self, claim: Claim) -> Meant | str:
        """The town, or why there is none."""
        place = claim.place
        if place is None:
            return "no known place"
        if place.precision in (PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN):
            return "wider than a region"
        kind = self._kind(place)
        if kind in _FINER or (kind is None and not _FINER_WORDS.isdisjoint(name_key(place.name).split())):
            found = self._town_around(place, [cited.value for cited in claim.places])
            return found if found is not None else "finer than a town, and no town is named with it"
        whole = place.precision is PlacePrecision.GOVERNORATE and place.name == place.admin1
        region = whole or kind in (Kind.GOVERNORATE, Kind.DISTRICT, Kind.AREA)
        region = region or (kind is None and place.precision is PlacePrecision.DISTRICT)
        town = Town(_key(place.geonameid, place), place.name, place.admin1, place.country, region)
        called = claim.places[0].value if claim.places and self._may_mean(claim.places[0].value, place) else place.name
        return Meant(town, called, part=place.precision is PlacePrecision.NEAR and place.geonameid is not None)

    def _may_mean(self, name: str, place: Place) -> bool:
        """Whether a claim's name may be the place's, as far as the gazetteer does not have it for other places only."""
        known = [candidate.entry.geonameid for candidate in self._lookup(name)]
        return not known or (place.geonameid is not None and place.geonameid in known)

    def _kind(self, place: Place) -> Kind | None:
        """What sort of place it is; None where the gazetteer does not have it."""
        for candidate in self._lookup(place.name):
            entry = candidate.entry
            same = entry.geonameid == place.geonameid if place.geonameid is not None else entry.name == place.name
            if (
                same
                and entry.country == place.country
                and (place.geonameid is not None or entry.admin1 == place.admin1)
            ):
                return entry.kind
        return None

    def _town_around(self, place: Place, names: Iterable[str]) -> Meant | None:
        """The town named beside a quarter or a base, or the one that it has its name from, where that is near."""
        bare = " ".join(word for word in place.name.split() if name_key(word) not in _FINER_WORDS | {"air", "military"})
        for name in (*names, bare):
            for candidate in self._lookup(name):
                entry = candidate.entry
                if entry.kind in _TOWNS and entry.country == place.country and _kilometres(entry, place) <= _FAR:
                    town = Town(_key(entry.geonameid, entry), entry.name, entry.admin1, entry.country)
                    return Meant(town, name, part=True)
        return None


def _key(geonameid: int | None, place: Place | Entry) -> str:
    if geonameid is not None:
        return f"g{geonameid}"
    return f"{place.country}/{name_key(place.admin1 or '')}/{name_key(place.name)}"


def _kilometres(entry: Entry, place: Place) -> float:
    if entry.lat is None or entry.lon is None:
        return float("inf")
    a, b, c, d = map(radians, (entry.lat, entry.lon, place.lat, place.lon))
    root = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, root)))
