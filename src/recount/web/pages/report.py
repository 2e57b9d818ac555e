"""A report: its text as received with the claims marked in it, and what people decide on them."""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, UploadFile
from fastapi.responses import FileResponse, RedirectResponse, Response
from pydantic import BaseModel

from recount.desk import adding, restricting
from recount.desk.byhand import add_step
from recount.desk.lineage import lineage
from recount.desk.locating import exactly
from recount.desk.report_page import ReportPage, received, report_called, report_page
from recount.desk.report_text import seen
from recount.desk.restricting import opened_report
from recount.desk.roles import Role
from recount.desk.taking import attach
from recount.desk.uploads import Handed, inside_uploads, kept_file
from recount.desk.withholding import outings
from recount.errors import RecountError
from recount.export.headings import heading_of
from recount.judging.fields import OF_CLAIM
from recount.model import Category, Count, Document, Harm, Status, When
from recount.reading.dates import day_given
from recount.web.here import Coder, Here, Reader, Reviewer
from recount.web.incident_page import Trouble
from recount.web.notices import judged_words
from recount.web.refusals import words_of

router = APIRouter(prefix="/reports")

_VIOLENCE = ("air_strike shelling armed_clash offensive attack sexual_violence bombing suicide_bombing chemical_attack "
             "siege destruction weapon_loss")  # fmt: skip
_FAMILIES = {
    **dict.fromkeys(_VIOLENCE.split(), "violence"),
    **dict.fromkeys(("abduction", "arrest", "displacement"), "people"),
    **dict.fromkeys(("territory_change", "deployment", "support", "agreement"), "ground"),
    "toll_report": "total",
}
FAMILIES = {
    "violence": "violence",
    "people": "people moved or held",
    "ground": "ground, forces, deals",
    "total": "totals",
    "other": "other",
}
"""Which types are underlined alike, by the name of the line's style, and the words for it."""
_FIGURES = 3  # that the form has room for
_LINES = 20  # words for one field, one a line


class ClaimForm(BaseModel):
    """The form of a claim that somebody adds; fields ending in `_at` say where the words stand, as numbers."""

    type: str = ""
    status: str = "happened"
    trigger: str = ""
    trigger_at: str = ""
    agents: str = ""
    agents_at: str = ""
    targets: str = ""
    targets_at: str = ""
    place: str = ""
    place_at: str = ""
    place_is: str = ""
    place_exact: str = ""
    time: str = ""
    time_at: str = ""
    time_is: str = ""
    time_read: str = ""
    origin: str = ""
    origin_at: str = ""
    harm1: str = ""
    count1: str = ""
    who1: str = ""
    category1: str = ""
    figure1: str = ""
    figure1_at: str = ""
    harm2: str = ""
    count2: str = ""
    who2: str = ""
    category2: str = ""
    figure2: str = ""
    figure2_at: str = ""
    of2: str = ""
    harm3: str = ""
    count3: str = ""
    who3: str = ""
    category3: str = ""
    figure3: str = ""
    figure3_at: str = ""
    of3: str = ""
    part: str = "1"
    why: str = ""

    def told(self) -> adding.Told:
        """What the form tells, as the desk takes it."""
        figures = [one for n in range(1, _FIGURES + 1) if (one := self._figure(str(n))) is not None]
        return adding.Told(
            type=self.type,
            trigger=adding.Words(self.trigger, _number(self.trigger_at)),
            status=self.status,
            agents=_words(self.agents, self.agents_at),
            targets=_words(self.targets, self.targets_at),
            place=next(iter(_words(self.place, self.place_at)), None),
            place_is=exactly(self.place_is.strip() or self.place, self.place_exact)
            if self.place_exact
            else self.place_is,
            time=self.time_words(),
            time_is=self.time_is,
            figures=tuple(figures),
            origin=_words(self.origin, self.origin_at),
        )

    def _figure(self, n: str) -> adding.Figure | None:
        harm, count, who, category, words, at = (
            getattr(self, name).strip()
            for name in (f"harm{n}", f"count{n}", f"who{n}", f"category{n}", f"figure{n}", f"figure{n}_at")
        )
        if not (count or words):
            return None
        part = {"part": True, "others": False}.get(getattr(self, f"of{n}", ""))
        return adding.Figure(harm or "killed", count, who, category, next(iter(_words(words, at)), None), part)

    def time_words(self) -> adding.Words | None:
        """The words for its time, None where there are none."""
        return next(iter(_words(self.time, self.time_at)), None)

    def time_known(self, when: When) -> bool:
        """Whether who sends the form knows what its words for the time were read as: it was shown, or they say it."""
        return self.time_read == when.iso() or day_given(self.time) == when.first == when.last

    def place_of(self, refused: RecountError | None) -> str:
        """The name of the form's field that a refusal is about, "" where it is about none."""
        field = refused.field if isinstance(refused, adding.FieldRefusedError) else ""
        if field.startswith("figures."):
            given = [n for n in range(1, _FIGURES + 1) if self._figure(str(n)) is not None]
            n, _, part = field.removeprefix("figures.").partition(".")
            return f"{'of' if part else 'count'}{given[int(n) - 1]}"
        return f"{field}_is" if field else ""


