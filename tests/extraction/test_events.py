"""Triggers, events, parties and status on hand-made trees."""

from __future__ import annotations

import pytest

from recount.codebook import conflict_codebook
from recount.extraction.arguments import parties_of
from recount.extraction.events import Event, events_in
from recount.extraction.status import status_of
from recount.extraction.told import TELLING, Assertion, assertion_of
from recount.extraction.tree import Tree
from recount.extraction.triggers import Marks, hits_in
from recount.model import Sentence, Status
from tests.extraction.figures import tree as made

CODEBOOK = conflict_codebook()

STRIKE = made(
    "Jets/NOUN/1/nsubj/NNS/jet bombed/VERB/1/root/VBD/bomb the/DET/3/det depot/NOUN/1/obj ,/PUNCT/5/punct/,/, "
    "killing/VERB/1/advcl/VBG/kill twelve/NUM/7/nummod fighters/NOUN/5/obj/NNS/fighter"
)
CLASHES_AFTER = made(
    "Clashes/NOUN/1/nsubj/NNS/clash erupted/VERB/1/root/VBD/erupt after/ADP/4/case an/DET/4/det "
    "airstrike/NOUN/1/obl near/ADP/6/case Homs/PROPN/4/nmod"
)
JOINED = made(
    "Airstrikes/NOUN/3/nsubj/NNS/airstrike and/CCONJ/2/cc shelling/NOUN/0/conj killed/VERB/3/root/VBD/kill "
    "nine/NUM/5/nummod people/NOUN/3/obj/NNS/person"
)
BY_MEANS = made(
    "Two/NUM/1/nummod men/NOUN/3/nsubj:pass/NNS/man were/AUX/3/aux:pass/VBD/be killed/VERB/3/root/VBN/kill "
    "by/ADP/6/case mortar/NOUN/6/compound fire/NOUN/3/obl by/ADP/8/case rebels/NOUN/6/nmod/NNS/rebel"
)


def events(sentence: Sentence, tolls: tuple[int, ...] = (), killed: int = 0) -> tuple[Tree, tuple[Event, ...]]:
    tree, marks = Tree(sentence), Marks(tolls=frozenset(tolls), killed=killed)
    return tree, events_in(tree, hits_in(tree, CODEBOOK, marks), CODEBOOK, marks)


def words(tree: Tree, event: Event) -> tuple[list[str], list[str]]:
    parties = parties_of(tree, event)
    return (
        [tree.tokens[party.head].text for party in parties.agents],
        [tree.tokens[party.head].text for party in parties.targets],
    )


def test_a_deed_and_what_came_of_it_are_one_event() -> None:
    tree, found = events(STRIKE, tolls=(5,))
    assert [event.type for event in found] == ["air_strike"]
    assert words(tree, found[0]) == (["Jets"], ["depot", "fighters"])


def test_deeds_of_different_clauses_are_events_of_their_own() -> None:
    assert [event.type for event in events(CLASHES_AFTER)[1]] == ["armed_clash", "air_strike"]


def test_one_figure_for_joined_deeds_is_a_total() -> None:
    assert [event.type for event in events(JOINED, tolls=(3,))[1]] == ["toll_report"]


def test_joined_deeds_without_a_figure_are_two_events() -> None:
    assert {event.type for event in events(JOINED)[1]} == {"air_strike", "shelling"}


def test_the_means_decide_what_killed_them() -> None:
    tree, found = events(BY_MEANS, tolls=(3,))
    assert [event.type for event in found] == ["shelling"]
    assert "by" not in words(tree, found[0])[0]


def test_a_figure_no_single_deed_reaches_sums_up_a_war() -> None:
    assert [event.type for event in events(BY_MEANS, tolls=(3,), killed=100_000)[1]] == ["toll_report"]


def test_a_purpose_is_no_event_but_a_figure_makes_it_one() -> None:
    sentence = made(
        "They/PRON/1/nsubj advanced/VERB/1/root/VBD/advance to/PART/3/mark recapture/VERB/1/advcl/VB/recapture "
        "the/DET/5/det town/NOUN/3/obj"
    )
    tree, found = events(sentence)
    event = next(event for event in found if tree.tokens[event.lead.head].text == "recapture")
    assert assertion_of(tree, event, toll=False, where_or_when=True, parties=True) not in TELLING
    assert assertion_of(tree, event, toll=True, where_or_when=False, parties=False) is Assertion.TOLL


