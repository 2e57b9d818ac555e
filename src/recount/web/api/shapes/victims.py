"""Shapes of named persons, embargoes and tombstones."""

from __future__ import annotations

from pydantic import Field

from recount.web.api.shapes.common import Shape


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
    released: bool


class VictimsOf(Shape):
    """How many persons of an incident are named; who they are only for who may see it."""

    incident: str
    named: int
    released: int
    victims: list[VictimShape] | None = Field(description="null where they are restricted for who asks.")


class VictimGiven(Shape):
    """A person to enter; ages are written as 14 or 13-15."""

    name: str = Field(max_length=200)
    spellings: list[str] = Field(default_factory=list, max_length=30)
    age: str = Field("", max_length=12)
    age_group: str = Field("", max_length=10)
    sex: str = Field("", max_length=10)
    status: str = Field("killed", max_length=20)
    since: str = Field("", max_length=10)
    how: str = Field("claims", max_length=20)
    origin: str = Field("", max_length=200)
    note: str = Field("", max_length=2000)


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
