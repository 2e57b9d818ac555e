"""Groups of a whole record at once, for a million claims: accounts as packed lines, keys and pairs as arrays, work in
portions that several processes can share.

The answer is that of `grouping` and `engine`: the same keys, links and components, only held more tightly. Pairs that
can't reach the threshold (`bounds`) are scored only where others bring them into one component.
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
from recount.resolution.accounts import Account
from recount.resolution.blocks import MOST, MOST_COARSE, keys_of, may_meet, number_of
from recount.resolution.bounds import Bounds, Traits, traits_of
from recount.resolution.cluster import Link
from recount.resolution.constraints import Bonds
from recount.resolution.grouping import OF_REPRINTS, SMALL, Surroundings, Told, groups_in, link_between, told_in
from recount.resolution.incidents import Group
from recount.resolution.packing import account_in, packed, unpacked
from recount.resolution.unions import Unions

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")

Numbers = NDArray[np.int64]

_REPORTS = 250  # read at once
_PAIRS = 100_000  # looked at at once
_ACCOUNTS = 1_500  # grouped at once
_KEPT = 8_000  # accounts kept unpacked while their pairs are scored
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
    kinds: list[tuple[frozenset[str], bool]] = field(default_factory=list)
    traits: Traits = field(default_factory=lambda: traits_of(()))
    bonds: dict[int, frozenset[str]] = field(default_factory=dict)
    keys: Numbers = field(default_factory=lambda: np.empty(0, np.int64))
    owners: Numbers = field(default_factory=lambda: np.empty(0, np.int64))
    lines: list[bytes] = field(default_factory=list)
    stands: Numbers = field(default_factory=lambda: np.empty((0, 3), np.int64))

    def line(self, n: int) -> str:
        """An account's line: `lines` hold those of many, and `stands` says in which, from where to where."""
        portion, start, stop = (int(at) for at in self.stands[n])
        return self.lines[portion][start:stop].decode()

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

    def told(some: Sequence[str]) -> _Portion:
        rows: list[_Row] = []
        keys: list[int] = []
        sizes: list[int] = []
        lines: list[bytes] = []
        accounts: list[Account] = []
        for document, claims in load(some):
            for one in told_in(document, claims, actors, around.merging, around.bonds):
                own = keys_of(one.account, around.merging)
                rows.append(_row(one, around.bonds))
                lines.append(packed(one).encode())
                accounts.append(one.account)
                keys += own
                sizes.append(len(own))
        lengths = np.array([len(line) for line in lines], np.int64)
        return rows, np.array(keys, np.int64), np.array(sizes, np.int64), traits_of(accounts), b"".join(lines), lengths

    portions = spread(told, _in_portions(reports, _REPORTS))
    return _put_together(portions)


_Row = tuple[int, str, str, tuple[frozenset[str], bool], bool, frozenset[str]]
_Portion = tuple[list[_Row], Numbers, Numbers, Traits, bytes, Numbers]


def _row(told: Told, bonds: Bonds) -> _Row:
    """What is kept of an account beside its line: whether it is compared with those of reprints, too."""
    account = told.account
    kind = account.types, account.denied
    return _nearness(told), account.id, account.document, kind, told.rank < OF_REPRINTS, bonds.of_claims(account.ids)


def _put_together(portions: Iterable[_Portion]) -> Accounts:
    found = Accounts()
    near: list[int] = []
    bonds: list[frozenset[str]] = []
    arrays: tuple[list[Numbers], list[Numbers], list[Traits], list[Numbers]] = ([], [], [], [])
    alike: dict[tuple[frozenset[str], bool], int] = {}
    for portion, (rows, keys, sizes, traits, lines, lengths) in enumerate(portions):
        for row in rows:
            near.append(row[0])
            found.ids.append(row[1])
            found.reports.append(found.reports[-1] if found.reports and found.reports[-1] == row[2] else row[2])
            bonds.append(row[5])
        traits["kinds"] = [alike.setdefault(row[3], len(alike)) for row in rows]
        traits["front"] = [row[4] for row in rows]
        ends = np.cumsum(lengths)
        stands = np.stack([np.full(len(rows), portion), ends - lengths, ends], axis=1)
        for held, new in zip(arrays, (keys, sizes, traits, stands), strict=True):
            held.append(new)
        found.lines.append(lines)
    if not found.ids:
        return found
    order = np.argsort(np.array(near, np.int64), kind="stable")
    moved = np.empty(len(order), np.int64)
    moved[order] = np.arange(len(order))
    places = order.tolist()
    found.ids, found.reports = [found.ids[n] for n in places], [found.reports[n] for n in places]
    found.bonds = {at: bonds[n] for at, n in enumerate(places) if bonds[n]}
    found.kinds = list(alike)
    found.keys = np.concatenate(arrays[0])
    found.owners = np.repeat(moved, np.concatenate(arrays[1]))
    found.traits, found.stands = np.concatenate(arrays[2])[order], np.concatenate(arrays[3])[order]
    return found


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
            if len(kept) > _KEPT:
                kept.clear()
            kept[n] = account_in(accounts.line(n))
        return kept[n]

    decided = _decided(accounts)
    bound = np.array(sorted(decided), np.int64)
    bounds = Bounds(accounts.traits, accounts.kinds, around.merging)
    texts, alike = _texts(accounts, around)

    def scored(start: int) -> _Scored:
        some = pairs[start : start + _PAIRS]
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

    found = list(spread(scored, range(0, len(pairs), _PAIRS)))
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
    return Place(number_of(accounts.ids[n]), accounts.reports[n], component, incident, accounts.line(n))


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


def _in_portions(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
