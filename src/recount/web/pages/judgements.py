"""What people decided at this desk, with undo."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from fastapi.responses import Response

from recount.desk.judgement_lists import Wanted, choices, deeds
from recount.desk.judging import withdraw
from recount.desk.splitting import holder_of
from recount.errors import RecordError
from recount.web.here import Coder, Reader

router = APIRouter()


@router.get("/judgements")
def history(
    here: Reader, who: str = "", verdict: str = "", state: str = "", of: str = "", before: str = ""
) -> Response:
    """The history of the desk."""
    wanted = Wanted(who.strip()[:100], verdict, state, of.strip()[:100])
    problem = ""
    try:
        found = deeds(here.record, wanted, before[:40], here.hidden)
    except RecordError as error:
        problem = f"{error.source} {error.what}."
        found = deeds(here.record, Wanted(wanted.who, verdict, state), hidden=here.hidden)
    here.saw((anchor.report for one in found.shown for anchor in one.judgement.anchors), "the list of judgements")
    verdicts, states = choices()
    kept = {"who": wanted.who, "verdict": verdict, "state": state, "of": wanted.of, "before": found.before}
    following = urlencode({name: value for name, value in kept.items() if value}) if found.before else ""
    return here.page(
        "judgements.html",
        found=here.parties(found),
        wanted=wanted,
        verdicts=verdicts,
        states=states,
        following=following,
        problem=problem,
        withheld=here.withheld(),
    )


@router.post("/judgements/{name}/withdraw")
def undo(here: Coder, name: str, back: Annotated[str, Form()] = "", why: Annotated[str, Form()] = "") -> Response:
    """Let a judgement no longer hold; both stay in the history."""
    effect = withdraw(here.record, name, here.by(why))
    to = back or "/judgements"
    if to.startswith("/incidents/"):
        told = holder_of(here.record, [anchor.claim for anchor in effect.standing.judgement.anchors])
        to = f"/incidents/{told.id}" if told else to
    return here.done(to, said="withdrawn")
