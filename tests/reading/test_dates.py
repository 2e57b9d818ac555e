from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.reading.dates import dates_in, day_given, day_of, full_dates, month_days, weekday_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mon 24 Oct 2016 Shells fell", "2016-10-24"),
        ("LIMA, 16 MAR 89 (EFE) -- [TEXT]", "1989-03-16"),
        ("QUITO, 22 AUGUST 91 -- NOTHING", "1991-08-22"),
        ("PERTH, JUNE 11 89 (AFP) -- [TEXT]", "1989-06-11"),
        ("Seen on 24/10/2016 by", "2016-10-24"),
        ("Seen on 04/23/2017 by", "2017-04-23"),
        ("06.04.2017Get short URL", "2017-04-06"),
        ("01-02-2015 Rockets", "2015-02-01"),
        ("October 24, 2016", "2016-10-24"),
        ("Aug. 5, 2013", "2013-08-05"),
        ("Sept 5 2013", "2013-09-05"),
        ("the 5th of May 2014", "2014-05-05"),
        ("2016-06-03T23:59:00Z", "2016-06-03"),
        ("2016 October 24", "2016-10-24"),
        ("Last updated at Oct 032017 BEIRUT", "2017-10-03"),
        ("Tuesday, June 6, 2017", "2017-06-06"),
    ],
)
def test_dates_are_read_as_pages_print_them(text: str, day: str) -> None:
    assert [found.first.isoformat() for found in full_dates(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "on 5 May 12 people were killed",
        "on 5 May 85 people were killed",
        "On May 12 14-year-old boys were held",
        "they may 12, 2014 times",
        "31/02/2016",
        "version 1.2.2016.4",
        "120 march 2014 women",
        "31 June 2014",
        "12 May 1,200 families fled",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert full_dates(text) == ()


def test_a_weekday_that_is_not_the_days_own_is_noticed() -> None:
    right, wrong = full_dates("Monday 24 October 2016 and Tuesday 24 October 2016")
    assert (right.contradicted, wrong.contradicted) == (False, True)


def test_months_and_years_are_dates_of_their_length() -> None:
    text = "It fell in January 2014. Since 2011 the town, with 2000 homes in 2000 villages, was cut off."
    assert [(d.first.isoformat(), d.last.isoformat(), d.span.of(text)) for d in dates_in(text)] == [
        ("2014-01-01", "2014-01-31", "January 2014"),
        ("2011-01-01", "2011-12-31", "2011"),
    ]


def test_days_without_a_year_keep_month_and_day() -> None:
    text = "on Monday, June 5, and on Tuesday 6 June; not on Monday June 5 2017"
    assert [(weekday, month, day) for weekday, month, day, _ in weekday_dates(text)] == [(0, 6, 5), (1, 6, 6)]
    assert [(month, day) for month, day, _ in month_days("AMMAN, June 5 (Reuters)", 0, 22)] == [(6, 5)]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2016-06-03", "2016-06-03"),
        ("20160603T101500", "2016-06-03"),
        (" 2016-06-03T23:30:00+03:00", "2016-06-03"),
        ("3 June 2016", "2016-06-03"),
        ("June 2016", None),
        ("yesterday", None),
        ("2016-13-40", None),
        ("", None),
    ],
)
def test_a_given_day_is_read_in_any_spelling_or_not_at_all(value: str, day: str | None) -> None:
    found = day_given(value)
    assert (found.isoformat() if found else None) == day


def test_years_far_off_are_no_dates() -> None:
    assert day_of(1016, 5, 4) is None
    assert day_of(2016, 2, 29) == date(2016, 2, 29)
    assert day_of(2015, 2, 29) is None


@given(
    st.dates(date(1980, 1, 1), date(2029, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%a %d %b %Y"]),
)
def test_every_printed_day_is_read_back(day: date, form: str) -> None:
    text = f"Report of {day.strftime(form)} from the town"
    (found,) = full_dates(text)
    assert found.first == found.last == day
    assert not found.contradicted


@given(st.text(max_size=300))
def test_dates_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for found in dates_in(text):
        assert end <= found.span.start < found.span.end <= len(text)
        assert found.first <= found.last
        end = found.span.end
