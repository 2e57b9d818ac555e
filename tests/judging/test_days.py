"""Days as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import RecordError
from recount.export.wording import days_words
from recount.judging.days import days_said
from recount.judging.fields import Field, stored_value
from recount.model import Place


def _nowhere(_value: str) -> Place:
    raise AssertionError


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("5 Aug 2015", "2015-08-05"),
        ("3 August 2015", "2015-08-03"),
        ("August 3, 2015", "2015-08-03"),
        ("Sept. 3rd, 2015", "2015-09-03"),
        ("3rd sep 2015", "2015-09-03"),
        ("5–6 Jun 2017", "2017-06-05/2017-06-06"),
        ("June 5-6, 2017", "2017-06-05/2017-06-06"),
        ("30 Jun – 2 Jul 2017", "2017-06-30/2017-07-02"),
        ("30 Dec 2016 to 2 Jan 2017", "2016-12-30/2017-01-02"),
        ("5 June/7 June 2017", "2017-06-05/2017-06-07"),
        ("Jun 2017", "2017-06"),
        ("May–June 2017", "2017-05-01/2017-06-30"),
        ("2015–2016", "2015-01-01/2016-12-31"),
        ("2017", "2017"),
    ],
)
def test_a_day_is_taken_as_pages_and_people_write_it(words: str, iso: str) -> None:
    said = days_said(words)
    assert said is not None
    assert said.iso() == iso
    assert stored_value(Field("time"), words, (), _nowhere) == iso


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Friday",
        "5 Aug",
        "31 Jun 2017",
        "5 Quintember 2015",
        "6 Jun 2017 – 5 Jun 2017",
        "5 6 2017",
        "1–2–3 Jun 2017",
    ],
)
def test_what_means_no_day_is_refused(words: str) -> None:
    assert days_said(words) is None
    with pytest.raises(RecordError):
        stored_value(Field("time"), words, (), _nowhere)


@given(st.dates(date(1801, 1, 1), date(2100, 1, 1)), st.integers(0, 900))
def test_what_a_page_shows_can_be_given_back(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    said = days_said(days_words(first, last))
    assert said is not None
    assert (said.first, said.last) == (first, last)
