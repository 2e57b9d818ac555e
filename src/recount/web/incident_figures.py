"""An incident's figures as its page lays them out: lines of a chart, and a table of who counts whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from recount.desk.incident_views import IncidentView
from recount.desk.ledgers import Figures
from recount.drawing.ledger import Frame, Line, Point, ledger_chart
from recount.drawing.scales import Days
from recount.export.figure_lines import NamedLine, named_lines, number_words, people_of, stand_words
from recount.export.wording import days_words, toll_words
from recount.model import Harm, LedgerEntry
from recount.tolls.lines import OriginLine, Stand, days_of, lines_of
from recount.tolls.standing import standing

WIDE, NARROW = 680, 340
"""Widths of a chart in pixels: for a column of a page, and for a phone."""


@dataclass(frozen=True, slots=True)
class Row:
    """People that figures count, and what each origin says of them; `part` of others of the table."""

    name: str
    part: bool
    cells: tuple[tuple[LedgerEntry, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Whom the figures that stand count, by the origins that give them."""

    origins: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """The figures for one harm drawn wide and narrow."""

    harm: Harm
    wide: Markup
    narrow: Markup
    shortened: bool


def table_of(figures: Figures) -> Table:
    """The figures that stand for one harm, parts below what they are parts of."""
    stand = [entry for entry in standing(figures.entries) if not entry.campaign]
    origins = tuple(dict.fromkeys(entry.origin for entry in stand))
    found: dict[tuple[bool, str], dict[str, list[LedgerEntry]]] = {}
    for entry in stand:
        by_origin = found.setdefault((entry.sub, people_of(entry)), {})
        held = by_origin.setdefault(entry.origin, [])
        if all(toll_words(other) != toll_words(entry) for other in held):
            held.append(entry)
    rows = [
        Row(name, part, tuple(tuple(by_origin.get(origin, ())) for origin in origins))
        for (part, name), by_origin in sorted(found.items(), key=lambda item: item[0][0])
    ]
    return Table(origins, tuple(rows))


def drawn_lines(lines: Sequence[OriginLine], harm: Harm, colours: Mapping[str, int]) -> tuple[Line, ...]:
    """The lines of a chart, the highest last figure first. A line says whom it counts where its origin has several."""
    drawn = [
        Line(line.name, tuple(_point(line, stand, harm) for stand in line.stands), _colour(line, colours))
        for line in named_lines(lines)
    ]
    return tuple(sorted(drawn, key=lambda line: (-line.points[-1].stated, line.name)))


def _colour(line: NamedLine, colours: Mapping[str, int]) -> int:
    return colours.get(line.stands[-1].entries[-1].side or "", 0)


def _point(line: NamedLine, stand: Stand, harm: Harm) -> Point:
    telling = (stand.giving or stand.entries)[-1]
    words = f"{line.origin}: {stand_words(stand, harm)}"
    ref = f"{telling.claim}.{harm.value}"
    return Point(stand.day, stand.low, stand.high, words, ref, stand.since, number_words(stand), stand.about)


def charts_of(shown: IncidentView, colours: Mapping[str, int]) -> tuple[Charts, ...]:
    """A chart for each harm of which two figures or more are told; axes are those of all that is known today. `colours`
    are those of the sides that have one."""
    charts = []
    for figures in shown.ledger.figures:
        today = tuple(entry for entry in shown.whole.ledger if entry.harm is figures.harm)
        lines = figures.lines if figures.entries == today else lines_of(today, shown.ledger.rule, figures.harm)
        every = drawn_lines(lines, figures.harm, colours)
        if sum(len(line.points) for line in every) < 2:
            continue
        frame = Frame.of(every, days_of(shown.whole.ledger, figures.harm))
        known = drawn_lines(figures.lines, figures.harm, colours)
        wide, narrow = _drawn(figures.harm, known, frame, shown.until)
        charts.append(Charts(figures.harm, wide, narrow, Days.over(frame.days, 0, 1).shortened))
    return tuple(charts)


def beyond(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The figures that count more than an incident (a war's, a month's, several places'), each said once."""
    found = {(entry.origin, toll_words(entry)): entry for entry in entries if entry.campaign and not entry.reprint_of}
    return tuple(found.values())


def _drawn(harm: Harm, lines: tuple[Line, ...], frame: Frame, until: date | None) -> tuple[Markup, Markup]:
    day = f", as known on {days_words(until, until)}" if until else ""
    title = f"{harm.value.capitalize()} by origin, over the days of the reports{day}"
    wide, narrow = (
        ledger_chart(lines, frame, width, f"{harm.value}-{width}", title, until) for width in (WIDE, NARROW)
    )
    return wide, narrow
