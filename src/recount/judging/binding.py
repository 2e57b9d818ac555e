"""Who judged what to be the same or different, as pairs of claims without contradiction: the later judgement holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recount.model import Verdict

Pair = tuple[str, str]

MOST_PAIRS = 250_000
"""Pairs of claims that one judgement may keep apart; incidents of more claims are to be judged claim by claim."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement of `same` or `different` on the claims it stands on now: those of either side."""

    judgement: str
    verdict: Verdict
    on: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """What decisions come to: pairs, the smaller id first, of which no `different` one lies within what `same` ties,
    each with the newest decision that makes it.

    `kept` are the decisions that hold, whole or in part; `overruled` says for each that a later one contradicts, wholly
    or in part, by which.
    """

    same: Mapping[Pair, str]
    different: Mapping[Pair, str]
    kept: frozenset[str]
    overruled: Mapping[str, str]


def bound(decisions: Sequence[Decision]) -> Bound:
    """Pairs from decisions, the oldest first.

    A `same` on incidents ties all claims that both had when they were judged, a `different` keeps every claim of one
    from every claim of the other. The newest is taken first, and what contradicts it is left out, pair by pair: so the
    later judgement holds, and the rest of the earlier one as well. What depends on the order is nothing but that.
    """
    ties = _Ties()
    same: dict[Pair, str] = {}
    kept: set[str] = set()
    overruled: dict[str, str] = {}
    for decision in reversed(decisions):
        rejected = ""
        if decision.verdict is Verdict.SAME:
            groups: list[str] = []
            for claim in dict.fromkeys((*decision.on, *decision.other)):
                for head in groups:
                    against = ties.between(claim, head)
                    if not against:
                        ties.tie(claim, head, decision.judgement)
                        if claim != head:
                            same.setdefault(_pair(claim, head), decision.judgement)
                        break
                    rejected = rejected or against
                else:
                    groups.append(claim)
            claims = {*decision.on, *decision.other}
            held = len(groups) < len(claims) or len(claims) == 1
        else:
            held = False
            for a in decision.on:
                for b in decision.other:
                    against = ties.tied(a, b)
                    if against:
                        rejected = rejected or against
                    elif a != b:
                        ties.part(a, b, decision.judgement)
                        held = True
        if held:
            kept.add(decision.judgement)
        if rejected:
            overruled[decision.judgement] = rejected
    return Bound(same, ties.parted(), frozenset(kept), overruled)


class _Ties:
    """Groups of claims that are one, and which groups are not; each with the judgement that says so."""

    def __init__(self) -> None:
        self._head: dict[str, str] = {}
        self._members: dict[str, list[str]] = defaultdict(list)
        self._by: dict[str, str] = {}  # the newest judgement that made the group
        self._apart: dict[str, dict[str, str]] = defaultdict(dict)  # heads of groups, and who parted them
        self._pairs: dict[Pair, str] = {}

    def _of(self, claim: str) -> str:
        if claim not in self._head:
            self._head[claim] = claim
            self._members[claim] = [claim]
        return self._head[claim]

    def between(self, a: str, b: str) -> str:
        """Who says that two claims are different; "" for nobody."""
        return self._apart[self._of(a)].get(self._of(b), "")

    def tied(self, a: str, b: str) -> str:
        """Who says that two claims are the same; "" for nobody."""
        return self._by.get(self._of(a), "") if a != b and self._of(a) == self._of(b) else ""

    def tie(self, a: str, b: str, judgement: str) -> None:
        """The groups of two claims are one."""
        one, two = sorted((self._of(a), self._of(b)), key=lambda head: (-len(self._members[head]), head))
        if one == two:
            return
        for claim in self._members.pop(two):
            self._head[claim] = one
            self._members[one].append(claim)
        for other, by in self._apart.pop(two, {}).items():
            del self._apart[other][two]
            self._apart[one].setdefault(other, by)
            self._apart[other].setdefault(one, by)
        self._by.setdefault(one, self._by.pop(two, judgement))

    def part(self, a: str, b: str, judgement: str) -> None:
        """The groups of two claims are not one."""
        one, two = self._of(a), self._of(b)
        self._apart[one].setdefault(two, judgement)
        self._apart[two].setdefault(one, judgement)
        self._pairs.setdefault(_pair(a, b), judgement)

    def parted(self) -> Mapping[Pair, str]:
        """All pairs that were kept apart, and who parted them."""
        return self._pairs


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
