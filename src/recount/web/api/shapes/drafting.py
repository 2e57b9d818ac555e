"""Shapes of what holds for the whole desk: aliases, drafts of the codebook, rules of publication, accounts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from recount.publishing.policy import Coarse
from recount.web.api.shapes.common import Listed, Shape
from recount.web.api.shapes.judgements import Given, Short
from recount.web.api.shapes.people import PersonShape, RoleName

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class UsedShape(Shape):
    """A sentence that has a name as who acts or is acted upon, and whose word it is."""

    claim: str
    report: str
    outlet: str | None
    origin: str | None
    side: str = Field(description="The side of the origin; of who takes none its kind.")
    words: str


class SpeakingSide(Shape):
    """How many claims of a side have a name."""

    side: str
    claims: int


class DoubtShape(Shape):
    """A name that no alias file knows, and actors that it may stand for, the likeliest first."""

    name: str
    incidents: int
    likely: list[str]
    differs_by_speaker: bool = Field(
        description="Whether it is a word for a kind of people, which means others with another speaker."
    )
    sides: list[SpeakingSide]
    sentences: list[UsedShape] = Field(description="A few, of as many sides as there are.")


class Doubts(Listed[DoubtShape]):
    """Names to be looked at."""

    waiting: bool = Field(
        description="Whether aliases were confirmed that the record has not been brought together by."
    )


class AliasGiven(Given):
    """Whether a name stands for an actor of the alias files."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "the Raqqa media centre", "actor": "Raqqa Media Center", "same": True}]
        }
    )

    name: Name
    actor: Name
    same: bool
    whoever_speaks: bool = Field(False, description="Has to be true for a word for a kind of people to be an alias.")


class AliasSaid(Shape):
    """What somebody said of a name; null where it was not noted by whom."""

    id: str
    name: str
    actor: str
    same: bool
    who: str | None
    when: str | None


AliasesSaid = Listed[AliasSaid]


class AliasJudged(AliasSaid):
    """What was said of a name."""

    waiting: bool = Field(description="Whether the record is still to be brought together by it.")


class DraftShape(Shape):
    """The draft of a change of the codebook."""

    there: bool
    files: list[str]
    changed: list[str] = Field(description="The files that say something else than the present codebook's.")


class FindingShape(Shape):
    """Something to be mended in a file: where, what, and the remedy."""

    level: str
    source: str
    what: str
    remedy: str


class DraftFileShape(Shape):
    """A file of the draft."""

    name: str
    text: str
    changed: bool
    findings: list[FindingShape]


class DraftText(Given):
    """Another text for a file of the draft."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "type: shelling\n…"}]})

    text: Annotated[str, StringConstraints(max_length=500_000)]


class TestGiven(Given):
    """Which examples are read."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"of": "shelling", "draft": True}]})

    of: Annotated[str, StringConstraints(max_length=80)] = Field("", description="A type; without it all.")
    draft: bool = Field(False, description="Those of the draft, by the draft.")


class NameShape(Shape):
    """The last decision on a name: whether it may be published."""

    name: str
    allowed: bool
    made: str
    who: str
    why: str


Names = Listed[NameShape]


class NameGiven(Given):
    """Whether a name may be published from the next release on."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Rami Testov", "allowed": True, "why": "he speaks for the council"}]}
    )

    name: Name
    allowed: bool
    why: Annotated[str, StringConstraints(max_length=1000)] = ""


Withholds = Literal["name", "origin", "place", "contact", "address", "quotation", "position", "report"]


class SentenceShape(Shape):
    """Words of a report around something that is withheld."""

    before: str
    words: str
    behind: str


class WithheldShape(Shape):
    """Something that the next release withholds: why, of which incidents, and where it stands."""

    what: Withholds
    words: str
    whys: list[str]
    incidents: list[str]
    sentences: list[SentenceShape]


AllWithheld = Listed[WithheldShape]


class GradesGiven(Given):
    """A set of grades."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "airwars"}]})

    name: Annotated[str, Field(max_length=40, description="The set's name: every-casualty or airwars.")]


class GradesShape(Shape):
    """The set of grades that a desk uses."""

    name: str
    grades: list[str]


class PolicyGiven(Given):
    """Rules of publication; what is left out stays as it is."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"coarse": "district", "min_origins": 2, "signed": False}]}
    )

    title: Annotated[str, StringConstraints(max_length=120)] = ""
    about: Annotated[str, StringConstraints(max_length=4000)] = ""
    grades: list[Short] = Field([], max_length=20, description="Of incidents that go out; [] for the usual ones.")
    min_origins: int = Field(1, ge=1, le=20)
    coarse: Coarse = Coarse.DISTRICT
    quote_length: int = Field(200, ge=0, le=600, description="Characters.")
    quotes_a_report: int = Field(3, ge=0, le=20)
    signed: bool = False
    licence: Annotated[str, StringConstraints(max_length=300)] = ""
    contact: Annotated[str, StringConstraints(max_length=300)] = ""
    address: Annotated[str, StringConstraints(max_length=300)] = ""
    served: bool = Field(False, description="Whether the desk shows the last release to everybody.")
    rule: Annotated[str, StringConstraints(max_length=40)] = Field("", description="How a headline is chosen.")


class PersonGiven(Given):
    """Somebody to invite."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Rima", "role": "coder"}]})

    name: Annotated[str, StringConstraints(min_length=1, max_length=60)] = Field(
        description="As it is to stand in the history."
    )
    role: RoleName


class RoleGiven(Given):
    """Another role."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "reviewer"}]})

    role: RoleName


class LinkShape(Shape):
    """An account with the link by which its owner gives it a password; it is told this once."""

    person: PersonShape
    link: str


class SessionShape(Shape):
    """Where somebody is signed in."""

    id: str
    made: str
    seen: str
    address: str
    browser: str


class PersonWhole(PersonShape):
    """An account with its sessions, and the names of its views that have a feed, which is read without signing in."""

    sessions: list[SessionShape]
    feeds: list[str]


class SessionsEnded(Shape):
    """How many sessions were ended."""

    ended: int


class FeedsEnded(Shape):
    """How many addresses of feeds were ended."""

    ended: int


class PeopleDeed(Shape):
    """What was done with accounts: signed in or refused, invited, role changed."""

    when: str
    who: str
    what: str
    on: str
    address: str


PeopleLog = Listed[PeopleDeed]
