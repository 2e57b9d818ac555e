"""One event told twice in a sentence, and two that must stay apart."""

from __future__ import annotations

import pytest

from recount.codebook import conflict_codebook
from recount.extraction.events import events_in
from recount.extraction.joined import joined
from recount.extraction.mentions import Share
from recount.extraction.tree import Tree
from recount.extraction.triggers import Marks, hits_in
from recount.model import Sentence
from tests.extraction.figures import tree as made

CODEBOOK = conflict_codebook()

TOLD_TWICE = made(
    "Shells/NOUN/1/nsubj/NNS/shell slammed/VERB/1/root/VBD/slam into/ADP/4/case the/DET/4/det city/NOUN/1/obl "
    ",/PUNCT/6/punct/,/, hitting/VERB/1/advcl/VBG/hit a/DET/8/det school/NOUN/6/obj"
)
SIDE_BY_SIDE = made(
    "Rebels/NOUN/1/nsubj/NNS/rebel captured/VERB/1/root/VBD/capture a/DET/3/det village/NOUN/1/obj and/CCONJ/5/cc "
    "overran/VERB/1/conj/VBD/overrun the/DET/7/det airbase/NOUN/5/obj"
)
SAID_TWICE = made(
    "They/PRON/1/nsubj/PRP/they captured/VERB/1/root/VBD/capture a/DET/3/det village/NOUN/1/obj after/ADP/6/mark "
    "they/PRON/6/nsubj/PRP/they captured/VERB/1/advcl/VBD/capture the/DET/8/det airbase/NOUN/6/obj"
)


@pytest.mark.parametrize(("sentence", "events"), [(TOLD_TWICE, 1), (SIDE_BY_SIDE, 2), (SAID_TWICE, 2)])
def test_a_sentence_has_as_many_events_as_it_tells(sentence: Sentence, events: int) -> None:
    tree, marks = Tree(sentence), Marks()
    found = events_in(tree, hits_in(tree, CODEBOOK, marks), CODEBOOK, marks)
    assert len(found) == 2
    kept, shares = joined(tree, found, [Share([], [], []) for _ in found])
    assert len(kept) == len(shares) == events
    assert sum(len(event.hits) for event in kept) == 2
