"""Where and when the incidents asked for happened, as columns that a map and a timeline are drawn from."""

from __future__ import annotations

import base64
import json
import re
from contextlib import closing
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import numpy as np

from recount.codebook.actors import name_key
from recount.desk.finding import Asked, asking, families_of
from recount.drawing.reach import reach_of
from recount.model import PlacePrecision
from recount.store import opened
from recount.store.columns import UNKNOWN, Degrees, Flags, Numbers
from recount.store.finding import Finding
from recount.store.place_kinds import place_asked

PRECISIONS = tuple(PlacePrecision)
"""How exactly a place is known, in the order of the numbers that stand for it in `Spread.precision`."""

_ID = re.compile(r"[a-z]?[0-9a-f]{6,40}")
_COVERED = 7  # days; a report dated less closely says nothing of what days had one
_GAP = 14  # days without a report that are worth telling
_MOST_GAPS = 400
_NEAR, _LIKE = 4, 0.6  # names that are offered for one that is not known, and how like it (difflib)


@dataclass(frozen=True, slots=True)
class Spread:
    """All incidents asked for, as columns of equal length; days are counted from 1 January 1970.

    `place` points into the places, -1 where none is known; `family` into `families`; `first` and `last` are `UNKNOWN`
    (`store.columns`) where there is no date. Places have a name, degrees, a precision that points into `PRECISIONS`,
    and, those that are known as areas, how far they reach. `gaps` are the stretches of at least two weeks, first and
    last day, in which the record has no report: between its reports, and from its first incident to its first report,
    and after the last; `reported` are the first and the last day that it has one of.
    """

    names: tuple[str, ...]
    lat: Degrees
    lon: Degrees
    precision: Numbers
    place: Numbers
    first: Numbers
    last: Numbers
    family: Numbers
    families: tuple[str, ...]
    gaps: tuple[tuple[int, int], ...]
    reported: tuple[int, int] | None

    def json(self) -> bytes:
        """All of it as JSON; the columns of incidents are 32-bit numbers, the lowest byte first, in base64."""
        places = {
            "name": self.names,
            "lat": np.round(self.lat, 5).tolist(),
            "lon": np.round(self.lon, 5).tolist(),
            "precision": self.precision.tolist(),
            "reaches": self._reaches(),
        }
        columns = {name: _packed(getattr(self, name)) for name in ("place", "first", "last", "family")}
        whole = {"families": self.families, "places": places, **columns, "gaps": self.gaps, "reported": self.reported}
        return json.dumps(whole, separators=(",", ":"), ensure_ascii=False).encode()

    def _reaches(self) -> dict[int, list[float]]:
        """South, west, north and east of the places that are known as areas, by their numbers."""
        areas = np.flatnonzero(self.precision >= PRECISIONS.index(PlacePrecision.DISTRICT)).tolist()
        found = {n: reach_of(float(self.lat[n]), float(self.lon[n]), PRECISIONS[self.precision[n]]) for n in areas}
        boxes = {n: (box.south, box.west, box.north, box.east) for n, box in found.items() if box}
        return {n: [round(edge, 5) for edge in box] for n, box in boxes.items()}


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many of the incidents asked for a place has, and how exactly it is known as theirs."""

    name: str
    lat: float
    lon: float
    precision: PlacePrecision
    count: int


@dataclass(frozen=True, slots=True)
class Apart:
    """Incidents that a map or a timeline can't show: how many have no place, how many no date, and how many are known
    to a country only, by its name, the most first."""

    unplaced: int
    undated: int
    countries: tuple[tuple[str, int], ...]

    @property
    def countrywide(self) -> int:
        """How many are known to a country only."""
        return sum(count for _, count in self.countries)


def place_counts(told: Spread, most: int, but: PlacePrecision | None = None) -> tuple[PlaceCount, ...]:
    """The places with the most incidents, so many of them; those known `but` so exactly are left out."""
    return _first(told, most, told.precision != PRECISIONS.index(but) if but else np.ones(len(told.names), dtype=bool))


def apart(record: Path, asked: Asked, own: Path | None = None) -> Apart:
    """Those of the incidents asked for that neither the map nor the timeline shows."""
    with asking(record, asked, own) as (finding, wanted):
        at = np.flatnonzero(finding.flags(wanted))
        every = _places(finding)
        which = every.place[at]
        counts = np.bincount(which + 1, minlength=len(every.names) + 1)[1:]
        wide = np.flatnonzero((counts > 0) & (every.precision == PRECISIONS.index(PlacePrecision.COUNTRY)))
        told = [(every.names[n], int(counts[n])) for n in wide.tolist()]
        undated = finding.columns.whole["first_day"][at] == UNKNOWN
        return Apart(
            unplaced=int((which < 0).sum()),
            undated=int(undated.sum()),
            countries=tuple(sorted(told, key=lambda one: (-one[1], one[0]))),
        )


def rough_many(record: Path, asked: Asked, own: Path | None = None) -> int:
    """How many more there would be in the area asked for, of those known as a region or a country that lies in it with
    a part only; 0 where they are asked for, or no area is."""
    if asked.rough or not (asked.box or asked.near):
        return 0
    with asking(record, replace(asked, rough="only"), own) as (finding, wanted):
        return int(finding.flags(wanted).sum())


def _first(told: Spread, most: int, among: Flags) -> tuple[PlaceCount, ...]:
    counts = np.bincount(told.place[told.place >= 0], minlength=len(told.names))
    at = np.flatnonzero(among)
    if len(at) > most:  # all that have as many as the last one: names decide between them
        least = np.partition(counts[at], len(at) - most)[len(at) - most]
        at = at[counts[at] >= least]
    found = [
        PlaceCount(told.names[n], float(told.lat[n]), float(told.lon[n]), PRECISIONS[told.precision[n]], int(counts[n]))
        for n in at.tolist()
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.name))[:most])


def spread(record: Path, asked: Asked, own: Path | None = None) -> Spread:
    """Where and when the incidents asked for happened; `own` is a desk's alias file over the built-in one."""
    with asking(record, asked, own) as (finding, wanted):
        columns = finding.columns
        at = np.flatnonzero(finding.flags(wanted))
        family, families = families_of(finding)
        every = _places(finding)
        which = every.place[at]
        used = np.flatnonzero(np.bincount(which + 1, minlength=len(every.names) + 1)[1:])
        numbers = np.full(len(every.names) + 1, -1, dtype=np.int64)  # the last one for no place
        numbers[used] = np.arange(len(used))
        gaps, reported = _gaps(finding)
        return Spread(
            names=tuple(map(every.names.__getitem__, used.tolist())),
            lat=every.lat[used],
            lon=every.lon[used],
            precision=every.precision[used],
            place=numbers[which],
            first=columns.whole["first_day"][at],
            last=columns.whole["last_day"][at],
            family=family[at],
            families=families,
            gaps=gaps,
            reported=reported,
        )


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """A place that is asked for and that no incident lies in, with the names most like it that some do."""

    name: str
    near: tuple[str, ...]


