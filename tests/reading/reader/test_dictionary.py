"""Dictionary forms of words that stand in no text."""

from __future__ import annotations

import pytest

from recount.reading.reader.dictionary import listed_form


@pytest.mark.parametrize(
    ("word", "verb", "form"),
    [
        ("shutting", True, "shut"),
        ("sabotages", True, "sabotage"),
        ("struck", True, "strike"),
        ("bring", True, "bring"),
        ("bodies", False, "body"),
        ("raids", False, "raid"),
        ("fighting", False, "fighting"),
        ("gas", False, "gas"),
        ("zorgs", False, "zorgs"),
    ],
)
def test_a_word_leads_to_its_dictionary_form(word: str, verb: bool, form: str) -> None:
    assert listed_form(word, verb) == form
