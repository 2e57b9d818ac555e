"""Trees out of arc scores."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from recount.reading.reader.trees import best_tree, is_tree, tree


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        ([0], True),
        ([0, 0, 1], True),
        ([1, 1, 1], True),
        ([1, 0], False),
        ([0, 1], False),
        ([0, 2, 1], False),
        ([1, 2, 3, 3], True),
        ([1, 2, 0, 3], False),
    ],
)
def test_a_tree_has_one_root_and_no_cycle(heads: list[int], told: bool) -> None:
    assert is_tree(heads) is told


_SCORES = st.integers(1, 9).flatmap(
    lambda n: st.tuples(
        arrays(np.float32, n, elements=st.floats(-20, 20, width=32)),
        arrays(np.float32, (n, n), elements=st.floats(-20, 20, width=32)),
    )
)


@settings(deadline=None)
@given(_SCORES)
def test_any_scores_give_a_tree(scores: tuple[np.ndarray, np.ndarray]) -> None:
    heads = tree(*scores)
    assert len(heads) == len(scores[0])
    assert is_tree(heads)


@settings(max_examples=40, deadline=None)
@given(arrays(np.float32, (4, 4), elements=st.integers(-9, 9).map(float)), st.integers(0, 3))
def test_the_best_tree_is_the_best_of_all_trees(scores: np.ndarray, root: int) -> None:
    def total(heads: tuple[int, ...]) -> float:
        return sum(float(scores[i, h]) for i, h in enumerate(heads) if i != root)

    every = [h for h in product(range(4), repeat=4) if h[root] == root and is_tree(list(h))]
    found = best_tree(scores, root)
    assert is_tree(found)
    assert total(tuple(found)) == max(map(total, every))
