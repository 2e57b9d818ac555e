"""What is summed over a record: places, parties, dyads, origins, totals, coverage, delay; and the codebook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Path, Query, Response

from recount.aggregates.delay import DelayBy
from recount.aggregates.groups import By
from recount.aggregates.sums import Measure
from recount.desk import aggregating, drafting
from recount.desk.aggregating import Gathered, Scope, gathered
from recount.desk.controlling import Controlled
from recount.desk.finding import Asked, facets
from recount.desk.keeping import Kept, kept
from recount.desk.lines.aggregates import (
    coverage_line,
    delays_line,
    dyads_line,
    origins_line,
    parties_line,
    totals_line,
)
from recount.desk.lines.codebooks import type_head, type_line
from recount.desk.lines.control import control_line
from recount.desk.lines.values import Line, actor_line
from recount.desk.standing_views import parties_of, places_of, seen_by, voice_called, voices
from recount.desk.tools import rules_of
from recount.errors import RecordError
from recount.model import Harm, OriginKind
from recount.tolls.headlines import DEFAULT, RULES
from recount.web.api.answers import After, Limit, answered, cut, page_of, with_table
from recount.web.api.asking import AS_TABLE, FORM
from recount.web.api.parameters import FILTERS, asking_of
from recount.web.api.routing import TOLD, router_of
from recount.web.api.shapes.standing import (
    Actors,
    CodebookShape,
    CoverageShape,
    DelaysShape,
    DyadsShape,
    PartiesShape,
    Places,
    PlaceShape,
    TotalsShape,
    TypeShape,
    Voices,
    VoiceShape,
)
from recount.web.filters import pairs
from recount.web.here import ApiReader, Here

router = router_of("sums")

Named = Annotated[str, Query(max_length=80, description="A part of the name.")]
ByGroup = Annotated[By, Query(description="What is gathered by.")]
WhichHarm = Annotated[Harm, Query(description="What is counted.")]
WhichKind = Annotated[OriginKind | None, Query(description="Only origins of this kind.")]
Rule = Annotated[str, Query(max_length=40, description=f"How a headline is chosen: {', '.join(RULES)}.")]
_FILTERED: dict[str, Any] = {"parameters": [*FILTERS, FORM]}
_TABLE: dict[str, Any] = {"parameters": [FORM]}


@router.get("/places", response_model=Places, responses=TOLD)
def list_places(here: ApiReader, named: Named = "", limit: Limit = 50, after: After = "") -> Response:
    """The towns of which it is said who holds them; never who holds them."""
    shown, following, total = _towns(here, named, limit, after)
    return answered(here.request, page_of(shown, following, total))


@router.get("/places/{key}", response_model=PlaceShape, responses=TOLD)
def read_place(
    here: ApiReader, key: Annotated[str, Path(max_length=80, description="`key` of a town in the list.")]
) -> Response:
    """One town: every step of who is said to have taken, entered, left or lost it."""
    here.saw_whole("a place")
    found = places_of(here.record, here.options.settings, here.rules, here.hidden).value
    towns = [held for held in found.towns if held.timeline.town.key == key]
    if not towns:
        what = "is not in the record, or no claim says who holds it"
        raise RecordError(f"place {key}", what, "See the list of places.")
    return answered(here.request, _place_lines(here, found, towns)[0])


def _towns(here: Here, named: str, limit: int, after: str) -> tuple[list[Line], str | None, int]:
    here.saw_whole("places")
    found = places_of(here.record, here.options.settings, here.rules, here.hidden).value
    asked = named.strip().casefold()
    towns = [
        held
        for held in found.towns
        if not asked or any(asked in name.casefold() for name in (*held.timeline.names, held.timeline.town.name))
    ]
    shown, following = cut(towns, after, limit)
    return _place_lines(here, found, shown), following, len(towns)


def _place_lines(here: Here, found: Controlled, towns: Any) -> list[Line]:
    """Towns as plain values; the names of reports that are withheld are left out."""
    hidden = here.withheld()
    names = {key: "" if key in hidden else name for key, name in found.reports.items()}
    lines: list[Line] = control_line(replace(found, towns=here.parties(tuple(towns)), reports=names))["places"]
    for line, held in zip(lines, towns, strict=True):
        line["key"] = held.timeline.town.key
        for step in line["steps"]:
            step["reports"] = [name for name in step["reports"] if name]
    return lines


@router.get("/actors", response_model=Actors, responses=TOLD)
def list_actors(here: ApiReader, named: Named = "", limit: Limit = 50, after: After = "") -> Response:
    """The parties of the record, with the sides that they stood on."""
    here.saw_whole("actors")
    found = parties_of(here.record, here.rules, hidden=here.hidden).value
    called = here.parties_named((one.name for one in found.rows), named)
    rows = [one for one in found.rows if one.name in called]
    shown, following = cut(rows, after, limit)
    return answered(here.request, page_of([actor_line(one) for one in here.parties(shown)], following, len(rows)))


@router.get("/parties", response_model=PartiesShape, responses=AS_TABLE | TOLD, openapi_extra=_TABLE)
def read_parties(here: ApiReader, harm: WhichHarm = Harm.KILLED) -> Response:
    """The harm that each party is said to have done, and suffered."""
    here.saw_whole("parties")
    found = parties_of(here.record, here.rules, harm, here.hidden)
    made = here.parties(found.value.totals)
    line = parties_line(made) | {"current": found.current}
    return with_table(here.request, line, lambda: aggregating.parties_csv(made))


@router.get("/dyads", response_model=DyadsShape, responses=AS_TABLE | TOLD, openapi_extra=_TABLE)
def read_dyads(here: ApiReader, harm: WhichHarm = Harm.KILLED, named: Named = "") -> Response:
    """Who did it to whom, by the sides they stood on."""
    here.saw_whole("dyads")
    found = parties_of(here.record, here.rules, harm, here.hidden)
    every = found.value.dyads
    called = here.parties_named((name for one in every.rows for name in (one.agent, one.target)), named)
    rows = tuple(one for one in every.rows if one.agent in called or one.target in called)
    made = here.parties(replace(every, rows=rows))
    line = dyads_line(made) | {"current": found.current}
    return with_table(here.request, line, lambda: aggregating.dyads_csv(made))


@router.get("/origins", response_model=Voices, responses=TOLD)
def list_origins(
    here: ApiReader, named: Named = "", kind: WhichKind = None, limit: Limit = 50, after: After = ""
) -> Response:
    """Every origin with how far its word is borne out by others, contradicted, or revised by itself."""
    here.saw_whole("origins")
    every = voices(here.record, here.hidden).value
    called = here.parties_named((one.name for one in every), named, speak=True)
    rows = [one for one in every if one.name in called and kind in (None, one.kind)]
    shown, following = cut(rows, after, limit)
    return answered(here.request, page_of(origins_line(here.parties(shown))["origins"], following, len(rows)))


@router.get("/origins/{name:path}", response_model=VoiceShape, responses=TOLD)
def read_origin(
    here: ApiReader, name: Annotated[str, Path(max_length=300, description="The origin's name, as in the list.")]
) -> Response:
    """One origin by its name."""
    here.saw_whole("an origin")
    one = voice_called(here.record, here.party_called(name, "origin", speak=True), here.hidden)
    return answered(here.request, origins_line([one])["origins"][0])


@router.get("/totals", response_model=TotalsShape, responses=AS_TABLE | TOLD, openapi_extra=_FILTERED)
def read_totals(
    here: ApiReader, by: ByGroup = By.TYPE, harm: WhichHarm = Harm.KILLED, rule: Rule = DEFAULT.name
) -> Response:
    """Tolls by place, governorate, country, type or period, each incident by one headline figure."""
    if rule not in RULES:
        raise RecordError(f"rule {rule}", "is not known", f"There are: {', '.join(RULES)}.")
    measure = Measure(harm, RULES[rule])
    view = _made(here, f"totals {by} {harm} {rule}", lambda found: aggregating.totals(found, by, measure), True)
    line = totals_line(view.value) | {"current": view.current}
    return with_table(here.request, line, lambda: aggregating.totals_csv(view.value))


@router.get("/coverage", response_model=CoverageShape, responses=AS_TABLE | TOLD, openapi_extra=_TABLE)
def read_coverage(here: ApiReader, by: ByGroup = By.MONTH) -> Response:
    """Who reported when, and where nobody did."""
    here.saw_whole("coverage")
    if by not in (By.DAY, By.WEEK, By.MONTH, By.YEAR):
        raise RecordError("`by`", "is no period", "Ask for day, week, month or year.")
    scope = Scope(Asked(hidden=here.hidden), actors=here.rules.actors)
    view = kept(
        here.record,
        seen_by(f"coverage {by}", scope.filters.hidden),
        lambda: aggregating.coverage(gathered(here.record, scope, reports=True), by),
    )
    line = coverage_line(view.value) | {"current": view.current}
    return with_table(here.request, line, lambda: aggregating.coverage_csv(view.value))


@router.get("/delay", response_model=DelaysShape, responses=AS_TABLE | TOLD, openapi_extra=_TABLE)
def read_delay(
    here: ApiReader, by: Annotated[DelayBy, Query(description="What is gathered by.")] = DelayBy.OUTLET
) -> Response:
    """How many days pass between events and their first reports."""
    here.saw_whole("delays")
    scope = Scope(Asked(hidden=here.hidden), actors=here.rules.actors)
    view = kept(
        here.record,
        seen_by(f"delay {by}", scope.filters.hidden),
        lambda: aggregating.delays(gathered(here.record, scope, reports=True), by),
    )
    line = delays_line(view.value) | {"current": view.current}
    return with_table(here.request, line, lambda: aggregating.delays_csv(view.value))


def _made(here: Here, name: str, make: Callable[[Gathered], Any], reports: bool) -> Kept[Any]:
    """A view of the incidents that the filters keep, kept until the record changes. Tags change without it."""
    here.saw_whole("totals")
    asking = asking_of(here)
    scope = Scope(asking.filters, actors=here.rules.actors)

    def made() -> Any:
        return make(gathered(here.record, scope, reports=reports))

    if asking.filters.tags:
        return Kept(made(), True)
    by_name = "nameless " if asking.filters.nameless and (asking.filters.actors or asking.filters.told_by) else ""
    return kept(here.record, seen_by(f"{name} {by_name}{urlencode(pairs(asking))}", asking.filters.hidden), made)


@router.get("/codebook", response_model=CodebookShape, responses=TOLD)
def read_codebook(here: ApiReader) -> Response:
    """The types that events are coded as, and how many incidents are of each."""
    book = drafting.codebook_in_use(here.record, here.options.rules)
    counted = facets(here.record, Asked(hidden=here.hidden)).types
    types = sorted(book.types.values(), key=lambda one: (one.family, -one.gravity, one.name))
    own = rules_of(here.record, here.options.rules).codebook is not None
    lines = [type_head(one, counted.get(one.name, 0)) for one in types]
    return answered(here.request, {"version": book.version, "own": own, "types": lines})


@router.get("/codebook/types/{name}", response_model=TypeShape, responses=TOLD)
def read_type(
    here: ApiReader,
    name: Annotated[str, Path(max_length=80, description="A type of the codebook, such as air_strike.")],
) -> Response:
    """One type: what counts as it and why, its rules, its examples, what other schemes call it."""
    one = drafting.codebook_in_use(here.record, here.options.rules).types.get(name)
    if one is None:
        raise RecordError(f"type {name}", "is not in the record", "See the list of types.")
    counted = facets(here.record, Asked(hidden=here.hidden)).types
    return answered(here.request, type_line(one, counted.get(name, 0)))
