"""Groups of a whole record at once, for a million claims: accounts as packed lines, keys and pairs as arrays, work in
portions that several processes can share.

The answer is that of `grouping` and `engine`: the same keys, pairs, links and components, only held more tightly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from recount.codebook.actors import Actors
from recount.model import Claim, Document
from recount.resolution.blocks import MOST, MOST_COARSE, keys_of, may_meet, number_of
from recount.resolution.cluster import Link
from recount.resolution.constraints import Bonds
from recount.resolution.grouping import OF_REPRINTS, Surroundings, Told, groups_in, link_between, told_in
from recount.resolution.incidents import Group
from recount.resolution.packing import packed, unpacked
from recount.resolution.unions import Unions

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")

Numbers = NDArray[np.int64]

_REPORTS = 250  # read at once
_PAIRS = 40_000  # scored at once
_ACCOUNTS = 1_500  # grouped at once
_KEPT = 30_000  # accounts kept unpacked while their pairs are scored
_SURE, _BOUND, _FIRST, _COMPARED = 1, 2, 4, 8


class Spread(Protocol):
    """How work on portions is spread over processes: as `map` does it, the answers in order."""

    def __call__(self, work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """The answers for all items, in order."""
        ...


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


@dataclass
class Accounts:
    """All accounts of a record, packed, in an order in which those that may meet stand near each other."""

    ids: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    kinds: list[frozenset[str]] = field(default_factory=list)
    bonds: dict[int, frozenset[str]] = field(default_factory=dict)
    keys: Numbers = field(default_factory=lambda: np.empty(0, np.int64))
    owners: Numbers = field(default_factory=lambda: np.empty(0, np.int64))

    def held(self) -> Iterator[tuple[int, int]]:
        """Each key with the number of an account that has it, in order."""
        numbers = np.fromiter((number_of(name) for name in self.ids), np.int64, len(self.ids))
        keys, accounts = self.keys >> 1, numbers[self.owners]
        order = np.lexsort((accounts, keys))
        return zip(keys[order].tolist(), accounts[order].tolist(), strict=True)


Load = Callable[[Sequence[str]], Sequence[tuple[Document, Sequence[Claim]]]]
"""Reports with their claims, by the ids of the reports."""


def accounts_of_all(
    reports: Sequence[str], load: Load, actors: Actors, around: Surroundings, spread: Spread
) -> Accounts:
    """The accounts of these reports."""

    def told(some: Sequence[str]) -> tuple[list[_Row], Numbers, Numbers]:
        rows: list[_Row] = []
        keys: list[int] = []
        sizes: list[int] = []
        for document, claims in load(some):
            for one in told_in(document, claims, actors, around.merging, around.bonds):
                own = keys_of(one.account, around.merging)
                rows.append(_row(one, around.bonds))
                keys += own
                sizes.append(len(own))
        return rows, np.array(keys, np.int64), np.array(sizes, np.int64)

    found = Accounts()
    near: list[int] = []
    bonds: list[frozenset[str]] = []
    keys: list[Numbers] = []
    sizes: list[Numbers] = []
    alike: dict[frozenset[str], frozenset[str]] = {}
    for rows, keys_of_rows, sizes_of_rows in spread(told, _in_portions(reports, _REPORTS)):
        keys.append(keys_of_rows)
        sizes.append(sizes_of_rows)
        for row in rows:
            near.append(row[0])
            found.ids.append(row[1])
            found.reports.append(row[2])
            found.kinds.append(alike.setdefault(row[3], row[3]))
            bonds.append(row[4])
            found.lines.append(row[5])
    order = np.argsort(np.array(near, np.int64), kind="stable")
    moved = np.empty(len(order), np.int64)
    moved[order] = np.arange(len(order))
    places = order.tolist()
    found.ids, found.reports = [found.ids[n] for n in places], [found.reports[n] for n in places]
    found.kinds, found.lines = [found.kinds[n] for n in places], [found.lines[n] for n in places]
    found.bonds = {at: bonds[n] for at, n in enumerate(places) if bonds[n]}
    found.keys = np.concatenate(keys) if keys else found.keys
    found.owners = np.repeat(moved, np.concatenate(sizes)) if sizes else found.owners
    return found


_Row = tuple[int, str, str, frozenset[str], frozenset[str], str]
_NOTHING: frozenset[str] = frozenset()


def _row(told: Told, bonds: Bonds) -> _Row:
    """What is kept of an account; its types only where it is compared with those of reprints."""
    account = told.account
    types = account.types if told.rank < OF_REPRINTS else _NOTHING
    return _nearness(told), account.id, account.document, types, bonds.of_claims(account.ids), packed(told)


def _nearness(told: Told) -> int:
    """A number that accounts of the same days and place share."""
    days, places = told.account.days, told.account.places
    first = days.first.toordinal() if days is not None else 0
    return first << 32 | number_of(min(places.regions or places.names or places.countries, default="")) & 0xFFFFFFFF


def pairs_of(accounts: Accounts, around: Surroundings) -> Numbers:
    """The pairs of accounts to compare, as `i << 32 | j` with `i < j`, in order."""
    order = np.argsort(accounts.keys >> 1, kind="stable")
    keys, owners, seeks = accounts.keys[order] >> 1, accounts.owners[order], accounts.keys[order] & 1
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
    return np.unique(np.concatenate(arrays)) if arrays else np.empty(0, np.int64)


def _others(accounts: Accounts, around: Surroundings) -> Numbers:
    """Pairs that no key makes: of reports that share sentences, and of claims that people decided are one."""
    of: dict[str, list[int]] = defaultdict(list)
    wanted = {end for pair in around.reprints.pairs for end in (pair.earlier, pair.later)}
    for n, report in enumerate(accounts.reports):
        if report in wanted and accounts.kinds[n]:
            of[report].append(n)
    pairs = {
        _code(i, j)
        for pair in around.reprints.pairs
        for i in of.get(pair.earlier, ())
        for j in of.get(pair.later, ())
        if accounts.kinds[i] & accounts.kinds[j]
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
    """The scores of pairs; `marks` hold whether a pair is sure, of main accounts, or was compared at all."""

    pairs: Numbers
    scores: NDArray[np.float64]
    marks: NDArray[np.int8]


def links_of_all(accounts: Accounts, pairs: Numbers, around: Surroundings, spread: Spread) -> Links:
    """All pairs that may meet, scored; those that may not are left out."""
    kept: dict[int, Told] = {}

    def told(n: int) -> Told:
        if n not in kept:
            if len(kept) > _KEPT:
                kept.clear()
            kept[n] = unpacked(accounts.lines[n])
        return kept[n]

    decided = _decided(accounts)

    def scored(start: int) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
        some = pairs[start : start + _PAIRS].tolist()
        scores, marks = np.zeros(len(some)), np.zeros(len(some), np.int8)
        for n, pair in enumerate(some):
            a, b = told(pair >> 32).account, told(pair & 0xFFFFFFFF).account
            if pair in decided or may_meet(a, b):
                link = link_between(a, b, around)
                scores[n] = link.score
                marks[n] = _COMPARED | link.first * _FIRST | link.sure * _SURE | (pair in decided) * _BOUND
        return scores, marks

    found = list(spread(scored, range(0, len(pairs), _PAIRS)))
    scores = np.concatenate([one for one, _ in found]) if found else np.empty(0)
    marks = np.concatenate([one for _, one in found]) if found else np.empty(0, np.int8)
    met = (marks & _COMPARED) > 0
    return Links(pairs[met], scores[met], marks[met])


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

    def grouped(bounds: tuple[int, int]) -> Portion[T]:
        places: list[Place] = []
        groups: list[Group] = []
        for component in range(*bounds):
            members = components[component]
            told = [unpacked(accounts.lines[n]) for n in members]
            found = groups_in(told, range(len(told)), inside(component), around)
            of_claim = {claim: group.id for group in found for claim in group.claims}
            first = accounts.ids[members[0]]
            places += (
                Place(
                    number_of(accounts.ids[n]),
                    accounts.reports[n],
                    first,
                    of_claim[one.account.ids[0]],
                    accounts.lines[n],
                )
                for n, one in zip(members, told, strict=True)
            )
            groups += found
        return Portion(tuple(places), make(groups))

    yield from spread(grouped, list(pairwise(ends)))


def _components(
    accounts: Accounts, links: Links, around: Surroundings
) -> tuple[list[list[int]], Callable[[int], list[Link]]]:
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
    left, right = links.pairs >> 32, links.pairs & 0xFFFFFFFF
    chosen = np.flatnonzero(component[left] == component[right])
    order = chosen[np.argsort(component[left[chosen]], kind="stable")]
    owners = component[left[order]]

    def inside(n: int) -> list[Link]:
        top = tops[n]
        if top not in members:
            return []
        at = {member: place for place, member in enumerate(members[top])}
        found = []
        for k in order[np.searchsorted(owners, top) : np.searchsorted(owners, top, "right")].tolist():
            i, j, mark = at[int(left[k])], at[int(right[k])], int(links.marks[k])
            score, first, sure, bound = float(links.scores[k]), mark & _FIRST, mark & _SURE, mark & _BOUND
            found.append(Link(min(i, j), max(i, j), score, bool(first), bool(sure), bool(bound)))
        return found

    return [members.get(top, [top]) for top in tops], inside


def _in_portions(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
