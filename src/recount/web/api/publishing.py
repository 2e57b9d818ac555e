"""What leaves the desk: releases, the next one, its rules, and situation reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal, get_args

from fastapi import Path, Query, Response

from recount.codec import plain
from recount.desk.publishing import make_release, published, releases
from recount.desk.publishing_choices import (
    decide_name,
    decided_names,
    grades_going_out,
    hold_back,
    policy_of,
)
from recount.desk.publishing_site import site_archive, site_of
from recount.desk.rule_changes import change_grades, change_policy
from recount.desk.shown import shown_incidents
from recount.desk.sitreps import SitrepOptions, last_days, sitrep, sitrep_file
from recount.errors import AccessError, RecordError
from recount.export.wording import plural
from recount.publishing.changes import counted
from recount.publishing.withheld_lists import by_name
from recount.store.releases import NameRow
from recount.web.api.answers import After, Limit, answered, cut, file_answer, form_of, page_of
from recount.web.api.asking import CSV, GEOJSON, HTML, KINDS, PDF, ZIP
from recount.web.api.incidents import Name, shown_incident
from recount.web.api.routing import BASE, DEED, TOLD, router_of
from recount.web.api.shapes.drafting import (
    AllWithheld,
    GradesGiven,
    GradesShape,
    NameGiven,
    Names,
    NameShape,
    PolicyGiven,
    Withholds,
)
from recount.web.api.shapes.publishing import (
    HeldGiven,
    HeldShape,
    NextReleaseShape,
    PolicyShape,
    PublishedShape,
    ReleaseGiven,
    Releases,
    ReleaseShape,
    SitrepShape,
)
from recount.web.here import ApiAdmin, ApiReader, ApiReviewer, Here
from recount.web.pages.publish import next_draft
from recount.web.remedies import on_restricted

router = router_of("publishing")
_TABLE, _FILE = {"schema": {"type": "string"}}, {"schema": {"type": "string", "format": "binary"}}
_WITHOUT = "; without it the Accept header decides, and else it is JSON."
ReleaseForm = Annotated[
    Literal["json", "geojson", "csv", "zip"] | None,
    Query(alias="format", description=f"geojson and csv are its tables, zip is its site{_WITHOUT}"),
]
SitrepForm = Annotated[
    Literal["json", "html", "pdf"] | None, Query(alias="format", description=f"html and pdf are files{_WITHOUT}")
]


@router.get("/releases", response_model=Releases, responses=TOLD)
def list_releases(here: ApiReader, limit: Limit = 50, after: After = "") -> Response:
    """The releases made, the newest first."""
    held = releases(here.record)
    shown, following = cut(held, after, limit)
    told = [
        {
            "number": one.number,
            "made": one.made.isoformat(),
            "who": one.who,
            "note": one.note,
            "incidents": one.basis.incidents,
            "changes": {deed.value: number for deed, number in counted(one.changes).items()},
            "content": one.content,
        }
        for one in shown
    ]
    return answered(here.request, page_of(told, following, len(held)))


@router.get("/releases/next", response_model=NextReleaseShape, responses=TOLD)
def read_next_release(here: ApiReader) -> Response:
    """What the next release would hold and change, and what to look at before."""
    made = next_draft(here)
    withheld = Counter(one.what for one in made.withheld)
    return answered(
        here.request,
        {
            "number": made.number,
            "policy": plain(made.policy),
            "basis": plain(made.basis),
            "changes": plain(made.changes),
            "warnings": [{"kind": one.kind, "incident": one.incident, "public": one.public} for one in made.warnings],
            "withheld": dict(withheld),
            "held": [one.id for one in shown_incidents(here.record, [one.id for one in made.held], here.hidden)],
            "incidents": len(made.candidates),
            "former": plain(made.former),
            "seen": made.seen,
        },
    )


@router.get("/releases/next/withheld", response_model=AllWithheld, responses=TOLD)
def list_withheld(
    here: ApiReviewer,
    what: Annotated[Withholds | None, Query(description="Only of one sort.")] = None,
    limit: Limit = 100,
    after: After = "",
) -> Response:
    """What the next release would withhold: each name once, with the words it stands in. It takes the scope
    “restricted” beside its own."""
    _may_see(here)
    made = next_draft(here)
    here.saw({one for each in made.candidates for one in each.incident.documents}, "what the next release withholds")
    sorts = (what,) if what else get_args(Withholds)
    told = [
        {"what": sort, **plain(one)}
        for sort in sorts
        for one in by_name(one for one in made.withheld if one.what == sort)
    ]
    shown, following = cut(told, after, limit)
    return answered(here.request, page_of(shown, following, len(told)))


@router.get("/names", response_model=Names, responses=TOLD)
def list_names(here: ApiReviewer, limit: Limit = 100, after: After = "") -> Response:
    """Names of which somebody decided whether they may be published, the last decision on each. It takes the scope
    “restricted” beside its own."""
    _may_see(here)
    here.saw_whole("names that may be published")
    held = decided_names(here.record)
    shown, following = cut(held, after, limit)
    return answered(here.request, page_of([_name_line(one) for one in shown], following, len(held)))


@router.put("/names", response_model=NameShape, responses=DEED)
def put_name(here: ApiReviewer, given: NameGiven) -> Response:
    """Let one name be published from the next release on, or no longer."""
    _may_see(here)
    made = decide_name(here.record, given.name, given.allowed, here.member.name, given.why)
    return answered(here.request, _name_line(made))


def _name_line(one: NameRow) -> dict[str, Any]:
    return {"name": one.name, "allowed": one.allowed, "made": one.made.isoformat(), "who": one.who, "why": one.why}


def _may_see(here: Here) -> None:
    if not here.member.sees_restricted:
        raise AccessError("This", "is restricted", on_restricted(here.member))


@router.get(
    "/releases/{number}",
    response_model=PublishedShape,
    responses={200: {"content": {GEOJSON: _TABLE, CSV: _TABLE, ZIP: _FILE}}, **TOLD},
)
def read_release(
    here: ApiReader,
    number: Annotated[int, Path(ge=1, le=10**6, description="The release's number.")],
    form: ReleaseForm = None,
) -> Response:
    """A release with its incidents as the public sees them. `format=csv` and `format=geojson` are its tables, and
    `format=zip` is its whole site."""
    chosen = form_of(here.request, form, ("json", "geojson", "csv", "zip"))
    if chosen == "zip":
        return file_answer(here.request, *site_archive(here.record, number), ZIP)
    if chosen != "json":
        table = site_of(here.record, number).file(f"data/incidents.{chosen}") or b""
        return file_answer(here.request, f"release-{number}.{chosen}", table, KINDS[chosen])
    one = published(here.record, number)
    line = {"release": plain(one.release), "incidents": plain(one.incidents), "removed": one.removed}
    line |= {"withheld": list(one.withheld), "content": one.given_out}
    return answered(here.request, line)


@router.post("/releases", response_model=ReleaseShape, status_code=201, responses=DEED)
def release(here: ApiReviewer, given: ReleaseGiven) -> Response:
    """Make the next release. Nothing of it is changed any more; the next one may withdraw."""
    made = make_release(here.record, given.note, here.by(), given.seen)
    return answered(here.request, plain(made), 201, f"{BASE}/releases/{made.number}")


@router.put("/incidents/{name}/hold", response_model=HeldShape, responses=DEED)
def hold(here: ApiReviewer, name: Name, given: HeldGiven) -> Response:
    """Keep an incident out of releases, whatever its grade, or no longer."""
    key = shown_incident(here, name).whole.id
    hold_back(here.record, key, given.held, here.member.name, given.why)
    return answered(here.request, {"incident": key, "held": given.held})


@router.get("/policy", response_model=PolicyShape, responses=TOLD)
def read_policy(here: ApiReader) -> Response:
    """What is published, and how much of it; the rules of the next release."""
    policy = replace(policy_of(here.record), grades=grades_going_out(here.record))
    return answered(here.request, {name: plain(getattr(policy, name)) for name in policy.__slots__})


@router.put("/policy", response_model=PolicyShape, responses=DEED)
def write_policy(here: ApiAdmin, given: PolicyGiven) -> Response:
    """Publish by other rules from the next release on, but for `served`: whether everybody sees the last release at
    /public/ holds at once. What is left out stays as it is."""
    words = given.model_dump(exclude_unset=True)
    if "grades" in words:
        words["grades"] = tuple(words["grades"])
    change_policy(here.record, replace(policy_of(here.record), **words), here.doer)
    return read_policy(here)


@router.put("/policy/grades", response_model=GradesShape, responses=DEED)
def choose_set_of_grades(here: ApiAdmin, given: GradesGiven) -> Response:
    """Grade incidents by another set of grades from now on; grades that were given stay."""
    return answered(
        here.request, {"name": given.name, "grades": list(change_grades(here.record, given.name, here.doer))}
    )


@router.get("/sitrep", response_model=SitrepShape, responses={200: {"content": {HTML: _TABLE, PDF: _FILE}}, **TOLD})
def read_sitrep(
    here: ApiReader,
    first: Annotated[date | None, Query(alias="from", description="Without it the last seven days.")] = None,
    last: Annotated[date | None, Query(alias="to", description="The last day of it.")] = None,
    graded: Annotated[bool, Query(description="Only incidents with a grade that goes out.")] = False,
    form: SitrepForm = None,
    sure: Annotated[bool, Query(description="Give a file though nobody graded some of its incidents.")] = False,
) -> Response:
    """A situation report on up to a year, redacted as all that leaves a desk. `format=pdf` and `format=html` are files;
    one that tells of incidents that nobody graded is given only with `sure`."""
    days = (first or last, last or first) if first or last else last_days(here.record)
    if not days or days[0] is None or days[1] is None:
        raise RecordError("the situation report", "has no days: no report has a date", "Give `from` and `to`.")
    asked = SitrepOptions(days[0], days[1], graded)
    made = sitrep(here.record, asked, here.options.settings, here.rules)
    chosen = form_of(here.request, form, ("json", "html", "pdf"))
    if chosen != "json":
        if made.ungraded and not sure:
            what = f"tells of {plural(made.ungraded, 'incident')} that nobody graded"
            raise RecordError("the situation report", what, "Ask with `graded=true`, or with `sure=true` as it is.")
        pdf = chosen == "pdf"
        name, content = sitrep_file(here.record, asked, here.options.settings, here.rules, pdf=pdf)
        return file_answer(here.request, name, content, KINDS[chosen])
    line: dict[str, Any] = {
        name: plain(getattr(made, name))
        for name in ("title", "first", "last", "incidents", "totals", "news", "control", "rule", "rule_about",
                     "graded", "making", "vague", "left", "licence", "contact")
    }  # fmt: skip
    line["sources"] = [
        {
            "outlet": one.outlet,
            "url": one.url,
            "first": one.first.isoformat() if one.first else None,
            "last": one.last.isoformat() if one.last else None,
        }
        for one in made.sources
    ]
    return answered(here.request, line)
