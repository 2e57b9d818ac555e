"""What leaves the desk: the next release and its checks, releases made, rules, names that may be published."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import RedirectResponse, Response

from recount.desk.embargoing import ended_since
from recount.desk.judging import grades
from recount.desk.publishing import Draft, publishing_mark, releases
from recount.desk.publishing_checks import KINDS, outlets_withheld
from recount.desk.publishing_choices import (
    decide_name,
    decided_names,
    grades_going_out,
    hold_back,
    policy_from,
    policy_of,
)
from recount.desk.publishing_jobs import begin_draft, begin_release, draft_kept, draft_of, release_at_work
from recount.desk.publishing_site import public_file, public_path, site_archive, site_of, site_of_draft
from recount.desk.rule_changes import change_grades, change_policy, last_changes
from recount.desk.shown import shown_incidents
from recount.desk.sitreps import SitrepOptions, last_days, sitrep, sitrep_file
from recount.desk.withholding import withheld_now
from recount.errors import RecordError
from recount.model import Incident
from recount.model.judgement import GRADES, GRADES_OF
from recount.publishing.changes import counted
from recount.publishing.outlets import without_file
from recount.publishing.policy import Coarse
from recount.publishing.site import Site, media_type
from recount.publishing.sitrep_page import sitrep_body
from recount.publishing.withheld_lists import by_name
from recount.tolls.headlines import RULES
from recount.web.api.answers import is_known, mark_of
from recount.web.here import Admin, Anybody, Here, Reader, Reviewer

router = APIRouter()
_AT_ONCE = 100
_WHATS = ("name", "origin", "place", "contact", "address", "quotation", "position", "report")
_NAMES = frozenset({"name", "origin", "place"})
_TICKS = ("signed", "served")


@router.get("/publish")
def publish(here: Reader) -> Response:
    """Releases made, and the way to the next."""
    made = releases(here.record)
    policy = policy_of(here.record)
    return here.page("publish.html", releases=made, policy=policy, counted=counted, rules=here.rules, **_waiting(here))


def _waiting(here: Here) -> dict[str, Any]:
    """What of the last release is withheld until the next, and for reviewers the embargoes that ended since."""
    last, withheld, made = withheld_now(here.record)
    ended = ended_since(here.record, f"{made:%Y-%m-%d}") if made and here.member.sees_restricted else ()
    return {"last": last, "waiting": withheld, "ended": ended}


@router.get("/publish/next")
def checks(here: Reader, page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """What the next release would hold and change, and what to look at before."""
    return _checks(here, page)


def _checks(here: Here, page: int = 1, status: int = 200, **more: object) -> Response:
    made = _drafted(here)
    if isinstance(made, Response):
        return made
    first = (page - 1) * _AT_ONCE
    cautions = {kind: [one for one in made.warnings if one.kind == kind] for kind in KINDS}
    return here.page(
        "publish_next.html",
        status,
        made=made,
        counts=counted(made.changes),
        changes=made.changes[first : first + _AT_ONCE],
        page=page,
        pages=max(1, -(-len(made.changes) // _AT_ONCE)),
        unnamed_outlets=outlets_withheld(made.withheld),
        cautions={kind: some for kind, some in cautions.items() if some},
        meanings=KINDS,
        held=_held(here, made),
        outdated=made.mark != publishing_mark(here.record),
        at_work=release_at_work(here.record),
        desk_ids={one.public.id: one.incident.id for one in made.candidates},
        withheld=Counter(one.what for one in made.withheld),
        **_waiting(here),
        **{"wrong": None, "note": "", **more},
    )


def _held(here: Here, made: Draft) -> tuple[Incident, ...]:
    """What is held back, as who asks may see it."""
    here.saw({report for one in made.held for report in one.documents}, "what is held back from the next release")
    return shown_incidents(here.record, [one.id for one in made.held], here.hidden)


@router.post("/publish/release")
def release(
    here: Reviewer, note: Annotated[str, Form(max_length=4000)] = "", seen: Annotated[str, Form(max_length=4000)] = ""
) -> Response:
    """Make the next release: work that goes on by itself."""
    try:
        job = begin_release(here.record, note, here.by(), seen, here.rules)
    except RecordError as error:
        return _checks(here, status=422, wrong=error, note=note)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.post("/publish/hold")
def hold(
    here: Reviewer,
    incident: Annotated[str, Form(max_length=60)],
    held: Annotated[bool, Form()] = False,
    why: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Keep an incident out of the next release, or no longer."""
    hold_back(here.record, incident, held, here.member.name, why)
    return here.done("/publish/next", said="held-back" if held else "let-go")


