"""Each origin's figure over time: the last is what the headline counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.common import coded_report, rows, tools
from recount.export.figure_lines import named_lines, number_words
from recount.model import Category, Change, Count, Harm, LedgerEntry, OriginKind, ReportDate, Stance, Toll
from recount.pipeline import incidents_of
from recount.tolls.estimates import figures_by_origin, most_stated, span_of, stated, whole_of
from recount.tolls.headlines import DEFAULT, RULES, Choice, HeadlineRule, OpenBounds, Statistic, headline, headline_of
from recount.tolls.ledger import ledger_alone
from recount.tolls.lines import OriginLine, Stand, lines_of
from recount.tolls.populations import size
from tests.aggregates.figures import DAY, figure
from tests.tolls.ledgers import incident
from tests.tolls.test_ledger_properties import made, told

REPORTS = Path(__file__).parents[3] / "shared" / "data" / "incidents" / "reports.jsonl"
OWN = HeadlineRule(
    "own",
    Statistic.MEDIAN,
    prefer=(Choice(stances=(Stance.ADMISSION,)), Choice(kinds=(OriginKind.MONITOR,))),
    open_bounds=OpenBounds.LEFT_OUT,
    words=(("dozens", 30),),
)
SEVERAL = [*RULES.values(), OWN]
UNKNOWN = ReportDate(None, None, "unknown", 0.0)
CIVILIAN, COMBATANT = Category.CIVILIAN, Category.COMBATANT


def numbers(stands: Sequence[Stand]) -> list[tuple[int | None, int | None, int | None]]:
    """Days since the first one, and bounds."""
    return [((stand.day - DAY).days if stand.day else None, stand.low, stand.high) for stand in stands]


def line_of(*told: LedgerEntry) -> OriginLine:
    (line,) = lines_of(told, DEFAULT)
    return line


def later(days: int, origin: str, low: int | None, high: int | None = -1, **changes: object) -> LedgerEntry:
    """A figure in the report of a later day."""
    changes = {"claim": f"later{days}", "document": f"report{days}", **changes}
    return figure(origin, low, high, day=DAY + timedelta(days=days), **changes)  # type: ignore[arg-type]


def end_as_counted(ledger: Sequence[LedgerEntry], rule: HeadlineRule, harm: Harm) -> None:
    """Each origin's line ends in what the rule counts for it, and the headline is made of these ends."""
    lines = {line.origin: line.stands for line in lines_of(ledger, rule, harm)}
    ends = {origin: (stands[-1].low, stands[-1].high) for origin, stands in lines.items()}
    each = headline(replace(rule, statistic=Statistic.EACH, open_bounds=OpenBounds.OPEN), ledger, harm)
    assert ends == ends | {one.entries[0].origin: (one.low, one.high) for one in each}
    standing = figures_by_origin(ledger, harm)
    assert set(ends) == set(standing)
    if not rule.prefer and not rule.words:
        assert ends == {origin: whole_of(given) for origin, given in standing.items()}
    span = headline_of(replace(rule, statistic=Statistic.SPAN, open_bounds=OpenBounds.OPEN), ledger, harm)
    if span is not None:
        behind = [ends[origin] for origin in dict.fromkeys(entry.origin for entry in span.entries)]
        assert span.most == most_stated(behind)
        assert stated((span.low, span.high)) == stated(span_of(behind))


def hold_together(ledger: Sequence[LedgerEntry], harm: Harm) -> None:
    """No line says again what it said, none goes back in time, no two have one name; what an origin's headline figure
    is stands at the end of one that is drawn, and no figure that stands is above all of them."""
    lines = lines_of(ledger, DEFAULT, harm)
    for line in lines:
        for stands in (line.stands, *line.people):
            said = [stand.number for stand in stands]
            assert all(a != b for a, b in pairwise(said))
            days = [stand.day or date.max for stand in stands]
            assert days == sorted(set(days))
        last = [(stands[-1].low, stands[-1].high) for stands in line.drawn]
        assert (line.stands[-1].low, line.stands[-1].high) in last
        standing = figures_by_origin(ledger, harm)[line.origin]
        assert most_stated(last) >= max(map(size, standing))  # type: ignore[operator]
    names = [line.name for line in named_lines(lines)]
    assert len(set(names)) == len(names)


@settings(max_examples=80)
@given(told, st.integers(0, 4), st.booleans())
def test_every_line_ends_in_what_the_headline_counts(
    told: list[tuple[int, list[str], list[Toll], str]], undated: int, roughly: bool
) -> None:
    documents, claims = made(told)
    when = ReportDate(DAY, DAY + timedelta(days=3), "metadata", 0.5) if roughly else UNKNOWN
    documents = [replace(one, published=when) if n == undated else one for n, one in enumerate(documents)]
    ledger = incident(documents, claims).ledger
    for harm in (Harm.KILLED, Harm.WOUNDED, Harm.CASUALTIES):
        hold_together(ledger, harm)
        for rule in SEVERAL:
            end_as_counted(ledger, rule, harm)


