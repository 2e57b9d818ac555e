"""Which words of a text may name a private person."""

from __future__ import annotations

from dataclasses import replace

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


TENS = ("Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@pytest.mark.parametrize("tens", TENS)
@pytest.mark.parametrize("ones", ONES)
@pytest.mark.parametrize("joint", ["-", "‑", " "])
def test_a_number_in_words_is_no_name(tens: str, ones: str, joint: str) -> None:
    assert not found(f"{tens}{joint}{ones} people were killed. {tens}{joint}{ones.capitalize()} said no more.")


@pytest.mark.parametrize(
    "said", ["Two-thirds", "Thirty-odd", "One hundred and five", "Twenty-first", "Hundreds", "Twelve-year-olds"]
)
def test_other_words_for_numbers_are_no_names(said: str) -> None:
    assert not found(f"{said} of the dead were buried. {said} fled.")


def test_a_name_beside_a_number_in_words_is_found() -> None:
    assert found("Twenty-three Khalafs died.") == ["Khalafs"]
    assert found("Thirty-three, Omar Darwish among them, died.") == ["Omar Darwish"]


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


def test_what_was_found_in_a_text_is_kept_for_what_is_known_alone() -> None:
    text = "Hope Zarqub and Rose Power went home."
    one = replace(known(), common=known().common | {"power"}, private=frozenset({"rose power"}))
    assert private_names(text, one) is private_names(text, one)
    assert private_names("Power was cut in Raqqa.", one) == ()
    assert private_names("Power was cut in Raqqa.", one.with_named(frozenset({"power"})))
