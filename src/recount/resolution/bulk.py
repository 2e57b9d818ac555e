"""Groups of a whole record at once, for a million claims: accounts as packed lines, keys and pairs as arrays, work in
portions that several processes can share.

The answer is that of `grouping` and `engine`: the same keys, links and components, only held more tightly. Pairs that
can't reach the threshold (`bounds`) are scored only where others bring them into one component.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from recount.model.making import quickly
from recount.resolution.accounts import Account
from recount.resolution.arrays import Numbers, each_once
from recount.resolution.blocks import MOST, MOST_COARSE, may_meet
from recount.resolution.bounds import Bounds
from recount.resolution.bulk_accounts import Accounts, Spread, accounts_of_all
from recount.resolution.cluster import Link
from recount.resolution.grouping import SMALL, Surroundings, Told, groups_in, link_between, link_of_prints
from recount.resolution.holding import HELD, components, holding
from recount.resolution.incidents import Group
from recount.resolution.packing import account_in, unpacked

__all__ = [
    "Accounts",
    "Links",
    "Place",
    "Portion",
    "Spread",
    "accounts_of_all",
    "links_of_all",
    "pairs_of",
    "portions_of_groups",
]

T = TypeVar("T")

_FEW_PAIRS, _PAIRS = 20_000, 400_000  # looked at at once; with more of them an account is seldom unpacked again
_RAW = 1_000_000  # before those that come again are left out
_ACCOUNTS = 1_500  # grouped at once
_KEPT = 16_000  # accounts kept unpacked while their pairs are scored
_SURE, _BOUND, _FIRST, _COMPARED = 1, 2, 4, 8
_FLAGS = [(bool(mark & _FIRST), bool(mark & _SURE), bool(mark & _BOUND)) for mark in range(16)]


@quickly
@dataclass(frozen=True, slots=True)
class Place:
    """An account with where it stands, as an index keeps them: its number and report, its chain and component (see
    `holding`), its incident, its links that count, each as one, and its packed line."""

    number: int
    report: str
    chain: int
    component: int
    incident: str
    links: bytes
    line: str


@dataclass(frozen=True, slots=True)
class Portion(Generic[T]):
    """Some components: where their accounts stand, and what was made of their groups."""

    places: tuple[Place, ...]
    made: T


def pairs_of(accounts: Accounts, around: Surroundings, spread: Spread) -> Iterator[Numbers]:
    """The pairs of accounts to compare, as `i << 32 | j` with `i < j`, many at a time and each time in order; some come
    more than once."""
    keys, owners, seeks = accounts.keys >> 1, accounts.owners, accounts.keys & 1
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if keys.size else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, keys.size))
    usable = sizes <= np.where(keys[starts] & 1 == 1, MOST_COARSE, MOST)

    def of_size(size: int) -> Numbers:
        rows, found = starts[usable & (sizes == size)], list[Numbers]()
        a, b = np.triu_indices(size, 1)
        for some in np.array_split(rows, 1 + rows.size * a.size // _RAW):
            held = some[:, np.newaxis] + np.arange(size)
            who, seek = owners[held], seeks[held]
            chosen = (seek[:, a] | seek[:, b]) == 1
            one, other = who[:, a][chosen], who[:, b][chosen]
            found.append(each_once([np.minimum(one, other) << 32 | np.maximum(one, other)]))
        return each_once(found)

    return chain(spread(of_size, range(2, MOST + 1)), [_others(accounts, around)])


def _others(accounts: Accounts, around: Surroundings) -> Numbers:
    """Pairs that no key makes: of reports that share sentences, and of claims that people decided are one."""
    of: dict[str, list[int]] = defaultdict(list)
    wanted = {end for pair in around.reprints.pairs for end in (pair.earlier, pair.later)}
    front, kinds = accounts.traits["front"].tolist(), accounts.traits["kinds"].tolist()
    for n, report in enumerate(accounts.reports):
        if front[n] and report in wanted:
            of[report].append(n)
    pairs = {
        _code(i, j)
        for pair in around.reprints.pairs
        for i in of.get(pair.earlier, ())
        for j in of.get(pair.later, ())
        if accounts.kinds[kinds[i]][0] & accounts.kinds[kinds[j]][0]
    }
    return np.array(sorted(pairs | _decided(accounts)), np.int64)


def _decided(accounts: Accounts) -> set[int]:
    """The pairs that people decided on: each account with the next of those that share a bond."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, bonds in accounts.bonds.items():
        for bond in bonds:
            holders[bond].append(n)
    ordered = (sorted(of_bond, key=lambda n: accounts.ids[n]) for of_bond in holders.values())
    return {_code(i, j) for of_bond in ordered for i, j in pairwise(of_bond)}


