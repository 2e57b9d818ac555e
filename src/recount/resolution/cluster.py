"""Accounts put together into happenings: the best-supported pair first, as long as no reason forbids the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from recount.resolution.constraints import UNBOUND, Bonds
from recount.resolution.outbid import outbid_among


class Link(NamedTuple):
    """Two accounts' positions and the sum of the reasons. `first` ones are joined before others; `sure` ones before
    those, whatever their score; `bound` ones, which people decided on, before all, whatever speaks against it."""

    i: int
    j: int
    score: float
    first: bool = False
    sure: bool = False
    bound: bool = False

    def between(self, i: int, j: int) -> Link:
        """The same of accounts at other positions."""
        return Link(i, j, self.score, self.first, self.sure, self.bound)


def happenings(
    keys: Sequence[str],
    documents: Sequence[str],
    links: Iterable[Link],
    threshold: float,
    maybe_one: Set[tuple[int, int]] = frozenset(),
    apart: Callable[[int, int], bool] | None = None,
    decided: Decided | None = None,
    sites: Sequence[int] | None = None,
    placing: Placing | None = None,
) -> tuple[list[list[int]], list[Link]]:
    """Groups of accounts, by position, and the links they were put together by.

    Two groups become one when their links' mean reaches the threshold and no report tells apart what they hold: of one
    report only accounts that stand in `maybe_one` (positions `i < j`) may meet. Nor may any that are `apart`, which one
    that says nothing of where it was would else bring together; what people `decided` wins over all of it. Links that
    better ones stand against (see `outbid`) come last. `keys` break ties, so that the result does not depend on the
    order of the input. `sites` are for each account the position of the first that gives the same places, so that
    `apart` is asked once for all that do. One that `placing` calls unplaced, and that fits happenings in two places
    about as well, is put with neither.
    """
    state = _Groups(keys, documents, maybe_one, apart, decided, sites or range(len(keys)))
    counting = []
    for link in links:
        state.note(link)
        if link.score >= threshold or link.sure or link.bound:
            counting.append(link)
    outbid = outbid_among(counting, documents, maybe_one, threshold)
    worth = []
    for link in counting:
        one, other = sorted((keys[link.i], keys[link.j]))
        late = (link.i, link.j) in outbid
        worth.append((not link.bound, not link.sure, late, not link.first, -link.score, one, other, link))
    worth.sort(key=lambda entry: entry[:-1])
    torn = placing.torn([link for *_, link in worth]) if placing else frozenset()
    used = [link for *_, link in worth if _ties(link, torn) and state.join(link, threshold)]
    return state.groups(), used


_TIE = 1.0  # sums that differ by less are as good as one another
_MOST_ASKED = 16  # accounts that one is held against, the best first


@dataclass(frozen=True, slots=True)
class Placing:
    """Which accounts, by position, name no place, and which of the others play in two places."""

    unplaced: Set[int]
    elsewhere: Callable[[int, int], bool]

    def torn(self, links: Iterable[Link]) -> frozenset[int]:
        """The unplaced that fit accounts in two places about as well, the `links` that count in their order: which of
        the two they tell of nobody knows. Reprints and what people decided settle it."""
        of_one: dict[int, list[tuple[float, int]]] = defaultdict(list)
        settled: set[int] = set()
        for link in links:
            if (link.i in self.unplaced) != (link.j in self.unplaced):
                one, other = (link.i, link.j) if link.i in self.unplaced else (link.j, link.i)
                of_one[one].append((link.score, other))
                if link.sure or link.bound:
                    settled.add(one)
        return frozenset(one for one, found in of_one.items() if one not in settled and self._fits_two(found))

    def _fits_two(self, found: Sequence[tuple[float, int]]) -> bool:
        best = max(score for score, _ in found)
        asked = [other for score, other in found if score > best - _TIE][:_MOST_ASKED]
        return any(self.elsewhere(one, other) for n, one in enumerate(asked) for other in asked[n + 1 :])


def _ties(link: Link, torn: Set[int]) -> bool:
    """Whether a link may put its ends together: those of the torn ones to each other do."""
    return link.sure or link.bound or (link.i in torn) == (link.j in torn)


@dataclass(frozen=True, slots=True)
class Decided:
    """The bonds of accounts, by position, that people's decisions give them, and which bonds are told apart."""

    of: Mapping[int, frozenset[str]]
    bonds: Bonds


class _Groups:
    """The groups so far, with the sum and number of the links between every two of them."""

    def __init__(
        self,
        keys: Sequence[str],
        documents: Sequence[str],
        maybe_one: Set[tuple[int, int]],
        apart: Callable[[int, int], bool] | None,
        decided: Decided | None,
        sites: Sequence[int],
    ) -> None:
        self._keys = keys
        self._maybe_one = maybe_one
        self._apart = apart
        self._of = list(range(len(keys)))
        self._members = {n: [n] for n in range(len(keys))}
        self._sites = {n: {site} for n, site in enumerate(sites)}
        self._reports = {n: {document: [n]} for n, document in enumerate(documents)}
        self._between: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self._bound = dict(decided.of) if decided else {}
        self._bonds = decided.bonds if decided else UNBOUND

    def note(self, link: Link) -> None:
        """Take one pair's score in."""
        self._between[link.i][link.j] = self._between[link.j][link.i] = (link.score, 1)

    def join(self, link: Link, threshold: float) -> bool:
        """Make one group of those of the link's ends if that may be; whether it was done."""
        a, b = self._of[link.i], self._of[link.j]
        if a == b:
            return False
        if not link.bound:
            if self._decided_apart(a, b):
                return False
            score, n = self._between[a][b]
            if not link.sure and (
                score < threshold * n
                or self._told_apart(self._reports[a], self._reports[b])
                or self._lie_apart(self._sites[a], self._sites[b])
            ):
                return False
        if len(self._members[a]) + len(self._between[a]) < len(self._members[b]) + len(self._between[b]):
            a, b = b, a
        for n_ in self._members[b]:
            self._of[n_] = a
        self._members[a] += self._members.pop(b)
        self._sites[a] |= self._sites.pop(b)
        if b in self._bound:
            self._bound[a] = self._bound.get(a, frozenset()) | self._bound.pop(b)
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

    def _decided_apart(self, a: int, b: int) -> bool:
        return a in self._bound and b in self._bound and self._bonds.forbid(self._bound[a], self._bound[b])

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

    def _lie_apart(self, a: Set[int], b: Set[int]) -> bool:
        return self._apart is not None and any(self._apart(i, j) for i in a for j in b)

    def groups(self) -> list[list[int]]:
        """The groups, members and groups in order of their keys."""
        groups = [sorted(members, key=lambda n: self._keys[n]) for members in self._members.values()]
        return sorted(groups, key=lambda group: self._keys[group[0]])
