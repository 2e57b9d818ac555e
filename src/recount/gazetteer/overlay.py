"""A desk's own places: overlay files, and the table of countries, read and checked.

An overlay file is YAML with two lists, both optional:

    regions:     # first-level regions, by GeoNames code: the name to show, and other names
      - {country: SY, code: "04", name: Raqqa, aliases: [Ar-Raqqah, Rakka]}
    places:      # what no list of towns holds, or further names of what it does hold
      - {name: Tabqa dam, aliases: [Euphrates dam], kind: site, country: SY, admin1: Raqqa, at: [35.872, 38.567]}

A place without `at` is known to lie in its region and no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from recount.errors import GazetteerError


class Kind(StrEnum):
    """What sort of place an entry of the gazetteer is."""

    COUNTRY = "country"
    GOVERNORATE = "governorate"
    DISTRICT = "district"
    TOWN = "town"
    VILLAGE = "village"
    NEIGHBOURHOOD = "neighbourhood"
    SITE = "site"
    AREA = "area"
    WATER = "water"
    CONTINENT = "continent"
    DEMONYM = "demonym"


OVERLAY_KINDS = frozenset(set(Kind) - {Kind.COUNTRY, Kind.GOVERNORATE, Kind.DEMONYM})
_PLACE_KEYS = {"name", "aliases", "kind", "country", "admin1", "at"}
_REGION_KEYS = {"country", "code", "name", "aliases"}
_COUNTRY_KEYS = {"name", "aliases", "demonyms", "at"}
_MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class OverlayPlace:
    """A place that somebody added by hand; `at` is (latitude, longitude) or None where only the region is known."""

    name: str
    aliases: tuple[str, ...]
    kind: Kind
    country: str
    admin1: str | None
    at: tuple[float, float] | None
    source: str


@dataclass(frozen=True, slots=True)
class OverlayRegion:
    """The name to show for a first-level region, and what else it is called."""

    country: str
    code: str
    name: str
    aliases: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """What one overlay file holds."""

    places: tuple[OverlayPlace, ...]
    regions: tuple[OverlayRegion, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country as reports name it, its people's names, and a point near its middle."""

    code: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    at: tuple[float, float]


class _LineLoader(yaml.SafeLoader):
    """Safe YAML that remembers on which line each mapping starts."""


