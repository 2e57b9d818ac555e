"""The overview: map, timeline and chronology of what the filter holds."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import QueryParams

from recount.desk.aliases import Doubt, doubts_about
from recount.desk.circles import SeveralPlacesError
from recount.desk.finding import found
from recount.desk.overview import rough_many, spread, unknown_places, version
from recount.desk.place_choices import Meant, unsure
from recount.desk.sources_page import counts
from recount.desk.standing_views import parties_of
from recount.desk.views import first_view
from recount.errors import RecordError
from recount.web.asking import asking_of, strange_names, strange_words
from recount.web.filters import FORM_ONLY, ORDERS, Asking, address, chips, pairs
from recount.web.here import Here, Reader
from recount.web.overview_pieces import Pieces
from recount.web.static_files import takes_gzip

router = APIRouter()

_ROWS = 50
_BESIDE = 4
_LARGE = 100_000  # bytes
_PARTS = ("", "list", "more", "tables", "drawn")


@router.get("/")
def overview(here: Reader) -> Response:
    """The incidents that the address asks for; with htmx only the parts of the page that change with it.

    An address that asks for nothing leads to the view that one begins with, if one chose a view for that.
    """
    here.saw_whole("the overview")
    params = here.request.query_params
    asking, lost = _asking_or_less(here)
    if not here.quick and not lost and _untidy(here, asking):
        return RedirectResponse(address(asking), 303)
    if not here.quick and not params and (own := first_view(here.record, here.member.name)) and own.query:
        return RedirectResponse(f"/?{own.query}", 303)
    part = params.get("part", "") if here.quick else ""
    if part not in _PARTS:
        raise RecordError("the overview", f"has no part {part[:40]}", f"There are: {', '.join(filter(None, _PARTS))}.")
    values: dict[str, Any] = {"asking": asking, "part": part}
    if part in ("", "list", "more"):
        found_now = found(here.record, asking.filters, asking.order, asking.after or None, _ROWS, _own(here))
        values["page"] = here.parties(found_now)
        values["more"] = address(asking, after=values["page"].after) if values["page"].after else ""
        values["orders"] = ORDERS
        none = not values["page"].total
        values["rough"] = rough_many(here.record, asking.filters, _own(here))
        values["rough_at"] = {rough: address(asking.but(rough=rough)) for rough in ("only", "also")}
        values["unknown_places"] = unknown_places(here.record, asking.filters, _own(here)) if none else ()
        values["meant"] = [
            (one, address(asking.but(places=_instead(asking.filters.places, one))))
            for one in (unsure(here.record, asking.filters, _own(here)) if part != "more" else ())
        ]
        values["reports"] = counts(here.record)[0] if none else 1
        values["place_at"] = lambda name: address(asking.but(places=(name,)))
        values["kept_apart"] = [pair for pair in pairs(asking) if pair[0] != "order"]
    if part != "more":
        values["pieces"] = Pieces(here.record, _own(here), asking)
    if part in ("", "list"):
        values["chips"] = chips(asking)
        values["beside"] = _names_beside(here, asking) if asking.filters.actors else ()
        values["lost"] = lost
        values["strange"] = (*strange_names(params), *strange_words(here, asking.filters))
        values["savable"] = urlencode(pairs(asking))
        values["query"] = address(asking).partition("?")[2]
        values["kept"] = pairs(asking)
    return here.page("overview_fragment.html" if here.quick else "overview.html", 422 if lost else 200, **values)


@router.get("/points.json")
def points(here: Reader) -> Response:
    """Where and when the incidents asked for happened, for the map and the timeline."""
    here.saw_whole("the map")
    asking = asking_of(here)
    mark = f'W/"{version(here.record, asking.filters.hidden)}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    if here.request.headers.get("if-none-match") == mark and not asking.filters.tags:
        return Response(status_code=304, headers=headers)
    sent = spread(here.record, asking.filters, _own(here)).json()
    if len(sent) > _LARGE and takes_gzip(here.request.headers.get("accept-encoding", "")):
        sent = gzip.compress(sent, 1)  # it holds no token, and nothing that the address could put there
        headers["Content-Encoding"] = "gzip"
    return Response(sent, media_type="application/json", headers=headers)


@dataclass(frozen=True, slots=True)
class Lost:
    """A circle that can't be asked for, and so is not: why, and the circles that may be meant, each by its name."""

    words: str
    remedy: str
    offered: tuple[tuple[str, str], ...]


def _asking_or_less(here: Here) -> tuple[Asking, Lost | None]:
    """What the address asks; where the place is not found that it asks so many kilometres around, the rest of it."""
    params = here.request.query_params
    try:
        return asking_of(here), None
    except RecordError as error:
        if not params.get("radius", "").strip() or here.quick:
            raise
        rest = [pair for pair in params.multi_items() if pair[0] not in ("radius", "where")]
        asking = asking_of(here, QueryParams(rest))
        if not isinstance(error, SeveralPlacesError):
            return asking, Lost(f"{error.source} {error.what}.", error.remedy, ())
        km, bare = float(params["radius"]), asking if params.get("where", "").strip() else asking.but(places=())
        circles = [(one.name, bare.but(near=(one.lat, one.lon, km))) for one in error.offered]
        links = tuple((name, address(replace(circle, around=name))) for name, circle in circles)
        return asking, Lost(f"{error.source} {error.what}.", "Which is meant?", links)


def _instead(places: tuple[str, ...], meant: Meant) -> tuple[str, ...]:
    """The places asked for, of a name what is meant by it."""
    return tuple(meant.asked if name == meant.name else name for name in places)


def _untidy(here: Here, asking: Asking) -> bool:
    """Whether an address is as a form without scripts sends it, or gives the days the wrong way round: another one,
    which map, timeline and list read alike, is the one to share."""
    params, filters = here.request.query_params, asking.filters
    turned = filters.first != filters.last and params.get("from", "").strip() == f"{filters.last}"
    return turned or any(not value or name in FORM_ONLY for name, value in params.multi_items())


def _names_beside(here: Here, asking: Asking) -> tuple[Doubt, ...]:
    """Names that may be one of the actors' asked for, and whose incidents are therefore not among those found."""
    rows = parties_of(here.record, here.rules, hidden=here.hidden).value.rows
    doubts = doubts_about(here.record, here.options.rules, rows, asking.filters.actors)
    called = here.parties_seen(one.name for one in doubts)
    return tuple(one for one in doubts if one.name in called)[:_BESIDE]


def _own(here: Here) -> Any:
    return here.options.rules.actors
