"""What a report tells to be part of something that lasts."""

from __future__ import annotations

import pytest

from recount.model import BESIEGED
from tests.coded import read


def within(text: str) -> dict[str, str]:
    """The words of each claim's trigger that is told to be part of something, and of what: the operation's, or that
    it was in a besieged place."""
    claims = {claim.id: claim for claim in read(text).claims}
    return {
        one.trigger.of(text): BESIEGED if one.within.value == BESIEGED else claims[one.within.value].trigger.of(text)
        for one in claims.values()
        if one.within is not None
    }


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("The Syrian army captured Azaz on Monday during an offensive against the rebels.", "captured", "offensive"),
        ("The rebels seized the village of Rityan as part of a wider offensive in Aleppo.", "seized", "offensive"),
        ("Kurdish fighters captured Azaz in the latest stage of an offensive in Aleppo.", "captured", "offensive"),
        ("The shelling of Homs was part of an army offensive, the monitor said.", "shelling", "offensive"),
        ("The offensive on Azaz began with a suicide attack on a checkpoint, activists said.", "suicide attack", None),
        ("Shelling of the besieged town of Madaya in Syria killed two people on Friday.", "Shelling", BESIEGED),
        ("A sniper shot dead a child in rebel-held Madaya, Syria, on Friday. Madaya is under siege.", "shot", "siege"),
        ("Air strikes on Douma, a besieged rebel-held town in Syria, killed six people.", "strikes", BESIEGED),
    ],
)
def test_what_is_told_as_part_of_an_operation_names_it(text: str, part: str, whole: str | None) -> None:
    found = within(text)
    assert any(part in words and (whole is None or whole in found[words]) for words in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes hit Azaz on Monday in response to a rebel offensive in Syria.",
        "Shells killed two people in Homs on Monday after the army launched an offensive on Aleppo.",
        "Shells killed two people in Madaya, Syria, which was no longer besieged.",
        "Buses left the besieged towns for Homs. A bomb killed two people in Homs, Syria, on Friday.",
        "The army launched an offensive on Azaz on Monday. Elsewhere, the army shelled Homs in Syria.",
    ],
)
def test_what_only_stands_beside_an_operation_is_no_part_of_it(text: str) -> None:
    assert within(text) == {}


def test_what_goes_on_in_the_sentences_after_is_part_of_the_same_operation() -> None:
    text = (
        "The Syrian army launched an offensive on the rebel-held town of Azaz on Monday. "
        "The Syrian army shelled Azaz on Tuesday, killing nine people, the monitor said."
    )
    assert within(text) == {"shelled": "launched"}


def test_the_words_that_tell_it_are_kept() -> None:
    text = "Shelling of the besieged town of Madaya in Syria killed two people on Friday."
    told = [one.within for one in read(text).claims if one.within is not None]
    assert [(cited.span.of(text), cited.rule) for cited in told] == [("besieged town of Madaya", "within.besieged")]
