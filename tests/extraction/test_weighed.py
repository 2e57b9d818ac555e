"""Rules and learned heads weighed: what hints change, and that without them the rules' word stands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recount.codebook import conflict_codebook
from recount.extraction.arguments import parties_of
from recount.extraction.events import Event, events_in
from recount.extraction.told import Assertion
from recount.extraction.tree import Tree
from recount.extraction.triggers import Marks, hits_in
from recount.extraction.weighed import told_chance, weighed_status, weighed_type
from recount.extraction.weighing import Weigher, bounded, weigher
from recount.model import Cited, Hints, Link, Sentence, Span, Status
from recount.model.hints import LINK_STEPS
from tests.extraction.figures import tree as made

CODEBOOK = conflict_codebook()
TYPES = ("air_strike", "attack", "shelling")
RAID = made(
    "Jets/NOUN/1/nsubj/NNS/jet bombed/VERB/1/root/VBD/bomb the/DET/3/det depot/NOUN/1/obj near/ADP/5/case "
    "Tarsa/PROPN/1/obl"
)
BY_READER = Weigher(
    {
        "told": {"bias": 0.0, "reader": 1.0},
        "retyped": {"bias": -1.0, "margin": 1.0},
        "restated": {"bias": -1.0, "margin": 1.0},
    }
)


def hinted(sentence: Sentence, events: dict[int, dict[str, float]], status: Status = Status.HAPPENED) -> Sentence:
    """The sentence with hints: for some words how likely each type of event is, and one status."""
    size = len(sentence.tokens)
    chances = np.full((size, 1 + len(TYPES)), 0.001)
    chances[:, 0] = 0.997
    for i, kinds in events.items():
        chances[i] = [max(1e-4, 1 - sum(kinds.values())), *(kinds.get(kind, 1e-4) for kind in TYPES)]
    statuses = np.full((size, len(Status)), 0.02)
    statuses[:, list(Status).index(status)] = 0.9
    even = np.full((size, 4), 0.25)
    links = np.full((len(Link), size, size), -4 * LINK_STEPS, np.int8)
    told, state, harmed = (np.log(table).astype(np.float32) for table in (chances, statuses, even))
    return replace(sentence, hints=Hints(TYPES, told, state, harmed, links, window=0, start=0))


def event_of(sentence: Sentence) -> tuple[Tree, Event]:
    tree, marks = Tree(sentence), Marks()
    return tree, events_in(tree, hits_in(tree, CODEBOOK, marks), CODEBOOK, marks)[0]


@pytest.mark.parametrize(
    ("strength", "chance"), [(Assertion.FULL, 1.0), (Assertion.TOLL, 1.0), (Assertion.WEAK, 0.0), (Assertion.NONE, 0.0)]
)
def test_without_hints_the_rules_say_what_is_told(strength: Assertion, chance: float) -> None:
    tree, event = event_of(RAID)
    assert told_chance(BY_READER, tree, event, strength, "air_strike", {}) == chance


def test_the_reader_can_say_that_a_word_tells_no_event() -> None:
    tree, sure = event_of(hinted(RAID, {1: {"air_strike": 0.95}}))
    assert told_chance(BY_READER, tree, sure, Assertion.FULL, "air_strike", {}) > 0.9
    tree, unsure = event_of(hinted(RAID, {}))
    assert told_chance(BY_READER, tree, unsure, Assertion.FULL, "air_strike", {}) < 0.1


def test_a_surer_type_takes_the_place_of_the_rules_and_says_so() -> None:
    tree, event = event_of(hinted(RAID, {1: {"shelling": 0.9, "air_strike": 0.05}}))
    kind, reason = weighed_type(BY_READER, tree, event, "air_strike", CODEBOOK)
    assert kind == "shelling"
    assert reason.startswith("reader: air_strike → shelling")


def test_a_word_that_tells_one_type_only_keeps_it() -> None:
    strike = made("Men/NOUN/1/nsubj/NNS/man airstriked/VERB/1/root/VBD/airstrike the/DET/3/det depot/NOUN/1/obj")
    tree, event = event_of(hinted(strike, {1: {"shelling": 0.9, "air_strike": 0.05}}))
    assert weighed_type(BY_READER, tree, event, "air_strike", CODEBOOK) == ("air_strike", "")


def test_a_type_of_the_desks_own_is_left_to_the_rules() -> None:
    tree, event = event_of(hinted(RAID, {1: {"shelling": 0.9}}))
    assert weighed_type(BY_READER, tree, event, "olive_grove_fire", CODEBOOK) == ("olive_grove_fire", "")


def test_a_status_changes_only_where_the_reader_is_surer() -> None:
    ruled = Cited(Status.HAPPENED, Span(0, 4), "status.happened")
    tree, event = event_of(hinted(RAID, {}, Status.PLANNED))
    assert weighed_status(BY_READER, tree, event, ruled).value is Status.PLANNED
    tree, event = event_of(hinted(RAID, {}, Status.HAPPENED))
    assert weighed_status(BY_READER, tree, event, ruled) == ruled
    tree, event = event_of(RAID)
    assert weighed_status(BY_READER, tree, event, ruled) == ruled


def test_words_of_another_window_have_no_link() -> None:
    here, there = hinted(RAID, {}).hints, hinted(RAID, {}).hints
    assert here is not None
    assert there is not None
    assert here.link(Link.AGENT, 1, here, 0) == -4.0
    assert here.link(Link.AGENT, 1, replace(there, window=400), 0) is None


def test_the_weights_that_ship_know_every_decision() -> None:
    assert {"told", "retyped", "restated", "harmed", "agent", "target", "place"} <= weigher().weights.keys()
    tree, event = event_of(RAID)
    assert parties_of(tree, event).agents
    assert bounded(99.0) == -bounded(-99.0) < 99.0
