"""Who asks, the people of the desk, and who opened what is restricted."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query, Response

from recount.desk import people, restricting
from recount.desk.lines.work import person_line
from recount.errors import RecordError
from recount.store.restricting import AccessFilter
from recount.web.api.answers import After, Limit, answered, cut, page_of
from recount.web.api.routing import TOLD, router_of
from recount.web.api.shapes.work import Accesses, MeShape, People
from recount.web.here import ApiAdmin, ApiReader

router = router_of("people")


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
    """Who opened what is restricted, the newest first; `total` counts those of this page."""
    if after and not (after.isascii() and after.isdecimal() and len(after) < 12):
        raise RecordError("the next page", "does not follow on a page of this list", "Begin again with the first page.")
    days = (since.isoformat() if since else "", until.isoformat() if until else "")
    asked = AccessFilter(who, of.strip(), *days, int(after) if after else None)
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
    return answered(here.request, page_of(told, following, len(told)))
