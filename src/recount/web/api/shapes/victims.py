"""Shapes of named persons, embargoes and what is erased."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, JsonValue, StringConstraints, WithJsonSchema

from recount.web.api.shapes.common import Day, Listed, Shape
from recount.web.api.shapes.judgements import Given, WhyGiven

BecameOf = Literal["killed", "wounded", "missing", "detained", "survived"]
Group = Literal["child", "adult"]
Sex = Literal["female", "male"]
How = Literal["claims", "source", "family"]


def _age_words(given: object) -> object:
    """An age given as a number, as the desk takes it."""
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else given


_AGES: dict[str, JsonValue] = {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 150},
                                         {"type": "string", "maxLength": 12}]}  # fmt: skip
Age = Annotated[str, StringConstraints(max_length=12), BeforeValidator(_age_words), WithJsonSchema(_AGES)]


class VictimShape(Shape):
    """A person, for who may see restricted things."""

    id: str
    name: str
    spellings: list[str]
    age_low: int | None
    age_high: int | None
    age_group: Group | None
    sex: Sex | None
    status: BecameOf
    since: Day = Field(description="Since when that is their status.")
    how: How = Field(description="How the name is known: by claims of reports, a source by hand, or the family.")
    origin: str | None = Field(description="Who says so.")
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


class VictimTold(Given):
    """A person as they are known; what is left out is not known."""

    name: str = Field(min_length=1, max_length=200)
    spellings: list[Annotated[str, StringConstraints(max_length=200)]] = Field(default_factory=list, max_length=30)
    age: Age = Field("", description="14, or as text 13-15; 0 below one year.", examples=[14, "13-15"])
    age_group: Literal["child", "adult", ""] = Field("", description="By the age where one is given.")
    sex: Literal["female", "male", ""] = ""
    status: BecameOf
    since: str = Field("", max_length=10, description="The day since when that is so.", examples=["2017-06-05"])
    how: How = Field(description="How the name is known: by claims of reports, a source by hand, or the family.")
    origin: str = Field("", max_length=200, description="Who says so.")
    note: str = Field("", max_length=2000, description="For the desk alone.")


_PERSON: dict[str, JsonValue] = {
    "name": "Amina Testova", "spellings": ["Ameena Testova"], "age": 14, "sex": "female",
    "status": "killed", "since": "2017-06-05", "how": "family", "origin": "her uncle",
}  # fmt: skip


class VictimGiven(VictimTold):
    """A person to enter."""

    model_config = ConfigDict(json_schema_extra={"examples": [_PERSON]})

    anyway: bool = Field(False, description="Enter it though another entry may be of the same person.")


class VictimChanged(VictimTold):
    """All values of a person, and why they are others."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_PERSON, "reason": "her uncle called"}]})

    reason: str = Field("", max_length=1000)


class MergeGiven(WhyGiven):
    """The entry that goes into another."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"other": "v4c817b9cf567", "why": "one list has both spellings"}]}
    )

    other: str = Field(min_length=1, max_length=40)


class MoveGiven(WhyGiven):
    """The incident that a person is put on."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"to": "i3f2a91c0", "why": "the list is of the second raid"}]}
    )

    to: str = Field(min_length=1, max_length=60)


class EmbargoShape(Shape):
    """What is not shown publicly before a day, or, where that is null, until it is lifted."""

    position: int
    kind: Literal["incident", "report"]
    of: str
    until: Day
    holds: bool = Field(description="Whether it holds today.")
    lifted: bool = Field(description="Whether this row is one that lets it be shown again.")
    made: str
    who: str
    why: str | None


Embargoes = Listed[EmbargoShape]


class EmbargoGiven(Given):
    """An incident or a report that is not shown publicly yet."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"of": "i3f2a91c0", "until": "2031-06-05", "why": "the family is not told yet"}]
        }
    )

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


Tombstones = Listed[Tombstone]


class PersonToErase(Given):
    """A person by the names of an entry, by others, or both."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"names": ["Amina Testova"], "victim": "v4c817b9cf567"}]})

    names: list[Annotated[str, StringConstraints(max_length=200)]] = Field(default_factory=list, max_length=30)
    victim: str = Field("", max_length=40, description="The id of their entry.")
    parts: list[Annotated[str, StringConstraints(max_length=200)]] = Field(
        default_factory=list,
        max_length=30,
        description="Words of the names that go by themselves, too, in whatever is of a report with a whole name.",
    )


class PersonErased(PersonToErase):
    """A person to erase for good."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"names": ["Amina Testova"], "request": "2031/7", "confirmed": "2031/7"}]}
    )

    request: str = Field(min_length=1, max_length=80, description="The number of the request's file, without a name.")
    confirmed: str = Field(max_length=80, description="The same number once more.")


class ReportErased(Given):
    """A report to erase for good."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"request": "2031/8", "confirmed": "3f2a91c05d7e"}]})

    request: str = Field(min_length=1, max_length=80, description="The number of the request's file.")
    confirmed: str = Field(max_length=40, description="The report's id.")


class SpelledShape(Shape):
    """A spelling, or another form, that may be the same person's: in how many reports of the same incidents, of how
    many entries, and in how many texts that the desk wrote."""

    name: str
    reports: int
    entries: int
    written: int


class AloneShape(Shape):
    """A single name that stands by itself in reports with a whole name, and in how many."""

    name: str
    reports: int


class PlanShape(Shape):
    """What erasing would take out: how much of what, from which reports, and how many files of the record's folder."""

    counts: dict[str, int]
    reports: list[str]
    files: int
    names: list[str] = Field(description="The names that are looked for, all spellings of the entries among them.")
    entries: list[str] = Field(description="The ids of the entries of named persons that go.")
    alike: list[SpelledShape] = Field(description="Spellings and forms that may be the same person's, and stay.")
    parts: list[str] = Field(description="Words of the names that go by themselves, too.")
    alone: list[AloneShape] = Field(description="Single names that stand by themselves, and stay.")
