"""Pairs that stand many to a row are those that were put in and not taken out, whatever the order they came in."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable

import numpy as np
import pytest
from sqlalchemy import func, select

from recount.store import SqlStore, leaves
from recount.store.index_tables import ACCOUNT_KEYS
from recount.store.leaves import Leaves, Pair

LARGEST = 2**63 - 1
Held = dict[int, set[int]]


def some_pairs(chance: random.Random, n: int) -> list[Pair]:
    """Pairs of few keys and many, near each other and far apart, some of them held by a crowd."""
    keys: list[Callable[[], int]] = [
        lambda: chance.choice((0, 7, LARGEST - 1, LARGEST)),
        lambda: chance.randrange(60),
        lambda: chance.getrandbits(63),
    ]
    return [(chance.choice(keys)(), chance.choice((chance.randrange(400), chance.getrandbits(61)))) for _ in range(n)]


def assert_held(found: Leaves, held: Held, chance: random.Random) -> None:
    asked = {key: chance.choice((1, 3, 17, 10_000)) for key in [*held, 1, 59, chance.getrandbits(63)]}
    assert found.holders_of_all(asked) == {key: sorted(held.get(key, ()))[:most] for key, most in asked.items()}
    for key, most in chance.sample(sorted(asked.items()), 3):
        assert found.holders(key, most) == sorted(held.get(key, ()))[:most]


@pytest.mark.parametrize("longest", [4, 120])
@pytest.mark.parametrize("seed", range(4))
def test_pairs_that_come_and_go_are_those_that_a_dict_of_sets_would_hold(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, seed: int, longest: int
) -> None:
    monkeypatch.setattr(leaves, "_LONGEST", longest)
    monkeypatch.setattr(leaves, "_FULL", longest - 1)
    chance = random.Random(seed)  # noqa: S311 (made-up data)
    held: Held = defaultdict(set)
    with store.gathering() as work:
        found = work.index.keys
        at_first = sorted(set(some_pairs(chance, chance.choice((0, 1, 900)))))
        for start in range(0, len(at_first), 300):
            found.fill(np.array(at_first[start : start + 300], np.int64).T)
        for key, holder in at_first:
            held[key].add(holder)
        for _ in range(12):
            assert_held(found, held, chance)
            new = some_pairs(chance, chance.choice((1, 40, 300)))
            found.add(new)
            for key, holder in new:
                held[key].add(holder)
            there = [(key, holder) for key, holders in held.items() for holder in holders]
            gone = chance.sample(there, chance.choice((0, 1, len(there) // 2))) + some_pairs(chance, 5)
            found.drop(gone)
            for key, holder in gone:
                held[key].discard(holder)
        assert_held(found, held, chance)


@pytest.mark.parametrize("one_by_one", [False, True])
def test_no_row_is_too_long_and_nothing_is_left_of_pairs_that_go(store: SqlStore, *, one_by_one: bool) -> None:
    pairs = [(key, holder) for key in (3, 5) for holder in range(300)]
    sizes = select(func.length(ACCOUNT_KEYS.c.pairs))
    with store.gathering() as work:
        for some in [[pair] for pair in pairs] if one_by_one else [pairs]:
            work.index.keys.add(some)
        rows = work._connection.execute(sizes).scalars().all()
        assert sum(rows) == 16 * len(pairs)
        assert max(rows) <= 16 * leaves._LONGEST
        assert work.index.keys.holders(5, 1000) == list(range(300))
        work.index.keys.drop(pairs)
        assert not work._connection.execute(sizes).all()
        assert work.index.keys.holders(5, 1000) == []
