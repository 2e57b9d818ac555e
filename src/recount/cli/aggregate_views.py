"""Totals, dyads, origins, delays and coverage as tables for people; they fit any terminal from 80 columns on."""

from __future__ import annotations

from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from recount.aggregates.coverage import Coverage
from recount.aggregates.delay import ROUGH, Delays
from recount.aggregates.groups import PERIODS, By
from recount.aggregates.parties import Apart, Dyads, PartyTotals
from recount.aggregates.sums import LeftOut, Measure
from recount.aggregates.totals import Totals
from recount.aggregates.voices import Voice
from recount.cli.ledger_views import as_of_lines
from recount.cli.text import shown
from recount.desk.aggregating import Gathered
from recount.desk.knowing import AsOf
from recount.export.countries import country_name
from recount.export.sum_wording import short_words, sum_words
from recount.export.wording import days_words, plural, type_words

_NOBODY = "▒ nobody"
_SILENCE = f"{_NOBODY}: no report of the record came out then, which does not say that nothing happened."
_LISTED = 3


def _table(*headings: str, wide: int = 1, name: str = "") -> Table:
    """A table whose first column is wide and whose others hold numbers."""
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column(name, ratio=wide, min_width=18, overflow="fold")
    for heading in headings:
        table.add_column(heading, justify="right", min_width=5)
    return table


def totals_view(made: Totals) -> list[RenderableType]:
    """One row a group with its bounds, how many incidents give a figure and how many give none."""
    with_reports = made.by in PERIODS
    table = _table(
        f"{made.measure.harm.value}", "with figure", "without", *(["reports"] if with_reports else []),
        name=made.by.value,
    )  # fmt: skip
    for row in made.rows:
        name = Text(shown(_group_words(made.by, row.group.name)))
        if row.group.within:
            name.append(f"\n{shown(_within(row.group.within))}", style="dim")
        cells = [sum_words(row.sum), str(len(row.sum.told)), str(len(row.sum.silent) or "–")]
        if with_reports:
            cells.append(str(row.reports) if row.reports else _NOBODY)
        table.add_row(name, *cells)
    everything = made.everything
    cells = [sum_words(everything), str(len(everything.told)), str(len(everything.silent) or "–")]
    table.add_row(Text("all rows", style="bold"), *cells, *([""] if with_reports else []))
    parts: list[RenderableType] = [table, _rule_line(made.measure), *_left_lines(made.left_out)]
    if any(row.reports == 0 for row in made.rows):
        parts.append(_dim(_SILENCE))
    if made.undivided:
        listed = ", ".join(key[:8] for key in made.undivided[:_LISTED]) + (
            " …" if len(made.undivided) > _LISTED else ""
        )
        given = f"{plural(len(made.undivided), 'incident')} without a figure"
        verb = "tells" if len(made.undivided) == 1 else "tell"
        parts.append(_dim(f"{given} {verb} of killed and wounded together – {listed}"))
    if made.undated:
        verb = "stands" if made.undated == 1 else "stand"
        parts.append(_dim(f"{plural(made.undated, 'report')} of no known {made.by.value} {verb} in no row."))
    return parts


def _group_words(by: By, name: str) -> str:
    if by is By.TYPE:
        return type_words(name)
    return country_name(name) if by is By.COUNTRY else name


def _within(words: str) -> str:
    *around, country = words.split(", ")
    return ", ".join([*around, country_name(country)])


_BOASTED = "What a party boasts of, its enemies' dead, raises no least number: 5–30 are 5 by others, 30 by the boast."


def parties_view(made: PartyTotals) -> list[RenderableType]:
    """Two lines a party: harm done and harm suffered, with civilians, combatants and the rest apart."""
    table = _table("all", "civilians", "combatants", "not told", "incidents", name="party")
    for row in made.rows:
        for word, part in (("did", row.did), ("suffered", row.suffered)):
            if part.whole.incidents:
                name = Text(shown(row.party))
                name.append(f"\n{word}", style="dim")
                if word == "did" and row.shared:
                    name.append(f", {len(row.shared)} with others", style="dim")
                if part.whole.boasted:
                    name.append(f", {len(part.whole.boasted)} boasted of", style="dim")
                table.add_row(name, *_apart_cells(part))
    notes = (
        "Parties share incidents, so rows are not added up. What a party did is without its own losses.",
        "Civilians and combatants are by the origins that tell them apart; not told: in neither. 26+: at least 26.",
        *([_BOASTED] if any(part.whole.boasted for row in made.rows for part in (row.did, row.suffered)) else []),
    )
    return [table, _rule_line(made.measure), *map(_dim, notes), *_left_lines(made.left_out)]


def _apart_cells(part: Apart) -> list[str]:
    low, high = part.unknown
    cells = [
        short_words(one.low, one.high, one.beyond) if one.told else "–"
        for one in (part.whole, part.civilians, part.combatants)
    ]
    unknown = short_words(low, high) if part.whole.told else "–"
    return [*cells, unknown, f"{len(part.whole.told)} of {part.whole.incidents}"]


