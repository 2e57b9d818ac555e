"""What the public sees of an incident: plain values, redacted, the same for pages, tables and feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recount.model import Category, Harm, OriginKind, Status

_CORRECTED = {
    "type": "kind",
    "status": "status",
    "time": "date",
    "place": "place",
    "agents": "who",
    "targets": "to whom",
}


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """Where, in words, with a position that may be `radius` kilometres off; None where none is given."""

    words: str
    name: str
    precision: str
    lat: float | None = None
    lon: float | None = None
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class PublicOrigin:
    """A voice: its name, or what it is where it is a private person, and in how many reports it is heard."""

    name: str
    kind: OriginKind
    side: str | None = None
    reports: int = 0


@dataclass(frozen=True, slots=True)
class PublicSource:
    """A report: by whom, where it can be read, and the days it can have come out on."""

    outlet: str
    url: str = ""
    first: date | None = None
    last: date | None = None
    kind: str = "report"


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """A figure of one origin in one report; `origin` and `source` number those of the incident, from 0.

    `stands` is False where a later figure of its origin takes its place, and for a reprint's echo. `about` says that
    its report rounds it ("about 100"); `number` is the number as the report words it, where that leaves it open ("more
    than 60"). `by_desk` says that the desk "added" it or "corrected" what was read, "" for as it was read.
    """

    harm: Harm
    words: str
    low: int | None
    high: int | None
    category: Category
    origin: int
    source: int
    sub: bool = False
    campaign: bool = False
    stands: bool = True
    revises: bool = False
    reprint: bool = False
    first: date | None = None
    last: date | None = None
    about: bool = False
    number: str = ""
    by_desk: str = ""


@dataclass(frozen=True, slots=True)
class PublicStep:
    """What an origin stands by from a day on, for all whom it counts: the number in words, its bounds (an open one is
    None), and the figures that it comes from, numbered as those of the incident, from 0. `day` is the one by whose end
    the reports were out, not told where theirs is not known; `since` where they may have been out earlier."""

    words: str
    low: int | None
    high: int | None
    figures: tuple[int, ...]
    day: date | None = None
    since: date | None = None
    about: bool = False


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One origin's figure for a harm over time, a step for each day on which it changed. The last is what the rule
    counts for it in the headline. `some` says whom it counts where those are "civilians" or "fighters" alone."""

    harm: Harm
    origin: int
    steps: tuple[PublicStep, ...]
    some: str = ""


@dataclass(frozen=True, slots=True)
class PublicHeadline:
    """The figure that the publication's rule chooses for a harm: "43 to 126", and how ("span of 3 origins")."""

    harm: Harm
    words: str
    how: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class PublicQuote:
    """Words of a report, within the limits, with names of private persons withheld."""

    words: str
    source: int


@dataclass(frozen=True, slots=True)
class PublicVictim:
    """A person whose name was released, in the words of the desk."""

    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class PublicIncident:
    """One incident as the public sees it, under its public id.

    `withheld_reports` counts reports that tell of it and of which nothing else is shown; `contested` says that origins
    give figures that can't both be right. `graded` is who graded it, when, and why, where the desk signs. `erased` says
    that something of it was removed on request since it was published. `corrected` names what the desk
    corrected of it: "place", "time", "agents", "targets", "type", "status".
    """

    id: str
    heading: str
    type: str
    status: Status
    grade: str
    when: str
    first: date | None
    last: date | None
    place: PublicPlace
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    headlines: tuple[PublicHeadline, ...]
    figures: tuple[PublicFigure, ...]
    origins: tuple[PublicOrigin, ...]
    sources: tuple[PublicSource, ...]
    quotes: tuple[PublicQuote, ...] = ()
    victims: tuple[PublicVictim, ...] = ()
    contested: bool = False
    withheld_reports: int = 0
    graded: str = ""
    erased: bool = False
    corrected: tuple[str, ...] = ()
    lines: tuple[PublicLine, ...] = ()

    @property
    def reports(self) -> int:
        """How many reports are shown for it."""
        return len(self.sources)

    @property
    def corrected_words(self) -> str:
        """What of a line the desk corrected: "place and killed corrected by the desk"; "" for nothing."""
        figures = {one.harm for one in self.figures if one.by_desk == "corrected" and one.stands and not one.campaign}
        told = [words for field, words in _CORRECTED.items() if field in self.corrected]
        told += [one.harm.value for one in self.headlines if one.harm in figures]
        listed = " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)
        return f"{listed} corrected by the desk" if told else ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that is not published: what it is, its words, why, of which incident (its id at the desk), and some
    words of a report that it stands in, where they are known."""

    what: str
    words: str
    why: str
    incident: str
    beside: str = ""


SHARED = "shares a word with a name that is withheld in this incident"
WITHIN_NAME = "may be a private person's name, in which the place stands"
PART_OF_NAME = "a part of it is a name that is withheld elsewhere"
IN_NAMES = frozenset({SHARED, WITHIN_NAME, PART_OF_NAME})
"""Why places are withheld that are persons' names, or have a word of one."""
