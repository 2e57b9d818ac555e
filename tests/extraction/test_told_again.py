"""Sentences that a report prints twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.extraction.told_again import repeated_sentences
from recount.model import Span

FULL = "Two mortar rounds fell on the bakery of the northern suburb and wounded six people, a nurse said on Friday."
TEASER = "Two mortar rounds fell on the bakery of the northern suburb and wounded six people."


def spans(*sentences: str) -> tuple[list[Span], str]:
    found, at = [], 0
    for sentence in sentences:
        found.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return found, " ".join(sentences)


@pytest.mark.parametrize(
    ("sentences", "repeated"),
    [
        ((FULL, FULL), [1]),
        ((TEASER, FULL), [0]),
        ((FULL, TEASER), [1]),
        ((FULL, "The bakery had reopened in May after a siege of a year and a half, its owner told visitors."), []),
        (("Six died.", "Six died."), []),
    ],
)
def test_the_shorter_or_later_of_two_is_the_repeat(sentences: tuple[str, ...], repeated: list[int]) -> None:
    found, text = spans(*sentences)
    assert repeated_sentences(found, text) == [found[n] for n in repeated]


@given(st.lists(st.text(alphabet="abc ", max_size=40), max_size=8))
def test_of_sentences_that_say_the_same_one_is_kept(sentences: list[str]) -> None:
    found, text = spans(*sentences)
    repeated = repeated_sentences(found, text)
    assert len(repeated) < max(1, len(found)) or not found
