"""What a desk asks of a record's incidents by filters: a page of the chronology, the timeline, the map's points, and
counts of what there is. All of it is made from lines (`store.columns`), so that a hundred thousand incidents are no
more to wait for than a hundred.
"""

from __future__ import annotations

import base64
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path

import numpy as np

from recount.desk.finding_asked import Asked, asking, families_of
from recount.desk.finding_time import Bin, Timeline, timeline
from recount.desk.given_out import given_out
from recount.desk.named_parties import named_among
from recount.desk.row_words import worded
from recount.errors import RecordError
from recount.store.columns import UNKNOWN, Columns, Numbers
from recount.store.finding_rows import Figure, Row
from recount.store.totals import killed_but_for_totals, totals_in

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
    "asking",
    "facets",
    "families_of",
    "found",
    "points",
    "timeline",
    "undated",
    "unplaced",
]

MOST_ROWS = 1000
_MOST_NAMES = 30
_LONGEST_CURSOR = 400
_Key = tuple[int, bytes]


class Order(StrEnum):
    """What a chronology begins with: the latest event, the earliest, what was reported last, the highest number of
    killed in one incident (totals over several come after those), the most origins."""

    LATEST = "latest"
    EARLIEST = "earliest"
    REPORTED = "reported"
    TOLL = "toll"
    ORIGINS = "origins"


_BY = {Order.REPORTED: "last_reported", Order.ORIGINS: "origin_count"}


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of a chronology; `after` is where the next ones begin, None where these are the last; `total` is how
    many there are in all."""

    rows: tuple[Row, ...]
    after: str | None
    total: int


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
    totals: int
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
        rows = worded(finding, finding.rows(columns.numbers[shown].tolist()))
        marked = zip(rows, totals_in(columns)[shown].tolist(), strict=True)
        return Page(tuple(replace(row, total=True) if one else row for row, one in marked), following, len(chosen))


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
            return dict(islice(_seen(record, asked, name, told, own), _MOST_NAMES))

        family, families = families_of(finding)
        flags = finding.flags(wanted)
        of_family = np.bincount(family[finding.flags(wanted, "types")], minlength=len(families))
        public = finding.flags(replace(wanted, published=True, given_out=given_out(record)))
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
            totals=int(totals_in(columns)[flags].sum()),
            undated=int((columns.whole["first_day"][flags] == UNKNOWN).sum()),
            unplaced=int(np.isnan(columns.placed["lat"][flags]).sum()),
            total=int(flags.sum()),
        )


def _seen(
    record: Path, asked: Asked, name: str, told: Mapping[str, int], own: Path | None
) -> Iterator[tuple[str, int]]:
    """Of a list of parties or origins those that who asks may see by name."""
    rest = iter(told.items())
    while some := list(islice(rest, _MOST_NAMES)):
        hides = asked.nameless and name != "outlets"
        secret = named_among(record, [one for one, _ in some], own, speak=name == "origins") if hides else ()
        yield from (pair for pair in some if pair[0] not in secret)


def undated(record: Path, asked: Asked, own: Path | None = None) -> int:
    """How many more would be among the incidents asked for if a date did not have to be known."""
    with asking(record, replace(asked, first=None, last=None, undated="only"), own) as (finding, wanted):
        return int(finding.flags(wanted).sum())


def unplaced(record: Path, asked: Asked, own: Path | None = None) -> int:
    """How many more would be among the incidents asked for if a place did not have to be known."""
    with asking(record, replace(asked, box=None, near=None, unplaced=True), own) as (finding, wanted):
        return int(finding.flags(wanted).sum())


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
    if order is Order.TOLL:
        if order.name not in columns.orders:
            columns.orders[order.name] = killed_but_for_totals(columns)
        return columns.orders[order.name]
    held = columns.orders.get("told")
    if held is None:  # what has a date of its own, then what is known by a report's day, then the others
        told = (columns.names["in_order"] < "9999").astype(np.int64)
        held = columns.orders["told"] = told + (columns.whole["first_day"] != UNKNOWN)
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


def _most(words: Sequence[str], counts: Numbers) -> dict[str, int]:
    """The words that are there, the most frequent first."""
    told = [(word, int(n)) for word, n in zip(words, counts, strict=True) if n]
    return dict(sorted(told, key=lambda one: (-one[1], one[0])))


def _or_none(numbers: Numbers) -> list[int | None]:
    return [None if number == UNKNOWN else number for number in numbers.tolist()]
