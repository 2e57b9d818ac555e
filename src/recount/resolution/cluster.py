"""Accounts put together into happenings: the best-supported pair first, as long as no reason forbids the whole."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

from recount.model import Feature


@dataclass(frozen=True, slots=True)
class Link:
    """Two accounts' positions, the sum of the reasons, the reasons. `first` ones are joined before others;
    `sure` ones before those, whatever their score."""

    i: int
    j: int
    score: float
    features: tuple[Feature, ...]
    first: bool = False
    sure: bool = False


def happenings(
    keys: Sequence[str],
    documents: Sequence[str],
    links: Iterable[Link],
    threshold: float,
    maybe_one: Set[tuple[int, int]] = frozenset(),
    apart: Callable[[int, int], bool] | None = None,
) -> tuple[list[list[int]], list[Link]]:
    """Groups of accounts, by position, and the links they were put together by.

    Two groups become one when their links' mean reaches the threshold and no report tells apart what they hold: of one
    report only accounts that stand in `maybe_one` (positions `i < j`) may meet. Nor may any that are `apart`, which one
    that says nothing of where it was would else bring together. `keys` break ties, so that the result does not depend
    on the order of the input.
    """
    state = _Groups(keys, documents, maybe_one, apart)
    best: dict[tuple[int, int], Link] = {}
    heap: list[tuple[bool, bool, float, str, str, int, int]] = []
    for link in links:
        state.note(link)
        best[link.i, link.j] = link
        if link.score >= threshold or link.sure:
            one, other = sorted((keys[link.i], keys[link.j]))
            heap.append((not link.sure, not link.first, -link.score, one, other, link.i, link.j))
    heapq.heapify(heap)
    used = []
    while heap:
        *_, i, j = heapq.heappop(heap)
        if state.join(i, j, -math.inf if best[i, j].sure else threshold):
            used.append(best[i, j])
    return state.groups(), used


class _Groups:
    """The groups so far, with the sum and number of the links between every two of them."""

    def __init__(
        self,
        keys: Sequence[str],
        documents: Sequence[str],
        maybe_one: Set[tuple[int, int]],
        apart: Callable[[int, int], bool] | None,
    ) -> None:
        self._keys = keys
        self._maybe_one = maybe_one
        self._apart = apart
        self._of = list(range(len(keys)))
        self._members = {n: [n] for n in range(len(keys))}
        self._reports = {n: {document: [n]} for n, document in enumerate(documents)}
        self._between: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)

    def note(self, link: Link) -> None:
        """Take one pair's score in."""
        self._between[link.i][link.j] = self._between[link.j][link.i] = (link.score, 1)

    def join(self, i: int, j: int, threshold: float) -> bool:
        """Make one group of those of `i` and `j` if that may be; whether it was done."""
        a, b = self._of[i], self._of[j]
        if a == b:
            return False
        score, n = self._between[a][b]
        if threshold > -math.inf and (
            score < threshold * n
            or self._told_apart(self._reports[a], self._reports[b])
            or self._lie_apart(self._members[a], self._members[b])
        ):
            return False
        if len(self._members[a]) + len(self._between[a]) < len(self._members[b]) + len(self._between[b]):
            a, b = b, a
        for n_ in self._members[b]:
            self._of[n_] = a
        self._members[a] += self._members.pop(b)
        for report, accounts in self._reports.pop(b).items():
            self._reports[a].setdefault(report, []).extend(accounts)
        for other, (score, n) in self._between.pop(b).items():
            del self._between[other][b]
            if other == a:
                continue
            known = self._between[a].get(other, (0.0, 0))
            summed = (known[0] + score, known[1] + n)
            self._between[a][other] = self._between[other][a] = summed
        return True

    def _told_apart(self, a: dict[str, list[int]], b: dict[str, list[int]]) -> bool:
        if len(b) < len(a):
            a, b = b, a
        return any(
            (min(i, j), max(i, j)) not in self._maybe_one
            for report in a
            if report in b
            for i in a[report]
            for j in b[report]
        )

    def _lie_apart(self, a: Sequence[int], b: Sequence[int]) -> bool:
        return self._apart is not None and any(self._apart(i, j) for i in a for j in b)

    def groups(self) -> list[list[int]]:
        """The groups, members and groups in order of their keys."""
        groups = [sorted(members, key=lambda n: self._keys[n]) for members in self._members.values()]
        return sorted(groups, key=lambda group: self._keys[group[0]])
