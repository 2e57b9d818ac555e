"""Ground that was to be taken: an assault that failed is a clash, one whose end is not told an offensive."""

from __future__ import annotations

import pytest

from tests.coded import read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Separatists failed to capture Debaltseve on Sunday.", "armed_clash"),
        ("Troops tried to retake the town of Malakal on Sunday, without success.", "armed_clash"),
        ("Militants attempted to seize the airport of Kismayo but were repelled.", "armed_clash"),
        ("An attempt by gunmen to capture Konduga was repelled.", "armed_clash"),
        ("The army tried in vain to recapture the village of Miraflores.", "armed_clash"),
        ("The army thwarted an attempt to capture Konduga on Monday, killing nine gunmen.", "armed_clash"),
        ("Separatists tried to capture Debaltseve on Sunday.", "offensive"),
        ("The army is trying to retake Malakal.", "offensive"),
        ("Separatists captured Debaltseve on Sunday.", "territory_change"),
        ("Troops failed to hold Malakal and rebels took control of Malakal on Sunday.", "territory_change"),
    ],
)
def test_what_was_only_tried_changes_no_ground(text: str, kind: str) -> None:
    assert [claim.type for claim in read(text).claims] == [kind]


def test_the_assault_that_failed_keeps_who_tried_it_and_where() -> None:
    (claim,) = read("Separatists tried to capture Debaltseve on Sunday but were repelled.").claims
    assert [agent.value for agent in claim.agents] == ["Separatists"]
    assert [place.value for place in claim.places] == ["Debaltseve"]
    assert claim.rule.startswith("armed_clash/failed assault")
