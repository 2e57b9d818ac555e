"""Which words of a text may name a private person."""

from __future__ import annotations

import pytest

from recount.publishing.names import office_holders, private_names
from tests.publishing.made import known

KNOWN = known()


def found(text: str) -> list[str]:
    return [span.of(text) for span in private_names(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ahmad al-Khalaf said his brother died in Raqqa.", ["Ahmad al-Khalaf"]),
        ("A shell hit the house of baker Omar Darwish, 32, in Tel Nour.", ["Omar Darwish"]),
        ("“We ran,” said Huda, who lost her brother.", ["Huda"]),
        ("Hope said she saw the jets.", ["Hope"]),
        ("The Khalaf family fled.", ["Khalaf"]),
        ("It fell on John Hall and his wife.", ["John Hall"]),
        ("Dr. M. Hassan was killed.", ["Dr. M. Hassan"]),
        ("They named him as O. Darwish.", ["O. Darwish"]),
        ("أحمد died.", ["أحمد"]),
        ("Residents buried Рустам and his son.", ["Рустам"]),
        ("Zoë Ñuñez was hurt.", ["Zoë Ñuñez"]),
        ("Rescuers found Ahmad Raqqa under the market.", ["Ahmad Raqqa"]),
    ],
)
def test_names_of_people_are_found(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes struck Tel Nour on Monday.",
        "The Syrian Observatory for Human Rights said 26 people were killed in June.",
        "Turkish President Recep Tayyip Erdogan said so.",
        "Residents said the Omar Brigade left Raqqa.",
        "U.S.-backed Syrian Democratic Forces took the road.",
        "Syrian Arab Army and YPG units met near Raqqa.",
        "Pro-Islamic State rebels fled, and I saw it.",
        "",
    ],
)
def test_parties_places_days_and_offices_are_no_names(text: str) -> None:
    assert found(text) == []


def test_a_text_in_capitals_tells_no_names_apart() -> None:
    assert found("AHMAD KHALAF KILLED IN RAQQA")


def test_a_name_known_to_be_private_is_found_in_any_spelling_and_by_its_parts() -> None:
    one = known(private=frozenset({"omar darwish"}))
    text = "omar DARWISH, Darwish, and Omar's house"
    assert [span.of(text) for span in private_names(text, one)] == ["omar DARWISH", "Darwish", "Omar"]


def test_a_released_name_is_not() -> None:
    one = known(released=frozenset({"omar darwish"}))
    assert private_names("Baker Omar Darwish said so.", one) == ()


def test_who_stands_behind_a_high_office_holds_it() -> None:
    text = "Foreign Minister Rana Adib met driver Omar Darwish."
    assert office_holders(text, KNOWN) == ("Rana Adib",)
