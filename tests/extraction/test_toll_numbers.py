"""Numbers of tolls both ways: whatever way a number is written it comes back, and what counts nobody never does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.extraction.tolls import tolls_in
from recount.model import Count, Harm
from tests.coded import read
from tests.extraction.figures import flat
from tests.extraction.figures import tree as made
from tests.extraction.test_counts import in_words

_BOUNDS: dict[str, Callable[[int], Count]] = {
    "{}": lambda n: Count(n, n),
    "at least {}": lambda n: Count(n, None),
    "no fewer than {}": lambda n: Count(n, None),
    "a minimum of {}": lambda n: Count(n, None),
    "more than {}": lambda n: Count(n + 1, None),
    "over {}": lambda n: Count(n + 1, None),
    "in excess of {}": lambda n: Count(n + 1, None),
    "up to {}": lambda n: Count(None, n),
    "as many as {}": lambda n: Count(None, n),
    "no more than {}": lambda n: Count(None, n),
    "fewer than {}": lambda n: Count(None, n - 1),
    "about {}": lambda n: Count(n, n, approx=True),
    "an estimated {}": lambda n: Count(n, n, approx=True),
    "nearly {}": lambda n: Count(n, n, approx=True),
    "{} or more": lambda n: Count(n, None),
}
_TOLD = (
    "{} people were/AUX killed/VERB",
    "the raid killed/VERB {} people",
    "a raid killing/VERB {} people",
    "{} people killed/VERB in the raid",
    "{} people died/VERB",
    "{} people dead",
    "leaving {} people dead",
    "the death of {} people",
    "the deaths/NOUN of {} people",
    "claimed/VERB the lives/NOUN of {} people",
    "in which {} people died/VERB",
    "{} dead",
    "{} deaths/NOUN",
    "a death/NOUN toll of {}",
    "the death/NOUN toll rose/VERB to {}",
    "bringing/VERB the total to {}",
    "the number of those killed/VERB stands/VERB at {}",
    "{} bodies/NOUN were/AUX found/VERB",
)
_WRITTEN: tuple[Callable[[int], str], ...] = (str, lambda n: f"{n:,}", lambda n: in_words(n).replace("-", " - "))
_NUMBERS = st.integers(min_value=2, max_value=1_500).filter(lambda n: n < 1_000 or n > 1_100)


@given(_NUMBERS, st.sampled_from(_WRITTEN), st.sampled_from(sorted(_BOUNDS)), st.sampled_from(_TOLD))
def test_a_number_of_dead_comes_back_however_it_is_written(
    n: int, write: Callable[[int], str], bound: str, told: str
) -> None:
    tolls = [m.toll.value for m in tolls_in(flat(told.format(bound.format(write(n)))))]
    assert [(t.harm, t.count) for t in tolls] == [(Harm.KILLED, _BOUNDS[bound](n))]


@pytest.mark.parametrize("told", _TOLD)
def test_every_bound_is_read_in_every_way_of_telling_deaths(told: str) -> None:
    for bound, count in _BOUNDS.items():
        tolls = [m.toll.value for m in tolls_in(flat(told.format(bound.format("34"))))]
        assert [(t.harm, t.count) for t in tolls] == [(Harm.KILLED, count(34))], bound


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("1.2 million", Count(1_200_000, 1_200_000)),
        ("three lakh", Count(300_000, 300_000)),
        ("two crore", Count(20_000_000, 20_000_000)),
        ("two dozen", Count(24, 24)),
        ("a dozen", Count(12, 12)),
        ("half a dozen", Count(6, 6)),
        ("a hundred and three", Count(103, 103)),
        ("between 20 and 30", Count(20, 30)),
        ("20 to 30", Count(20, 30)),
        ("20 - 30", Count(20, 30)),
        ("a couple of", Count(2, None)),
        ("several", Count(3, None)),
        ("dozens of", Count(24, None)),
        ("scores of", Count(40, None)),
        ("tens of thousands of", Count(20_000, None)),
        ("a small number of", Count(3, None)),
    ],
)
def test_words_for_numbers_are_read_in_tolls(written: str, count: Count) -> None:
    (toll,) = (m.toll.value for m in tolls_in(flat(f"{written} people were/AUX killed/VERB")))
    assert (toll.harm, toll.count) == (Harm.KILLED, count)


_COUNTS_NOBODY = (
    "Omar/PROPN , {} , was/AUX killed/VERB",
    "a {} - year - old farmer was/AUX killed/VERB",
    "a farmer aged {} was/AUX killed/VERB",
    "a farmer was/AUX killed/VERB {} km from the town",
    "a farmer was/AUX killed/VERB {} miles away",
    "a farmer was/AUX killed/VERB at {} percent of the cost",
    "a farmer was/AUX killed/VERB for {} dollars",
    "a farmer was/AUX killed/VERB for $ {}",
    "a farmer was/AUX killed/VERB after {} days of fighting",
    "a farmer was/AUX killed/VERB {} years ago",
    "a farmer was/AUX killed/VERB on Highway/PROPN {}",
    "a farmer of Division/PROPN {} was/AUX killed/VERB",
    "a farmer was/AUX killed/VERB in Room/PROPN {}",
    "a farmer was/AUX killed/VERB by a {} mm shell",
    "a farmer was/AUX killed/VERB under Resolution/PROPN {}",
    "a farmer was/AUX killed/VERB near {} hectares of wheat",
)


@given(st.integers(min_value=3, max_value=99), st.sampled_from(_COUNTS_NOBODY))
def test_ages_distances_money_and_numbers_in_names_are_no_tolls(n: int, text: str) -> None:
    counts = [m.toll.value.count for m in tolls_in(flat(text.format(n)))]
    assert all(count == Count(1, 1) for count in counts)


@given(st.integers(min_value=1900, max_value=2035), st.sampled_from(("in {}", "since {}", "in May {}", "in early {}")))
def test_years_are_no_tolls(year: int, when: str) -> None:
    counts = [m.toll.value.count for m in tolls_in(flat(f"a farmer was/AUX killed/VERB {when.format(year)}"))]
    assert all(count == Count(1, 1) for count in counts)


def test_a_number_too_high_for_a_day_of_the_month_counts_people() -> None:
    (toll,) = (m.toll.value for m in tolls_in(flat("since January/PROPN 140 farmers were/AUX killed/VERB")))
    assert (toll.count, toll.who) == (Count(140, 140), "farmers")


def test_the_number_of_a_total_is_not_lost_beside_the_noun_it_counts() -> None:
    told = made(
        "Medics/NOUN/1/nsubj/NNS put/VERB/1/root the/DET/3/det number/NOUN/1/obj of/ADP/6/case dead/ADJ/6/amod "
        "farmers/NOUN/3/nmod/NNS at/ADP/8/case 17/NUM/1/obl"
    )
    assert [(m.toll.value.count, m.toll.value.who) for m in tolls_in(told)] == [(Count(17, 17), "farmers")]


def test_deaths_and_injuries_without_a_number_are_some_of_each_and_nobody_by_name() -> None:
    told = made(
        "A/DET/1/det shell/NOUN/2/nsubj fell/VERB/2/root ,/PUNCT/4/punct causing/VERB/2/advcl/VBG "
        "deaths/NOUN/4/obj/NNS and/CCONJ/7/cc injuries/NOUN/5/conj/NNS"
    )
    tolls = [m.toll.value for m in tolls_in(told)]
    assert [(t.harm, t.count, t.who) for t in tolls] == [
        (Harm.KILLED, Count(1, None), ""),
        (Harm.WOUNDED, Count(1, None), ""),
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("On May 27 a journalist was killed by a sniper in Goma.", ["killed 1 journalist"]),
        ("Shells fell on Goma killing four more nurses two residents said.", ["killed 4 nurses"]),
        ("A rocket killed 12 people and wounded 50 state media reported.", ["killed 12 people", "wounded 50 people"]),
        ("Shelling killed 31 villagers local media said.", ["killed 31 villagers"]),
        ("Nine commanders of various ranks were killed in Goma.", ["killed 9 commanders of various ranks"]),
        ("The bombers blew up two trucks in Goma, killing nine soldiers.", ["killed 9 soldiers"]),
        ("Rebels blew up a car bomb in Goma, killing nine soldiers.", ["killed 9 soldiers"]),
        ("Rebels blew up two bridges in Goma.", ["destroyed 2 bridges"]),
        ("Around 30 rebels were rounded up and executed in Goma.", ["captured ~30 rebels", "killed ~30 rebels"]),
        ("Some were arrested in Goma.", ["captured 2+ Some"]),
        ("A total of 90 people have fallen victim to the chemical attack in Goma.", ["casualties 90 people"]),
    ],
)
def test_numbers_count_those_whom_the_words_harm(sentence: str, told: list[str]) -> None:
    mentions = [toll.value for claim in read(sentence).claims for toll in claim.tolls]
    assert [f"{t.harm} {t.count} {t.who}" for t in mentions] == told
