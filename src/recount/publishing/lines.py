"""Each origin's figure over time as the public sees it: plain values in a release, drawn on its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from recount.drawing.ledger import Line, Point, ledger_svg
from recount.export.figure_lines import number_words, some_counted
from recount.model import Harm, LedgerEntry
from recount.publishing.content import PublicIncident, PublicLine, PublicStep
from recount.tolls.headlines import HeadlineRule
from recount.tolls.lines import Stand, lines_of

_HARMS = (Harm.KILLED, Harm.WOUNDED, Harm.CASUALTIES, Harm.DISPLACED)
"""What a page has a chart of."""


def public_lines(
    told: Sequence[LedgerEntry], called: Sequence[LedgerEntry], origins: Mapping[str, int], rule: HeadlineRule
) -> tuple[PublicLine, ...]:
    """The lines of a ledger as the desk has it, `told`, whose figures the public knows as they are `called`, in the
    same order: what a headline counts depends on words that are not given out."""
    places = {_said(entry): n for n, entry in reversed(list(enumerate(told)))}
    return tuple(
        PublicLine(
            harm,
            origins[called[places[_said(line.stands[-1].entries[-1])]].origin],
            tuple(_step(stand, places) for stand in line.stands),
            some_counted(line.stands[-1]),
        )
        for harm in Harm
        for line in lines_of(told, rule, harm)
    )


def _said(entry: LedgerEntry) -> tuple[object, ...]:
    return entry.claim, entry.origin, entry.harm, entry.who, entry.category, entry.sub, entry.words, entry.reported


def _step(stand: Stand, places: Mapping[tuple[object, ...], int]) -> PublicStep:
    figures = tuple(dict.fromkeys(places[_said(entry)] for entry in stand.entries))
    return PublicStep(number_words(stand), stand.low, stand.high, figures, stand.day, stand.since, stand.about)


def drawn_lines(one: PublicIncident, harm: Harm) -> list[Line]:
    """The lines of a chart, one for each origin. A line says whom it counts where others count others."""
    lines = [line for line in one.lines if line.harm is harm]
    differ = len({line.some for line in lines}) > 1
    names = [f"{one.origins[n].name}: {some}" if some and differ else one.origins[n].name for n, some in _told(lines)]
    so_far: Counter[str] = Counter()
    drawn = []
    for name, line in zip(names, lines, strict=True):
        so_far[name] += 1
        own = name if so_far[name] == 1 else f"{name} ({so_far[name]})"
        drawn.append(Line(own, tuple(_point(one, step) for step in line.steps)))
    return sorted(drawn, key=lambda line: (-line.points[-1].stated, line.name))


def _told(lines: Sequence[PublicLine]) -> list[tuple[int, str]]:
    return [(line.origin, line.some) for line in lines]


def _point(one: PublicIncident, step: PublicStep) -> Point:
    words = "; ".join(dict.fromkeys(one.figures[n].words for n in step.figures))
    return Point(step.day, step.low, step.high, words, "", step.since, step.words, step.about)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who gives a figure of a headline: an origin, what it says where another says otherwise, and the reports that it
    says it in, numbered as the incident's sources, from 0."""

    name: str
    words: str
    sources: tuple[int, ...]


def voices_of(one: PublicIncident, harm: Harm) -> tuple[Voice, ...]:
    """Who speaks on a headline figure, the highest number first; without words where all say the same."""
    lines = sorted((line for line in one.lines if line.harm is harm), key=lambda line: -(line.steps[-1].low or 0))
    said = [f"{line.steps[-1].words}{f' {line.some}' if line.some else ''}" for line in lines]
    differ = len(set(said)) > 1
    return tuple(
        Voice(
            one.origins[line.origin].name,
            words if differ else "",
            tuple(sorted({one.figures[n].source for n in line.steps[-1].figures})),
        )
        for line, words in zip(lines, said, strict=True)
    )


def reported(one: PublicIncident, harm: Harm) -> tuple[date, ...]:
    """The days by whose end reports with a figure of the incident were out."""
    days = {figure.last for figure in one.figures if figure.harm is harm and not figure.campaign}
    return tuple(sorted(day for day in days if day is not None))


def charts_of(one: PublicIncident, slim: int) -> list[tuple[str, Markup, Markup]]:
    """For each harm on which more origins than one speak, or one changed its figure, its name and a chart of the
    origins' figures, for a wide page and, `slim` pixels wide, for a phone."""
    made = []
    for harm in _HARMS:
        lines = drawn_lines(one, harm)
        if sum(len(line.points) for line in lines) > 1:
            title, days = f"{harm.value.capitalize()}: each origin's figures by report day", reported(one, harm)
            wide = ledger_svg(lines, title, harm.value, reported=days)
            narrow = ledger_svg(lines, title, f"{harm.value}-slim", slim, days)
            made.append((harm.value, Markup(wide), Markup(narrow)))  # noqa: S704 — the drawing escapes all words
    return made
