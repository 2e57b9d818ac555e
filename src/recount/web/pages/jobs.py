"""Work that goes on by itself: how far it is, then the page of its result."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from recount.desk.jobs import job_called
from recount.web.here import Reader

router = APIRouter()


@router.get("/jobs/{key}")
def job(here: Reader, key: str) -> Response:
    """How far a job is; the page of its result once it is done."""
    found = job_called(here.record, key)
    if found.finished and not found.refused[0]:
        return RedirectResponse(found.to, 303)
    return here.page("job.html", job=found)
