"""The dead told apart in a clause that begins with them."""

from __future__ import annotations

import pytest

from tests.extraction.told_figures import figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The toll from the bombing in Vessa rose to 100. Of those killed, 97 were policemen and three were cooks.",
            "killed 100; part killed 3; part killed 97",
        ),
        ("The raid on Vessa killed 60. Of the dead, 58 were soldiers.", "killed 60; part killed 58"),
        ("An air strike killed 30 people in Vessa. Of the 30 killed, 21 were children.", "killed 30; part killed 21"),
        ("An air strike killed 30 people in Vessa. Among those killed, 21 were children.", "killed 30; part killed 21"),
        ("Of the 25 people killed in the raid on Vessa, 19 were civilians.", "killed 25; part killed 19"),
        ("The mayor said that of the 25 killed in the bombing of Vessa, 19 were nurses.", "killed 25; part killed 19"),
        ("A drone strike killed 20 in Vessa. Out of those killed, 13 were guards.", "killed 20; part killed 13"),
        (
            "Of those killed in the raid on Vessa, at least nine were women, seven were children and four were guards.",
            "part killed 4; part killed 7; part killed 9+",
        ),
        (
            "Shelling killed 14 people and wounded 40 in Vessa. Of the wounded, 12 were children.",
            "killed 14; part wounded 12; wounded 40",
        ),
        ("Shelling wounded 40 people in Vessa. Of the wounded, five died.", "more killed 5; wounded 40"),
        ("In Vessa, 12 people were killed and 40 were wounded.", "killed 12; wounded 40"),
        ("Of the two towns, 12 people were killed in Vessa.", "killed 12"),
        ("Police said 97 policemen were killed in Vessa.", "killed 97"),
    ],
)
def test_those_told_apart_are_parts_of_the_dead(text: str, told: str) -> None:
    assert figures(text) == told
