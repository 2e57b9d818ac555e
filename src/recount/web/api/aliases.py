"""Names of parties that the alias files lack: what they may stand for, and saying so."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Response

from recount.desk import aliases
from recount.desk.alias_grounds import usage_of
from recount.desk.aliases import Doubt, Said
from recount.desk.jobs import begun
from recount.desk.standing_views import parties_of
from recount.web.api.answers import After, Limit, answered, cut, page_of
from recount.web.api.routing import DEED, TOLD, router_of
from recount.web.api.shapes.drafting import AliasesSaid, AliasGiven, AliasJudged, AliasSaid, Doubts
from recount.web.api.shapes.reports import JobShape
from recount.web.api.sources import started
from recount.web.here import ApiJudge, ApiReader, Here

router = router_of("sums")

Key = Annotated[str, Path(max_length=60, description="`id` of what was said.")]


@router.get("/aliases", response_model=Doubts, responses=TOLD)
def list_aliases(here: ApiReader, limit: Limit = 50, after: After = "") -> Response:
    """Names that no alias file knows and that look like an actor's, those in most incidents first, with sentences that
    have them and whose word these are. Likeness is no proof. Words for kinds of people stand last."""
    here.saw_whole("aliases")
    rows = parties_of(here.record, here.rules, hidden=here.hidden).value.rows
    doubts = aliases.doubts(here.record, here.rules, rows)
    called = here.parties_seen(one.name for one in doubts)
    held = [one for one in doubts if one.name in called]
    shown, following = cut(held, after, limit)
    told = [_doubt_line(here, one) for one in shown]
    waiting = aliases.waiting(here.record, here.options.rules)
    return answered(here.request, page_of(told, following, len(held), waiting=waiting))


def _doubt_line(here: Here, one: Doubt) -> dict[str, Any]:
    usage = here.parties(usage_of(here.record, one.name, here.rules.actors, here.hidden))
    here.saw({said.document.id for said in usage.sentences}, "names that may be an actor's")
    return {
        "name": one.name,
        "incidents": one.incidents,
        "likely": list(one.likely),
        "differs_by_speaker": one.spoken,
        "sides": [{"side": side, "claims": claims} for side, claims in usage.sides],
        "sentences": [
            {
                "claim": said.claim,
                "report": said.document.id,
                "outlet": said.document.outlet,
                "origin": said.origin or None,
                "side": said.side,
                "words": "".join(text for text, _ in said.pieces),
            }
            for said in usage.sentences
        ],
    }


@router.get("/aliases/said", response_model=AliasesSaid, responses=TOLD)
def list_said(here: ApiReader, limit: Limit = 50, after: After = "") -> Response:
    """What people said of names, as it holds now, the latest first."""
    held = aliases.said_of_names(here.record, here.options.rules)
    shown, following = cut(held, after, limit)
    return answered(here.request, page_of([_said_line(one) for one in shown], following, len(held)))


@router.delete("/aliases/said/{key}", response_model=AliasSaid, responses=DEED)
def take_back(here: ApiJudge, key: Key) -> Response:
    """Take back what was said of a name. What was confirmed counts until the record is brought together without it."""
    return answered(here.request, _said_line(aliases.take_back(here.record, here.options.rules, key)))


def _said_line(one: Said) -> dict[str, Any]:
    return {
        "id": one.key,
        "name": one.name,
        "actor": one.actor,
        "same": one.same,
        "who": one.who or None,
        "when": one.when or None,
    }


@router.post("/aliases", response_model=AliasJudged, responses=DEED)
def judge_alias(here: ApiJudge, given: AliasGiven) -> Response:
    """That a name stands for an actor of the alias files, or does not. What is confirmed counts once the record has
    been brought together by it."""
    rules, who = here.options.rules, here.member.name
    if given.same:
        whoever = given.whoever_speaks
        said = aliases.confirm_alias(here.record, rules, given.name, given.actor, who, whoever_speaks=whoever)
    else:
        said = aliases.refuse_alias(here.record, given.name, given.actor, who)
    return answered(here.request, _said_line(said) | {"waiting": aliases.waiting(here.record, rules)})


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
