"""Which texts are compared: those that have a key in common, unless too many have it.

A key that few texts hold pairs all of them. One that more hold (a story that hundreds of outlets print, each with its
own cuts) pairs each only with a few that lead, so that pairs grow with the texts and not with their square. What
thousands hold is a phrase of everybody's and pairs nothing. Who leads is drawn by the text's number, which is a hash:
so it depends on no order of arrival, and a new text seldom leads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np

from recount.resolution.arrays import Numbers, each_once

FEW = 24
MANY = 2000
_LEADERS = 3


def pairs_of(holders: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs that a key makes of the texts that hold it, given in ascending order."""
    if len(holders) <= FEW:
        yield from combinations(holders, 2)
    elif len(holders) <= MANY:
        for n, leader in enumerate(holders[:_LEADERS]):
            for other in holders[n + 1 :]:
                yield leader, other


def pairs_of_all(holders: Numbers, keys: Numbers) -> Numbers:
    """The pairs that all keys make, as `a << 32 | b`, each once and in order. `keys` stand in order, and beside them
    those that hold them, numbered from 0, of each key in ascending order."""
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if keys.size else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, keys.size))
    found = [np.empty(0, np.int64)]
    for size in range(2, FEW + 1):
        rows = starts[sizes == size]
        found += [holders[rows + a] << 32 | holders[rows + b] for a, b in combinations(range(size), 2) if rows.size]
    crowded = (sizes > FEW) & (sizes <= MANY)
    for start, size in zip(starts[crowded].tolist(), sizes[crowded].tolist(), strict=True):
        held = holders[start : start + size]
        found += [held[n] << 32 | held[n + 1 :] for n in range(_LEADERS)]
    return each_once(found)


def is_paired(a: int, b: int, holders: Sequence[int]) -> bool:
    """Whether a key makes a pair of two texts that hold it; `holders` may end after `MANY` and one more."""
    if len(holders) > MANY:
        return False
    return len(holders) <= FEW or a in holders[:_LEADERS] or b in holders[:_LEADERS]


def gained(text: int, holders: Sequence[int]) -> Iterable[int]:
    """The texts that a key, which `text` has just come to hold, pairs it with; `holders` with it, as above."""
    if len(holders) > MANY:
        return ()
    leads = text in holders[:_LEADERS]
    partners = holders if leads or len(holders) <= FEW else holders[:_LEADERS]
    return [other for other in partners if other != text]


def in_doubt(text: int, holders: Sequence[int]) -> Sequence[int]:
    """The texts of which pairs may be lost that only this key made, now that `text` has come to hold it, too."""
    if len(holders) == FEW + 1:
        return [other for other in holders if other != text]
    if len(holders) == MANY + 1:
        return [other for other in holders[: _LEADERS + 1] if other != text]
    if FEW < len(holders) <= MANY and text in holders[:_LEADERS]:
        return holders[_LEADERS : _LEADERS + 1]  # who led until now
    return ()


def regained(text: int, holders: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs that a key makes anew when `text` no longer holds it; `holders` without it."""
    if len(holders) in (FEW, MANY):
        yield from pairs_of(holders)
    elif FEW < len(holders) < MANY:
        led = [other for other in holders[:_LEADERS] if other < text]
        if len(led) < _LEADERS:
            follower = holders[_LEADERS - 1]
            yield from ((min(follower, other), max(follower, other)) for other in holders if other != follower)
