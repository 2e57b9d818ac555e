from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.resolution.cluster import Link, happenings
from recount.resolution.unions import Unions

SCORES = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-9, 9).map(lambda score: round(score, 1)),
    max_size=40,
)
REPORTS = st.lists(st.sampled_from("ABCDEF"), min_size=12, max_size=12)


def grouped(scores: dict[tuple[int, int], float], reports: list[str], keys: list[str]) -> list[list[int]]:
    """Groups at a threshold of 2 from scores of pairs of different reports."""
    links = [Link(i, j, score) for (i, j), score in scores.items() if reports[i] != reports[j]]
    return happenings(keys, reports, links, 2.0)[0]


@given(SCORES, REPORTS)
def test_every_account_stands_in_one_group_and_no_report_twice_in_any(
    scores: dict[tuple[int, int], float], reports: list[str]
) -> None:
    groups = grouped(scores, reports, [f"k{n:02}" for n in range(12)])
    assert sorted(n for group in groups for n in group) == list(range(12))
    assert all(len({reports[n] for n in group}) == len(group) for group in groups)


@given(SCORES, REPORTS, st.permutations(range(12)))
def test_groups_do_not_depend_on_positions(
    scores: dict[tuple[int, int], float], reports: list[str], order: list[int]
) -> None:
    keys = [f"k{n:02}" for n in range(12)]
    place = {old: new for new, old in enumerate(order)}
    moved = {(min(place[i], place[j]), max(place[i], place[j])): s for (i, j), s in scores.items()}
    told = grouped(moved, [reports[n] for n in order], [keys[n] for n in order])
    assert [[order[n] for n in group] for group in told] == grouped(scores, reports, keys)


def test_the_best_supported_pair_comes_first_and_a_doubtful_third_stays_out() -> None:
    links = [Link(0, 1, 6.0), Link(1, 2, 3.0), Link(0, 2, -4.0)]
    groups, used = happenings("abc", "ABC", links, 2.0)
    assert groups == [[0, 1], [2]]
    assert [(link.i, link.j) for link in used] == [(0, 1)]


def test_accounts_of_one_report_meet_only_where_it_does_not_tell_them_apart() -> None:
    links = [Link(0, 2, 5.0), Link(1, 2, 5.0)]
    assert happenings("abc", "AAB", links, 2.0)[0] == [[0, 2], [1]]
    assert happenings("abc", "AAB", links, 2.0, {(0, 1)})[0] == [[0, 1, 2]]


def test_main_events_are_joined_before_others_and_sure_ones_in_any_case() -> None:
    links = [Link(0, 2, 5.5), Link(0, 1, 5.0, first=True), Link(1, 2, -3.0)]
    assert happenings("abc", "ABB", links, 2.0)[0] == [[0, 1], [2]]
    links.append(Link(3, 1, -3.0, sure=True))
    assert happenings("abcd", "ABBC", links, 2.0)[0] == [[0, 1, 3], [2]]


def test_a_main_event_goes_with_what_it_fits_clearly_better() -> None:
    links = [Link(0, 2, 8.0), Link(0, 1, 5.0, first=True)]
    assert happenings("abc", "ABB", links, 2.0)[0] == [[0, 2], [1]]
    assert happenings("abc", "ABB", links, 2.0, {(1, 2)})[0] == [[0, 1, 2]]


def test_two_main_events_stay_apart_where_a_third_report_tells_of_both() -> None:
    market, hospital, both_market, both_hospital = range(4)
    links = [
        Link(market, both_market, 7.2),
        Link(market, hospital, 5.7, first=True),
        Link(market, both_hospital, 4.9),
        Link(hospital, both_hospital, 9.4, first=True),
    ]
    groups = happenings("abcd", "ABCC", links, 2.0)[0]
    assert groups == [[market, both_market], [hospital, both_hospital]]


@given(st.dictionaries(st.sampled_from([(0, 2), (0, 3), (1, 2), (1, 3)]), st.integers(10, 90), max_size=4))
def test_of_two_reports_of_two_happenings_each_goes_with_its_like(tenths: dict[tuple[int, int], int]) -> None:
    scores = {pair: tenth / 10 for pair, tenth in tenths.items()}
    groups = happenings("abcd", "AABB", [Link(i, j, score) for (i, j), score in scores.items()], 2.0)[0]

    def gain(*pairs: tuple[int, int]) -> float:
        return sum(max(0.0, scores.get(pair, 0.0) - 2.0) for pair in pairs)

    made = [(group[0], group[1]) for group in groups if len(group) == 2]
    assert gain(*made) == pytest.approx(max(gain((0, 2), (1, 3)), gain((0, 3), (1, 2))))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=30), st.randoms())
def test_unions_are_the_same_groups_whatever_the_order_of_joins(pairs: list[tuple[int, int]], chance: object) -> None:
    def groups(joins: list[tuple[int, int]]) -> list[list[int]]:
        unions: Unions[int] = Unions()
        for a, b in joins:
            unions.join(a, b)
        return unions.groups()

    shuffled = list(pairs)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert groups(shuffled) == groups(pairs)


def test_one_that_says_nothing_of_its_place_does_not_bring_together_two_that_lie_apart() -> None:
    links = [Link(0, 1, 5.0), Link(1, 2, 4.0), Link(0, 2, 1.0)]
    assert happenings("abc", "ABC", links, 2.0)[0] == [[0, 1, 2]]
    assert happenings("abc", "ABC", links, 2.0, apart=lambda i, j: {i, j} == {0, 2})[0] == [[0, 1], [2]]
