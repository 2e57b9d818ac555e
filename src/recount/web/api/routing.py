"""How the API's addresses are declared: under /api/v1, with all that can be refused."""

from __future__ import annotations

from typing import Any, NoReturn

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException

from recount.web.api.asking import checked_question
from recount.web.api.shapes.common import Problem

BASE = "/api/v1"
_REFUSED = {
    400: "The request can't be read.",
    401: "No token, no session, or one that is not known.",
    403: "Not with this role, or not with this token; or it is restricted.",
    404: "It is not in the record.",
    406: "There is no such form of it as `Accept` asks for.",
    410: "It was set aside, is told by no report any more, or was removed on request.",
    422: "Something in it can't be meant; `what` names it, `fields` by its name where it is one value.",
    429: "Asked too often; `Retry-After` says when to ask again.",
}
_REFUSED_DEEDS = {
    409: "Somebody else is at it, or was there first.",
    412: "It changed since it was looked at; of judgements `what` says who made them, and what they are.",
    413: "Too much at once.",
    415: "Not JSON.",
}


async def needs_json(request: Request) -> None:
    """HTTPException unless the body, where there is one, says that it is JSON."""
    chunked = "transfer-encoding" in request.headers
    if request.method in ("GET", "HEAD") or (request.headers.get("content-length", "0") == "0" and not chunked):
        return
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind == "multipart/form-data" and request.url.path.endswith("/files")):
        raise HTTPException(415, "The body is not application/json.")


def router_of(tag: str) -> APIRouter:
    """Addresses of one theme."""
    refused: dict[int | str, dict[str, Any]] = {
        status: {"model": Problem, "description": words} for status, words in _REFUSED.items()
    }
    return APIRouter(
        prefix=BASE, tags=[tag], responses=refused, dependencies=[Depends(needs_json), Depends(checked_question)]
    )


DEED: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": words} for status, words in _REFUSED_DEEDS.items()
}
"""What requests that change something can be answered with besides."""

TOLD: dict[int | str, dict[str, Any]] = {304: {"description": "It is what `If-None-Match` names."}}
"""What requests that only read can be answered with besides."""


def gone(name: str) -> NoReturn:
    """That something was there once."""
    raise HTTPException(410, f"{name[:60]} was set aside, or is told by no report any more.")
