"""A report on a day or a week: what is said to have happened, what became known, what it adds up to and what not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from recount.drawing.ledger import ledger_svg
from recount.drawing.maps import middle_svg
from recount.export.wording import days_words, plural, type_words
from recount.model import Harm
from recount.publishing.changes import NONE_READ, sources_words
from recount.publishing.content import PublicIncident, PublicSource
from recount.publishing.lines import Voice, drawn_lines, reported, voices_of
from recount.publishing.release import Tool
from recount.publishing.site import marks_of, report_words

_SHORT = 9  # characters of an id of the desk, as everywhere
_MARK = 16  # characters of the hash of a tool
_CHARTS = 6
"""Charts in one report: of the incidents whose figures several origins give."""


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A sum over the incidents by the headline rule, in words, and what it leaves out: incidents without a figure, and
    for each other reason how many incidents with what they would add."""

    harm: Harm
    words: str
    told: int
    silent: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewFigure:
    """An earlier incident, by its id, whose headline changed by what was reported in these days."""

    id: str
    heading: str
    harm: Harm
    was: str
    now: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ControlLine:
    """What is said of who holds a town, by whom, and on which days."""

    town: str
    when: str
    said: str
    origins: tuple[str, ...]
    contested: bool


@dataclass(frozen=True, slots=True)
class Making:
    """When a report was made, and from what: the versions of the program and of its rules, how many reports the record
    held, and the last release, number 0 for none; `published` are the incidents of the report that it gives out."""

    day: date
    version: str
    tools: tuple[Tool, ...] = ()
    reports: int = 0
    release: int = 0
    released: date | None = None
    published: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A headline figure with who gives it: the number and the harm, and each voice with the numbers of its reports."""

    words: str
    voices: tuple[tuple[Voice, tuple[int, ...]], ...]

    @property
    def differ(self) -> bool:
        """Whether its voices say different numbers, or count others."""
        return any(voice.words for voice, _ in self.voices)


@dataclass(frozen=True, slots=True)
class Sitrep:
    """The days from `first` to `last`, both included, as the desk's record tells of them.

    `vague` counts incidents that are dated so roughly that they may lie in these days, `left` those that are too many
    to be listed. `graded` says that only incidents with a grade that goes out are in it.
    """

    title: str
    first: date
    last: date
    incidents: tuple[PublicIncident, ...]
    totals: tuple[TotalLine, ...]
    news: tuple[NewFigure, ...]
    control: tuple[ControlLine, ...]
    rule: str
    rule_about: str
    graded: bool
    making: Making
    vague: int = 0
    left: int = 0
    licence: str = ""
    contact: str = ""

    @property
    def days(self) -> str:
        """The days in words."""
        return days_words(self.first, self.last)

    @property
    def ungraded(self) -> int:
        """How many of its incidents nobody graded."""
        return sum(not one.grade for one in self.incidents)

    @property
    def sources(self) -> tuple[PublicSource, ...]:
        """The reports behind it, each once, by outlet and day."""
        found = {source for one in self.incidents for source in one.sources}
        return tuple(sorted(found, key=lambda one: (one.outlet, one.first or date.max, one.url)))

    def numbers(self, one: PublicIncident) -> tuple[int, ...]:
        """The numbers of an incident's reports in the list of sources, in the order of the incident."""
        number = {source: n for n, source in enumerate(self.sources, 1)}
        return tuple(number[source] for source in one.sources)

    def figures(self, one: PublicIncident) -> tuple[Cited, ...]:
        """The headline figures of an incident, each with who gives it, and in which of the sources."""
        numbers = self.numbers(one)
        return tuple(
            Cited(
                f"{headline.words} {headline.harm.value}",
                tuple(
                    (voice, tuple(sorted({numbers[n] for n in voice.sources})))
                    for voice in voices_of(one, headline.harm)
                ),
            )
            for headline in one.headlines
        )

    def page_of(self, key: str) -> str:
        """Where an incident stands on the web; "" where the last release does not give it out, or has no address."""
        making = self.making
        return f"{making.address}incidents/{key}.html" if making.address and key in making.published else ""

    def map(self, width: int = 720, height: int = 320) -> str:
        """Where the incidents are said to have happened, as SVG; "" where no place is known."""
        marks = marks_of(self.incidents)
        title = f"Where incidents of {self.days} are said to have happened"
        return middle_svg(marks, title, width, height, f"map-{width}") if marks else ""

    def charts(self, width: int = 680) -> tuple[tuple[str, str], ...]:
        """The figures of the incidents on which several origins speak, as SVG, each with its heading."""
        told = [(one, drawn_lines(one, Harm.KILLED)) for one in self.incidents]
        chosen = sorted((item for item in told if len(item[1]) > 1), key=lambda item: -len(item[1]))[:_CHARTS]
        return tuple(
            (
                one.heading,
                ledger_svg(lines, f"Killed, {one.heading}", f"chart-{n}-{width}", width, reported(one, Harm.KILLED)),
            )
            for n, (one, lines) in enumerate(chosen)
        )


def sitrep_pdf(made: Sitrep) -> bytes:
    """The report as a tagged PDF; the same report makes the same bytes.

    Words of reports go in as data and never as markup.
    """
    import typst  # takes a moment, and only a PDF needs it

    data = json.dumps(_printed(made), ensure_ascii=False, sort_keys=True)
    made_of: bytes = typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"data": data},
        ignore_system_fonts=True,
        pdf_standards=["1.7"],
    )
    return made_of


@cache
def _template() -> bytes:
    return (files("recount") / "publishing" / "templates" / "sitrep.typ").read_bytes()


