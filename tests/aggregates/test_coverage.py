"""Coverage: who reported when, and the days of which nobody did."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given as drawn
from hypothesis import strategies as st

from recount.aggregates.coverage import coverage_of, reprints_in
from recount.aggregates.groups import PERIODS, By, last_of
from tests.aggregates.figures import incident, published, reprint

START = date(2017, 1, 1)


def days(outlet: str, *numbers: int) -> list[tuple[str, date, str]]:
    return [(f"{outlet}{n}", START + timedelta(days=n), outlet) for n in numbers]


def test_gaps_between_periods_are_rows_and_reprints_are_shown_beside() -> None:
    reports = [published(*one) for one in (*days("One", 0, 1), *days("Two", 5))]
    told = incident("a", relations=(reprint("One0", "Two5"),))
    found = coverage_of(reports, reprints_in([told]), By.DAY)
    assert [(one.name, dict(one.reports), one.reprints) for one in found.periods] == [
        ("2017-01-01", {"One": 1}, 0),
        ("2017-01-02", {"One": 1}, 0),
        ("2017-01-03 to 2017-01-05", {}, 0),
        ("2017-01-06", {"Two": 1}, 1),
    ]
    assert [(one.name, one.reports, one.reprints) for one in found.outlets] == [("One", 2, 0), ("Two", 1, 1)]


def test_an_outlet_has_fallen_silent_when_it_is_quiet_for_longer_than_ever() -> None:
    reports = [published(*one) for one in (*days("One", 0, 4, 9), *days("Two", 0, 20, 25), *days("Three", 8, 9, 30))]
    found = {one.name: one for one in coverage_of(reports, (), By.WEEK).outlets}
    assert found["One"].silent_since == START + timedelta(days=9)
    assert (found["Two"].silent_since, found["Two"].gap) == (None, 19)
    assert found["Two"].gap_from == START + timedelta(days=1)
    assert found["Three"].silent_since is None


def test_reports_without_a_day_stand_in_no_period_and_without_an_outlet_under_none() -> None:
    found = coverage_of([published("1", None), published("2", START, None)], (), By.MONTH)
    assert (found.undated, [one.name for one in found.outlets]) == (1, ["no outlet"])
    assert coverage_of([], (), By.MONTH).periods == ()


@drawn(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 900)), max_size=30), st.sampled_from(PERIODS))
def test_periods_follow_one_another_without_a_hole_and_hold_every_report_once(
    drawn_days: list[tuple[str, int]], by: By
) -> None:
    reports = [published(f"{n}", START + timedelta(days=day), outlet) for n, (outlet, day) in enumerate(drawn_days)]
    found = coverage_of(reports, (), by)
    assert sum(sum(one.reports.values()) for one in found.periods) == len(reports)
    for before, after in zip(found.periods, found.periods[1:], strict=False):
        assert (after.first - before.last).days == 1
        assert before.reports or after.reports
    assert all(one.last == last_of(one.first, by) for one in found.periods if one.reports)
