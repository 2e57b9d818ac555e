"""The overview: map, timeline and chronology of what the filter holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from recount.desk.finding import Asked, facets, found, timeline
from recount.desk.overview import PlaceCount, place_counts, spread, version
from recount.desk.views import first_view
from recount.drawing.maps import Known, Mark, map_svg
from recount.errors import RecordError
from recount.export.countries import country_name
from recount.export.wording import plural, type_words
from recount.model import Harm, PlacePrecision, Status
from recount.web import overview_lines
from recount.web.filters import ORDERS, Asking, address, asking_in, chips, pairs
from recount.web.here import Here, Reader

router = APIRouter()

_ROWS = 50
_BINS = 60  # lines of the table beside the timeline
_PLACES = 60
_DRAWN = 300
_LABELS = 25
_PARTS = ("", "list", "more", "tables")
_KM = {PlacePrecision.DISTRICT: 12.0, PlacePrecision.GOVERNORATE: 40.0}
_KNOWN = {PlacePrecision.EXACT: Known.EXACT, PlacePrecision.NEAR: Known.NEAR}


@router.get("/")
def overview(here: Reader) -> Response:
    """The incidents that the address asks for; with htmx only the parts of the page that change with it.

    An address that asks for nothing leads to the view that one begins with, if one chose a view for that.
    """
    params = here.request.query_params
    asking = asking_in(params)
    if not here.quick and any(not value or name == "toll" for name, value in params.multi_items()):
        return RedirectResponse(address(asking), 303)  # as a form without scripts sends it: a tidy address to share
    if not here.quick and not params and (own := first_view(here.record, here.member.name)) and own.query:
        return RedirectResponse(f"/?{own.query}", 303)
    part = params.get("part", "") if here.quick else ""
    if part not in _PARTS:
        raise RecordError("the overview", f"has no part {part[:40]}", f"There are: {', '.join(filter(None, _PARTS))}.")
    values: dict[str, Any] = {"asking": asking, "part": part, "lines": overview_lines, "address": address}
    if part != "tables":
        values["page"] = found(here.record, asking.filters, asking.order, asking.after or None, _ROWS, _own(here))
        values["more"] = address(asking, after=values["page"].after) if values["page"].after else ""
        values["orders"] = ORDERS
        values["kept_apart"] = [pair for pair in pairs(asking) if pair[0] != "order"]
    if part in ("", "tables"):
        values |= _tables(here, asking)
    if part in ("", "list"):
        values["chips"] = chips(asking)
        values["savable"] = urlencode(pairs(asking))
    if part == "":
        values |= _choices(here, asking)
    return here.page("overview_fragment.html" if here.quick else "overview.html", **values)


@router.get("/points.json")
def points(here: Reader) -> Response:
    """Where and when the incidents asked for happened, for the map and the timeline."""
    asking = asking_in(here.request.query_params)
    mark = f'W/"{version(here.record)}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
    if here.request.headers.get("if-none-match") == mark and not asking.filters.tags:
        return Response(status_code=304, headers=headers)
    return Response(
        spread(here.record, asking.filters, _own(here)).json(), media_type="application/json", headers=headers
    )


def _own(here: Here) -> Any:
    return here.options.rules.actors


def _choices(here: Here, asking: Asking) -> dict[str, Any]:
    """What the filter's form offers, with how many incidents each choice would give."""
    filters = asking.filters
    counted = facets(here.record, filters, _own(here))
    statuses = {status.value: counted.statuses.get(status.value, 0) for status in Status}
    chosen = tuple(status.value for status in filters.statuses)
    grades = {grade or "none": count for grade, count in counted.grades.items()}
    countries = {code: count for code, count in counted.countries.items() if code}
    return {
        "counted": counted,
        "choices": (
            ("What", "type", _offered(counted.types, filters.types, type_words)),
            ("Status", "status", _offered(statuses, chosen, str)),
            (
                "Grade",
                "grade",
                _offered(grades, filters.grades, _grade_words),
            ),
        ),
        "country_choice": ("Country", "country", _offered(countries, filters.countries, country_name)),
        "harms": tuple(Harm),
        "kept": pairs(asking),
        "points": address(asking.but(first=None, last=None, box=None, near=None), "/points.json"),
    }


def _grade_words(grade: str) -> str:
    return "not graded" if grade == "none" else grade


def _offered(
    counted: Mapping[str, int], chosen: Sequence[str], words: Callable[[str], str]
) -> list[tuple[str, str, int, bool]]:
    """Choices: the value, its words, how many incidents, whether it is chosen; what is chosen always stands there."""
    values = dict.fromkeys((*counted, *chosen))
    return [(value, words(value), counted.get(value, 0), value in chosen) for value in values]


def _tables(here: Here, asking: Asking) -> dict[str, Any]:
    """What map and timeline show, as tables and as a picture that needs no script."""
    told = spread(here.record, asking.filters, _own(here))
    places = place_counts(told)
    return {
        "time": timeline(here.record, asking.filters, _BINS, _own(here)),
        "places": places[:_PLACES],
        "more_places": max(0, len(places) - _PLACES),
        "countrywide": [one for one in places if one.precision is PlacePrecision.COUNTRY][:6],
        "unplaced": int((told.place < 0).sum()),
        "picture": _picture(places),
    }


def _picture(places: tuple[PlaceCount, ...]) -> Markup:
    """A map of the places with the most incidents."""
    drawn = [one for one in places if one.precision is not PlacePrecision.COUNTRY][:_DRAWN]
    marks = [
        Mark(
            one.lat,
            one.lon,
            _KNOWN.get(one.precision, Known.AREA),
            _KM.get(one.precision, 0.0),
            one.name if n < _LABELS else "",
            f"{one.name}: {plural(one.count, 'incident')}",
            address(Asking(Asked(places=(one.name,)))),
        )
        for n, one in enumerate(drawn)
    ]
    return Markup(map_svg(marks, f"Map of {plural(len(drawn), 'place')}", name="places"))  # noqa: S704 — it escapes
