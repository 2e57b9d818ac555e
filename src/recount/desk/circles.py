"""The middle of a circle that somebody asks for by a name: "within 30 km of Tabqa"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recount.codebook.actors import name_key
from recount.desk.finding import Asked, asking
from recount.desk.overview import names_like, spread
from recount.desk.tools import Rules, Settings, gazetteer_of
from recount.errors import RecordError
from recount.export.countries import country_name
from recount.gazetteer import Gazetteer, Kind
from recount.gazetteer.lookup import Candidate, Entry
from recount.store.place_kinds import PlaceKind, place_asked
from recount.store.same_places import most_called

_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)")
_NUMBER = re.compile(r"geonames:(\d{1,9})", re.IGNORECASE)
_TOO_WIDE = frozenset({Kind.COUNTRY, Kind.GOVERNORATE, Kind.CONTINENT, Kind.DEMONYM, Kind.WATER})
_SETTLED = frozenset({Kind.TOWN, Kind.VILLAGE})
_AROUND = 25.0  # kilometres within which incidents say that a place of that name is meant
_MOST = 12
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Middle:
    """Where a circle has its middle; `name` is "" for a point that was given by its degrees."""

    name: str
    lat: float
    lon: float


class SeveralPlacesError(RecordError):
    """A name that several places have, none of which the record has incidents around; any `offered` may be meant."""

    def __init__(self, source: str, remedy: str, offered: tuple[Middle, ...]) -> None:
        super().__init__(source, "may be several, and no incident lies near one", remedy)
        self.offered = offered


def middle_of(
    record: Path, words: str, rules: Rules, settings: Settings, hidden: frozenset[str] = frozenset()
) -> Middle:
    """The place that words mean: degrees ("35.95, 39.01"), a GeoNames number ("geonames:169577"), a name of the
    gazetteer, or one that only the record knows; the country or region that it lies in may follow ("Tadmur, Syria").
    What reports of the record call so goes first, then of several places of that name the one that incidents lie
    around. RecordError where there is none such (`SeveralPlacesError` offers them), or where the name is a country's or
    a region's."""
    if found := _POINT.fullmatch(words):
        return _point(float(found[1]), float(found[2]))
    words, kind = place_asked(words)
    if kind not in (None, PlaceKind.TOWN):
        raise _too_wide(words, kind.value)
    gazetteer = gazetteer_of(rules, settings, lambda _: None)
    if found := _NUMBER.fullmatch(words):
        entry = gazetteer.numbered(int(found[1]))
        if entry is None or entry.lat is None or entry.lon is None:
            raise RecordError(words, "is not in the gazetteer", "Give a name, or degrees: 35.95, 39.01.")
        return Middle(entry.name, entry.lat, entry.lon)
    name, around = (words, "") if gazetteer.lookup(words) else _parts(words)
    named = [one for one in gazetteer.lookup(name) if one.entry.lat is not None and one.entry.lon is not None]
    narrow = [one for one in named if one.entry.kind not in _TOO_WIDE]
    if (narrow or not named) and (own := _called_so(record, name, around, hidden)) is not None:
        return own
    if around:
        narrow = _lying_in(gazetteer, narrow, around)
    if narrow:
        return _meant(record, words, narrow, hidden)
    if (own := _of_the_record(record, name, hidden)) is not None:
        return own
    if named and not around:
        raise _too_wide(words, named[0].entry.kind.value)
    raise _unknown(record, words, hidden)


def _too_wide(words: str, kind: str) -> RecordError:
    what = f"is a {kind}, and no circle has its middle there"
    return RecordError(f"the place “{words}”", what, "Give a town, or degrees: 35.95, 39.01.")


def _parts(words: str) -> tuple[str, str]:
    """A place and what it lies in: "Tadmur" and "Syria" of "Tadmur, Syria"."""
    name, _, around = words.partition(",")
    return name.strip(), around.strip()


def _called_so(record: Path, name: str, around: str, hidden: frozenset[str]) -> Middle | None:
    """Where most incidents of the record lie whose place reports call so, and those around it."""
    among = Asked(hidden=hidden, places=(around,) if around else ())
    with asking(record, among, None) as (finding, wanted):
        columns = finding.columns
        at = most_called(columns, name, finding.flags(wanted))
        if at is None:
            return None
        place = columns.coded["place"]
        return Middle(place.words[place.codes[at]], float(columns.placed["lat"][at]), float(columns.placed["lon"][at]))


