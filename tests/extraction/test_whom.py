"""Of whom nobody has said that they fought is counted as no fighter: "him" is who was told of before."""

from __future__ import annotations

import pytest

from recount.model import Category, Harm
from tests.coded import read


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("An air strike hit the car of Adil Marwan, a shopkeeper, in Raqqa on Monday, killing him.", Category.CIVILIAN),
        ("A shell hit the house of Sami al-Dur, 41, in Douma on Monday, killing him.", Category.UNKNOWN),
        ("A mine killed him near Raqqa on Monday.", Category.UNKNOWN),
        ("Gunmen stormed the home of Nadim Hasso in Mosul on Monday and killed him.", Category.UNKNOWN),
        ("A sniper shot at the farmer's motorcycle near Raqqa on Monday, killing him.", Category.CIVILIAN),
        ("A strike hit the car of Abu Zaid, a rebel commander, in Idlib on Monday, killing him.", Category.COMBATANT),
        ("A roadside bomb hit the lieutenant's vehicle in Raqqa on Monday, killing him.", Category.COMBATANT),
        ("A soldier fired at a car in Douma on Monday, killing her.", Category.UNKNOWN),
    ],
)
def test_one_who_is_only_him_or_her_fights_only_where_it_is_said(text: str, category: Category) -> None:
    killed = [toll.value for claim in read(text).claims for toll in claim.tolls if toll.value.harm is Harm.KILLED]
    assert [(toll.count.low, toll.category) for toll in killed] == [(1, category)]
