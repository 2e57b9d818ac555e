"""Forms of time beside the plain ones: other calendars, feasts, periods, stretches, time zones, vague words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.extraction.calendar_hijri import hijri_day, hijri_days, hijri_month, hijri_month_of, hijri_year_of
from recount.extraction.time_named import named_times
from recount.extraction.time_vague import VAGUE
from recount.extraction.when import times_in
from recount.model import UNDATED, ReportDate
from tests.extraction.figures import flat, tree

SATURDAY = date(2016, 10, 22)
WORDS = [
    "the", "last", "past", "two", "3", "13", "1437", "2016", "days", "weeks", "year-earlier", "quarter", "Ramadan",
    "Eid", "al-Fitr", "on", "in", "since", "for", "of", "and", "to", "first", "third", "Friday", "March", "ago",
    "(", ")", "/", ".", "now", "recent", "22:00", "GMT", "dawn", "at", "century", "1980s", "'", "-", "the",
    "fiscal",
]  # fmt: skip


def on(day: date) -> ReportDate:
    return ReportDate(day, day, "given", 1.0)


def isos(text: str, published: ReportDate | None = None) -> list[str]:
    return [m.when.value.iso() for m in times_in(flat(text), published or on(SATURDAY))]


def named(*texts: str, day: date = SATURDAY) -> list[tuple[str, str]]:
    return [(when.rule, when.value.iso()) for when in named_times([flat(text) for text in texts], on(day))]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 12 Ramadan 1437 rebels", "2016-06-17/2016-06-19"),
        ("on 12 Ramadan rebels", "2016-06-17/2016-06-19"),
        ("on the first day of Ramadan", "2016-06-06/2016-06-08"),
        ("in Muharram 1438 rebels", "2016-10-02/2016-11-02"),
        ("on 10 Muharram", "2016-10-11/2016-10-13"),
        ("on the second day of Eid al-Adha", "2016-09-13/2016-09-15"),
        ("on Ashura rebels", "2016-10-11/2016-10-13"),
        ("on Christmas Eve rebels", "2015-12-24"),
        ("on New Year's Day rebels", "2016-01-01"),
        ("on New Years Eve rebels", "2015-12-31"),
        ("on Thanksgiving Day", "2015-11-26"),
    ],
)
def test_other_calendars_and_feasts_come_with_their_doubt(text: str, iso: str) -> None:
    assert isos(text) == [iso]


@pytest.mark.parametrize("text", ["Mr Ramadan said", "Rajab fled"])
def test_names_of_months_that_are_names_of_people_are_no_time(text: str) -> None:
    assert isos(text) == []


@settings(deadline=None)
@given(st.integers(1, 9000), st.integers(1, 12), st.integers(1, 29))
def test_a_day_of_the_islamic_calendar_keeps_its_year_and_order(year: int, month: int, day: int) -> None:
    found = hijri_day(year, month, day)
    assert found is not None
    assert hijri_year_of(found) == year
    following = hijri_day(year, month, day + 1)
    assert following is not None
    assert following - found == timedelta(days=1)


@settings(deadline=None)
@given(st.integers(1, 9000), st.integers(1, 11))
def test_an_islamic_month_ends_where_the_next_begins(year: int, month: int) -> None:
    days, after = hijri_month(year, month), hijri_days(year, month + 1, 1, 1)
    assert days is not None
    assert after is not None
    assert days[1] - after[0] == timedelta(days=1)  # each end has its day of doubt


@pytest.mark.parametrize(
    ("words", "month"),
    [("rabi al-awwal", 3), ("rabi ii", 4), ("jumada al-thani", 6), ("sha'ban", 8), ("dhu al-hijja", 12), ("may", None)],
)
def test_months_are_known_in_their_spellings(words: str, month: int | None) -> None:
    assert hijri_month_of(words) == month


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("over the past eight months", "2016-02-01/2016-10-31"),
        ("over the past three years", "2013-10-01/2016-10-31"),
        ("over the past few hours", "2016-10-22"),
        ("within 48 hours", "2016-10-20/2016-10-22"),
        ("in two days of clashes", "2016-10-21/2016-10-22"),
        ("the three-year-old war", "2013-01-01/2016-12-31"),
        ("for nearly two years", "2014-01-01/2016-12-31"),
        ("since the start of the year", "2016-01-01/2016-10-22"),
        ("so far this month", "2016-10-01/2016-10-22"),
        ("at dawn rebels", "2016-10-22"),
        ("AT MIDNIGHT REBELS", "2016-10-22"),
        ("LAST NIGHT REBELS", "2016-10-21"),
        ("on the 3rd in Tel", "2016-10-03"),
        ("the third quarter of 2015", "2015-07-01/2015-09-30"),
        ("in the second half of 2015", "2015-07-01/2015-12-31"),
        ("in the 1980s", "1980-01-01/1989-12-31"),
        ("in the nineties", "1990-01-01/1999-12-31"),
        ("in nineteen ninety-six", "1996"),
        ("this November rebels", "2016-11"),
    ],
)
def test_stretches_and_periods_resolve_to_days(text: str, iso: str) -> None:
    assert isos(text) == [iso]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("at 1 a.m. ( 2200 GMT Thursday )", "2016-10-21"),
        ("at 1 a.m. (2200 GMT Thursday)", "2016-10-21"),
        ("at 9 p.m. (0200 GMT Friday)", "2016-10-20"),
        ("at 3 p.m. (1200 GMT Thursday)", "2016-10-20"),
        ("at 22:00 GMT on Thursday", "2016-10-20"),
    ],
)
def test_the_local_day_holds_where_both_clocks_are_given(text: str, iso: str) -> None:
    assert isos(text) == [iso]


def test_a_wire_in_capitals_gives_its_days() -> None:
    wire = on(date(1990, 1, 22))
    assert isos("ON 20 JAN GUERRILLAS ATTACKED", wire) == ["1990-01-20"]
    assert isos("THE ATTACK ON 20 JAN 90 IN THE CITY", wire) == ["1990-01-20"]
    assert isos("20 JAN 90 ( RADIO", wire) == []


def test_words_without_a_date_are_named_but_date_no_event() -> None:
    text = "now/ADV rebels hold the town currently after recent days and soon/ADV"
    assert {rule for rule, _ in named(text)} == VAGUE
    assert isos(text) == []


@pytest.mark.parametrize("text", ["nowhere to go", "electric current/NOUN", "soon after the raid"])
def test_words_that_only_look_vague_are_not_named(text: str) -> None:
    assert named(text) == []


def test_a_year_earlier_is_the_same_quarter_where_a_quarter_was_told_of() -> None:
    told = named("profit in the third quarter", "against a loss a year-earlier", day=date(2016, 11, 2))
    assert told == [("when.quarter", "2016-07-01/2016-09-30"), ("when.quarter", "2015-07-01/2015-09-30")]
    assert named("against a year-earlier loss") == [("when.year", "2015")]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("They/PRON/1/nsubj agreed/VERB/1/root/VBD/agree to/PART/3/mark/TO leave/VERB/1/xcomp/VB on/ADP/5/case "
         "Monday/PROPN/3/obl", "2016-10-24"),
        ("They/PRON/1/nsubj tried/VERB/1/root/VBD/try to/PART/3/mark/TO leave/VERB/1/xcomp/VB on/ADP/5/case "
         "Monday/PROPN/3/obl", "2016-10-17"),
        ("They/PRON/2/nsubj would/AUX/2/aux/MD leave/VERB/2/root/VB on/ADP/4/case Monday/PROPN/2/obl", "2016-10-24"),
        ("They/PRON/1/nsubj left/VERB/1/root/VBD/leave on/ADP/3/case Monday/PROPN/1/obl", "2016-10-17"),
    ],
)  # fmt: skip
def test_what_is_bound_to_be_done_lies_ahead(text: str, iso: str) -> None:
    assert [m.when.value.iso() for m in times_in(tree(text), on(SATURDAY))] == [iso]


def test_a_time_keeps_the_day_it_was_counted_from() -> None:
    (friday,) = times_in(flat("on Friday rebels"), on(SATURDAY))
    assert friday.when.value.anchor == (SATURDAY, SATURDAY)
    (full,) = times_in(flat("on 24 October 2014"), on(SATURDAY))
    assert full.when.value.anchor == ()
    week = ReportDate(date(2016, 10, 17), date(2016, 10, 21), "bounded", 0.5)
    (yesterday,) = times_in(flat("yesterday rebels"), week)
    assert yesterday.when.value.anchor == (week.first, week.last)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=14,
    ),
    st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31))),
)
def test_no_row_of_words_breaks_the_reading_and_every_span_lies_in_the_text(words: list[str], day: date | None) -> None:
    if not words:
        return
    sentence = flat(" ".join(words))
    published = UNDATED if day is None else on(day)
    found = [m.when for m in times_in(sentence, published)] + list(named_times([sentence], published))
    for when in found:
        assert sentence.span.start <= when.span.start < when.span.end <= sentence.span.end
        if when.value.first is not None and when.value.last is not None:
            assert when.value.first <= when.value.last
