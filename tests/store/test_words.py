"""What incidents are found by, and what a person asks for."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import RecordError
from recount.store.words import BREAK, Term, searchable, terms_in, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Air strikes hit Dayr az-Zawr's bakeries", ["air", "strike", "hit", "dayr", "az", "zawr", "s", "bakery"]),
        ("Ḩamāh, 26 dead; CLASHES", ["hamah", "26", "dead", "clash"]),
        ("bus buses mass boss gas", ["bus", "buse", "mass", "boss", "gas"]),
        ("… — !", []),
    ],
)
def test_texts_are_folded_to_plain_words_in_the_singular(text: str, words: list[str]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("market Strikes", [Term(("market",)), Term(("strike",))]),
        ('"air strikes" hama', [Term(("air", "strike")), Term(("hama",))]),
        ("al-Bab", [Term(("al", "bab"))]),
        ("civil*", [Term(("civil",), prefix=True)]),
        ("dayr-az*", [Term(("dayr", "az"), prefix=True)]),
        ('"never closed', [Term(("never", "closed"))]),
        ("twice twice", [Term(("twice",))]),
        ('* "" *) NEAR( -x:y', [Term(("near",)), Term(("x", "y"))]),
        ("   ", []),
    ],
)
def test_words_phrases_and_beginnings_are_asked_for(question: str, terms: list[Term]) -> None:
    assert list(terms_in(question)) == terms


@given(st.text(max_size=400))
def test_whatever_is_asked_is_plain_words_or_refused(question: str) -> None:
    with suppress(RecordError):
        assert all(word.isascii() and word.isalnum() for term in terms_in(question) for word in term.words)


def test_questions_that_are_too_long_are_refused() -> None:
    with pytest.raises(RecordError, match="400 are the most"):
        terms_in("x" * 401)
    with pytest.raises(RecordError, match="20 are the most"):
        terms_in(" ".join(f"w{n}" for n in range(21)))


def test_no_phrase_reaches_over_two_lines_and_very_long_ones_end_at_a_word() -> None:
    assert searchable(["one two", "", "three", "one two"]) == f"one two {BREAK} three"
    long = searchable([" ".join(["word"] * 40_000)])
    assert len(long) <= 60_000
    assert long.endswith(" word")
