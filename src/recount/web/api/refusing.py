"""How programs are refused: what is wrong with which value, and what can be meant instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from recount.errors import AlikeError, RestrictedError
from recount.web.api.routes import API
from recount.web.api.routing import BASE
from recount.web.guarding import ANOTHER_NAME
from recount.web.remedies import by_addresses, on_restricted
from recount.web.sessions import member_of

_MOST = 8  # values that one answer names
_LONGEST = 600  # characters of words that can be meant
_DOCS = f"{BASE}/docs"


def refused(request: Request, error: Exception, told: tuple[int, str, str, str, dict[str, str]]) -> JSONResponse:
    """An error as programs are answered; `told` is what pages say of it."""
    status, source, what, remedy, headers = told
    besides: dict[str, Any] = {}
    if isinstance(error, RequestValidationError) and status == 422:
        source, besides = "the request", {"fields": _fields(error.errors())}
        what = "; ".join(f"`{name}` {words}" for name, words in besides["fields"].items())
        remedy = _known_keys(request, error.errors()) + _described(request)
    elif isinstance(error, HTTPException):
        source = "this address" if status in (404, 405) else "the request"
        what, remedy = _of_address(request, status, what, remedy)
        headers = headers | ({"Allow": ", ".join(_ways(request))} if status == 405 else {})
    elif isinstance(error, RestrictedError):
        remedy = on_restricted(member_of(request))
    elif isinstance(error, AlikeError):
        besides = {"entries": list(error.entries)}
    if status == 401:
        headers = headers | {"WWW-Authenticate": "Bearer"}
    problem = {"status": status, "source": source, "what": what, "remedy": by_addresses(remedy, BASE)}
    return JSONResponse({"error": problem | besides}, status, headers)


def _of_address(request: Request, status: int, what: str, remedy: str) -> tuple[str, str]:
    """What is wrong with a request as a whole, and what to do: never without a word."""
    path = request.url.path
    if status == 404:
        return "does not exist", f"{_DOCS} lists all addresses."
    if status == 405:
        ways = _ways(request)
        return f"can't be asked by {request.method[:20]}", f"Ask by {' or '.join(ways)}." if ways else f"See {_DOCS}."
    if what == ANOTHER_NAME:
        return what, "Ask by the name or address that browsers reach the desk by."
    if status == 413 and path.rstrip("/") == f"{BASE}/imports":
        return what, f"Hand in files: POST {BASE}/imports/files takes up to 210 MB."
    return what, _REMEDIES.get(status, "") or remedy or f"See {_DOCS}."


_REMEDIES = {
    400: "Send JSON in UTF-8; files as `multipart/form-data`, with the boundary that the header names.",
    401: "Make a token on your account's page, and send it as `Authorization: Bearer rct_…`.",
    403: "A program sends a token as `Authorization: Bearer rct_…`; on a desk without accounts any word will do, or "
    "the header `Content-Type: application/json`. A browser's session sends `X-CSRF-Token`, too.",
    406: "Ask for one of these by `format` or `Accept`; without both you are given the first.",
    408: "Send it in smaller parts.",
    410: f"{BASE}/judgements tells who set it aside, and why.",
    413: "Send less at once.",
    414: "Ask with fewer or shorter parameters.",
    415: "Send JSON in UTF-8, with the header `Content-Type: application/json`; files as `multipart/form-data` to "
    f"{BASE}/imports/files.",
    431: "Send fewer headers.",
}


def _ways(request: Request) -> tuple[str, ...]:
    """The methods by which an address can be asked."""
    found = [
        method
        for router in API
        for route in router.routes
        if isinstance(route, APIRoute) and route.path_regex.match(request.url.path)
        for method in route.methods or ()
    ]
    return tuple(dict.fromkeys(sorted([*found, *(["HEAD"] if "GET" in found else [])])))


def _fields(errors: Sequence[Any]) -> dict[str, str]:
    """What is wrong with which value, by its name: `limit`, `reports.0.name`."""
    found: dict[str, str] = {}
    for one in errors:
        place = [str(part)[:40] for part in one["loc"]]
        name = ".".join(place[1:]) or f"the {place[0] if place else 'body'}"
        found.setdefault(name, _words(one["type"], one.get("ctx") or {}))
        if len(found) == _MOST:
            break
    return found


def _words(kind: str, ctx: Mapping[str, Any]) -> str:
    """What is wrong with a value, after its name, in the desk's own words."""
    if kind in ("literal_error", "enum"):
        known = str(ctx["expected"])[:_LONGEST].replace("''", "empty").replace("'", "")
        return f"is none of {known}"
    words = _WRONG.get(kind) or next((said for begins, said in _KINDS.items() if kind.startswith(begins)), _OTHER)
    numbers = {name: f"{value:,}" if isinstance(value, int | float) else value for name, value in ctx.items()}
    return words.format(**numbers)


_WRONG = {
    "missing": "is missing",
    "extra_forbidden": "is not known",
    "less_than_equal": "is more than {le}",
    "less_than": "is not less than {lt}",
    "greater_than_equal": "is less than {ge}",
    "greater_than": "is not more than {gt}",
    "string_too_long": "is longer than {max_length} characters",
    "string_too_short": "is shorter than {min_length} characters",
    "too_long": "has more than {max_length} items",
    "too_short": "has fewer than {min_length} items",
    "string_unicode": "holds what is no text in UTF-8",
    "int_parsing_size": "is a number that is too large",
}
_KINDS = {
    "date_": "is no day: write it as 2017-06-05",
    "datetime_": "is no time: write it as 2017-06-05T10:30",
    "string_": "is no text",
    "bytes_": "is no text",
    "int_": "is no whole number",
    "float_": "is no number",
    "finite_": "is no number",
    "decimal_": "is no number",
    "bool_": "is neither true nor false",
    "list_": "is no list",
    "tuple_": "is no list",
    "set_": "is no list",
    "dict_": "is no object",
    "mapping_": "is no object",
    "model_": "is no object",
}
"""The same for all that goes wrong with one kind of value."""
_OTHER = "is not what belongs there"


def _known_keys(request: Request, errors: Sequence[Any]) -> str:
    """The keys of a body in which something is not known."""
    if not any(one["type"] == "extra_forbidden" and len(one["loc"]) == 2 for one in errors):
        return ""
    field = getattr(request.scope.get("route"), "body_field", None)
    shape = field.field_info.annotation if field is not None else None
    known = shape.model_fields if isinstance(shape, type) and issubclass(shape, BaseModel) else {}
    return f"The body has the keys {', '.join(known)}. " if known else ""


def _described(request: Request) -> str:
    name = str(getattr(request.scope.get("route"), "name", "")).replace("_", "-")
    return f"{_DOCS}#{name} says what it takes." if name else f"See {_DOCS}."
