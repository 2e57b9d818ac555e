"""Tolls: who was harmed, how, how many, and what is only a part of a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.extraction.toll_parts import TollMention
from recount.extraction.tolls import tolls_in
from recount.model import Change, Harm, Sentence
from tests.coded import read
from tests.extraction.figures import flat, tree


def said(mentions: tuple[TollMention, ...]) -> list[str]:
    """Tolls in short: harm, figure, whom, category, and whether a part."""
    tolls = [m.toll.value for m in mentions]
    return [f"{t.harm} {t.count} {t.who} ({t.category})".replace("  ", " ") + (" part" if t.sub else "") for t in tolls]


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        (
            "Gunmen/NOUN/1/nsubj killed/VERB/1/root twelve/NUM/3/nummod farmers/NOUN/1/obj and/CCONJ/5/cc "
            "wounded/VERB/1/conj five/NUM/7/nummod others/NOUN/5/obj",
            ["killed 12 farmers (civilian)", "wounded 5 others (unknown)"],
        ),
        (
            "Nine/NUM/1/nummod soldiers/NOUN/3/nsubj:pass were/AUX/3/aux:pass killed/VERB/3/root",
            ["killed 9 soldiers (combatant)"],
        ),
        (
            "A/DET/1/det family/NOUN/5/nsubj:pass of/ADP/3/case five/NUM/1/nmod was/AUX/5/aux:pass killed/VERB/5/root",
            ["killed 5 family (civilian)"],
        ),
        (
            "Villagers/NOUN/2/nsubj:pass were/AUX/2/aux:pass executed/VERB/2/root",
            ["killed 1+ Villagers (civilian)"],
        ),
        (
            "The/DET/1/det raid/NOUN/2/nsubj killed/VERB/2/root a/DET/4/det teacher/NOUN/2/obj and/CCONJ/7/cc "
            "her/PRON/7/nmod:poss son/NOUN/4/conj",
            ["killed 1 teacher (civilian)", "killed 1 son (civilian)"],
        ),
        (
            "Three/NUM/1/nummod people/NOUN/2/nsubj died/VERB/2/root including/VERB/5/case a/DET/5/det "
            "child/NOUN/2/obl",
            ["killed 3 people (unknown)", "killed 1 child (civilian) part"],
        ),
        (
            "A/DET/1/det shell/NOUN/2/nsubj destroyed/VERB/2/root four/NUM/4/nummod houses/NOUN/2/obj",
            ["destroyed 4 houses (object)"],
        ),
        (
            "40/NUM/1/nummod bodies/NOUN/5/nsubj:pass of/ADP/3/case villagers/NOUN/1/nmod were/AUX/5/aux:pass "
            "found/VERB/5/root",
            ["killed 40 villagers (civilian)"],
        ),
        (
            "The/DET/1/det army/NOUN/2/nsubj eliminated/VERB/2/root 14/NUM/4/nummod gunmen/NOUN/2/obj",
            ["killed 14 gunmen (combatant)"],
        ),
        (
            "The/DET/1/det raid/NOUN/2/nsubj left/VERB/2/root 30/NUM/4/nummod people/NOUN/2/obj dead/ADJ/2/xcomp",
            ["killed 30 people (unknown)"],
        ),
        (
            "Police/NOUN/1/nsubj arrested/VERB/1/root 12/NUM/3/nummod students/NOUN/1/obj",
            ["captured 12 students (civilian)"],
        ),
        (
            "Hundreds/NOUN/3/nsubj of/ADP/2/case families/NOUN/0/nmod fled/VERB/3/root",
            ["displaced 200+ families (civilian)"],
        ),
        (
            "The/DET/1/det deaths/NOUN/5/nsubj of/ADP/4/case six/NUM/4/nummod monks/NOUN/1/nmod shocked/VERB/5/root "
            "the/DET/7/det town/NOUN/5/obj",
            ["killed 6 monks (civilian)"],
        ),
        (
            "Bandits/NOUN/1/nsubj abducted/VERB/1/root two/NUM/3/nummod nurses/NOUN/1/obj",
            ["abducted 2 nurses (civilian)"],
        ),
        (
            "The/DET/1/det raid/NOUN/2/nsubj caused/VERB/2/root no/DET/4/det casualties/NOUN/2/obj",
            ["casualties 0 (unknown)"],
        ),
        (
            "Troops/NOUN/3/nsubj did/AUX/3/aux not/PART/3/advmod suffer/VERB/3/root casualties/NOUN/3/obj",
            ["casualties 0 Troops (combatant)"],
        ),
        (
            "Neither/DET/1/det camp/NOUN/2/nsubj reported/VERB/2/root casualties/NOUN/2/obj",
            ["casualties 0 (unknown)"],
        ),
        (
            "The/DET/1/det raid/NOUN/2/nsubj caused/VERB/2/root massive/ADJ/5/amod civilian/ADJ/5/amod "
            "casualties/NOUN/2/obj",
            ["casualties 1+ civilian (civilian)"],
        ),
        (
            "Nobody/PRON/1/nsubj said/VERB/1/root how/ADV/3/advmod many/ADJ/4/amod nurses/NOUN/6/nsubj:pass "
            "were/AUX/6/aux:pass killed/VERB/1/ccomp",
            [],
        ),
        (
            "It/PRON/1/expl was/AUX/2/cop unclear/ADJ/2/root whether/SCONJ/6/mark porters/NOUN/6/nsubj:pass "
            "were/AUX/6/aux:pass hurt/VERB/2/csubj",
            [],
        ),
        (
            "A/DET/6/det seven/NUM/3/nummod -/PUNCT/1/punct year/NOUN/5/obl -/PUNCT/3/punct old/ADJ/6/amod "
            "girl/NOUN/8/nsubj:pass was/AUX/8/aux:pass killed/VERB/8/root",
            ["killed 1 girl (civilian)"],
        ),
        (
            "Two/NUM/4/nummod 40/NUM/2/nummod year/NOUN/3/obl old/ADJ/4/amod teachers/NOUN/6/nsubj:pass "
            "were/AUX/6/aux:pass killed/VERB/6/root",
            ["killed 2 teachers (civilian)"],
        ),
        (
            "They/PRON/1/nsubj captured/VERB/1/root him/PRON/1/obj/PRP",
            ["captured 1 (unknown)"],
        ),
        (
            "A/DET/1/det couple/NOUN/6/nsubj:pass and/CCONJ/4/cc three/NUM/4/nummod children/NOUN/1/conj "
            "were/AUX/6/aux:pass killed/VERB/6/root",
            ["killed 2 couple (civilian)", "killed 3 children (civilian)"],
        ),
        (
            "The/DET/1/det number/NOUN/4/nsubj of/ADP/3/case injured/ADJ/1/nmod rose/VERB/4/root to/ADP/6/case "
            "12/NUM/4/obl ,/PUNCT/4/punct bringing/VERB/4/advcl the/DET/11/det total/ADJ/11/amod "
            "number/NOUN/8/obj of/ADP/13/case wounded/ADJ/11/nmod to/ADP/15/case 31/NUM/8/obl",
            ["wounded 12 (unknown)", "wounded 31 (unknown)"],
        ),
        (
            "No/DET/1/det villagers/NOUN/3/nsubj:pass were/AUX/3/aux:pass killed/VERB/3/root",
            ["killed 0 villagers (civilian)"],
        ),
        (
            "The/DET/1/det toll/NOUN/2/nsubj rose/VERB/2/root to/ADP/4/case 21/NUM/2/obl from/ADP/6/case 15/NUM/2/obl",
            ["killed 21 (unknown)"],
        ),
        (
            "The/DET/1/det dead/NOUN/2/nsubj included/VERB/2/root three/NUM/4/nummod nurses/NOUN/2/obj",
            ["killed 3 nurses (civilian) part"],
        ),
        (
            "The/DET/1/det raid/NOUN/2/nsubj killed/VERB/2/root 30/NUM/4/nummod people/NOUN/2/obj ,/PUNCT/9/punct "
            "half/NOUN/9/nsubj of/ADP/8/case them/PRON/6/nmod children/NOUN/4/acl",
            ["killed 30 people (unknown)", "killed ~15 children (civilian) part"],
        ),
        (
            "They/PRON/1/nsubj threatened/VERB/1/root/VBD/threaten to/PART/3/mark kill/VERB/1/xcomp/VB "
            "ten/NUM/5/nummod hostages/NOUN/3/obj",
            [],
        ),
        (
            "Troops/NOUN/1/nsubj captured/VERB/1/root the/DET/3/det town/NOUN/1/obj",
            [],
        ),
        (
            "A/DET/1/det doctor/NOUN/3/nsubj:pass was/AUX/3/aux:pass killed/VERB/3/root and/CCONJ/7/cc "
            "his/PRON/6/nmod:poss driver/NOUN/7/nsubj wounded/VERB/3/conj/VBN",
            ["killed 1 doctor (civilian)", "wounded 1 driver (civilian)"],
        ),
        (
            "Nobody/PRON/2/nsubj:pass was/AUX/2/aux:pass hurt/VERB/2/root",
            ["wounded 0 (unknown)"],
        ),
        (
            "The/DET/1/det bomber/NOUN/2/nsubj killed/VERB/2/root himself/PRON/2/obj",
            [],
        ),
        (
            "The/DET/1/det rebels/NOUN/2/nsubj suffered/VERB/2/root heavy/ADJ/4/amod casualties/NOUN/2/obj",
            ["casualties 1+ rebels (combatant)"],
        ),
        (
            "The/DET/1/det army/NOUN/2/nsubj lost/VERB/2/root 15/NUM/4/nummod fighters/NOUN/2/obj",
            ["killed 15 fighters (combatant)"],
        ),
    ],
)
def test_a_toll_is_read_from_the_tree(sentence: str, tolls: list[str]) -> None:
    assert said(tolls_in(tree(sentence))) == tolls


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("35 dead and dozens wounded", ["killed 35 dead (unknown)", "wounded 24+ dozens (unknown)"]),
        ("at least 20 people were killed/VERB", ["killed 20+ people (unknown)"]),
        (
            "eleven women nine children and one nurse were killed/VERB",
            ["killed 11 women (civilian)", "killed 9 children (civilian)", "killed 1 nurse (civilian)"],
        ),
        (
            "six people were killed/VERB and 20 wounded/VERB",
            ["killed 6 people (unknown)", "wounded 20 people (unknown)"],
        ),
        ("leaving 5 dead", ["killed 5 dead (unknown)"]),
        ("leaving 5 dead and 20 wounded", ["killed 5 dead (unknown)", "wounded 20 wounded (unknown)"]),
        (
            "twelve people were killed/VERB among them three nurses and a priest",
            ["killed 12 people (unknown)", "killed 3 nurses (civilian) part", "killed 1 priest (civilian) part"],
        ),
        (
            "soldiers died along with nine from the allied/ADJ forces",
            ["killed 9 allied forces (combatant)"],
        ),
        (
            "26 rebels were killed/VERB along with nine from the allied/ADJ forces",
            ["killed 26 rebels (combatant)", "killed 9 allied forces (combatant)"],
        ),
        (
            "30 people were/AUX killed/VERB in the town and another five outside/ADP the port",
            ["killed 30 people (unknown)", "killed 5 people (unknown)"],
        ),
        (
            "20 guards were/AUX killed/VERB in the town as well as two nurses",
            ["killed 20 guards (combatant)", "killed 2 nurses (civilian)"],
        ),
        (
            "the raid killed/VERB 15 rebels and wounding/VERB dozens of them",
            ["killed 15 rebels (combatant)", "wounded 24+ rebels (combatant)"],
        ),
        ("27 people were/AUX killed/VERB but 12 of them have not been named", ["killed 27 people (unknown)"]),
        ("fifteen of the dead came/VERB in the second strike", ["killed 15 dead (unknown)"]),
        ("most of the dead were/AUX villagers", ["killed 1+ villagers (civilian) part"]),
        ("more than half of the dead were/AUX villagers", ["killed 1+ villagers (civilian) part"]),
        (
            "a third of the 60 wounded were/AUX soldiers",
            ["wounded 60 wounded (unknown)", "wounded ~20 soldiers (combatant) part"],
        ),
        ("the toll was/AUX put at 14 but later revised/VERB to 11", ["killed 14 (unknown)", "killed 11 (unknown)"]),
        ("the rest of the wounded were/AUX soldiers", ["wounded 1+ soldiers (combatant) part"]),
        (
            "a nurse a porter and two guards were/AUX among the dead",
            ["killed 1 nurse (civilian) part", "killed 1 porter (civilian) part", "killed 2 guards (combatant) part"],
        ),
        ("the number of rebels killed/VERB in the raid has risen/VERB to 39", ["killed 39 rebels (combatant)"]),
        ("the mayor gave/VERB a toll of eight", ["killed 8 (unknown)"]),
        ("the strikes took a heavy civilian toll", ["killed 1+ civilian (civilian)"]),
        ("a mob massacred/VERB 25 troops taken/VERB hostage", ["killed 25 troops (combatant)"]),
        (
            "gunmen kidnapped/VERB and killed/VERB 11 people",
            ["killed 11 people (unknown)", "abducted 11 people (unknown)"],
        ),
        ("twelve fighters suffered/VERB burns and symptoms", ["wounded 12 fighters (combatant)"]),
        ("the fate of 200 soldiers remained/VERB unknown", ["missing 200 soldiers (combatant)"]),
        ("the army gassed/VERB hundreds of villagers", ["casualties 200+ villagers (civilian)"]),
        ("police rounded/VERB up forty students", ["captured 40 students (civilian)"]),
        ("a blast injured/VERB many more", ["wounded 3+ (unknown)"]),
        ("up to 80 ( IS group ) fighters were/AUX killed/VERB", ["killed ≤80 ( IS group ) fighters (combatant)"]),
        ("three bombers killed/VERB two people", ["killed 2 people (unknown)"]),
        ("a mob burnt/VERB alive 38 villagers", ["killed 38 villagers (civilian)"]),
        (
            "twelve rebels died for the loss of two soldiers",
            ["killed 12 rebels (combatant)", "killed 2 soldiers (combatant)"],
        ),
        ("twelve people mostly women were/AUX killed/VERB", ["killed 12 people (unknown)"]),
        ("six civilians including a child were/AUX among the dead", ["killed 6 civilians (civilian) part"]),
        (
            "two tanks and three soldiers were destroyed",
            ["destroyed 2 tanks (object)", "killed 3 soldiers (combatant)"],
        ),
        (
            "30 rebels killed/VERB or wounded/VERB",
            ["casualties 30 rebels (combatant)"],
        ),
    ],
)
def test_figures_stand_beside_their_word_of_harm_where_the_tree_is_lost(text: str, tolls: list[str]) -> None:
    assert said(tolls_in(flat(text))) == tolls


def test_killed_and_wounded_without_a_figure_is_some_of_either() -> None:
    text = "Shells/NOUN/1/nsubj killed/VERB/1/root and/CCONJ/3/cc wounded/VERB/1/conj villagers/NOUN/3/obj"
    assert said(tolls_in(tree(text))) == ["killed 1+ villagers (civilian)", "wounded 1+ villagers (civilian)"]


@pytest.mark.parametrize(
    "text",
    [
        "the/DET/1/det displaced/VERB/2/amod families/NOUN/3/nsubj waited/VERB/3/root",
        "There/PRON/1/expl were/VERB/1/root no/DET/3/det reports/NOUN/1/nsubj of/ADP/5/case casualties/NOUN/3/nmod",
        "They/PRON/1/nsubj minimised/VERB/1/root civilian/ADJ/3/amod casualties/NOUN/1/obj",
        "The/DET/1/det mission/NOUN/2/nsubj denied/VERB/2/root the/DET/5/det civilian/ADJ/5/amod deaths/NOUN/2/obj",
        "After/ADP/2/case his/PRON/2/nmod:poss death/NOUN/4/obl they/PRON/4/nsubj left/VERB/4/root",
        "The/DET/1/det number/NOUN/5/nsubj of/ADP/3/case rebels/NOUN/1/nmod killed/VERB/3/acl grew/VERB/5/root",
        "The/DET/1/det men/NOUN/4/nsubj:pass will/AUX/4/aux be/AUX/4/aux:pass imprisoned/VERB/4/root/VBN",
        "They/PRON/1/nsubj planned/VERB/1/root a/DET/3/det raid/NOUN/1/obj to/PART/5/mark destroy/VERB/3/acl/VB "
        "bunkers/NOUN/5/obj",
        "A/DET/2/det terrorist/ADJ/2/amod organization/NOUN/4/nsubj:pass was/AUX/4/aux:pass killed/VERB/4/root",
        "Police/NOUN/1/nsubj want/VERB/1/root the/DET/3/det capture/NOUN/1/obj of/ADP/5/case those/PRON/3/nmod",
    ],
)
def test_words_of_harm_that_tell_of_no_harm_give_no_toll(text: str) -> None:
    assert said(tolls_in(tree(text))) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "killed",
                "wounded",
                "dead",
                "people",
                "20",
                "five",
                "including",
                "among",
                "them",
                "of",
                "the",
                "half",
                "toll",
                "rose",
                "to",
                "from",
                "at",
                "least",
                "more",
                "than",
                "dozens",
                "casualties",
                "no",
                "any",
                "a",
                "children",
                "soldiers",
                "houses",
                "destroyed",
                "and",
                ",",
                "(",
                ")",
                "were",
                "who",
                "fled",
                "lives",
                "lost",
                "'s",
            ]
        ),
        min_size=1,
        max_size=40,
    ),
    st.integers(min_value=0, max_value=10**6),
)
def test_any_heap_of_words_gives_tolls_that_cite_it(words: list[str], start: int) -> None:
    sentence: Sentence = flat(" ".join(words), start)
    for mention in tolls_in(sentence):
        assert sentence.span.contains(mention.toll.span)
        assert mention.toll.rule
        assert mention.toll.span == mention.span


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The blast in Kano left 12 deaths and 40 injuries.", [("killed", 12, ""), ("wounded", 40, "")]),
        ("Shelling in Goma led to several deaths and many injuries.", [("killed", 3, ""), ("wounded", 3, "")]),
        ("Medics counted 24 bodies after the raid on Douma.", [("killed", 24, "")]),
    ],
)
def test_words_for_what_came_to_people_say_which_harm_and_not_who(text: str, told: list[tuple[str, int, str]]) -> None:
    found = [toll.value for claim in read(text).claims for toll in claim.tolls]
    assert [(toll.harm.value, toll.count.low, toll.who) for toll in found] == told


def test_a_number_of_others_is_told_as_added() -> None:
    (claim,) = read("The raid on Douma killed six people and an unspecified number of others, state media said.").claims
    assert [toll.value.change for toll in claim.tolls] == [None, Change.MORE]


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("A sniper shot dead two children in Goma on Friday.", ["2 children"]),
        ("A sniper shot dead a woman in Goma on Friday, activists said.", ["1 woman"]),
        ("Gunmen shot dead a radio journalist in Kano on Sunday.", ["1 radio journalist"]),
        ("Gunmen shot dead two policemen and a civilian in Kano on Monday.", ["2 policemen", "1 civilian"]),
        ("Soldiers shot dead a young man near Hebron on Sunday.", ["1 young man"]),
        ("Militants hacked three farmers to death in Goma on Monday.", ["3 farmers"]),
        ("A mob beat a trader to death in Kano.", ["1 trader"]),
        ("A roadside bomb claimed the life of a soldier in Goma.", ["1 soldier"]),
    ],
)
def test_deaths_in_plain_words_are_counted(text: str, tolls: list[str]) -> None:
    found = [toll.value for claim in read(text).claims for toll in claim.tolls]
    assert [f"{toll.count.low} {toll.who}" for toll in found] == tolls
    assert {toll.harm for toll in found} == {Harm.KILLED}
