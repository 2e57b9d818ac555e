"""The kind of people that a report calls by no name."""

from __future__ import annotations

import pytest

from recount.codebook.actors import actors_over
from recount.codebook.nameless import classed, differs_by_speaker


@pytest.mark.parametrize(
    ("words", "kind", "acled", "ucdp"),
    [
        ("civilians", "civilians", "Civilians", "civilians"),
        ("the residents of the old quarter", "civilians", "Civilians", "civilians"),
        ("women and children", "civilians", "Civilians", "civilians"),
        ("student protesters", "protesters", "Protesters", None),
        ("an angry mob", "rioters", "Rioters", "communal group"),
        ("two policemen", "state forces", "State Forces", "government"),
        ("riot police", "state forces", "State Forces", "government"),
        ("border guards", "state forces", "State Forces", "government"),
        ("Islamist militants", "rebel group", "Rebel Group", "rebel group"),
        ("gunmen on motorbikes", "political militia", "Political Militia", "non-state group"),
    ],
)
def test_people_without_a_name_have_the_class_their_words_mean(
    words: str, kind: str, acled: str, ucdp: str | None
) -> None:
    one = classed(words)
    assert one is not None
    assert (one.kind, one.acled, one.ucdp, one.aliases) == (kind, acled, ucdp, ())


@pytest.mark.parametrize("words", ["", "the", "fighters", "forces", "Free Men of the Hills", "People's Congress"])
def test_words_that_leave_the_kind_open_have_none(words: str) -> None:
    assert classed(words) is None


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        ("terrorists", True),
        ("Terrorists", True),
        ("regime", True),
        ("armed groups", True),
        ("Takfiri terrorists", True),
        ("Kurdish fighters", True),
        ("Islamic State fighters", False),
        ("Islamic State", False),
        ("the Testov brigade", False),
        ("Free Men", False),
        ("al-Testov", False),
    ],
)
def test_words_for_kinds_of_people_mean_others_with_other_speakers(name: str, differs: bool) -> None:
    assert differs_by_speaker(name, actors_over(None)) is differs
