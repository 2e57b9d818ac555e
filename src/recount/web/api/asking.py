"""What a program may ask of an address: parameters by their names, and a form that there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, get_origin

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import ParamTypes
from fastapi.routing import APIRoute
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException

from recount.errors import RecordError
from recount.web.api.shapes.common import Listed

JSON, GEOJSON, CSV = "application/json", "application/geo+json", "text/csv"
HTML, PDF, ZIP = "text/html", "application/pdf", "application/zip"
KINDS = {"json": JSON, "geojson": GEOJSON, "csv": CSV, "html": HTML, "pdf": PDF, "zip": ZIP}
"""What the parameter `format` calls the forms of answers."""
FORM: dict[str, Any] = {
    "name": "format",
    "in": "query",
    "required": False,
    "description": "Form of the answer; without it the Accept header decides, and else it is JSON.",
    "schema": {"type": "string", "enum": ["json", "csv"]},
}
"""The parameter by which the items of any list, and sums, are had as a table."""
AS_TABLE: dict[int | str, dict[str, Any]] = {200: {"content": {CSV: {"schema": {"type": "string"}}}}}
"""What an address that is no list says of itself where it is had as a table, too."""


async def checked_question(request: Request) -> None:
    """RecordError for a parameter that the address does not have, or has once alone and was given twice; HTTPException
    where none of the forms that are accepted is there. A misspelt filter would else be none."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    reads = request.method in ("GET", "HEAD")
    checked_names(request.query_params, parameters_of(route), *(["format"] if reads else []))
    if reads:
        forms = forms_of(route)
        named = request.query_params.get("format")
        if named is not None:
            known = {name: kind for name, kind in KINDS.items() if kind in forms}
            if named not in known:
                raise HTTPException(406, f"There is no form “{named[:40]}” of it, only {' and '.join(known)}.")
        elif accepted(request, forms) is None:
            raise HTTPException(406, f"There is no such form of it, only {' and '.join(forms)}.")


def checked_names(given: QueryParams, several: Mapping[str, bool], *besides: str) -> None:
    """RecordError for a parameter that is none of these, or was given twice and is not to be given `several` times.
    What is known everywhere, `besides`, is listed where it does something."""
    for name in given:
        if name in besides and name not in several:
            continue
        if name not in several:
            near = get_close_matches(name, several, 1)
            meant = f"Is it “{near[0]}”? " if near else ""
            known = f"There are: {', '.join(several)}." if several else "This address takes none."
            raise RecordError(f"the parameter “{name[:40]}”", "is not known here", meant + known)
        if not several[name] and len(given.getlist(name)) > 1:
            raise RecordError(f"the parameter “{name}”", "was given more than once", "Give it once.")


def parameters_of(route: APIRoute) -> dict[str, bool]:
    """The parameters of an address's query, and whether each may be given more than once."""
    found = _KNOWN.get(route.endpoint)
    if found is None:
        found = {
            one.alias: get_origin(one.field_info.annotation) is list or "list" in str(one.field_info.annotation)
            for one in get_flat_params(route.dependant)
            if getattr(one.field_info, "in_", None) is ParamTypes.query
        }
        besides = (route.openapi_extra or {}).get("parameters", ())
        found |= {one["name"]: one["schema"].get("type") == "array" for one in besides}
        if is_list(route):
            found.setdefault("format", False)
        _KNOWN[route.endpoint] = found
    return found


_KNOWN: dict[Any, dict[str, bool]] = {}


def is_list(route: APIRoute) -> bool:
    """Whether an address answers with a page of a list."""
    shape = route.response_model
    return isinstance(shape, type) and issubclass(shape, Listed) and "GET" in (route.methods or ())


def forms_of(route: APIRoute) -> tuple[str, ...]:
    """The forms in which an address can answer, what is given where any will do ahead."""
    told = route.responses.get(200, {}).get("content", {})
    if route.response_model is None:
        return tuple(told) or (JSON,)
    return tuple(dict.fromkeys((JSON, *told, *((CSV,) if is_list(route) else ()))))


def accepted(request: Request, forms: Sequence[str]) -> str | None:
    """The form that the Accept header likes best; None where it takes none of them."""
    header = ",".join(request.headers.getlist("accept"))
    if not header.strip():
        return forms[0]
    liked = [(_quality(form, header.split(",")[:50]), -n, form) for n, form in enumerate(forms)]
    quality, _, best = max(liked)
    return best if quality > 0 else None


def _quality(form: str, ranges: Iterable[str]) -> float:
    """How much a header likes a form, from 0 to 1: by the part of it that names the form most closely (RFC 9110)."""
    found = (-1, 0.0)
    for part in ranges:
        kind, *more = (word.strip().lower() for word in part.split(";"))
        close = {form: 2, f"{form.partition('/')[0]}/*": 1, "*/*": 0}.get(kind)
        if close is None:
            continue
        told = next((word[2:] for word in more if word.startswith("q=")), "1")
        try:
            weight = float(told)
        except ValueError:
            weight = 1.0
        found = max(found, (close, weight))
    return found[1]
