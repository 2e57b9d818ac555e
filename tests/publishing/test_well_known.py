"""Who and what is known far beyond a record is withheld for a reason alone."""

from __future__ import annotations

from dataclasses import replace

from recount.publishing.well_known import heads_called, regions_called, towns_called
from tests.publishing.made import material, redacted, told

_ASSAD = "Tel Nour\nJets loyal to Bashar al-Assad struck Tel Nour, aides of Assad said, and three people died."


def test_heads_of_states_are_known_under_all_their_names() -> None:
    assert "bashar al assad" in heads_called()["bashar assad"]
    assert "barack obama" in heads_called()["obama"]
    assert "raqqa" in regions_called()
    assert "maarat al numan" in towns_called()["SY"]


def test_a_head_of_state_is_named_with_and_without_the_office_and_by_the_last_name() -> None:
    other = told("Tel Nour\nThe army of President Bashar al-Assad struck Tel Nour and three people died.", "two")
    one, two = redacted([material([told(_ASSAD)]), material([other], "R-00000002")])[0]
    assert "Bashar al-Assad" in one.quotes[0].words
    assert "aides of Assad" in one.quotes[0].words
    assert "President Bashar al-Assad" in two.quotes[0].words


def test_somebody_else_of_that_surname_is_withheld() -> None:
    text = "Tel Nour\nJets of Bashar al-Assad struck Tel Nour; Zarqub al-Assad was among three people killed."
    (one,), _ = redacted([material([told(text)])])
    assert "Bashar al-Assad" in one.quotes[0].words
    assert "Zarqub" not in one.quotes[0].words
    own = replace(material([told(_ASSAD)]), unreleased=("Zarqub Assad",))
    (named,), _ = redacted([own])
    assert "aides of [name withheld] said" in named.quotes[0].words
    assert "Bashar al-Assad" in named.quotes[0].words
