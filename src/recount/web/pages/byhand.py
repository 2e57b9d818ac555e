"""Taking in a source that is no report: a call, a video, a photo, a visit, a document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import Response
from pydantic import BaseModel

from recount.desk.taking import SourceTold, StepTold, take_in
from recount.desk.uploads import Handed
from recount.errors import RecountError
from recount.model.source import SOURCE_KINDS
from recount.web.here import Coder, Here

router = APIRouter(prefix="/sources/add")
STEPS = range(1, 4)


class SourceForm(BaseModel):
    """The form of a source taken by hand; the chain of custody has room for three steps, more follow on its page."""

    kind: str = "call"
    by: str = ""
    day: str = ""
    origin: str = ""
    title: str = ""
    notes: str = ""
    when1: str = ""
    who1: str = ""
    what1: str = ""
    when2: str = ""
    who2: str = ""
    what2: str = ""
    when3: str = ""
    who3: str = ""
    what3: str = ""
    files: list[UploadFile] = []

    def told(self) -> SourceTold:
        """What the form tells, as the desk takes it."""
        steps = tuple(StepTold(*(getattr(self, f"{name}{n}") for name in ("when", "who", "what"))) for n in STEPS)
        return SourceTold(self.kind, self.by, self.day, self.origin, self.title, self.notes, steps)


@router.get("")
def empty(here: Coder) -> Response:
    """The form, to be filled in."""
    return _page(here, SourceForm(by=here.member.name))


@router.post("")
def take(here: Coder, form: Annotated[SourceForm, Form(), File()]) -> Response:
    """A source taken in; its claims are added on its own page by pointing at their words."""
    files = [Handed(one.filename, one.file) for one in form.files if one.filename]
    options = here.options
    try:
        added = take_in(here.record, form.told(), files, here.member.name, options.rules, options.settings)
    except RecountError as refused:
        return _page(here, form, refused)
    return here.done(f"/reports/{added.document.id}#add", said="source")


def _page(here: Here, form: SourceForm, refused: RecountError | None = None) -> Response:
    return here.page(
        "source_add.html", 422 if refused else 200, form=form, kinds=SOURCE_KINDS, steps=STEPS, refused=refused
    )
