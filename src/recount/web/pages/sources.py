"""Sources: the reports of the record, how they come in, what was set aside."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, UploadFile
from fastapi.responses import RedirectResponse, Response

from recount.desk import feeds, importing, rereading, sources_page
from recount.desk.jobs import job_called, jobs
from recount.desk.report_text import seen
from recount.desk.running import UPLOADS
from recount.desk.sources_page import ReportsAsked, day_in
from recount.desk.takedown import removals
from recount.desk.uploads import Handed
from recount.export.wording import days_words
from recount.model.source import SOURCE_KINDS
from recount.store import Run
from recount.web.here import Admin, Coder, Here, Reader, Reviewer

router = APIRouter(prefix="/sources")
Page = Annotated[int, Query(ge=1, le=100_000)]


@router.get("")
def sources(
    here: Reader,
    text: str = "",
    outlet: str = "",
    first: str = "",
    last: str = "",
    kind: str = "",
    claims: str = "",
    page: Page = 1,
) -> Response:
    """The reports of the record."""
    told = {"any": True, "none": False}.get(claims)
    asked = ReportsAsked(
        text[:200].strip(), outlet[:200], day_in(first), day_in(last), kind[:20], told, undated=claims == "undated"
    )
    filled = {"text": text, "outlet": outlet, "first": first, "last": last, "kind": kind, "claims": claims}
    query = urlencode({name: value for name, value in filled.items() if value})
    found = sources_page.listed(here.record, asked, page, here.hidden)
    here.saw((one.id for one in found.reports), "the list of reports")
    here.saw_whole("the outlets of all reports")
    return _page(
        here, "sources.html", "reports", found=found, filled=filled, query=query, kinds=("report", *SOURCE_KINDS)
    )


def _page(here: Here, template: str, part: str, status: int = 200, **values: Any) -> Response:
    reports, aside, of_feeds = sources_page.counts(here.record)
    parts = (
        ("reports", "/sources", "Reports", reports),
        ("aside", "/sources/aside", "Set aside", aside),
        ("feeds", "/sources/feeds", "Feeds", of_feeds),
        ("runs", "/sources/runs", "Runs", None),
    )
    at_work = [one for one in jobs(here.record) if one.kind in (importing.KIND, feeds.KIND) and one.running]
    return here.page(
        template,
        status,
        part=part,
        parts_of=parts,
        at_work=at_work,
        withheld=here.withheld(),
        lies_in=lambda source: lies_in(source, here.record),
        day=_day,
        seen=seen,
        removals=removals(here.record),
        **values,
    )


def lies_in(source: str, record: Path) -> str:
    """Where a report came from, without the desk's own folders."""
    inside = record / UPLOADS
    try:
        rest = Path(source).relative_to(inside)
    except ValueError:
        return source
    return f"{'/'.join(rest.parts[1:])}, handed in {_day_of(rest.parts[0])}"


def _day_of(folder: str) -> str:
    """The day that the name of a folder of files handed in begins with, in words."""
    try:
        day = date.fromisoformat(folder[:8])
    except ValueError:
        return folder[:8]
    return days_words(day, day)


def _day(iso: str) -> str:
    try:
        moment = datetime.fromisoformat(iso).astimezone(UTC)
    except ValueError:
        return iso
    return f"{moment.day} {moment:%b %Y %H:%M}"


@router.post("/again")
def read_anew(here: Admin) -> Response:
    """All reports read anew, where the record was read by other rules than those of now."""
    job = rereading.begin_again(here.record, here.member.name, here.options.settings, here.options.rules)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.post("/import")
def hand_in(
    here: Coder,
    files: Annotated[list[UploadFile], File()],
    outlet: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
) -> Response:
    """Reports handed in, to be read while a page tells how far it is."""
    handed = [Handed(one.filename, one.file) for one in files if one.filename]
    given = importing.Given(outlet, published)
    options = here.options
    job = importing.begin_import(here.record, handed, given, here.member.name, options.settings, options.rules)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/imports/{key}")
def imported(here: Reader, key: str) -> Response:
    """What came of an import."""
    return _page(here, "sources_import.html", "reports", job=job_called(here.record, key))


@router.get("/aside")
def aside(here: Reader, page: Page = 1) -> Response:
    """The reports that could not be read, with what to do."""
    return _page(here, "sources_aside.html", "aside", found=sources_page.aside(here.record, page))


@router.post("/aside/again")
def again(here: Coder, source: Annotated[str, Form()]) -> Response:
    """What was set aside, read once more."""
    options = here.options
    job = importing.try_again(here.record, source, here.member.name, options.settings, options.rules)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/runs")
def runs(here: Reader) -> Response:
    """When reports were read, and with what."""
    return _page(here, "sources_runs.html", "runs", runs=sources_page.runs_of(here.record), took=_took)


def _took(run: Run) -> str:
    seconds = int((run.finished - run.started).total_seconds()) if run.finished else 0
    return f"{seconds // 60} min {seconds % 60} s" if seconds >= 60 else f"{seconds} s"


@router.get("/feeds")
def all_feeds(here: Reader) -> Response:
    """The feeds that the desk looks at when somebody asks for it."""
    return _page(here, "sources_feeds.html", "feeds", feeds=feeds.feeds_of(here.record))


@router.post("/feeds")
def add_feed(
    here: Coder,
    address: Annotated[str, Form()],
    outlet: Annotated[str, Form()] = "",
    pages: Annotated[str, Form()] = "",
) -> Response:
    """A feed that the desk looks at from now on, when somebody asks for it."""
    feeds.add_feed(here.record, address, outlet, bool(pages), here.member.name)
    return here.done("/sources/feeds", said="feed")


@router.post("/feeds/{key}/remove")
def remove_feed(here: Reviewer, key: str) -> Response:
    """A feed that the desk looks at no more; its reports stay."""
    feeds.remove_feed(here.record, key)
    return here.done("/sources/feeds", said="feed-gone")


@router.post("/feeds/fetch")
def fetch(here: Coder, key: Annotated[str, Form()] = "") -> Response:
    """One feed, or all, looked at now."""
    options = here.options
    job = feeds.begin_fetch(here.record, key, here.member.name, options.settings, options.rules)
    return RedirectResponse(f"/jobs/{job.id}", 303)
