"""Releases and situation reports, as the API tells them."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from recount.publishing.changes import PublicChange
from recount.publishing.content import PublicIncident
from recount.publishing.policy import Policy
from recount.publishing.release import Basis, Former, Release
from recount.publishing.sitrep import ControlLine, Making, NewFigure, TotalLine
from recount.web.api.shapes.common import Day, Listed, Shape, shape
from recount.web.api.shapes.judgements import Given


class ReleaseRow(Shape):
    """A release in a list."""

    number: int
    made: str
    who: str
    note: str
    incidents: int = Field(description="How many the record had.")
    changes: dict[str, int]
    content: str


Releases = Listed[ReleaseRow]
ReleaseShape = shape(Release)
BasisShape = shape(Basis)
FormerShape = shape(Former)
PolicyShape = shape(Policy)
PublicIncidentShape = shape(PublicIncident)
ChangeOfRelease = shape(PublicChange)
TotalLineShape = shape(TotalLine)
NewFigureShape = shape(NewFigure)
ControlLineShape = shape(ControlLine)
MakingShape = shape(Making)


class PublishedShape(Shape):
    """A release with its incidents as the public sees them."""

    release: ReleaseShape  # type: ignore[valid-type]
    incidents: list[PublicIncidentShape]  # type: ignore[valid-type]
    removed: int = Field(description="How many incidents were taken out of it since, on request.")
    withheld: list[str]
    content: str = Field(description="The SHA-256 of what is given out now; `release.content` is of what was made.")


class NextReleaseShape(Shape):
    """What the next release would hold and change."""

    number: int
    policy: PolicyShape  # type: ignore[valid-type]
    basis: BasisShape  # type: ignore[valid-type]
    changes: list[ChangeOfRelease]  # type: ignore[valid-type]
    warnings: list[dict[str, str]]
    withheld: dict[str, int]
    held: list[str]
    incidents: int
    former: list[FormerShape]  # type: ignore[valid-type]
    seen: str = Field(
        description="Changes with what it would hold and what to look at first. Give it back when you make the release."
    )


class ReleaseGiven(Given):
    """A release to be made; with `seen` nothing goes out that was not looked at."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"note": "the incidents of June", "seen": "4be0e3b7a61d07d1"}]}
    )

    note: Annotated[str, StringConstraints(max_length=2000)] = ""
    seen: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class HeldGiven(Given):
    """Whether an incident is kept out of releases, and why."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"held": True, "why": "a witness may be known by it"}]})

    held: bool
    why: Annotated[str, StringConstraints(max_length=1000)] = ""


class HeldShape(Shape):
    """An incident that is kept out of releases, or no longer."""

    incident: str
    held: bool


class SourceLine(Shape):
    """A report behind a situation report."""

    outlet: str
    url: str
    first: Day
    last: Day


class SitrepShape(Shape):
    """A situation report, redacted as all that leaves a desk."""

    title: str
    first: str
    last: str
    incidents: list[PublicIncidentShape]  # type: ignore[valid-type]
    totals: list[TotalLineShape]  # type: ignore[valid-type]
    news: list[NewFigureShape]  # type: ignore[valid-type]
    control: list[ControlLineShape]  # type: ignore[valid-type]
    sources: list[SourceLine]
    rule: str
    rule_about: str
    graded: bool
    making: MakingShape  # type: ignore[valid-type]
    vague: int
    left: int
    licence: str
    contact: str