def test_what_an_attack_is_for_is_another_event_than_the_attack() -> None:
    sentence = made(
        "The/DET/1/det attack/NOUN/4/nsubj/NN/attack to/PART/3/mark recapture/VERB/1/acl/VB/recapture "
        "began/VERB/4/root/VBD/begin"
    )
    _, found = events(sentence)
    assert [len(event.hits) for event in found] == [1, 1]


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        pytest.param(
            "Nine/NUM/1/nummod men/NOUN/2/nsubj/NNS/man died/VERB/2/root/VBD/die when/ADV/6/advmod "
            "their/PRON/5/nmod:poss lorry/NOUN/6/nsubj overturned/VERB/2/advcl/VBD/overturn",
            [],
            id="an accident is no event",
        ),
        pytest.param(
            "Nine/NUM/1/nummod men/NOUN/3/nsubj:pass/NNS/man were/AUX/3/aux:pass/VBD/be killed/VERB/3/root/VBN/kill "
            "in/ADP/6/case a/DET/6/det mudslide/NOUN/3/obl",
            [],
            id="nor is a disaster",
        ),
        pytest.param(
            "They/PRON/1/nsubj sentenced/VERB/1/root/VBD/sentence him/PRON/1/obj for/SCONJ/4/mark "
            "killing/VERB/1/advcl/VBG/kill a/DET/6/det guard/NOUN/4/obj",
            [],
            id="nor what a court does",
        ),
        pytest.param(
            "The/DET/1/det bombing/NOUN/2/nsubj killed/VERB/2/root/VBD/kill nine/NUM/4/nummod "
            "traders/NOUN/2/obj/NNS/trader",
            ["bombing"],
            id="a bare bombing is one of a bomb",
        ),
        pytest.param(
            "Heavy/ADJ/1/amod bombing/NOUN/2/nsubj killed/VERB/2/root/VBD/kill nine/NUM/4/nummod "
            "traders/NOUN/2/obj/NNS/trader",
            ["air_strike"],
            id="heavy bombing comes from the air",
        ),
        pytest.param(
            "Rebels/NOUN/1/nsubj/NNS/rebel cut/VERB/1/root/VBD/cut off/ADP/4/case the/DET/4/det road/NOUN/1/obl",
            ["siege"],
            id="a particle read as a preposition hides no object",
        ),
    ],
)
def test_the_codebook_says_what_is_no_event_and_of_which_type_one_is(sentence: str, types: list[str]) -> None:
    assert [event.type for event in events(made(sentence))[1]] == types


@pytest.mark.parametrize(
    ("sentence", "hedge", "status"),
    [
        ("Rebels/NOUN/1/nsubj shelled/VERB/1/root/VBD/shell Homs/PROPN/1/obj", None, Status.HAPPENED),
        ("Rebels/NOUN/1/nsubj shelled/VERB/1/root/VBD/shell Homs/PROPN/1/obj", "denied", Status.DENIED),
        ("Rebels/NOUN/1/nsubj shelled/VERB/1/root/VBD/shell Homs/PROPN/1/obj", "accused", Status.ALLEGED),
        (
            "Rebels/NOUN/3/nsubj are/AUX/3/aux/VBP/be still/ADV/3/advmod shelling/VERB/3/root/VBG/shell it/PRON/3/obj",
            None,
            Status.ONGOING,
        ),
        (
            "Rebels/NOUN/2/nsubj will/AUX/2/aux/MD/will shell/VERB/2/root/VB/shell Homs/PROPN/2/obj",
            None,
            Status.PLANNED,
        ),
        (
            "Rebels/NOUN/2/nsubj might/AUX/2/aux/MD/might shell/VERB/2/root/VB/shell Homs/PROPN/2/obj",
            None,
            Status.HYPOTHETICAL,
        ),
        (
            "Rebels/NOUN/2/nsubj reportedly/ADV/2/advmod shelled/VERB/2/root/VBD/shell Homs/PROPN/2/obj",
            None,
            Status.ALLEGED,
        ),
        (
            "Rebels/NOUN/2/nsubj reportedly/ADV/2/advmod shelled/VERB/2/root/VBD/shell Homs/PROPN/2/obj",
            "said",
            Status.HAPPENED,
        ),
        ("Rebels/NOUN/1/nsubj shelled/VERB/1/root/VBD/shell Homs/PROPN/1/obj", "alleged", Status.ALLEGED),
        (
            "Rebels/NOUN/2/nsubj were/AUX/2/aux/VBD/be trying/VERB/2/root/VBG/try to/PART/4/mark "
            "shell/VERB/2/xcomp/VB/shell Homs/PROPN/4/obj",
            None,
            Status.HAPPENED,
        ),
        (
            "Officials/NOUN/1/nsubj expect/VERB/1/root/VBP/expect rebels/NOUN/1/obj to/PART/4/mark "
            "shell/VERB/1/xcomp/VB/shell Homs/PROPN/4/obj",
            "believed",
            Status.PLANNED,
        ),
        (
            "They/PRON/3/nsubj did/AUX/3/aux/VBD/do not/PART/3/advmod/RB/not shell/VERB/3/root/VB/shell it/PRON/3/obj",
            None,
            Status.DENIED,
        ),
        (
            "Rebels/NOUN/1/nsubj plan/VERB/1/root/VBP/plan to/PART/3/mark shell/VERB/1/xcomp/VB/shell Homs/PROPN/3/obj",
            None,
            Status.PLANNED,
        ),
        (
            "Rebels/NOUN/1/nsubj denied/VERB/1/root/VBD/deny shelling/VERB/1/xcomp/VBG/shell Homs/PROPN/2/obj",
            None,
            Status.DENIED,
        ),
        (
            "Monitors/NOUN/1/nsubj prevented/VERB/1/root/VBD/prevent rebels/NOUN/1/obj from/SCONJ/4/mark "
            "shelling/VERB/1/advcl/VBG/shell Homs/PROPN/4/obj",
            None,
            Status.DENIED,
        ),
        ("Nobody/PRON/1/nsubj shelled/VERB/1/root/VBD/shell Homs/PROPN/1/obj", None, Status.DENIED),
    ],
)
def test_status_is_read_from_tense_modals_and_governors(sentence: str, hedge: str | None, status: Status) -> None:
    tree, found = events(made(sentence))
    event = next(event for event in found if event.type == "shelling")
    assert status_of(tree, event, hedge).value is status


