"""What a desk asks of a record's incidents by filters: a page of the chronology, the timeline, the map's points, and
counts of what there is. All of it is made from lines (`store.columns`), so that a hundred thousand incidents are no
more to wait for than a hundred.
"""

from __future__ import annotations

import base64
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from recount.codebook import conflict_merging
from recount.codebook.actors import actors_over
from recount.desk.asking import with_aliases, with_countries
from recount.errors import RecordError
from recount.resolution.packing import merging_of
from recount.store import Filters, opened
from recount.store.columns import UNKNOWN, Columns, Numbers
from recount.store.finding import Finding
from recount.store.finding_rows import Figure, Row

__all__ = [
    "Asked",
    "Bin",
    "Facets",
    "Figure",
    "Order",
    "Page",
    "Points",
    "Row",
    "Timeline",
    "facets",
    "found",
    "points",
    "timeline",
    "undated",
    "unplaced",
]

Asked = Filters
"""What is asked of incidents; see `recount.store.port.Filters`."""

MOST_ROWS = 1000
_MOST_NAMES = 30
_MOST_BINS = 2000
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
_SHORT = 3  # days; what lasted no longer, or is dated so closely, stands at its first day
_COVERED = 7  # days; a report dated less closely says nothing of what days had one
_MONDAY = -3  # the Monday before 1 January 1970
_SOME_DAY = 719_163  # 1 January 1970 in `date.toordinal`
_LONGEST_CURSOR = 400
_Key = tuple[int, bytes]


class Order(StrEnum):
    """What a chronology begins with: the latest event, the earliest, what was reported last, the highest number of
    killed, the most origins."""

    LATEST = "latest"
    EARLIEST = "earliest"
    REPORTED = "reported"
    TOLL = "toll"
    ORIGINS = "origins"


_BY = {Order.REPORTED: "last_reported", Order.TOLL: "counted_killed", Order.ORIGINS: "origin_count"}


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of a chronology; `after` is where the next ones begin, None where these are the last; `total` is how
    many there are in all."""

    rows: tuple[Row, ...]
    after: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Bin:
    """The incidents of some days, both included, by the family of their type.

    `may` counts those whose date is known less closely than that, and which may belong here. `reports` is how many
    reports were published then: where there is none, silence is not peace.
    """

    first: date
    last: date
    counts: Mapping[str, int]
    may: int
    reports: int

    @property
    def total(self) -> int:
        """All incidents of these days."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Timeline:
    """Incidents by day, week, month or year (`unit`), without a break from the first to the last; `families` with the
    most frequent first. `vague` are dated less closely than a bin, and stand in `Bin.may`; `undated` in none."""

    unit: str
    bins: tuple[Bin, ...]
    families: tuple[str, ...]
    vague: int
    undated: int


