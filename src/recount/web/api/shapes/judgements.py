"""The shapes of judgements: what people decided, and what it did."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from recount.judging import State
from recount.model import Verdict
from recount.model.judgement import Kind
from recount.web.api.shapes.claims import EvidenceShape
from recount.web.api.shapes.common import Listed, Shape
from recount.web.api.shapes.incidents import MergeShape


class TargetShape(Shape):
    """What was judged: its id then, and its claims then."""

    kind: Kind
    id: str
    claims: list[str]


class WithdrawalShape(Shape):
    """Who withdrew it, when and why."""

    when: str
    who: str
    why: str


class JudgementShape(Shape):
    """A person's decision, and what has become of it. Of one on a report that you may not see only that is told."""

    id: str
    who: str
    when: str
    verdict: Verdict
    on: TargetShape
    other: TargetShape | None
    field: str | None
    value: str | None
    was: str | None
    grade: str | None
    why: str | None
    withdrawn: WithdrawalShape | None
    state: State | None = Field(description="Null where it was not asked for.")
    state_why: str | None
    partly: bool
    claims: list[str] = Field(description="Where its claims stand now.")
    withheld: bool


Judgements = Listed[JudgementShape]


class HistoryShape(Shape):
    """All that was decided on an incident, the latest first."""

    judgements: list[JudgementShape]
    seen: str


class ChangeShape(Shape):
    """Incidents before and after that hold the same claims."""

    kind: str
    before: list[str]
    after: list[str]


class EffectShape(Shape):
    """What a judgement, or its withdrawal, did."""

    judgement: JudgementShape
    changes: list[ChangeShape]
    incidents: int


class WhyShape(Shape):
    """The words behind a value."""

    asked: str
    incident: str | None
    evidence: list[EvidenceShape]
    merges: list[MergeShape]  # type: ignore[valid-type]
    judgements: list[JudgementShape]
    withheld: int


Short = Annotated[str, StringConstraints(max_length=200)]
Words = Annotated[str, StringConstraints(max_length=5000)]
Offset = Annotated[int, Field(ge=0, lt=10**9)]


class Given(BaseModel):
    """The body of a request; what is not known in it is refused."""

    model_config = ConfigDict(extra="forbid")


class WordsGiven(Given):
    """Words of a report as they stand there; `at` is where, in code points, where they stand there several times."""

    words: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    at: Offset | None = None


class FigureGiven(Given):
    """A figure of an added claim."""

    harm: Short = "killed"
    count: Short = Field(examples=["26+"])
    who: Short = ""
    category: Short = ""
    words: WordsGiven | None = None
    part: bool = Field(False, description="Whether it is a part of a figure of that harm before it: of 7, 4 children.")


class ClaimGiven(Given):
    """A claim that somebody points out: every value with the words of the report that tell it."""

    type: Short = Field(examples=["air_strike"])
    trigger: WordsGiven = Field(description="The words that tell the event.")
    status: Short = "happened"
    agents: list[WordsGiven] = Field([], max_length=20)
    targets: list[WordsGiven] = Field([], max_length=20)
    place: WordsGiven | None = None
    place_is: Short = ""
    time: WordsGiven | None = None
    time_is: Short = ""
    figures: list[FigureGiven] = Field([], max_length=20)
    origin: list[WordsGiven] = Field([], max_length=20)


class JudgementGiven(Given):
    """A judgement to be made."""

    verdict: Literal["same", "different", "unsure", "correct", "set aside", "confirm", "note", "add", "publish"] = (
        Field(description="`confirm` and `publish` take the role reviewer.")
    )
    on: Annotated[str, StringConstraints(min_length=1, max_length=100)] = Field(
        description="A claim, an incident or a report: its id, how that begins, or a public id."
    )
    other: Annotated[str, StringConstraints(max_length=100)] = Field(
        "", description="The second side of same, different and unsure."
    )
    claims: list[Annotated[str, StringConstraints(min_length=1, max_length=40)]] = Field(
        [], max_length=1000, description="Of different, instead of `other`: the claims that are split off."
    )
    field: Annotated[str, StringConstraints(max_length=60)] = Field("", description="Of correct: killed, time, place …")
    value: Annotated[str, StringConstraints(max_length=2000)] = Field(
        "", description="Of correct: 26+, 2017-06, none …"
    )
    grade: Annotated[str, StringConstraints(max_length=60)] = Field("", description="Of confirm.")
    why: Words = Field("", description="The reason; of a note, its words.")
    seen: Annotated[str, StringConstraints(max_length=40_000)] | None = Field(
        None, description="`seen` of the incident when you looked at it: where others judged it since, nothing is done."
    )
    claim: ClaimGiven | None = Field(None, description="Of add: the claim; `on` is then a report.")


class WhyGiven(Given):
    """A reason."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"why": "the family asked for it"}]})

    why: Words = ""
