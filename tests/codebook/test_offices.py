"""Offices that every country, province or town has, through whoever speaks for them."""

from __future__ import annotations

import pytest

from recount.codebook.offices import Office, is_office, office_named


def test_offices_are_told_from_names() -> None:
    assert is_office("the army's spokesman") is False
    assert is_office("army spokesman")
    assert not is_office("Army of Islam")


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("the army", Office("army")),
        ("health ministry officials", Office("health ministry")),
        ("a senior official at the health ministry", Office("health ministry")),
        ("an official of the Ministry of Health", Office("health ministry")),
        ("a source in Velmark's interior ministry", Office("interior ministry", "velmark")),
        ("Ministry of the Interior", Office("interior ministry")),
        ("spokesman for Tarnow police", Office("police", "tarnow")),
        ("head of Tarnow police", Office("police", "tarnow")),
        ("Tarnow police headquarters", Office("police", "tarnow")),
        ("spokesman for police in Tarnow", Office("police", "tarnow")),
        ("the provincial governor", Office("governor")),
        ("the deputy governor", Office("governor")),
        ("the governor's office", Office("governor")),
        ("a spokesman for the governor's office", Office("governor")),
        ("office of the governor of Tarnow", Office("governor", "tarnow")),
        ("Tarnow province's governor", Office("governor", "tarnow")),
        ("North Oster governor", Office("governor", "north oster")),
        ("president of Velmark", Office("president", "velmark")),
    ],
)
def test_an_office_is_meant_through_whoever_speaks_for_it(name: str, office: Office) -> None:
    assert office_named(name) == office


@pytest.mark.parametrize(
    "name",
    [
        "former governor",
        "the rebel mayor",
        "a police official",
        "army officers",
        "a military source",
        "a hospital official",
        "a source at Tarnow police",
        "an officer of the Tarnow police",
        "Ana Rus",
    ],
)
def test_others_hold_no_office(name: str) -> None:
    assert office_named(name) is None