@dataclass(frozen=True, slots=True)
class Points:
    """The incidents that have a place, as columns of equal length in the order of the record; `unplaced` have none.

    `lat` and `lon` are degrees; `precision` points into `precisions`, `family` into `families`, `grade` into `grades`
    ("" for none); `first` and `last` are days since 1 January 1970, None where there is no date; `toll` is the highest
    number of killed that an origin gives, None where nobody gives one.
    """

    ids: list[str]
    lat: list[float]
    lon: list[float]
    precision: list[int]
    first: list[int | None]
    last: list[int | None]
    family: list[int]
    toll: list[int | None]
    grade: list[int]
    precisions: tuple[str, ...]
    families: tuple[str, ...]
    grades: tuple[str, ...]
    unplaced: int

    def __len__(self) -> int:
        return len(self.ids)

    def json(self) -> bytes:
        """All of it as JSON, under the names of the fields."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Facets:
    """How many incidents there are of each type, status, grade and so on, the most frequent first.

    Each is counted as if nothing were asked of it: with `types` asked for, `types` still counts all that the rest of
    the question keeps. Of actors and origins the thirty most frequent are given. "" stands for no grade, no country.
    """

    types: Mapping[str, int]
    families: Mapping[str, int]
    statuses: Mapping[str, int]
    grades: Mapping[str, int]
    countries: Mapping[str, int]
    actors: Mapping[str, int]
    origins: Mapping[str, int]
    outlets: Mapping[str, int]
    contested: int
    published: int
    undated: int
    unplaced: int
    total: int


def found(
    record: Path,
    asked: Asked,
    order: Order = Order.LATEST,
    after: str | None = None,
    limit: int = 50,
    own: Path | None = None,
) -> Page:
    """A page of the incidents that are asked for; `after` is where the page before it ended. RecordError where it is
    no such place, or what is asked can't be. `own` is a desk's alias file over the built-in one, here and below."""
    most = max(1, min(limit, MOST_ROWS))
    with asking(record, asked, own) as (finding, wanted):
        columns = finding.columns
        whole = _in_order(columns, order)
        chosen = whole[finding.flags(wanted)[whole]]
        key = _key(columns, order)
        start = bisect_right(chosen, _place(order, after), key=key) if after else 0
        shown = chosen[start : start + most]
        rest = len(chosen) > start + most
        following = _cursor(order, key(shown[-1])) if rest and len(shown) else None
        return Page(finding.rows(columns.numbers[shown].tolist()), following, len(chosen))


def timeline(record: Path, asked: Asked, width: int = 400, own: Path | None = None) -> Timeline:
    """The incidents asked for in time, in at most `width` bins."""
    with asking(record, asked, own) as (finding, wanted):
        columns, flags = finding.columns, finding.flags(wanted)
        dated = flags & (columns.whole["first_day"] != UNKNOWN)
        undated = int(flags.sum() - dated.sum())
        first, last = columns.whole["first_day"][dated], columns.whole["last_day"][dated]
        if not len(first):
            return Timeline("day", (), (), 0, undated)
        edges, unit = _edges(*_span(wanted, first, last), max(1, min(width, _MOST_BINS)))
        family, families = families_of(finding)
        within = last - first < max(_DAYS[unit], _SHORT)
        at = np.clip(np.searchsorted(edges, first, side="right") - 1, 0, len(edges) - 2)
        counts = np.zeros((len(edges) - 1, len(families)), dtype=np.int64)
        np.add.at(counts, (at[within], family[dated][within]), 1)
        may = _covering(edges, first[~within], last[~within], np.ones(int((~within).sum()), dtype=np.int64))
        begun, ended, reports = finding.reported()
        close = ended - begun < _COVERED
        told = _covering(edges, begun[close], ended[close], reports[close])
        shown = np.argsort(-counts.sum(axis=0), kind="stable")
        used = [int(n) for n in shown if counts[:, n].any()]
        bins = tuple(
            Bin(_day(start), _day(end - 1), {families[k]: n for k in used if (n := row[k])}, some, heard)
            for start, end, row, some, heard in zip(
                edges[:-1].tolist(), edges[1:].tolist(), counts.tolist(), may.tolist(), told.tolist(), strict=True
            )
        )
        return Timeline(unit, bins, tuple(families[k] for k in used), int((~within).sum()), undated)


def points(record: Path, asked: Asked, own: Path | None = None) -> Points:
    """The incidents asked for as points of a map."""
    with asking(record, asked, own) as (finding, wanted):
        columns, flags = finding.columns, finding.flags(wanted)
        placed = flags & ~np.isnan(columns.placed["lat"])
        at = np.flatnonzero(placed)
        at = at[np.argsort(columns.rank[at])]
        family, families = families_of(finding)
        return Points(
            ids=columns.names["incident"][at].tolist(),
            lat=np.round(columns.placed["lat"][at], 5).tolist(),
            lon=np.round(columns.placed["lon"][at], 5).tolist(),
            precision=columns.coded["place_precision"].codes[at].tolist(),
            first=_or_none(columns.whole["first_day"][at]),
            last=_or_none(columns.whole["last_day"][at]),
            family=family[at].tolist(),
            toll=_or_none(columns.whole["counted_killed"][at]),
            grade=columns.coded["grade"].codes[at].tolist(),
            precisions=columns.coded["place_precision"].words,
            families=families,
            grades=columns.coded["grade"].words,
            unplaced=int(flags.sum()) - len(at),
        )


def facets(record: Path, asked: Asked, own: Path | None = None) -> Facets:
    """How many incidents there are of what, of those asked for."""
    with asking(record, asked, own) as (finding, wanted):
        columns = finding.columns

        def coded(name: str, part: str) -> dict[str, int]:
            column = columns.coded[name]
            counts = np.bincount(column.codes[finding.flags(wanted, part)], minlength=len(column.words))
            return _most(column.words, counts)

        def listed(name: str, part: str) -> dict[str, int]:
            column = columns.listed[name]
            told = _most(column.words, column.held_by(finding.flags(wanted, part)))
            return dict(islice(told.items(), _MOST_NAMES))

        family, families = families_of(finding)
        flags = finding.flags(wanted)
        of_family = np.bincount(family[finding.flags(wanted, "types")], minlength=len(families))
        public = finding.flags(replace(wanted, published=True))
        return Facets(
            types=coded("type", "types"),
            families=_most(families, of_family),
            statuses=coded("status", "statuses"),
            grades=coded("grade", "grades"),
            countries=coded("country", "where"),
            actors=listed("actors", "actors"),
            origins=listed("origins", ""),
            outlets=listed("outlets", "outlets"),
            contested=int((columns.whole["contested"][flags] > 0).sum()),
            published=int(public.sum()),
            undated=int((columns.whole["first_day"][flags] == UNKNOWN).sum()),
            unplaced=int(np.isnan(columns.placed["lat"][flags]).sum()),
            total=int(flags.sum()),
        )


def undated(record: Path, asked: Asked, own: Path | None = None) -> int:
    """How many more would be among the incidents asked for if a date did not have to be known."""
    with asking(record, replace(asked, first=None, last=None, undated="only"), own) as (finding, wanted):
        return int(finding.flags(wanted).sum())


def unplaced(record: Path, asked: Asked, own: Path | None = None) -> int:
    """How many more would be among the incidents asked for if a place did not have to be known."""
    with asking(record, replace(asked, box=None, near=None, unplaced=True), own) as (finding, wanted):
        return int(finding.flags(wanted).sum())


@contextmanager
def asking(record: Path, asked: Asked, own: Path | None) -> Iterator[tuple[Finding, Asked]]:
    """The record, opened, and what is asked, checked, with all names of the actors and countries in it."""
    _check(asked)
    wanted = with_countries(with_aliases(asked, actors_over(own)) if asked.actors else asked)
    with closing(opened(record)) as store, store.finding() as finding:
        yield finding, wanted


def _check(asked: Asked) -> None:
    """RecordError where what is asked can't be."""
    if asked.undated not in ("", "also", "only", "without"):
        raise RecordError(f"undated {asked.undated}", "is no choice", "Choose also, only or without.")
    if asked.first and asked.last and asked.first > asked.last:
        raise RecordError(f"{asked.first} to {asked.last}", "ends before it begins", "Turn the two days around.")
    if asked.box is not None:
        south, west, north, east = asked.box
        if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
            what = "is no area"
            raise RecordError(f"box {asked.box}", what, "Give south, west, north, east in degrees.")
    if asked.near is not None:
        lat, lon, far = asked.near
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and isfinite(far) and far > 0):
            what = "is no circle"
            raise RecordError(f"near {asked.near}", what, "Give latitude, longitude and a number of kilometres.")


