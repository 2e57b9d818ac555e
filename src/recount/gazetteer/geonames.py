"""A dump of GeoNames (download.geonames.org/export/dump: SY.zip, IQ.txt …) as places for the gazetteer.

A desk loads the countries it works on with `recount gazetteer build --geonames FILE`. What reports name is kept in a
small file beside the gazetteer: towns and villages, quarters, districts, bases, airports, camps, dams, hills; rivers,
schools, wells and farms are left out. Lines are read one by one, so that a dump's size is no matter; its number
of places is bounded, as all must fit into memory once when the gazetteer is built.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from recount.errors import GazetteerError
from recount.gazetteer.overlay import Kind

MOST_PLACES = 1_000_000
"""More places than this need a machine of their own: name the countries that matter."""

_FIELDS = 19
_LONGEST_LINE = 100_000
_MOST_NAMES = 60
_SEPARATOR = "|"
_REMEDY = "Give a country's file from download.geonames.org/export/dump, like SY.zip or SY.txt."
_KINDS = {
    **dict.fromkeys(("AIRB", "AIRF", "AIRP", "AIRH", "INSM", "MILB", "DAM", "BDG", "BRDG"), Kind.SITE),
    **dict.fromkeys(("CMP", "CMPRF", "PRN", "PO", "PRT", "HBR", "PS", "OILR", "FT", "RSTN"), Kind.SITE),
    **dict.fromkeys(("OILF", "GASF", "MT", "HLL", "PASS", "MNMT", "CSTM", "RDJCT"), Kind.SITE),
    **dict.fromkeys(("ADM2", "ADM3", "ADM2H"), Kind.DISTRICT),
    **dict.fromkeys(("RGN", "AREA", "MTS", "HLLS", "VAL", "PLN", "DSRT", "ISL"), Kind.AREA),
    "PPLX": Kind.NEIGHBOURHOOD,
}
_NO_LONGER = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})


@dataclass(frozen=True, slots=True)
class DumpPlace:
    """A place of a dump; `admin1` is GeoNames' code of its first-level region, `admin2` the code and, once the dump has
    been read, the name of its second-level one."""

    geonameid: int
    name: str
    aliases: tuple[str, ...]
    kind: Kind
    country: str
    admin1: str
    admin2: str
    at: tuple[float, float]
    population: int


def extract(dumps: Sequence[Path], to: Path) -> int:
    """Write what reports name in the dumps to one file, whole or not at all, and say how many places these are.

    Raises GazetteerError for a file that is no dump, OSError where `to` can't be written.
    """
    found: dict[int, DumpPlace] = {}
    names: dict[tuple[str, str, str], str] = {}
    for dump in dumps:
        for place, code in _places_of(dump):
            found[place.geonameid] = place
            if code == "ADM2":
                names[place.country, place.admin1, place.admin2] = place.name
            if len(found) > MOST_PLACES:
                raise GazetteerError(str(dump), f"more than {MOST_PLACES:,} places", _REMEDY)
    if not found:
        raise GazetteerError(", ".join(map(str, dumps)), "no place that reports name", _REMEDY)
    part = to.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="\n") as out:
        for number in sorted(found):
            place = found[number]
            admin2 = names.get((place.country, place.admin1, place.admin2), "")
            out.write(_line(replace(place, admin2=admin2)))
    part.replace(to)
    return len(found)


def extracted(path: Path) -> Iterator[DumpPlace]:
    """The places of a file that `extract` wrote; raises GazetteerError where it is another."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        for n, line in enumerate(lines, 1):
            try:
                number, name, aliases, kind, country, admin1, admin2, lat, lon, people = line.rstrip("\n").split("\t")
                names = tuple(filter(None, aliases.split(_SEPARATOR)))
                at = float(lat), float(lon)
                yield DumpPlace(int(number), name, names, Kind(kind), country, admin1, admin2, at, int(people))
            except ValueError as error:
                remedy = "Build it again: recount gazetteer build --geonames FILE"
                raise GazetteerError(f"{path}:{n}", "not as Recount wrote it", remedy) from error


def _line(place: DumpPlace) -> str:
    lat, lon = place.at
    values = (
        *(place.geonameid, place.name, _SEPARATOR.join(place.aliases), place.kind.value, place.country),
        *(place.admin1, place.admin2, lat, lon, place.population),
    )
    return "\t".join(map(str, values)) + "\n"


def _places_of(dump: Path) -> Iterator[tuple[DumpPlace, str]]:
    """The places of a dump that reports name, each with its feature code."""
    with _opened(dump) as lines:
        for n, line in enumerate(lines, 1):
            row = line.rstrip("\r\n").split("\t")
            if len(row) != _FIELDS:
                raise GazetteerError(f"{dump}:{n}", f"{len(row)} fields, not {_FIELDS}: no dump of GeoNames", _REMEDY)
            kind = _kind(row[6], row[7])
            if kind is not None:
                try:
                    yield _place(row, kind), row[7]
                except ValueError as error:
                    raise GazetteerError(f"{dump}:{n}", f"a number that is none ({error})", _REMEDY) from error


def _kind(feature: str, code: str) -> Kind | None:
    if feature == "P" and code not in _NO_LONGER:
        return _KINDS.get(code, Kind.TOWN)
    return _KINDS.get(code)


def _place(row: Sequence[str], kind: Kind) -> DumpPlace:
    at = float(row[4]), float(row[5])
    if not (abs(at[0]) <= 90 and abs(at[1]) <= 180):
        raise ValueError(f"{row[4]}, {row[5]}")
    others = (name.replace(_SEPARATOR, " ") for name in (row[2], *row[3].split(","))[:_MOST_NAMES])
    aliases = tuple(dict.fromkeys(name for name in others if name and name != row[1]))
    return DumpPlace(int(row[0]), row[1], aliases, kind, row[8], row[10], row[11], at, max(0, int(row[14] or 0)))


@contextmanager
def _opened(dump: Path) -> Iterator[Iterable[str]]:
    try:
        if zipfile.is_zipfile(dump):
            with zipfile.ZipFile(dump) as archive:
                inside = [name for name in archive.namelist() if name.endswith(".txt") and name != "readme.txt"]
                if len(inside) != 1:
                    raise GazetteerError(str(dump), f"{len(inside)} lists of places in it, not one", _REMEDY)
                with archive.open(inside[0]) as raw:
                    yield _bounded(io.TextIOWrapper(raw, encoding="utf-8", newline="\n"), dump)
        else:
            with dump.open(encoding="utf-8", newline="\n") as lines:
                yield _bounded(lines, dump)
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError, RuntimeError) as error:
        raise GazetteerError(str(dump), f"can't be read ({error})", _REMEDY) from error


def _bounded(lines: io.TextIOBase, dump: Path) -> Iterator[str]:
    n = 0
    while line := lines.readline(_LONGEST_LINE):
        n += 1
        if len(line) == _LONGEST_LINE:
            raise GazetteerError(f"{dump}:{n}", "a line without end: no dump of GeoNames", _REMEDY)
        yield line
