"""Foreign text on a terminal: marked, on one line, and obeyed by nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.cli.text import marked, shown
from recount.export.wording import plural
from recount.model import Span


@given(st.text())
def test_no_control_character_and_no_direction_mark_is_left(text: str) -> None:
    left = shown(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in left)
    assert not set(left) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def test_names_in_any_script_stay_as_they_are() -> None:
    assert shown("دير الزور, Москва, 北京, می‌شود") == "دير الزور, Москва, 北京, می‌شود"


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ([], "At least 26 men died"),
        ([Span(0, 11)], "«At least 26» men died"),
        ([Span(9, 15), Span(0, 11)], "«At least 26 men» died"),
        ([Span(16, 30)], "At least 26 men «died»"),
        ([Span(40, 50), Span(3, 3)], "At least 26 men died"),
    ],
)
def test_marks_are_joined_and_kept_within_the_sentence(marks: list[Span], words: str) -> None:
    text = "At least 26 men died. More followed later on that day."
    assert marked(text, Span(0, 20), marks, emphasis=False).plain == words


def test_where_bold_can_be_seen_the_words_are_bold() -> None:
    text = marked("At least 26 men", Span(0, 15), [Span(9, 11)], emphasis=True)
    assert text.plain == "At least 26 men"
    assert [(span.start, span.end, str(span.style)) for span in text.spans] == [(9, 11, "bold underline")]


@pytest.mark.parametrize(("number", "words"), [(0, "0 reports"), (1, "1 report"), (1200, "1,200 reports")])
def test_numbers_agree_with_their_nouns(number: int, words: str) -> None:
    assert plural(number, "report") == words