def unknown_places(record: Path, asked: Asked, own: Path | None = None) -> tuple[UnknownPlace, ...]:
    """Of the places asked for those that are not known in the record, whatever else is asked."""
    everything = Asked(hidden=asked.hidden)
    missing = []
    for name in asked.places:
        with asking(record, replace(everything, places=(name,)), own) as (finding, wanted):
            if not finding.flags(wanted).any():
                missing.append(name)
    if not missing:
        return ()
    return tuple(UnknownPlace(name, names_like(record, name, everything, own)) for name in missing)


def names_like(record: Path, name: str, everything: Asked, own: Path | None = None) -> tuple[str, ...]:
    """The names of the record's places that are most like a name."""
    name, known = place_asked(name)[0], {name_key(one): one for one in spread(record, everything, own).names}
    return tuple(known[key] for key in get_close_matches(name_key(name), known, _NEAR, _LIKE))


def version(record: Path, hidden: frozenset[str] = frozenset()) -> str:
    """What changes whenever incidents or reports do, and is another for who may not see some reports."""
    with asking(record, Asked(hidden=hidden), None) as (finding, _):
        return finding.version


def called(record: Path, words: str) -> tuple[str, str] | None:
    """The one incident or report that an id, or the beginning of one, belongs to; None where these are other words."""
    if not _ID.fullmatch(words):
        return None
    with closing(opened(record)) as store:
        incidents = store.incidents_like(words)
        if len(incidents) == 1:
            return "incidents", incidents[0]
        reports = store.reports_like(words)
        return ("reports", reports[0]) if len(reports) == 1 else None


