"""Lemma scripts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.reading.reader.lemmas import lemma, script


@pytest.mark.parametrize(
    ("word", "dictionary_form", "recipe"),
    [
        ("bombings", "bombing", "l|1|"),
        ("Bombed", "bomb", "l|2|"),
        ("were", "be", "l|4|be"),
        ("Syria", "Syria", "k|0|"),
        ("SYRIA", "Syria", "t|0|"),
        ("UN", "UN", "k|0|"),
        ("cities", "city", "l|3|y"),
    ],
)
def test_a_script_is_the_shortest_way_from_word_to_lemma(word: str, dictionary_form: str, recipe: str) -> None:
    assert script(word, dictionary_form) == recipe
    assert lemma(word, script(word, dictionary_form)) == dictionary_form


_LATIN = st.text(alphabet=st.characters(max_codepoint=0x24F, categories=["L"], exclude_characters="İßŉǰ"), min_size=1)


@settings(deadline=None)
@given(_LATIN, _LATIN)
def test_a_script_leads_from_any_word_to_any_lemma(word: str, dictionary_form: str) -> None:
    assert lemma(word, script(word, dictionary_form)) == dictionary_form


def test_a_script_too_long_for_a_word_leaves_it_as_it_is() -> None:
    assert lemma("a", "l|4|be") == "a"
