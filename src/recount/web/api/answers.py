"""How the API answers: JSON, GeoJSON or CSV, with a mark by which a program that has an answer already is told so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response

from recount.errors import RecordError
from recount.export.csv import table_text
from recount.web.api.asking import CSV, GEOJSON, JSON, KINDS, accepted, is_list
from recount.web.api.tables import cells_of, columns_of

__all__ = ["CSV", "GEOJSON", "JSON"]

Form = Annotated[
    Literal["json", "geojson", "csv"] | None,
    Query(alias="format", description="Form of the answer; without it the Accept header decides, and else it is JSON."),
]
Limit = Annotated[int, Query(ge=1, le=1000, description="Most items of a page.")]
After = Annotated[str, Query(max_length=400, description="`next` of the page before; without it the first page.")]


def answered(request: Request, value: Any, status: int = 200, location: str = "") -> Response:
    """A value as JSON, the page of a list as CSV where that is asked for; nothing but 304 where the program has that
    very answer already."""
    route = request.scope["route"]
    if is_list(route) and form_of(request, request.query_params.get("format"), ("json", "csv")) == "csv":
        columns = columns_of(route.response_model)
        made = csv_answer(request, [name for name, _ in columns], (cells_of(columns, one) for one in value["items"]))
    else:
        made = marked(request, body_of(value), JSON, status)
    if location:
        made.headers["Location"] = location
    if isinstance(value, dict) and isinstance(value.get("next"), str):
        following(request, made, value["next"])
    return made


def with_table(request: Request, value: Any, table: Callable[[], str]) -> Response:
    """A value as JSON, or where that is asked for as the CSV that `table` makes of it."""
    if form_of(request, request.query_params.get("format"), ("json", "csv")) == "csv":
        return marked(request, table().encode(), CSV)
    return answered(request, value)


def following(request: Request, answer: Response, after: str | None) -> Response:
    """An answer that says where the next page is."""
    if after:
        to = request.url.include_query_params(after=after)
        answer.headers["Link"] = f'<{to.path}?{to.query}>; rel="next"'
    return answer


def body_of(value: Any) -> bytes:
    """A value as the bytes of an answer."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def mark_of(body: bytes, kind: str = JSON) -> str:
    """The mark (ETag) of bytes of a kind."""
    return f'"{hashlib.sha256(kind.encode() + body).hexdigest()[:32]}"'


def is_known(request: Request, mark: str) -> bool:
    """Whether who asks says that they have the answer of that mark already."""
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    return mark in known or "*" in known


def marked(request: Request, body: bytes, kind: str, status: int = 200) -> Response:
    """Bytes of a kind with their mark."""
    mark = mark_of(body, kind)
    headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": "Accept, Authorization, Cookie"}
    if request.method != "GET":
        return Response(body, status, media_type=kind)
    if status == 200 and is_known(request, mark):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type=f"{kind}; charset=utf-8" if kind == CSV else kind)


def csv_answer(request: Request, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> Response:
    """A table as CSV in UTF-8 with a byte order mark; cells that a spreadsheet would obey are made harmless."""
    return marked(request, ("\ufeff" + table_text(columns, rows)).encode(), CSV)


def file_answer(request: Request, name: str, content: bytes, kind: str) -> Response:
    """A file that is kept under a name rather than shown."""
    made = marked(request, content, kind)
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return made


def form_of(request: Request, form: str | None, allowed: Sequence[str] = ("json", "geojson", "csv")) -> str:
    """The form that is asked for, by name or by the Accept header."""
    if form is not None:
        return form
    kinds = {KINDS[name]: name for name in allowed}
    return kinds[accepted(request, tuple(kinds)) or JSON]


def page_of(items: Sequence[Any], following: str | None, total: int, **besides: Any) -> dict[str, Any]:
    """A page of a list: its items, where the next page begins (null for the last one), and how many there are."""
    return {"items": list(items), "next": following, "total": total, **besides}


def cut(items: Sequence[Any], after: str, limit: int) -> tuple[Sequence[Any], str | None]:
    """A page of a list that is held as a whole; `after` is the number of the item before it."""
    start = place_of(after)
    return items[start : start + limit], after_these(start, limit, len(items))


def place_of(after: str) -> int:
    """How many items come before the page that a cursor leads to. RecordError where it is none of such a list's."""
    if after and not (after.isascii() and after.isdecimal() and len(after) < 12):
        raise RecordError("the next page", "does not follow on a page of this list", "Begin again with the first page.")
    return int(after or 0)


def after_these(start: int, limit: int, total: int) -> str | None:
    """The cursor that leads on from a page; None where nothing follows."""
    return str(start + limit) if start + limit < total else None
