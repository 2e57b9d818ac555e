"""Tolls by place, type and period: what is summed, how far it is known, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from recount.aggregates.groups import By, last_of, period_name, period_of
from recount.aggregates.sums import REJECTED, WITHIN, Measure, Sum, parted, sum_of
from recount.aggregates.totals import Totals, totals_by
from recount.export.sum_wording import sum_words
from recount.model import Category, Harm, Incident, Place, PlacePrecision, Status, When
from recount.tolls import headline_of
from recount.tolls.several import CAMPAIGN, WIDE
from tests.aggregates.figures import ALEPPO, DAY, RANGE, UCDP, figure, incident, published


def row(totals: Totals, name: str) -> Sum:
    return next(one.sum for one in totals.rows if one.group.name == name)


def test_a_total_sums_each_incidents_headline_and_never_its_origins() -> None:
    two = incident("a", figure("monitor", 26), figure("army", 9))
    one = incident("b", figure("monitor", 4))
    found = sum_of([two, one], RANGE)
    assert (found.low, found.high, found.told) == (13, 30, ("a", "b"))


def test_open_bounds_stay_open_and_a_best_figure_needs_all_of_them() -> None:
    at_least = incident("a", figure("monitor", 26, None))
    most = incident("b", figure("army", None, 9))
    assert (sum_of([at_least, most], RANGE).low, sum_of([at_least, most], RANGE).high) == (26, None)
    assert sum_of([incident("c", figure("x", 3)), incident("d", figure("x", 4))], UCDP).best == 7
    assert sum_of([at_least, incident("c", figure("x", 3, 5))], RANGE).best is None


def test_an_incident_without_a_figure_is_counted_and_is_no_zero() -> None:
    found = sum_of(
        [incident("a"), incident("b", figure("x", 0)), incident("c", figure("x", 2, harm=Harm.WOUNDED))], RANGE
    )
    assert (found.low, found.high, found.told, found.silent) == (0, 0, ("b",), ("a", "c"))


def test_killed_and_wounded_together_are_no_figure_of_either_and_are_listed() -> None:
    told = [incident("a", figure("x", 40, harm=Harm.CASUALTIES)), incident("b", figure("x", 2))]
    totals = totals_by(By.TYPE, told, RANGE)
    assert (totals.everything.low, totals.everything.silent, totals.undivided) == (2, ("a",), ("a",))


def test_parts_and_campaign_totals_are_not_added() -> None:
    whole = figure("x", 10)
    part = figure("x", 4, who="children", category=Category.CIVILIAN, sub=True)
    campaign = figure("x", 500, campaign=True)
    found = sum_of([incident("a", whole, part, campaign)], RANGE)
    assert (found.low, found.high) == (10, 10)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"status": Status.DENIED}, "only denied"),
        ({"status": Status.PLANNED}, "only planned"),
        ({"status": Status.ALLEGED}, "only alleged"),
        ({"status": Status.HYPOTHETICAL}, "only hypothetical"),
        ({"type": "toll_report"}, CAMPAIGN),
        ({"ledger": (figure("x", 900, campaign=True),)}, CAMPAIGN),
        ({"grade": "rejected"}, REJECTED),
        ({"part_of": "whole"}, WITHIN),
    ],
)
def test_what_a_total_does_not_count_is_listed_with_its_reason(changes: dict[str, object], why: str) -> None:
    whole = incident("whole", figure("x", 40), episodes=("a",))
    totals = totals_by(By.TYPE, [whole, incident("a", **{"ledger": (figure("x", 3),), **changes})], RANGE)  # type: ignore[arg-type]
    assert [(one.why, one.sum.told or one.sum.silent) for one in totals.left_out] == [(why, ("a",))]
    assert totals.everything.low == 40


SYRIA = Place("Syria", "SY", None, 35.0, 38.0, PlacePrecision.COUNTRY, 163843)
YEAR = When.between(date(2014, 2, 1), date(2015, 2, 28))


@pytest.mark.parametrize(
    ("killed", "place", "when", "kept"),
    [
        (200_000, None, None, False),
        (7_001, SYRIA, When.day(DAY), False),
        (5_812, SYRIA, YEAR, False),
        (313, None, YEAR, False),
        (2_000, ALEPPO, YEAR, False),
        (313, ALEPPO, YEAR, True),
        (1_429, ALEPPO, When.day(DAY), True),
        (1_700, ALEPPO, None, True),
        (245, SYRIA, When.day(DAY), True),
        (60, None, None, True),
    ],
)
def test_figures_too_large_for_what_is_told_of_place_and_time_are_no_incidents(
    killed: int, place: Place | None, when: When | None, kept: bool
) -> None:
    one = incident("a", figure("x", killed, None), type="attack", place=place, when=when)
    found, out = parted([one], RANGE)
    assert (len(found), list(out)) == ((1, []) if kept else (0, [WIDE]))


def test_an_operation_whose_figure_is_left_out_leaves_its_episodes() -> None:
    whole = incident("whole", figure("x", 5_000), episodes=("a",), place=SYRIA, when=YEAR)
    found, _ = parted([whole, incident("a", figure("x", 3), part_of="whole")], RANGE)
    assert [one.id for one in found] == ["a"]


def test_an_episode_is_in_the_figure_of_what_its_operation_is_part_of() -> None:
    siege = incident("siege", figure("x", 90), episodes=("assault",))
    assault = incident("assault", part_of="siege", episodes=("strike",))
    strike = incident("strike", figure("x", 7), part_of="assault")
    kept, out = parted([strike, assault, siege], RANGE)
    assert ([one.id for one in kept], [one.id for one in out[WITHIN]]) == (["siege"], ["strike", "assault"])


@pytest.mark.parametrize(
    ("told", "over", "within"),
    [(4, 3, True), (4, 4, True), (4, 5, False), (None, 5, True), (4, None, True)],
)
def test_a_figure_told_before_an_episode_was_over_does_not_count_it(
    told: int | None, over: int | None, within: bool
) -> None:
    reported = published("r", DAY.replace(day=told) if told else None).published
    whole = incident("whole", replace(figure("x", 60), reported=reported), episodes=("a",))
    part = incident("a", figure("x", 9), part_of="whole", day=DAY.replace(day=over) if over else None)
    kept, _ = parted([whole, part], RANGE)
    assert ([one.id for one in kept] == ["whole"]) is within


EVENTS = st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.booleans()), min_size=1, max_size=6)


@drawn(EVENTS)
def test_a_total_never_counts_an_episode_beside_a_figure_it_is_in(chain: list[tuple[int, bool, bool]]) -> None:
    """A chain of operations, each part of the one before it: of those with a figure the outermost counts alone."""
    told = [
        incident(
            str(n),
            *([figure("x", killed)] if has else []),
            grade="rejected" if rejected else "",
            part_of=str(n - 1) if n else None,
            episodes=(str(n + 1),),
        )
        for n, (killed, has, rejected) in enumerate(chain)
    ]
    expected = next((killed for killed, has, rejected in chain if has and not rejected), 0)
    for one in (told, told[::-1]):
        kept, _ = parted(one, RANGE)
        assert sum_of(kept, RANGE).low == expected


def test_what_is_history_stands_in_no_period() -> None:
    totals = totals_by(By.YEAR, [incident("a", figure("x", 3), day=date(1516, 8, 24))], RANGE)
    assert (totals.rows, [one.why for one in totals.left_out]) == ((), ["before 1900, which no report is news of"])


def test_episodes_count_where_their_operation_gives_no_figure() -> None:
    whole, part = incident("whole", episodes=("a",)), incident("a", figure("x", 3), part_of="whole")
    kept, out = parted([whole, part], RANGE)
    assert ([one.id for one in kept], out) == (["whole", "a"], {})


def test_towns_regions_and_what_has_no_place_are_told_apart() -> None:
    region = Place("Aleppo", "SY", "Aleppo", 36.2, 37.5, PlacePrecision.GOVERNORATE)
    totals = totals_by(
        By.PLACE,
        [
            incident("a", figure("x", 1), place=ALEPPO, place_names=("Aleppo",)),
            incident("b", figure("x", 2), place=ALEPPO, place_names=("Halab",)),
            incident("c", figure("x", 4), place=ALEPPO, place_names=("Halab",)),
            incident("d", figure("x", 8), place=region),
            incident("e", figure("x", 16), place=None),
        ],
        RANGE,
    )
    assert (row(totals, "Halab").low, row(totals, "Aleppo (region)").low) == (7, 8)
    assert [(one.why, one.sum.low) for one in totals.left_out] == [("no known place", 16)]


def test_the_widest_row_comes_first_and_governorates_and_countries_gather() -> None:
    country = Place("Syria", "SY", None, 35.0, 38.0, PlacePrecision.COUNTRY)
    told = [
        incident("a", figure("x", 1), place=ALEPPO),
        incident("b", figure("x", 5)),
        incident("c", figure("x", 7), place=country),
    ]
    assert [one.group.name for one in totals_by(By.GOVERNORATE, told, RANGE).rows] == ["Ar-Raqqah", "Aleppo"]
    assert row(totals_by(By.COUNTRY, told, RANGE), "SY").low == 13


@pytest.mark.parametrize(
    ("by", "day", "first", "last", "name"),
    [
        (By.DAY, date(2017, 6, 3), date(2017, 6, 3), date(2017, 6, 3), "2017-06-03"),
        (By.WEEK, date(2017, 6, 3), date(2017, 5, 29), date(2017, 6, 4), "2017-W22"),
        (By.WEEK, date(2021, 1, 2), date(2020, 12, 28), date(2021, 1, 3), "2020-W53"),
        (By.MONTH, date(2016, 2, 9), date(2016, 2, 1), date(2016, 2, 29), "2016-02"),
        (By.MONTH, date(2016, 12, 9), date(2016, 12, 1), date(2016, 12, 31), "2016-12"),
        (By.YEAR, date(2016, 2, 9), date(2016, 1, 1), date(2016, 12, 31), "2016"),
        (By.WEEK, date.max, date(9999, 12, 27), date.max, "9999-W52"),
    ],
)
def test_a_day_lies_in_one_period(by: By, day: date, first: date, last: date, name: str) -> None:
    assert (period_of(day, by), last_of(period_of(day, by), by), period_name(first, by)) == (first, last, name)


def test_periods_show_where_nobody_reported_so_that_silence_is_not_read_as_peace() -> None:
    told = [incident("a", figure("x", 3), day=date(2017, 1, 5)), incident("b", day=date(2017, 6, 5))]
    reports = [published("1", date(2017, 1, 6)), published("2", date(2017, 3, 1)), published("3", None)]
    totals = totals_by(By.MONTH, told, RANGE, reports)
    assert [(one.group.name, one.sum.low, one.sum.incidents, one.reports) for one in totals.rows] == [
        ("2017-01", 3, 1, 1),
        ("2017-02", 0, 0, 0),
        ("2017-03", 0, 0, 1),
        ("2017-04 to 2017-05", 0, 0, 0),
        ("2017-06", 0, 1, 0),
    ]
    assert totals.undated == 1


def test_what_may_lie_in_two_periods_and_what_has_no_date_is_left_out_of_periods() -> None:
    spans = incident("a", figure("x", 3), when=When.between(date(2017, 1, 30), date(2017, 2, 2)))
    totals = totals_by(By.MONTH, [spans, incident("b", figure("x", 1), day=None)], RANGE)
    assert [(one.why, one.sum.low) for one in totals.left_out] == [
        ("may have happened in more than one period", 3),
        ("no date", 1),
    ]
    assert row(totals_by(By.YEAR, [spans], RANGE), "2017").low == 3


FIGURES = st.builds(
    lambda origin, low, more, category, sub, campaign: figure(
        origin, low, None if more is None else low + more, category=category, sub=sub, campaign=campaign
    ),
    st.sampled_from(["army", "monitor", "outlet"]),
    st.integers(0, 100),
    st.none() | st.integers(0, 20),
    st.sampled_from([Category.UNKNOWN, Category.CIVILIAN, Category.COMBATANT]),
    st.booleans(),
    st.booleans(),
)
INCIDENTS = st.lists(
    st.tuples(
        st.lists(FIGURES, max_size=5),
        st.sampled_from(list(Status)),
        st.sampled_from([ALEPPO, None]),
        st.sampled_from([DAY, None, date(2016, 1, 1)]),
        st.sampled_from(["air_strike", "toll_report", "shelling"]),
    ),
    max_size=8,
).map(
    lambda drawn_: [
        incident(f"i{n}", *ledger, status=status, place=place, day=day, type=kind)
        for n, (ledger, status, place, day, kind) in enumerate(drawn_)
    ]
)


@drawn(INCIDENTS, st.sampled_from(list(By)), st.randoms())
def test_every_incident_is_in_one_row_or_left_out_once_and_sums_are_those_of_their_parts(
    told: list[Incident], by: By, chance: object
) -> None:
    totals = totals_by(by, told, RANGE)
    sums = [one.sum for one in totals.rows] + [one.sum for one in totals.left_out]
    ids = [key for one in sums for key in (*one.told, *one.silent)]
    assert sorted(ids) == sorted(one.id for one in told)
    assert totals.everything.low == sum(one.sum.low for one in totals.rows)
    known = {one.id: one for one in told}
    for one in sums:
        parts = [headline_of(RANGE.rule, known[key].ledger, Harm.KILLED) for key in one.told]
        assert one.low == sum(part.low or 0 for part in parts if part)
        assert one.high is None or one.high >= one.low
    shuffled = list(told)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert totals_by(by, shuffled, RANGE) == totals


ONE_EACH = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 500), min_size=1)


@drawn(st.lists(ONE_EACH, min_size=1, max_size=6), st.sampled_from([RANGE, UCDP]))
def test_no_total_sums_over_different_origins(told: list[dict[str, int]], measure: Measure) -> None:
    incidents = [
        incident(f"i{n}", *(figure(origin, number, claim=f"c{origin}") for origin, number in one.items()))
        for n, one in enumerate(told)
    ]
    found = sum_of(incidents, measure)
    assert (found.low, found.high) == (sum(min(one.values()) for one in told), sum(max(one.values()) for one in told))
    if measure is UCDP:
        assert found.best is not None
        assert found.low <= found.best <= (found.high or 0)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([[("monitor", 10, 10), ("council", 22, None)]], "10 to 22 or more"),
        ([[("monitor", 3, 3), ("council", 24, None)], [("monitor", 5, 5)]], "8 to 29 or more"),
        ([[("monitor", 26, None)]], "at least 26"),
        ([[("monitor", 26, None)], [("monitor", None, 9)]], "26 to 35 or more"),
        ([[("monitor", 26, 26), ("army", 9, 9)]], "9 to 26"),
        ([[]], "–"),
    ],
)
def test_a_sum_says_the_highest_number_told_though_it_is_open(
    figures: list[list[tuple[str, int | None, int | None]]], words: str
) -> None:
    told = [
        incident(f"i{n}", *(figure(origin, low, high) for origin, low, high in some)) for n, some in enumerate(figures)
    ]
    assert sum_words(sum_of(told, RANGE)) == words
