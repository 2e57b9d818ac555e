"""The shapes of reports, sources by hand, imports, and how the record was made."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from recount.model.source import Source, SourceFile, Step
from recount.store import Intake, Run
from recount.web.api.shapes.claims import ClaimShape, ReportHead
from recount.web.api.shapes.common import Day, Listed, Shape, shape
from recount.web.api.shapes.judgements import Given, JudgementShape, Short

SourceShape = shape(Source)
FileShape = shape(SourceFile)
IntakeShape = shape(Intake)
RunShape = shape(Run)
StepShape = shape(Step)


class RestrictionShape(Shape):
    """That a report is shown to reviewers and admins only, since when and why."""

    since: str
    who: str
    why: str


ReportKind = Literal["report", "call", "video", "photo", "visit", "document"]


class ReportRow(Shape):
    """A report in a list; of one that is withheld only that and why."""

    id: str
    kind: ReportKind | None
    name: str | None
    title: str | None
    outlet: str | None
    url: str | None
    source: str | None
    first: Day
    last: Day
    claims: int | None
    withheld: RestrictionShape | None


Reports = Listed[ReportRow]


class FamilyShape(Shape):
    """The family of prints that a report belongs to."""

    first: str
    agency: str | None
    prints: int


class ReportShape(ReportHead):
    """A report with what was read from it."""

    kind: ReportKind
    size: int = Field(description="Bytes as received.")
    length: int = Field(description="Code points of its text.")
    coded: int = Field(
        description="Code points that claims are read from; fewer than `length` where it is longer than a book."
    )
    claims: list[str]
    incidents: list[str]
    labels: list[dict[str, object]]
    family: FamilyShape | None
    taken: SourceShape | None = Field(description="Of a source taken by hand: by whom, its files, its custody.")  # type: ignore[valid-type]
    intake: IntakeShape | None = Field(  # type: ignore[valid-type]
        description="When it came in, by the run begun when, and who handed it in; null where that was not noted."
    )
    removal: int | None = Field(
        description="The number of the removal that took words out of it on request: its text, bytes and `sha256` are "
        "those of what is left."
    )
    restricted: RestrictionShape | None
    aside: JudgementShape | None
    notes: list[JudgementShape]
    tags: list[str]


class TextShape(Shape):
    """A part of a report's text, as received."""

    id: str
    text: str
    start: int
    end: int
    part: int
    parts: int
    length: int


class ReportClaim(ClaimShape):
    """A claim of a report, with its number there and what people did to it."""

    n: int
    aside: str | None = Field(description="The judgement that sets it aside.")
    added: str | None = Field(description="The judgement that added it.")
    corrected: dict[str, str] = Field(description="By field, the judgement that corrected it.")


class ReportClaims(Shape):
    """The claims of a report in the order of the text."""

    claims: list[ReportClaim]


class PrintShape(Shape):
    """One print of a story; `words` counts what is the same, edited, added and cut beside the first."""

    report: ReportHead | None
    id: str
    agency: str | None
    share: float
    words: dict[str, int]
    withheld: bool


class ReprintsShape(Shape):
    """The family of a report, the first print ahead."""

    id: str
    prints: list[PrintShape]
    agency: str | None
    why_first: str
    others: int
    parts: list[dict[str, object]]


class ReportGiven(Given):
    """A report to be read: a plain text, a page or a list of reports, by the end of its name."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(
        examples=["call.txt"], description="It ends in .txt, .html or .jsonl."
    )
    text: Annotated[str, StringConstraints(min_length=1, max_length=1_000_000)]


class ImportGiven(Given):
    """Reports handed in; `outlet` and `published` hold for those that don't say it themselves."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "reports": [
                        {"name": "note.txt", "text": "Two people were wounded when a shell hit a house in Homs."}
                    ],
                    "outlet": "The desk",
                    "published": "2017-06-05",
                }
            ]
        }
    )

    reports: list[ReportGiven] = Field(min_length=1, max_length=200)
    outlet: Short = ""
    published: Short = Field("", examples=["2017-06-05"])


class JobShape(Shape):
    """Work that goes on by itself."""

    id: str
    kind: str
    title: str
    who: str
    started: str
    state: Literal["at work", "done", "refused", "broken off"]
    says: str = Field(description="What it is at; empty once it is over.")
    done: int
    total: int
    finished: str | None
    refused: str | None = Field(description="Why it could not be done, and what to do.")
    result: dict[str, object] | None = Field(description="What came of it; in the list of jobs without its own lists.")


class StepGiven(Given):
    """A step of custody."""

    when: Short
    who: Short
    what: Short


class StepNoted(Given):
    """What was done with a source just now."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"what": "compared the recording with its hash"}]})

    what: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class AsideGiven(Given):
    """A report that was set aside, as the list of problems calls it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"source": "calls/monday.html, handed in 3f2a91c0"}]})

    source: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class SourceGiven(Given):
    """A source that somebody took by hand: a call, a video, a photo, a visit, a document."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "call",
                    "by": "Rima",
                    "day": "2017-06-05",
                    "origin": "K7",
                    "notes": "A neighbour says that shells fell on the market.",
                    "steps": [{"when": "2017-06-05", "who": "Rima", "what": "wrote the notes"}],
                }
            ]
        }
    )

    kind: Literal["call", "video", "photo", "visit", "document"]
    by: Short = Field(description="Who took it.")
    day: Short = Field(examples=["2017-06-05"])
    origin: Short = Field(description="From whom: of a private person a code name.")
    title: Short = ""
    notes: Annotated[str, StringConstraints(min_length=1, max_length=200_000)]
    steps: list[StepGiven] = Field([], max_length=20)
    restrict: str = Field(
        "",
        max_length=500,
        description="Why only reviewers and admins may see it; everybody at the desk reads this: name nobody.",
    )


class SourceAdded(Shape):
    """A source that was taken in; `known` where it was there already, `restricted` where few may see it."""

    report: str
    claims: int
    known: bool
    restricted: bool


class FilesAttached(Shape):
    """Files that were attached to a source; `known` are the SHA-256 of those that it had already."""

    report: str
    files: list[FileShape]  # type: ignore[valid-type]
    known: list[str]


class SourceRow(Shape):
    """A source taken by hand; of one that is withheld only its id."""

    report: str
    source: SourceShape | None  # type: ignore[valid-type]
    withheld: RestrictionShape | None


Sources = Listed[SourceRow]


class ProblemRow(Shape):
    """A report that was set aside, with what to do."""

    source: str
    what: str
    remedy: str
    seen: str


Problems = Listed[ProblemRow]
Runs = Listed[RunShape]  # type: ignore[valid-type]
Jobs = Listed[JobShape]


class FeedShape(Shape):
    """A feed that the desk looks at when somebody asks for it."""

    id: str
    address: str
    title: str
    outlet: str
    pages: bool
    who: str
    added: str
    fetched: str | None
    state: str
    failed: bool
    reports: int


Feeds = Listed[FeedShape]


class FeedGiven(Given):
    """A feed to be registered."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"address": "https://example.org/news.xml", "outlet": "Example News", "pages": True}]
        }
    )

    address: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    outlet: Short = ""
    pages: bool = False
