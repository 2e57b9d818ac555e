"""Reports: the list, one with its text, claims, bytes and prints; who may see it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import File, Form, Path, Query, Response, UploadFile

from recount.codec import plain
from recount.desk import fields, restricting, sources_page
from recount.desk.byhand import add_step
from recount.desk.lineage import lineage
from recount.desk.lines.reports import lineage_line, listed_line, report_claim_line, report_line, restriction_line
from recount.desk.report_page import ReportPage, report_page
from recount.desk.report_text import portion_of
from recount.desk.sources_page import ReportsAsked
from recount.desk.taking import attach
from recount.desk.uploads import Handed
from recount.errors import RecordError
from recount.web.api.answers import After, Limit, after_these, answered, page_of, place_of
from recount.web.api.routing import DEED, TOLD, router_of
from recount.web.api.shapes.judgements import WhyGiven
from recount.web.api.shapes.reports import (
    FilesAttached,
    ReportClaims,
    ReportKind,
    Reports,
    ReportShape,
    ReprintsShape,
    RestrictionShape,
    StepNoted,
    StepShape,
    TextShape,
)
from recount.web.here import ApiJudge, ApiReader, ApiReviewer, Here
from recount.web.pages.report import opened_by
from recount.web.pages.report import raw as raw_answer
from recount.web.pages.sources import lies_in

router = router_of("reports")

Name = Annotated[str, Path(max_length=200, description="An id, how one begins, or a name.")]


@router.get("/reports", response_model=Reports, responses=TOLD)
def list_reports(
    here: ApiReader,
    text: Annotated[str, Query(max_length=200, description="Words of name, title, outlet or address.")] = "",
    outlet: Annotated[str, Query(max_length=200, description="Who published it, by name.")] = "",
    first: Annotated[date | None, Query(alias="from", description="Published on this day or later.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Published on this day or before.")] = None,
    kind: Annotated[ReportKind | None, Query(description="Only of one kind.")] = None,
    claims: Annotated[bool | None, Query(description="Whether claims are read from it.")] = None,
    undated: Annotated[bool, Query(description="Only those without a day of publication.")] = False,
    limit: Limit = 50,
    after: After = "",
) -> Response:
    """The reports of the record, the latest first."""
    if first is not None and last is not None and last < first:
        raise RecordError("the filter “to”", "is a day before “from”", "Give the earlier day as `from`.")
    asked, start = ReportsAsked(text.strip(), outlet, first, last, kind or "", claims, undated=undated), place_of(after)
    found, total = sources_page.reports_from(here.record, asked, start, limit, here.hidden)
    hidden = here.withheld()
    here.saw((one.id for one in found), "the list of reports")
    told = [listed_line(one, lambda source: lies_in(source, here.record), hidden.get(one.id)) for one in found]
    return answered(here.request, page_of(told, after_these(start, limit, total), total))


@router.get("/reports/{name}", response_model=ReportShape, responses=TOLD)
def read_report(here: ApiReader, name: Name) -> Response:
    """A report with all that is known of it, without its text."""
    page = _page(here, name)
    key = page.document.id
    tags = fields.on_it(here.record, key, here.hidden).tags
    restriction = restricting.restricted_reports(here.record).get(key)
    return answered(here.request, report_line(page, lambda source: lies_in(source, here.record), tags, restriction))


def _page(here: Here, name: str) -> ReportPage:
    return here.parties(report_page(here.record, opened_by(here, name).id))


@router.get("/reports/{name}/text", response_model=TextShape, responses=TOLD)
def read_text(
    here: ApiReader, name: Name, part: Annotated[int, Query(ge=1, le=10_000, description="Which part, from 1.")] = 1
) -> Response:
    """Its text as received, in parts of about 30,000 characters."""
    document = opened_by(here, name)
    chosen = portion_of(document.text, part)
    told = {"start": chosen.span.start, "end": chosen.span.end, "part": chosen.n, "parts": chosen.of}
    words = chosen.span.of(document.text)
    return answered(here.request, {"id": document.id, "text": words, **told, "length": len(document.text)})


@router.get("/reports/{name}/claims", response_model=ReportClaims, responses=TOLD)
def read_report_claims(here: ApiReader, name: Name) -> Response:
    """Its claims in the order of the text, those that were set aside included."""
    page = _page(here, name)
    return answered(here.request, {"claims": [report_claim_line(page, one) for one in page.claims.values()]})


@router.get(
    "/reports/{name}/original",
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
    response_class=Response,
)
def read_original(here: ApiReader, name: Name) -> Response:
    """The bytes as received; `Repr-Digest` holds their SHA-256."""
    return raw_answer(here, name)


@router.get("/reports/{name}/reprints", response_model=ReprintsShape, responses=TOLD)
def read_reprints(here: ApiReader, name: Name) -> Response:
    """The family of prints that it belongs to, and what each made of the first."""
    found, hidden = lineage(here.record, opened_by(here, name).id), frozenset(here.withheld())
    here.saw((one.document.id for one in found.prints), f"reprints of report {found.asked[:8]}")
    return answered(here.request, lineage_line(found, lambda source: lies_in(source, here.record), hidden))


@router.put("/reports/{name}/restriction", response_model=RestrictionShape, responses=DEED)
def restrict(here: ApiReviewer, name: Name, given: WhyGiven) -> Response:
    """Show it to reviewers and admins only from now on; everybody is told why."""
    key = opened_by(here, name).id
    held = restricting.restricted_reports(here.record).get(key)
    made = held or restricting.restrict(here.record, key, here.member.name, given.why)
    return answered(here.request, restriction_line(made))


@router.delete("/reports/{name}/restriction", response_model=RestrictionShape, responses=DEED)
def lift_restriction(
    here: ApiReviewer, name: Name, why: Annotated[str, Query(max_length=500, description="The reason.")] = ""
) -> Response:
    """Show it to everybody at the desk again."""
    key = opened_by(here, name).id
    return answered(
        here.request, restriction_line(restricting.lift_restriction(here.record, key, here.member.name, why))
    )


@router.post(
    "/reports/{name}/files",
    response_model=FilesAttached,
    status_code=201,
    responses=DEED,
    operation_id="attach_to_source",  # names what is sent in the description
)
def attach_to_source(
    here: ApiJudge,
    name: Name,
    files: Annotated[list[UploadFile], File(description="At most 200, and 200 MB.")],
    origin: Annotated[str, Form(max_length=200, description="From whom they are: of a private person a code name.")],
) -> Response:
    """Files that came after a source was taken in by hand, each with a step in its chain of custody. Bytes that it has
    already add nothing."""
    handed = [Handed(one.filename, one.file) for one in files if one.filename]
    added = attach(here.record, opened_by(here, name).id, handed, origin, here.member.name)
    line = {"report": added.document.id, "files": plain(added.files), "known": [one.sha256 for one in added.known]}
    return answered(here.request, line, 201)


@router.post("/reports/{name}/custody", response_model=StepShape, status_code=201, responses=DEED)
def note_step(here: ApiJudge, name: Name, given: StepNoted) -> Response:
    """One more step in the chain of custody of a source taken by hand, which only grows."""
    key = opened_by(here, name).id
    return answered(here.request, plain(add_step(here.record, key, given.what, here.member.name, exports=False)), 201)
