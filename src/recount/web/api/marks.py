"""Tags and fields of a desk's own, saved views, and alerts."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Response
from starlette.datastructures import QueryParams

from recount.desk import fields, views
from recount.desk.alert_causes import causes
from recount.desk.lines.work import alert_line, field_line, mark_line, view_line
from recount.desk.roles import Role
from recount.errors import RecordError
from recount.web.api.answers import After, Limit, answered, cut, page_of
from recount.web.api.asking import checked_names
from recount.web.api.parameters import FILTERS, ORDER, asking_by
from recount.web.api.routing import BASE, DEED, TOLD, router_of
from recount.web.api.shapes.marks import (
    Alerts,
    FieldGiven,
    Fields,
    FieldShape,
    MarkShape,
    MoveBy,
    ReadGiven,
    Tags,
    ValueGiven,
    ViewChanged,
    ViewGiven,
    Views,
    ViewShape,
)
from recount.web.here import ApiAdmin, ApiJudge, ApiReader, Here
from recount.web.pages.views import alert_words, filters_of, query_of

router = router_of("desk")

On = Annotated[str, Path(max_length=100, description="An incident or a report.")]
Tag = Annotated[str, Path(max_length=40, description="The tag's words.")]
FieldKey = Annotated[str, Path(max_length=60, description="The id of a field.")]
MarkKey = Annotated[str, Path(max_length=60, description="The id of a tag or value that was given.")]
ViewKey = Annotated[str, Path(max_length=60, description="The id of a view.")]


@router.get("/tags", response_model=Tags, responses=TOLD)
def list_tags(here: ApiReader, limit: Limit = 100, after: After = "") -> Response:
    """The tags in use, the most used first."""
    here.saw_whole("tags")
    held = fields.tags(here.record, here.hidden)
    shown, following = cut(held, after, limit)
    told = [{"tag": tag, "incidents": number} for tag, number in shown]
    return answered(here.request, page_of(told, following, len(held)))


@router.put("/tagged/{on}/{tag}", response_model=MarkShape, responses=DEED)
def put_tag(here: ApiJudge, on: On, tag: Tag) -> Response:
    """Put a tag on an incident or a report."""
    return answered(here.request, mark_line(fields.tag(here.record, on, tag, here.member.name, here.withheld())))


@router.delete("/tagged/{on}/{tag}", response_model=MarkShape, responses=DEED)
def take_tag(here: ApiJudge, on: On, tag: Tag) -> Response:
    """Take a tag off."""
    return answered(here.request, mark_line(fields.untag(here.record, on, tag, here.member.name, here.withheld())))


@router.get("/fields", response_model=Fields, responses=TOLD)
def list_fields(here: ApiReader, limit: Limit = 100, after: After = "") -> Response:
    """The fields of the desk's own, in their order."""
    held = fields.fields(here.record)
    shown, following = cut(held, after, limit)
    return answered(here.request, page_of([field_line(one) for one in shown], following, len(held)))


@router.post("/fields", response_model=FieldShape, status_code=201, responses=DEED)
def define_field(here: ApiAdmin, given: FieldGiven) -> Response:
    """A new field."""
    made = fields.define(here.record, given.name, given.kind, given.choices, here.member.name)
    return answered(here.request, field_line(made), 201, f"{BASE}/fields")


@router.delete("/fields/{field}", response_model=FieldShape, responses=DEED)
def retire_field(
    here: ApiAdmin, field: FieldKey, back: Annotated[bool, Query(description="Ask for it again instead.")] = False
) -> Response:
    """Ask for a field no more; its values stay."""
    return answered(here.request, field_line(fields.retire(here.record, field, retired=not back)))


@router.post("/fields/{field}/move", response_model=Fields, responses=DEED)
def move_field(here: ApiAdmin, field: FieldKey, given: MoveBy) -> Response:
    """Put a field further up or down; the answer is the list."""
    fields.move(here.record, field, given.by)
    return list_fields(here)


@router.put("/values/{on}/{field}", response_model=MarkShape, responses=DEED)
def put_value(here: ApiJudge, on: On, field: FieldKey, given: ValueGiven) -> Response:
    """Give a field a value on an incident or a report."""
    return answered(
        here.request,
        mark_line(fields.set_value(here.record, on, field, given.value, here.member.name, here.withheld())),
    )


@router.delete("/marks/{key}", response_model=MarkShape, responses=DEED)
def undo_mark(here: ApiJudge, key: MarkKey) -> Response:
    """Undo a tag or a value: what stood before stands again."""
    if fields.mark_named(here.record, key) is None:
        raise RecordError(f"mark {key}", "is not in the record", "The answer to what was done holds its id.")
    return answered(here.request, mark_line(fields.undo(here.record, key, here.member.name, here.withheld())))


@router.get("/views", response_model=Views, responses=TOLD)
def list_views(here: ApiReader, limit: Limit = 100, after: After = "") -> Response:
    """Your saved views, and those that are shared."""
    held = views.views(here.record, here.member.name)
    shown, following = cut(held, after, limit)
    return answered(here.request, page_of([view_line(one, here.member.name) for one in shown], following, len(held)))


