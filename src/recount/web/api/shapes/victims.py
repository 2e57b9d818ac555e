"""Shapes of named persons, embargoes and what is erased."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from recount.web.api.shapes.common import Day, Listed, Shape
from recount.web.api.shapes.judgements import Given, WhyGiven


class VictimShape(Shape):
    """A person, for who may see restricted things."""

    id: str
    name: str
    spellings: list[str]
    age_low: int | None
    age_high: int | None
    age_group: str | None
    sex: str | None
    status: str
    since: str | None
    how: str
    origin: str | None
    note: str | None
    released: bool
    gone: str | None = Field(description="“removed”, or the entry that it was merged into.")


class VictimRow(VictimShape):
    """A person with the incident that has them; null where its claims are read no more."""

    incident: str | None


Victims = Listed[VictimRow]


class VictimDeed(Shape):
    """Something that was done to an entry, and the entry before it."""

    position: int
    when: str
    who: str
    deed: str
    why: str | None
    before: VictimShape | None


class VictimWhole(VictimRow):
    """A person with all that was done to the entry."""

    history: list[VictimDeed]


class VictimDone(Shape):
    """A person after something was done to the entry."""

    victim: VictimShape
    undo: int = Field(description="What undoes it, as long as nothing else was done to the entry.")


class VictimsOf(Shape):
    """How many persons of an incident are named; who they are only for who may see it."""

    incident: str
    named: int
    released: int
    victims: list[VictimShape] | None = Field(description="null where they are restricted for who asks.")


class VictimGiven(Given):
    """A person to enter; ages are written as 14 or 13-15."""

    name: str = Field(max_length=200)
    spellings: list[Annotated[str, StringConstraints(max_length=200)]] = Field(default_factory=list, max_length=30)
    age: str = Field("", max_length=12)
    age_group: str = Field("", max_length=10)
    sex: str = Field("", max_length=10)
    status: str = Field("killed", max_length=20)
    since: str = Field("", max_length=10)
    how: str = Field("claims", max_length=20)
    origin: str = Field("", max_length=200)
    note: str = Field("", max_length=2000)


class VictimChanged(VictimGiven):
    """All values of a person, and why they are others."""

    reason: str = Field("", max_length=1000)


class MergeGiven(WhyGiven):
    """The entry that goes into another."""

    other: str = Field(min_length=1, max_length=40)


class MoveGiven(WhyGiven):
    """The incident that a person is put on."""

    to: str = Field(min_length=1, max_length=60)


class EmbargoShape(Shape):
    """What is not shown publicly before a day, or, where that is null, until it is lifted."""

    position: int
    kind: str
    of: str
    until: Day
    holds: bool = Field(description="Whether it holds today.")
    lifted: bool = Field(description="Whether this row is one that lets it be shown again.")
    made: str
    who: str
    why: str | None


class Embargoes(Shape):
    """All embargoes, the last first."""

    items: list[EmbargoShape]


class EmbargoGiven(Given):
    """An incident or a report that is not shown publicly yet."""

    of: str = Field(min_length=1, max_length=60)
    until: str = Field(
        "", max_length=10, description="The first day on which it may be shown; without it, until lifted."
    )
    why: str = Field(max_length=500)


class EmbargoMade(Shape):
    """An embargo, or what lifted one, by its number."""

    position: int


class Tombstone(Shape):
    """That something was removed on request; what it was is said nowhere."""

    number: int
    kind: str
    request: str
    made: str
    who: str


class Tombstones(Shape):
    """All that was removed on request, the last first."""

    items: list[Tombstone]


class PersonToErase(Given):
    """A person by the names of an entry, by others, or both."""

    names: list[Annotated[str, StringConstraints(max_length=200)]] = Field(default_factory=list, max_length=30)
    victim: str = Field("", max_length=40, description="The id of their entry.")


class PersonErased(PersonToErase):
    """A person to erase for good."""

    request: str = Field(min_length=1, max_length=80, description="The number of the request's file, without a name.")
    confirmed: str = Field(max_length=80, description="The same number once more.")


class ReportErased(Given):
    """A report to erase for good."""

    request: str = Field(min_length=1, max_length=80, description="The number of the request's file.")
    confirmed: str = Field(max_length=40, description="The report's id.")


class PlanShape(Shape):
    """What erasing would take out: how much of what, from which reports, and how many files of the record's folder."""

    counts: dict[str, int]
    reports: list[str]
    files: int
