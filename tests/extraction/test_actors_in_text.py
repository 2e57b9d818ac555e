"""Where a sentence names a party of the alias file."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.extraction.actors import actors_in, in_capitals
from tests.extraction.wordings import reading

ACTORS = built_in_actors()


def named(sentence: str) -> list[tuple[str, str]]:
    """The names found in a sentence, each with whose it is."""
    report = reading(sentence)
    found = actors_in(report.passages[0].sentences[0], report.document.text, ACTORS)
    return [(mention.text, mention.actor.name) for mention in found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Fighters of the IS group left Tel Nour.", [("IS group", "Islamic State")]),
        ("Jets hit IS fighters near Tel Nour.", [("IS", "Islamic State")]),
        ("The al-Nusra Front and Hezbollah fled.", [("al-Nusra Front", "al-Nusra Front"), ("Hezbollah", "Hezbollah")]),
        ("Tel Nour is a site of the guardian family.", []),
        ("THE TOWN IS/AUX IN/ADP THE/DET HANDS OF/ADP THE/DET FMLN.",
         [("FMLN", "Farabundo Marti National Liberation Front")]),
        ("TROOPS STOPPED/VERB IS/ORG FIGHTERS NEAR/ADP TEL NOUR.", [("IS", "Islamic State")]),
        ("the army fled.", []),
    ],
)  # fmt: skip
def test_names_are_found_and_words_are_not(sentence: str, found: list[tuple[str, str]]) -> None:
    assert named(sentence) == found


def test_capitals_throughout_are_told_from_acronyms() -> None:
    wire = reading("TWO SOLDIERS DIED/VERB NEAR/ADP TEL NOUR.").passages[0].sentences[0]
    news = reading("FMLN and ELN fighters met near Tel Nour.").passages[0].sentences[0]
    assert in_capitals(wire)
    assert not in_capitals(news)
