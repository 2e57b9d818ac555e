"""The page of an incident, and what can be done on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from recount.codebook.actors import actors_over
from recount.desk.given_out import publication_of
from recount.desk.incident_history import changed_since, gone
from recount.desk.incident_views import IncidentView, incident_view
from recount.desk.judging import By, Effect, confirm
from recount.desk.nearby import towns_around
from recount.desk.queue_looking import doubted_place
from recount.desk.shown import shown_incidents
from recount.desk.splitting import elsewhere, holder_of, most_of, split_off
from recount.drawing.maps import Town, reach_of
from recount.errors import InUseError, RecordError, RecountError
from recount.export.wording import plural
from recount.model import Incident, Verdict
from recount.model.judgement import GRADES, GRADES_OF
from recount.tolls.headlines import DEFAULT, RULES
from recount.web.here import Coder, Here, Reader, Reviewer
from recount.web.incident_page import Trouble, page_values, stops_of
from recount.web.notices import judged_words
from recount.web.refusals import words_of

router = APIRouter()

MARKED = "marked"
"""The cookie that says which incident is marked for merging."""

_SPLITS = 8  # of an incident, looked at for where its other claims are; the latest

Words = Annotated[str, Form()]


@router.get("/incidents")
def incidents() -> Response:
    """The overview lists the incidents."""
    return RedirectResponse("/", 303)


@router.get("/incidents/{name}")
def incident(here: Reader, name: str, rule: str = "", as_of: str = "", at: str = "", beside: str = "") -> Response:
    """The incident that answers to an id, how one begins, a claim's id or a public id; as known on the day `as_of`, or
    at a stop of the slider, which has one more of them for the day `beside`."""
    shown = _asked(here, name, rule, as_of, at, beside)
    return shown if isinstance(shown, Response) else _page(here, shown)


def _asked(here: Here, name: str, rule: str, as_of: str, at: str, beside: str) -> IncidentView | Response:
    """The incident as it is asked for; where there is none any more, the page that says what became of it."""
    chosen, own, hidden = RULES.get(rule, DEFAULT), here.options.rules.actors, frozenset(here.withheld())
    until = _day(as_of)
    try:
        shown = incident_view(here.record, name, chosen, until, own, hidden)
    except RecordError:
        found = gone(here.record, name, hidden)
        if found is None:
            raise
        here.saw_whole(f"what became of {name[:40]}")
        return here.page("incident_gone.html", 410, gone=found)
    stops = stops_of(shown.days, _day(beside))
    if until is None and at.isdecimal() and int(at[:6]) < len(stops):
        shown = incident_view(here.record, name, chosen, stops[int(at[:6])], own, hidden)
    return shown


def _day(written: str) -> date | None:
    """A day as an address has it, None for none; RecordError where it is no date."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise RecordError(f"day {written[:40]}", "is no date", "Write it as 2017-06-05.") from None


def _page(here: Here, shown: IncidentView, trouble: Trouble | None = None, status: int = 200) -> Response:
    here.saw(shown.view.documents, f"incident {shown.whole.id}")
    shown = here.parties(shown)
    place = shown.whole.place
    towns: list[Town] = []
    if place is not None:
        around = towns_around(here.options.rules, here.options.settings, place, reach_of(place))
        towns = [Town(one.name, one.lat, one.lon) for one in around if one.lat is not None and one.lon is not None]
    values = page_values(shown, actors_over(here.options.rules.actors), towns, here.colours)
    return here.page(
        "incident.html",
        status,
        **values,
        trouble=trouble,
        grades=shown.grades,
        grades_of=next((GRADES_OF[name] for name, known in GRADES.items() if known == shown.grades), ""),
        marked=_marked(here),
        elsewhere=_elsewhere(here, shown),
        publication=publication_of(here.record, shown.whole),
        regrade=shown.regrade,
        doubt="" if shown.withheld else doubted_place(here.record, shown.whole.id),
    )


def _marked(here: Here) -> Incident | None:
    name = here.request.cookies.get(MARKED, "")[:60]
    one = holder_of(here.record, [name]) if name else None
    if one is None or not here.hidden:
        return one
    return next(iter(shown_incidents(here.record, [one.id], here.hidden)), None)


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """Where a judgement put claims that stood, or were told, here; `counted` where the page says how many claims each
    of these incidents has."""

    words: str
    incidents: tuple[Incident, ...]
    counted: bool = False
    address: str = ""


def _elsewhere(here: Here, shown: IncidentView) -> _Elsewhere | None:
    done = here.request.query_params.get("done", "")[:40]
    found = elsewhere(here.record, done, shown.whole.id) if done else None
    if found is None:
        return _split_before(here, shown)
    verdict, many, whole = found
    held = shown_incidents(here.record, [one.id for one in whole], here.hidden) if here.hidden else whole
    if verdict is Verdict.DIFFERENT and held:
        words = f"Split: {plural(many, 'claim')} {'stands' if many == 1 else 'stand'} now in"
        return _Elsewhere(words, held[:6], address=_address_words(shown, done, held))
    if verdict is Verdict.SET_ASIDE:
        words = "What was set aside had held this together; the rest of it stands now in"
        return _Elsewhere(words, held[:6], counted=True) if held else None
    if verdict is Verdict.SAME and not held:
        return _Elsewhere("Merged: both stand here now, under one heading.", ())
    if verdict is Verdict.SAME:
        return _Elsewhere("Not all of it could be merged: a later judgement keeps apart", held[:6])
    return None


