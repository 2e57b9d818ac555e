from __future__ import annotations

import pytest

from recount.resolution.words import COMMON, RARE, UNKNOWN, rarity, stem_of, words_of


@pytest.mark.parametrize(
    ("word", "stem"),
    [("shelled", "shell"), ("shelling", "shell"), ("shells", "shell"), ("across", "across"), ("bridge", "bridg")],
)
def test_endings_are_no_part_of_a_word(word: str, stem: str) -> None:
    assert stem_of(word) == stem


def test_a_word_that_reports_seldom_have_tells_more_than_one_that_all_have() -> None:
    assert rarity("said") < COMMON < RARE <= rarity("zubrowka") == UNKNOWN


def test_names_of_countries_and_their_people_tell_nothing() -> None:
    assert words_of("Sudanese and Ugandan troops in Velmark") == {"velmark"}
