"""Saved views, and what changed in those that somebody watches."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import QueryParams

from recount.desk import views
from recount.desk.alert_causes import causes
from recount.desk.views import Alert, View
from recount.errors import RecordError
from recount.store import Filters
from recount.web.filters import address, asking_in, chips
from recount.web.here import Anybody, Here, Reader
from recount.web.members import Role
from recount.web.notices import VIEW

router = APIRouter()
_LONGEST = 4000
_ATOM = "http://www.w3.org/2005/Atom"


def filters_of(query: str) -> Filters:
    """What a saved view asks."""
    return asking_in(QueryParams(query[:_LONGEST])).filters


def query_of(text: str) -> str:
    """A query as it is kept: only what filters understand, always in the same order; RecordError names what can't be
    read."""
    return address(asking_in(QueryParams(text.removeprefix("/").removeprefix("?")[:_LONGEST]))).partition("?")[2]


@router.get("/views")
def page(here: Reader) -> Response:
    """The views that one may use."""
    query = here.request.query_params.get("query", "")
    found = views.views(here.record, here.member.name)
    return here.page(
        "views.html",
        views=found,
        watched=views.watched(here.record),
        query=query_of(query),
        chips=lambda text: _chips(text),
        admin=_may_all(here),
    )


@router.post("/views")
def save(
    here: Reader,
    name: Annotated[str, Form()] = "",
    query: Annotated[str, Form()] = "",
    shared: Annotated[str, Form()] = "",
) -> Response:
    """Keep a filter under a name."""
    one = views.save(here.record, name, query_of(query), here.member.name, shared == "yes")
    shown = f"/?{one.query}&" if one.query else "/views?"
    return RedirectResponse(f"{shown}done={VIEW}{one.id}", 303)


@router.post("/views/{view}/change")
def change(here: Reader, view: str, name: Annotated[str, Form()] = "", shared: Annotated[str, Form()] = "") -> Response:
    """Another name, or whether others may use it."""
    views.change(here.record, view, here.member.name, _may_all(here), name, shared == "yes")
    return here.done("/views", said="saved")


@router.post("/views/{view}/delete")
def delete(here: Reader, view: str) -> Response:
    """Delete a view."""
    views.drop(here.record, view, here.member.name, _may_all(here))
    return here.done("/views", said="view-deleted")


@router.post("/views/{view}/move")
def move(here: Reader, view: str, by: Annotated[int, Form(ge=-200, le=200)]) -> Response:
    """Put a view further up or down."""
    views.move(here.record, view, here.member.name, by)
    return here.done("/views", said="saved")


@router.post("/views/{view}/watch")
def watch(
    here: Reader, view: str, chosen: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "/views"
) -> Response:
    """Be told what changes in a view, or no more."""
    views.watch(here.record, view, here.member.name, filters_of, chosen == "yes", here.options.rules.actors)
    return here.done(back, said="watched" if chosen == "yes" else "unwatched")


@router.post("/views/{view}/first")
def first(here: Reader, view: str, chosen: Annotated[str, Form()] = "") -> Response:
    """Begin with a view, or with all incidents again."""
    views.begin_with(here.record, view, here.member.name, chosen == "yes")
    return here.done("/views", said="saved")


@router.post("/views/{view}/token")
def token(here: Reader, view: str) -> Response:
    """Another address for the view's feed."""
    views.new_token(here.record, view, here.member.name, _may_all(here))
    return here.done("/views", said="saved")


@router.get("/alerts")
def alerts(here: Reader) -> Response:
    """What changed in the views that one watches."""
    here.saw_whole("alerts")
    own = here.options.rules.actors
    views.views_changed(here.record, filters_of, own)
    only = here.request.query_params.get("unread", "") == "yes"
    found = views.told(here.record, here.member.name, unread=only, hidden=here.hidden)
    by = causes(here.record, (one for one, _ in found.alerts))
    return here.page("alerts.html", told=found, only=only, words=alert_words, by=by)


@router.post("/alerts/read")
def read(here: Reader, alert: Annotated[str, Form()] = "", read: Annotated[str, Form()] = "yes") -> Response:
    """Mark one alert, or all, as read; or one as not read."""
    views.read(here.record, here.member.name, [alert] if alert else None, read == "yes")
    return here.done("/alerts", said="read" if read == "yes" else "unread")


@router.get("/feeds/{token}.xml")
def feed(here: Anybody, token: str) -> Response:
    """A view's changes for a feed reader; the address itself opens it."""
    view, found = views.feed(here.record, token, filters_of, here.options.rules.actors)
    base = str(here.request.base_url).rstrip("/")
    return Response(_atom(view, found, base), media_type="application/atom+xml")


def alert_words(one: Alert) -> str:
    """What an alert says, without the incident."""
    words = {
        "new": "new in this view",
        "gone": "no longer in this view",
        "merged": f"merged with “{one.was}”",
        "toll": f"killed: {one.was} before, {one.now} now",
        "status": f"{one.was} before, {one.now} now",
        "grade": f"graded {one.now or 'no more'}" + (f", {one.was} before" if one.was else ""),
    }
    return words.get(one.kind, one.kind)


def _atom(view: View, alerts: tuple[Alert, ...], base: str) -> bytes:
    root = Element("feed", {"xmlns": _ATOM})
    _with(root, "title", view.name)
    _with(root, "id", f"urn:recount:view:{view.id}")
    _with(root, "updated", alerts[0].made if alerts else datetime.fromisoformat(view.made).astimezone(UTC).isoformat())
    SubElement(root, "link", {"href": f"{base}/?{view.query}"})
    SubElement(SubElement(root, "author"), "name").text = "Recount"
    for one in alerts:
        entry = SubElement(root, "entry")
        _with(entry, "title", f"{one.line}: {alert_words(one)}")
        _with(entry, "id", f"urn:recount:alert:{one.id}")
        _with(entry, "updated", one.made)
        SubElement(entry, "link", {"href": f"{base}/incidents/{one.incident}"})
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _with(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = "".join(c if c.isprintable() else " " for c in words)


def _chips(query: str) -> tuple[str, ...]:
    try:
        return tuple(chip.words for chip in chips(asking_in(QueryParams(query))))
    except RecordError as error:
        return (f"can't be read any more: {error.what}",)


def _may_all(here: Here) -> bool:
    return here.member.role >= Role.ADMIN