@pytest.mark.parametrize(
    ("sentence", "agents", "targets"),
    [
        (
            "Homs/PROPN/2/nsubj:pass was/AUX/2/aux:pass/VBD/be shelled/VERB/2/root/VBN/shell by/ADP/4/case "
            "rebels/NOUN/2/obl:agent/NNS/rebel",
            ["rebels"],
            ["Homs"],
        ),
        (
            "They/PRON/1/nsubj accused/VERB/1/root/VBD/accuse rebels/NOUN/1/obj/NNS/rebel of/SCONJ/4/mark/IN/of "
            "shelling/VERB/1/advcl/VBG/shell Homs/PROPN/4/obj",
            ["rebels"],
            ["Homs"],
        ),
        (
            "Rebels/NOUN/1/nsubj launched/VERB/1/root/VBD/launch an/DET/3/det airstrike/NOUN/1/obj on/ADP/5/case "
            "depots/NOUN/1/obl/NNS/depot",
            ["Rebels"],
            ["depots"],
        ),
        (
            "Clashes/NOUN/0/root/NNS/clash between/ADP/2/case rebels/NOUN/0/nmod/NNS/rebel and/CCONJ/4/cc "
            "soldiers/NOUN/2/conj/NNS/soldier",
            ["rebels"],
            ["soldiers"],
        ),
    ],
)
def test_parties_are_where_the_frame_says(sentence: str, agents: list[str], targets: list[str]) -> None:
    tree, found = events(made(sentence))
    event = next(event for event in found if event.type in ("shelling", "air_strike", "armed_clash"))
    assert words(tree, event) == (agents, targets)


@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        ("A/DET/2/det separate/ADJ/2/amod airstrike/NOUN/3/nsubj/NN/airstrike", "air_strike"),
        ("The/DET/2/det separate/ADJ/2/amod airstrikes/NOUN/3/nsubj/NNS/airstrike", "toll_report"),
    ],
)
def test_separate_attacks_sum_up_but_a_separate_attack_is_one(deed: str, kind: str) -> None:
    told = made(f"{deed} killed/VERB/3/root/VBD/kill nine/NUM/5/nummod people/NOUN/3/obj/NNS/person")
    assert [event.type for event in events(told, tolls=(3,), killed=9)[1]] == [kind]


def test_figures_with_places_of_their_own_are_no_sum() -> None:
    told = made(
        "Separate/ADJ/1/amod airstrikes/NOUN/2/nsubj/NNS/airstrike killed/VERB/2/root/VBD/kill two/NUM/4/nummod "
        "nurses/NOUN/2/obj/NNS/nurse in/ADP/6/case Dorn/PROPN/4/nmod and/CCONJ/9/cc six/NUM/9/nummod "
        "miners/NOUN/4/conj/NNS/miner in/ADP/11/case Veld/PROPN/9/nmod"
    )
    marks = Marks(tolls=frozenset((2,)), places=frozenset((6, 11)), killed=6)
    tree = Tree(told)
    assert [e.type for e in events_in(tree, hits_in(tree, CODEBOOK, marks), CODEBOOK, marks)] == ["air_strike"]
