from __future__ import annotations

import itertools
import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.model import Span
from recount.resolution.reprints import alike_pairs, are_alike, reprints_among, shingles_of
from tests.resolution.told import report

WIRE = (
    "Shells fell on the grain market of Tarnow Bridge early on Tuesday while farmers were unloading their carts. "
    "The district doctor counted seven dead and said that two more people were still under the roof of the hall. "
    "Nobody in the garrison across the river would say who had given the order to open fire on the market."
)
OTHER = (
    "Fishermen at Quay Saar found an old sea mine in their nets and towed it to the harbour before calling the navy. "
    "The harbour master closed both piers for a day and sent the pupils of the nearby school home until Friday."
)


def test_a_story_printed_again_is_a_reprint_of_the_earlier_one() -> None:
    later = report("a", WIRE.replace("early on Tuesday", "at dawn on Tuesday"), day=date(2016, 5, 12))
    earlier = report("b", WIRE, day=date(2016, 5, 11))
    found = reprints_among([later, earlier])
    assert [(r.earlier, r.later, r.whole) for r in found.pairs] == [("b", "a", True)]
    assert found.family("a") == found.family("b") == "b"


def test_a_story_spliced_into_another_page_is_a_partial_reprint() -> None:
    filler = " ".join(f"Page filler number {n} speaks of things that no other page mentions at all." for n in range(9))
    page = report("page", f"{OTHER}\n\n{filler}", day=date(2016, 5, 12))
    story = report("story", f"{OTHER.split('. ')[0]}. {WIRE}", day=date(2016, 5, 11))
    (one,) = reprints_among([page, story]).pairs
    assert (one.earlier, one.later, one.whole) == ("story", "page", False)
    assert reprints_among([page, story]).family("page") == "page"


def test_reports_in_their_own_words_are_no_reprints() -> None:
    own = "At least seven people died when the grain hall of Tarnow Bridge was hit by mortar fire, a doctor said."
    assert reprints_among([report("a", WIRE), report("b", own), report("c", OTHER)]).pairs == ()


def test_undated_reports_come_after_dated_ones_in_order_of_their_ids() -> None:
    found = reprints_among([report("a", WIRE, day=None), report("b", WIRE, day=None), report("c", WIRE)])
    assert {found.family(name) for name in "abc"} == {"c"}
    assert [(r.earlier, r.later) for r in found.pairs] == [("c", "a"), ("c", "b"), ("a", "b")]


def test_what_the_cleaning_left_out_of_the_body_makes_no_reprint() -> None:
    promo = "Subscribe to our free newsletter and read every story from the front line in your inbox each morning. "
    texts = [promo + WIRE, promo + OTHER]
    reports = [report(str(n), text) for n, text in enumerate(texts)]
    bodies = [
        type(r)(**{f: getattr(r, f) for f in r.__slots__} | {"passages": ((Span(len(promo), len(r.text)),),)})
        for r in reports
    ]
    assert len(reprints_among(reports).pairs) == 1
    assert reprints_among(bodies).pairs == ()


@pytest.mark.parametrize("text", ["", " ", "Short.", "a. b. c.", "\n\n\n", "?" * 5000])
def test_empty_and_tiny_texts_are_no_reprints(text: str) -> None:
    assert reprints_among([report("a", text or " "), report("b", text or " ")]).pairs == ()


def test_a_sentence_that_everybody_prints_links_each_report_only_with_its_neighbour() -> None:
    reports = [report(f"r{n:03}", WIRE) for n in range(200)]
    found = reprints_among(reports)
    assert len(found.pairs) == 199
    assert {found.family(r.id) for r in reports} == {"r000"}


def test_boilerplate_with_a_changing_number_makes_no_pairs_without_end() -> None:
    shingles = [shingles_of(f"{WIRE.split('. ')[0]} says our issue number {n}") for n in range(600)]
    assert len(list(alike_pairs(shingles))) < 600 * 30


def test_hashing_misses_few_of_the_pairs_that_brute_force_finds_and_invents_none() -> None:
    chance = random.Random(3)  # noqa: S311 (made-up data)
    vocabulary = [f"w{n}" for n in range(900)]
    sentences = [[chance.choice(vocabulary) for _ in range(chance.randrange(10, 40))] for _ in range(150)]
    for original in sentences[:100]:
        edited = list(original)
        for _ in range(chance.randrange(1, 4)):
            edited[chance.randrange(len(edited))] = chance.choice(vocabulary)
        sentences.append(edited)
    shingles = [shingles_of(" ".join(words)) for words in sentences]
    truth = {(i, j) for i, j in itertools.combinations(range(len(shingles)), 2) if are_alike(shingles[i], shingles[j])}
    found = list(alike_pairs(shingles))
    assert len(found) == len(set(found))
    assert set(found) <= truth
    assert len(found) >= 0.93 * len(truth)
    assert len(truth) > 60


@given(st.permutations(range(6)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_reports_makes_no_difference(order: list[int]) -> None:
    texts = [WIRE, WIRE.replace("seven", "eight"), OTHER, f"{WIRE}\n\n{OTHER}", OTHER, "Nothing to see."]
    reports = [report(f"r{n}", text, day=date(2016, 5, 1 + n % 3)) for n, text in enumerate(texts)]
    assert reprints_among([reports[n] for n in order]) == reprints_among(reports)