def _lying_in(gazetteer: Gazetteer, named: Sequence[Candidate], around: str) -> list[Candidate]:
    """Those that lie in the country or the region of a name; what is told last is the widest."""
    key, wide = name_key(around.rpartition(",")[2]), gazetteer.lookup(around.rpartition(",")[2].strip())
    countries = {one.entry.country for one in wide if one.entry.kind is Kind.COUNTRY} | {around.upper()}
    regions = {(one.entry.country, one.entry.name) for one in wide if one.entry.kind is Kind.GOVERNORATE}
    return [
        one
        for one in named
        if one.entry.country in countries
        or (one.entry.country, one.entry.admin1) in regions
        or (one.entry.admin1 and name_key(one.entry.admin1) == key)
    ]


def _point(lat: float, lon: float) -> Middle:
    if abs(lat) > 90 or abs(lon) > 180:
        raise RecordError(f"{lat}, {lon}", "lies outside the map", "Write latitude and longitude: 35.95, 39.01.")
    return Middle("", lat, lon)


def _meant(record: Path, words: str, named: Sequence[Candidate], hidden: frozenset[str]) -> Middle:
    """The place among several of a name around which most incidents lie; of a town and its district the town."""
    if len(named) == 1:
        return _middle(named[0].entry)
    counts = _incidents_around(record, [one.entry for one in named[:_MOST]], hidden)
    ordered = sorted(
        zip(counts, named, strict=False),
        key=lambda one: (-one[0], one[1].entry.kind not in _SETTLED, one[1].match, -one[1].entry.population),
    )
    if not ordered[0][0]:
        told = [f"geonames:{e.geonameid} ({e.name}, {e.admin1 or '–'}, {e.country})" for e in _numbered(named)]
        more = " …" if len(named) > _SHOWN else ""
        remedy = f"Give one of: {'; '.join(told)}{more}" if told else "Give degrees: 35.95, 39.01."
        raise SeveralPlacesError(f"the place “{words}”", remedy, tuple(_offered(one.entry) for one in named[:_MOST]))
    return _middle(ordered[0][1].entry)


def _offered(entry: Entry) -> Middle:
    within = (entry.admin1, country_name(entry.country) if entry.country else "")
    return replace(_middle(entry), name=", ".join(filter(None, (entry.name, *within))))


def _numbered(named: Sequence[Candidate]) -> list[Entry]:
    return [one.entry for one in named[:_SHOWN] if one.entry.geonameid]


def _middle(entry: Entry) -> Middle:
    assert entry.lat is not None  # noqa: S101 — only such are taken
    assert entry.lon is not None  # noqa: S101
    return Middle(entry.name, entry.lat, entry.lon)


def _incidents_around(record: Path, entries: Sequence[Entry], hidden: frozenset[str]) -> list[int]:
    """How many incidents of the record lie around each place."""
    everything = Asked(hidden=hidden)
    circles = [(entry.lat or 0.0, entry.lon or 0.0, _AROUND) for entry in entries]
    with asking(record, everything, None) as (finding, _):
        return [int(finding.flags(replace(everything, near=circle)).sum()) for circle in circles]


def _of_the_record(record: Path, words: str, hidden: frozenset[str]) -> Middle | None:
    """A place of the record by that name that the gazetteer has not."""
    told = spread(record, Asked(hidden=hidden))
    key = name_key(words)
    for n, name in enumerate(told.names):
        if name_key(name) == key:
            return Middle(name, float(told.lat[n]), float(told.lon[n]))
    return None


def _unknown(record: Path, words: str, hidden: frozenset[str]) -> RecordError:
    like = names_like(record, words, Asked(hidden=hidden))
    remedy = f"Is it {' or '.join(f'“{name}”' for name in like)}? " if like else ""
    return RecordError(
        f"the place “{words}”", "is not in the gazetteer", f"{remedy}Give another name, or degrees: 35.95, 39.01."
    )