def _code(i: int, j: int) -> int:
    return min(i, j) << 32 | max(i, j)


@dataclass(frozen=True, slots=True)
class Links:
    """The scores of pairs; `marks` hold whether a pair is sure, of main accounts, or was compared at all. `left` are
    pairs that can't reach the threshold."""

    pairs: Numbers
    scores: NDArray[np.float64]
    marks: NDArray[np.int8]
    left: Numbers


def links_of_all(accounts: Accounts, found: Iterable[Numbers], around: Surroundings, spread: Spread) -> Links:
    """All pairs that may meet, of those `found` in several ways; those that may count scored, those that may not meet
    left out."""
    pairs = each_once(list(found))
    kept: dict[int, Account] = {}

    def told(n: int) -> Account:
        if n not in kept:
            if len(kept) >= _KEPT:
                for former in list(islice(kept, _KEPT // 2)):
                    del kept[former]
            kept[n] = account_in(accounts.line(n))
        return kept[n]

    decided = _decided(accounts)
    bound = np.array(sorted(decided), np.int64)
    bounds = Bounds(accounts.traits, accounts.kinds, around.merging)
    texts = _Texts.of(accounts, around)

    def scored(portion: slice) -> _Scored:
        some = pairs[portion]
        i, j = some >> 32, some & 0xFFFFFFFF
        shares, whole = texts.shared(i, j)
        chosen = bounds.may_count(i, j, shares) | (whole & bounds.may_be_copies(i, j)) | _among(some, bound)
        of_chosen = zip(some[chosen].tolist(), shares[chosen].tolist(), whole[chosen].tolist(), strict=True)
        scores, marks = np.zeros(chosen.sum()), np.zeros(chosen.sum(), np.int8)
        for n, (pair, share, same) in enumerate(of_chosen):
            a, b = told(pair >> 32), told(pair & 0xFFFFFFFF)
            if pair in decided or may_meet(a, b):
                link = link_of_prints(a, b, share, same, around.merging)
                scores[n] = link.score
                marks[n] = _COMPARED | link.first * _FIRST | link.sure * _SURE | (pair in decided) * _BOUND
        met = (marks & _COMPARED) > 0
        return some[chosen][met], scores[met], marks[met], some[~chosen]

    told_of = list(spread(scored, _ever_fewer(len(pairs))))
    if not told_of:
        return Links(pairs, np.empty(0), np.empty(0, np.int8), pairs)
    met, scores, marks, left = zip(*told_of, strict=True)
    return Links(np.concatenate(met), np.concatenate(scores), np.concatenate(marks), np.concatenate(left))


def _ever_fewer(pairs: int) -> Iterator[slice]:
    """Portions of so many pairs, large ones first, so that no process works long on its last while others are done."""
    start = 0
    while start < pairs:
        stop = start + min(_PAIRS, max(_FEW_PAIRS, (pairs - start) // 8))
        yield slice(start, stop)
        start = stop


_Scored = tuple[Numbers, NDArray[np.float64], NDArray[np.int8], Numbers]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The number of each account's text, reports without one each their own; the pairs of texts that are alike, in
    order, with how much they share and whether they are one story."""

    of_account: Numbers
    alike: Numbers
    shares: NDArray[np.float64]
    whole: NDArray[np.bool_]

    @classmethod
    def of(cls, accounts: Accounts, around: Surroundings) -> _Texts:
        """The texts of these accounts."""
        numbers: dict[object, int] = {}
        text_of = around.reprints.texts
        texts = [numbers.setdefault(text_of.get(report, report), len(numbers)) for report in accounts.reports]
        alike = sorted(
            (_code(numbers[a], numbers[b]), link.share, link.whole)
            for (a, b), link in around.reprints.links.items()
            if a in numbers and b in numbers
        )
        codes, shares, whole = zip(*alike, strict=True) if alike else ((), (), ())
        return cls(np.array(texts, np.int64), np.array(codes, np.int64), np.array(shares), np.array(whole, np.bool_))

    def shared(self, i: Numbers, j: Numbers) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """How much the texts of pairs of accounts share, and whether they are one story."""
        one, other = self.of_account[i], self.of_account[j]
        codes = np.minimum(one, other) << 32 | np.maximum(one, other)
        same = one == other
        shares, whole = same.astype(np.float64), same.copy()
        linked = np.flatnonzero(_among(codes, self.alike))
        at = np.searchsorted(self.alike, codes[linked])
        shares[linked], whole[linked] = self.shares[at], self.whole[at]
        return shares, whole


def _among(values: Numbers, held: Numbers) -> NDArray[np.bool_]:
    """Which values are among those held, which are in ascending order."""
    if not held.size:
        return np.zeros(values.shape, np.bool_)
    at = np.minimum(np.searchsorted(held, values), held.size - 1)
    found: NDArray[np.bool_] = held[at] == values
    return found


def portions_of_groups(
    accounts: Accounts,
    links: Links,
    around: Surroundings,
    make: Callable[[Sequence[Group]], T],
    spread: Spread,
) -> Iterator[Portion[T]]:
    """All components, some at a time: where their accounts stand, and what `make` makes of their groups."""
    held = _held_links(accounts, links, around)
    members = held.members(accounts)
    inside = _links_inside(links, held, members, around)
    del links  # what stands in no component needs room
    ends, waiting = [0], 0
    for n, of_one in enumerate(members, 1):
        waiting += len(of_one)
        if waiting >= _ACCOUNTS or n == len(members):
            ends.append(n)
            waiting = 0

    def grouped(bounds: tuple[int, int]) -> tuple[list[tuple[int, str]], T]:
        places: list[tuple[int, str]] = []
        groups: list[Group] = []
        for own in members[slice(*bounds)]:
            told = [unpacked(accounts.line(at)) for at in own]
            found = groups_in(told, inside(own, told) if len(told) > 1 else [], around)
            of_claim = {claim: group.id for group in found for claim in group.claims}
            places += ((at, of_claim[one.account.ids[0]]) for at, one in zip(own, told, strict=True))
            groups += found
        return places, make(groups)

    for places, made in spread(grouped, list(pairwise(ends))):
        yield Portion(tuple(held.place(accounts, *place) for place in places), made)


@dataclass(frozen=True, slots=True)
class _Held:
    """What holds accounts together: each one's chain and component, by the positions of the first accounts in them and
    by the smallest numbers in them; and all links that count, those of one account from where `starts` says, as lines
    of bytes."""

    components: Numbers
    chain_numbers: Numbers
    component_numbers: Numbers
    starts: Numbers
    lines: NDArray[np.void]

    def members(self, accounts: Accounts) -> list[list[int]]:
        """The accounts of each component in order of their ids; components that are near stand near each other."""
        order = np.argsort(self.components, kind="stable")
        labels = self.components[order]
        starts = np.flatnonzero(np.concatenate(([True], labels[1:] != labels[:-1]))) if labels.size else labels
        parts = np.split(order, starts[1:]) if labels.size else []
        return [sorted(part.tolist(), key=accounts.ids.__getitem__) for part in parts]

    def place(self, accounts: Accounts, n: int, incident: str) -> Place:
        """Where an account stands."""
        return Place(
            int(accounts.numbers[n]),
            accounts.reports[n],
            int(self.chain_numbers[n]),
            int(self.component_numbers[n]),
            incident,
            self.lines[self.starts[n] : self.starts[n + 1]].tobytes(),
            accounts.line(n),
        )


def _held_links(accounts: Accounts, links: Links, around: Surroundings) -> _Held:
    marks = links.marks
    always = (marks & (_SURE | _BOUND)) > 0
    counting = always | (links.scores >= around.merging.threshold)
    i, j = links.pairs[counting] >> 32, links.pairs[counting] & 0xFFFFFFFF
    scores, always, bound = links.scores[counting], always[counting], (marks[counting] & _BOUND) > 0
    size, numbers = len(accounts.ids), accounts.numbers
    kept = holding(numbers, i, j, scores, always)
    chains, parts = components(size, i[kept], j[kept], scores[kept], always[kept], around.merging.threshold)
    ends, others = np.concatenate((i, j)), numbers[np.concatenate((j, i))]
    order = np.lexsort((others, ends))
    starts = np.searchsorted(ends[order], np.arange(size + 1))
    lines = np.empty(ends.size, HELD)
    lines["other"] = others
    for name, values in (("score", scores), ("always", always), ("bound", bound)):
        lines[name] = np.concatenate((values, values))
    return _Held(parts, _least(numbers, chains), _least(numbers, parts), starts, lines[order])


def _least(numbers: Numbers, labels: Numbers) -> Numbers:
    """For each account the smallest number of those that have its label, which is a position."""
    least = numbers.copy()
    np.minimum.at(least, labels, numbers)
    return least[labels]


def _links_inside(
    links: Links, held: _Held, members: Sequence[Sequence[int]], around: Surroundings
) -> Callable[[Sequence[int], Sequence[Told]], list[Link]]:
    """A component's links, by the places of its members in it. Of the others nothing is kept."""
    scored, left = _inside(links.pairs, held.components), _inside(links.left, held.components)
    pairs, scores, marks = links.pairs[scored.order], links.scores[scored.order], links.marks[scored.order]
    pairs_left = links.left[left.order]
    places = np.empty(len(held.components), np.int32)
    places[np.fromiter(chain.from_iterable(members), np.int64, len(places))] = np.concatenate(
        [np.empty(0, np.int32), *(np.arange(len(own), dtype=np.int32) for own in members)]
    )

    def inside(members: Sequence[int], told: Sequence[Told]) -> list[Link]:
        top = min(members)
        own = scored.of(top)
        i, j = _between(pairs[own], places)
        found = list(map(Link, i, j, scores[own].tolist(), *_flags(marks[own])))
        if len(members) > SMALL:  # in smaller ones all pairs are scored anyway
            for k, n in zip(*_between(pairs_left[left.of(top)], places), strict=True):
                if may_meet(told[k].account, told[n].account):
                    found.append(link_between(told[k].account, told[n].account, around).between(k, n))
        return found

    return inside


def _flags(marks: NDArray[np.int8]) -> Iterable[tuple[bool, ...]]:
    return zip(*map(_FLAGS.__getitem__, marks.tolist()), strict=True) if marks.size else ((),) * 3


def _between(pairs: Numbers, places: NDArray[np.int32]) -> tuple[list[int], list[int]]:
    """The places of pairs of accounts, the smaller ones and the larger ones."""
    one, other = places[pairs >> 32], places[pairs & 0xFFFFFFFF]
    return np.minimum(one, other).tolist(), np.maximum(one, other).tolist()


@dataclass(frozen=True, slots=True)
class _Inside:
    """Where the pairs stand that belong to one component with both ends, and the components that they belong to, in
    order."""

    order: Numbers
    owners: Numbers

    def of(self, component: int) -> slice:
        """Which of them are a component's."""
        first, last = np.searchsorted(self.owners, component), np.searchsorted(self.owners, component, "right")
        return slice(int(first), int(last))


def _inside(pairs: Numbers, components: Numbers) -> _Inside:
    of_pair = components[pairs >> 32]
    chosen = np.flatnonzero(of_pair == components[pairs & 0xFFFFFFFF])
    order = chosen[np.argsort(of_pair[chosen], kind="stable")]
    return _Inside(order, of_pair[order])
