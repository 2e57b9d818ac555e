"""The shapes of incidents, claims, and what is told of them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from recount.model import Category, Harm, OriginKind, Precision, Relation, Stance, Status
from recount.model.claim import Change, Place, PlacePrecision
from recount.model.incident import Merge, Origin
from recount.web.api.shapes.common import Listed, Shape, shape

Day = str | None
PlaceShape = shape(Place)
OriginShape = shape(Origin)
MergeShape = shape(Merge)
RelationShape = shape(Relation)


class WhenShape(Shape):
    """When it happened: the first and last day it can have been; null where no source says."""

    first: Day = Field(examples=["2017-06-05"])
    last: Day
    precision: Precision
    words: str | None


class WhereShape(Shape):
    """Where it happened, and how exactly that is known."""

    name: str | None
    gazetteer_name: str | None
    admin1: str | None
    country: str | None = Field(description="ISO 3166-1 alpha-2.")
    precision: PlacePrecision
    lat: float | None
    lon: float | None


class FigureShape(Shape):
    """From the lowest to the highest that origins give; `most` is the highest number anybody gives."""

    low: int | None
    high: int | None
    most: int


class RowShape(Shape):
    """An incident in short. Unknown values are null, which is not 0."""

    id: str
    public_id: str | None
    type: str
    status: Status
    grade: str | None
    when: WhenShape
    place: WhereShape
    agents: list[str]
    targets: list[str]
    killed: FigureShape | None
    wounded: FigureShape | None
    contested: bool
    origins: int
    reports: int
    first_reported: Day
    last_reported: Day
    part_of: str | None
    episodes: int


class PointShape(Shape):
    """A point; longitude first."""

    type: Literal["Point"]
    coordinates: list[float]


class FeatureShape(Shape):
    """An incident as a feature (RFC 7946)."""

    type: Literal["Feature"]
    id: str
    geometry: PointShape | None
    properties: RowShape


class FeaturesShape(Shape):
    """A page of incidents as GeoJSON."""

    type: Literal["FeatureCollection"]
    features: list[FeatureShape]
    next: str | None
    total: int


Incidents = Listed[RowShape]


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


class IncidentWhole(Shape):
    """An incident as it is brought together from the reports that may be seen."""

    id: str
    public: list[str]
    type: str
    status: Status
    grade: str | None
    when: WhenShape
    place: PlaceShape | None  # type: ignore[valid-type]
    place_names: list[str]
    agents: list[str]
    targets: list[str]
    claims: list[str]
    reports: list[str]
    main_of: list[str]
    origins: list[OriginShape]  # type: ignore[valid-type]
    merges: list[MergeShape]  # type: ignore[valid-type]
    relations: list[RelationShape]  # type: ignore[valid-type]
    part_of: str | None
    episodes: list[str]
    judged: list[str]


class FieldValue(Shape):
    """A value of a field of the desk's own."""

    field: str
    name: str
    value: str
    who: str | None
    made: str | None


class IncidentShape(Shape):
    """All that an incident's page shows, but its figures (`ledger`) and its history."""

    incident: IncidentWhole
    heading: str
    seen: str = Field(description="Stands for all that was decided on it; give it back as `seen` when you judge.")
    withheld: int = Field(description="Reports of it that you may not see; nothing that they tell is here.")
    grades: list[str]
    tags: list[str]
    fields: list[FieldValue]
    claims: list[ClaimShape]
    reports: list[ReportHead]


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


class FiguresShape(Shape):
    """The figures for one harm."""

    harm: Harm
    headline: list[EstimateShape]
    others: list[EstimateShape]
    tree: list[NodeShape]
    steps: list[StepShape]


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


class MergesShape(Shape):
    """Why claims stand in one incident; `enough` is the sum that two reports' accounts need."""

    merges: list[MergeShape]  # type: ignore[valid-type]
    enough: float
    withheld: int


class ClaimsShape(Shape):
    """The claims of an incident or a report that may be seen."""

    claims: list[ClaimShape]
    withheld: int


class WordsShape(Shape):
    """Words of a report, and where they stand."""

    start: int
    end: int
    text: str


class ValueShape(WordsShape):
    """A value with the words it was read from and the rule that read it."""

    field: str
    value: str
    rule: str


class EvidenceShape(Shape):
    """A claim that stands behind what was asked."""

    claim: str
    report: ReportHead
    chain: list[str]
    sentences: list[WordsShape]
    values: list[ValueShape]


class BinShape(Shape):
    """The incidents of some days; `may` more are dated less closely."""

    first: str
    last: str
    counts: dict[str, int]
    total: int
    may: int
    reports: int


class TimelineShape(Shape):
    """Incidents by day, week, month or year."""

    unit: Literal["day", "week", "month", "year"]
    bins: list[BinShape]
    families: list[str]
    vague: int
    undated: int
    before: int
    after: int


class PointsShape(Shape):
    """The incidents that have a place, as columns of equal length; days are counted from 1 January 1970."""

    ids: list[str]
    lat: list[float]
    lon: list[float]
    precision: list[int] = Field(description="Points into `precisions`.")
    first: list[int | None]
    last: list[int | None]
    family: list[int] = Field(description="Points into `families`.")
    toll: list[int | None]
    grade: list[int] = Field(description="Points into `grades`.")
    precisions: list[str]
    families: list[str]
    grades: list[str]
    unplaced: int


class FacetsShape(Shape):
    """How many incidents there are of each type, status and so on; "" stands for none."""

    types: dict[str, int]
    families: dict[str, int]
    statuses: dict[str, int]
    grades: dict[str, int]
    countries: dict[str, int]
    actors: dict[str, int]
    origins: dict[str, int]
    outlets: dict[str, int]
    contested: int
    published: int
    undated: int
    unplaced: int
    total: int