def _in_order(columns: Columns, order: Order) -> Numbers:
    """The positions of all incidents in an order; what equals in it stands as in the chronology."""
    held = columns.orders.get(order)
    if held is None:
        way = columns.rank if order is Order.EARLIEST else -columns.rank
        held = columns.orders[order] = np.lexsort((way, -_first(columns, order)))
    return held


def _first(columns: Columns, order: Order) -> Numbers:
    """What decides in an order, the highest first."""
    if order in _BY:
        return columns.whole[_BY[order]]
    held = columns.orders.get("told")
    if held is None:  # of the others neither the day of the event nor that of a report is known
        held = columns.orders["told"] = (columns.names["in_order"] < "9999").astype(np.int64)
    return held


def _key(columns: Columns, order: Order) -> Callable[[int], _Key]:
    """What positions are put in this order by."""
    first = _first(columns, order)

    def key(at: int) -> _Key:
        told = str(columns.names["in_order"][at]).encode()
        return -int(first[at]), told if order is Order.EARLIEST else _turned(told)

    return key


def _turned(told: bytes) -> bytes:
    """Bytes that come in the opposite order."""
    return bytes(255 - one for one in told) + b"\xff"


def _cursor(order: Order, key: _Key) -> str:
    line = json.dumps([order.value, key[0], base64.b85encode(key[1]).decode()], separators=(",", ":"))
    return base64.urlsafe_b64encode(line.encode()).decode().rstrip("=")


