"""Which links hold accounts together, and what they hold together."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.resolution import holding
from recount.resolution.holding import HELD, Held, best_of, components, packed, unpacked

Link = tuple[int, int, float, bool]


def held(size: int, links: list[Link], threshold: float = 3.0) -> tuple[list[int], list[int]]:
    """Chains and components of accounts whose numbers are their positions."""
    i, j, scores, always = (np.array(column) for column in zip(*links, strict=True))
    kept = holding.holding(np.arange(size), i, j, scores.astype(float), always.astype(bool))
    chains, parts = components(size, i[kept], j[kept], scores[kept], always[kept], threshold)
    return chains.tolist(), parts.tolist()


def test_an_account_is_held_by_its_best_links_and_by_those_that_others_have_among_theirs() -> None:
    links = {n: Held(float(n)) for n in range(1, 9)} | {9: Held(0.5, always=True)}
    assert best_of(links) == {5, 6, 7, 8, 9}
    star: list[Link] = [(0, n, float(n), False) for n in range(1, 9)]
    assert held(9, star)[0] == [0] * 9  # the only link of each of them is its best
    busy = [(n, 9 + 4 * n + k, 9.0, False) for n in range(1, 5) for k in range(-3, 1)]
    ends = held(30, [*star, *busy])[0]
    assert [ends[n] == 0 for n in range(1, 9)] == [False] * 4 + [True] * 4


def test_links_alike_are_put_in_order_by_the_others_numbers() -> None:
    assert best_of({n: Held(4.0) for n in (9, 3, 7, 1, 5)}) == {1, 3, 5, 7}


def test_a_long_chain_comes_apart_at_its_weak_links_and_a_short_one_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "MANY", 4)
    strong: list[Link] = [(0, 1, 6.0, False), (1, 2, 6.0, False), (3, 4, 6.0, False), (4, 5, 6.0, False)]
    weak: list[Link] = [(2, 3, 3.2, False)]
    assert held(8, [*strong, *weak, (6, 7, 3.1, False)]) == ([0] * 6 + [6, 6], [0, 0, 0, 3, 3, 3, 6, 6])


def test_what_holds_always_holds_however_long_the_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "MANY", 2)
    links: list[Link] = [(0, 1, 1.0, True), (1, 2, 1.0, True), (2, 3, 3.1, False), (3, 4, -2.0, True)]
    assert held(5, links)[1] == [0, 0, 0, 3, 3]


@given(st.integers(0, 10_000))
def test_positions_count_for_nothing(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (made-up data)
    size = 30
    told = {
        (min(pair), max(pair)): (round(3 + 5 * chance.random(), 1), chance.random() < 0.05)
        for pair in (chance.sample(range(size), 2) for _ in range(60))
    }
    numbers = chance.sample(range(1000), size)

    def parts(order: list[int]) -> set[frozenset[int]]:
        at = {account: n for n, account in enumerate(order)}
        i, j = (np.array([at[pair[end]] for pair in told], np.int64) for end in (0, 1))
        scores, always = np.array([one[0] for one in told.values()]), np.array([one[1] for one in told.values()])
        kept = holding.holding(np.array([numbers[one] for one in order]), i, j, scores, always)
        found = components(size, i[kept], j[kept], scores[kept], always[kept], 3.0)[1].tolist()
        return {frozenset(order[n] for n in range(size) if found[n] == part) for part in found}

    order = list(range(size))
    first = parts(order)
    chance.shuffle(order)
    assert parts(order) == first


def test_packed_links_are_the_same_links_and_those_of_arrays() -> None:
    links = {2**61: Held(4.125, False, False), 7: Held(-1.5, True, True)}
    assert unpacked(packed(links)) == links
    lines = np.array([(7, -1.5, True, True), (2**61, 4.125, False, False)], HELD)
    assert packed(links) == lines.tobytes()
