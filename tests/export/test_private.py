"""Whose names are handed on, and whose are not."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.export.private import A_PERSON, may_be_private, without_private_names
from recount.model import Origin, OriginKind
from tests.export.sheets import figure, incident


@pytest.mark.parametrize(
    "name",
    [
        "Ahmad al-Khalaf",
        "Maria da Silva",
        "camp doctor Ahmad Hassan",
        "US journalist Jane Roe",
        "wife of Ahmad Hassan",
        "Fatima",
        "Abu Omar al",
        "Jane Roe of Springfield",
        "picture of Jane Roe",
        "Army veteran John Doe III",
        "Republic Fire Captain John Doe",
        "General Ahmad Hassan",
    ],
)
def test_names_of_people_are_private(name: str) -> None:
    assert may_be_private(name, built_in_actors())


@pytest.mark.parametrize(
    "name",
    [
        "Islamic State",
        "soldiers",
        "residents of Raqqa",
        "Hill Front",
        "Free Men of the Hills",
        "Turkish artillery",
        "Saudi Arabia",
        "Damascus",
        "UNRWA",
        "people from Tel Nour",
        "Christian villages",
        "26th Division",
        "Division 17",
        "house of worship in Azaz",
        "",
    ],
)
def test_parties_offices_countries_and_words_are_not(name: str) -> None:
    assert not may_be_private(name, built_in_actors())


def test_who_speaks_in_an_office_is_not() -> None:
    for name in ("General Ahmad Hassan", "Prime Minister Jane Roe", "army spokesman John Doe"):
        assert not may_be_private(name, built_in_actors(), speaks=True)


def test_two_private_persons_stay_two_origins() -> None:
    ledger = (figure(9, origin="Ahmad Hassan"), figure(3, "Fatima Saleh", origin="Jane Roe", words="Fatima Saleh"))
    origins = tuple(
        Origin(name, True, ("d",), (f"c{n}",), OriginKind.WITNESS)
        for n, name in enumerate(("Ahmad Hassan", "Jane Roe"))
    )
    named, _ = incident(ledger=ledger, origins=origins, targets=("Fatima Saleh", "Islamic State"))
    clean, claims = without_private_names(named, built_in_actors())
    assert [origin.name for origin in clean.origins] == [A_PERSON, f"{A_PERSON} (2)"]
    assert [(entry.origin, entry.who) for entry in clean.ledger] == [
        (A_PERSON, "people"),
        (f"{A_PERSON} (2)", A_PERSON),
    ]
    assert clean.targets == (A_PERSON, "Islamic State")
    assert claims
    assert not any(name in repr(clean) for name in ("Hassan", "Roe", "Fatima"))


def test_an_incident_without_private_names_stays_as_it_is() -> None:
    named, _ = incident(ledger=(figure(9),))
    assert without_private_names(named, built_in_actors()) == (named, ())
