"""A word that another language has for a town far away is no place of the country that the text names."""

from __future__ import annotations

import pytest

from tests.coded import read


def place(text: str) -> str | None:
    """The name of the main claim's place, None where no gazetteer has it."""
    (claim,) = (claim for claim in read(text).claims if claim.main)
    return claim.place.name if claim.place is not None else None


@pytest.mark.parametrize(
    "text",
    [
        "Militants seized a camp in Boni in central Mali on Monday, killing 10 soldiers.",
        "Gunmen attacked an army post in Boni, killing 10 Malian soldiers on Monday.",
        "Ten people were killed in an attack on a market in Boni, Mali, on Monday.",
        "Gunmen killed 10 people in Boni in Burkina Faso's Hauts-Bassins region on Monday.",
        "Gunmen killed 10 people in Genf in southern Sudan on Monday.",
        "Ten Ethiopian soldiers were killed in Nicea on Monday.",
    ],
)
def test_a_foreign_word_for_a_town_is_no_place_of_another_country(text: str) -> None:
    assert place(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen killed 10 people in Bonn in Germany on Monday.", "Bonn"),
        ("Three Malian students were stabbed to death in Bonn on Monday.", "Bonn"),
        ("Gunmen killed two Malian workers in Milan on Monday.", "Milan"),
        ("A bomb killed three Turkish diplomats in Paris on Monday.", "Paris"),
        ("Ten Russian soldiers were killed in Kiev on Monday.", "Kyiv"),
        ("Russian missiles hit Lvov on Monday, killing three people.", "Lviv"),
        ("Gunmen killed 10 people in Kayes in western Mali on Monday.", "Kayes"),
        ("A bomb killed nine people in Peking on Monday.", "Beijing"),
        ("Gunmen killed 10 people in Roma in Lesotho on Monday.", "Roma"),
    ],
)
def test_a_town_keeps_its_own_names(text: str, name: str) -> None:
    assert place(text) == name
