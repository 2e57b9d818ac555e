"""Other forms in which texts tell a person."""

from __future__ import annotations

import pytest

from recount.desk.name_forms import alone, other_forms, tells_a_part
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


@pytest.mark.parametrize(
    ("request_number", "told"),
    [
        ("REQ-7 Mansoor", True),
        ("mansoor/7", True),
        ("al-Mansoor 9", True),
        ("R9 almansoor", True),
        ("REQ7Mansoor", True),
        ("REQ_Mansoor_7", True),
        ("Mr. Mansur, letter", True),
        ("7 Khaldun", True),
        ("Khaldūn's letter", True),
        ("منصور 7", True),
        ("2026/7", False),
        ("REQ-7 al", False),
        ("letter of the family, 3 May", False),
        ("R-9", False),
    ],
)
def test_a_number_tells_a_part_of_a_name(request_number: str, told: bool) -> None:
    assert tells_a_part(request_number, NAMES) == told
