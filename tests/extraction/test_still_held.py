"""Who denies that a place was lost."""

from __future__ import annotations

import pytest

from recount.model import Claim, Status
from tests.coded import read

TAKEN = "Rebels captured the town of Azaz in Syria on Thursday, activists said. "


def denials(text: str) -> list[Claim]:
    return [one for one in read(text).claims if one.status.value is Status.DENIED and one.type == "territory_change"]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("State TV denied that the town had fallen.", "State TV"),
        ("State television denied the town had fallen, saying the army still controlled it.", "State television"),
        ("The army said it still held the town.", "army"),
        ("The government said its forces remained in control.", "government"),
        ("The government denied Azaz was under rebel control.", "government"),
        ("The army denied that the town had been captured.", "army"),
        ("The army denied losing the town.", "army"),
        ("The government denied the claim.", "government"),
        ("The army denied it.", "army"),
    ],
)
def test_who_says_a_place_is_held_still_denies_that_it_changed_hands(text: str, origin: str) -> None:
    (one,) = denials(TAKEN + text)
    assert one.origin[0].value.endswith(origin.split()[-1])
    assert one.place is not None
    assert one.places[0].value == "Azaz"


@pytest.mark.parametrize(
    "text",
    [
        "Shells killed two people in Azaz, Syria, on Thursday. The army said it still held the town.",
        f"{TAKEN}The army said it still held 12 prisoners.",
        f"{TAKEN}The army still controls the border, a spokesman for the rebels was told.",
        f"{TAKEN}Residents said the market was still open.",
    ],
)
def test_a_standing_state_alone_is_no_denial(text: str) -> None:
    assert denials(text) == []
