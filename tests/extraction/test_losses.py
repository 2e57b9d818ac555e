"""What a side says that a battle cost it or its foes."""

from __future__ import annotations

import pytest

from tests.coded import read
from tests.extraction.told_figures import figures


@pytest.mark.parametrize(
    ("text", "low", "who", "origin"),
    [
        ("The army put its losses at seven after the battle of Pirra.", 7, "army", "army"),
        ("The rebels put their losses at 12 in the clash at Pirra.", 12, "rebels", "rebels"),
        ("The ministry put the army's losses at 30 in the battle of Pirra.", 30, "army", "ministry"),
        ("The army estimated rebel losses at 40 in the battle of Pirra.", 40, "rebel", "army"),
        ("The group admitted losses of six fighters in the battle of Pirra.", 6, "fighters", "group"),
        ("The militia put its casualties at 15 in the clash at Pirra.", 15, "militia", "militia"),
        ("The army said its losses stood at seven after the battle of Pirra.", 7, "army", "army"),
        ("Hezbollah put its losses at 12 after the clashes near Pirra.", 12, "Hezbollah", "Hezbollah"),
        ("The mayor put civilian casualties at 30 after the shelling of Pirra.", 30, "civilian", "mayor"),
    ],
)
def test_losses_are_casualties_of_whoever_lost(text: str, low: int, who: str, origin: str) -> None:
    told = [(claim, toll.value) for claim in read(text).claims for toll in claim.tolls]
    assert [(toll.harm, toll.count.low, toll.who) for _, toll in told] == [("casualties", low, who)]
    assert [source.value for source in told[0][0].origin] == [origin]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The farmer put his losses at 400 dollars after the shelling of Pirra.", ""),
        ("The army put its losses at seven tanks after the battle of Pirra.", ""),
        ("The army put its losses in the battle of Pirra at seven dead.", "killed 7"),
        ("Insurgents suffered losses at 12 positions near Pirra.", "casualties 1+"),
        ("The army reported casualties as 20 rebels attacked Pirra.", "casualties 1+"),
    ],
)
def test_other_losses_are_none_of_people(text: str, told: str) -> None:
    assert figures(text) == told
