"""Filters as they stand in an address: read, written, and said in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote_plus, urlencode

from starlette.datastructures import QueryParams

from recount.desk.finding import Asked, Order
from recount.export.countries import country_name
from recount.export.wording import days_words, plural, type_words
from recount.model import Harm, Status
from recount.store.place_kinds import PlaceKind, place_asked
from recount.web.filter_values import (
    day_of,
    known,
    numbers_in,
    numbers_of,
    one_of,
    refused,
    text_of,
    values_of,
    whole_of,
)

ORDERS = {
    Order.LATEST: "latest first",
    Order.EARLIEST: "earliest first",
    Order.REPORTED: "last reported first",
    Order.TOLL: "most killed first, totals last",
    Order.ORIGINS: "most origins first",
}
"""What a chronology can begin with, in words; the first where none is asked for."""

_SEVERAL = {
    "place": "places",
    "country": "countries",
    "type": "types",
    "without": "without_types",
    "actor": "actors",
    "origin": "told_by",
    "grade": "grades",
    "tag": "tags",
    "outlet": "outlets",
}
"""Names in the address that may stand there more than once, with the fields of `Asked` that hold them."""
_YES_OR_NO = ("contested", "published", "totals", "unplaced")
_STATUSES = tuple(status.value for status in Status)
_UNDATED = ("only", "also", "without")
_ROUGH = ("only", "also")
_CIRCLE = "Write latitude, longitude and kilometres: 35.95,39.01,10."
_LONGEST_NAME = 120
FORM_ONLY = ("toll", "harm", "where", "radius")
"""Names under which forms ask what addresses say otherwise."""
NAMES = frozenset(
    {
        *_SEVERAL,
        *_YES_OR_NO,
        *Harm,
        *FORM_ONLY,
        "from",
        "to",
        "status",
        "origins",
        "box",
        "near",
        "rough",
        "undated",
        "text",
    }
    | {"order", "after", "part", "done", "said"}
)
"""All names that an address of the overview can hold."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What an address asks of the record: filters, the order, and the line that a page of the list comes after.

    `around` is what the middle of the circle that is asked for is called, "" where it was drawn.
    """

    filters: Asked = Asked()  # noqa: RUF009 — a frozen value
    order: Order = Order.LATEST
    after: str = ""
    around: str = ""

    def but(self, **changes: Any) -> Asking:
        """The same with some fields of the filters changed, from the first page on."""
        filters = _without_idle(replace(self.filters, **changes))
        return Asking(filters, self.order, around="" if "near" in changes else self.around)

    def ordered(self, order: Order) -> Asking:
        """The same in another order."""
        return Asking(self.filters, order, around=self.around)


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words, with the address of the page without it."""

    words: str
    without: str


def asking_in(params: QueryParams, hidden: frozenset[str] = frozenset(), *, nameless: bool = False) -> Asking:
    """What a query string asks; RecordError names the part of it that can't be read. `hidden` are reports that who asks
    may not see; `nameless` says that named persons are restricted for them."""
    several = {field: values_of(params, name) for name, field in _SEVERAL.items()}
    several = {field: values for field, values in several.items() if values}
    harm, least = _toll(params)
    undated = one_of(params, "undated", _UNDATED)
    near, around = _near(params)
    if params.get("radius", "").strip() or params.get("where", "").strip():
        raise refused("radius", "needs a place that is looked up", "Ask for it on the overview, and take its address.")
    filters = replace(
        Asked(),
        first=day_of(params, "from"),
        last=day_of(params, "to"),
        statuses=tuple(Status(known(value, "status", _STATUSES)) for value in values_of(params, "status")),
        min_killed=least,
        harm=harm,
        undated=undated,
        box=_box(params),
        near=near,
        rough=one_of(params, "rough", _ROUGH),
        min_origins=whole_of(params, "origins"),
        text=text_of(params),
        hidden=hidden,
        nameless=nameless,
        **{name: _yes(params, name) for name in _YES_OR_NO},  # type: ignore[arg-type]
        **several,  # type: ignore[arg-type]
    )
    filters = _without_idle(filters)
    if filters.first and filters.last and filters.first > filters.last:
        filters = replace(filters, first=filters.last, last=filters.first)
    order = Order(one_of(params, "order", tuple(Order)) or Order.LATEST)
    return Asking(filters, order, params.get("after", "")[:400], around)