def _key(lat: Degrees, lon: Degrees, precision: Numbers) -> Numbers:
    """A number for each place, told apart to a metre and by how exactly it is known."""
    down, across = np.round((lat + 90) * 1e5).astype(np.int64), np.round((lon + 180) * 1e5).astype(np.int64)
    return (down * 40_000_000 + across) * len(PRECISIONS) + precision


@dataclass(frozen=True, slots=True)
class _Places:
    """All places of a record's incidents; `place` says for each incident which, -1 where none is known."""

    names: tuple[str, ...]
    lat: Degrees
    lon: Degrees
    precision: Numbers
    place: Numbers


def _places(finding: Finding) -> _Places:
    columns = finding.columns
    held: _Places | None = columns.made.get("places")
    if held is None:
        lat, lon, exactly = columns.placed["lat"], columns.placed["lon"], _precisions(finding)
        placed = np.flatnonzero(~np.isnan(lat))
        keys = _key(lat[placed], lon[placed], exactly[placed])
        _, first_of, which = np.unique(keys, return_index=True, return_inverse=True)
        one_of = placed[first_of]  # for each place, an incident there
        place = np.full(len(columns), -1, dtype=np.int64)
        place[placed] = which
        called = columns.coded["place"]
        names = tuple(called.words[code] for code in called.codes[one_of].tolist())
        held = columns.made["places"] = _Places(names, lat[one_of], lon[one_of], exactly[one_of], place)
    return held


def _precisions(finding: Finding) -> Numbers:
    column = finding.columns.coded["place_precision"]
    own = np.array([PRECISIONS.index(PlacePrecision(word)) for word in column.words], dtype=np.int64)
    return own[column.codes] if len(own) else column.codes


def _gaps(finding: Finding) -> tuple[tuple[tuple[int, int], ...], tuple[int, int] | None]:
    """The stretches, as long as the record's incidents and reports reach, in which there is no report."""
    first, last, _ = finding.reported()
    close = last - first < _COVERED
    first, last = first[close], last[close]
    if not len(first):
        return (), None
    order = np.argsort(first, kind="stable")
    first, reached = first[order], np.maximum.accumulate(last[order])
    reported = int(first[0]), int(reached[-1])
    wide = np.flatnonzero(first[1:] - reached[:-1] > _GAP)
    found = [(int(reached[n]) + 1, int(first[n + 1]) - 1) for n in wide]
    longest = sorted(found, key=lambda gap: (gap[0] - gap[1], gap))[:_MOST_GAPS]
    begun, ended = finding.columns.whole["first_day"], finding.columns.whole["last_day"]
    dated = begun != UNKNOWN
    if dated.any():
        around = (int(begun[dated].min()), reported[0] - 1), (reported[1] + 1, int(ended[dated].max()))
        longest += [gap for gap in around if gap[1] - gap[0] >= _GAP]
    return tuple(sorted(longest)), reported


def _packed(numbers: Numbers) -> str:
    return base64.b64encode(numbers.astype("<i4").tobytes()).decode()