def _mapping(loader: _LineLoader, node: yaml.MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {str(k): v for k, v in loader.construct_mapping(node, deep=True).items()}
    found["__line__"] = node.start_mark.line + 1
    return found


_LineLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def overlay_of(path: Path) -> Overlay:
    """The places and regions of an overlay file.

    Raises GazetteerError naming file, line, problem and remedy.
    """
    data = _parsed(path)
    line = data.pop("__line__", 1)
    unknown = sorted(set(data) - {"places", "regions"})
    if unknown:
        raise GazetteerError(f"{path}:{line}", f"unknown list {unknown[0]!r}", "Use `places:` and `regions:`.")
    return Overlay(
        tuple(_place(path, row) for row in _rows(path, data, "places")),
        tuple(_region(path, row) for row in _rows(path, data, "regions")),
    )


def countries_of(path: Path) -> tuple[Country, ...]:
    """The countries of a file like the built-in `countries.yaml`; raises GazetteerError."""
    data = _parsed(path)
    data.pop("__line__", None)
    found = []
    for code, row in data.items():
        if not isinstance(row, dict):
            raise GazetteerError(f"{path}", f"{code} is no mapping", "Write `XX: {name: …, at: [lat, lon]}`.")
        where = _where(path, row)
        _known(where, row, _COUNTRY_KEYS)
        at = _point(where, row)
        if at is None:
            raise GazetteerError(where, f"{code} has no position", "Add `at: [latitude, longitude]`.")
        found.append(
            Country(str(code), _name(where, row), _names(where, row, "aliases"), _names(where, row, "demonyms"), at)
        )
    return tuple(found)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise GazetteerError(str(path), "larger than 20 MB", "Split it, or load a full dump instead.")
        data = yaml.load(path.read_bytes(), Loader=_LineLoader)  # noqa: S506 - derives from SafeLoader
    except OSError as error:
        raise GazetteerError(
            str(path), f"can't be read ({error.strerror})", "Check the path and its rights."
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        problem = getattr(error, "problem", None) or "unreadable"
        raise GazetteerError(where, f"no YAML: {problem}", "Mend the line; quote names with colons.") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise GazetteerError(str(path), "not a mapping", "Start with `places:` and list the places below it.")
    return data


def _rows(path: Path, data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    rows = data.get(key) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise GazetteerError(str(path), f"`{key}` is no list of mappings", "Write one `- {name: …}` a line.")
    return rows


def _place(path: Path, row: dict[str, Any]) -> OverlayPlace:
    where = _where(path, row)
    _known(where, row, _PLACE_KEYS)
    kind = row.get("kind")
    if kind not in OVERLAY_KINDS:
        raise GazetteerError(where, f"kind {kind!r} is unknown", f"Use one of: {', '.join(sorted(OVERLAY_KINDS))}.")
    country = row.get("country", "")
    nowhere = kind in (Kind.WATER, Kind.CONTINENT)
    if not nowhere and not (isinstance(country, str) and len(country) == 2 and country.isupper()):
        raise GazetteerError(where, f"country {country!r} is no code", 'Use two capitals, quoted for NO: SY, IQ, "NO".')
    admin1 = row.get("admin1")
    if admin1 is not None and not isinstance(admin1, str):
        raise GazetteerError(where, f"admin1 {admin1!r} is no name", "Give the region's name, or leave it out.")
    at = _point(where, row)
    if at is None and admin1 is None and not nowhere:
        raise GazetteerError(where, "neither a position nor a region", "Add `at: [lat, lon]`, or `admin1: NAME`.")
    return OverlayPlace(_name(where, row), _names(where, row, "aliases"), Kind(kind), country or "", admin1, at, where)


def _region(path: Path, row: dict[str, Any]) -> OverlayRegion:
    where = _where(path, row)
    _known(where, row, _REGION_KEYS)
    country, code = row.get("country"), row.get("code")
    if not isinstance(country, str) or not isinstance(code, str):
        raise GazetteerError(where, "country or code missing or unquoted", 'Write `country: SY, code: "04"`.')
    return OverlayRegion(country, code, _name(where, row), _names(where, row, "aliases"), where)


def _where(path: Path, row: Mapping[str, Any]) -> str:
    return f"{path}:{row['__line__']}"


def _known(where: str, row: Mapping[str, Any], keys: set[str]) -> None:
    unknown = sorted(set(row) - keys - {"__line__"})
    if unknown:
        raise GazetteerError(where, f"unknown field {unknown[0]!r}", f"Fields are: {', '.join(sorted(keys))}.")


def _name(where: str, row: Mapping[str, Any]) -> str:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise GazetteerError(where, "no name", "Add `name:`; quote names that YAML takes for something else.")
    return name


def _names(where: str, row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    names = row.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise GazetteerError(where, f"`{key}` is no list of names", f"Write `{key}: [One, Another]`; quote Yes and No.")
    return tuple(names)


def _point(where: str, row: Mapping[str, Any]) -> tuple[float, float] | None:
    at = row.get("at")
    if at is None:
        return None
    right = (
        isinstance(at, list)
        and len(at) == 2
        and all(isinstance(x, int | float) and not isinstance(x, bool) for x in at)
        and abs(at[0]) <= 90
        and abs(at[1]) <= 180
    )
    if not right:
        raise GazetteerError(where, f"position {at!r} is none", "Write `at: [latitude, longitude]` in degrees.")
    return float(at[0]), float(at[1])
