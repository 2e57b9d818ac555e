"""Places: who is said to hold which town, by timelines of control."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup

from recount.codebook.rules import Shift
from recount.control import Step, Timeline
from recount.control.stretches import NOT_TOLD, Stretch, stretches_of
from recount.desk.standing_views import place_of, places_of
from recount.drawing.bands import Band, Tick, bands_svg
from recount.export import control_wording as wording
from recount.web.here import Reader

router = APIRouter(prefix="/places")

_SIGNS = {
    Shift.ENTERED: "e",
    Shift.BESIEGED: "s",
    Shift.ATTACKED: "a",
    Shift.LEFT: "l",
    Shift.LOST: "l",
    Shift.FOUGHT: "f",
}
_ROWS = 7  # rows of a picture
_NARROW = 640  # pixels; less would draw letters over one another


@router.get("")
def places(here: Reader) -> Response:
    """The towns of the record, and who is last said to hold each."""
    here.saw_whole("the list of places")
    named = here.request.query_params.get("named", "").strip().casefold()[:80]
    found = places_of(here.record, here.options.settings, here.rules, here.hidden)
    towns = [one for one in found.value.towns if not named or any(named in n.casefold() for n in _names(one.timeline))]
    return here.page("places.html", found=found, towns=here.parties(towns), named=named, words=wording)


def _names(timeline: Timeline) -> tuple[str, ...]:
    return (*timeline.names, timeline.town.name, timeline.town.admin1 or "")


@router.get("/{key:path}")
def place(here: Reader, key: str) -> Response:
    """One town: a band for each side over time, and every step with its words."""
    here.saw_whole("a place")
    held = place_of(here.record, key, here.options.settings, here.rules, here.hidden)
    held = here.parties(held)
    timeline = held.timeline
    picture, narrow, more = timeline_svgs(timeline, here.colours)
    current = places_of(here.record, here.options.settings, here.rules, here.hidden).current
    return here.page(
        "place.html",
        held=held,
        timeline=timeline,
        picture=picture,
        narrow=narrow,
        more=more,
        words=wording,
        current=current,
    )


def timeline_svgs(timeline: Timeline, colours: Mapping[str, int]) -> tuple[Markup, Markup, int]:
    """The picture of a town's timeline: a row a side, the one that held it first on top; the same for a phone, which
    shows a part of it at a time; and how many sides have no row in it."""
    stretches = stretches_of(timeline)
    ticks = _ticks(timeline)
    sides = list(dict.fromkeys([*(_row(one.side) for one in stretches), *(one.row for one in ticks)]))
    bands = [_band(one, timeline) for one in stretches]
    title = f"Who is said to hold {wording.town_words(timeline)}, over time"
    wide = bands_svg(sides[:_ROWS], bands, ticks, title, colours)
    narrow = bands_svg(sides[:_ROWS], bands, ticks, title, colours, _NARROW, "bands-narrow", named_twice=True)
    return Markup(wide), Markup(narrow), max(0, len(sides) - _ROWS)  # noqa: S704 — made of escaped text


def _row(side: str) -> str:
    return "somebody not told" if side == NOT_TOLD else side


def _band(one: Stretch, timeline: Timeline) -> Band:
    step = timeline.steps[one.steps[0]]
    told = f"{wording.said_words(step)}, {wording.step_days(step)} ({wording.told_words(step)})"
    faint = one.part or one.alleged
    return Band(_row(one.side), one.first, one.sure, one.last, told, _to(step), faint, one.contested)


def _ticks(timeline: Timeline) -> list[Tick]:
    ticks = []
    for step in timeline.steps:
        if step.last is None or not (step.denied or step.shift in _SIGNS):
            continue
        sign = "✕" if step.denied else _SIGNS[step.shift]
        first: date = step.first or step.last
        told = f"{wording.said_words(step)}, {wording.step_days(step)} ({wording.told_words(step)})"
        ticks += [Tick(_row(side), first, step.last, sign, told, _to(step)) for side in step.sides or (NOT_TOLD,)]
    return ticks


def _to(step: Step) -> str:
    return f"/why/{step.claims[0]}"
