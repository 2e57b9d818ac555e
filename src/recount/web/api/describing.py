"""The API's description: for programs, and as a page."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from recount.web.api.answers import answered
from recount.web.api.description import description
from recount.web.api.routing import BASE
from recount.web.here import Anybody
from recount.web.sessions import cookie_name

router = APIRouter(prefix=BASE)


@router.get("/openapi.json")
def openapi(here: Anybody) -> Response:
    """OpenAPI 3.1; it holds nothing of the record."""
    return answered(here.request, description(cookie_name(here.options, "session")))
