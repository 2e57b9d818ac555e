"""How the desk says that something went wrong: a page, or for programs one shape of JSON."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import Match

from recount.desk.restricting import note_refused
from recount.errors import (
    AccessError,
    ChangedError,
    ConflictError,
    GoneError,
    InUseError,
    RecountError,
    TooOftenError,
)
from recount.web.api.refusing import refused
from recount.web.guarding import ANOTHER_NAME
from recount.web.here import Here
from recount.web.refusals import words_of
from recount.web.refused_looks import refused_look
from recount.web.remedies import on_pages
from recount.web.sessions import SignInFirst, local_path, member_of


async def problem_answer(request: Request, error: Exception) -> Response:
    """What is answered to an error: to programs as JSON, to browsers a page; who has not signed in is led there. That
    somebody asked for what is restricted is written down before."""
    if (look := refused_look(request.url.path, error)) is not None:
        here = Here(request, request.app.state.options, member_of(request))
        await run_in_threadpool(note_refused, here.record, here.viewer, look)
    if request.url.path.startswith("/api/"):
        return refused(request, error, _told(error))
    status, title, what, remedy, headers = _told(error)
    here = Here(request, request.app.state.options, member_of(request))
    if isinstance(error, SignInFirst):
        return _led_to_sign_in(request, here)
    if status == 405 and request.method == "GET":
        return RedirectResponse(_page_above(request), 303)
    page = here.page("problem.html", status, title=title, what=what, remedy=on_pages(remedy))
    page.headers.update(headers)
    return page


def _told(error: Exception) -> tuple[int, str, str, str, dict[str, str]]:
    """Status, what it is about, what is wrong, what to do, and headers."""
    if isinstance(error, TooOftenError):
        return 429, error.source, error.what, error.remedy, {"Retry-After": str(error.wait)}
    if isinstance(error, InUseError):
        return 503, *words_of(error), {"Retry-After": "20"}
    if isinstance(error, RecountError):
        return _status_of(error), *words_of(error), {}
    if isinstance(error, SignInFirst):
        return 401, "the desk", "is for its members", "Sign in, or show a token.", {}
    if isinstance(error, RequestValidationError) and any(one["type"] == "json_invalid" for one in error.errors()):
        return 400, "the request", "is no JSON", "Send one JSON object, in UTF-8.", {}
    if isinstance(error, RequestValidationError):
        fields = sorted({str(one["loc"][-1])[:40] for one in error.errors() if one.get("loc")})
        what = f"lacks something, or holds what can't be meant: {', '.join(fields[:5])}"
        return 422, "the request", what, "Go back and look at what was filled in.", {}
    if isinstance(error, HTTPException):
        if error.status_code == 404:
            return 404, "this page", "does not exist", "Its address may be mistyped, or what it showed was removed.", {}
        if error.status_code == 400 and error.detail != ANOTHER_NAME:  # the words of who takes forms apart
            return 400, "the request", "can't be read: it is damaged, or not in UTF-8", "Send it once more.", {}
        return error.status_code, "Recount", str(error.detail), "", dict(error.headers or {})
    return 500, "Recount", "failed at this, and it is our fault", "What was asked for was not done.", {}


def _status_of(error: RecountError) -> int:
    for kind, status in _STATUSES:
        if isinstance(error, kind):
            return status
    return 404 if "is not in the record" in error.what else 422


_STATUSES = ((AccessError, 403), (ConflictError, 409), (ChangedError, 412), (GoneError, 410))


def _page_above(request: Request) -> str:
    """The nearest page above an address that only takes forms: where a browser's address bar stands on one after a form
    was refused, opening it again leads to what the form was on."""
    path = request.url.path
    while path := path.rpartition("/")[0]:
        scope = dict(request.scope) | {"path": path, "raw_path": path.encode(), "method": "GET"}
        if any(route.matches(scope)[0] is Match.FULL for route in request.app.routes):
            return local_path(path)
    return "/"


def _led_to_sign_in(request: Request, here: Here) -> Response:
    """To the page for signing in, and from there back to where somebody was."""
    if here.quick:
        parts = urlsplit(request.headers.get("HX-Current-URL", "/"))
        back = local_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        return Response(status_code=401, headers={"HX-Redirect": f"/sign-in?next={quote(back)}"})
    back = request.url.path
    if request.method != "GET":
        return RedirectResponse("/sign-in", 303)
    if request.url.query:
        back = f"{back}?{request.url.query}"
    return RedirectResponse(f"/sign-in?next={quote(local_path(back))}", 303)
