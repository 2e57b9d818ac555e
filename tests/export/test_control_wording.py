"""What is said of a place is told as exactly as it is known."""

from __future__ import annotations

from datetime import date

import pytest

from recount.codebook.rules import Shift
from recount.control import Step
from recount.export.control_wording import since_words, step_days


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(2015, 5, 1), date(2015, 5, 31), "May 2015"),
        (date(2016, 2, 1), date(2016, 2, 29), "Feb 2016"),
        (date(2015, 5, 1), date(2015, 5, 30), "1–30 May 2015"),
        (date(2015, 5, 1), date(2015, 6, 30), "1 May – 30 Jun 2015"),
        (date(2015, 5, 1), date(2015, 5, 1), "1 May 2015"),
        (None, date(2015, 5, 31), "by 31 May 2015"),
        (None, None, "no date"),
    ],
)
def test_a_month_and_a_year_are_no_range_of_days(first: date | None, last: date | None, words: str) -> None:
    step = Step(Shift.TAKEN, (), (), (), first, last, False, False, False, (), (), (), ())
    assert step_days(step) == words
    assert words in since_words(step)
