"""Which links hold accounts together in a component, so that components stay small however long or dense a war is.

An account is held to others by its best links and by those that others have among their best; what that holds together
is a chain. Where a chain is long, happenings of one town and week hang on each other by weak links: there only ever
stronger ones hold, until the parts are small. Both follow from the accounts' own links, so that a change is worked out
where it happens. Links that hold nothing together still speak where both accounts stand in one component.
"""

from __future__ import annotations

from collections.abc import Mapping
from struct import Struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BEST = 4
"""So many of an account's links, the strongest, hold it to others."""
MANY = 100
"""So many accounts may hang together before weaker links no longer hold, ..."""
STEP = 0.5
"""... by so much at a time."""

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Held(NamedTuple):
    """A link that counts, as one of its accounts has it: its score, whether it holds however weak it is, and whether
    people decided on it."""

    score: float
    always: bool = False
    bound: bool = False


Links = Mapping[int, Held]
"""An account's links that count, by the numbers of the others."""

HELD = np.dtype([("other", "<i8"), ("score", "<f8"), ("always", "?"), ("bound", "?")])
"""A link as a line of bytes."""
_LINE = Struct("<qd??")


def packed(links: Links) -> bytes:
    """An account's links as bytes."""
    return b"".join(_LINE.pack(other, *links[other]) for other in sorted(links))


def unpacked(lines: bytes) -> dict[int, Held]:
    """What `packed` made the bytes from."""
    return {other: Held(score, always, bound) for other, score, always, bound in _LINE.iter_unpack(lines)}


def best_of(links: Links) -> frozenset[int]:
    """The others that an account's own links hold it to."""
    order = sorted(links, key=lambda number: (-links[number].score, number))
    return frozenset(order[:BEST]) | {number for number, held in links.items() if held.always}


def holding(numbers: Numbers, i: Numbers, j: Numbers, scores: Scores, always: Mask) -> Mask:
    """Which links hold: between accounts at positions `i` and `j`, whose `numbers` break ties."""
    ends, others = np.concatenate((i, j)), numbers[np.concatenate((j, i))]
    order = np.lexsort((others, -np.concatenate((scores, scores)), ends))
    ends = ends[order]
    first = np.flatnonzero(np.concatenate(([True], ends[1:] != ends[:-1]))) if ends.size else np.empty(0, np.int64)
    ranks = np.empty(ends.size, np.int64)
    ranks[order] = np.arange(ends.size) - np.repeat(first, np.diff(np.append(first, ends.size)))
    best: Mask = ranks < BEST
    return always | best[: i.size] | best[i.size :]


def components(
    size: int, i: Numbers, j: Numbers, scores: Scores, always: Mask, threshold: float
) -> tuple[Numbers, Numbers]:
    """The chain and the component of each of so many accounts, as first positions in them, from the links that hold."""
    chains = _labels(size, i, j)
    parts, least = chains.copy(), threshold
    while True:
        large = np.bincount(parts, minlength=size)[parts] > MANY
        chosen = large[i]
        i, j, scores, always = i[chosen], j[chosen], scores[chosen], always[chosen]
        if always.all():
            return chains, parts
        least += STEP
        strong = always | (scores >= least)
        i, j, scores, always = i[strong], j[strong], scores[strong], always[strong]
        members = np.flatnonzero(large)
        at = np.empty(size, np.int64)
        at[members] = np.arange(members.size)
        parts[members] = members[_labels(members.size, at[i], at[j])]


def _labels(size: int, i: Numbers, j: Numbers) -> Numbers:
    """For each position the smallest one that links lead to."""
    labels = np.arange(size, dtype=np.int64)
    while i.size:
        one, other = labels[i], labels[j]
        apart = one != other
        if not apart.any():
            break
        i, j, one, other = i[apart], j[apart], one[apart], other[apart]
        np.minimum.at(labels, np.maximum(one, other), np.minimum(one, other))
        while True:
            above = labels[labels]
            if (above == labels).all():
                break
            labels = above
    return labels
