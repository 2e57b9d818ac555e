"""Actors: the parties of the record, who did what to whom, and names that may be one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from recount.aggregates.parties import PartyRow
from recount.codebook.actors import actors_over
from recount.desk import aliases
from recount.desk.alias_grounds import usage_of
from recount.desk.asking import ActorRow
from recount.desk.colours import COLOURS, choose_colours, sides
from recount.desk.finding import Asked, facets, found
from recount.desk.jobs import begun
from recount.desk.keeping import Kept
from recount.desk.party_page import exceeds, party_page, sides_alone, unnamed_words
from recount.desk.standing_views import Parties, parties_of
from recount.export.sum_wording import short_words, sum_words
from recount.model import Harm
from recount.web import overview_lines
from recount.web.here import Coder, Here, Reader, Reviewer
from recount.web.notices import ALIAS

router = APIRouter(prefix="/actors")
T = TypeVar("T")
Page = Annotated[int, Query(ge=1, le=100_000)]

PAGE = 25
"""Rows of a page of parties, of dyads and of origins."""
_NAMES = 8  # names to be looked at on a page, each with its sentences
_INCIDENTS = 50
_SIDES = 24  # that a colour is chosen for
_PARTS = {"": "Parties", "dyads": "Who against whom", "names": "Names that may be one of them", "colours": "Colours"}
_ORDERS = {
    "": "most incidents",
    "did": "most harm done, at least",
    "suffered": "most harm to its people, at least",
    "acts": "most often acting",
    "acted upon": "most often acted upon",
}


@router.get("")
def actors(here: Reader, page: Page = 1) -> Response:
    """The parties with the harm they are said to have done and suffered; or the dyads, names to be confirmed as
    aliases, colours."""
    asked = here.request.query_params.get("part", "")
    part = asked if asked in _PARTS else ""
    return {"dyads": _dyads, "names": _names, "colours": _colours}.get(part, _parties)(here, part, page)


def _parties(here: Here, part: str, page: int) -> Response:
    here.saw_whole("the list of actors")
    harm, named = _harm(here), _named(here)
    view = parties_of(here.record, here.rules, harm, here.hidden)
    called = here.parties_named((one.name for one in view.value.rows), named)
    kept = [one for one in view.value.rows if one.name in called]
    sums = {one.party: one for one in view.value.totals.rows}
    order = order if (order := here.request.query_params.get("order", "")) in _ORDERS else ""
    rows, at, pages = paged(_ordered(kept, sums, order), page, PAGE)
    alone = sides_alone(view.value, here.rules.actors) if at == 1 else ()
    called = here.parties_named((one.name for one in alone), named)
    return here.page(
        "actors.html",
        **_shown(here, part, view, harm, named, order),
        orders=_ORDERS,
        rows=_with_sums(here, rows, sums),
        page=at,
        pages=pages,
        alone=_with_sums(here, [one for one in alone if one.name in called], sums),
        unnamed=unnamed_words,
        graded=_graded(here, Asked(hidden=here.hidden)),
        colours=here.colours,
    )


def _dyads(here: Here, part: str, page: int) -> Response:
    here.saw_whole("the list of actors")
    harm, named = _harm(here), _named(here)
    view = parties_of(here.record, here.rules, harm, here.hidden)
    every = view.value.dyads.rows
    called = here.parties_named((name for one in every for name in (one.agent, one.target)), named)
    kept = [one for one in every if one.agent in called or one.target in called]
    rows, at, pages = paged(kept, page, PAGE)
    shown = _shown(here, part, view, harm, named)
    return here.page("actors_dyads.html", **shown, dyads=here.parties(rows), page=at, pages=pages)


def _with_sums(
    here: Here, rows: Sequence[ActorRow], sums: Mapping[str, PartyRow]
) -> list[tuple[ActorRow, PartyRow | None]]:
    """Parties as who asks may see them, each with the harm that it did and suffered."""
    return [(shown, sums.get(row.name)) for shown, row in zip(here.parties(rows), rows, strict=True)]


def _ordered(rows: Sequence[ActorRow], sums: Mapping[str, PartyRow], order: str) -> list[ActorRow]:
    """The parties, those first that an order of _ORDERS begins with."""

    def most(row: ActorRow) -> int:
        total = sums.get(row.name)
        did, suffered = (total.did.whole, total.suffered.whole) if total is not None else (None, None)
        if order in ("did", "suffered"):
            harm = did if order == "did" else suffered
            return harm.low if harm is not None else 0
        told, harm = (row.agent_in, did) if order == "acts" else (row.target_of, suffered)
        return max(told, harm.incidents if harm is not None else 0)

    return sorted(rows, key=lambda row: -most(row)) if order else list(rows)


def _shown(here: Here, part: str, view: Kept[Parties], harm: Harm, named: str, order: str = "") -> dict[str, Any]:
    """What the lists of parties and of dyads have in common."""
    kept = {"part": part, "named": named, "harm": harm.value if harm is not Harm.KILLED else "", "order": order}
    asked = urlencode({name: value for name, value in kept.items() if value})
    return {
        "order": order,
        "part": part,
        "parts_of": _PARTS,
        "view": view,
        "harm": harm,
        "harms": tuple(Harm),
        "named": named,
        "sum_words": sum_words,
        "address": f"/actors?{asked}&" if asked else "/actors?",
    }


def _names(here: Here, part: str, page: int) -> Response:
    here.saw_whole("the list of actors")
    own = here.rules.actors
    rows = parties_of(here.record, here.rules, hidden=here.hidden).value.rows
    doubts = aliases.doubts(here.record, here.rules, rows)
    called = here.parties_seen(one.name for one in doubts)
    some, at, pages = paged([one for one in doubts if one.name in called], page, _NAMES)
    used = [(doubt, here.parties(usage_of(here.record, doubt.name, own, here.hidden))) for doubt in some]
    here.saw({one.document.id for _, usage in used for one in usage.sentences}, "names that may be an actor's")
    table = actors_over(own)
    return here.page(
        "actors_names.html",
        part=part,
        parts_of=_PARTS,
        rows=used,
        page=at,
        pages=pages,
        address=f"/actors?part={part}&",
        actor_called=table.named,
        names=tuple(one.name for one in table.actors),
        waiting=aliases.waiting(here.record, here.options.rules),
        said_of_names=aliases.said_of_names(here.record, here.options.rules),
    )


def _colours(here: Here, part: str, _: int) -> Response:
    here.saw_whole("the list of actors")
    chosen = here.colours
    found = dict.fromkeys([*sides(here.record, here.options.rules, here.hidden), *chosen])
    return here.page(
        "actors_colours.html",
        part=part,
        parts_of=_PARTS,
        colours=chosen,
        words_of_colours=COLOURS,
        sides=tuple(found)[:_SIDES],
    )


def paged(rows: Sequence[T], page: int, most: int) -> tuple[Sequence[T], int, int]:
    """The rows of a page, which page that is (the last one, where fewer are), and how many pages there are."""
    pages = max(1, -(-len(rows) // most))
    at = min(page, pages)
    return rows[(at - 1) * most : at * most], at, pages


def _named(here: Here) -> str:
    return here.request.query_params.get("named", "").strip()[:80]


def _graded(here: Here, asked: Asked) -> tuple[int, int]:
    """How many of some incidents the desk has graded, and how many there are."""
    grades = facets(here.record, asked, here.rules.actors).grades
    return sum(number for grade, number in grades.items() if grade), sum(grades.values())


def _harm(here: Here) -> Harm:
    asked = here.request.query_params.get("harm", "")
    return Harm(asked) if asked in tuple(Harm) else Harm.KILLED


@router.post("/aliases")
def judge_alias(
    here: Coder,
    name: Annotated[str, Form()],
    actor: Annotated[str, Form()],
    verdict: Annotated[str, Form()],
    whoever: Annotated[str, Form()] = "",
) -> Response:
    """That a name stands for an actor, or does not."""
    who = here.member.name
    if verdict == "same":
        rules = here.options.rules
        said = aliases.confirm_alias(here.record, rules, name, actor, who, whoever_speaks=whoever == "yes")
    else:
        said = aliases.refuse_alias(here.record, name[:200], actor[:200], who)
    return RedirectResponse(f"/actors?part=names&done={ALIAS}{said.key}", 303)


@router.post("/aliases/{key}/undo")
def take_back(here: Coder, key: str) -> Response:
    """What was said of a name is taken back."""
    aliases.take_back(here.record, here.options.rules, key)
    return here.done("/actors?part=names", said="alias-taken-back")


@router.post("/together")
def bring_together(here: Coder) -> Response:
    """Bring the record together by the aliases that were confirmed."""
    record, options = here.record, here.options
    job = begun(
        record,
        "bring-together",
        "Bringing the record together by the confirmed aliases",
        here.member.name,
        "/actors?part=names",
        lambda watch: aliases.brought_together(record, options.settings, options.rules, watch),
    )
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.post("/colours")
def colour(here: Reviewer, side: Annotated[list[str], Form()], colour: Annotated[list[str], Form()]) -> Response:
    """Choose the colours of sides, on all pages."""
    choose_colours(here.record, dict(zip(side[:_SIDES], colour[:_SIDES], strict=False)))
    return here.done("/actors?part=colours", said="saved")


@router.get("/{name:path}")
def actor(here: Reader, name: str) -> Response:
    """One party: what is known of it, what it did and suffered, against whom, and its incidents."""
    here.saw_whole("an actor")
    harm = _harm(here)
    view = parties_of(here.record, here.rules, harm, here.hidden)
    called = here.party_called(name, "actor")
    one = here.parties(party_page(here.record, view.value, called, here.rules.actors, here.hidden))
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
        page=here.parties(found(here.record, one.asked, limit=_INCIDENTS, own=here.rules.actors)),
    )
