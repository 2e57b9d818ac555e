"""Embargoes, and what is erased on request: for reviewers and admins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from recount.desk import embargoing, erasing, takedown
from recount.desk.report_page import report_called
from recount.desk.restricting import note_access
from recount.desk.takedown import Plan
from recount.desk.victims import public_words
from recount.desk.withholding import Outing, outings
from recount.errors import AccessError, RecountError
from recount.web.here import Admin, Here, Reviewer

router = APIRouter(prefix="/takedown")

Words = Annotated[str, Form()]


@router.get("")
def page(
    here: Reviewer, of: Annotated[str, Query(max_length=60)] = "", person: Annotated[str, Query(max_length=40)] = ""
) -> Response:
    """Embargoes and tombstones, with what can be done; `of` names an incident or a report, `person` an entry."""
    return _page(here, of=of, person=person)


def _page(
    here: Here,
    of: str = "",
    person: str = "",
    refused: RecountError | None = None,
    form: str = "",
    request: str = "",
    until: str = "",
    why: str = "",
    names: str = "",
) -> Response:
    _may_see(here)
    here.saw_whole("embargoes")
    return here.page(
        "takedown.html",
        422 if refused else 200,
        embargoes=embargoing.embargoes(here.record),
        removals=takedown.removals(here.record),
        of=of,
        person=person,
        refused=refused,
        form=form,
        request=request,
        until=until,
        why=why,
        names=names,
        outings=_outings(here, of),
    )


def _outings(here: Here, of: str) -> tuple[Outing, ...]:
    """What was published of a report or an incident; nothing where there is no such thing."""
    try:
        return outings(here.record, of.strip()) if of.strip() else ()
    except RecountError:
        return ()


@router.post("/embargo")
def embargo(here: Reviewer, of: Words = "", until: Words = "", why: Words = "", seen: Words = "") -> Response:
    """Not shown publicly before a day, or until it is lifted. What is public of it is said before anything is done."""
    _may_see(here)
    if seen.strip() != of.strip() and _outings(here, of):
        return _page(here, of[:60], until=until[:10], why=why[:500])
    try:
        embargoing.embargo(here.record, of.strip(), until, here.member.name, why)
    except RecountError as refused:
        return _page(here, of[:60], refused=refused, form="embargo", until=until[:10], why=why[:500])
    return here.done("/takedown", said="embargoed")


@router.post("/embargo/{position}/lift")
def lift(here: Reviewer, position: int, why: Words = "") -> Response:
    """Let it be shown publicly again."""
    _may_see(here)
    embargoing.lift(here.record, position, here.member.name, why)
    return here.done("/takedown", said="embargo-lifted")


@router.post("/person/check")
def check_person(
    here: Admin,
    names: Words = "",
    person: Words = "",
    request: Words = "",
    also: Annotated[tuple[str, ...], Form()] = (),
    parts: Words = "",
    alone: Annotated[tuple[str, ...], Form()] = (),
) -> Response:
    """What erasing a person would take out, spellings that were chosen `also` with the others, and single names that
    are to go where they stand `alone`; nothing is done yet."""
    _may_see(here)
    try:
        every = "\n".join([names, *also])
        found = takedown.names_to_erase(here.record, person.strip()[:40], every)
        single = takedown.parts_to_erase(found, "\n".join([parts, *alone]))
        takedown.checked_request(here.record, request, found)
        _note(here, "person", "what erasing a person would take out")
        plan = takedown.what_person(here.record, found, person.strip()[:40], single)
    except RecountError as refused:
        given = names[:5000]
        return _page(here, person=person[:40], refused=refused, form="person", request=request[:80], names=given)
    return _plan(here, plan, names="\n".join(found), person=person.strip()[:40], request=request[:80])


@router.post("/person")
def erase_person(
    here: Admin, names: Words = "", person: Words = "", request: Words = "", confirmed: Words = "", parts: Words = ""
) -> Response:
    """Erase a person; the request's number is typed again to confirm."""
    _may_see(here)
    entry = person.strip()[:40]
    try:
        found = takedown.names_to_erase(here.record, entry, names)
        single = takedown.parts_to_erase(found, parts)
        if not request.strip() or confirmed.strip() != request.strip():
            plan = takedown.what_person(here.record, found, entry, single)
            return _plan(here, plan, request[:80], "\n".join(found), entry, wrong="request's number")
        who = here.member.name
        job = erasing.begin_person(here.record, found, entry, request, confirmed, who, parts.splitlines())
    except RecountError as refused:
        return _page(here, person=entry, refused=refused, form="person", request=request[:80], names=names[:5000])
    _note(here, "person", "erasing a person was begun")
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.post("/report/check")
def check_report(here: Admin, of: Words = "", request: Words = "") -> Response:
    """What erasing a report would take out; nothing is done yet."""
    _may_see(here)
    try:
        document = report_called(here.record, of.strip()[:200])
        takedown.checked_request(here.record, request)
        _note(here, document.id, "what erasing the report would take out")
        plan = takedown.what_report(here.record, document.id)
    except RecountError as refused:
        return _page(here, of[:60], refused=refused, form="report", request=request[:80])
    return _plan(here, plan, report=document.id, request=request[:80])


@router.post("/report")
def erase_report(here: Admin, of: Words = "", request: Words = "", confirmed: Words = "") -> Response:
    """Erase a report; its id is typed again to confirm."""
    _may_see(here)
    try:
        document = report_called(here.record, of.strip()[:40])
        if confirmed.strip() not in (document.id, document.id[:8]):
            plan = takedown.what_report(here.record, document.id)
            return _plan(here, plan, request[:80], report=document.id, wrong="report's id")
        job = erasing.begin_report(here.record, document.id, request, confirmed, here.member.name)
    except RecountError as refused:
        return _page(here, of[:60], refused=refused, form="report", request=request[:80])
    _note(here, "report", "erasing a report was begun")
    return RedirectResponse(f"/jobs/{job.id}", 303)


def _plan(
    here: Here, plan: Plan, request: str, names: str = "", person: str = "", report: str = "", wrong: str = ""
) -> Response:
    return here.page(
        "takedown_check.html",
        422 if wrong else 200,
        wrong=wrong,
        plan=plan,
        request=request,
        names=names,
        person=person,
        single="\n".join(plan.parts),
        report=report,
        about=public_words,
    )


def _note(here: Here, of: str, what: str) -> None:
    note_access(here.record, here.viewer, "takedown", {of: what})


def _may_see(here: Here) -> None:
    if not here.member.sees_restricted:
        raise AccessError("This page", "is restricted", "Reviewers and admins may see it; a token needs the scope.")
