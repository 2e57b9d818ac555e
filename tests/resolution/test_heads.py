"""Whose office a person holds or speaks for, by how a report introduces them."""

from __future__ import annotations

import pytest

from recount.resolution.heads import office_headed


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Oster governor Lena Oruk gave no names.", "governor of Oster"),
        ("Speaking on Wednesday Oster governor Lena Oruk gave no names.", "governor of Oster"),
        ("The provincial governor, Lena Oruk, gave no names.", "governor"),
        ("Nine died, Governor Lena Oruk said.", "governor"),
        ("Nine died, said Lena Oruk, the governor of North Oster province.", "governor of North Oster"),
        ("Nine died, said Lena Oruk, the Oster governor's spokeswoman.", "governor of Oster"),
        ("The mayor of Tarnow, Lena Oruk, gave no names.", "mayor of Tarnow"),
        ("Deputy governor Lena Oruk gave no names.", "governor"),
        ("Tarnow police chief Col. Lena Oruk gave no names.", "police"),
        ("Interior ministry spokesman Brigadier Lena Oruk gave no names.", "Interior ministry"),
        ("Iraq's Health Minister Lena Oruk gave no names.", "Iraq's health ministry"),
        ("Lena Oruk, head of Tarnow police, gave no names.", "Tarnow police"),
        ("Lena Oruk, spokeswoman for the Tarnow police, gave no names.", "Tarnow police"),
    ],
)
def test_who_is_introduced_by_an_office_speaks_for_it(text: str, office: str) -> None:
    found = office_headed("Lena Oruk", text)
    assert found is not None
    assert found.casefold() == office.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "Former Oster governor Lena Oruk gave no names.",
        "Lena Oruk, the ousted governor of Oster, gave no names.",
        "Central bank governor Lena Oruk gave no names.",
        "Lena Oruk fled before the governor came.",
        "The governor left. Lena Oruk stayed.",
        "Lena Oruk, head of the market, gave no names.",
    ],
)
def test_others_speak_for_themselves(text: str) -> None:
    assert office_headed("Lena Oruk", text) is None
