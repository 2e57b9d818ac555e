"""Incidents: the list by the overview's filters, map, timeline and counts; one incident with all that it rests on."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import Annotated, Any

from fastapi import Path, Query, Response

from recount.codec import plain
from recount.desk import fields
from recount.desk.finding import facets, found, points, timeline
from recount.desk.given_out import publication_of
from recount.desk.incident_history import gone as set_aside_since
from recount.desk.incident_views import IncidentView, incident_view
from recount.desk.lines.incidents import (
    facets_line,
    incident_view_line,
    known_line,
    timeline_csv,
    timeline_line,
    told_line,
)
from recount.desk.lines.judgements import standing_line
from recount.errors import RecordError
from recount.model import Harm
from recount.store import opened
from recount.store.listed_tags import tags_of
from recount.tolls.headlines import DEFAULT, RULES
from recount.web.api.answers import (
    CSV,
    GEOJSON,
    After,
    Form,
    Limit,
    answered,
    body_of,
    csv_answer,
    following,
    form_of,
    marked,
    page_of,
    with_table,
)
from recount.web.api.asking import AS_TABLE, FORM
from recount.web.api.parameters import FILTERS, ORDER, asking_of
from recount.web.api.routing import TOLD, gone, router_of
from recount.web.api.rows import COLUMNS, cells, features, row_line
from recount.web.api.shapes.claims import ClaimsShape
from recount.web.api.shapes.figures import LedgerShape, OriginsShape
from recount.web.api.shapes.found import FacetsShape, PointsShape, TimelineShape
from recount.web.api.shapes.incidents import Incidents, IncidentShape, MergesShape
from recount.web.api.shapes.judgements import HistoryShape
from recount.web.here import ApiReader, Here
from recount.web.pages.sources import lies_in

router = router_of("incidents")

Name = Annotated[
    str, Path(max_length=100, description="An id, how one begins, the id of one of its claims, or a public id.")
]
Rule = Annotated[str, Query(max_length=40, description=f"How a headline is chosen: {', '.join(RULES)}.")]
WhichHarm = Annotated[Harm | None, Query(description="Only the figures of one kind of harm.")]
AsOf = Annotated[date | None, Query(description="As known at the end of this day.")]
_FILTERED: dict[str, Any] = {"parameters": FILTERS}
_TABLED: dict[str, Any] = {"parameters": [*FILTERS, FORM]}
_LISTED: dict[str, Any] = {"parameters": [*FILTERS, ORDER]}


@router.get(
    "/incidents",
    response_model=Incidents,
    responses={200: {"content": {GEOJSON: {"schema": {"$ref": "#/components/schemas/FeaturesShape"}},
                                 CSV: {"schema": {"type": "string"}}}}, **TOLD},
    openapi_extra=_LISTED,
)  # fmt: skip
def list_incidents(here: ApiReader, limit: Limit = 50, after: After = "", form: Form = None) -> Response:
    """The incidents that the filters keep, a page at a time; `format=geojson` and `format=csv` for other forms."""
    here.saw_whole("incidents")
    asking = asking_of(here)
    every = found(here.record, asking.filters, asking.order, after or None, limit, here.options.rules.actors)
    page = here.parties(every)
    with closing(opened(here.record)) as store:
        tags = tags_of(store, [row.id for row in page.rows], here.hidden)
    chosen = form_of(here.request, form)
    if chosen == "geojson":
        value: dict[str, Any] = {"type": "FeatureCollection", "features": features(page.rows, tags)}
        value |= {"next": page.after, "total": page.total}
        return following(here.request, marked(here.request, body_of(value), GEOJSON), page.after)
    if chosen == "csv":
        table = csv_answer(here.request, COLUMNS, (cells(row, tags) for row in page.rows))
        return following(here.request, table, page.after)
    return answered(here.request, page_of([row_line(row, tags) for row in page.rows], page.after, page.total))


@router.get("/timeline", response_model=TimelineShape, responses=AS_TABLE | TOLD, openapi_extra=_TABLED)
def read_timeline(
    here: ApiReader, bins: Annotated[int, Query(ge=1, le=2000, description="At most so many.")] = 400
) -> Response:
    """The incidents that the filters keep, in time."""
    here.saw_whole("the timeline")
    asking = asking_of(here)
    made = timeline(here.record, asking.filters, bins, here.options.rules.actors)
    return with_table(here.request, timeline_line(made), lambda: timeline_csv(made))


@router.get("/points", response_model=PointsShape, responses=TOLD, openapi_extra=_FILTERED)
def read_points(here: ApiReader) -> Response:
    """The incidents that the filters keep, as points of a map; those without a place are counted."""
    here.saw_whole("the map")
    asking = asking_of(here)
    made = points(here.record, asking.filters, here.options.rules.actors)
    return marked(here.request, made.json(), "application/json")


@router.get("/facets", response_model=FacetsShape, responses=TOLD, openapi_extra=_FILTERED)
def read_facets(here: ApiReader) -> Response:
    """How many incidents there are of each type, status, country and so on, as the filter's form counts them."""
    here.saw_whole("counts of incidents")
    asking = asking_of(here)
    return answered(here.request, facets_line(facets(here.record, asking.filters, here.options.rules.actors)))


