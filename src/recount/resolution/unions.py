"""Disjoint sets with union by size and path halving: near-linear, and the same groups whatever the order of joins."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Any)


class Unions(Generic[K]):
    """Which keys belong together; a key is known once it was joined, with itself if with nothing else."""

    def __init__(self) -> None:
        self._above: dict[K, K] = {}
        self._size: dict[K, int] = {}

    def top(self, key: K) -> K:
        """The key that stands for the group of `key`."""
        self._above.setdefault(key, key)
        self._size.setdefault(key, 1)
        while self._above[key] != key:
            self._above[key] = self._above[self._above[key]]
            key = self._above[key]
        return key

    def join(self, a: K, b: K) -> K:
        """Put the groups of `a` and `b` together; the key that stands for the result."""
        a, b = self.top(a), self.top(b)
        if a == b:
            return a
        if (self._size[a], b) < (self._size[b], a):
            a, b = b, a
        self._above[b] = a
        self._size[a] += self._size.pop(b)
        return a

    def groups(self) -> list[list[K]]:
        """The groups, each sorted, in order of their smallest keys."""
        groups: dict[K, list[K]] = defaultdict(list)
        for key in sorted(self._above):
            groups[self.top(key)].append(key)
        return sorted(groups.values(), key=lambda group: group[0])