def _printed(made: Sitrep) -> dict[str, object]:
    rows = [
        [
            one.when,
            f"{one.heading}\n{state_words(one)}\n{id_words(made, one.id)}",
            f"{', '.join(one.agents) or 'not stated'} → {', '.join(one.targets) or 'not stated'}",
            "\n".join(figure_words(cited) for cited in made.figures(one)) or NONE_READ,
            f"{sources_words(one)}: {numbers_words(made.numbers(one))}",
        ]
        for one in made.incidents
    ]
    return {
        "title": made.title,
        "days": made.days,
        "year": made.last.year,
        "month": made.last.month,
        "day": made.last.day,
        "rule": made.rule,
        "rule_about": made.rule_about,
        "lead": lead_words(made),
        "ungraded": ungraded_words(made),
        "map": _fonted(made.map()),
        "charts": [[heading, _fonted(svg)] for heading, svg in made.charts()],
        "rows": rows,
        "totals": [[line.harm.value, line.words, total_words(line)] for line in made.totals],
        "news": [
            [
                f"{one.heading}\n{id_words(made, one.id)}",
                f"{one.harm.value}: {one.was} → {one.now}",
                ", ".join(one.origins),
            ]
            for one in made.news
        ],
        "control": [
            [one.town, one.when, f"{one.said}{' (contested)' if one.contested else ''}", ", ".join(one.origins)]
            for one in made.control
        ],
        "making": making_words(made),
        "sources": [f"{one.outlet}, {report_words(one)}{f' — {one.url}' if one.url else ''}" for one in made.sources],
        "foot": " ".join(
            part
            for part in (
                made.licence and f"Licence: {made.licence}.",
                made.contact and f"Corrections and requests for removal: {made.contact}.",
            )
            if part
        ),
    }


def _fonted(svg: str) -> str:
    """A picture with a typeface that the PDF brings along."""
    return svg.replace('font-family="sans-serif"', 'font-family="Libertinus Serif"')


def state_words(one: PublicIncident) -> str:
    """How surely it happened, its grade, and what the desk corrected: "happened · graded: confirmed · contested"."""
    graded = f"graded: {one.grade}" if one.grade else "not graded"
    told = (one.status.value, graded, "contested" if one.contested else "", one.corrected_words)
    return " · ".join(part for part in told if part)


def id_words(made: Sitrep, key: str) -> str:
    """The id of an incident: a public one, else how that of the desk begins; and where no release gives it out."""
    shown = key if key.startswith("R-") else key[:_SHORT]
    return shown if key in made.making.published else f"{shown}, in no release"


def figure_words(cited: Cited) -> str:
    """A figure with who gives it, for paper: "8 to 12 killed: 12 according to the Observatory [3]; 8 according to the
    army [1, 4]"."""
    said = [
        f"{f'{voice.words} ' if voice.words else ''}according to {voice.name}{_bracketed(numbers)}"
        for voice, numbers in cited.voices
    ]
    joint = ": " if cited.differ else ", "
    return f"{cited.words}{joint}{'; '.join(said)}" if said else cited.words


def _bracketed(numbers: Sequence[int]) -> str:
    return f" [{numbers_words(numbers)}]" if numbers else ""


def numbers_words(numbers: Iterable[int]) -> str:
    """Numbers of sources in their order: "1, 4"."""
    return ", ".join(map(str, sorted(set(numbers))))


def making_words(made: Sitrep) -> list[str]:
    """How a report is cited, and what it was made from, in sentences."""
    making = made.making
    release = f"release {making.release} of {_day(making.released)}" if making.release and making.released else ""
    cited = ", ".join(
        part for part in (f"“{made.title}: {made.days}”, made on {_day(making.day)}", release, making.address) if part
    )
    tools = ", ".join(f"{tool.name} {tool.version[:_MARK]}" for tool in making.tools)
    ids = "R-… are public ids, which stay; i… are the desk's own, of incidents that were never published."
    return [
        f"Cite as {cited}, with the id of the incident.",
        f"{ids} {f'What stands here may be newer than {release}.' if release else 'No release was made of it yet.'}",
        f"Made by Recount {making.version} from a record of {plural(making.reports, 'report')}"
        f"{f' ({tools})' if tools else ''}.",
    ]


def _day(day: date) -> str:
    return days_words(day, day)


def lead_words(made: Sitrep) -> str:
    """The first sentence: how many incidents, of what, and what may be missing."""
    kinds: dict[str, int] = {}
    for one in made.incidents:
        kinds[one.type] = kinds.get(one.type, 0) + 1
    most = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:3]
    whole = len(made.incidents) + made.left
    others = whole - sum(number for _, number in most)
    what = ", ".join(f"{type_words(kind)} {number}" for kind, number in most)
    what += f" and {plural(others, 'other')}" if others else ""
    parts = [f"{plural(whole, 'incident')}{f' ({what})' if made.incidents else ''}."]
    if made.left:
        parts.append(f"{plural(made.left, 'more incident')} are not listed.")
    if made.vague:
        parts.append(f"{plural(made.vague, 'more incident')} dated only roughly may lie in these days.")
    parts.append("Where nobody reported, nothing is known.")
    return " ".join(parts)


def ungraded_words(made: Sitrep) -> str:
    """How much of it no person has graded; "" where all of it is graded."""
    if not made.ungraded:
        return ""
    many = len(made.incidents)
    verb = "is" if made.ungraded == 1 else "are"
    return (
        f"{made.ungraded} of {plural(many, 'incident')} {verb} not graded: as the machine read it, checked by nobody."
    )


def total_words(line: TotalLine) -> str:
    """What a sum is of, and what it leaves out."""
    said = [f"of {plural(line.told, 'incident')} with a figure"]
    if line.silent:
        said.append(f"no figure was read for {plural(line.silent, 'more incident')} (not counted as zero)")
    return "; ".join([*said, *line.left_out])
