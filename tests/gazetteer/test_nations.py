"""Which country and which state words mean."""

from __future__ import annotations

import pytest

from recount.gazetteer.nations import country_called, in_other_words, state_meant


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("12 Indian soldiers", "IN"),
        ("at least six Kenyan police officers", "KE"),
        ("Turkey's military", "TR"),
        ("the South Sudanese army", "SS"),
        ("U.S. troops", "US"),
        ("Syria's defence ministry", "SY"),
        ("Malian soldiers in Gao", "ML"),
        ("Ethiopian jets", "ET"),
        ("the defence ministry of Kenya", "KE"),
        ("the Army of the Republic", None),
        ("army", None),
        ("jets", None),
        ("Free Syrian Army", None),
        ("US-backed Iraqi soldiers", None),
        ("pro-Syrian soldiers", None),
        ("Kurdish soldiers", None),
        ("Syrian rebels", None),
        ("Iraq's health ministry", None),
    ],
)
def test_a_states_forces_are_told_by_its_name_or_its_peoples(words: str, country: str | None) -> None:
    assert state_meant(words) == country


def test_a_states_forces_are_called_by_its_people_too() -> None:
    assert "ukrainian military" in in_other_words("Ukraine's military")
    assert "kenyan defence ministry" in in_other_words("the defence ministry of Kenya")
    assert in_other_words("jets") == in_other_words("Tarnow's army") == ()


def test_a_country_goes_by_its_name_and_its_peoples() -> None:
    assert country_called("Iraq's") == country_called("iraqi") == country_called("Iraq") == "IQ"
    assert country_called("Tarnow") is None
