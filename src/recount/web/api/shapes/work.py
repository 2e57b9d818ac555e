"""The shapes of the desk's own work: the queue, tags and fields, saved views, alerts, releases, people."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from recount.model.incident import Feature
from recount.publishing.changes import PublicChange
from recount.publishing.content import PublicIncident
from recount.publishing.policy import Policy
from recount.publishing.release import Basis, Former, Release
from recount.publishing.sitrep import ControlLine, NewFigure, TotalLine
from recount.web.api.shapes.common import Day, Listed, Shape, shape
from recount.web.api.shapes.judgements import Given, JudgementShape, Short, Words

FeatureShape = shape(Feature)


class ReasonShape(Shape):
    """A reason why it waits, and what it is worth."""

    why: str
    points: int


class ItemShape(Shape):
    """Something that waits for a person, and why."""

    id: str
    kind: str
    incident: str | None
    what: str
    score: int
    reasons: list[ReasonShape]


class ProgressShape(Shape):
    """How far somebody is with the queue."""

    answered_today: int
    waiting: dict[str, int] = Field(description="How many items wait, by kind.")
    left: int
    skipped: int
    minutes: int


class ChoiceShape(Shape):
    """An answer that can be given."""

    name: str
    words: str
    judges: bool


class PieceShape(Shape):
    """Words, marked where a value rests on them."""

    text: str
    marked: bool


class ToldShape(Shape):
    """A claim with its words; of a withheld report none."""

    id: str
    report: str | None
    outlet: str | None
    chain: list[str]
    words: list[PieceShape]
    withheld: bool


class SideOf(Shape):
    """One of two accounts."""

    claim: ToldShape | None
    incident: str | None
    heading: str | None


class QueueFigure(Shape):
    """A figure that is asked about."""

    claim: str
    origin: str
    words: str
    before: str | None
    report: str


class TakenShape(ItemShape):
    """An item that is looked at: the question, the words behind it, the answers."""

    question: str
    heading: str | None
    mine: bool
    looked_at_by: str | None
    held_until: float | None = Field(description="Seconds since 1970.")
    answered: bool
    given: str | None
    also: list[ItemShape]
    choices: list[ChoiceShape]
    claims: list[ToldShape]
    sides: list[SideOf]
    figures: list[QueueFigure]
    features: list[FeatureShape]  # type: ignore[valid-type]
    sum: float | None
    enough: float
    judgement: JudgementShape | None
    more_claims: int


class NextShape(Shape):
    """What comes next; null where nothing waits."""

    item: TakenShape | None
    progress: ProgressShape


class AnswerShape(Shape):
    """What somebody answered, and what it did."""

    id: str
    item: str
    kind: str
    incident: str | None
    who: str
    made: str | None
    answer: str
    said: str
    judgement: str | None
    undone: str | None


Answers = Listed[AnswerShape]


class AnswerGiven(Given):
    """An answer to an item of the queue."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"answer": "accept", "why": "one raid, told twice"}]})

    answer: Short = Field(examples=["accept"])
    why: Words = ""


class ToWhom(Given):
    """To whom an item is given; "@reviewers" for any reviewer, "" for anybody."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"to": "@reviewers"}]})

    to: Annotated[str, StringConstraints(max_length=100)] = ""


class TagRow(Shape):
    """A tag with on how many incidents it is."""

    tag: str
    incidents: int


Tags = Listed[TagRow]


FieldKind = Literal["text", "number", "choice", "date", "yes/no"]


class FieldShape(Shape):
    """A field of the desk's own."""

    id: str
    name: str
    kind: FieldKind
    choices: list[str]
    retired: bool


Fields = Listed[FieldShape]


class FieldGiven(Given):
    """A field to be defined."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Weapon", "kind": "choice", "choices": ["barrel bomb", "rocket"]}]}
    )

    name: Short
    kind: FieldKind = "text"
    choices: list[Short] = Field([], max_length=60, description="Of choice: two or more.")


class MarkShape(Shape):
    """A tag or a value that was given or taken away."""

    id: str
    kind: Literal["tag", "field"]
    name: str
    value: str | None
    on: str
    who: str
    made: str
    undone: str | None


class ValueGiven(Given):
    """A value for a field; "" takes it away."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"value": "barrel bomb"}]})

    value: Annotated[str, StringConstraints(max_length=2000)]


class ViewShape(Shape):
    """A filter with a name; `query` as in the address of the overview."""

    id: str
    name: str
    query: str
    owner: str
    shared: bool
    watched: bool
    first: bool
    made: str
    feed: str | None = Field(description="The address of its feed, told to its owner only.")


Views = Listed[ViewShape]


class ViewGiven(Given):
    """A filter to be kept."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Ten or more killed", "query": "killed=10", "shared": True}]}
    )

    name: Short
    query: Annotated[str, StringConstraints(max_length=4000)] = Field(examples=["place=Raqqa&killed=10"])
    shared: bool = False


class ViewChanged(Given):
    """Another name of a view, or whether others may use it; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Ten or more", "shared": True}]})

    name: Short | None = None
    shared: bool | None = None


class MoveBy(Given):
    """So many places further down; less than 0 for up."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"by": -1}]})

    by: int = Field(ge=-200, le=200)


class AlertShape(Shape):
    """What changed in a view."""

    id: str
    view: str
    view_name: str
    made: str
    incident: str
    kind: str
    words: str
    line: str
    read: bool


class Alerts(Listed[AlertShape]):
    """Alerts, the newest first."""

    unread: int


class ReadGiven(Given):
    """Which alerts were read; without any all."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"read": True}]})

    alerts: list[Short] | None = Field(None, max_length=1000)
    read: bool = True


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


class PublishedShape(Shape):
    """A release with its incidents as the public sees them."""

    release: ReleaseShape  # type: ignore[valid-type]
    incidents: list[PublicIncidentShape]  # type: ignore[valid-type]
    removed: int = Field(description="How many incidents were taken out of it since, on request.")
    withheld: list[str]
    content: str = Field(description="The SHA-256 of what is given out now; `release.content` is of what was made.")


class DraftShape(Shape):
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
    seen: str = Field(description="Give it back as `seen` when you make the release.")


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
    vague: int
    left: int
    licence: str
    contact: str


RoleName = Literal["reader", "coder", "reviewer", "admin"]


class PersonShape(Shape):
    """An account."""

    id: str
    name: str
    role: RoleName
    invited: bool = Field(description="They have not followed their link yet.")
    made: str
    closed: str | None


People = Listed[PersonShape]


class AccessShape(Shape):
    """That somebody opened something restricted."""

    when: str
    who: str
    kind: str
    of: str
    what: str
    address: str


Accesses = Listed[AccessShape]


class MeShape(Shape):
    """Who asks, and what they may do."""

    name: str
    role: RoleName
    scopes: list[Literal["read", "judge", "restricted", "admin"]]
    accounts: bool
