"""Pairs of numbers, keys and who holds them, many to a row: the accounts of a million claims have thirty million keys.

A row is a leaf: it stands under the first pair that may be in it, and holds all pairs from there to the next leaf in
order, each as sixteen bytes, which stand in the order of the numbers. One that grows too long is split, an empty one
goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from struct import Struct

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, Column, Connection, LargeBinary, Table, TextClause, delete, text

from recount.store.many import put_many
from recount.store.tables import METADATA

_FULL, _LONGEST = 112, 120  # pairs; PostgreSQL puts longer values elsewhere, and two leaves fill a page of SQLite's
_AT_ONCE = 40  # leaves asked for in one statement

_AT = "WHERE (key, holder) <= (:key{n}, :holder{n}) ORDER BY key DESC, holder DESC LIMIT 1"
_NEXT = "WHERE key = :key{n} AND holder > :holder{n} ORDER BY holder LIMIT 1"
_PUT = (
    "INSERT INTO {table} (key, holder, pairs) VALUES (:key, :holder, :pairs)"
    " ON CONFLICT (key, holder) DO UPDATE SET pairs = excluded.pairs"
)
_GONE = "DELETE FROM {table} WHERE key = :key AND holder = :holder"

Pair = tuple[int, int]
"""A key and who holds it; neither is below 0."""

Pairs = NDArray[np.int64]
"""Keys, and beside them who holds them."""

_Leaf = tuple[Pair, bytes]
_PAIR = Struct(">QQ")
_SIZE = _PAIR.size
_LAST = 2**64 - 1  # nobody has this number
_NONE: _Leaf = (-1, -1), b""


def leaves_table(name: str) -> Table:
    """A table for such pairs."""
    return Table(
        name,
        METADATA,
        Column("key", BigInteger, primary_key=True, autoincrement=False),
        Column("holder", BigInteger, primary_key=True, autoincrement=False),
        Column("pairs", LargeBinary, nullable=False),
    )


class Leaves:
    """The pairs in such a table over a connection, within its transaction."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        self._table = table

    def clear(self) -> None:
        """Forget all pairs."""
        self._connection.execute(delete(self._table))

    def fill(self, pairs: Pairs) -> None:
        """Put pairs in that are in order and come after all that are held."""
        line = pairs.T.astype(">i8").tobytes()
        leaves = (line[at : at + _FULL * _SIZE] for at in range(0, len(line), _FULL * _SIZE))
        put_many(self._connection, self._table, [(*_PAIR.unpack_from(leaf), leaf) for leaf in leaves])

    def holders(self, key: int, most: int) -> Sequence[int]:
        """Who holds a key, in ascending order, the first `most` of them."""
        return self.holders_of_all({key: most})[key]

    def holders_of_all(self, most: Mapping[int, int]) -> dict[int, list[int]]:
        """The same of many keys, each with how many are wanted."""
        found: dict[int, list[int]] = {key: [] for key in most}
        first = self._leaves(_AT, [(key, 0) for key in most])
        leaves = {key: leaf or _NONE for key, leaf in zip(most, first, strict=True)}
        while leaves:
            goes_on: list[Pair] = []
            for key, ((of_key, holder), line) in leaves.items():
                start, stop = _place(line, _PAIR.pack(key, 0)), _place(line, _PAIR.pack(key, _LAST))
                found[key] += [one for _, one in _PAIR.iter_unpack(line[start:stop])]
                if stop == len(line) and len(found[key]) < most[key]:
                    goes_on.append((key, holder if of_key == key else -1))
            further = self._leaves(_NEXT, goes_on)
            leaves = {key: leaf for (key, _), leaf in zip(goes_on, further, strict=True) if leaf}
        return {key: holders[: most[key]] for key, holders in found.items()}

    def add(self, pairs: Iterable[Pair]) -> None:
        """Put pairs in; those that are there stay."""
        self._change(pairs, there=True)

    def drop(self, pairs: Iterable[Pair]) -> None:
        """Take pairs out, as far as they are there."""
        self._change(pairs, there=False)

    def _change(self, pairs: Iterable[Pair], *, there: bool) -> None:
        own = sorted(set(pairs))
        held: dict[Pair, bytes] = {}
        of_leaf: dict[Pair, list[Pair]] = defaultdict(list)
        for pair, leaf in zip(own, self._leaves(_AT, own), strict=True):
            bound, line = leaf or (own[0], b"")  # a new one before all others
            held[bound] = line
            of_leaf[bound].append(pair)
        put, gone = [], []
        for bound, some in of_leaf.items():
            first, *others = _split(_changed(held[bound], some, there=there))
            if first:
                put.append((bound, first))
            else:
                gone.append({"key": bound[0], "holder": bound[1]})
            put += [(_PAIR.unpack_from(line), line) for line in others]
        rows = [{"key": key, "holder": holder, "pairs": line} for (key, holder), line in put]
        for statement, parameters in ((_PUT, rows), (_GONE, gone)):
            if parameters:
                self._connection.execute(text(statement.format(table=self._table.name)), parameters)

    def _leaves(self, which: str, pairs: Sequence[Pair]) -> Iterator[_Leaf | None]:
        """For each of these pairs the leaf that it belongs in, or the next after it that begins with its key."""
        for start in range(0, len(pairs), _AT_ONCE):
            some = pairs[start : start + _AT_ONCE]
            asked = {f"key{n}": key for n, (key, _) in enumerate(some)}
            asked |= {f"holder{n}": holder for n, (_, holder) in enumerate(some)}
            rows = self._connection.execute(_one_for_each(self._table.name, which, len(some)), asked).all()
            found: dict[int, _Leaf] = {n: ((key, holder), line) for n, key, holder, line in rows}
            yield from map(found.get, range(len(some)))


@lru_cache(maxsize=200)
def _one_for_each(table: str, which: str, size: int) -> TextClause:
    """A statement that asks for one leaf for each of so many pairs."""
    one = f"SELECT {{n}} AS n, leaf{{n}}.* FROM (SELECT key, holder, pairs FROM {table} {which}) AS leaf{{n}}"  # noqa: S608
    return text(" UNION ALL ".join(one.format(n=n) for n in range(size)))


def _changed(line: bytes, pairs: Iterable[Pair], *, there: bool) -> bytes:
    """A leaf with these pairs, or without them."""
    for pair in pairs:
        packed = _PAIR.pack(*pair)
        at = _place(line, packed)
        after = at + _SIZE if line[at : at + _SIZE] == packed else at
        line = line[:at] + (packed if there else b"") + line[after:]
    return line


def _split(line: bytes) -> Iterator[bytes]:
    """A leaf as leaves that are not too long."""
    pairs = len(line) // _SIZE
    parts = max(1, -(-pairs // _LONGEST))
    ends = [pairs * n // parts * _SIZE for n in range(parts + 1)]
    return (line[start:stop] for start, stop in pairwise(ends))


def _place(line: bytes, packed: bytes) -> int:
    """Where in a leaf a pair stands, or would."""
    low, high = 0, len(line) // _SIZE
    while low < high:
        middle = (low + high) // 2
        at = middle * _SIZE
        if line[at : at + _SIZE] < packed:
            low = middle + 1
        else:
            high = middle
    return low * _SIZE
