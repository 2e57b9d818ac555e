"""What people have decided about pairs of claims: it binds every step from claims to incidents, and wins over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of claim ids, the smaller id first: `same` always stand in one incident, `different` ones never do.

    Decisions that contradict each other can't both be kept: whoever makes these leaves one of them out.
    """

    same: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    different: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @classmethod
    def of(cls, same: Iterable[tuple[str, str]] = (), different: Iterable[tuple[str, str]] = ()) -> Constraints:
        """From pairs in either order; a claim is always the same as itself."""
        return cls(frozenset(_ordered(same)), frozenset(_ordered(different)))


def _ordered(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return ((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])


NONE = Constraints()
"""Nobody has decided anything."""
