from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.reading.layout import ends_in_stop, paragraphs_of, words_of

WIRE = (
    "   LIMA, 3 MAY 90 (EFE) -- [TEXT] A BOMB EXPLODED THIS MORNING NEAR THE\n"
    "BANK ON THE MAIN SQUARE OF THE TOWN, AND THE POLICE SAID THAT NOBODY HAD\n"
    "BEEN HURT.  A SECOND BOMB WAS FOUND IN A PARKED CAR BEFORE IT WENT OFF\n"
    "AND WAS TAKEN AWAY BY SOLDIERS.\n"
    "\n"
    "   THE MAYOR ASKED FOR CALM IN A SPEECH ON THE RADIO THAT WAS SENT AGAIN\n"
    "IN THE EVENING.\n"
)


def test_lines_that_were_broken_for_their_width_are_one_paragraph() -> None:
    starts = [p.span.of(WIRE).split()[:2] for p in paragraphs_of(WIRE)]
    assert starts == [["LIMA,", "3"], ["THE", "MAYOR"]]


def test_single_line_ends_between_long_lines_part_paragraphs() -> None:
    text = "\n".join(f"Paragraph {n} " + "tells of the road " * 12 + "again." for n in range(4))
    assert len(paragraphs_of(text)) == 4


def test_a_line_that_goes_on_in_lower_case_belongs_to_the_one_above() -> None:
    text = "The judge read out a list of forty names\nof people who had been held."
    assert len(paragraphs_of(text)) == 1


def test_a_headline_over_its_story_is_a_paragraph_of_its_own() -> None:
    text = "Bomb kills five at market\nA bomb killed five people at a market on Monday, the mayor said."
    assert [p.span.of(text)[:6] for p in paragraphs_of(text)] == ["Bomb k", "A bomb"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends_of_every_system_part_paragraphs(end: str) -> None:
    text = f"First line here.{end}{end}Second line here."
    assert [p.span.of(text) for p in paragraphs_of(text)] == ["First line here.", "Second line here."]
    assert [p.gap for p in paragraphs_of(text)] == [0, 2]


def test_words_compare_without_case_and_apostrophes() -> None:
    assert [w.form for w in words_of("Syria's “Army” won’t")] == ["syrias", "army", "wont"]
    assert [w.form for w in words_of("one two three", limit=2)] == ["one", "two"]


@pytest.mark.parametrize(
    ("passage", "stops"),
    [("He said so.", True), ("“He said so.”", True), ("Really?) ", True), ("Bomb kills five", False)],
)
def test_a_stop_counts_behind_quotation_marks(passage: str, stops: bool) -> None:
    assert ends_in_stop(passage) is stops


@given(st.text(alphabet=st.sampled_from("ab .\n\r\t\u2028A"), max_size=200))
def test_paragraphs_hold_every_word_once_and_in_order(text: str) -> None:
    held = "".join(p.span.of(text) for p in paragraphs_of(text))
    assert "".join(held.split()) == "".join(text.split())
