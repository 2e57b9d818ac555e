"""What is judged on a report's page: a value of a claim corrected, a claim or all of it set aside, a remark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import Response

from recount.desk.judging import By, Effect, correct, note, set_aside
from recount.desk.permitting import claim_of_report, shorn
from recount.desk.report_page import changed_on_report, report_page
from recount.errors import InUseError, RecountError
from recount.web.here import Coder, Here
from recount.web.incident_page import Trouble
from recount.web.notices import judged_words
from recount.web.pages.report import opened_by, page_of
from recount.web.refusals import words_of

router = APIRouter(prefix="/reports")

Words = Annotated[str, Form()]

_LONGEST = 40  # characters of a claim's id, or of a field's name


@router.post("/{name}/correct")
def correct_value(
    here: Coder, name: str, claim: Words, field: Words = "", value: Words = "", why: Words = "", seen: Words = ""
) -> Response:
    """Another value for a field of one of its claims."""
    claim, field, options = claim[:_LONGEST], field[:_LONGEST], here.options
    given = {"claim": claim, "field": field, "value": value, "why": why}

    def do(_report: str, by: By) -> Effect:
        return correct(here.record, f"{claim}.{field}", value, by, options.settings, options.rules, lambda _: None)

    return _act(here, name, "correct", seen, given, do)


@router.post("/{name}/set-aside")
def aside(here: Coder, name: str, claim: Words = "", why: Words = "", seen: Words = "") -> Response:
    """One of its claims, or all of it, out of all views and totals."""
    given = {"claim": claim[:_LONGEST], "why": why}
    return _act(
        here, name, "set-aside", seen, given, lambda report, by: set_aside(here.record, given["claim"] or report, by)
    )


@router.post("/{name}/note")
def add_note(here: Coder, name: str, why: Words = "") -> Response:
    """A remark on a report."""
    return _act(here, name, "note", None, {"why": why}, lambda report, by: note(here.record, report, by))


def _act(
    here: Here, name: str, form: str, seen: str | None, given: dict[str, Any], do: Callable[[str, By], Effect]
) -> Response:
    """Judge a report, or the claim of it that is `given`, and go back there. Where it can't be done, or others judged
    the same since the page was looked at, the page comes back with what was typed, and says so at the form. What takes
    nothing back of others (`seen` is None) is always done."""
    report, values = opened_by(here, name).id, defaultdict(str, given)
    claim = values["claim"]
    if claim:
        claim = values["claim"] = claim_of_report(here.record, report, claim)

    def back(trouble: Trouble, status: int) -> Response:
        return page_of(here, report_page(here.record, report, 1, claim), status, trouble=trouble)

    news = changed_on_report(here.record, report, claim, seen) if seen is not None else ()
    if news:
        seen_news = here.parties(news)
        said = tuple(f"{one.judgement.who}: {judged_words(shorn(one.judgement, here.hidden))}" for one in seen_news)
        on = "claim" if claim else "report"
        what = f"Others judged this {on} while you looked at it; nothing of yours is done yet."
        remedy = "Look at what changed, then send it again if it still holds."
        return back(Trouble(form, what, remedy, values, said), 409)
    try:
        effect = do(report, here.by(values["why"]))
    except RecountError as error:
        about, wrong, remedy = words_of(error)
        return back(Trouble(form, f"{about}: {wrong}.", remedy, values), 503 if isinstance(error, InUseError) else 422)
    return here.done(f"/reports/{report}?claim={claim}#c-{claim}" if claim else f"/reports/{report}", effect)
