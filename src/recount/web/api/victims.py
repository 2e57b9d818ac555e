"""Named persons of incidents, for who may see restricted things; each look is written down."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query, Response

from recount.desk import victims
from recount.desk.asking import incident
from recount.desk.restricting import note_access
from recount.desk.victims import Told
from recount.desk.victims_beside import alike
from recount.errors import AccessError, AlikeError, RecordError
from recount.export.wording import plural
from recount.store.victims import Deed, Victim, VictimFilter
from recount.web.api.answers import After, Limit, answered, page_of
from recount.web.api.routing import BASE, DEED, TOLD, router_of
from recount.web.api.shapes.judgements import WhyGiven
from recount.web.api.shapes.victims import (
    BecameOf,
    Group,
    MergeGiven,
    MoveGiven,
    Sex,
    VictimChanged,
    VictimDone,
    VictimGiven,
    Victims,
    VictimShape,
    VictimsOf,
    VictimTold,
    VictimWhole,
)
from recount.web.here import ApiReader, ApiReviewer, Here
from recount.web.remedies import on_restricted

router = router_of("victims")
Key = Annotated[str, Path(max_length=60, description="An incident: its id, or how it begins.")]
Person = Annotated[str, Path(max_length=40, description="The id of an entry.")]
Why = Annotated[str, Query(max_length=1000, description="The reason.")]
_TOLD = ("id", "name", "age_low", "age_high", "status", "how", "released")
_OR_NULL = ("age_group", "sex", "since", "origin", "note", "gone")


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
    """Name a person of an incident. It takes the scopes “judge” and “restricted”, as all that is done with names.
    Where other entries may be of the same person, nothing is entered and the answer is 409, whose `entries` are their
    ids."""
    _may_see(here)
    if not given.anyway:
        _alone(here, given)
    made, _ = victims.enter(here.record, name, _told(given), here.member.name)
    _note(here, made.id, 1, "entered by a program")
    return answered(here.request, _line(made), 201, f"{BASE}/victims/{made.id}")


@router.get("/victims", response_model=Victims, responses=TOLD)
def list_all_victims(
    here: ApiReviewer,
    status: Annotated[BecameOf | None, Query(description="What became of them.")] = None,
    age_group: Annotated[Group | None, Query(description="By their age, or as it is told.")] = None,
    sex: Annotated[Sex | None, Query(description="As it is told.")] = None,
    released: Annotated[bool | None, Query(description="Whether the name may be published.")] = None,
    limit: Limit = 100,
    after: After = "",
) -> Response:
    """All named persons of the record, by name. No name stands in an address: who looks for one reads the list."""
    _may_see(here)
    chosen = {None: "", True: "yes", False: "no"}[released]
    page = _page_number(after)
    found = victims.listed(here.record, VictimFilter("", status or "", age_group or "", sex or "", chosen), page, limit)
    _note(here, "list", len(found.lines), "the list of named persons")
    told = [_line(one.victim) | {"incident": one.incident.id if one.incident else None} for one in found.lines]
    return answered(here.request, page_of(told, str(page + 1) if page < found.pages else None, found.total))


def _page_number(after: str) -> int:
    """The page that a cursor leads to, the first without one."""
    if not after:
        return 1
    if not (after.isascii() and after.isdecimal() and 0 < len(after) < 7 and int(after) > 0):
        raise RecordError("the next page", "does not follow on a page of this list", "Begin again with the first page.")
    return int(after)


@router.get("/victims/{victim}", response_model=VictimWhole, responses=TOLD)
def read_victim(here: ApiReviewer, victim: Person) -> Response:
    """One person: what is known, and all that was done to the entry, the last first."""
    _may_see(here)
    one, home, log = victims.named(here.record, victim)
    _note(here, one.id, 1, f"person {one.id}")
    told = {"incident": home.id if home else None, "history": [_deed_line(deed) for deed in log]}
    return answered(here.request, _line(one) | told)


@router.put("/victims/{victim}", response_model=VictimDone, responses=DEED)
def change_victim(here: ApiReviewer, victim: Person, given: VictimChanged) -> Response:
    """Other values for a person, all of them. Another name is not released any more."""
    _may_see(here)
    return _done(here, victim, victims.change(here.record, victim, _told(given), here.member.name, given.reason))


@router.put("/victims/{victim}/release", response_model=VictimDone, responses=DEED)
def release_victim(here: ApiReviewer, victim: Person, given: WhyGiven) -> Response:
    """Let the name be published from the next release on; the reason says who agreed."""
    _may_see(here)
    return _done(here, victim, victims.release(here.record, victim, here.member.name, given.why))


@router.delete("/victims/{victim}/release", response_model=VictimDone, responses=DEED)
def take_victim_back(here: ApiReviewer, victim: Person, why: Why = "") -> Response:
    """Publish the name no more: it leaves all releases that are given out at once."""
    _may_see(here)
    return _done(here, victim, victims.take_back(here.record, victim, here.member.name, why))


@router.post("/victims/{victim}/merge", response_model=VictimDone, responses=DEED)
def merge_victims(here: ApiReviewer, victim: Person, given: MergeGiven) -> Response:
    """Put another entry into this one: they are one person. It is released only where both were."""
    _may_see(here)
    return _done(here, victim, victims.merge(here.record, victim, given.other, here.member.name, given.why))


@router.put("/victims/{victim}/incident", response_model=VictimDone, responses=DEED)
def move_victim(here: ApiReviewer, victim: Person, given: MoveGiven) -> Response:
    """Put the person on another incident."""
    _may_see(here)
    return _done(here, victim, victims.move(here.record, victim, given.to, here.member.name, given.why))


@router.delete("/victims/{victim}", response_model=VictimDone, responses=DEED)
def remove_victim(here: ApiReviewer, victim: Person, why: Why = "") -> Response:
    """Take the entry out of the list; its history stays, and undoing brings it back."""
    _may_see(here)
    return _done(here, victim, victims.remove(here.record, victim, here.member.name, why))


@router.post("/victims/undo/{position}", response_model=VictimShape, responses=DEED)
def undo_victim(
    here: ApiReviewer, position: Annotated[int, Path(ge=1, lt=2**31, description="`undo` of the answer to it.")]
) -> Response:
    """Undo what was done last to an entry, by the number that the answer to it gave."""
    _may_see(here)
    one = victims.undo(here.record, position, here.member.name)
    _note(here, one.id, 1, "undone by a program")
    return answered(here.request, _line(one))


def _alone(here: Here, given: VictimGiven) -> None:
    """AlikeError where other entries may be of the same person."""
    like = alike(here.record, [given.name, *given.spellings], victims.ages_in(given.age))
    if like:
        _note(here, "list", len(like), "entries that may be the same person")
        found = ", ".join(f"{one.victim.id} ({one.why})" for one in like)
        remedy = "Look at these entries; with `anyway` it is entered beside them."
        entries = tuple(one.victim.id for one in like)
        raise AlikeError(entries, "the person", f"may be entered already: {found}", remedy)


def _told(given: VictimTold) -> Told:
    values = given.model_dump(exclude={"reason", "anyway"}) | {"spellings": "\n".join(given.spellings)}
    return Told(**values)


def _done(here: Here, victim: str, position: int) -> Response:
    one, _, _ = victims.named(here.record, victim)
    _note(here, one.id, 1, "changed by a program")
    return answered(here.request, {"victim": _line(one), "undo": position})


def _line(one: Victim) -> dict[str, Any]:
    told: dict[str, Any] = {key: getattr(one, key) for key in _TOLD}
    return told | {"spellings": list(one.spellings)} | {key: getattr(one, key) or None for key in _OR_NULL}


def _deed_line(deed: Deed) -> dict[str, Any]:
    return {
        "position": deed.position,
        "when": deed.made,
        "who": deed.who,
        "deed": deed.deed,
        "why": deed.why or None,
        "before": _line(deed.before) if deed.before else None,
    }


def _may_see(here: Here) -> None:
    if not here.member.sees_restricted:
        raise AccessError("The names", "are restricted", on_restricted(here.member))


def _note(here: Here, of: str, many: int, where: str) -> None:
    note_access(here.record, here.viewer, "victims", {of: f"{plural(many, 'name')}, {where}"})
