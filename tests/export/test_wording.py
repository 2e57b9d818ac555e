"""Values in a reader's words."""

from __future__ import annotations

import pytest

from recount.export.wording import change_words
from recount.model import Change, Count


@pytest.mark.parametrize(
    ("change", "earlier", "words"),
    [
        (None, None, ""),
        (Change.RISING, None, "told as risen"),
        (Change.RISING, Count(9, None), "told as risen from 9+"),
        (Change.FALLING, Count(19, 19), "told as lowered from 19"),
        (Change.MORE, None, "told as added to others"),
    ],
)
def test_what_a_sentence_says_of_an_earlier_figure_is_said_in_words(
    change: Change | None, earlier: Count | None, words: str
) -> None:
    assert change_words(change, earlier) == words


@pytest.mark.parametrize("change", list(Change))
def test_every_change_has_its_words(change: Change) -> None:
    assert change_words(change, None).startswith("told as ")
