"""A speaker's own earlier figure beside the one that takes its place."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import Claim, Document, Span
from recount.resolution import resolve
from recount.resolution.retold import told_anew
from tests.resolution.told import claim, report, toll

ACTORS = built_in_actors()


def told_in(text: str, *figures: int) -> tuple[Document, list[Claim]]:
    """A report and its claims of figures of the dead, which stand at their numbers in the text."""
    document: Document = report("a", text)
    claims: list[Claim] = []
    for n, dead in enumerate(figures):
        span = Span(text.index(str(dead)), text.index(str(dead)) + len(str(dead)))
        told = {"type_": "bombing", "when": None, "origin": ["clinic"], "tolls": [toll(dead)]}
        claims.append(claim(document, n, clause=span, **told))  # type: ignore[arg-type]
    return document, claims


def is_anew(text: str) -> bool:
    """Whether the second of two figures, 9 and 21, takes the place of the first."""
    _, (first, second) = told_in(text, 9, 21)
    return told_anew(second, first, text)


@pytest.mark.parametrize(
    "text",
    [
        "The clinic, which had first reported 9 dead in the blast, said 21 people had died.",
        "The clinic had counted 9 dead after the blast. By Tuesday it said 21 people had died.",
        "The clinic, which initially spoke of 9 dead in the blast, said 21 people were killed.",
        "The clinic at first said 9 people died in the blast. It later said 21 had been killed.",
        "The clinic, which had put the toll of the blast at 9, now said 21 people were killed.",
        "An earlier count by the clinic had 9 dead; it has since counted 21 dead.",
        "The clinic said 9 died. It then said 21 had died.",
    ],
)
def test_words_say_which_figure_a_speaker_gave_first(text: str) -> None:
    assert is_anew(text)


@pytest.mark.parametrize(
    "text",
    [
        "The clinic said 9 people died in the blast. The clinic said 21 people were killed in a blast.",
        "The clinic had counted 9 dead in the blast. The town was quiet. It spoke of the past. It said 21 were killed.",
    ],
)
def test_without_such_words_near_them_neither_takes_the_others_place(text: str) -> None:
    assert not is_anew(text)


def test_the_two_figures_stand_in_one_incident() -> None:
    document, claims = told_in(
        "The clinic, which had first reported 9 dead in the blast, said 21 people had died.", 9, 21
    )
    assert len(resolve([document], claims, ACTORS)) == 1
