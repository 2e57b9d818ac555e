"""The overview: map, timeline and chronology of what the filter holds."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from recount.desk.asking import chronology
from recount.web.here import Reader

router = APIRouter()


@router.get("/")
def overview(here: Reader) -> Response:
    """The incidents of the record."""
    return here.page("overview.html", found=chronology(here.record))