def pairs(asking: Asking) -> list[tuple[str, str]]:
    """The names and values that stand for it in an address, always in the same order."""
    filters = asking.filters
    found: list[tuple[str, str]] = []
    if filters.first:
        found.append(("from", filters.first.isoformat()))
    if filters.last:
        found.append(("to", filters.last.isoformat()))
    for name, field in _SEVERAL.items():
        found += [(name, value) for value in getattr(filters, field)]
    found += [("status", status.value) for status in filters.statuses]
    if filters.min_killed is not None:
        found.append((filters.harm.value, str(filters.min_killed)))
    if filters.min_origins is not None:
        found.append(("origins", str(filters.min_origins)))
    for name, words in (("box", ""), ("near", asking.around)):
        if numbers := getattr(filters, name):
            found.append((name, ",".join([*map(_degrees, numbers), *([words] if words else [])])))
    found += [
        (name, "yes" if getattr(filters, name) else "no") for name in _YES_OR_NO if getattr(filters, name) is not None
    ]
    found += [(name, getattr(filters, name)) for name in ("rough", "undated", "text") if getattr(filters, name)]
    if asking.order is not Order.LATEST:
        found.append(("order", asking.order.value))
    return found


def address(asking: Asking, path: str = "/", **besides: str) -> str:
    """The address that asks it of a page."""
    query = urlencode([*pairs(asking), *besides.items()], safe=",")
    return f"{path}?{query}" if query else path


def address_by_days(asking: Asking) -> Callable[[date, date], str]:
    """The address that asks it of other days, for many of them."""
    some, head = date(1, 1, 1), "/?from=0001-01-01&to=0001-01-01"
    rest = address(asking.but(first=some, last=some)).removeprefix(head)
    return lambda first, last: f"/?from={first.isoformat()}&to={last.isoformat()}{rest}"


def address_by_place(asking: Asking) -> Callable[[str], str]:
    """The address that asks it of another place, for many of them."""
    head, mark, rest = address(asking.but(places=("\0",))).partition("place=%00")
    return lambda name: f"{head}{mark[:-3]}{quote_plus(name, safe=',')}{rest}"


def chips(asking: Asking, path: str = "/") -> tuple[Chip, ...]:
    """What is asked, filter by filter, each with the address of the page without it."""
    filters = asking.filters

    def without(**changes: Any) -> str:
        return address(asking.but(**changes), path)

    found = []
    if filters.first or filters.last:
        found.append(Chip(_days_words(filters), without(first=None, last=None)))
    for field, words in _WORDS.items():
        values = getattr(filters, field)
        found += [Chip(words(value), without(**{field: _less(values, value)})) for value in values]
    if filters.min_killed is not None:
        found.append(
            Chip(f"{filters.min_killed:,} or more {filters.harm.value}", without(min_killed=None, harm=Harm.KILLED))
        )
    if filters.min_origins is not None:
        found.append(Chip(f"{plural(filters.min_origins, 'origin')} or more", without(min_origins=None)))
    if filters.box:
        found.append(Chip("inside the box on the map", without(box=None)))
    if filters.near:
        lat, lon, km = filters.near
        point = f"{lat:.2f}, {lon:.2f}"
        middle = f"{asking.around} ({point})" if asking.around else point
        found.append(Chip(f"within {km:g} km of {middle}", without(near=None)))
    if filters.rough:
        found.append(Chip(_ROUGH_WORDS[filters.rough], without(rough="")))
    for field, (yes, no) in _EITHER.items():
        if (value := getattr(filters, field)) is not None:
            found.append(Chip(yes if value else no, without(**{field: None})))
    if filters.undated:
        found.append(Chip(_UNDATED_WORDS[filters.undated], without(undated="")))
    if filters.text:
        found.append(Chip(f"“{filters.text}”", without(text="")))
    return tuple(found)


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "places": lambda name: f"{'in' if wide_kind(name) else 'at'} {name}",
    "countries": lambda code: f"in {country_name(code)}",
    "types": type_words,
    "without_types": lambda name: f"without {type_words(name)}",
    "actors": lambda name: f"by or against {name}",
    "statuses": lambda status: status.value,
    "told_by": lambda name: f"according to {name}",
    "grades": lambda grade: "not graded" if grade == "none" else f"graded {grade}",
    "tags": lambda tag: f"tagged {tag}",
    "outlets": lambda name: f"told by {name}",
}
_EITHER = {
    "contested": ("contested figures", "no contested figures"),
    "published": ("published", "not published"),
    "totals": ("totals over several incidents", "without totals over several incidents"),
    "unplaced": ("not on the map", "on the map"),
}
_ROUGH_WORDS = {
    "only": "perhaps there: a region or country",
    "also": "also regions and countries that are partly there",
}
_UNDATED_WORDS = {"only": "without a date", "also": "also those without a date", "without": "only with a date"}


