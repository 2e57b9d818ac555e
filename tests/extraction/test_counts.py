"""Numbers with their bounds, and numbers that count nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.extraction.counts import counts_in
from recount.extraction.number_words import SCALES, TENS, UNITS, cardinal_at
from tests.extraction.figures import flat

_UNIT = {n: word for word, n in UNITS.items()}
_TEN = {n: word for word, n in TENS.items() if word != "fourty"}


def in_words(n: int) -> str:
    """A number as English spells it: the way back, for the property below."""
    if n < 20:
        return _UNIT[n]
    if n < 100:
        return _TEN[n - n % 10] + (f"-{_UNIT[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{_UNIT[n // 100]} hundred" + (f" and {in_words(n % 100)}" if n % 100 else "")
    for scale, size in (("billion", 10**9), ("million", 10**6), ("thousand", 10**3)):
        if n >= size:
            rest = n % size
            return f"{in_words(n // size)} {scale}" + (f" {in_words(rest)}" if rest else "")
    raise AssertionError(n)


def pieces(text: str) -> list[str]:
    return text.replace("-", " - ").split()


@given(st.integers(min_value=0, max_value=10**11 - 1))
def test_a_number_spelt_out_reads_back_as_itself(n: int) -> None:
    words = pieces(in_words(n))
    assert cardinal_at(words, 0) == (n, len(words))


@given(st.integers(min_value=0, max_value=10**11))
def test_grouped_numerals_read_as_plain_ones(n: int) -> None:
    assert cardinal_at([f"{n:,}"], 0) == (n, 1) == cardinal_at([str(n)], 0)


@given(st.integers(min_value=1_000, max_value=10**9))
def test_numerals_grouped_by_blanks_read_as_one_number(n: int) -> None:
    words = f"{n:,}".split(",")
    assert cardinal_at(words, 0) == (n, len(words))


@given(st.lists(st.sampled_from([*UNITS, *TENS, *SCALES, "and", "a", "half", "-", "200", "1.5", "men"]), max_size=30))
def test_no_run_of_words_breaks_the_reader_of_numbers(words: list[str]) -> None:
    for i in range(len(words)):
        hit = cardinal_at(words, i)
        assert hit is None or (hit[0] >= 0 and 0 < hit[1] <= len(words) - i)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1.2 million people fled", "1200000"),
        ("two lakh people", "200000"),
        ("two dozen rebels", "24"),
        ("half a million people", "500000"),
        ("a dozen soldiers", "12"),
        ("at least 26 people", "26+"),
        ("no fewer than 26 people", "26+"),
        ("not less than 26 people", "26+"),
        ("a minimum of 26 people", "26+"),
        ("more than 100 people", "101+"),
        ("over 100 people", "101+"),
        ("exceeding 100 people", "101+"),
        ("more than a dozen people", "13+"),
        ("up to 80 people", "≤80"),
        ("as many as 80 people", "≤80"),
        ("no more than 80 people", "≤80"),
        ("fewer than 80 people", "≤79"),
        ("about 80 people", "~80"),
        ("nearly 300 people", "~300"),
        ("some 50 civilians", "~50"),
        ("between 20 and 30 people", "20–30"),
        ("20 to 30 people", "20–30"),
        ("20-30 people", "20–30"),
        ("two to three thousand people", "2000–3000"),
        ("20 or more people", "20+"),
        ("tens of people", "20+"),
        ("dozens of people", "24+"),
        ("scores of people", "40+"),
        ("hundreds of people", "200+"),
        ("thousands of people", "2000+"),
        ("tens of thousands of people", "20000+"),
        ("hundreds of thousands of people", "200000+"),
        ("millions of people", "2000000+"),
        ("several people", "3+"),
        ("many people", "3+"),
        ("several hundred people", "300+"),
        ("several dozen people", "36+"),
        ("a few people", "2+"),
        ("some people", "2+"),
        ("a number of rebels", "3+"),
        ("an unknown number of rebels", "1+"),
        ("at least another 20 people", "20+"),
        ("at least 20 , possibly 30 , people", "20–30"),
        ("at least 20 people , perhaps as many as 30 , were there", "20–30"),
    ],
)
def test_a_quantity_is_read_with_its_bounds(text: str, count: str) -> None:
    (mention,) = counts_in(flat(text))
    assert str(mention.count) == count
    assert mention.span.start == 0


@pytest.mark.parametrize(
    "text",
    [
        "in 2011 fighting began",
        "a boy aged 12 was there",
        "children aged 4 and 10 were there",
        "a 12-year-old boy",
        "12 km from the town",
        "a town 35 miles away",
        "on 24 October the army",
        "on October 24 the army",
        "at 10 p.m. the army",
        "at 10:30 the army",
        "Division 17 was attacked",
        "Resolution 2254 was passed",
        "the F-16s flew",
        "the M-4 highway",
        "a ransom of $ 300 was paid",
        "40 percent of the town",
        "a 107mm rocket",
        "after 3 years of war",
        "GENERAL VARGAS , 38 , WAS THERE",
        "two and a half years",
        "a 12-member team",
        "the 71st battalion",
        "call 555-0147 now",
        "the war of 1980-1988",
        "one in five of the detainees",
    ],
)
def test_a_number_that_counts_nobody_is_left_alone(text: str) -> None:
    assert counts_in(flat(text)) == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("at least 26 Islamic State militants", "Islamic State militants"),
        ("20 civilians were killed", "civilians"),
        ("35 soldiers and policemen died", "soldiers and policemen"),
        ("three members of the guard died", "members of the guard"),
        ("another ten were killed", ""),
        ("six more persons", "persons"),
        ("ten more", ""),
        ("dozens of the villagers fled", "villagers"),
        ("at least 20 , possibly 30 , villagers fled", "villagers"),
        ("two 12 - year - old boys fled", "boys"),
    ],
)
def test_those_counted_are_named_as_the_report_names_them(text: str, who: str) -> None:
    assert counts_in(flat(text))[0].who == who


def test_a_list_that_lost_its_commas_is_still_a_list() -> None:
    found = counts_in(flat("14 farmers six nurses and one aid worker died"))
    assert [(str(m.count), m.who) for m in found] == [("14", "farmers"), ("6", "nurses"), ("1", "aid worker")]


def test_at_least_governs_what_is_joined_to_it() -> None:
    found = counts_in(flat("at least 45 soldiers and 20 rebels were killed"))
    assert [str(m.count) for m in found] == ["45+", "20+"]


def test_at_least_does_not_govern_a_part() -> None:
    found = counts_in(flat("at least 45 people were killed including five children and two women"))
    assert [str(m.count) for m in found] == ["45+", "5", "2"]


def test_a_share_of_people_named_before_says_so() -> None:
    (mention,) = counts_in(flat("three of them were killed"))
    assert mention.of_them
    assert mention.head == 0
