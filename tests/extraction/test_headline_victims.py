"""Headlines join those harmed with a comma and leave out "were"."""

from __future__ import annotations

import pytest

from tests.coded import read
from tests.extraction.told_figures import figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Father, son killed in Pirra shelling", [1, 1]),
        ("Couple, baby killed in shelling of Pirra", [2, 1]),
        ("Soldier, civilian killed in Pirra clash", [1, 1]),
        ("Two brothers, cousin killed in Pirra blast", [2, 1]),
        ("Police officer, four gunmen killed in Pirra clash", [1, 4]),
        ("Journalist, driver shot dead in Pirra", [1, 1]),
        ("Woman, her three children killed by shelling in Pirra", [1, 3]),
        ("Mother, two daughters killed in Pirra air strike", [1, 2]),
        ("Nurse, doctor, driver killed near Pirra", [1, 1, 1]),
        ("Father, son killed 12 people in Pirra", [12]),
        ("On Monday, two soldiers were killed in Pirra", [2]),
    ],
)
def test_each_of_a_headlines_list_is_counted(text: str, told: list[int]) -> None:

    tolls = [toll.value for claim in read(text).claims for toll in claim.tolls]
    assert sorted(toll.count.low or 0 for toll in tolls if toll.harm == "killed") == sorted(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Teacher, nurse abducted in Pirra", "abducted 1"),
        ("Three soldiers, officer wounded in Pirra ambush", "wounded 1; wounded 3"),
        ("Mosque, school destroyed in Pirra air strike", "destroyed 1"),
        ("Bomb, gunfire heard in Pirra", ""),
    ],
)
def test_other_harms_of_headlines_are_told_alike(text: str, told: str) -> None:
    assert figures(text) == told
