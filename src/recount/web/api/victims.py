"""Named persons of incidents, and what was removed on request."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Response

from recount.desk import takedown, victims
from recount.desk.asking import incident
from recount.desk.restricting import note_access
from recount.desk.victims import Told
from recount.errors import AccessError
from recount.export.wording import plural
from recount.store.victims import Victim
from recount.web.api.answers import answered
from recount.web.api.routing import BASE, DEED, TOLD, router_of
from recount.web.api.shapes.victims import Tombstones, VictimGiven, VictimShape, VictimsOf
from recount.web.here import ApiReader, ApiRestricted, ApiReviewer, Here

router = router_of("incidents")
Key = Annotated[str, Path(max_length=60)]
_TOLD = ("id", "name", "age_low", "age_high", "status", "how", "released")
_OR_NULL = ("age_group", "sex", "since", "origin")


@router.get("/incidents/{name}/victims", response_model=VictimsOf, responses=TOLD)
def list_victims(here: ApiReader, name: Key) -> Response:
    """How many persons of an incident are named. Who they are is told with the scope “restricted” alone, and written
    down."""
    one = incident(here.record, name).incident
    found = victims.named_in(here.record, one.id)
    shown = None
    if here.member.sees_restricted:
        if found:
            _note(here, one.id, len(found), f"named persons of incident {one.id[:8]}")
        shown = [_line(victim) for victim in found]
    told = {"incident": one.id, "named": len(found), "released": sum(victim.released for victim in found)}
    return answered(here.request, told | {"victims": shown})


@router.post("/incidents/{name}/victims", response_model=VictimShape, status_code=201, responses=DEED)
def add_victim(here: ApiReviewer, name: Key, given: VictimGiven) -> Response:
    """Name a person of an incident. It takes the scopes “judge” and “restricted”; doubles are for a person to judge."""
    if not here.member.sees_restricted:
        raise AccessError("The names", "are restricted", "Make a token with the scope “restricted”, too.")
    values = given.model_dump() | {"spellings": "\n".join(given.spellings)}
    made, _ = victims.enter(here.record, name, Told(**values), here.member.name)
    _note(here, made.id, 1, "entered by a program")
    return answered(here.request, _line(made), 201, f"{BASE}/incidents/{made.target.id}/victims")


@router.get("/removals", response_model=Tombstones, responses=TOLD)
def list_removals(here: ApiRestricted) -> Response:
    """That something was removed on request, when, by whom, under which request; what it was is said nowhere."""
    keys = ("number", "kind", "request", "made", "who")
    told = [{key: getattr(one, key) for key in keys} for one in takedown.removals(here.record)]
    return answered(here.request, {"items": told})


def _line(one: Victim) -> dict[str, Any]:
    told: dict[str, Any] = {key: getattr(one, key) for key in _TOLD}
    return told | {"spellings": list(one.spellings)} | {key: getattr(one, key) or None for key in _OR_NULL}


def _note(here: Here, of: str, many: int, where: str) -> None:
    note_access(here.record, here.viewer, "victims", {of: f"{plural(many, 'name')}, {where}"})