@router.get("/publish/withheld")
def withheld(
    here: Reviewer,
    what: Annotated[str, Query(max_length=20)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """All that the next release would withhold, item by item, and the names that may be published."""
    made = _drafted(here)
    if isinstance(made, Response):
        return made
    counts = Counter({name: len(by_name(one for one in made.withheld if one.what == name)) for name in _WHATS})
    chosen = what if what in _WHATS else next((one for one in _WHATS if counts[one]), "name")
    items = by_name(one for one in made.withheld if one.what == chosen)
    first = (page - 1) * _AT_ONCE
    here.saw(
        {report for one in made.candidates for report in one.incident.documents}, "what the next release withholds"
    )
    return here.page(
        "publish_withheld.html",
        counts={name: counts[name] for name in _WHATS if counts[name]},
        chosen=chosen,
        named=chosen in _NAMES,
        items=items[first : first + _AT_ONCE],
        files={one.words for one in items if without_file(one.words) is not None},
        total=len(items),
        page=page,
        pages=max(1, -(-len(items) // _AT_ONCE)),
        decided=[row for row in decided_names(here.record) if row.allowed],
    )


@router.post("/publish/names")
def names(
    here: Reviewer,
    name: Annotated[str, Form(max_length=200)],
    allowed: Annotated[bool, Form()] = False,
    why: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Let one name be published, or no longer."""
    decide_name(here.record, name, allowed, here.member.name, why)
    return here.done("/publish/withheld", said="name-released" if allowed else "name-withheld")


@router.get("/publish/rules")
def rules(here: Reader) -> Response:
    """What is published, and how much of it."""
    return _rules(here)


def _rules(here: Here) -> Response:
    policy = policy_of(here.record)
    ticked = {name for name in _TICKS if getattr(policy, name)}
    return _rules_page(here, given={}, ticked=ticked, chosen=grades_going_out(here.record))


def _rules_page(here: Here, status: int = 200, *, wrong: RecordError | None = None, **filled: object) -> Response:
    """The form as it is `filled`: with what holds, or what was typed and ticked where that is refused."""
    scheme, known = grades(here.record)
    return here.page(
        "publish_rules.html",
        status,
        policy=policy_of(here.record),
        known=known,
        scheme=scheme,
        schemes=[(name, GRADES_OF[name], some) for name, some in GRADES.items()],
        coarse=list(Coarse),
        headline_rules=RULES,
        changes=last_changes(here.record),
        wrong=wrong,
        **filled,
    )


@dataclass(frozen=True, slots=True)
class RulesForm:
    """The fields of the form, as they come."""

    title: Annotated[str, Form(max_length=500)]
    coarse: Annotated[str, Form(max_length=20)]
    rule: Annotated[str, Form(max_length=40)]
    min_origins: Annotated[str, Form(max_length=10)]
    quote_length: Annotated[str, Form(max_length=10)]
    quotes_a_report: Annotated[str, Form(max_length=10)]
    about: Annotated[str, Form(max_length=10_000)] = ""
    licence: Annotated[str, Form(max_length=1000)] = ""
    contact: Annotated[str, Form(max_length=1000)] = ""
    address: Annotated[str, Form(max_length=1000)] = ""
    signed: Annotated[str, Form(max_length=10)] = ""
    served: Annotated[str, Form(max_length=10)] = ""
    grades: Annotated[tuple[str, ...], Form(max_length=20)] = ()


@router.post("/publish/rules")
def choose(here: Admin, form: Annotated[RulesForm, Depends()]) -> Response:
    """Publish by other rules from the next release on; whether everybody sees the last one holds at once."""
    words = {field.name: getattr(form, field.name) for field in fields(form) if field.name != "grades"}
    given = {name: value for name, value in words.items() if value or name not in _TICKS}
    try:
        change_policy(here.record, policy_from(given, form.grades, policy_of(here.record)), here.doer)
    except RecordError as error:
        ticked = {name for name in _TICKS if name in given}
        return _rules_page(here, 422, wrong=error, given=given, ticked=ticked, chosen=form.grades)
    return here.done("/publish", said="saved")


@router.post("/publish/grades")
def use_grades(here: Admin, name: Annotated[str, Form(max_length=40)]) -> Response:
    """Grade incidents by another set of grades from now on."""
    change_grades(here.record, name, here.doer)
    return here.done("/publish/rules#grades", said="grades")


@router.get("/publish/releases/{number}.zip")
def archive(here: Reader, number: int) -> Response:
    """A release as one archive."""
    name, content = site_archive(here.record, number)
    return _download(content, name, "application/zip")


@router.get("/publish/releases/{number}")
def one_release(here: Reader, number: int) -> Response:
    """A release: what it changed, what it was made from."""
    site = site_of(here.record, number)
    return here.page("publish_release.html", site=site, release=site.release, counts=counted(site.release.changes))


@router.get("/publish/releases/{number}/site/{path:path}")
def release_site(here: Reader, number: int, path: str) -> Response:
    """A page of a release as it is published."""
    return _file(site_of(here.record, number), path)


@router.get("/publish/preview/{path:path}")
def preview(here: Reader, path: str) -> Response:
    """A page of the next release as it would be published."""
    made = _drafted(here)
    return made if isinstance(made, Response) else _file(_next_site(here.record, made.mark, made), path)


@router.get("/publish/sitrep")
def situation(
    here: Reader,
    since: Annotated[str, Query(alias="from", max_length=10)] = "",
    until: Annotated[str, Query(alias="to", max_length=10)] = "",
    graded: Annotated[str, Query(max_length=5)] = "",
    form: Annotated[str, Query(alias="as", max_length=5)] = "",
    sure: Annotated[str, Query(max_length=5)] = "",
) -> Response:
    """A situation report on some days, as a page or a file. A file that tells of incidents that nobody graded is given
    only to who says that they are sure."""
    week = None if since or until else last_days(here.record)
    asked, wrong, made, stop = None, None, None, ""
    try:
        if since or until:
            asked = SitrepOptions(_day(since or until), _day(until or since), bool(graded))
        elif week:
            asked = SitrepOptions(*week, bool(graded))
        if asked is not None:
            made = sitrep(here.record, asked, here.options.settings, here.rules)
            stop = form if made.ungraded and not sure else ""
        if asked is not None and form in ("pdf", "html") and not stop:
            name, content = sitrep_file(here.record, asked, here.options.settings, here.rules, pdf=form == "pdf")
            return _download(content, name, "application/pdf" if form == "pdf" else "text/html")
    except RecordError as error:
        wrong = error
    return here.page(
        "publish_sitrep.html",
        422 if wrong else 200,
        asked=asked,
        since=since,
        until=until,
        wrong=wrong,
        body=sitrep_body(made) if made else None,
        made=made,
        stop=stop if stop in ("pdf", "html") else "",
    )


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise RecordError("the day", f"“{words}” is no date", "Write it as 2017-06-05.") from None


@router.get("/public/{path:path}")
def public(here: Anybody, path: str) -> Response:
    """The last release, for everybody, where an admin allows it: by whole addresses, and by short ones ("R-4b5c6d7e").

    Caches may keep it but ask each time whether it still holds: what is taken back is gone at once.
    """
    whole = public_path(here.record, path)
    if whole != path and path:
        return RedirectResponse(f"/public/{whole}", 307, {"Cache-Control": "public, no-cache"})
    content, kind = public_file(here.record, whole), media_type(whole)
    headers = {"ETag": mark_of(content, kind), "Cache-Control": "public, no-cache"}
    if is_known(here.request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=kind, headers=headers)


def next_draft(here: Here) -> Draft:
    """What the next release would hold."""
    mark = publishing_mark(here.record)
    return draft_kept(here.record, here.rules, mark) or draft_of(here.record, here.rules)


def _drafted(here: Here) -> Draft | Response:
    """The same; where it takes longer than a page may, the way to the work that finds it."""
    made = draft_kept(here.record, here.rules, publishing_mark(here.record))
    if made is not None:
        return made
    job = begin_draft(here.record, here.rules, here.member.name, here.request.url.path)
    return RedirectResponse(f"/jobs/{job.id}", 303)


_sites: dict[tuple[Path, str], Site] = {}


def _next_site(record: Path, mark: str, made: Draft) -> Site:
    """The next release as a site, kept until the record changes."""
    site = _sites.get((record, mark))
    if site is None:
        site = site_of_draft(record, made)
        _sites.clear()
        _sites[record, mark] = site
    return site


def _file(site: Site, path: str) -> Response:
    name = path or "index.html"
    content = site.file(name)
    if content is None:
        raise RecordError(f"page {name[:80]}", "is not in the record", "Begin at index.html.")
    return Response(content, media_type=media_type(name))


def _download(content: bytes, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=kind, headers=headers)
