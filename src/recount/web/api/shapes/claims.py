"""The shapes of claims, of the reports that make them, and of the words behind a value."""

from __future__ import annotations

from pydantic import Field

from recount.model import Category, Harm, Status
from recount.model.claim import Change, Place
from recount.web.api.shapes.common import Shape, shape

PlaceShape = shape(Place)


class ReportHead(Shape):
    """A report without its text."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    published: dict[str, object] = Field(description="first, last, method, confidence, reasons")
    url: str | None
    language: str | None
    source: str
    sha256: str
    extractor: str


class TollShape(Shape):
    """A figure of a claim."""

    harm: Harm
    low: int | None
    high: int | None
    who: str
    cat: Category
    approx: bool | None = None
    shared: bool | None = None
    sub: bool | None = None
    change: Change | None = None
    earlier: dict[str, int | bool | None] | None = None
    wider: bool | None = None


class ClaimShape(Shape):
    """A claim: what one sentence says, with the words behind every value. Spans are [start, end) in code points."""

    id: str
    document: str
    doc: str
    start: int
    end: int
    quote: str
    type: str
    status: Status
    agents: list[str]
    targets: list[str]
    places: list[str]
    time: str
    tolls: list[TollShape]
    origin: list[str]
    via: list[str]
    main: bool
    place: PlaceShape | None  # type: ignore[valid-type]
    spans: dict[str, object]
    why: dict[str, object]
    incident: str | None = None


class ClaimsShape(Shape):
    """The claims of an incident or a report that may be seen."""

    claims: list[ClaimShape]
    withheld: int


class WordsShape(Shape):
    """Words of a report, and where they stand."""

    start: int
    end: int
    text: str


class HandShape(Shape):
    """Who gave a value, when and why; `was` is what had been read there, `added` that the whole claim is theirs."""

    who: str
    when: str
    why: str | None
    added: bool
    was: str | None
    judgement: str


class ValueShape(WordsShape):
    """A value with the words it was read from and the rule that read it. Where a person gave it, `by` says who; with
    `wordless` no words of the report say it, and those given are where another value stood."""

    field: str
    value: str
    rule: str
    wordless: bool
    by: HandShape | None


class EvidenceShape(Shape):
    """A claim that stands behind what was asked."""

    claim: str
    report: ReportHead
    chain: list[str]
    sentences: list[WordsShape]
    values: list[ValueShape]
