"""The shapes of incidents: in a list, on a map, and one with all that is on it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from recount.model import Precision, Relation, Status
from recount.model.claim import PlacePrecision
from recount.model.incident import Merge
from recount.web.api.shapes.claims import ClaimShape, PlaceShape, ReportHead
from recount.web.api.shapes.common import Day, Listed, Shape, shape
from recount.web.api.shapes.figures import OriginShape

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
    """From the lowest to the highest that origins give; `most` is the highest number anybody gives. `words` are as
    on pages: "more than 60" where `low` is 61."""

    low: int | None
    high: int | None
    most: int
    words: str


class GivenShape(Shape):
    """A value that a person gave: they corrected what was read, or `added` the whole claim."""

    field: Literal["type", "status", "place", "time", "agents", "targets", "killed", "wounded"]
    who: str
    added: bool


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
    other_harms: dict[str, FigureShape] = Field(
        description="Figures for other harms: missing, displaced, captured, abducted, destroyed, and casualties that "
        "nobody divided."
    )
    contested: bool
    total: bool = Field(description="Its figures count what several incidents tell: of a war, a month, a country.")
    origins: int
    reports: int
    first_reported: Day
    last_reported: Day
    by_hand: list[GivenShape]
    tags: list[str]


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
    part_of: str | None = Field(description="The operation that it is an episode of, as far as you may see it.")
    episodes: list[str] = Field(description="Of an operation that lasts: its episodes.")
    within: list[str] = Field(
        description="What its reports tell it to be part of: the ids of the claims that tell of an offensive or the "
        "like, `besieged` for what happened in a place under siege."
    )
    judged: list[str]


class FieldValue(Shape):
    """A value of a field of the desk's own."""

    field: str
    name: str
    value: str
    who: str | None
    made: str | None


class DenialShape(Shape):
    """A denial, which is an incident of its own."""

    incident: str
    origins: list[str]
    denies: Literal["that it happened", "how it is told", "having done it"] = Field(
        description="What is denied: how it is told is its figure, or that it was a massacre."
    )


class IncidentShape(Shape):
    """All that an incident's page shows, but its figures (`ledger`) and its history."""

    incident: IncidentWhole
    denied_by: list[DenialShape] = Field(description="The incidents in which somebody denies it, and who does.")
    heading: str
    publication: str = Field(
        description="published, not published, or what became of its public id: withdrawn in release 2, withheld."
    )
    seen: str = Field(description="Stands for all that was decided on it; give it back as `seen` when you judge.")
    withheld: int = Field(description="Reports of it that you may not see; nothing that they tell is here.")
    grades: list[str]
    tags: list[str]
    fields: list[FieldValue]
    claims: list[ClaimShape]
    reports: list[ReportHead]


class MergesShape(Shape):
    """Why claims stand in one incident; `enough` is the sum that two reports' accounts need."""

    merges: list[MergeShape]  # type: ignore[valid-type]
    enough: float
    withheld: int
