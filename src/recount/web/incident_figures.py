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
from recount.export.named_dead import whom_counted
from recount.export.wording import days_words, figure_words, toll_words
from recount.model import Category, Harm, LedgerEntry
from recount.tolls.populations import same_number, words_for
from recount.tolls.standing import standing, successions, whom

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


def people_of(entry: LedgerEntry) -> str:
    """Whom a figure counts, in a few words: civilians, people, the fighters of a party, or the report's own words."""
    who = whom_counted(entry)
    if entry.sub:
        return who or entry.category.value
    if entry.category is Category.CIVILIAN:
        return "civilians"
    if entry.category is Category.COMBATANT and entry.party:
        return f"fighters of {entry.party}"
    if entry.category in (Category.COMBATANT, Category.OBJECT):
        return who or ("fighters" if entry.category is Category.COMBATANT else "objects")
    return who if words_for(who) else "people"


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


def chains_of(entries: Sequence[LedgerEntry]) -> list[list[LedgerEntry]]:
    """Figures of one harm as chains in which each takes the place of the one before. Parts and what reprints say again
    stand in none."""
    told = [entry for entry in entries if not entry.sub]
    chain: dict[int, int] = {}
    found: list[list[LedgerEntry]] = []
    for n, (entry, followed) in enumerate(successions(told)):
        if entry.reprint_of is not None:
            continue
        at = next((chain[k] for k in reversed(followed) if k in chain), None)
        if at is None:
            at = next((k for k, one in enumerate(found) if _says_again(one[-1], entry)), None)
        if at is None:
            found.append([])
            at = len(found) - 1
        if not (found[at] and found[at][-1].count == entry.count and found[at][-1].document == entry.document):
            found[at].append(entry)
        chain[n] = at
    return found


def _says_again(one: LedgerEntry, entry: LedgerEntry) -> bool:
    """Whether the same origin gives the same people the same number: "27" and "at least 27" are one line. Different
    numbers of one report may be different groups, so they stay apart."""
    return whom(one) == whom(entry) and same_number(one.count, entry.count)


def lines_of(entries: Sequence[LedgerEntry], colours: Mapping[str, int]) -> tuple[Line, ...]:
    """The lines of a chart, the highest last figure first. A line says whom it counts where its origin has several."""
    chains = chains_of(entries)
    several = {one[0].origin for one in chains if sum(one[0].origin == other[0].origin for other in chains) > 1}
    named: dict[str, list[list[LedgerEntry]]] = {}
    for chain in chains:
        origin = chain[0].origin
        named.setdefault(f"{origin}: {people_of(chain[-1])}" if origin in several else origin, []).append(chain)
    lines = [
        Line(label, tuple(map(_point, chain)), colours.get(chain[0].side or "", 0))
        for name, same in named.items()
        for label, chain in zip(_told_apart(name, same), same, strict=True)
    ]
    return tuple(sorted(lines, key=lambda line: (-_last(line), line.name)))


def _told_apart(name: str, chains: Sequence[Sequence[LedgerEntry]]) -> list[str]:
    """Names for lines of one origin that count the same people: by the outlets that have them, as it is not known which
    of two figures of one day came first; where one outlet has them, by its words for the people, or by the numbers."""
    if len(chains) == 1:
        return [name]
    outlets = [f"{name}, in {chain[-1].chain[0] if chain[-1].chain else 'a report'}" for chain in chains]
    words = [f"{chain[0].origin}: {whom_counted(chain[-1]) or people_of(chain[-1])}" for chain in chains]
    numbers = [f"{name}, {figure_words(chain[-1])}" for chain in chains]
    return next((told for told in (outlets, words) if len(set(told)) == len(told)), numbers)


def _last(line: Line) -> int:
    return line.points[-1].stated


def _point(entry: LedgerEntry) -> Point:
    day, since = entry.reported.last, entry.reported.first
    words = f"{entry.origin}: {toll_words(entry)}"
    ref = f"{entry.claim}.{entry.harm.value}"
    count, since = entry.count, since if since != day else None
    return Point(day, count.low, count.high, words, ref, since, figure_words(entry), count.approx)


def charts_of(shown: IncidentView, colours: Mapping[str, int]) -> tuple[Charts, ...]:
    """A chart for each harm of which two figures or more are told; axes are those of all that is known today. `colours`
    are those of the sides that have one."""
    charts = []
    for figures in shown.ledger.figures:
        today = [entry for entry in shown.whole.ledger if entry.harm is figures.harm and not entry.campaign]
        every = lines_of(today, colours)
        if sum(len(line.points) for line in every) < 2:
            continue
        frame = Frame.of(every)
        known = lines_of([entry for entry in figures.entries if not entry.campaign], colours)
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
