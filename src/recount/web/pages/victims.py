"""Named persons of incidents: for reviewers and admins who may see restricted things, and each look is written down."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from recount.desk import victims
from recount.desk.asking import incident
from recount.desk.consents import was_said
from recount.desk.restricting import note_access
from recount.desk.victims import AGE_GROUPS, HOWS, SEXES, STATUSES, Told
from recount.desk.victims_beside import PARTS, alike, around
from recount.errors import AccessError, RecountError
from recount.export.csv import table_text
from recount.export.wording import plural
from recount.store.victims import Victim, VictimFilter
from recount.web.here import Here, Reviewer
from recount.web.notices import VICTIM
from recount.web.sessions import local_path

router = APIRouter()

Words = Annotated[str, Form()]
_MOST_ROWS = 100_000
_COLUMNS = (
    "id", "incident", "name", "spellings", "age_low", "age_high", "age_group", "sex", "status", "since", "how_known",
    "origin", "released", "note",
)  # fmt: skip


class VictimForm(BaseModel):
    """The form of a person."""

    name: str = ""
    spellings: str = ""
    age: str = ""
    age_group: str = ""
    sex: str = ""
    status: str = ""
    since: str = ""
    how: str = ""
    origin: str = ""
    note: str = ""
    why: str = ""
    claim: str = ""
    anyway: str = ""

    def told(self) -> Told:
        """What the form tells, as the desk takes it."""
        values = {name: getattr(self, name) for name in Told.__slots__ if name != "claims"}
        return Told(**values, claims=(self.claim,) if self.claim else ())


_CHOICES: dict[str, Any] = {"statuses": STATUSES, "age_groups": AGE_GROUPS, "sexes": SEXES, "hows": HOWS}


@router.get("/victims")
def page(here: Reviewer) -> Response:
    """All named persons of the record, by name."""
    return _listed(here, VictimFilter(), 1)


@router.post("/victims")
def find(
    here: Reviewer,
    text: Words = "",
    status: Words = "",
    age_group: Words = "",
    sex: Words = "",
    released: Words = "",
    page: Annotated[int, Form(ge=1, le=100_000)] = 1,
) -> Response:
    """Those that a filter keeps. It is posted, so that a name stands in no address, log or list of pages visited."""
    return _listed(here, VictimFilter(text[:200], status, age_group, sex, released), page)


def _listed(here: Here, asked: VictimFilter, page: int) -> Response:
    _may_see(here)
    found = victims.listed(here.record, asked, page)
    _note(here, "list", len(found.lines), "the list of named persons")
    return here.page("victims.html", found=found, asked=asked, age_words=victims.age_words, **_CHOICES)


@router.post("/victims.csv")
def export(
    here: Reviewer, text: Words = "", status: Words = "", age_group: Words = "", sex: Words = "", released: Words = ""
) -> Response:
    """The persons that a filter keeps, as a table; taking it along is written down as a look is."""
    _may_see(here)
    found = victims.listed(here.record, VictimFilter(text[:200], status, age_group, sex, released), 1, _MOST_ROWS)
    _note(here, "export", len(found.lines), "taken along as CSV")
    rows = [
        (one.victim.id, one.incident.id if one.incident else "", one.victim.name, "; ".join(one.victim.spellings),
         one.victim.age_low, one.victim.age_high, one.victim.age_group, one.victim.sex, one.victim.status,
         one.victim.since, one.victim.how, one.victim.origin, "yes" if one.victim.released else "", one.victim.note)
        for one in found.lines
    ]  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="named-persons.csv"', "Cache-Control": "no-store"}
    return Response(("\ufeff" + table_text(_COLUMNS, rows)).encode(), media_type="text/csv", headers=headers)


@router.get("/incidents/{name}/victims")
def of_incident(here: Reviewer, name: str) -> Response:
    """The named persons of an incident beside what its origins say."""
    return _of_incident(here, name, VictimForm())


def _of_incident(
    here: Here, name: str, form: VictimForm, refused: RecountError | None = None, like: Any = ()
) -> Response:
    _may_see(here)
    one = incident(here.record, name).incident
    found = around(here.record, one, here.options.rules.actors)
    here.saw(one.documents, f"named persons of incident {one.id[:8]}")
    if found.named:
        _note(here, one.id, len(found.named), f"named persons of incident {one.id[:8]}")
    if found.proposals:
        here.saw(found.reports, f"names proposed for incident {one.id[:8]}")
    if like:
        _note(here, one.id, len(like), "entries that may be the same person")
    return here.page(
        "victims_incident.html",
        422 if refused or like else 200,
        found=found,
        form=form,
        refused=refused,
        like=like,
        parts_of=[name for name, _ in PARTS],
        age_words=victims.age_words,
        **_CHOICES,
    )


@router.post("/incidents/{name}/victims")
def enter(here: Reviewer, name: str, form: Annotated[VictimForm, Form()]) -> Response:
    """A person entered; where another entry may be the same person, that is shown first."""
    _may_see(here)
    try:
        ages = victims.ages_in(form.age)
        names = [form.name, *form.spellings[:5000].splitlines()]
        like = () if form.anyway == "yes" else alike(here.record, names, ages)
        if like:
            return _of_incident(here, name, form, like=like)
        _, position = victims.enter(here.record, name, form.told(), here.member.name)
    except RecountError as refused:
        return _of_incident(here, name, form, refused)
    return _done(f"/incidents/{incident(here.record, name).incident.id}/victims", position)


@router.post("/incidents/{name}/victims/form")
def fill(here: Reviewer, name: str, form: Annotated[VictimForm, Form()]) -> Response:
    """The form filled with what a claim may tell, to be looked over. It is posted, as a name stands in no address."""
    return _of_incident(here, name, form)


@router.get("/victims/{victim}")
def person(here: Reviewer, victim: str) -> Response:
    """One person: what is known, what may be done, and what was."""
    return _person(here, victim)


def _person(here: Here, victim: str, form: VictimForm | None = None, refused: RecountError | None = None) -> Response:
    _may_see(here)
    one, home, log = victims.named(here.record, victim[:40])
    _note(here, one.id, 1, f"person {one.id}")
    like = () if one.gone else alike(here.record, one.names, (one.age_low, one.age_high), one.id)
    if like:
        _note(here, one.id, len(like), "entries that may be the same person")
    return here.page(
        "victim.html",
        422 if refused else 200,
        one=one,
        home=home,
        log=log,
        like=like,
        said=() if one.released or one.gone else was_said(here.record, one),
        form=form or _form_of(one),
        refused=refused,
        public_words=victims.public_words,
        age_words=victims.age_words,
        **_CHOICES,
    )


def _form_of(one: Victim) -> VictimForm:
    return VictimForm(
        name=one.name, spellings="\n".join(one.spellings), age=victims.age_words(one), age_group=one.age_group,
        sex=one.sex, status=one.status, since=one.since, how=one.how, origin=one.origin, note=one.note,
    )  # fmt: skip


@router.post("/victims/undo/{position}")
def undo(here: Reviewer, position: int, back: Words = "/victims") -> Response:
    """Undo what was done last to an entry."""
    _may_see(here)
    victims.undo(here.record, position, here.member.name)
    return here.done(back, said="mark-undone")


@router.post("/victims/{victim}")
def change(here: Reviewer, victim: str, form: Annotated[VictimForm, Form()]) -> Response:
    """Other values for a person."""
    _may_see(here)
    try:
        position = victims.change(here.record, victim, form.told(), here.member.name, form.why)
    except RecountError as refused:
        return _person(here, victim, form, refused)
    return _done(f"/victims/{victim}", position)


@router.post("/victims/{victim}/release")
def release(here: Reviewer, victim: str, why: Words = "") -> Response:
    """Let the name be published."""
    _may_see(here)
    return _done(f"/victims/{victim}", victims.release(here.record, victim, here.member.name, why))


@router.post("/victims/{victim}/take-back")
def take_back(here: Reviewer, victim: str, why: Words = "") -> Response:
    """Publish the name no more."""
    _may_see(here)
    return _done(f"/victims/{victim}", victims.take_back(here.record, victim, here.member.name, why))


@router.post("/victims/{victim}/merge")
def merge(here: Reviewer, victim: str, other: Words, why: Words = "") -> Response:
    """Put another entry into this one."""
    _may_see(here)
    return _done(f"/victims/{victim}", victims.merge(here.record, victim, other.strip()[:40], here.member.name, why))


@router.post("/victims/{victim}/move")
def move(here: Reviewer, victim: str, to: Words, why: Words = "") -> Response:
    """Put the person on another incident."""
    _may_see(here)
    return _done(f"/victims/{victim}", victims.move(here.record, victim, to.strip()[:60], here.member.name, why))


@router.post("/victims/{victim}/remove")
def remove(here: Reviewer, victim: str, why: Words = "") -> Response:
    """Take the entry out of the list."""
    _may_see(here)
    return _done(f"/victims/{victim}", victims.remove(here.record, victim, here.member.name, why))


def _may_see(here: Here) -> None:
    if not here.member.sees_restricted:
        raise AccessError("The names", "are restricted", "Reviewers and admins may see them; a token needs the scope.")


def _note(here: Here, of: str, many: int, where: str) -> None:
    note_access(here.record, here.viewer, "victims", {of: f"{plural(many, 'name')}, {where}"})


def _done(to: str, position: int) -> Response:
    return RedirectResponse(f"{local_path(to)}?done={VICTIM}{position}", 303)
