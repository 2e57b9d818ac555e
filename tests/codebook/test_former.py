"""Who fought once and fights no longer."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.codebook.former import are_former
from recount.codebook.parties import CIVILIANS, party_named
from recount.export.parties import parties
from recount.model import Category
from tests.coded import read

FORMER = [
    "former FARC members",
    "ex-rebels",
    "ex - combatants",
    "former Moro rebels",
    "former fighters",
    "retired army officers",
    "former army general",
    "demobilised fighters of the Tarnow Front",
    "former members of Boko Haram",
    "ex-FARC fighters",
    "former Taliban commander",
    "ex-policemen",
]
STILL_THERE = [
    "rebels of the former FARC mafia",
    "former regime forces",
    "former president's guards",
    "former rebel group fighters",
    "rebels loyal to a former president",
    "former FARC dissidents",
    "ex-rebels and soldiers",
    "FARC members",
    "soldiers",
]


@pytest.mark.parametrize("words", FORMER)
def test_former_fighters_are_civilians_and_no_side(words: str) -> None:
    actors = built_in_actors()
    assert are_former(words)
    assert party_named(words, actors) == CIVILIANS
    assert [(party.name, party.kind) for party in parties([words], actors, acting=False)] == [("", "civilians")]


@pytest.mark.parametrize("words", STILL_THERE)
def test_fighters_of_what_was_once_something_else_are_fighters(words: str) -> None:
    assert not are_former(words)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("ELN rebels killed seven former FARC members in Goma on Monday.", Category.CIVILIAN),
        ("Gunmen shot dead three ex-combatants of the FARC in Goma on Monday.", Category.CIVILIAN),
        ("Two retired army officers were killed by a bomb in Goma on Monday.", Category.CIVILIAN),
        ("Gunmen killed nine former fighters who had surrendered in Goma on Monday.", Category.CIVILIAN),
        ("Gunmen killed two former members of Boko Haram in Goma on Monday.", Category.CIVILIAN),
        ("The army killed seven rebels of the former FARC mafia in Goma on Monday.", Category.COMBATANT),
        ("Former rebels killed seven soldiers in Goma on Monday.", Category.COMBATANT),
    ],
)
def test_the_dead_are_counted_as_what_they_are_now(text: str, category: Category) -> None:
    (toll,) = {toll.value for claim in read(text).claims for toll in claim.tolls}
    assert toll.category is category


def test_former_rebels_who_attack_are_not_the_group_they_left() -> None:
    (party,) = parties(["former FARC members"], built_in_actors(), acting=True)
    assert (party.name, party.kind) == ("", "political militia")
