"""Origins: how far each one's word is borne out by others, contradicted, or revised by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response

from recount.aggregates.voices import Voice
from recount.desk.finding import Asked, found
from recount.desk.standing_views import voice_called, voices
from recount.model import OriginKind
from recount.web import overview_lines
from recount.web.here import Reader
from recount.web.pages.actors import PAGE, Page, paged

router = APIRouter(prefix="/origins")

_INCIDENTS = 100
_NEWSROOMS = (OriginKind.OUTLET, OriginKind.AGENCY)
"""What reports on its own authority where no report names it; of others nobody says who they are."""
ASPECTS = {
    "incidents": "All that it tells of",
    "corroborated": "Told by another origin too",
    "alone": "Told by it alone",
    "agreeing": "Another's figure allows its own",
    "contradicted": "Another's figure excludes its own",
    "up": "It raised a figure",
    "down": "It lowered a figure",
    "admissions": "Admissions against interest",
    "boasts": "Its own boasts",
}
ORDERS: Mapping[str, tuple[str, Callable[[Voice], float]]] = {
    "": ("most incidents", lambda one: -len(one.incidents)),
    "contradicted": ("most often contradicted", lambda one: -len(one.contradicted)),
    "alone": ("most often alone", lambda one: -len(one.alone)),
    "corroborated": ("most often told by others, too", lambda one: -len(one.corroborated)),
    "revised": ("most figures revised", lambda one: -len(one.up) - len(one.down)),
    "figures": ("most figures", lambda one: -one.figures),
    "admissions": ("most admissions", lambda one: -len(one.admissions)),
    "boasts": ("most boasts", lambda one: -len(one.boasts)),
}
"""What the list of origins can begin with."""


@router.get("")
def origins(here: Reader, page: Page = 1) -> Response:
    """Every origin with its record, those that tell of most incidents first, or in another of ORDERS."""
    here.saw_whole("the list of origins")
    query = here.request.query_params
    named, kind = query.get("named", "").strip()[:80], query.get("kind", "")
    view = voices(here.record, here.hidden)
    called = here.parties_named((one.name for one in view.value), named, speak=True)
    kept = [one for one in view.value if one.name in called and (kind not in tuple(OriginKind) or one.kind == kind)]
    order = order if (order := query.get("order", "")) in ORDERS else ""
    rows, at, pages = paged(sorted(kept, key=ORDERS[order][1]), page, PAGE)
    asked = urlencode({name: value for name, value in (("named", named), ("kind", kind), ("order", order)) if value})
    return here.page(
        "origins.html",
        view=view,
        rows=here.parties(rows),
        page=at,
        pages=pages,
        address=f"/origins?{asked}&" if asked else "/origins?",
        named=named,
        kind=kind,
        kinds=tuple(OriginKind),
        order=order,
        orders={name: words for name, (words, _) in ORDERS.items()},
        newsrooms=_NEWSROOMS,
    )


@router.get("/{name:path}")
def origin(here: Reader, name: str) -> Response:
    """One origin: the incidents of each aspect of its record."""
    here.saw_whole("an origin")
    one = voice_called(here.record, here.party_called(name, "origin", speak=True), here.hidden)
    asked = here.request.query_params.get("show", "")
    aspect = asked if asked in ASPECTS else "incidents"
    ids: tuple[str, ...] = getattr(one, aspect)
    page = here.parties(found(here.record, Asked(ids=ids, hidden=here.hidden), limit=_INCIDENTS))
    shown = {"lines": overview_lines, "more": "", "page": page, "newsrooms": _NEWSROOMS}
    return here.page("origin.html", 200, one=one, aspect=aspect, counts=_counts(one), aspects=ASPECTS, **shown)


def _counts(one: Voice) -> dict[str, int]:
    return {name: len(getattr(one, name)) for name in ASPECTS}
