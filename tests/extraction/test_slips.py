"""Slips of the parser are mended, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from recount.extraction.slips import mended
from recount.model import Passage, Reading, Sentence
from tests.extraction.figures import tree
from tests.made import report

SLIP = tree(
    "A/DET/1/det strike/NOUN/2/nsubj:pass killed/VERB/2/root/VBD/kill at/ADP/4/case least/ADJ/5/nmod 18/NUM/6/nummod "
    "civilians/NOUN/2/obl/NNS/civilian"
)
PASSIVE = tree(
    "Civilians/NOUN/2/nsubj:pass were/AUX/2/aux:pass/VBD/be killed/VERB/2/root/VBN/kill at/ADP/4/case home/NOUN/2/obl"
)


def relations(sentence: Sentence) -> list[str]:
    reading = Reading(report(day=date(2016, 6, 3)), (Passage(0, (sentence,)),))
    return [token.deprel for token in mended(reading).passages[0].sentences[0].tokens]


@pytest.mark.parametrize("tag", ["VBD", "VBN"])
def test_at_least_so_many_are_the_object_of_an_active_verb(tag: str) -> None:
    slip = replace(SLIP, tokens=tuple(replace(t, xpos=tag) if t.i == 2 else t for t in SLIP.tokens))
    assert relations(slip) == ["det", "nsubj", "root", "case", "nmod", "nummod", "obj"]


def test_a_true_passive_stays_what_it_is() -> None:
    assert relations(PASSIVE) == [token.deprel for token in PASSIVE.tokens]


def test_a_shot_that_left_somebody_dead_is_a_verb_with_its_subject_and_object() -> None:
    slip = tree(
        "A/DET/2/det sniper/NOUN/2/compound shot/NOUN/2/root/NN/shot dead/ADJ/2/acl two/NUM/5/nummod "
        "nurses/NOUN/2/nmod/NNS/nurse"
    )
    assert relations(slip) == ["det", "nsubj", "root", "compound:prt", "nummod", "obj"]


def test_somebody_who_lies_shot_dead_is_no_object() -> None:
    lying = tree("A/DET/3/det shot/VERB/3/amod/VBN/shoot dead/ADJ/3/amod rebel/NOUN/4/nsubj lay/VERB/4/root/VBD/lie")
    assert relations(lying) == [token.deprel for token in lying.tokens]


def test_those_of_whom_most_are_something_are_the_subject() -> None:
    slip = tree(
        "50/NUM/1/nummod rebels/NOUN/7/obl most/ADJ/7/nsubj:pass of/ADP/4/case them/PRON/2/nmod foreigners/NOUN/4/nmod "
        "were/AUX/7/aux:pass killed/VERB/7/root/VBN/kill"
    )
    assert relations(slip) == ["nummod", "nsubj:pass", "appos", "case", "nmod", "nmod", "aux:pass", "root"]
