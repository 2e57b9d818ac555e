from __future__ import annotations

import pytest

from recount.resolution.people import ages_in, people_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Omirel Tazwick, 31, died at the mill.", {"omirel tazwick"}),
        ("Omirel J. Tazwick died; so did Bruno McVallen.", {"omirel tazwick", "bruno mcvallen"}),
        ("He died, said Sgt. Omirel Tazwick.", set()),
        ("Omirel Tazwick said nobody saw it.", set()),
        ("Omirel Tazwick, a spokesman for the mill, saw it.", set()),
        ("By Omirel Tazwick", set()),
        ("The Tazwick County Sheriff came.", set()),
        ("It was in Ostwick on Monday.", set()),
        ("The Red Tazwick was red; a red tazwick.", set()),
        ("the man and the woman", set()),
    ],
)
def test_people_are_first_and_last_names_of_those_who_do_not_speak(text: str, names: set[str]) -> None:
    assert people_in(text) == names


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("a 17-year-old and a 4 year old", {17, 4}),
        ("Tazwick, 31, and Vallen, 29, died", {31, 29}),
        ("a girl aged 9", {9}),
        ("31 people, 29 of them men, in 2016", set()),
    ],
)
def test_ages_are_those_of_people(text: str, ages: set[int]) -> None:
    assert ages_in(text) == ages
