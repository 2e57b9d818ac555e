"""Whoever carries arms is counted among the fighters."""

from __future__ import annotations

import pytest

from recount.extraction.populations import category_of
from recount.model import Category


@pytest.mark.parametrize(
    ("who", "category"),
    [
        ("armed youths", Category.COMBATANT),
        ("armed men", Category.COMBATANT),
        ("armed villagers", Category.COMBATANT),
        ("armed herders", Category.COMBATANT),
        ("vdp volunteers", Category.COMBATANT),
        ("militia volunteers", Category.COMBATANT),
        ("wazalendo members", Category.COMBATANT),
        ("militiamen", Category.COMBATANT),
        ("youths", Category.CIVILIAN),
        ("unarmed youths", Category.CIVILIAN),
        ("villagers", Category.CIVILIAN),
        ("red cross volunteers", Category.CIVILIAN),
        ("armed civilians", Category.CIVILIAN),
        ("local volunteers", Category.CIVILIAN),
    ],
)
def test_who_carries_arms_is_a_fighter(who: str, category: Category) -> None:
    *others, head = who.split()
    assert category_of(head, others) is category
