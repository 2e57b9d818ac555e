"""Groups of a whole record at once, for a million claims: accounts as packed lines, keys and pairs as arrays, work in
portions that several processes can share.

The answer is that of `grouping` and `engine`: the same keys, links and components, only held more tightly. Pairs that
can't reach the threshold (`bounds`) are scored only where others bring them into one component.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from recount.resolution.accounts import Account
from recount.resolution.blocks import MOST, MOST_COARSE, may_meet
from recount.resolution.bounds import Bounds
from recount.resolution.bulk_accounts import Accounts, Numbers, Spread, accounts_of_all
from recount.resolution.cluster import Link
from recount.resolution.grouping import SMALL, Surroundings, Told, groups_in, link_between
from recount.resolution.incidents import Group
from recount.resolution.packing import account_in, unpacked
from recount.resolution.unions import Unions

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
_ACCOUNTS = 1_500  # grouped at once
_KEPT = 16_000  # accounts kept unpacked while their pairs are scored
_SURE, _BOUND, _FIRST, _COMPARED = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where an account stands: its number and report, component and incident, and its packed line."""

    number: int
    report: str
    component: str
    incident: str
    line: str


@dataclass(frozen=True, slots=True)
class Portion(Generic[T]):
    """Some components: where their accounts stand, and what was made of their groups."""

    places: tuple[Place, ...]
    made: T


def pairs_of(accounts: Accounts, around: Surroundings) -> Numbers:
    """The pairs of accounts to compare, as `i << 32 | j` with `i < j`, in order."""
    keys, owners, seeks = accounts.keys >> 1, accounts.owners, accounts.keys & 1
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if keys.size else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, keys.size))
    usable = sizes <= np.where(keys[starts] & 1 == 1, MOST_COARSE, MOST)
    found = _unique([_others(accounts, around)])
    waiting: list[Numbers] = []
    for size in range(2, MOST + 1):
        rows = starts[usable & (sizes == size)]
        for a in range(size - 1):
            for b in range(a + 1, size):
                i, j = rows + a, rows + b
                chosen = (seeks[i] | seeks[j]) == 1
                one, other = owners[i[chosen]], owners[j[chosen]]
                waiting.append(np.minimum(one, other) << 32 | np.maximum(one, other))
        if sum(map(len, waiting)) > 20_000_000:
            found, waiting = _unique([found, *waiting]), []
    return _unique([found, *waiting])


def _unique(arrays: Sequence[Numbers]) -> Numbers:
    found = np.concatenate(arrays) if arrays else np.empty(0, np.int64)
    found.sort()
    return found[np.concatenate(([True], found[1:] != found[:-1]))] if found.size else found


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


