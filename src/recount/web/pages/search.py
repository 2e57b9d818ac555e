"""The search box of every page."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from recount.desk.overview import called
from recount.web.asking import asking_of
from recount.web.filters import address
from recount.web.here import Reader

router = APIRouter()


@router.get("/search")
def search(here: Reader) -> Response:
    """To the incident or report with the id that was typed, else to the incidents that the words are told in."""
    asking = asking_of(here)
    named = called(here.record, asking.filters.text)
    return RedirectResponse(f"/{named[0]}/{quote(named[1])}" if named else address(asking), 303)
