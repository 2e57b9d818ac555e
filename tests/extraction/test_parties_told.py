"""Who did it and to whom, in whole sentences: what words tie to the deed, and under which name."""

from __future__ import annotations

import pytest

from tests.coded import read


def parties(text: str) -> list[tuple[list[str], list[str]]]:
    return [([a.value for a in claim.agents], [t.value for t in claim.targets]) for claim in read(text).claims]


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("Militants of the Taliban shelled a school in Kunduz.", ["Taliban"]),
        ("Houthi fighters shelled a school in Taiz.", ["Houthi"]),
        ("Nigerian army units shelled the village of Damasak.", ["Nigerian army"]),
        ("Ukrainian forces backed by the Azov Regiment shelled Horlivka.", ["Ukrainian forces", "Azov Regiment"]),
        ("A mortar shell fired by Contras hit a clinic in Esteli.", ["Contras"]),
        ("Boko Haram said it had shelled the barracks in Maiduguri.", ["Boko Haram"]),
    ],
)
def test_who_did_it_goes_by_the_name_of_the_body(text: str, agents: list[str]) -> None:
    assert parties(text)[0][0] == agents


def test_a_pronoun_and_a_description_stand_for_the_body_named_before() -> None:
    first, second = parties("Boko Haram shelled the barracks in Maiduguri. On Friday it shelled a market in Bama.")
    assert first[0] == second[0] == ["Boko Haram"]


def test_parties_of_an_agreement_are_all_agents() -> None:
    (only,) = parties("A ceasefire deal between Russia and Turkey was signed in Astana.")
    assert only == (["Russia", "Turkey"], [])


def test_two_sides_of_a_clash_stand_in_the_order_of_the_report() -> None:
    (only,) = parties("Clashes erupted between the Nigerian army and Boko Haram near Baga.")
    assert only == (["Nigerian army"], ["Boko Haram"])


def test_who_only_says_it_is_no_agent() -> None:
    (only,) = parties("An air strike destroyed a bridge near Taiz, the mayor said.")
    assert only[0] == []
