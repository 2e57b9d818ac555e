"""Tags and fields of a desk's own: given on the pages of incidents and reports, defined here."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from recount.desk import fields
from recount.errors import InUseError, RecountError
from recount.store.desk_work_marks import Mark
from recount.web.here import Admin, Coder, Here, Reader
from recount.web.notices import MARK
from recount.web.refusals import words_of
from recount.web.sessions import local_path

router = APIRouter()

_LONGEST = 2000  # characters of what was typed that a page gives back


@router.get("/fields")
def page(here: Reader) -> Response:
    """The desk's own fields and tags, and what lost the words that it was put on."""
    return _page(here)


def _page(
    here: Here,
    refused: RecountError | None = None,
    not_done: RecountError | None = None,
    *,
    name: str = "",
    kind: str = "",
    choices: str = "",
) -> Response:
    """The page; `refused` says why a field can't be added, `not_done` why something can't be done to one."""
    here.saw_whole("tags and fields")
    wrong = refused or not_done
    return here.page(
        "fields.html",
        503 if isinstance(wrong, InUseError) else 422 if wrong else 200,
        refused=refused,
        not_done=words_of(not_done) if not_done else (),
        given={"name": name, "kind": kind, "choices": choices},
        fields=fields.fields(here.record),
        kinds=fields.KINDS,
        tags=fields.tags(here.record, here.hidden),
        unattached=fields.unattached(here.record, here.hidden),
        words=lambda mark: fields.mark_words(here.record, mark),
    )


@router.post("/fields")
def define(
    here: Admin,
    name: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "text",
    choices: Annotated[str, Form()] = "",
) -> Response:
    """A new field."""
    try:
        fields.define(here.record, name, kind, choices[:10_000].splitlines(), here.member.name)
    except InUseError:
        raise
    except RecountError as refused:
        return _page(here, refused, name=name[:60], kind=kind, choices=choices[:10_000])
    return here.done("/fields", said="saved")


@router.post("/fields/{field}/retire")
def retire(here: Admin, field: str, back: Annotated[str, Form()] = "") -> Response:
    """Ask for a field no more, or again."""
    try:
        fields.retire(here.record, field, retired=back != "yes")
    except RecountError as refused:
        return _page(here, not_done=refused)
    return here.done("/fields", said="saved")


@router.post("/fields/{field}/move")
def move(here: Admin, field: str, by: Annotated[int, Form(ge=-60, le=60)]) -> Response:
    """Put a field further up or down."""
    try:
        fields.move(here.record, field, by)
    except RecountError as refused:
        return _page(here, not_done=refused)
    return here.done("/fields", said="saved")


@router.post("/marks/tag")
def tag(
    here: Coder, on: Annotated[str, Form()], tag: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "/"
) -> Response:
    """Put a tag on an incident or a report; one that can't be a tag is said at its field, on the page that it was
    written on."""
    if fields.why_no_tag(tag):
        return _again(back, tag=tag)
    return _done(here, back, fields.tag(here.record, on[:100], tag, here.member.name, here.withheld()))


@router.post("/marks/untag")
def untag(
    here: Coder, on: Annotated[str, Form()], tag: Annotated[str, Form()], back: Annotated[str, Form()] = "/"
) -> Response:
    """Take a tag off; where that can't be done, the page that the tag stands on says so."""
    try:
        return _done(here, back, fields.untag(here.record, on[:100], tag, here.member.name, here.withheld()))
    except InUseError:
        return here.done(back, said="in-use")
    except RecountError:
        return here.done(back, said="tag-stays")


@router.post("/marks/value")
def value(
    here: Coder,
    on: Annotated[str, Form()],
    field: Annotated[str, Form()],
    value: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> Response:
    """Give a value to a field; one that can't be meant is said at the field."""
    if fields.why_no_value(here.record, field, value):
        return _again(back, field=field, value=value)
    return _done(here, back, fields.set_value(here.record, on[:100], field, value, here.member.name, here.withheld()))


@router.post("/marks/{mark}/undo")
def undo(here: Coder, mark: str, back: Annotated[str, Form()] = "/") -> Response:
    """Undo a tag or a value."""
    fields.undo(here.record, mark, here.member.name, here.withheld())
    return here.done(back, said="mark-undone")


def _again(back: str, **typed: str) -> Response:
    """To the page that something was typed on, which says of it why it was not taken."""
    path = local_path(back).partition("#")[0]
    words = urlencode({f"typed_{name}": words[:_LONGEST] for name, words in typed.items()})
    return RedirectResponse(f"{path}{'&' if '?' in path else '?'}{words}#desk-fields", 303)


def _done(here: Here, back: str, mark: Mark) -> Response:
    path, hash_, fragment = local_path(back).partition("#")
    joint = "&" if "?" in path else "?"
    return RedirectResponse(f"{path}{joint}done={MARK}{mark.id}{hash_}{fragment}", 303)
