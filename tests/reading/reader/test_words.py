"""The cutting of text into words, by table and by property."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.reading.reader.words import words

CASES = [
    ("Syria's army", "Syria | 's | army"),
    ("Turkey’s military couldn't", "Turkey | ’s | military | could | n't"),
    ("They'll say we're here and I'd've gone", "They | 'll | say | we | 're | here | and | I | 'd | 've | gone"),
    ("It cannot be", "It | can | not | be"),
    ("dont didnt wasnt cant", "do | nt | did | nt | was | nt | ca | nt"),
    ("state-run al-Nusra", "state | - | run | al | - | Nusra"),
    ("non-combatants and anti-tank fire", "non-combatants | and | anti-tank | fire"),
    ("the U.S. Lt. Gen. spoke.", "the | U.S. | Lt. | Gen. | spoke | ."),
    ("at 5 p.m. on Sept. 3", "at | 5 | p.m. | on | Sept. | 3"),
    ("1,200 people, 1.5 million", "1,200 | people | , | 1.5 | million"),
    ("12/05/2016 at 7:30pm", "12/05/2016 | at | 7:30 | pm"),
    ("2015-16 and 2016-06-03", "2015 | - | 16 | and | 2016-06-03"),
    ("$5 and 10%", "$ | 5 | and | 10 | %"),
    ("see http://example.org/a?b=c.", "see | http://example.org/a?b=c | ."),
    ("desk@example.org wrote", "desk@example.org | wrote"),
    ('He said: "No."', 'He | said | : | " | No | . | "'),
    ("Wait... what?! --yes", "Wait | ... | what | ?! | -- | yes"),
    ("Sana'a and Ba'athists", "Sana'a | and | Ba'athists"),
    ("the rebels' base", "the | rebels | ' | base"),
    ("killed.The army", "killed | . | The | army"),
    ("and/or", "and | / | or"),
    ("AT&T", "AT&T"),
    ("the 1990s, the 4th", "the | 1990s | , | the | 4th"),
    ("John F. Kennedy", "John | F. | Kennedy"),
    ("", ""),
    (" \n\t ", ""),
]


@pytest.mark.parametrize(("text", "cut"), CASES)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, cut: str) -> None:
    assert " | ".join(w.text for w in words(text)) == cut


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("ab.'’-/:@1 \n,!(nts"), st.characters()), max_size=80))
def test_no_character_is_lost_and_every_word_is_its_span(text: str) -> None:
    past = 0
    for word in words(text):
        assert text[word.start : word.end] == word.text != ""
        assert text[past : word.start].strip() == ""
        past = word.end
    assert text[past:].strip() == ""


def test_a_part_of_a_text_is_cut_with_the_text_s_own_offsets() -> None:
    text = "Skip this. Rebels fled."
    assert [(w.text, w.start) for w in words(text, 11, 22)] == [("Rebels", 11), ("fled", 18)]


@pytest.mark.parametrize("unit", ["a", "a.", "a'", "'s", "1,", "1.", "a-", "a@", ".", "!?", "http://", "x/", "é", "-"])
def test_long_runs_without_spaces_are_cut_in_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert "".join(w.text for w in words(text)) == text
