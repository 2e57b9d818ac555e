"""Names that are sentences tell no event, and speak like others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from recount.codebook.actors import built_in_actors
from recount.extraction.told_names import with_names_whole
from recount.model import Passage, Reading
from tests.coded import read
from tests.extraction.figures import tree
from tests.made import report

ACTORS = built_in_actors()
NAME = "Raqqa is Being Slaughtered Silently"


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME} said jets bombed a mill near Tabqa on Friday.",
        f"Jets bombed a mill near Tabqa on Friday, according to {NAME}.",
        f"The activist group {NAME} said jets bombed a mill near Tabqa on Friday.",
        f'Activists of "{NAME}" said jets bombed a mill near Tabqa on Friday.',
        f"Jets bombed a mill used by activists of {NAME} near Tabqa on Friday.",
    ],
)
def test_a_name_that_is_a_sentence_tells_nothing(text: str) -> None:
    assert [claim.type for claim in read(text).claims] == ["air_strike"]


def test_its_words_without_capitals_tell_what_they_say() -> None:
    assert [claim.type for claim in read("Raqqa is being slaughtered, a farmer said.").claims] == ["attack"]


def test_a_name_stands_where_its_verb_stood() -> None:
    sentence = tree(
        "Raqqa/PROPN/3/nsubj is/AUX/3/aux Being/AUX/3/aux Slaughtered/VERB/5/ccomp Silently/ADV/3/advmod "
        "said/VERB/5/root nothing/PRON/5/obj"
    )
    words = " ".join(token.text for token in sentence.tokens)
    document = replace(report(day=date(2016, 6, 3)), text=words)
    (passage,) = with_names_whole(Reading(document, (Passage(0, (sentence,)),)), ACTORS).passages
    (whole,) = passage.sentences
    assert [(t.upos, t.head, t.deprel) for t in whole.tokens[:5]] == [("PROPN", 5, "nsubj"), *[("X", 0, "flat")] * 4]
    assert [(e.kind, e.first, e.last) for e in whole.entities] == [("ORG", 0, 4)]