def _place(order: Order, after: str) -> _Key:
    """Where a page ended; RecordError where no page of this order did."""
    try:
        line = base64.urlsafe_b64decode(after[:_LONGEST_CURSOR] + "==")
        asked, first, told = json.loads(line)
        if asked == order.value and type(first) is int:
            return first, base64.b85decode(told)
    except (ValueError, TypeError, RecursionError):
        pass
    raise RecordError("the next page", "does not follow on a page of this list", "Begin again with the first page.")


def _span(asked: Asked, first: Numbers, last: Numbers) -> tuple[int, int]:
    """The first and the last day of a timeline: those of the incidents, within those asked for."""
    begin, end = int(first.min()), int(last.max())
    if asked.first is not None:
        begin = max(begin, asked.first.toordinal() - _SOME_DAY)
    if asked.last is not None:
        end = min(end, asked.last.toordinal() - _SOME_DAY)
    return begin, max(begin, end)


def _edges(begin: int, end: int, width: int) -> tuple[Numbers, str]:
    """Where bins begin, and where the last one ends, in days; and what they are."""
    if end - begin < width:
        return np.arange(begin, end + 2), "day"
    monday = begin - (begin - _MONDAY) % 7
    if (end - monday) // 7 < width:
        return np.arange(monday, end + 7 - (end - _MONDAY) % 7 + 1, 7), "week"
    for unit in ("M", "Y"):
        months = np.arange(_whole(begin, unit), _whole(end, unit) + 2)
        if len(months) - 1 <= width or unit == "Y":
            break
    return months.astype("datetime64[D]").astype(np.int64), "month" if unit == "M" else "year"


def _whole(day: int, unit: str) -> Any:
    return np.datetime64(day, "D").astype(f"datetime64[{unit}]")


def _covering(edges: Numbers, first: Numbers, last: Numbers, weight: Numbers) -> Numbers:
    """For each bin the sum of the weights of those that reach into it."""
    bins = len(edges) - 1
    begin = np.searchsorted(edges, first, side="right") - 1
    end = np.searchsorted(edges, last, side="right") - 1
    inside = (end >= 0) & (begin < bins)
    steps = np.zeros(bins + 1, dtype=np.int64)
    np.add.at(steps, np.clip(begin[inside], 0, bins), weight[inside])
    np.add.at(steps, np.clip(end[inside] + 1, 0, bins), -weight[inside])
    return np.cumsum(steps)[:bins]


def families_of(finding: Finding) -> tuple[Numbers, tuple[str, ...]]:
    """The family of each incident's type, after the codebook that the record was brought together by."""
    column, known = finding.columns.coded["type"], _families_in(finding.merging())
    families = tuple(dict.fromkeys(known.get(word, word) for word in column.words))
    of_type = np.array([families.index(known.get(word, word)) for word in column.words], dtype=np.int64)
    return of_type[column.codes], families


@cache
def _families_in(merging: str) -> Mapping[str, str]:
    return (merging_of(merging) if merging else conflict_merging()).families


def _most(words: Sequence[str], counts: Numbers) -> dict[str, int]:
    """The words that are there, the most frequent first."""
    told = [(word, int(n)) for word, n in zip(words, counts, strict=True) if n]
    return dict(sorted(told, key=lambda one: (-one[1], one[0])))


def _day(number: int) -> date:
    return date.fromordinal(min(max(number + _SOME_DAY, 1), date.max.toordinal()))


def _or_none(numbers: Numbers) -> list[int | None]:
    return [None if number == UNKNOWN else number for number in numbers.tolist()]