def dyads_view(made: Dyads) -> list[RenderableType]:
    """One row a dyad."""
    table = _table(f"{made.measure.harm.value}", "incidents", "without a figure", name="who → to whom")
    for row in made.rows:
        name = Text(f"{shown(row.agent)} → {shown(row.target)}")
        days = days_words(row.first, row.last) if row.first and row.last else "no date"
        name.append(f"\n{days}", style="dim")
        table.add_row(name, sum_words(row.sum), str(row.sum.incidents), str(len(row.sum.silent) or "–"))
    notes = ["An incident of several sides stands in several rows, so rows are not added up."]
    notes += [_BOASTED] if any(row.sum.boasted for row in made.rows) else []
    return [table, _rule_line(made.measure), *map(_dim, notes), *_left_lines(made.left_out)]


def origins_view(made: Iterable[Voice]) -> list[RenderableType]:
    """One row an origin."""
    table = _table("tells of", "others too", "alone", "agree", "differ", "revised", name="origin")
    for one in made:
        name = Text(shown(one.name))
        about = [one.kind.value, *([f"side: {one.side}"] if one.side and one.side != one.name else [])]
        about += [f"{len(one.admissions)} admitted"] if one.admissions else []
        about += [f"{len(one.boasts)} boasted"] if one.boasts else []
        name.append(f"\n{shown(' · '.join(about))} · {plural(one.figures, 'figure')}", style="dim")
        marks = (one.incidents, one.corroborated, one.alone, one.agreeing, one.contradicted)
        revised = f"↑{len(one.up)} ↓{len(one.down)}" if one.up or one.down else "–"
        table.add_row(name, *(str(len(mark) or "–") for mark in marks), revised)
    note = "Numbers of incidents. Agree, differ: another origin's figure for the same harm allows it, or excludes it."
    return [table, _dim(note)]


def delays_view(made: Delays) -> list[RenderableType]:
    """All delays in the first row, then each group's."""
    table = _table("incidents", "quarter", "median", "3 quarters", "longest", name="days to the first report")
    for n, one in enumerate(([made.everything] if made.everything else []) + list(made.rows)):
        name = Text(shown(type_words(one.name)), style="bold" if n == 0 else "")
        days = (one.incidents, one.quarter, one.median, one.three_quarters, one.longest)
        table.add_row(name, *(f"{number:,}" for number in days))
    note = f"Counted from the last day that an event can have happened on, where that is known to within {ROUGH} days."
    left = [_dim(f"Left out: {plural(number, 'incident')}: {why}.") for why, number in made.left_out.items()]
    return [table, _dim(note), *left]


def coverage_view(made: Coverage) -> list[RenderableType]:
    """The outlets, then the periods with their gaps."""
    outlets = _table("reports", "reprints", "longest gap", name="outlet")
    for one in made.outlets:
        name = Text(shown(one.name))
        name.append(f"\n{days_words(one.first, one.last)}", style="dim")
        if one.silent_since:
            name.append(f"\n▒ silent since {days_words(one.silent_since, one.silent_since)}", style="bold")
        gap = f"{one.gap:,} days\nfrom {days_words(one.gap_from, one.gap_from)}" if one.gap_from else "–"
        outlets.add_row(name, str(one.reports), str(one.reprints or "–"), gap)
    periods = _table("reports", "reprints", "outlets", name=made.by.value)
    for stretch in made.periods:
        total = sum(stretch.reports.values())
        if not total:
            periods.add_row(Text(stretch.name, style="bold"), Text(_NOBODY, style="bold"), "", "")
            continue
        periods.add_row(stretch.name, str(total), str(stretch.reprints or "–"), str(len(stretch.reports)))
    undated = [_dim(f"{plural(made.undated, 'report')} of no known {made.by.value}.")] if made.undated else []
    silence = [_dim(_SILENCE)] if any(not stretch.reports for stretch in made.periods) else []
    return [outlets, periods, *silence, *undated]


def _rule_line(measure: Measure) -> Text:
    return _dim(f"Each incident counts once, by the rule {measure.rule.name}: {measure.rule.about_one}.")


def _left_lines(left_out: Iterable[LeftOut]) -> list[Text]:
    """What a table leaves out: why, how many incidents, what they would come to, and the first of their ids."""
    lines = []
    for one in left_out:
        ids = (*one.sum.told, *one.sum.silent)
        listed = ", ".join(key[:8] for key in ids[:_LISTED]) + (" …" if len(ids) > _LISTED else "")
        given = f" ({sum_words(one.sum)})" if one.sum.told else ""
        lines.append(_dim(f"Left out: {plural(len(ids), 'incident')}{given}: {one.why} – {listed}"))
    return lines


def _dim(words: str) -> Text:
    return Text(words, style="dim")


def kept_view(found: Gathered) -> list[Text]:
    """What the filters leave out for want of a date, and which of them nothing meets."""
    lines = [Text(shown(unmet)) for unmet in found.unmet]
    if found.undated:
        more = plural(found.undated, "more incident")
        lines.append(Text(f"{more} without any date, which --from and --to leave out."))
    return lines


def as_of_view(as_of: AsOf | None) -> list[Text]:
    """What a view of a former day leaves out; nothing of today's."""
    return as_of_lines(as_of) if as_of is not None else []
