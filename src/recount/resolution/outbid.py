"""Links that stand in the way of better ones: where a report tells two happenings apart, which of them others mean.

Of two reports that both tell of a market and of a hospital each goes with its like; a third that tells of the market
alone is not put with the hospital because both are what their reports are mainly about. Which links are in the way
follows from those of the accounts at both ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recount.resolution.cluster import Link

_MOST = 60  # links between two reports that are held against each other; pages with more are lists

_CLEARLY = 1.0  # by so much a link says more than that both reports are mainly about what it ties

_Pair = tuple[int, int]


def outbid_among(
    links: Sequence[Link], documents: Sequence[str], maybe_one: Set[_Pair], threshold: float
) -> frozenset[_Pair]:
    """Those of the `links` that count, by their ends, which keep better ones from being."""
    told_twice = _Reports(documents, maybe_one)
    if not told_twice.several:
        return frozenset()
    known = {(link.i, link.j): link.score for link in links}
    known |= {(link.j, link.i): link.score for link in links}
    return frozenset(_exchanged(links, known, told_twice, threshold) | _torn_between(links, known, told_twice))


class _Reports:
    """The accounts of each report that has several of these, and which of them it tells apart."""

    def __init__(self, documents: Sequence[str], maybe_one: Set[_Pair]) -> None:
        of: dict[str, list[int]] = defaultdict(list)
        for n, document in enumerate(documents):
            of[document].append(n)
        self.document = documents
        self.several = {document for document, own in of.items() if len(own) > 1}
        self._maybe_one = maybe_one

    def apart(self, a: int, b: int) -> bool:
        """Whether two accounts of a report are two happenings."""
        return a != b and (min(a, b), max(a, b)) not in self._maybe_one


def _exchanged(links: Sequence[Link], known: Mapping[_Pair, float], reports: _Reports, threshold: float) -> set[_Pair]:
    """Links between two reports of several happenings, in whose place two others would say more."""
    between: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for link in links:
        one, other = reports.document[link.i], reports.document[link.j]
        if one in reports.several and other in reports.several:
            pair = (link.i, link.j) if one <= other else (link.j, link.i)
            between[min(one, other), max(one, other)].append(pair)
    found: set[_Pair] = set()
    for pairs in between.values():
        if not 2 < len(pairs) <= _MOST:
            continue
        for i, j in pairs:
            gained = (
                known[i, other] + known[one, j] - threshold - max(threshold, known.get((one, other), threshold))
                for one, j_too in pairs
                if j_too == j and reports.apart(one, i)
                for i_too, other in pairs
                if i_too == i and reports.apart(other, j)
            )
            if max(gained, default=0.0) > known[i, j] - threshold:
                found.add((i, j) if (i, j) in known else (j, i))
    return found | {(j, i) for i, j in found}


def _torn_between(links: Sequence[Link], known: Mapping[_Pair, float], reports: _Reports) -> set[_Pair]:
    """Links that come first though one of their ends is held more strongly to another happening of the other's report,
    or each of them to another happening of a third report."""
    best: dict[int, float] = defaultdict(float)
    held: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        for one, other in ((link.i, link.j), (link.j, link.i)):
            if reports.document[other] in reports.several:
                held[one][reports.document[other]].append(other)
                if not link.first:
                    best[one] = max(best[one], link.score)
    found: set[_Pair] = set()
    for link in links:
        i, j, score = link.i, link.j, link.score
        if not link.first or score >= max(best[i], best[j]):
            continue
        better = _has_better(i, j, held, known, reports) or _has_better(j, i, held, known, reports)
        if better or any(
            reports.apart(one, other)
            for document in held[i].keys() & held[j].keys()
            for one in held[i][document]
            if known[i, one] > score
            for other in held[j][document]
            if known[j, other] > score
        ):
            found.add((i, j))
    return found


def _has_better(
    i: int, j: int, held: Mapping[int, Mapping[str, Sequence[int]]], known: Mapping[_Pair, float], reports: _Reports
) -> bool:
    """Whether an account fits another happening of the report that `j` is of better than that one."""
    others = held[i].get(reports.document[j], ())
    return any(known[i, other] > known[i, j] + _CLEARLY for other in others if reports.apart(other, j))
