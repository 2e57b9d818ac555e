"""The place that a desk's words mean: coordinates with a name, a GeoNames number, or a name of the gazetteer; and how
exactly it is meant: "near Aleppo", "Aleppo (district)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from recount.errors import RecordError
from recount.export.countries import country_code
from recount.gazetteer import Gazetteer
from recount.gazetteer.lookup import Entry
from recount.gazetteer.overlay import Kind
from recount.judging.fields import Located
from recount.model import Place, PlacePrecision

_PRECISION = {
    Kind.COUNTRY: PlacePrecision.COUNTRY,
    Kind.GOVERNORATE: PlacePrecision.GOVERNORATE,
    Kind.DISTRICT: PlacePrecision.DISTRICT,
    Kind.AREA: PlacePrecision.DISTRICT,
}
_SETTLED = frozenset({Kind.TOWN, Kind.VILLAGE})
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s+(.+)", re.DOTALL)
_NUMBER = re.compile(r"geonames:(\d{1,9})", re.IGNORECASE)
_SHOWN = 5
EXACTNESS = (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT, PlacePrecision.GOVERNORATE)
"""What a person may say of how exactly a place is known."""
_NEAR = re.compile(r"near\s+(.+)", re.IGNORECASE | re.DOTALL)
_MARKED = re.compile(rf"(.+?)\s*\(({'|'.join(EXACTNESS)}|region)\)", re.IGNORECASE | re.DOTALL)
_REGIONS = frozenset({PlacePrecision.COUNTRY, PlacePrecision.GOVERNORATE})
_KINDS = {
    PlacePrecision.DISTRICT: frozenset({Kind.DISTRICT, Kind.AREA}),
    PlacePrecision.GOVERNORATE: frozenset({Kind.GOVERNORATE}),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a name may mean: how it is written so that no other is meant, and what it is in words."""

    given: str
    words: str


def places_called(gazetteer: Gazetteer, words: str, around: Place | None, most: int = 12) -> tuple[Found, ...]:
    """The places that a name may mean, those of the country of `around` first."""
    name, country = _with_country(parted(words)[0])
    country = country or (around.country if around else "")
    entries = [c.entry for c in gazetteer.lookup(name) if c.entry.lat is not None and c.entry.country]
    entries.sort(key=lambda entry: entry.country != country)
    return tuple(map(_found, entries[:most]))


def _found(entry: Entry) -> Found:
    inside = ", ".join(part for part in (entry.admin2, entry.admin1, entry.country) if part)
    words = f"{entry.name} ({entry.kind.value}), {inside}; {entry.lat:.2f}, {entry.lon:.2f}"
    given = (
        f"geonames:{entry.geonameid}" if entry.geonameid else f"{entry.lat},{entry.lon} {entry.name}, {entry.country}"
    )
    return Found(given, words)


def parted(words: str) -> tuple[str, PlacePrecision | None]:
    """Words for a place without how exactly it is meant, and that; None where they don't say."""
    words = words.strip()
    if found := _MARKED.fullmatch(words):
        said = found[2].lower()
        return found[1], PlacePrecision.GOVERNORATE if said == "region" else PlacePrecision(said)
    if found := _NEAR.fullmatch(words):
        return found[1], PlacePrecision.NEAR
    return words, None


def exactly(words: str, precision: str) -> str:
    """Words for a place with how exactly it is meant, one of EXACTNESS or ""; what the words say themselves stands."""
    own = parted(words)[1]
    return f"{words.strip()} ({precision})" if words.strip() and precision in set(EXACTNESS) and own is None else words


