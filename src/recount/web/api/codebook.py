"""Changes of the codebook: drafted, tried on its examples and on the record, and adopted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Path, Response

from recount.codec import plain
from recount.desk import drafting
from recount.desk.jobs import Result, begun
from recount.desk.running import Watch
from recount.desk.tools import rules_of
from recount.errors import RecordError
from recount.web.api.answers import answered
from recount.web.api.routing import BASE, DEED, TOLD, router_of
from recount.web.api.shapes.drafting import DraftFileShape, DraftShape, DraftText, TestGiven
from recount.web.api.shapes.reports import JobShape
from recount.web.api.sources import started
from recount.web.here import ApiAdmin, ApiJudge, ApiReader, Here
from recount.web.pages.codebook import ADOPT, EFFECT, TEST

router = router_of("codebook")
File = Annotated[str, Path(max_length=70, description="A file of the codebook, such as shelling.yaml.")]


@router.get("/codebook/draft", response_model=DraftShape, responses=TOLD)
def read_draft(here: ApiReader) -> Response:
    """The draft of a change: its files, and those in which it differs from the present codebook."""
    return answered(here.request, _draft_line(here))


@router.post("/codebook/draft", response_model=DraftShape, status_code=201, responses=DEED)
def begin_draft(here: ApiJudge) -> Response:
    """Begin a draft that says what the present codebook says; one that is there stays as it is."""
    drafting.begin(here.record, here.options.rules)
    return answered(here.request, _draft_line(here), 201, f"{BASE}/codebook/draft")


@router.delete("/codebook/draft", response_model=DraftShape, responses=DEED)
def discard_draft(here: ApiJudge) -> Response:
    """Throw the draft away."""
    drafting.throw_away(here.record)
    return answered(here.request, _draft_line(here))


@router.get("/codebook/draft/{name}", response_model=DraftFileShape, responses=TOLD)
def read_draft_file(here: ApiJudge, name: File) -> Response:
    """A file of the draft, with what is to be mended in it."""
    return answered(here.request, _file_line(here, name))


@router.put("/codebook/draft/{name}", response_model=DraftFileShape, responses=DEED)
def write_draft_file(here: ApiJudge, name: File, given: DraftText) -> Response:
    """Another text for a file of the draft. It is kept even where it holds mistakes; the answer names them."""
    drafting.save(here.record, name, given.text)
    return answered(here.request, _file_line(here, name))


@router.post("/codebook/test", response_model=JobShape, status_code=202, responses=DEED)
def test_codebook(here: ApiJudge, given: TestGiven) -> Response:
    """Read the examples of the present codebook, or of the draft, and see which are coded as they say."""
    options, types = here.options, (given.of,) if given.of else ()
    rules = rules_of(here.record, options.rules)
    folder = _drafted(here) if given.draft else rules.codebook
    title = f"Examples of {given.of.replace('_', ' ') or 'the codebook'}{' (draft)' if given.draft else ''}"
    return _begun(here, TEST, title, lambda w: drafting.tested(folder, types, options.settings, rules, w))


@router.post("/codebook/effect", response_model=JobShape, status_code=202, responses=DEED)
def find_effect(here: ApiJudge) -> Response:
    """What the draft would do to this record: claims, incidents and totals that appear, vanish or are told
    otherwise."""
    _drafted(here)
    record, options = here.record, here.options
    title = "Effect of the draft on this record"
    return _begun(here, EFFECT, title, lambda w: drafting.effect(record, options.settings, options.rules, w))


@router.post("/codebook/adopt", response_model=JobShape, status_code=202, responses=DEED)
def adopt(here: ApiAdmin) -> Response:
    """Read the record by the draft from now on; all reports are read anew, judgements stay."""
    _drafted(here)
    record, options = here.record, here.options
    title = "Adopting the draft: all reports are read anew"
    return _begun(here, ADOPT, title, lambda w: drafting.adopt(record, options.settings, options.rules, w))


def _begun(here: Here, kind: str, title: str, work: Callable[[Watch], Result]) -> Response:
    return started(here, begun(here.record, kind, title, here.member.name, "/codebook/results/{job}", work))


def _drafted(here: Here) -> Any:
    folder = drafting.draft_in(here.record)
    if folder is None:
        raise RecordError("the draft", "is not in the record", f"Begin one: POST {BASE}/codebook/draft.")
    return folder


def _draft_line(here: Here) -> dict[str, Any]:
    folder = drafting.draft_in(here.record)
    files = sorted(path.name for path in folder.glob("*.yaml")) if folder else []
    changed = drafting.changed_files(here.record, here.options.rules)
    return {"there": folder is not None, "files": files, "changed": list(changed)}


def _file_line(here: Here, name: str) -> dict[str, Any]:
    file = drafting.draft_file(here.record, here.options.rules, name)
    findings = [plain(one) for one in drafting.found_in(here.record, name)]
    return {"name": file.name, "text": file.text, "changed": file.changed, "findings": findings}
