"""Who is counted and then named is counted once."""

from __future__ import annotations

import pytest

from tests.coded import read


def told(text: str) -> list[str]:
    """The figures of a report, as they stand in it; parts marked."""
    tolls = [toll.value for claim in read(text).claims for toll in claim.tolls]
    return [("part " if toll.sub else "") + f"{toll.harm} {toll.count}" for toll in tolls]


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("Rebels killed two civilians, Joy and Angel, in Salqin on Monday.", "killed 2"),
        ("Rebels killed two civilians, Joy, 34, and Angel (9), in Salqin on Monday.", "killed 2"),
        ("Rebels killed three civilians, Samir, Adnan and Layla, in Hama on Monday.", "killed 3"),
        ("Two journalists, Anwar Zarqub and Wael Tamimi, were killed in Hama on Monday.", "killed 2"),
        ("Two brothers - Anwar and Wael Tamimi - were killed in Hama on Monday.", "killed 2"),
        ("Three people were killed in Hama on Monday: Anwar Zarqub, Wael Tamimi and Layla Basho.", "killed 3"),
        ("The shelling killed a nurse and wounded her husband Fadi in Hama on Monday.", "killed 1; wounded 1"),
        ("A sniper killed a boy, Omar Tarabin, in Hama on Monday.", "killed 1"),
    ],
)
def test_names_behind_a_figure_say_who_they_were(text: str, tolls: str) -> None:
    assert told(text) == tolls.split("; ")


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("Two soldiers and Omar Tarabin were killed in Hama on Monday.", "killed 2; killed 1"),
        ("The mayor, Anwar Zarqub, and two bodyguards were killed in Hama on Monday.", "killed 1; killed 2"),
        ("A teacher, a nurse and two children were killed in Hama on Monday.", "killed 1; killed 1; killed 2"),
        (
            "A raid killed five members of one family, among them Layla Basho and her two sons, in Hama on Monday.",
            "killed 5; part killed 1; part killed 2",
        ),
    ],
)
def test_names_beside_a_figure_are_counted_themselves(text: str, tolls: str) -> None:
    assert told(text) == tolls.split("; ")
