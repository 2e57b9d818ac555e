"""Who asks, the people of the desk, and who opened what is restricted."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Path, Query, Response

from recount.desk import people, restricting
from recount.desk.lines.work import person_line
from recount.desk.roles import role_named
from recount.errors import RecordError
from recount.store.people import Person
from recount.store.restricting import AccessFilter
from recount.web.api.answers import After, Limit, answered, cut, page_of
from recount.web.api.routing import BASE, DEED, TOLD, router_of
from recount.web.api.shapes.drafting import (
    FeedsEnded,
    LinkShape,
    PeopleLog,
    PersonGiven,
    PersonWhole,
    RoleGiven,
    SessionsEnded,
)
from recount.web.api.shapes.people import Accesses, MeShape, People, PersonShape
from recount.web.here import ApiAdmin, ApiReader, Here
from recount.web.pages.account import doer
from recount.web.pages.people import setup_address

router = router_of("people")
Member = Annotated[str, Path(max_length=60, description="An account: its id, or its name.")]


@router.get("/me", response_model=MeShape, responses=TOLD)
def read_me(here: ApiReader) -> Response:
    """Who you are to this desk, and what your token may do."""
    member = here.member
    scopes = sorted(scope.value for scope in member.scopes)
    told = {"name": member.name, "role": member.role.word, "scopes": scopes, "accounts": here.options.accounts}
    return answered(here.request, told)


@router.get("/people", response_model=People, responses=TOLD)
def list_people(here: ApiAdmin, limit: Limit = 100, after: After = "") -> Response:
    """All who have an account; nothing that anybody could sign in with."""
    held = people.people(here.record)
    shown, following = cut(held, after, limit)
    return answered(here.request, page_of([person_line(one) for one in shown], following, len(held)))


@router.post("/people", response_model=LinkShape, status_code=201, responses=DEED)
def invite(here: ApiAdmin, given: PersonGiven) -> Response:
    """A new account. Its owner follows the link, which is told this once, within three days."""
    made, code = people.invite(here.record, given.name, role_named(given.role), doer(here))
    return _linked(here, made, code, 201)


def _linked(here: Here, person: Person, code: str, status: int) -> Response:
    line = {"person": person_line(person), "link": setup_address(here, code)}
    answer = answered(here.request, line, status, f"{BASE}/people/{person.id}")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.get("/people/log", response_model=PeopleLog, responses=TOLD)
def list_deeds(here: ApiAdmin, limit: Limit = 100, after: After = "") -> Response:
    """What was done with accounts and rules of publishing, the last first: sign-ins that worked and that did not,
    invitations, roles, links, what a rule was before and is since."""
    found = people.deeds(here.record, limit + 1, _position(after))
    told = [
        {"when": one.when.isoformat(), "who": one.who, "what": one.what, "on": one.on, "address": one.address}
        for _, one in found[:limit]
    ]
    following = str(found[limit - 1][0]) if len(found) > limit else None
    return answered(here.request, page_of(told, following, people.deeds_in_all(here.record)))


def _position(after: str) -> int | None:
    if after and not (after.isascii() and after.isdecimal() and len(after) < 12):
        raise RecordError("the next page", "does not follow on a page of this list", "Begin again with the first page.")
    return int(after) if after else None


@router.get("/people/{person}", response_model=PersonWhole, responses=TOLD)
def read_person(here: ApiAdmin, person: Member) -> Response:
    """One account, and where it is signed in."""
    found = people.person_named(here.record, person)
    sessions = [
        {"id": one.id, "made": one.made.isoformat(), "seen": one.seen.isoformat(), "address": one.address,
         "browser": one.browser}
        for one in people.sessions_of(here.record, found.id)
    ]  # fmt: skip
    feeds = list(people.feeds_of(here.record, found))
    return answered(here.request, person_line(found) | {"sessions": sessions, "feeds": feeds})


@router.put("/people/{person}/role", response_model=PersonShape, responses=DEED)
def change_role(here: ApiAdmin, person: Member, given: RoleGiven) -> Response:
    """Another role; they sign in anew."""
    return _told(here, people.set_role(here.record, person, role_named(given.role), doer(here)))


@router.put("/people/{person}/closed", response_model=PersonShape, responses=DEED)
def close_account(here: ApiAdmin, person: Member) -> Response:
    """Nobody signs in with the account any more; its name stays in the history."""
    return _told(here, people.close_account(here.record, person, doer(here)))


@router.delete("/people/{person}/closed", response_model=PersonShape, responses=DEED)
def open_account(here: ApiAdmin, person: Member) -> Response:
    """A closed account can be signed in with again."""
    return _told(here, people.open_account(here.record, person, doer(here)))


def _told(here: Here, person: Person) -> Response:
    return answered(here.request, person_line(person))


@router.post("/people/{person}/link", response_model=LinkShape, status_code=201, responses=DEED)
def make_link(here: ApiAdmin, person: Member) -> Response:
    """A link by which somebody gives their account another password, told this once."""
    found, code = people.reset(here.record, person, doer(here))
    return _linked(here, found, code, 201)


@router.delete("/people/{person}/sessions", response_model=SessionsEnded, responses=DEED)
def end_sessions(
    here: ApiAdmin,
    person: Member,
    session: Annotated[str, Query(max_length=40, description="The id of one; without it all.")] = "",
) -> Response:
    """End sessions of somebody."""
    found = people.person_named(here.record, person)
    ended = people.end_sessions(here.record, found.id, doer(here), [session] if session else None)
    return answered(here.request, {"ended": ended})


@router.delete("/people/{person}/feeds", response_model=FeedsEnded, responses=DEED)
def end_feeds(here: ApiAdmin, person: Member) -> Response:
    """Other addresses for the feeds of somebody's views; the former ones open nothing any more."""
    found = people.person_named(here.record, person)
    return answered(here.request, {"ended": people.end_feeds(here.record, found.id, doer(here))})


@router.get("/accesses", response_model=Accesses, responses=TOLD)
def list_accesses(
    here: ApiAdmin,
    who: Annotated[str, Query(max_length=100, description="Only of one member, by name.")] = "",
    of: Annotated[str, Query(max_length=80, description="The id of what was opened.")] = "",
    since: Annotated[date | None, Query(description="On this day or later.")] = None,
    until: Annotated[date | None, Query(description="On this day or before.")] = None,
    limit: Limit = 100,
    after: After = "",
) -> Response:
    """Who opened what is restricted, or asked for it and was refused, the newest first."""
    days = (since.isoformat() if since else "", until.isoformat() if until else "")
    asked = AccessFilter(who, of.strip(), *days, _position(after))
    found = restricting.accesses(here.record, asked, limit + 1)
    shown = found[:limit]
    told = [
        {
            "when": one.when.isoformat(),
            "who": one.who,
            "kind": one.kind,
            "of": one.of,
            "what": one.what,
            "address": one.address,
        }
        for _, one in shown
    ]
    following = str(shown[-1][0]) if len(found) > limit else None
    return answered(here.request, page_of(told, following, restricting.accesses_in_all(here.record, asked)))