@pytest.mark.skipif(not REPORTS.is_file(), reason="the development data lie beside the developers' checkouts only")
def test_lines_of_development_reports_end_in_what_the_headline_counts() -> None:
    coded = [coded_report(report) for report in rows(REPORTS)]
    documents = [report.document for report in coded]
    found = incidents_of(documents, [claim for report in coded for claim in report.claims], tools().actors)
    told = [(one.ledger, harm) for one in found for harm in Harm if any(e.harm is harm for e in one.ledger)]
    assert len(told) > 100
    for ledger, harm in told:
        hold_together(ledger, harm)
        for rule in SEVERAL:
            end_as_counted(ledger, rule, harm)


def test_figures_side_by_side_in_one_report_are_no_revisions() -> None:
    line = line_of(
        figure("Monitor", 1, who="woman", category=CIVILIAN),
        figure("Monitor", 3, who="children", category=CIVILIAN),
        figure("Monitor", 1, who="child", category=CIVILIAN),
    )
    assert numbers(line.stands) == [(0, 5, 5)]
    assert sorted(map(numbers, line.people), key=str) == [[(0, 1, 1)], [(0, 1, 1)], [(0, 3, 3)]]
    fighters = [
        figure("Monitor", 10, None, who="Kurdish fighters", category=COMBATANT),
        figure("Monitor", 8, who="Oster members", category=COMBATANT, party="Oster"),
    ]
    assert numbers(line_of(*fighters).stands) == [(0, 18, None)]


@pytest.mark.parametrize("change", [None, Change.MORE])
def test_two_peoples_of_one_number_are_two_lines(change: Change | None) -> None:
    line = line_of(
        figure("Monitor", 2, who="nurses", category=CIVILIAN),
        figure("Monitor", 2, who="nurses" if change else "drivers", category=CIVILIAN, change=change),
    )
    assert [numbers(stands) for stands in line.people] == [[(0, 2, 2)], [(0, 2, 2)]]


def test_one_number_of_the_same_people_is_one_line_as_open_as_it_is_counted() -> None:
    line = line_of(figure("Monitor", 27, None), figure("Monitor", 27, claim="c2"))
    assert (numbers(line.stands), line.people) == ([(0, 27, None)], ())
    assert len(line_of(figure("Monitor", 5), figure("Monitor", 4, claim="c2")).people) == 2


def test_a_repetition_is_no_step_and_a_revision_is_one() -> None:
    line = line_of(*(later(day, "Monitor", number) for day, number in enumerate((9, 9, 21, 21))))
    assert numbers(line.stands) == [(0, 9, 9), (2, 21, 21)]


def test_each_people_has_its_own_revisions_and_all_of_them_are_counted() -> None:
    army = [later(0, "Army", 14, who="soldiers", category=COMBATANT, party="Oster")]
    army += [later(0, "Army", 138, who="rebels", category=COMBATANT, party="Vexmoq")]
    army += [later(1, "Army", 16, who="soldiers", category=COMBATANT, party="Oster")]
    line = line_of(*army)
    assert numbers(line.stands) == [(0, 152, 152), (1, 154, 154)]
    assert [numbers(stands) for stands in line.people] == [[(0, 14, 14), (1, 16, 16)], [(0, 138, 138)]]
    assert line.drawn == (*line.people, line.stands)


def test_parts_reprints_and_totals_of_more_stand_in_no_line() -> None:
    part = figure("Monitor", 5, who="children", sub=True)
    more = figure("Monitor", 900, claim="c2", campaign=True)
    echo = later(2, "Monitor", 12, reprint_of="d1")
    assert numbers(line_of(figure("Monitor", 12), part, more, echo).stands) == [(0, 12, 12)]
    assert lines_of([part, more], DEFAULT) == ()


def test_a_figure_is_known_from_the_last_day_that_its_report_may_be_of() -> None:
    rough = replace(later(3, "Monitor", 30), reported=ReportDate(DAY, DAY + timedelta(days=3), "metadata", 0.5))
    line = line_of(rough, later(1, "Monitor", 31))
    assert [(stand.day, stand.since) for stand in line.stands] == [(DAY + timedelta(days=1), None)]
    (stand,) = line_of(rough).stands
    assert (stand.day, stand.since) == (DAY + timedelta(days=3), DAY)


def test_what_a_report_without_a_day_says_is_the_last_as_in_the_headline() -> None:
    line = line_of(later(1, "Monitor", 20), replace(later(2, "Monitor", 26), reported=UNKNOWN))
    assert numbers(line.stands) == [(1, 20, 20), (None, 26, 26)]


def test_about_a_number_and_the_number_are_two_figures() -> None:
    rough = replace(figure("Monitor", 100), count=Count(100, 100, approx=True))
    line = line_of(rough, later(1, "Monitor", 100))
    assert [(number_words(stand), stand.about) for stand in line.stands] == [("~100", True), ("100", False)]


def test_a_reprint_whose_first_print_is_gone_speaks_for_its_origin() -> None:
    first, echo = figure("Monitor", 12), later(1, "Monitor", 12, reprint_of="d1")
    (alone,) = ledger_alone([echo])
    assert alone.reprint_of is None
    assert ledger_alone([first, echo]) == (first, echo)
