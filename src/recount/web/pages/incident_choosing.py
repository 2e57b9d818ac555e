"""What is done to an incident on pages of its own: a value corrected, a claim set aside, another incident joined."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import Response

from recount.desk.correcting_views import claim_in, correcting, places_meant
from recount.desk.incident_views import incident_view
from recount.desk.judging import By, Effect, correct, judge_different, judge_same, judge_unsure, note, set_aside
from recount.desk.locating import EXACTNESS, Found, exactly, parted
from recount.desk.merge_candidates import candidates
from recount.errors import RecountError, RestrictedError
from recount.export.private import NAMED
from recount.web.here import Coder, Here
from recount.web.incident_page import Trouble
from recount.web.pages.incident import MARKED, act

router = APIRouter()

Words = Annotated[str, Form()]

_LONGEST = 2000
_LONGEST_WHY = 5000


@router.get("/incidents/{name}/correct")
def correct_form(here: Coder, name: str, of: str = "", field: str = "", value: str = "") -> Response:
    """The fields of an incident or of a claim, and a form for one of them."""
    return _correct_page(here, name, of, field, value)


@router.post("/incidents/{name}/correct")
def correct_value(
    here: Coder,
    name: str,
    of: Words = "",
    field: Words = "",
    value: Words = "",
    why: Words = "",
    seen: Words = "",
    precision: Words = "",
) -> Response:
    """Another value for a field."""
    value = exactly(value, precision) if field == "place" else value
    given = {"of": of, "field": field, "value": value, "why": why}
    rules, settings = here.options.rules, here.options.settings

    def do(by: By) -> Effect:
        return correct(here.record, f"{of or name}.{field}", value, by, settings, rules, lambda _: None)

    return act(here, name, "correct", seen, given, do, lambda t, s: _correct_page(here, name, of, field, value, t, s))


@router.post("/incidents/{name}/look-up")
def look_up(
    here: Coder, name: str, of: Words = "", value: Words = "", take: Words = "", why: Words = "", precision: Words = ""
) -> Response:
    """The places that a name may mean, in the form as it was filled in; `take` is the one that was chosen of them."""
    return _correct_page(here, name, of, "place", exactly(take or value, precision), why=why)


def _correct_page(
    here: Here,
    name: str,
    of: str,
    field: str,
    value: str,
    trouble: Trouble | None = None,
    status: int = 200,
    why: str = "",
) -> Response:
    rules, settings = here.options.rules, here.options.settings
    found = here.parties(correcting(here.record, name, of, rules.codebook, here.hidden))
    here.saw(found.incident.documents, f"correcting incident {found.incident.id}")
    if found.evidence is not None:
        _may_see(here, found.evidence.document.id)
    chosen = found.called(field)
    meant: tuple[Found, ...] = ()
    given, precision = value or (chosen.now if chosen and NAMED not in chosen.now else ""), None
    if field == "place":
        given, precision = parted(given)
    if field == "place" and value.strip():
        around = found.evidence.claim.place if found.evidence else found.incident.place
        try:
            meant = places_meant(rules, settings, value[:_LONGEST], around)
        except RecountError:
            meant = ()
    return here.page(
        "incident_correct.html",
        status,
        found=found,
        chosen=chosen,
        of=of,
        value=given,
        precision=precision or "",
        exactness=EXACTNESS,
        looked_up=bool(value.strip()) and field == "place",
        meant=meant,
        seen=_seen(here, name),
        trouble=trouble,
        blank=defaultdict(str, why=why[:_LONGEST_WHY]),
    )


@router.get("/incidents/{name}/claim")
def claim_form(here: Coder, name: str, of: str = "") -> Response:
    """A claim with what can be done to it beside correcting it."""
    return _claim_page(here, name, of)


def _claim_page(here: Here, name: str, of: str, trouble: Trouble | None = None, status: int = 200) -> Response:
    one, evidence = claim_in(here.record, name, of, here.hidden)
    _may_see(here, evidence.document.id)
    one, evidence = here.parties((one, evidence), [one.id])
    seen = _seen(here, name)
    return here.page(
        "incident_claim.html", status, incident=one, one=evidence, seen=seen, trouble=trouble, blank=defaultdict(str)
    )


@router.post("/incidents/{name}/set-aside")
def aside(here: Coder, name: str, of: Words = "", why: Words = "", seen: Words = "") -> Response:
    """Take it, or one claim of it, out of all views."""
    given: dict[str, Any] = {"of": of, "why": why, "claims": (of,)}
    again = (lambda t, s: _claim_page(here, name, of, t, s)) if of else None
    return act(here, name, "set-aside", seen, given, lambda by: set_aside(here.record, of or name, by), again)


@router.post("/incidents/{name}/note")
def add_note(here: Coder, name: str, of: Words = "", why: Words = "", seen: Words = "") -> Response:
    """Add a remark to it, or to one claim of it."""
    again = (lambda t, s: _claim_page(here, name, of, t, s)) if of else None
    given = {"of": of, "why": why}
    return act(here, name, "note", seen, given, lambda by: note(here.record, of or name, by), again)


@router.get("/incidents/{name}/merge")
def merge_form(here: Coder, name: str, q: str = "") -> Response:
    """What it could be merged with, near misses first."""
    return _merge_page(here, name, q)


def _merge_page(here: Here, name: str, words: str, trouble: Trouble | None = None, status: int = 200) -> Response:
    here.saw_whole("what to merge with")
    found = here.parties(candidates(here.record, name, words[:400], here.options.rules.actors, here.hidden))
    return here.page(
        "incident_merge.html",
        status,
        found=found,
        words_asked=words[:400],
        seen=_seen(here, name),
        trouble=trouble,
        blank=defaultdict(str),
    )


_DECIDE = {"same": judge_same, "different": judge_different, "unsure": judge_unsure}


@router.post("/incidents/{name}/merge")
def merge(
    here: Coder, name: str, other: Words = "", verdict: Words = "same", q: Words = "", why: Words = "", seen: Words = ""
) -> Response:
    """Whether it and another are one happening: yes, no, or that it can't be told."""
    given = {"other": other, "why": why}
    decide = _DECIDE.get(verdict, judge_same)
    again = lambda t, s: _merge_page(here, name, q, t, s)  # noqa: E731
    answer = act(here, name, "merge", seen, given, lambda by: decide(here.record, name, other, by), again)
    if answer.status_code == 303:
        answer.delete_cookie(MARKED)
    return answer


def _seen(here: Here, name: str) -> str:
    return incident_view(here.record, name, own=here.options.rules.actors).seen


def _may_see(here: Here, report: str) -> None:
    if report in here.withheld():
        what = "stands in a restricted report"
        raise RestrictedError("report", report, "this claim", what, "A reviewer of the desk can judge it.")
    here.saw([report], "a claim to be judged")
