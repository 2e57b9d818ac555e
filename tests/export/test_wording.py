"""Values in a reader's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.aggregates.sums import added
from recount.export.sum_wording import sum_words
from recount.export.wording import (
    change_words,
    claimed_words,
    estimate_words,
    figure_words,
    known_words,
    least_words,
    toll_words,
)
from recount.model import Category, Change, Count, Harm, LedgerEntry, Toll
from recount.tolls import RULES, headline_of
from tests.tolls.test_estimates import said


@pytest.mark.parametrize(
    ("change", "earlier", "words"),
    [
        (None, None, ""),
        (Change.RISING, None, "told as risen"),
        (Change.RISING, Count(9, None), "told as risen from 9+"),
        (Change.FALLING, Count(19, 19), "told as lowered from 19"),
        (Change.MORE, None, "told as added to others"),
    ],
)
def test_what_a_sentence_says_of_an_earlier_figure_is_said_in_words(
    change: Change | None, earlier: Count | None, words: str
) -> None:
    assert change_words(change, earlier) == words


@pytest.mark.parametrize("change", list(Change))
def test_every_change_has_its_words(change: Change) -> None:
    assert change_words(change, None).startswith("told as ")


def worded(words: str, low: int | None, high: int | None, who: str) -> LedgerEntry:
    return replace(said("A", low, high, who=who), words=words)


@pytest.mark.parametrize(
    ("entry", "number", "figure", "headline"),
    [
        (
            worded("more than 60 people", 61, None, "people"),
            "more than 60",
            "more than 60 people killed",
            "more than 60",
        ),
        (worded("over 60", 61, None, ""), "more than 60", "more than 60 killed", "more than 60"),
        (
            worded("in excess of 48,500", 48_501, None, ""),
            "more than 48,500",
            "more than 48,500 killed",
            "more than 48,500",
        ),
        (
            worded("more than 1.5 million", 1_500_001, None, ""),
            "more than 1,500,000",
            "more than 1,500,000 killed",
            "more than 1,500,000",
        ),
        (worded("more than a dozen men", 13, None, "men"), "more than 12", "more than 12 men killed", "more than 12"),
        (worded("at least 61", 61, None, ""), "61+", "61+ killed", "61 or more"),
        (worded("over the weekend 61 or more", 61, None, ""), "61+", "61+ killed", "61 or more"),
        (worded("fewer than 10 guards", None, 9, "guards"), "fewer than 10", "fewer than 10 guards killed", "up to 9"),
        (worded("scores", 40, None, "scores"), "scores", "scores killed (40 or more)", "scores (40 or more)"),
        (
            worded("dozens of people", 24, None, "people"),
            "dozens",
            "dozens of people killed (24 or more)",
            "dozens (24 or more)",
        ),
        (
            worded("several dozen", 36, None, "men"),
            "several dozen",
            "several dozen men killed (36 or more)",
            "several dozen (36 or more)",
        ),
        (
            worded("many others", 3, None, "others"),
            "many",
            "many others killed (3 or more)",
            "many (3 or more)",
        ),
        (worded("militants", 1, None, "militants"), "1+", "militants killed (1 or more)", "1 or more"),
        (worded("at least one child", 1, None, "child"), "1+", "1+ child killed", "1 or more"),
        (
            worded("at least 200 people, dozens of them children", 200, None, "people"),
            "200+",
            "200+ people killed",
            "200 or more",
        ),
    ],
)
def test_figures_left_open_are_shown_as_reports_word_them(
    entry: LedgerEntry, number: str, figure: str, headline: str
) -> None:
    assert figure_words(entry) == number
    assert toll_words(entry) == figure
    for name in ("range", "ucdp"):
        found = headline_of(RULES[name], [entry])
        assert found is not None
        assert headline in estimate_words(found)


def test_a_word_that_is_both_number_and_people_is_told_once() -> None:
    entry = worded("wounded dozens", 24, None, "dozens")
    assert (figure_words(entry), toll_words(entry)) == ("dozens", "dozens killed (24 or more)")
    found = headline_of(RULES["range"], [entry])
    assert found is not None
    assert estimate_words(found) == "dozens (24 or more)"


def test_what_a_word_is_read_as_stands_quietly_beside_it() -> None:
    assert least_words(worded("scores", 40, None, "scores")) == "40 or more"
    assert least_words(worded("more than 60", 61, None, "")) == ""


def test_the_lowest_of_several_figures_keeps_its_words() -> None:
    lower = replace(said("A", 180_001, None), words="more than 180,000 people")
    spanned = headline_of(RULES["range"], [lower, said("B", 191_000, 191_000)])
    assert spanned is not None
    assert estimate_words(replace(spanned, high=191_000)) == "more than 180,000 to 191,000"
    twice = headline_of(RULES["range"], [lower, replace(said("B", 200_001, None), words="over 200,000")])
    assert twice is not None
    assert estimate_words(twice) == "more than 180,000 to more than 200,000"


def test_a_claims_figure_is_worded_as_its_report_words_it() -> None:
    toll = Toll(Harm.KILLED, Count(220_001, None), "people", Category.UNKNOWN)
    assert claimed_words(toll, "more than 220,000 people") == "more than 220,000 people killed"
    assert claimed_words(toll, "at least 220,001 people") == "220,001+ people killed"
    assert claimed_words(toll) == "220,001+ people killed"


def test_the_highest_of_several_figures_keeps_its_words() -> None:
    ledger = [said("A", 8, 8), replace(said("B", 23, None), words="more than 22 people")]
    found = headline_of(RULES["range"], ledger)
    assert found is not None
    assert estimate_words(found) == "8 to more than 22"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2017, 6, 5), date(2017, 6, 5), "5 Jun 2017"),
        (date(2017, 6, 5), date(2017, 6, 7), "5–7 Jun 2017"),
        (date(2017, 6, 5), None, "after 5 Jun 2017"),
        (None, date(2017, 6, 5), "before 5 Jun 2017"),
        (None, None, "undated"),
    ],
)
def test_of_a_day_no_more_is_said_than_is_known(first: date | None, last: date | None, words: str) -> None:
    assert known_words(first, last) == words


def test_every_rule_words_a_bound_that_is_not_reached_as_its_report_does() -> None:
    entry = replace(said("A", 401, None), words="more than 400 shepherds")
    for name in ("range", "ucdp", "acled"):
        found = headline_of(RULES[name], [entry])
        assert found is not None
        assert estimate_words(found) == "more than 400"
    person = replace(said("A", 401, None), count=Count(401, None, said="more than 400"), words="the shepherds")
    assert figure_words(person) == "more than 400"


@given(st.lists(st.tuples(st.sampled_from(["exact", "least", "above"]), st.integers(1, 500)), min_size=1, max_size=6))
def test_a_sum_is_worded_by_the_numbers_that_were_given(figures: list[tuple[str, int]]) -> None:
    made = {"exact": lambda n: said("A", n, n), "least": lambda n: said("A", n, None)}
    made["above"] = lambda n: replace(said("A", n + 1, None), words=f"more than {n}")
    whole = added({str(i): headline_of(RULES["range"], [made[kind](n)]) for i, (kind, n) in enumerate(figures)})
    total, kinds = sum(n for _, n in figures), {kind for kind, _ in figures}
    least = "more than " if "above" in kinds else "at least " if "least" in kinds else ""
    assert sum_words(whole) == f"{least}{total:,}"
