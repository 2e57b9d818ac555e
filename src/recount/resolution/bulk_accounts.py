"""The accounts of a whole record, held tightly: packed lines, traits and keys as arrays (see `bulk`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Protocol, TypeVar

import numpy as np

from recount.codebook.actors import Actors
from recount.model import Claim, Document
from recount.resolution.accounts import Account
from recount.resolution.arrays import Numbers
from recount.resolution.blocks import keys_of, number_of
from recount.resolution.bounds import Traits, traits_of
from recount.resolution.constraints import Bonds
from recount.resolution.grouping import OF_REPRINTS, Surroundings, Told, told_in
from recount.resolution.packing import packed

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")

_REPORTS = 250  # read at once
_HELD = 100_000  # keys put into an index at once


class Spread(Protocol):
    """How work on portions is spread over processes: as `map` does it, the answers in order."""

    def __call__(self, work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """The answers for all items, in order."""
        ...


@dataclass
class Accounts:
    """All accounts of a record, packed, in an order in which those that may meet stand near each other.

    `keys` stand in order, with what is known of who seeks by them in the lowest bit, and beside them their `owners`.
    `numbers` are those that accounts go by in an index.
    """

    ids: list[str] = field(default_factory=list)
    numbers: Numbers = field(default_factory=lambda: np.empty(0, np.int64))
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
        portion, start, stop = self.stands[n].tolist()
        line: bytes = self.lines[portion][start:stop]
        return line.decode()

    def let_traits_go(self) -> None:
        """Forget what is asked only while pairs are told apart: it takes as much room as the accounts' links."""
        self.traits = traits_of(())

    def held(self) -> Iterator[Numbers]:
        """Keys, and beside them the numbers of accounts that have them, in order, many at a time."""
        cuts = np.unique(np.searchsorted(self.keys, self.keys[::_HELD] & ~1))  # none is cut through
        for start, stop in pairwise([*cuts.tolist(), len(self.keys)]):
            keys, accounts = self.keys[start:stop] >> 1, self.numbers[self.owners[start:stop]]
            order = np.lexsort((accounts, keys))
            yield np.stack((keys[order], accounts[order]))


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
        held, owners = np.array(keys, np.int64), np.repeat(np.arange(len(sizes)), sizes)
        by_key = np.argsort(held >> 1, kind="stable")  # keys of all are but merged then
        return rows, held[by_key], owners[by_key], traits_of(accounts), b"".join(lines), lengths

    portions = spread(told, _in_portions(reports, _REPORTS))
    return _put_together(portions)


_Row = tuple[int, str, str, tuple[frozenset[str], bool], bool, frozenset[str], int]
_Portion = tuple[list[_Row], Numbers, Numbers, Traits, bytes, Numbers]


def _row(told: Told, bonds: Bonds) -> _Row:
    """What is kept of an account beside its line: whether it is compared with those of reprints, and its number."""
    account = told.account
    kind = account.types, account.denied
    bound, number = bonds.of_claims(account.ids), number_of(account.id)
    return _nearness(told), account.id, account.document, kind, told.rank < OF_REPRINTS, bound, number


def _put_together(portions: Iterable[_Portion]) -> Accounts:
    found = Accounts()
    near: list[int] = []
    numbers: list[int] = []
    bonds: list[frozenset[str]] = []
    arrays: tuple[list[Numbers], list[Numbers], list[Traits], list[Numbers]] = ([], [], [], [])
    alike: dict[tuple[frozenset[str], bool], int] = {}
    for portion, (rows, keys, owners, traits, lines, lengths) in enumerate(portions):
        owners += len(near)
        for row in rows:
            near.append(row[0])
            found.ids.append(row[1])
            found.reports.append(found.reports[-1] if found.reports and found.reports[-1] == row[2] else row[2])
            bonds.append(row[5])
            numbers.append(row[6])
        traits["kinds"] = [alike.setdefault(row[3], len(alike)) for row in rows]
        traits["front"] = [row[4] for row in rows]
        ends = np.cumsum(lengths)
        stands = np.stack([np.full(len(rows), portion), ends - lengths, ends], axis=1)
        for held, new in zip(arrays, (keys, owners, traits, stands), strict=True):
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
    found.numbers = np.array(numbers, np.int64)[order]
    keys, owners = np.concatenate(arrays[0]), moved[np.concatenate(arrays[1])]
    by_key = np.argsort(keys >> 1, kind="stable")
    found.keys, found.owners = keys[by_key], owners[by_key]
    found.traits, found.stands = np.concatenate(arrays[2])[order], np.concatenate(arrays[3])[order]
    return found


def _nearness(told: Told) -> int:
    """A number that accounts of the same days and place share."""
    days, places = told.account.days, told.account.places
    first = days.first.toordinal() if days is not None else 0
    return first << 32 | number_of(min(places.regions or places.names or places.countries, default="")) & 0xFFFFFFFF


def _in_portions(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