def located_in(gazetteer: Gazetteer, around: Place | None) -> Located:
    """Finds places by words: "Manbij", "Manbij, SY", "geonames:169113" or "36.53,37.95 Manbij mill, SY", each also as
    "near Manbij" or "Manbij (district)", else as exactly as the gazetteer has it.

    `around` is where the machine put what is corrected: a name with several places means one of that country, and
    coordinates without a country lie in it. RecordError where the words mean no place, or several.
    """

    def located(words: str) -> Place:
        name, precision = parted(words)
        place = found_by(name, _KINDS.get(precision, _SETTLED) if precision else _SETTLED)
        if precision is None:
            return place
        if place.precision in _REGIONS and precision is not place.precision:
            remedy = "Give a town or a point in it, or leave it as the gazetteer has it."
            raise RecordError(words, f"is a {place.precision.value} and known no more exactly", remedy)
        return replace(place, precision=precision)

    def found_by(words: str, kinds: frozenset[Kind]) -> Place:
        if found := _NUMBER.fullmatch(words):
            entry = gazetteer.numbered(int(found[1]))
            if entry is None:
                raise RecordError(words, "is not in the gazetteer", "Give coordinates: 36.53,37.95 NAME, COUNTRY.")
            return _place(entry, words)
        if found := _POINT.fullmatch(words):
            return _point(float(found[1]), float(found[2]), found[3], around)
        return _named(gazetteer, words, around, kinds)

    return located


def _point(lat: float, lon: float, words: str, around: Place | None) -> Place:
    name, country = _with_country(words)
    if abs(lat) > 90 or abs(lon) > 180:
        raise RecordError(f"{lat},{lon}", "are no coordinates", "Write latitude, longitude: 36.53,37.95 NAME.")
    if not country and around is None:
        raise RecordError(words, "lies in a country that is not named", f"Write {lat},{lon} {words}, SY.")
    known = around if around is not None and country in ("", around.country) else None
    country = country or (around.country if around else "")
    return Place(name, country, known.admin1 if known else None, lat, lon, PlacePrecision.EXACT)


def _named(gazetteer: Gazetteer, words: str, around: Place | None, kinds: frozenset[Kind]) -> Place:
    name, country = _with_country(words)
    found = [c.entry for c in gazetteer.lookup(name) if c.entry.lat is not None and c.entry.country]
    country = country or (around.country if around else "")
    there = [entry for entry in found if entry.country == country] if country else found
    if around is not None and around.admin1 and len(there) > 1:
        there = [entry for entry in there if entry.admin1 == around.admin1] or there
    if len(there) > 1 and (meant := [entry for entry in there if entry.kind in kinds]):
        there = meant  # a town gives its region its name
    if not found:
        remedy = "Give coordinates and a name: 36.53,37.95 NAME, COUNTRY."
        raise RecordError(f"place {words}", "is not in the gazetteer", remedy)
    if len(there) != 1:
        listed = [_listed(entry) for entry in there or found]
        more = " …" if len(listed) > _SHOWN else ""
        raise RecordError(f"place {words}", "may be several", f"Give one of: {'; '.join(listed[:_SHOWN])}{more}")
    return replace(_place(there[0], words), name=name)


def _listed(entry: Entry) -> str:
    """How a place can be given so that no other is meant."""
    where = f"{entry.name}, {entry.admin1 or '–'}, {entry.country}"
    if entry.geonameid:
        return f"geonames:{entry.geonameid} ({where})"
    return f"“{entry.lat},{entry.lon} {entry.name}, {entry.country}” ({entry.kind.value}, {where})"


def _with_country(words: str) -> tuple[str, str]:
    name, comma, last = words.rpartition(",")
    code = country_code(last.strip()) if comma else None
    return (name.strip(), code) if code else (words.strip(), "")


def _place(entry: Entry, words: str) -> Place:
    if entry.lat is None or entry.lon is None:
        raise RecordError(words, "has no position in the gazetteer", "Give coordinates: 36.53,37.95 NAME, COUNTRY.")
    precision = _PRECISION.get(entry.kind, PlacePrecision.EXACT)
    known = entry.geonameid, entry.admin2
    return Place(entry.name, entry.country, entry.admin1, entry.lat, entry.lon, precision, *known)
