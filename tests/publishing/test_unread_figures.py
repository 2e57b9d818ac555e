"""Numbers beside words of harm that no figure was read from."""

from __future__ import annotations

import pytest

from recount.model import Span
from recount.publishing.unread_figures import unread_figure


@pytest.mark.parametrize(
    "words",
    [
        "At least 14 residents of the quarter were killed.",
        "Three bakers died there.",
        "The raid wounded about 1,200 people.",
        "Dozens were said to be dead.",
    ],
)
def test_a_number_beside_a_word_of_harm_is_found(words: str) -> None:
    assert unread_figure(words, 0, len(words), ())


@pytest.mark.parametrize(
    "words",
    ["People were killed on 14 May.", "He was killed in 2015.", "The 40 trucks left.", "He died 3 days later.", ""],
)
def test_days_years_and_things_are_no_figures_of_harm(words: str) -> None:
    assert not unread_figure(words, 0, len(words), ())


def test_a_number_that_was_read_is_not_found_again() -> None:
    words = "At least 14 residents were killed."
    assert not unread_figure(words, 0, len(words), [Span(0, 21)])
