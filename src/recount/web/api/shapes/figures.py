"""The shapes of an incident's figures, and of who has its word from whom."""

from __future__ import annotations

from recount.model import Category, Harm, OriginKind, Stance
from recount.model.claim import Change
from recount.model.incident import Origin
from recount.web.api.shapes.common import Day, Shape, shape

OriginShape = shape(Origin)


class EntryShape(Shape):
    """A figure as one origin gave it in one report."""

    harm: Harm
    low: int | None
    high: int | None
    approx: bool
    who: str
    cat: Category
    sub: bool
    origin: str
    via: list[str]
    report: str
    outlet: str | None
    reported_first: Day
    reported_last: Day
    claim: str
    revises: str | None
    reprint_of: str | None
    kind: OriginKind
    side: str | None
    stance: Stance
    chain: list[str]
    happened: str | None
    words: str
    elsewhere: bool
    campaign: bool
    party: str | None
    shared: bool
    change: Change | None
    earlier: dict[str, int | None] | None


class EstimateShape(Shape):
    """A headline figure, the rule that chose it and the claims it was chosen from."""

    rule: str
    harm: Harm
    low: int | None
    best: int | None
    high: int | None
    most: int | None
    how: str
    origins: list[str]
    claims: list[str]
    left_out: list[str]


class StepShape(Shape):
    """A day on which a headline changed."""

    day: str
    headline: list[EstimateShape]
    news: list[str]
    origins: int
    reports: int


class NodeShape(Shape):
    """An origin with the reports that carry its word, and who has it from whom."""

    name: str
    kind: OriginKind | None = None
    side: str | None = None
    named: bool | None = None
    reports: list[str]
    reprints: list[str]
    below: list[NodeShape]


class StandShape(Shape):
    """What an origin stood by from a day on."""

    day: Day
    since: Day
    low: int | None
    high: int | None
    approx: bool
    words: str
    claims: list[str]


class PeopleLineShape(Shape):
    """The figure for one of the peoples that an origin tells apart."""

    who: str
    steps: list[StandShape]


class OriginLineShape(Shape):
    """One origin's figure over time for all whom it counts; the last is what the rule counts for it in a headline."""

    origin: str
    steps: list[StandShape]
    people: list[PeopleLineShape]


class FiguresShape(Shape):
    """The figures for one harm."""

    harm: Harm
    headline: list[EstimateShape]
    others: list[EstimateShape]
    tree: list[NodeShape]
    steps: list[StepShape]
    lines: list[OriginLineShape]


class AsOfShape(Shape):
    """What a view of a former day leaves out: reports that came later, and those that may have."""

    day: str
    later: int
    unsure: int


class LedgerShape(Shape):
    """The figures of an incident by a rule; figures of different origins are never added up."""

    incident: str
    tolls: list[EntryShape]
    rule: dict[str, object]
    headlines: list[FiguresShape]
    origins: int
    reports: int
    tree: list[NodeShape]
    as_of: AsOfShape | None
    apart: list[str]
    days: list[str]
    withheld: int


class OriginsShape(Shape):
    """Who tells of an incident, and who has it from whom."""

    origins: list[OriginShape]  # type: ignore[valid-type]
    tree: list[NodeShape]
    withheld: int
