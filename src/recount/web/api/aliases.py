"""Names of parties that the alias files lack: what they may stand for, and saying so."""

from __future__ import annotations

from fastapi import Response

from recount.desk import aliases
from recount.desk.jobs import begun
from recount.desk.standing_views import parties_of
from recount.web.api.answers import After, Limit, answered, cut, page_of
from recount.web.api.routing import DEED, TOLD, router_of
from recount.web.api.shapes.drafting import AliasGiven, AliasJudged, Doubts
from recount.web.api.shapes.reports import JobShape
from recount.web.api.sources import started
from recount.web.here import ApiJudge, ApiReader

router = router_of("sums")


@router.get("/aliases", response_model=Doubts, responses=TOLD)
def list_aliases(here: ApiReader, limit: Limit = 50, after: After = "") -> Response:
    """Names that no alias file knows and that look like an actor's, those in most incidents first. Likeness is no
    proof."""
    here.saw_whole("aliases")
    rows = parties_of(here.record, here.rules, hidden=here.hidden).value.rows
    held = aliases.doubts(here.record, here.rules, rows)
    shown, following = cut(held, after, limit)
    told = [{"name": one.name, "incidents": one.incidents, "likely": list(one.likely)} for one in shown]
    waiting = aliases.waiting(here.record, here.options.rules)
    return answered(here.request, page_of(told, following, len(held), waiting=waiting))


@router.post("/aliases", response_model=AliasJudged, responses=DEED)
def judge_alias(here: ApiJudge, given: AliasGiven) -> Response:
    """That a name stands for an actor of the alias files, or does not. What is confirmed counts once the record has
    been brought together by it."""
    if given.same:
        aliases.confirm_alias(here.record, here.options.rules, given.name, given.actor)
    else:
        aliases.refuse_alias(here.record, given.name, given.actor)
    waiting = aliases.waiting(here.record, here.options.rules)
    return answered(here.request, given.model_dump() | {"waiting": waiting})


@router.post("/aliases/together", response_model=JobShape, status_code=202, responses=DEED)
def bring_together(here: ApiJudge) -> Response:
    """Bring the record together by the aliases that were confirmed."""
    record, options = here.record, here.options
    title = "Bringing the record together by the confirmed aliases"
    job = begun(
        record, "bring-together", title, here.member.name, "/actors",
        lambda watch: aliases.brought_together(record, options.settings, options.rules, watch),
    )  # fmt: skip
    return started(here, job)
