"""What waits for a person, as the API tells it."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from recount.model.incident import Feature
from recount.web.api.shapes.common import Listed, Shape, shape
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
