"""Whose a statement, a report or a video is."""

from __future__ import annotations

import pytest

from tests.coded import read


def credited(text: str) -> tuple[list[str], list[str]]:
    """Origin and relays of the text's figure."""
    claim = next(claim for claim in read(text).claims if any(toll.value.count.low == 9 for toll in claim.tolls))
    return [cited.value for cited in claim.origin], [cited.value for cited in claim.via]


@pytest.mark.parametrize(
    ("text", "origin", "via"),
    [
        ("Troops killed nine men in Orlen according to a statement released Saturday by the Vela Revolution "
         "Committee.", ["Vela Revolution Committee"], []),
        ("According to a statement issued on Monday by the Vela Watch, nine people were killed in Orlen.",
         ["Vela Watch"], []),
        ("A statement released late Friday by the defence ministry said nine soldiers were killed in Orlen.",
         ["defence ministry"], []),
        ("A report published this week by the Vela Network for Human Rights said shelling killed nine people.",
         ["Vela Network for Human Rights"], []),
        ("Some nine civilians have been killed near Orlen a report from the UN Secretary General says.",
         ["UN Secretary General"], []),
        ("A letter from the governor of Orlen said nine people were killed in the shelling.",
         ["governor of Orlen"], []),
        ("Photographs published by the Vela Watch on Monday show nine men shot dead in Orlen.", ["Vela Watch"], []),
        ("A video posted on its Telegram channel by the Vela Brigade showed nine soldiers killed in Orlen.",
         ["Vela Brigade"], []),
        ("A video released by the Vela Brigade purports to show the execution of nine soldiers in Orlen.",
         ["Vela Brigade"], []),
        ("The Islamic State group has released a new video purporting to show the killing of nine men in Orlen.",
         ["Islamic State group"], []),
        ("Activists posted footage appearing to show nine bodies of people killed in Orlen.", ["Activists"], []),
        ("The army said troops had left Orlen. According to the statement, nine soldiers were killed in the raid.",
         ["army"], []),
        ("Nine people were killed in Orlen, according to a statement carried by SANA.", ["statement"], ["SANA"]),
        ("A military document published by the Vela Daily newspaper said nine soldiers were killed.", ["military"],
         ["Vela Daily newspaper"]),
        ("Nine people were killed in Orlen, the army said in a statement posted on the defence ministry's website.",
         ["army"], []),
        ("The Oster centre for reconciliation of the warring parties in Oster said nine men were killed in Orlen.",
         ["Oster centre for reconciliation of the warring parties in Oster"], []),
    ],
)  # fmt: skip
def test_a_paper_is_its_authors_word(text: str, origin: list[str], via: list[str]) -> None:
    assert credited(text) == (origin, via)


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in Orlen, according to preliminary reports.",
        "According to the report, nine people were killed in Orlen.",
        "The victims appeared to show signs of gas, and nine people died.",
    ],
)
def test_a_paper_of_nobody_is_no_source(text: str) -> None:
    assert credited(text) == ([], [])


def test_who_has_seen_a_paper_is_not_its_author() -> None:
    assert credited("A letter seen by Reuters said nine people were killed in Orlen.")[0] == ["letter"]


def test_the_day_of_a_paper_is_not_that_of_the_deed() -> None:
    text = "A statement released on Thursday by the defence ministry said nine soldiers were killed in Orlen."
    assert all(claim.time is None for claim in read(text).claims)
