"""Trees from scores: every word its best head, made a tree where that gives none.

Most sentences come out as trees by taking each word's best head. The others go through the
algorithm of Chu & Liu (1965) and Edmonds (1967) for the best tree, once for each likely root, so
that exactly one word hangs on the root.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
_NEVER = np.float32(-1e9)
_ROOTS_TRIED = 3
_SLACK = 0.01  # more than float32 sums of a sentence's scores are off by


def tree(roots: Scores, arcs: Scores) -> list[int]:
    """Each word's head (the root's head is itself), the best tree with one root.

    `roots[i]` scores word i as the root, `arcs[i, j]` word j as the head of word i.
    """
    size = len(roots)
    if size == 1:
        return [0]
    scores = arcs.copy()
    np.fill_diagonal(scores, roots)
    heads: list[int] = scores.argmax(1).tolist()
    if is_tree(heads):
        return heads
    np.fill_diagonal(scores, _NEVER)
    best: list[int] = []
    best_score = -np.inf
    loss = scores.max(1)
    gain = roots - loss
    most = float(loss.sum()) + _SLACK  # what a tree could score whose words all had their best heads
    tried = np.argsort(-gain, kind="stable")[:_ROOTS_TRIED].tolist()
    places = np.arange(size)
    for root in tried:
        if most + float(gain[root]) < best_score:
            break  # no tree under this root or a later one can be better
        found = best_tree(scores, root)
        score = float(scores[places, found].sum() - scores[root, found[root]] + roots[root])
        if score > best_score:
            best, best_score = found, score
    return best


def is_tree(heads: list[int]) -> bool:
    """Whether the heads form one tree: one word is its own head and all others lead to it."""
    if sum(head == i for i, head in enumerate(heads)) != 1:
        return False
    state = [0] * len(heads)
    for start in range(len(heads)):
        node, path = start, []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            if heads[node] == node:
                break
            node = heads[node]
            if state[node] == 1 and heads[node] != node:
                return False
        for seen in path:
            state[seen] = 2
    return True


def best_tree(scores: Scores, root: int) -> list[int]:
    """The best tree under a given root, by shrinking each cycle of best heads to one node."""
    size = len(scores)
    work = scores.astype(np.float64)
    work[root] = _NEVER
    np.fill_diagonal(work, _NEVER)
    heads = work.argmax(1)
    heads[root] = root
    cycle = _cycle(heads.tolist())
    if not cycle:
        return heads.tolist()  # type: ignore[no-any-return]
    among = set(cycle)
    rest = np.array([i for i in range(size) if i not in among])
    kept = work[cycle, heads[cycle]]
    cycle_rows, rest_rows = work[cycle], work[rest]
    into = cycle_rows[:, rest] - kept[:, None]  # enter the cycle at one word, drop its arc
    out_of = rest_rows[:, cycle]
    small = np.full((len(rest) + 1, len(rest) + 1), _NEVER, np.float64)
    small[:-1, :-1] = rest_rows[:, rest]
    small[-1, :-1] = into.max(0)
    small[:-1, -1] = out_of.max(1)
    new_root = int(np.flatnonzero(rest == root)[0])
    solved = best_tree(small, new_root)  # type: ignore[arg-type]
    result = heads.copy()
    for place, head in enumerate(solved[:-1]):
        word = rest[place]
        if place != new_root:
            result[word] = cycle[int(out_of[place].argmax())] if head == len(rest) else rest[head]
    entry = solved[-1]
    result[cycle[int(into[:, entry].argmax())]] = rest[entry]
    result[root] = root
    return result.tolist()  # type: ignore[no-any-return]


def _cycle(heads: list[int]) -> list[int]:
    """The words of one cycle of two or more, or none."""
    done: set[int] = set()
    for start in range(len(heads)):
        path: list[int] = []
        place: dict[int, int] = {}
        node = start
        while node not in done and node not in place:
            place[node] = len(path)
            path.append(node)
            if heads[node] == node:
                break
            node = heads[node]
        if node in place and heads[node] != node:
            return path[place[node] :]
        done.update(path)
    return []
