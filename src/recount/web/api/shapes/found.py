"""The shapes of what a filter finds: the timeline, the map and the counts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from recount.web.api.shapes.common import Shape


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
    totals: int
    undated: int
    unplaced: int
    total: int
