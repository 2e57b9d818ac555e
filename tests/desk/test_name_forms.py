"""Other forms in which texts tell a person."""

from __future__ import annotations

import pytest

from recount.desk.name_forms import alone, other_forms
from recount.store.blocking import words_of

NAMES = [words_of("Khaldun al-Mansoor")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mansoor, Khaldun (34)", {"Mansoor, Khaldun"}),
        ("al-Mansoor Khaldun was there", {"Mansoor Khaldun"}),
        ("We spoke with Mr Mansoor.", {"Mr Mansoor"}),
        ("Sheikh Khaldun and Dr. al-Mansoor", {"Sheikh Khaldun", "Dr. al-Mansoor"}),
        ("Khaldūn Manṣūr", {"Khaldūn Manṣūr"}),
        ("write to khaldun@example.org.", {"khaldun@example.org"}),
        ("@khaldun_m on the net", {"@khaldun_m"}),
        ("k.mansoor@example.org, office@example.org", {"k.mansoor@example.org"}),
        ("Khaldun was 34; the Mansoors fled", set()),
        ("Mansoor said. Some days later Khaldun fled", set()),
    ],
)
def test_a_person_is_known_in_other_forms(text: str, found: set[str]) -> None:
    assert set(other_forms(text, NAMES)) - {"Khaldun al-Mansoor"} == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Khaldun was 34. Mansoor's shop burnt.", ["Khaldun", "Mansoor"]),
        ("KHALDUN; khaldun; Al", ["KHALDUN"]),
        ("Khaldunov", []),
    ],
)
def test_single_names_are_found_by_themselves(text: str, found: list[str]) -> None:
    assert list(alone(text, NAMES)) == found