def links_of_all(accounts: Accounts, pairs: Numbers, around: Surroundings, spread: Spread) -> Links:
    """All pairs that may meet, those that may count scored; those that may not meet are left out."""
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
    texts, alike = _texts(accounts, around)

    size = min(_PAIRS, max(_FEW_PAIRS, len(pairs) // 16))

    def scored(start: int) -> _Scored:
        some = pairs[start : start + size]
        i, j = some >> 32, some & 0xFFFFFFFF
        one, other = np.minimum(texts[i], texts[j]), np.maximum(texts[i], texts[j])
        chosen = bounds.may_count(i, j) | (one == other) | _among(one << 32 | other, alike) | _among(some, bound)
        of_chosen = some[chosen].tolist()
        scores, marks = np.zeros(len(of_chosen)), np.zeros(len(of_chosen), np.int8)
        for n, pair in enumerate(of_chosen):
            a, b = told(pair >> 32), told(pair & 0xFFFFFFFF)
            if pair in decided or may_meet(a, b):
                link = link_between(a, b, around)
                scores[n] = link.score
                marks[n] = _COMPARED | link.first * _FIRST | link.sure * _SURE | (pair in decided) * _BOUND
        met = (marks & _COMPARED) > 0
        return some[chosen][met], scores[met], marks[met], some[~chosen]

    found = list(spread(scored, range(0, len(pairs), size)))
    if not found:
        return Links(pairs, np.empty(0), np.empty(0, np.int8), pairs)
    met, scores, marks, left = zip(*found, strict=True)
    return Links(np.concatenate(met), np.concatenate(scores), np.concatenate(marks), np.concatenate(left))


_Scored = tuple[Numbers, NDArray[np.float64], NDArray[np.int8], Numbers]


def _texts(accounts: Accounts, around: Surroundings) -> tuple[Numbers, Numbers]:
    """The number of each account's text, reports without one each their own, and the pairs of texts that are alike."""
    number_of_text: dict[object, int] = {}
    texts = [
        number_of_text.setdefault(around.reprints.texts.get(report, report), len(number_of_text))
        for report in accounts.reports
    ]
    pairs = ((number_of_text.get(a), number_of_text.get(b)) for a, b in around.reprints.links)
    alike = sorted(_code(a, b) for a, b in pairs if a is not None and b is not None)
    return np.array(texts, np.int64), np.array(alike, np.int64)


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
    components, inside = _components(accounts, links, around)
    ends, held = [0], 0
    for n, members in enumerate(components, 1):
        held += len(members)
        if held >= _ACCOUNTS or n == len(components):
            ends.append(n)
            held = 0

    def grouped(bounds: tuple[int, int]) -> tuple[list[tuple[int, str, str]], T]:
        places: list[tuple[int, str, str]] = []
        groups: list[Group] = []
        for component in range(*bounds):
            members = components[component]
            told = [unpacked(accounts.line(n)) for n in members]
            found = groups_in(told, range(len(told)), inside(component, told), around)
            of_claim = {claim: group.id for group in found for claim in group.claims}
            first = accounts.ids[members[0]]
            places += ((n, first, of_claim[one.account.ids[0]]) for n, one in zip(members, told, strict=True))
            groups += found
        return places, make(groups)

    for places, made in spread(grouped, list(pairwise(ends))):
        yield Portion(tuple(_place(accounts, *place) for place in places), made)


def _place(accounts: Accounts, n: int, component: str, incident: str) -> Place:
    return Place(int(accounts.numbers[n]), accounts.reports[n], component, incident, accounts.line(n))


def _components(
    accounts: Accounts, links: Links, around: Surroundings
) -> tuple[list[list[int]], Callable[[int, Sequence[Told]], list[Link]]]:
    """The members of each component in order of their ids, near ones near each other, and each one's links, by the
    members' places in it."""
    holding = (links.scores >= around.merging.threshold) | ((links.marks & (_SURE | _BOUND)) > 0)
    unions: Unions[int] = Unions()
    for pair in links.pairs[holding].tolist():
        unions.join(pair >> 32, pair & 0xFFFFFFFF)
    several = unions.groups()
    component = np.arange(len(accounts.ids), dtype=np.int64)
    for group in several:
        component[group] = group[0]
    members = {group[0]: sorted(group, key=lambda n: accounts.ids[n]) for group in several}
    tops = np.unique(component).tolist()
    scored, left = _inside(links.pairs, component), _inside(links.left, component)

    def inside(n: int, told: Sequence[Told]) -> list[Link]:
        top = tops[n]
        if top not in members:
            return []
        at = {member: place for place, member in enumerate(members[top])}
        found = []
        for k in scored(top).tolist():
            pair, mark = int(links.pairs[k]), int(links.marks[k])
            i, j = at[pair >> 32], at[pair & 0xFFFFFFFF]
            score, first, sure, bound = float(links.scores[k]), mark & _FIRST, mark & _SURE, mark & _BOUND
            found.append(Link(min(i, j), max(i, j), score, bool(first), bool(sure), bool(bound)))
        if len(at) > SMALL:  # in smaller ones all pairs are scored anyway
            for pair in links.left[left(top)].tolist():
                i, j = sorted((at[pair >> 32], at[pair & 0xFFFFFFFF]))
                if may_meet(told[i].account, told[j].account):
                    found.append(link_between(told[i].account, told[j].account, around).between(i, j))
        return found

    return [members.get(top, [top]) for top in tops], inside


def _inside(pairs: Numbers, component: Numbers) -> Callable[[int], Numbers]:
    """Where the pairs of a component stand that both belong to."""
    of_pair = component[pairs >> 32]
    chosen = np.flatnonzero(of_pair == component[pairs & 0xFFFFFFFF])
    order = chosen[np.argsort(of_pair[chosen], kind="stable")]
    owners = of_pair[order]
    return lambda top: order[np.searchsorted(owners, top) : np.searchsorted(owners, top, "right")]