@router.get("/incidents/{name}", response_model=IncidentShape, responses=TOLD)
def read_incident(here: ApiReader, name: Name) -> Response:
    """One incident with its claims and reports, as far as you may see them. Its ETag can be given as `If-Match` where a
    judgement is made on it."""
    return answered(here.request, incident_answer(here, name))


def incident_answer(here: Here, name: str) -> dict[str, Any]:
    """What is answered for an incident."""
    shown = shown_incident(here, name)
    on_it = fields.on_it(here.record, shown.whole.id, here.hidden)
    line = incident_view_line(shown, on_it, lambda source: lies_in(source, here.record))
    return {**line, "publication": publication_of(here.record, shown.whole).words}


def shown_incident(here: Here, name: str, rule: str = "", until: date | None = None) -> IncidentView:
    """The incident that answers to a name, as who asks may see it; what they see of restricted reports is noted."""
    if rule and rule not in RULES:
        raise RecordError(f"rule {rule[:40]}", "is not known", f"There are: {', '.join(RULES)}.")
    hidden = frozenset(here.withheld())
    try:
        shown = incident_view(here.record, name, RULES.get(rule, DEFAULT), until, here.options.rules.actors, hidden)
    except RecordError:
        if set_aside_since(here.record, name):
            gone(name)
        raise
    here.saw(shown.view.documents, f"incident {shown.whole.id}")
    return here.parties(shown)


@router.get("/incidents/{name}/ledger", response_model=LedgerShape, responses=TOLD)
def read_ledger(here: ApiReader, name: Name, rule: Rule = "", as_of: AsOf = None, harm: WhichHarm = None) -> Response:
    """Its figures, each with its speaker; headlines by a rule; as known on a day."""
    line = known_line(shown_incident(here, name, rule, as_of))
    if harm is not None:
        for part in ("tolls", "headlines"):
            line[part] = [one for one in line[part] if one["harm"] == harm.value]
    return answered(here.request, line)


@router.get("/incidents/{name}/claims", response_model=ClaimsShape, responses=TOLD)
def read_claims(here: ApiReader, name: Name) -> Response:
    """Its claims in report order."""
    shown = shown_incident(here, name)
    told = [told_line(one, shown.view.documents[one.document], shown.whole.id) for one in shown.view.claims]
    return answered(here.request, {"claims": told, "withheld": shown.withheld})


@router.get("/incidents/{name}/merges", response_model=MergesShape, responses=TOLD)
def read_merges(here: ApiReader, name: Name) -> Response:
    """Why its claims stand together: what spoke for and against."""
    shown = shown_incident(here, name)
    told = plain(shown.view.incident.merges)
    return answered(here.request, {"merges": told, "enough": shown.enough, "withheld": shown.withheld})


@router.get("/incidents/{name}/origins", response_model=OriginsShape, responses=TOLD)
def read_origins(here: ApiReader, name: Name) -> Response:
    """Who tells of it, and who has it from whom."""
    shown = shown_incident(here, name)
    line = known_line(shown)
    told = plain(shown.view.incident.origins)
    return answered(here.request, {"origins": told, "tree": line["tree"], "withheld": shown.withheld})


@router.get("/incidents/{name}/history", response_model=HistoryShape, responses=TOLD)
def read_history(here: ApiReader, name: Name) -> Response:
    """All that people decided on it and its claims, the latest first; withdrawn judgements included."""
    shown, hidden = shown_incident(here, name), frozenset(here.withheld())
    told = [standing_line(one, hidden) for one in shown.history]
    return answered(here.request, {"judgements": told, "seen": shown.seen})
