"""People in hospital are wounded; of the harmed of whom something more is told, a number is a part."""

from __future__ import annotations

import pytest

from tests.extraction.told_figures import figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The blast in Pirra killed nine people and 15 are in hospital.", "killed 9; wounded 15"),
        (
            "The blast in Pirra killed nine people; 15 were in hospital on Monday, the mayor said.",
            "killed 9; wounded 15",
        ),
        ("The shelling of Pirra killed two and six people remain in hospital.", "killed 2; part wounded 6"),
        (
            "The blast in Pirra wounded 20 people. Five of the wounded were in critical condition.",
            "part wounded 5; wounded 20",
        ),
        ("Five of the wounded were in critical condition, doctors in Pirra said after the blast.", "part wounded 5"),
        (
            "Five of the wounded were in critical condition, and 12 died in a raid on Homs.",
            "killed 12; part wounded 5",
        ),
        ("Three of the injured are in a serious condition after the shelling of Pirra.", "part wounded 3"),
        ("Two of those hurt were in critical condition after the shelling of Pirra.", "part wounded 2"),
        ("The shelling of Pirra killed two, and 15 doctors are in hospital to help.", "killed 2"),
        ("The shelling killed two, and 15 are in the hospital's morgue.", "killed 2"),
        ("The 15 beds in the hospital in Pirra burned when shells killed two nurses.", "killed 2"),
    ],
)
def test_who_lies_in_hospital_is_wounded(text: str, told: str) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Gunmen abducted 40 villagers in Sokka. Police said 23 of the abducted villagers had been freed.",
            "abducted 40; part abducted 23",
        ),
        ("Nine of the kidnapped pupils were released in Sokka on Monday.", "part abducted 9"),
        ("Seven of the abducted girls escaped in Sokka on Monday.", "part abducted 7"),
        ("The army rescued 31 kidnapped women in Sokka on Monday.", "part abducted 31"),
        ("Twelve of the kidnapped students remain in captivity in Sokka.", "part abducted 12"),
        ("Ten of the detained men were released from the prison in Sokka.", "part captured 10"),
        ("Three of the wounded soldiers were discharged in Sokka.", "part wounded 3"),
        ("Five of the abducted farmers were killed in Sokka on Monday.", "killed 5"),
        ("Gunmen abducted 23 villagers in Sokka on Monday.", "abducted 23"),
    ],
)
def test_some_of_the_harmed_are_a_part_of_them(text: str, told: str) -> None:
    assert figures(text) == told
