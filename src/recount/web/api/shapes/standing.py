"""The shapes of what is summed over a record: places, parties, origins, totals, coverage, delay; and the codebook."""

from __future__ import annotations

from pydantic import Field

from recount.model import Harm, OriginKind
from recount.web.api.shapes.common import Day, Listed, Shape

_BOASTED = "Incidents in which a party alone tells of more than the least, of those it fights: its claim."


class SumShape(Shape):
    """A harm summed over incidents, each by one headline figure. An open bound is null; ids of incidents that gave a
    figure (`told`), and of those that gave none (`silent`)."""

    low: int | None
    best: int | None
    high: int | None
    told: list[str]
    silent: list[str]


class LeftOut(SumShape):
    """What no row counts, and why."""

    why: str


class TotalRow(SumShape):
    """One row of totals."""

    name: str
    within: str
    key: str
    reports: int | None = None


class MeasureShape(Shape):
    """What is counted, and by which rule."""

    harm: Harm
    rule: str
    rule_about: str


class TotalsShape(MeasureShape):
    """Tolls by place, governorate, country, type or period."""

    by: str
    rows: list[TotalRow]
    all: SumShape
    left_out: list[LeftOut]
    undivided: list[str]
    undated_reports: int
    current: bool = Field(description="False while a new one is made of a record that has changed.")


class UnknownShape(Shape):
    """Of whom no report says whether they were civilians."""

    low: int | None
    high: int | None


class ApartShape(SumShape):
    """A sum with civilians and combatants apart."""

    boasted: list[str] = Field(description=_BOASTED)
    civilians: SumShape
    combatants: SumShape
    unknown: UnknownShape


class PartyRow(Shape):
    """A party with what it did and suffered."""

    party: str
    did: ApartShape
    suffered: ApartShape
    shared: list[str]


class PartiesShape(MeasureShape):
    """Harm by party."""

    by: str
    rows: list[PartyRow]
    left_out: list[LeftOut]
    current: bool


class DyadRow(SumShape):
    """Who against whom."""

    boasted: list[str] = Field(description=_BOASTED)
    agent: str
    target: str
    first: Day
    last: Day


class DyadsShape(MeasureShape):
    """Every dyad."""

    rows: list[DyadRow]
    left_out: list[LeftOut]
    current: bool


class SideShape(Shape):
    """The side that a party stood on for a time."""

    side: str | None
    from_: Day = Field(alias="from")
    to: Day


class ActorShape(Shape):
    """A party of the record; null where the alias file does not know it."""

    name: str
    agent_in: int
    target_of: int
    origin_of: int
    kind: str | None
    acled: str | None
    ucdp: str | None
    sides: list[SideShape]


Actors = Listed[ActorShape]


class VoiceShape(Shape):
    """How far an origin's word is borne out; lists hold ids of incidents."""

    name: str
    kind: OriginKind
    side: str | None
    named: bool
    reports: int
    figures: int
    incidents: list[str]
    corroborated: list[str]
    alone: list[str]
    agreeing: list[str]
    contradicted: list[str]
    revised_up: list[str]
    revised_down: list[str]
    admissions: list[str]
    boasts: list[str]


Voices = Listed[VoiceShape]


class HeldStep(Shape):
    """A step of a timeline of control: what is said, by whom, of whom. `voices` are the origins of each of `sides`."""

    said: str
    status: str
    part: bool
    parties: list[str]
    sides: list[str]
    voices: list[list[str]]
    from_: list[str] = Field(alias="from")
    first: Day
    last: Day
    origins: list[str]
    reports: list[str]
    incidents: list[str]
    claims: list[str]
    contested_by: list[int]


class PlaceShape(Shape):
    """A town, and who is said to hold it; `held`, `contested` and `since` are numbers of steps."""

    key: str
    place: str
    names: list[str]
    gazetteer_name: str
    geonameid: int | None
    admin1: str | None
    country: str
    region: bool
    held: int | None
    left: bool
    contested: list[int]
    since: list[int]
    steps: list[HeldStep]


Places = Listed[PlaceShape]


class DelayShape(Shape):
    """A distribution of delays in days."""

    name: str
    incidents: int
    quarter: int
    median: int
    three_quarters: int
    longest: int
    slowest: str


class DelaysShape(Shape):
    """How many days pass between events and their first reports."""

    all: DelayShape | None
    rows: list[DelayShape]
    left_out: dict[str, int]
    current: bool


class OutletShape(Shape):
    """An outlet of the record."""

    name: str
    reports: int
    reprints: int
    first: Day
    last: Day
    gap_days: int | None
    gap_from: Day
    silent_since: Day


class PeriodShape(Shape):
    """Some days, with how many reports each outlet published then."""

    name: str
    first: Day
    last: Day
    reports: dict[str, int]
    reprints: int


class CoverageShape(Shape):
    """Who reported when; where nobody did, silence is not peace."""

    by: str
    outlets: list[OutletShape]
    periods: list[PeriodShape]
    undated_reports: int
    current: bool


class TypeHead(Shape):
    """An event type in short."""

    name: str
    family: str
    title: str
    code_when: str
    because: str
    gravity: int
    incidents: int


class CodebookShape(Shape):
    """The codebook that the record is read by."""

    version: str
    own: bool
    types: list[TypeHead]


class RuleShape(Shape):
    """Words that tell an event, with what they need."""

    rule: str
    words: list[str]
    verb: bool
    role: str
    agent: list[str]
    target: list[str]
    place: list[str]


class ExampleShape(Shape):
    """A case of the codebook, and how it is coded."""

    id: str
    text: str
    claims: list[dict[str, object]]
    because: str | None
    known_failure: str | None


class TurnShape(Shape):
    """What makes it another type."""

    type: str
    when: str


class SameShape(Shape):
    """What other schemes call it."""

    acled: dict[str, list[str]]
    plover: dict[str, list[str]]
    ucdp: list[str]
    note: str


class TypeShape(TypeHead):
    """One type with its rules and examples."""

    rules: list[RuleShape]
    examples: list[ExampleShape]
    same_as: SameShape
    roles: dict[str, str]
    becomes: list[TurnShape]
