"""The built gazetteer: a name in, the places it may mean out."""

from __future__ import annotations

import os
import sqlite3
import threading
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from recount.errors import GazetteerError
from recount.gazetteer.build import build, fingerprint
from recount.gazetteer.names import ARTICLES, full_key, plain_key, same_onset, skeleton
from recount.gazetteer.overlay import Kind


class Match(IntEnum):
    """How a written name met a place's name, the surest first."""

    EXACT = 0
    ARTICLE = 1
    SPELLING = 2
    FUZZY = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer; `country` is ISO 3166 alpha-2 (empty for seas and continents), `admin1` the name of
    its first-level region, `admin2` of its second-level one, `population` 0 where unknown."""

    id: int
    name: str
    country: str
    admin1: str | None
    kind: Kind
    lat: float | None
    lon: float | None
    population: int
    geonameid: int | None
    admin2: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, and how well the name fits; `primary` when it is the name that the list of towns
    gives first, not one of its other names in some language."""

    entry: Entry
    match: Match
    primary: bool = False


_SQL = """select p.id, p.name, p.country, p.admin1, p.kind, p.lat, p.lon, p.population, p.geonameid, p.admin2,
  n.key, n.own
from name n join place p on p.id = n.place where n.key in (?, ?)
order by n.own desc, p.population desc, p.id limit 400"""
_BY = "select id, name, country, admin1, kind, lat, lon, population, geonameid, admin2 from place where"
_ONE = f"{_BY} id = ?"
_INHABITED = """select id, lat, lon, population from place
where kind in ('town', 'village') and population > 0 and lat is not null and lon is not null order by lat"""
_FUZZY_SCORE = 88
_SPELLING_SCORE = 55
_MOST_SPELLINGS = 8


class Gazetteer:
    """Names to places, read-only; safe to use from several threads, and from processes that were handed it."""

    def __init__(self, path: Path, mark: str) -> None:
        self.path = path
        self.fingerprint = mark
        self._local = threading.local()
        self.lookup = lru_cache(maxsize=50_000)(self._lookup)
        self.similar = lru_cache(maxsize=20_000)(self._similar)
        self._spellings = lru_cache(maxsize=12)(self._spellings_of)

    @classmethod
    def open(cls, path: Path, overlays: Sequence[Path] = ()) -> Gazetteer:
        """The gazetteer in the file at `path`.

        Raises GazetteerError when there is none, or when it was built from other sources than this version's.
        """
        remedy = "Delete the file and run again: it is built anew in a quarter of a minute."
        if not path.is_file():
            raise GazetteerError(str(path), "no gazetteer there", "Build it first (recount does so on its first run).")
        wanted = fingerprint(overlays)
        try:
            with sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True) as db:
                row = db.execute("select value from meta where key = 'fingerprint'").fetchone()
        except sqlite3.DatabaseError as error:
            raise GazetteerError(str(path), f"no gazetteer file ({error})", remedy) from error
        finally:
            if "db" in locals():
                db.close()
        if row is None or row[0] != wanted:
            raise GazetteerError(str(path), "built from other sources than this version's", remedy)
        return cls(path, wanted)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path, str]]:
        return Gazetteer, (self.path, self.fingerprint)

    def _db(self) -> sqlite3.Connection:
        held: tuple[int, sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is None or held[0] != os.getpid():
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            held = (os.getpid(), sqlite3.connect(uri, uri=True, check_same_thread=False))
            self._local.held = held
        return held[1]

    def close(self) -> None:
        """Let go of this thread's connection; the next lookup opens another."""
        held: tuple[int, sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is not None:
            held[1].close()
            self._local.held = None

    def _lookup(self, name: str) -> tuple[Candidate, ...]:
        """All places called `name`, article or not: exact matches first, then the more populous."""
        full = full_key(name)
        if len(full) < 2 or full in ARTICLES:
            return ()
        found = []
        seen = set()
        for *row, key, own in self._db().execute(_SQL, (full, plain_key(full))):
            if row[0] not in seen:
                seen.add(row[0])
                exact = own and key == full
                found.append(Candidate(_entry(row), Match.EXACT if exact else Match.ARTICLE, own == 2 and exact))
        return tuple(sorted(found, key=lambda c: c.match))

    def numbered(self, geonameid: int) -> Entry | None:
        """The place that GeoNames knows by this number."""
        row = self._db().execute(f"{_BY} geonameid = ? limit 1", (geonameid,)).fetchone()
        return _entry(row) if row else None

    def inhabited(self) -> list[tuple[int, float, float, int]]:
        """All inhabited places: their number here, latitude, longitude, population; from south to north."""
        return self._db().execute(_INHABITED).fetchall()

    def entry(self, number: int) -> Entry | None:
        """The place with this number here."""
        row = self._db().execute(_ONE, (number,)).fetchone()
        return _entry(row) if row else None

    def _similar(self, name: str, country: str) -> tuple[Candidate, ...]:
        """Places of one country whose spelling is close to `name`: same consonants first, then a fuzzy match.

        Guesses: for names that `lookup` doesn't know, in a country that the report speaks of.
        """
        key = plain_key(full_key(name))
        if len(key) < 4:
            return ()
        keys, ids, by_skeleton = self._spellings(country)
        near: dict[int, float] = {}
        for i in by_skeleton.get(skeleton(key), ()):
            score = fuzz.ratio(key, keys[i])
            if score >= _SPELLING_SCORE and same_onset(key, keys[i]):
                near[ids[i]] = max(score, near.get(ids[i], 0.0))
        match = Match.SPELLING
        if not near:
            match = Match.FUZZY
            for _, score, i in process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=_FUZZY_SCORE, limit=5):
                if keys[i][0] == key[0]:
                    near[ids[i]] = max(score, near.get(ids[i], 0.0))
        best = sorted(near, key=lambda i: (-near[i], i))[:_MOST_SPELLINGS]
        return tuple(Candidate(_entry(self._db().execute(_ONE, (i,)).fetchone()), match) for i in best)

    def _spellings_of(self, country: str) -> tuple[list[str], list[int], dict[str, list[int]]]:
        row = self._db().execute("select keys from spelling where country = ?", (country,)).fetchone()
        lines = zlib.decompress(row[0]).decode().split("\n") if row else []
        keys = [line.split("\t")[0] for line in lines]
        ids = [int(line.split("\t")[1]) for line in lines]
        by_skeleton: dict[str, list[int]] = {}
        for i, key in enumerate(keys):
            bones = skeleton(key)
            if bones:
                by_skeleton.setdefault(bones, []).append(i)
        return keys, ids, by_skeleton


def _entry(row: Sequence[object]) -> Entry:
    number, name, country, admin1, kind, *rest = row
    return Entry(number, name, country, admin1, Kind(kind), *rest)  # type: ignore[arg-type]


def built(path: Path, overlays: Sequence[Path] = ()) -> Gazetteer:
    """The gazetteer at `path`, built there first when it is missing or was built from other sources.

    Raises GazetteerError for a wrong overlay file.
    """
    try:
        return Gazetteer.open(path, overlays)
    except GazetteerError:
        build(path, overlays)
        return Gazetteer.open(path, overlays)
