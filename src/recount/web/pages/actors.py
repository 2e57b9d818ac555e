"""Actors: the parties of the record, who did what to whom, and names that may be one of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from recount.codebook.actors import actors_over
from recount.desk import aliases
from recount.desk.colours import COLOURS, choose_colours, sides
from recount.desk.finding import Asked, facets, found
from recount.desk.jobs import begun
from recount.desk.party_page import exceeds, party_page, sides_alone, unnamed_words
from recount.desk.standing_views import parties_of
from recount.export.sum_wording import short_words, sum_words
from recount.model import Harm
from recount.web import overview_lines
from recount.web.here import Coder, Here, Reader, Reviewer

router = APIRouter(prefix="/actors")

_LISTED = 60  # rows of a table; the search narrows them
_INCIDENTS = 50
_SIDES = 24  # that a colour is chosen for


@router.get("")
def actors(here: Reader) -> Response:
    """The parties with the harm they are said to have done and suffered, the dyads, and aliases to confirm."""
    here.saw_whole("the list of actors")
    harm, named = _harm(here), here.request.query_params.get("named", "").strip()[:80]
    view = parties_of(here.record, here.rules, harm, here.hidden)
    chosen = here.colours
    kept = [one for one in view.value.rows if named.casefold() in one.name.casefold()]
    dyads = [one for one in view.value.dyads.rows if named.casefold() in f"{one.agent} {one.target}".casefold()]
    return here.page(
        "actors.html",
        view=view,
        sum_words=sum_words,
        rows=kept[:_LISTED],
        alone=[one for one in sides_alone(view.value, here.rules.actors) if named.casefold() in one.name.casefold()],
        unnamed=unnamed_words,
        more=len(kept) - len(kept[:_LISTED]),
        sums={one.party: one for one in view.value.totals.rows},
        dyads=dyads[:_LISTED],
        more_dyads=len(dyads) - len(dyads[:_LISTED]),
        named=named,
        harm=harm,
        harms=tuple(Harm),
        graded=_graded(here, Asked(hidden=here.hidden)),
        doubts=aliases.doubts(here.record, here.rules, view.value.rows),
        names=tuple(one.name for one in actors_over(here.rules.actors).actors),
        waiting=aliases.waiting(here.record, here.options.rules),
        colours=chosen,
        words_of_colours=COLOURS,
        sides=tuple(dict.fromkeys([*sides(here.record, here.options.rules, here.hidden), *chosen]))[:_SIDES],
    )


def _graded(here: Here, asked: Asked) -> tuple[int, int]:
    """How many of some incidents the desk has graded, and how many there are."""
    grades = facets(here.record, asked, here.rules.actors).grades
    return sum(number for grade, number in grades.items() if grade), sum(grades.values())


def _harm(here: Here) -> Harm:
    asked = here.request.query_params.get("harm", "")
    return Harm(asked) if asked in tuple(Harm) else Harm.KILLED


@router.post("/aliases")
def judge_alias(
    here: Coder, name: Annotated[str, Form()], actor: Annotated[str, Form()], verdict: Annotated[str, Form()]
) -> Response:
    """That a name stands for an actor, or does not."""
    if verdict == "same":
        aliases.confirm_alias(here.record, here.options.rules, name, actor)
        return here.done("/actors#aliases", said="alias-confirmed")
    aliases.refuse_alias(here.record, name[:200], actor[:200])
    return here.done("/actors#aliases", said="alias-refused")


@router.post("/together")
def bring_together(here: Coder) -> Response:
    """Bring the record together by the aliases that were confirmed."""
    record, options = here.record, here.options
    job = begun(
        record,
        "bring-together",
        "Bringing the record together by the confirmed aliases",
        here.member.name,
        "/actors",
        lambda watch: aliases.brought_together(record, options.settings, options.rules, watch),
    )
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.post("/colours")
def colour(here: Reviewer, side: Annotated[list[str], Form()], colour: Annotated[list[str], Form()]) -> Response:
    """Choose the colours of sides, on all pages."""
    choose_colours(here.record, dict(zip(side[:_SIDES], colour[:_SIDES], strict=False)))
    return here.done("/actors#colours", said="saved")


@router.get("/{name:path}")
def actor(here: Reader, name: str) -> Response:
    """One party: what is known of it, what it did and suffered, against whom, and its incidents."""
    here.saw_whole("an actor")
    harm = _harm(here)
    view = parties_of(here.record, here.rules, harm, here.hidden)
    one = party_page(here.record, view.value, name, here.rules.actors, here.hidden)
    return here.page(
        "actor.html",
        name=name,
        one=one,
        row=one.row,
        total=one.total,
        view=view,
        harm=harm,
        harms=tuple(Harm),
        sum_words=sum_words,
        short_words=short_words,
        exceeds=exceeds,
        unnamed=unnamed_words,
        lines=overview_lines,
        more="",
        graded=_graded(here, one.asked),
        colour=here.colours.get((one.known.side if one.known else None) or name, 0),
        page=found(here.record, one.asked, limit=_INCIDENTS, own=here.rules.actors),
    )
