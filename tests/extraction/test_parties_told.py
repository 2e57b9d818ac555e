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
        ("A spokesman for the Nigerian army said its forces had shelled a camp near Bama.", ["Nigerian army"]),
        ("Ethiopia's military said on Friday its jets bombed a depot near Badme.", ["Ethiopia's military"]),
        ("The defence ministry of Kenya said its warplanes bombed a camp near Kismayo.", ["defence ministry of Kenya"]),
        ("Kenya's defence ministry said its troops had captured the town of Jilib.", ["Kenya's defence ministry"]),
        ("Iran's Revolutionary Guards said their missiles hit a base in Erbil.", ["Revolutionary Guards"]),
        ("Kenya said its aircraft bombed a camp near Kismayo on Sunday.", ["Kenya"]),
        ("The Kenyan navy said rebels fired first and its gunboats shelled a pier in Kismayo.", ["gunboats"]),
        ("Kenyan and Ethiopian jets bombed a camp near Kismayo.", ["Kenyan", "Ethiopian jets"]),
    ],
)
def test_who_did_it_goes_by_the_name_of_the_body(text: str, agents: list[str]) -> None:
    assert parties(text)[0][0] == agents


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("The Baloch Liberation Army denied involvement.", "Baloch Liberation Army"),
        ("The Oster Liberation Army claimed responsibility.", "Oster Liberation Army"),
        ("The Free Tarnow Brigades claimed responsibility.", "Free Tarnow Brigades"),
        ("The Hill Resistance Front denied responsibility.", "Hill Resistance Front"),
    ],
)
def test_an_organisation_of_several_words_is_one_party(told: str, name: str) -> None:
    *_, (agents, _) = parties(f"A bomb killed five people at a market in Mosul on Thursday, police said. {told}")
    assert agents == [name]


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The Kunduz strike killed nine people on Friday.", []),
        ("Nine people died in Idlib air strikes on Friday.", []),
        ("Russia air strikes killed nine people in Idlib on Friday.", ["Russia"]),
        ("Damascus shelled Douma on Friday.", ["Damascus"]),
    ],
)
def test_a_town_does_nothing_but_a_country_does(text: str, agents: list[str]) -> None:
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


def test_a_deed_that_only_dates_another_has_neither_its_doer_nor_its_kind() -> None:
    claims = read(
        "Nigerian army jets bombed Baga on Monday, a week after the attack on Kano that killed 40 people."
    ).claims
    attacks = [claim for claim in claims if any(cited.value == "Kano" for cited in claim.places[:1])]
    assert {claim.type for claim in attacks} <= {"attack"}
    assert not any(agent.value == "Nigerian army" for claim in attacks for agent in claim.agents)


def test_a_bare_count_of_dead_is_of_the_deed_that_those_counted_were_harmed_in() -> None:
    text = (
        "A car bomb killed three policemen in Kano on Monday. Nine gunmen were killed in a clash in Bama. "
        "The Red Cross put the number of dead policemen at 15."
    )
    bomb, _, count = read(text).claims
    assert (count.type, [p.value for p in count.places]) == (bomb.type, [p.value for p in bomb.places])