def _address_words(shown: IncidentView, done: str, held: Sequence[Incident]) -> str:
    """To which part of what was split its former id leads: to the larger one."""
    former = next((one.judgement.on.id for one in shown.history if one.judgement.id.startswith(done)), "")
    if former == shown.whole.id:
        return f"The id {former[:8]} stays with this page."
    if any(one.id == former for one in held):
        return f"The id {former[:8]}, which was that of both, leads there now; this page's is {shown.whole.id[:8]}."
    return ""


def _split_before(here: Here, shown: IncidentView) -> _Elsewhere | None:
    """Where the rest is of what this was split off from, or what was split off from this: an address kept from before
    the split may lead to either."""
    splits = [
        one.judgement
        for one in shown.history
        if one.judgement.verdict is Verdict.DIFFERENT
        and not one.judgement.withdrawn
        and one.judgement.other is not None
        and one.judgement.on.id == one.judgement.other.id
    ]
    hidden = frozenset(here.withheld())
    for judgement in reversed(splits[-_SPLITS:]):
        found = elsewhere(here.record, judgement.id, shown.whole.id)
        held = [one for one in found[2] if hidden.isdisjoint(one.documents)] if found is not None else []
        if held:
            off = {anchor.claim for anchor in judgement.on.anchors} & set(shown.whole.claims)
            words = "This was split off from another incident; the rest is" if off else "Split off from this:"
            return _Elsewhere(words, tuple(held[:6]), counted=True)
    return None


Again = Callable[[Trouble, int], Response]
"""Shows the page that a form stands on once more, with what is wrong with it."""


def act(
    here: Here,
    name: str,
    form: str,
    seen: str,
    given: dict[str, Any],
    do: Callable[[By], Effect],
    again: Again | None = None,
) -> Response:
    """Do something to an incident and go where its claims stand then. Where it can't be done, or others judged it since
    the page was looked at, the page comes back with what was typed, and says so at the form."""
    values: dict[str, Any] = defaultdict(str, given)
    hidden = frozenset(here.withheld())
    shown = incident_view(here.record, name, own=here.options.rules.actors, hidden=hidden)
    back = again or (lambda trouble, status: _page(here, shown, trouble, status))
    news = changed_since(here.record, shown.whole.id, seen)
    if form == "note":  # a remark takes nothing back of another one
        news = tuple(one for one in news if one.judgement.verdict is not Verdict.NOTE)
    if news:
        said = tuple(f"{one.judgement.who}: {judged_words(one.judgement)}" for one in here.parties(news))
        what = "Others judged this incident while you looked at it; nothing of yours is done yet."
        remedy = "Look at what changed, then send it again if it still holds."
        return back(Trouble(form, what, remedy, values, said), 409)
    try:
        effect = do(here.by(str(values["why"])))
    except RecountError as error:
        about, wrong, remedy = words_of(error)
        return back(Trouble(form, f"{about}: {wrong}.", remedy, values), 503 if isinstance(error, InUseError) else 422)
    left = [claim for claim in shown.whole.claims if claim not in values["claims"]]
    now = most_of(here.record, left)
    mark = f"#c-{values['of']}" if values["of"] and values["of"] in (now.claims if now else ()) else ""
    return here.done(f"/incidents/{now.id if now else shown.whole.id}{mark}", effect)


@router.post("/incidents/{name}/grade")
def grade(here: Reviewer, name: str, grade: Words = "", why: Words = "", seen: Words = "") -> Response:
    """Grade it."""
    given = {"grade": grade, "why": why}
    return act(here, name, "grade", seen, given, lambda by: confirm(here.record, name, grade, by))


@router.post("/incidents/{name}/split")
def split(
    here: Coder,
    name: str,
    claim: Annotated[list[str] | None, Form()] = None,
    why: Words = "",
    seen: Words = "",
) -> Response:
    """Tell some of its claims apart from the others."""
    ticked = tuple(claim or ())
    given = {"claims": ticked, "why": why}
    return act(here, name, "split", seen, given, lambda by: split_off(here.record, name, ticked, by))


@router.post("/incidents/{name}/mark")
def mark(here: Coder, name: str) -> Response:
    """Mark it, so that it can be merged from the page of another."""
    shown = incident_view(here.record, name)
    answer = here.done(f"/incidents/{shown.whole.id}", said="marked")
    answer.set_cookie(
        MARKED, shown.whole.claims[0], max_age=43_200, httponly=True, samesite="strict", secure=here.options.secure
    )
    return answer