@router.post("/views", response_model=ViewShape, status_code=201, responses=DEED)
def save_view(here: ApiReader, given: ViewGiven) -> Response:
    """Keep a filter under a name; one of yours with that name is replaced."""
    query = QueryParams(given.query.removeprefix("/").removeprefix("?"))
    checked_names(query, {one["name"]: one["schema"].get("type") == "array" for one in (*FILTERS, ORDER)})
    asking_by(here, query)
    made = views.save(here.record, given.name, query_of(given.query), here.member.name, given.shared)
    return answered(here.request, view_line(made, here.member.name), 201, f"{BASE}/views")


@router.delete("/views/{view}", response_model=ViewShape, responses=DEED)
def drop_view(here: ApiReader, view: ViewKey) -> Response:
    """Delete a view, with its alerts."""
    gone = views.drop(here.record, view, here.member.name, here.member.role >= Role.ADMIN)
    return answered(here.request, view_line(gone, here.member.name))


@router.put("/views/{view}", response_model=ViewShape, responses=DEED)
def change_view(here: ApiReader, view: ViewKey, given: ViewChanged) -> Response:
    """Another name, or whether others may use it."""
    made = views.change(here.record, view, here.member.name, here.member.role >= Role.ADMIN, given.name, given.shared)
    return answered(here.request, view_line(made, here.member.name))


@router.post("/views/{view}/move", response_model=Views, responses=DEED)
def move_view(here: ApiReader, view: ViewKey, given: MoveBy) -> Response:
    """Put a view further up or down; the answer is the list."""
    views.move(here.record, view, here.member.name, given.by)
    return list_views(here)


@router.post("/views/{view}/feed", response_model=ViewShape, responses=DEED)
def renew_feed(here: ApiReader, view: ViewKey) -> Response:
    """Another address for the view's feed: the former one shows nothing any more."""
    made = views.new_token(here.record, view, here.member.name, here.member.role >= Role.ADMIN)
    return answered(here.request, view_line(made, here.member.name))


@router.put("/views/{view}/watch", response_model=ViewShape, responses=DEED)
def watch(here: ApiReader, view: ViewKey) -> Response:
    """Be told what changes in a view from now on."""
    return _watched(here, view, True)


@router.delete("/views/{view}/watch", response_model=ViewShape, responses=DEED)
def unwatch(here: ApiReader, view: ViewKey) -> Response:
    """Be told of its changes no more."""
    return _watched(here, view, False)


def _watched(here: Here, view: str, chosen: bool) -> Response:
    own = here.options.rules.actors
    views.watch(here.record, view, here.member.name, filters_of, chosen, own)
    one = next(one for one in views.views(here.record, here.member.name) if one.id == view)
    return answered(here.request, view_line(one, here.member.name))


@router.put("/views/{view}/first", response_model=ViewShape, responses=DEED)
def begin_with(here: ApiReader, view: ViewKey) -> Response:
    """Let your overview begin with a view."""
    return _first(here, view, True)


@router.delete("/views/{view}/first", response_model=ViewShape, responses=DEED)
def begin_with_all(here: ApiReader, view: ViewKey) -> Response:
    """Let your overview begin with all incidents again."""
    return _first(here, view, False)


def _first(here: Here, view: str, chosen: bool) -> Response:
    views.begin_with(here.record, view, here.member.name, chosen)
    one = next(one for one in views.views(here.record, here.member.name) if one.id == view)
    return answered(here.request, view_line(one, here.member.name))


@router.get("/alerts", response_model=Alerts, responses=TOLD)
def list_alerts(
    here: ApiReader,
    unread: Annotated[bool, Query(description="Only those not read yet.")] = False,
    limit: Limit = 50,
    after: After = "",
) -> Response:
    """What changed in the views that you watch, the newest first; at most a thousand."""
    here.saw_whole("alerts")
    views.views_changed(here.record, filters_of, here.options.rules.actors)
    found = views.told(here.record, here.member.name, most=1000, unread=unread, hidden=here.hidden)
    shown, following = cut(found.alerts, after, limit)
    by = causes(here.record, (one for one, _ in shown))
    told = [alert_line(one, name, alert_words(one), by.get(one.id)) for one, name in shown]
    return answered(here.request, page_of(told, following, len(found.alerts), unread=found.unread))


@router.post("/alerts/read", response_model=Alerts, responses=DEED)
def read_alerts(here: ApiReader, given: ReadGiven) -> Response:
    """Mark alerts as read, without naming any all; or as not read after all. The answer holds those that are not."""
    views.read(here.record, here.member.name, given.alerts, given.read)
    found = views.told(here.record, here.member.name, unread=True, hidden=here.hidden)
    told = [alert_line(one, name, alert_words(one)) for one, name in found.alerts]
    return answered(here.request, page_of(told, None, len(told), unread=found.unread))
