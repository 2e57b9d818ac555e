"""A day that dates a figure, or a death of earlier wounds, is not the day of the deed."""

from __future__ import annotations

import pytest

from recount.model import Harm
from tests.coded import read

# read as of Friday, 3 June 2016
BOMB = "A bomb killed nine people in Azaz on Monday, police said."


@pytest.mark.parametrize(
    "then",
    [
        "By Wednesday nurses put the toll at 12.",
        "By Wednesday 12 people had died, nurses said.",
        "As of Wednesday morning the hospital had counted 12 dead.",
        "On Wednesday the toll stood at 12, nurses said.",
        "The death toll had risen to 12 by Wednesday evening, nurses said.",
        "The toll rose by two to 11 on Wednesday, nurses said.",
        "The toll rose by one on Wednesday when a wounded man died.",
        "One of the wounded died in hospital on Wednesday, nurses said.",
        "A man wounded in the blast died of his injuries on Wednesday, nurses said.",
    ],
)
def test_the_day_of_a_figure_is_none_of_the_deeds(then: str) -> None:
    claims = read(f"{BOMB} {then}").claims
    assert [claim.time.value.iso() if claim.time else "" for claim in claims] == ["2016-05-30", "2016-05-30"]


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in Azaz on Wednesday, nurses said.",
        "Shells killed nine people in Azaz on Wednesday, nurses said.",
        "Nine people were killed by gunmen Wednesday in Azaz, nurses said.",
        "Nine wounded men were killed by gunmen in Azaz on Wednesday.",
    ],
)
def test_the_day_of_a_deed_is_its_own(text: str) -> None:
    (claim,) = read(text).claims
    assert claim.time is not None
    assert claim.time.value.iso() == "2016-06-01"


def test_those_by_whom_a_toll_rose_are_a_part_of_it_and_no_figure_for_all() -> None:
    *_, claim = read(f"{BOMB} The toll rose by one on Wednesday when a wounded man died.").claims
    killed = [toll.value for toll in claim.tolls if toll.value.harm is Harm.KILLED]
    assert [(str(toll.count), toll.who, toll.sub, str(toll.change)) for toll in killed] == [("1", "man", True, "more")]
