"""The people of the desk, for admins: who they are, what they may do, where they are signed in, what they opened."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from recount.desk import people, restricting
from recount.desk.accounts import now
from recount.desk.roles import ROLES, Role, role_named
from recount.errors import RecordError
from recount.export.csv import table_text
from recount.store.restricting import AccessFilter
from recount.web.here import Admin, Here
from recount.web.pages.account import doer, once
from recount.web.pages.entering import Name

router = APIRouter()

_A_PAGE = 100
_MOST_LINES = 100_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
RoleWord = Annotated[str, Form(max_length=20)]


@router.get("/people")
def everybody(here: Admin) -> Response:
    """All who have an account, and the form to invite somebody."""
    return _everybody(here)


@router.post("/people/invite")
def invite(here: Admin, name: Name = "", role: RoleWord = "") -> Response:
    """A new account, and its link, shown this once."""
    by = doer(here)
    try:
        person, code = people.invite(here.record, name, _role(role), by)
    except RecordError as error:
        field = "role" if error.source.startswith("the role") else "name"
        return _everybody(here, {field: f"It {error.what}. {error.remedy}"}, name, role)
    return once(here, "invite", person.name, setup_address(here, code))


@router.get("/people/access")
def access(
    here: Admin, who: str = "", of: str = "", since: str = "", until: str = "", before: int | None = None
) -> Response:
    """Who opened what is restricted, newest first."""
    asked, problems = _asked(who, of, since, until, before)
    found = restricting.accesses(here.record, asked, _A_PAGE + 1) if not problems else ()
    return here.page(
        "people/access.html",
        422 if problems else 200,
        found=found[:_A_PAGE],
        older=found[_A_PAGE - 1][0] if len(found) > _A_PAGE else None,
        asked=asked,
        problems=problems,
        members=[one.name for one in people.people(here.record)],
    )


@router.get("/people/access.csv")
def access_lines(here: Admin, who: str = "", of: str = "", since: str = "", until: str = "") -> Response:
    """The same as CSV, all of it."""
    asked, problems = _asked(who, of, since, until, None)
    if problems:
        raise RecordError("the filter", "holds what is no date", "Write 2017-06-03.")
    found = restricting.accesses(here.record, asked, _MOST_LINES)
    rows = [(one.when.isoformat(), one.who, one.kind, one.of, one.what, one.address) for _, one in found]
    return Response(
        table_text(("when", "who", "kind", "id", "what", "from"), rows),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="access.csv"'},
    )


@router.get("/people/log")
def log(here: Admin, before: int | None = None) -> Response:
    """What was done with accounts (sign-ins that worked and that did not, invitations, roles, links), and with the
    rules of publishing."""
    found = people.deeds(here.record, _A_PAGE + 1, before)
    older = found[_A_PAGE - 1][0] if len(found) > _A_PAGE else None
    return here.page("people/log.html", found=found[:_A_PAGE], older=older)


@router.get("/people/{person}")
def one_person(here: Admin, person: str) -> Response:
    """One account: role, link, sessions."""
    found = people.person_named(here.record, person)
    return here.page(
        "people/person.html",
        person=found,
        role=role_named(found.role),
        roles=ROLES,
        sessions=people.sessions_of(here.record, found.id),
        feeds=people.feeds_of(here.record, found),
        now=now(),
    )


@router.post("/people/{person}/feeds/end")
def end_feeds(here: Admin, person: str) -> Response:
    """Other addresses for the feeds of somebody's views; the former ones open nothing any more."""
    found = people.person_named(here.record, person)
    people.end_feeds(here.record, found.id, doer(here))
    return here.done(f"/people/{found.id}", said="feeds-ended")


@router.post("/people/{person}/role")
def change_role(here: Admin, person: str, role: RoleWord = "") -> Response:
    """Another role."""
    found = people.set_role(here.record, person, _role(role), doer(here))
    return here.done(_back(here, found.id), said="role")


@router.post("/people/{person}/close")
def close(here: Admin, person: str) -> Response:
    """Nobody signs in with this account any more."""
    found = people.close_account(here.record, person, doer(here))
    return here.done(_back(here, found.id), said="closed")


@router.post("/people/{person}/open")
def open_again(here: Admin, person: str) -> Response:
    """A closed account can be signed in with again."""
    found = people.open_account(here.record, person, doer(here))
    return here.done(_back(here, found.id), said="opened")


@router.post("/people/{person}/link")
def link(here: Admin, person: str) -> Response:
    """A link by which somebody gives their account another password, shown this once."""
    found, code = people.reset(here.record, person, doer(here))
    return once(here, "reset" if found.password else "invite", found.name, setup_address(here, code))


@router.post("/people/{person}/sessions/end")
def end_sessions(here: Admin, person: str, session: Annotated[str, Form(max_length=40)] = "") -> Response:
    """End one session of somebody; without a name all."""
    found = people.person_named(here.record, person)
    people.end_sessions(here.record, found.id, doer(here), [session] if session else None)
    return here.done(_back(here, found.id), said="ended")


def _everybody(here: Here, problems: dict[str, str] | None = None, name: str = "", role: str = "coder") -> Response:
    found = people.people(here.record)
    seen = {one.id: people.sessions_of(here.record, one.id) for one in found}
    return here.page(
        "people/people.html",
        422 if problems else 200,
        people=found,
        sessions=seen,
        roles=ROLES,
        problems=problems or {},
        name=name,
        role=role,
        now=now(),
    )


def _role(word: str) -> Role:
    try:
        return role_named(word)
    except ValueError:
        choices = ", ".join(one.word for one in ROLES)
        raise RecordError("the role", "is none", f"Choose one of {choices}.") from None


def setup_address(here: Here, code: str) -> str:
    """Where a link leads that gives an account a password."""
    return f"{here.request.url.scheme}://{here.request.headers['host']}/setup?code={code}"


def _back(here: Here, person: str) -> str:
    """Where one goes on after a change; who has changed their own role signs in anew."""
    return f"/people/{person}" if person != here.member.id else "/account"


def _asked(who: str, of: str, since: str, until: str, before: int | None) -> tuple[AccessFilter, dict[str, str]]:
    problems = {
        name: "Write a day so: 2017-06-03."
        for name, day in (("since", since), ("until", until))
        if day and not _DAY.fullmatch(day)
    }
    return AccessFilter(who[:100], of.strip()[:80], since[:10], until[:10], before), problems
