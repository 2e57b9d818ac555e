"""Which "and" is part of one body's name."""

from __future__ import annotations

import pytest

from tests.coded import read

ONE = [
    "Centre for Human Rights and Democracy",
    "Tarnow Observatory for Peace and Justice",
    "Ministry of Health and Sport",
    "Ministry of Security and Civil Protection",
    "Organization for Women and Children",
    "Federation of Peasants and Herders",
    "Tarnow Association of Doctors and Nurses",
    "ministry of health and social welfare",
    "office for refugees and migrants",
    "Department of Justice and Home Affairs",
    "Union of Miners and Farmers of Tarnow",
    "Velland Institute for Law and Development",
    "Tarnow Peace and Justice Commission",
    "Committee on Water and Sanitation",
    "Ministry of Culture and Information",
]
TWO = [
    ("army", "the governor"),
    ("Health Ministry", "the Red Crescent"),
    ("Ministry of Health", "the Red Crescent"),
    ("Ministry of Health", "Red Crescent"),
    ("Observatory for Peace", "residents"),
    ("Observatory for Peace", "the Tarnow Network"),
    ("Centre for Peace", "Doctors Without Limits"),
    ("office of the governor", "police"),
    ("head of the council", "two doctors"),
    ("mayor of Goma", "the governor"),
    ("Ministry of Defence", "the army"),
    ("Ministry of Defence", "police"),
    ("Ministry of Interior", "UNICEF"),
    ("Ministry of Health", "hospital officials"),
    ("Organization for Women", "Save the Children"),
    ("United Nations", "the African Union"),
]


def origins(text: str) -> set[str]:
    return {name.value for claim in read(text).claims if claim.tolls for name in claim.origin}


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize(
    "text",
    [
        "The {} said nine people were killed in an attack on Goma on Monday.",
        "Nine people were killed in an attack on Goma on Monday, according to the {}.",
    ],
)
def test_a_body_with_and_in_its_name_is_one_origin(name: str, text: str) -> None:
    assert origins(text.format(name)) == {name}


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_who_speak_stay_two(one: str, other: str) -> None:
    text = f"The {one} and {other} said nine people were killed in an attack on Goma on Monday."
    assert origins(text) == {one, other.removeprefix("the ")}