def wide_kind(place: str) -> bool:
    """Whether a place is asked for as a district or a governorate."""
    return place_asked(place)[1] in (PlaceKind.DISTRICT, PlaceKind.GOVERNORATE)


def _without_idle(filters: Asked) -> Asked:
    """The same without what asks nothing by itself: what is known too roughly for an area where none is asked for."""
    return replace(filters, rough="") if filters.rough and not (filters.box or filters.near) else filters


def _days_words(filters: Asked) -> str:
    if filters.first and filters.last:
        return days_words(filters.first, filters.last)
    if filters.first:
        return f"since {days_words(filters.first, filters.first)}"
    return f"until {days_words(filters.last, filters.last)}" if filters.last else ""


def _less(values: Iterable[Any], value: Any) -> tuple[Any, ...]:
    return tuple(one for one in values if one != value)


def _degrees(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")


def _toll(params: QueryParams) -> tuple[Harm, int | None]:
    """Whom the least toll counts: `killed=10`, or as a form sends it, `toll=10&harm=killed`."""
    for harm in Harm:
        if (least := whole_of(params, harm.value)) is not None:
            return harm, least
    least = whole_of(params, "toll")
    if least is None:
        return Harm.KILLED, None
    return Harm(known(params.get("harm", "") or Harm.KILLED.value, "harm", tuple(harm.value for harm in Harm))), least


def _box(params: QueryParams) -> tuple[float, float, float, float] | None:
    numbers = numbers_of(params, "box", 4, "Write south, west, north and east in degrees: 35.9,38.9,36.0,39.1.")
    if numbers is None:
        return None
    south, west, north, east = numbers
    if not -90 <= south <= north <= 90 or not -180 <= west <= 180 or not -180 <= east <= 180:
        raise refused("box", "lies outside the map", "Write south, west, north and east in degrees.")
    return south, west, north, east


def _near(params: QueryParams) -> tuple[tuple[float, float, float] | None, str]:
    """A circle, and what its middle is called, which may follow the three numbers."""
    numbers, name = _parts(params.get("near", "").strip())
    if not numbers:
        return None, ""
    lat, lon, km = numbers_in(numbers, "near", 3, _CIRCLE)
    if not -90 <= lat <= 90 or not -180 <= lon <= 180 or not 0 < km <= 20_100:
        raise refused("near", "lies outside the map", _CIRCLE)
    return (lat, lon, km), " ".join(name.split())[:_LONGEST_NAME]


def _parts(given: str) -> tuple[str, str]:
    """The numbers of a circle, and the name that follows them."""
    *numbers, name = given.split(",", 3) if given.count(",") > 2 else (given, "")
    return ",".join(numbers), name


def _yes(params: QueryParams, name: str) -> bool | None:
    given = one_of(params, name, ("yes", "no"))
    return given == "yes" if given else None
