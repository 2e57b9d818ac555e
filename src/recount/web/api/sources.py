"""How the record came to be: sources by hand, imports, feeds, runs, what was set aside, and work that goes on."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from typing import Annotated

from fastapi import File, Form, Path, Response, UploadFile

from recount.codec import plain
from recount.desk import byhand, feeds, importing, rereading, restricting, sources_page
from recount.desk.jobs import Job, job_called, jobs
from recount.desk.lines.reports import feed_line, job_line, restriction_line
from recount.desk.restricting import Viewer
from recount.desk.taking import SourceTold, StepTold, take_in
from recount.desk.uploads import Handed
from recount.store import opened
from recount.web.api.answers import After, Limit, after_these, answered, cut, page_of, place_of
from recount.web.api.routing import BASE, DEED, TOLD, router_of
from recount.web.api.shapes.reports import (
    AsideGiven,
    FeedGiven,
    Feeds,
    FeedShape,
    ImportGiven,
    Jobs,
    JobShape,
    Problems,
    Runs,
    SourceAdded,
    SourceGiven,
    Sources,
)
from recount.web.here import ApiAdmin, ApiJudge, ApiReader, ApiReviewer, Here
from recount.web.pages.sources import lies_in

router = router_of("sources")
Key = Annotated[str, Path(max_length=40, description="Its id, as in the list.")]


@router.get("/sources", response_model=Sources, responses=TOLD)
def list_sources(here: ApiReader, limit: Limit = 50, after: After = "") -> Response:
    """Sources that somebody took by hand, with their files and their chain of custody."""
    held = [one for one, _ in byhand.sources(here.record)]
    shown, following = cut(held, after, limit)
    hidden = here.withheld()
    here.saw((one.document for one in shown), "sources taken by hand")
    told = [
        {
            "report": one.document,
            "source": None if one.document in hidden else plain(one),
            "withheld": restriction_line(hidden.get(one.document)),
        }
        for one in shown
    ]
    return answered(here.request, page_of(told, following, len(held)))


@router.post("/sources", response_model=SourceAdded, status_code=201, responses=DEED)
def add_source(here: ApiJudge, given: SourceGiven) -> Response:
    """Take in a call, a video, a photo, a visit or a document; its claims are added by judgements. The same source
    again adds nothing. With `restrict` it is shown to reviewers and admins alone from the start."""
    steps = tuple(StepTold(one.when, one.who, one.what) for one in given.steps)
    told = SourceTold(given.kind, given.by, given.day, given.origin, given.title, given.notes, steps, given.restrict)
    options = here.options
    added = take_in(here.record, told, [], here.member.name, options.rules, options.settings, lambda _: None)
    key = added.document.id
    restricted = not restricting.may_see(here.record, key, Viewer("", sees_restricted=False))
    line = {"report": key, "claims": added.claims, "known": added.known, "restricted": restricted}
    return answered(here.request, line, 201, f"{BASE}/reports/{key}")


@router.post("/imports", response_model=JobShape, status_code=202, responses=DEED)
def hand_in(here: ApiJudge, given: ImportGiven) -> Response:
    """Hand in reports as text; they are read while the job at `Location` tells how far it is."""
    handed = [Handed(one.name, BytesIO(one.text.encode("utf-8", "replace"))) for one in given.reports]
    return _begun(here, handed, importing.Given(given.outlet, given.published))


@router.post("/imports/files", response_model=JobShape, status_code=202, responses=DEED)
def hand_in_files(
    here: ApiJudge,
    files: Annotated[list[UploadFile], File(description="At most 200.")],
    outlet: Annotated[str, Form(max_length=200, description="Who published them, where they don't say it.")] = "",
    published: Annotated[str, Form(max_length=40, description="When, where they don't say it.")] = "",
) -> Response:
    """Hand in files: .txt, .html, .jsonl, packed as .gz or .zip if you like."""
    handed = [Handed(one.filename, one.file) for one in files if one.filename]
    return _begun(here, handed, importing.Given(outlet, published))


def _begun(here: ApiJudge, handed: list[Handed], given: importing.Given) -> Response:
    options = here.options
    job = importing.begin_import(here.record, handed, given, here.member.name, options.settings, options.rules)
    return started(here, job)


def started(here: Here, job: Job) -> Response:
    """That work was begun, and where to look how far it is."""
    return answered(here.request, job_line(job), 202, f"{BASE}/jobs/{job.id}")


@router.get("/jobs", response_model=Jobs, responses=TOLD)
def list_jobs(here: ApiReader, limit: Limit = 50, after: After = "") -> Response:
    """Work that goes on by itself, the latest first: imports, tests of the codebook …"""
    held = jobs(here.record)
    shown, following = cut(held, after, limit)
    return answered(here.request, page_of([_in_short(one) for one in shown], following, len(held)))


def _in_short(job: Job) -> dict[str, object]:
    """A job with what came of it, but for lists: of a test of the codebook they fill a book."""
    result = {k: v for k, v in job.result.items() if not isinstance(v, list | dict)} if job.result else job.result
    return job_line(job) | {"result": result}


@router.get("/jobs/{key}", response_model=JobShape, responses=TOLD)
def read_job(here: ApiReader, key: Key) -> Response:
    """How far a job is, and what came of it."""
    return answered(here.request, job_line(job_called(here.record, key)))


@router.get("/problems", response_model=Problems, responses=TOLD)
def list_problems(here: ApiReader, limit: Limit = 50, after: After = "") -> Response:
    """Reports that were set aside, with what to do."""
    start = place_of(after)
    found, total = sources_page.aside_from(here.record, start, limit)
    told = [
        {"source": lies_in(one.source, here.record), "what": one.what, "remedy": one.remedy, "seen": seen}
        for one, seen in found
    ]
    return answered(here.request, page_of(told, after_these(start, limit, total), total))


@router.post("/problems/again", response_model=JobShape, status_code=202, responses=DEED)
def read_again(here: ApiJudge, given: AsideGiven) -> Response:
    """Read what was set aside once more."""
    with closing(opened(here.record)) as store:
        held = {lies_in(one.source, here.record): one.source for one in store.problems()}
    source, options = held.get(given.source, given.source), here.options
    return started(here, importing.try_again(here.record, source, here.member.name, options.settings, options.rules))


@router.get("/runs", response_model=Runs, responses=TOLD)
def list_runs(here: ApiReader, limit: Limit = 50, after: After = "") -> Response:
    """When reports were read, and with what."""
    held = sources_page.runs_of(here.record)
    shown, following = cut(held, after, limit)
    return answered(here.request, page_of(plain(tuple(shown)), following, len(held)))


@router.post("/runs", response_model=JobShape, status_code=202, responses=DEED)
def read_all_again(here: ApiAdmin) -> Response:
    """Read all reports anew, by the rules of now; what people judged stays."""
    options = here.options
    return started(here, rereading.begin_again(here.record, here.member.name, options.settings, options.rules))


@router.get("/feeds", response_model=Feeds, responses=TOLD)
def list_feeds(here: ApiReader, limit: Limit = 50, after: After = "") -> Response:
    """The feeds that the desk looks at when somebody asks for it."""
    held = feeds.feeds_of(here.record)
    shown, following = cut(held, after, limit)
    return answered(here.request, page_of([feed_line(one) for one in shown], following, len(held)))


@router.post("/feeds", response_model=FeedShape, status_code=201, responses=DEED)
def add_feed(here: ApiJudge, given: FeedGiven) -> Response:
    """A feed that the desk looks at from now on, when somebody asks for it."""
    feed = feeds.add_feed(here.record, given.address, given.outlet, given.pages, here.member.name)
    return answered(here.request, feed_line(feed), 201, f"{BASE}/feeds")


@router.delete("/feeds/{key}", response_model=FeedShape, responses=DEED)
def remove_feed(here: ApiReviewer, key: Key) -> Response:
    """A feed that the desk looks at no more; its reports stay."""
    return answered(here.request, feed_line(feeds.remove_feed(here.record, key)))


@router.post("/feeds/{key}/fetch", response_model=JobShape, status_code=202, responses=DEED)
def fetch(here: ApiJudge, key: Key) -> Response:
    """One feed looked at now; `all` for all of them."""
    options, name = here.options, "" if key == "all" else key
    return started(here, feeds.begin_fetch(here.record, name, here.member.name, options.settings, options.rules))
