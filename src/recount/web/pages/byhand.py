"""Taking in a source that is no report: a call, a video, a photo, a visit, a document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import Response
from pydantic import BaseModel

from recount.desk.adding import FieldRefusedError
from recount.desk.restricting import may_see
from recount.desk.taking import SourceTold, StepTold, take_in
from recount.desk.uploads import Handed
from recount.errors import RecountError
from recount.model.source import SOURCE_KINDS
from recount.web.here import Coder, Here
from recount.web.remedies import on_pages

router = APIRouter(prefix="/sources/add")
STEPS = range(1, 4)


class SourceForm(BaseModel):
    """The form of a source taken by hand; the chain of custody has room for three steps, more follow on its page.

    `lacking` are the names of files that were chosen when the form was refused before: a browser does not keep them.
    `without` says that the source is taken in without them.
    """

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
    restricted: bool = False
    why: str = ""
    files: list[UploadFile] = []
    lacking: str = ""
    without: bool = False

    def told(self) -> SourceTold:
        """What the form tells, as the desk takes it."""
        steps = tuple(StepTold(*(getattr(self, f"{name}{n}") for name in ("when", "who", "what"))) for n in STEPS)
        why = self.why.strip() if self.restricted else ""
        return SourceTold(self.kind, self.by, self.day, self.origin, self.title, self.notes, steps, why)

    @property
    def chosen(self) -> str:
        """The names of the files that came with the form, or with the one that was refused before it."""
        return ", ".join(one.filename for one in self.files if one.filename)[:500] or self.lacking[:500]

    def place_of(self, refused: RecountError | None) -> str:
        """The name of the form's field that a refusal is about, "" where it is about none."""
        field = refused.field if isinstance(refused, FieldRefusedError) else ""
        if field.startswith("steps."):
            _, n, part = field.split(".")
            return f"{part}{n}"
        return {"restrict": "why"}.get(field, field)


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
        if form.restricted and not form.why.strip():
            remedy = "Say in a few words why: everybody at the desk reads it."
            raise FieldRefusedError("restrict", "the restriction", "has no reason", remedy)
        if form.lacking and not files and not form.without:
            what = f"lacks the files that were chosen before ({form.lacking[:200]})"
            remedy = "Choose them again, or tick that the source is taken in without them."
            raise FieldRefusedError("files", "the form", what, remedy)
        added = take_in(here.record, form.told(), files, here.member.name, options.rules, options.settings)
    except RecountError as refused:
        return _page(here, form, refused)
    if not may_see(here.record, added.document.id, here.viewer):
        return here.done("/sources", said="source-restricted")
    return here.done(f"/reports/{added.document.id}#add", said="source")


def _page(here: Here, form: SourceForm, refused: RecountError | None = None) -> Response:
    return here.page(
        "source_add.html",
        422 if refused else 200,
        form=form,
        kinds=SOURCE_KINDS,
        steps=STEPS,
        refused=refused,
        remedy=on_pages(refused.remedy) if refused else "",
        at_field=form.place_of(refused),
    )
