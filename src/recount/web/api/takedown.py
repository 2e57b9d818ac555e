"""What is not shown publicly yet, and what is erased on request."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Path, Query, Response

from recount.desk import embargoing, erasing, takedown
from recount.desk.embargoing import Standing
from recount.desk.report_page import report_called
from recount.desk.restricting import note_access
from recount.desk.takedown import Plan
from recount.errors import AccessError
from recount.web.api.answers import After, Limit, answered, cut, page_of
from recount.web.api.routing import BASE, DEED, TOLD, router_of
from recount.web.api.shapes.reports import JobShape
from recount.web.api.shapes.victims import (
    Embargoes,
    EmbargoGiven,
    EmbargoMade,
    PersonErased,
    PersonToErase,
    PlanShape,
    ReportErased,
    Tombstones,
)
from recount.web.api.sources import started
from recount.web.here import ApiAdmin, ApiReader, ApiReviewer, Here
from recount.web.remedies import on_restricted

router = router_of("takedown")
Name = Annotated[str, Path(max_length=200, description="An id, how one begins, or a name.")]


@router.get("/embargoes", response_model=Embargoes, responses=TOLD)
def list_embargoes(here: ApiReviewer, limit: Limit = 50, after: After = "") -> Response:
    """Incidents and reports that are not shown publicly yet, and those that were, the last first. Whatever stands under
    this theme takes the scope “restricted” beside its own."""
    _may_see(here)
    here.saw_whole("embargoes")
    held = embargoing.embargoes(here.record)
    shown, following = cut(held, after, limit)
    return answered(here.request, page_of([_line(one) for one in shown], following, len(held)))


@router.post("/embargoes", response_model=EmbargoMade, status_code=201, responses=DEED)
def embargo(here: ApiReviewer, given: EmbargoGiven) -> Response:
    """Show an incident or a report publicly no sooner than a day, or than somebody lifts it. What releases hold of
    it is withheld at once."""
    _may_see(here)
    position = embargoing.embargo(here.record, given.of.strip(), given.until, here.member.name, given.why)
    return answered(here.request, {"position": position}, 201, f"{BASE}/embargoes")


@router.delete("/embargoes/{position}", response_model=EmbargoMade, responses=DEED)
def lift_embargo(
    here: ApiReviewer,
    position: Annotated[int, Path(ge=1, lt=2**31, description="The embargo's `position`.")],
    why: Annotated[str, Query(max_length=500, description="The reason.")] = "",
) -> Response:
    """Let it be shown publicly again."""
    _may_see(here)
    return answered(here.request, {"position": embargoing.lift(here.record, position, here.member.name, why)})


@router.get("/removals", response_model=Tombstones, responses=TOLD)
def list_removals(here: ApiReader, limit: Limit = 50, after: After = "") -> Response:
    """That something was removed on request, when, by whom, under which request; what it was is said nowhere."""
    keys = ("number", "kind", "request", "made", "who")
    held = takedown.removals(here.record)
    shown, following = cut(held, after, limit)
    told = [{key: getattr(one, key) for key in keys} for one in shown]
    return answered(here.request, page_of(told, following, len(held)))


@router.post("/removals/person/check", response_model=PlanShape, responses=DEED)
def check_person(here: ApiAdmin, given: PersonToErase) -> Response:
    """What erasing a person would take out; nothing is done."""
    _may_see(here)
    found = takedown.names_to_erase(here.record, given.victim.strip(), "\n".join(given.names))
    parts = takedown.parts_to_erase(found, "\n".join(given.parts))
    _note(here, "person", "what erasing a person would take out")
    return answered(here.request, _plan_line(takedown.what_person(here.record, found, given.victim.strip(), parts)))


@router.post("/removals/person", response_model=JobShape, status_code=202, responses=DEED)
def erase_person(here: ApiAdmin, given: PersonErased) -> Response:
    """Erase a person's names from all that the record holds, for good. The job's result holds the number of the
    tombstone."""
    _may_see(here)
    who = here.member.name
    victim, parts = given.victim.strip(), given.parts
    job = erasing.begin_person(here.record, given.names, victim, given.request, given.confirmed, who, parts)
    _note(here, "person", "erasing a person was begun")
    return started(here, job)


@router.post("/reports/{name}/removal/check", response_model=PlanShape, responses=DEED)
def check_report(here: ApiAdmin, name: Name) -> Response:
    """What erasing a report would take out; nothing is done."""
    _may_see(here)
    document = report_called(here.record, name)
    _note(here, document.id, "what erasing the report would take out")
    return answered(here.request, _plan_line(takedown.what_report(here.record, document.id)))


@router.post("/reports/{name}/removal", response_model=JobShape, status_code=202, responses=DEED)
def erase_report(here: ApiAdmin, name: Name, given: ReportErased) -> Response:
    """Erase a report with its bytes, text and claims, for good, and keep it from coming back. The job's result holds
    the number of the tombstone."""
    _may_see(here)
    document = report_called(here.record, name)
    job = erasing.begin_report(here.record, document.id, given.request, given.confirmed, here.member.name)
    _note(here, "report", "erasing a report was begun")
    return started(here, job)


def _line(one: Standing) -> dict[str, Any]:
    held = one.embargo
    told: dict[str, Any] = {key: getattr(held, key) for key in ("position", "kind", "of", "lifted", "made", "who")}
    return told | {"until": held.until or None, "why": held.why or None, "holds": one.holds}


def _plan_line(plan: Plan) -> dict[str, Any]:
    told: dict[str, Any] = {"counts": dict(plan.counts), "files": plan.files, "names": list(plan.names)}
    told |= {"reports": [one.id for one in plan.reports], "entries": [one.victim.id for one in plan.entries]}
    told |= {"parts": list(plan.parts), "alike": [asdict(one) for one in plan.alike]}
    return told | {"alone": [{"name": one.name, "reports": one.reports} for one in plan.alone]}


def _note(here: Here, of: str, what: str) -> None:
    note_access(here.record, here.viewer, "takedown", {of: what})


def _may_see(here: Here) -> None:
    if not here.member.sees_restricted:
        raise AccessError("This", "is restricted", on_restricted(here.member))