def _words(lines: str, at: str) -> tuple[adding.Words, ...]:
    """The words of a field, one a line, each with where it stands where that is said for all of them."""
    given = [line.strip() for line in lines.splitlines() if line.strip()][:_LINES]
    places = [_number(one) for one in at.split(",")] if at.strip() else []
    known = places if len(places) == len(given) else [None] * len(given)
    return tuple(adding.Words(words, place) for words, place in zip(given, known, strict=True))


def _number(word: str) -> int | None:
    return int(word) if re.fullmatch(r"\s*\d{1,9}\s*", word) else None


@router.get("")
def reports() -> Response:
    """The list of reports is a part of the sources."""
    return RedirectResponse("/sources", 303)


@router.get("/{name}")
def report(here: Reader, name: str, claim: str = "", part: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """A report, or the part of it in which a claim stands."""
    document = opened_by(here, name)
    return page_of(here, report_page(here.record, document.id, part, claim[:40]))


def opened_by(here: Here, name: str) -> Document:
    """The report that is asked for, before anything of it is shown or judged: who may not see a restricted one is
    refused, and of who may it is written down."""
    document = report_called(here.record, name[:200])
    opened_report(here.record, document.id, here.viewer, document.name)
    return document


def page_of(
    here: Here,
    page: ReportPage,
    status: int = 200,
    form: ClaimForm | None = None,
    refused: RecountError | None = None,
    read: When | None = None,
    trouble: Trouble | None = None,
) -> Response:
    """The page of a report; with a `form` that was not taken as it was filled in and why, or with the `trouble` that
    another form of the page has."""
    several = refused.found if isinstance(refused, adding.SeveralPlacesError) else ()
    return here.page(
        "report.html",
        status,
        page=here.parties(page),
        family_of=lambda kind: _FAMILIES.get(kind, "other"),
        families=FAMILIES,
        form=form or ClaimForm(),
        adds=form is not None,
        refused=refused,
        at_field=form.place_of(refused) if form else "",
        read=read,
        trouble=trouble,
        several=several,
        choices={"types": adding.types_in(here.record, here.options.rules.codebook), "statuses": list(Status),
                 "harms": list(Harm), "categories": list(Category), "fields": [*OF_CLAIM, *Harm]},
        withheld=here.withheld(),
        outings=outings(here.record, page.document.id) if here.member.role >= Role.REVIEWER else (),
        restriction=restricting.restricted_reports(here.record).get(page.document.id),
        figures=range(1, _FIGURES + 1),
        heading_of=heading_of,
        seen=seen,
        judged_words=judged_words,
        file_kept=lambda file: inside_uploads(Path(file.path), here.record) and Path(file.path).is_file(),
    )  # fmt: skip


@router.post("/{name}/claims")
def add(here: Coder, name: str, form: Annotated[ClaimForm, Form()]) -> Response:
    """A claim added to a report by somebody who points at its words."""
    page = report_page(here.record, opened_by(here, name).id, _number(form.part) or 1)
    try:
        read = _day_read(here, page.document.id, form)
        if read is not None and not here.quick and not form.time_known(read):
            return page_of(here, page, 422, form, read=read)
        effect = adding.add_claim(
            here.record, page.document.id, form.told(), here.by(form.why), here.options.settings, here.options.rules
        )
    except RecountError as refused:
        if here.quick:
            raise
        return page_of(here, page, 422, form, refused)
    claim = effect.standing.judgement.on.id
    return here.done(f"/reports/{page.document.id}?claim={claim}#c-{claim}", effect)


@router.post("/{name}/read/{field}")
def read_words(here: Coder, name: str, field: str, form: Annotated[ClaimForm, Form()]) -> Response:
    """What the words for a time or a figure say, before a claim with them is kept."""
    document = opened_by(here, name)
    words = form.time if field == "time" else getattr(form, field, "") if re.fullmatch(r"figure[1-3]", field) else ""
    read: When | Count | None = None
    refused: RecountError | None = None
    try:
        if field == "time":
            read = _day_read(here, document.id, form)
        elif words.strip():
            read = adding.count_read(words)
    except RecountError as wrong:
        refused = wrong
    return here.page("report_read.html", field=field, read=read, refused=refused, document=document)


def _day_read(here: Here, report: str, form: ClaimForm) -> When | None:
    """The days that the form's words for its time name; None where it says the day itself, or has no words."""
    words = form.time_words()
    if words is None or form.time_is.strip():
        return None
    return adding.day_read(here.record, report, words, form.status == Status.PLANNED, _number(form.trigger_at))


@router.post("/{name}/restrict")
def restrict(here: Reviewer, name: str, why: Annotated[str, Form()] = "") -> Response:
    """A report shown to reviewers and admins only from now on."""
    report = opened_by(here, name).id
    restricting.restrict(here.record, report, here.member.name, why)
    return here.done(f"/reports/{report}", said="restricted")


@router.post("/{name}/lift-restriction")
def lift_restriction(here: Reviewer, name: str, why: Annotated[str, Form()] = "") -> Response:
    """A report shown to everybody at the desk again."""
    report = opened_by(here, name).id
    restricting.lift_restriction(here.record, report, here.member.name, why)
    return here.done(f"/reports/{report}", said="unrestricted")


@router.post("/{name}/custody")
def custody(here: Coder, name: str, what: Annotated[str, Form()] = "") -> Response:
    """One more step in the chain of custody of a source taken by hand."""
    report = opened_by(here, name).id
    add_step(here.record, report, what, here.member.name, exports=False)
    return here.done(f"/reports/{report}#custody", said="step")


class FilesForm(BaseModel):
    """The form of files that came after a source was taken in."""

    origin: str = ""
    files: list[UploadFile] = []


@router.post("/{name}/files")
def attach_to(here: Coder, name: str, form: Annotated[FilesForm, Form(), File()]) -> Response:
    """Files attached to a source taken by hand."""
    report = opened_by(here, name).id
    handed = [Handed(one.filename, one.file) for one in form.files if one.filename]
    try:
        added = attach(here.record, report, handed, form.origin, here.member.name)
    except RecountError as refused:
        about, wrong, remedy = words_of(refused)
        trouble = Trouble("attach", f"{about}: {wrong}.", remedy, defaultdict(str, origin=form.origin))
        return page_of(here, report_page(here.record, report), 422, trouble=trouble)
    return here.done(f"/reports/{report}#custody", said="attached" if added.files else "attached-before")


@router.get("/{name}/raw")
def raw(here: Reader, name: str) -> Response:
    """The bytes as received; a browser saves them and shows them nowhere."""
    document, content = received(here.record, opened_by(here, name).id)
    digest = base64.b64encode(bytes.fromhex(document.sha256)).decode()
    headers = {**_attached(f"{document.name[:60]}-{document.sha256[:8]}"), "Repr-Digest": f"sha-256=:{digest}:"}
    return Response(content, media_type="application/octet-stream", headers=headers)


@router.get("/{name}/files/{sha256}")
def file(here: Reader, name: str, sha256: str) -> Response:
    """A file of a source taken by hand, as it came."""
    path = kept_file(here.record, opened_by(here, name).id, sha256)
    return FileResponse(path, media_type="application/octet-stream", headers=_attached(path.name))


def _attached(name: str) -> dict[str, str]:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", Path(name).name).strip("-.") or "report"
    return {"Content-Disposition": f'attachment; filename="{plain}"', "Content-Security-Policy": "sandbox"}


@router.get("/{name}/family")
def family(here: Reader, name: str) -> Response:
    """The report beside the first print of its story, and all other prints."""
    found, withheld = lineage(here.record, opened_by(here, name).id), here.withheld()
    here.saw((one.document.id for one in found.prints), f"reprints of report {found.asked[:8]}")
    return here.page("report_family.html", found=found, withheld=withheld)
