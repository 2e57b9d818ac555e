"""The index of accounts in a record's database: what `resolution.engine` keeps groups up to date with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from recount.resolution.blocks import most_of, number_of
from recount.resolution.grouping import Told
from recount.resolution.holding import packed as packed_links
from recount.resolution.holding import unpacked as unpacked_links
from recount.resolution.index import NOWHERE, Row, Standing
from recount.resolution.packing import packed as packed_told
from recount.resolution.packing import unpacked as unpacked_told
from recount.store.index_tables import ACCOUNT_KEYS, ACCOUNTS
from recount.store.leaves import Leaves
from recount.store.many import delete_among, rows_among

_ACCOUNTS = select(ACCOUNTS)
_STANDING = select(ACCOUNTS.c.number, ACCOUNTS.c.chain, ACCOUNTS.c.component, ACCOUNTS.c.incident, ACCOUNTS.c.links)
_PLACE = (
    update(ACCOUNTS)
    .where(ACCOUNTS.c.number == bindparam("n"))
    .values(chain=bindparam("ch"), component=bindparam("co"), incident=bindparam("i"), links=bindparam("l"))
)


class SqlIndex:
    """An index of accounts over a connection, within its transaction; see `resolution.engine.Index` for each method."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.keys = Leaves(connection, ACCOUNT_KEYS)

    def of_reports(self, reports: Iterable[str]) -> Sequence[Row]:
        """The accounts of these reports."""
        return self._rows(ACCOUNTS.c.report, reports)

    def of_numbers(self, numbers: Iterable[int]) -> Sequence[Row]:
        """The accounts with these numbers."""
        return self._rows(ACCOUNTS.c.number, numbers)

    def of_components(self, components: Iterable[int]) -> Sequence[Row]:
        """All accounts of these components."""
        return self._rows(ACCOUNTS.c.component, components)

    def standing(self, numbers: Iterable[int]) -> Mapping[int, Standing]:
        """Where the accounts with these numbers stand."""
        return self._standing(ACCOUNTS.c.number, numbers)

    def of_chains(self, chains: Iterable[int]) -> Mapping[int, Standing]:
        """Where all accounts of these chains stand."""
        return self._standing(ACCOUNTS.c.chain, chains)

    def _rows(self, column: Any, values: Iterable[Any]) -> Sequence[Row]:
        found = rows_among(self._connection, _ACCOUNTS, column, values)
        return [Row(row.number, unpacked_told(row.told), _standing_of(row)) for row in found]

    def _standing(self, column: Any, values: Iterable[int]) -> Mapping[int, Standing]:
        found = rows_among(self._connection, _STANDING, column, values)
        return {row.number: _standing_of(row) for row in found}

    def holders(self, key: int, most: int) -> Sequence[int]:
        """Numbers of accounts that have a key."""
        return self.keys.holders(key, most)

    def holders_of_all(self, keys: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """The same of many keys at once, of each one more than may have it for it to be used."""
        return self.keys.holders_of_all({key: most_of(key) + 1 for key in keys})

    def add(self, told: Sequence[Told], keys: Sequence[Sequence[int]]) -> None:
        """Put new accounts in."""
        if not told:
            return
        lines = [
            {
                "number": number_of(one.account.id),
                "report": one.account.document,
                "chain": NOWHERE.chain,
                "component": NOWHERE.component,
                "incident": NOWHERE.incident,
                "links": packed_links(NOWHERE.links),
                "told": packed_told(one),
            }
            for one in told
        ]
        self._connection.execute(insert(ACCOUNTS), lines)
        self.keys.add(_pairs(told, keys))

    def drop(self, told: Sequence[Told], keys: Sequence[Sequence[int]]) -> None:
        """Take accounts out."""
        delete_among(self._connection, ACCOUNTS.c.number, [number_of(one.account.id) for one in told])
        self.keys.drop(_pairs(told, keys))

    def place(self, standing: Mapping[int, Standing]) -> None:
        """Note where accounts stand."""
        lines = [
            {"n": n, "ch": one.chain, "co": one.component, "i": one.incident, "l": packed_links(one.links)}
            for n, one in standing.items()
        ]
        if lines:
            self._connection.execute(_PLACE, lines)


def _pairs(told: Sequence[Told], keys: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The keys of accounts, each with the number of the account."""
    return [(key >> 1, number_of(one.account.id)) for one, own in zip(told, keys, strict=True) for key in own]


def _standing_of(row: Any) -> Standing:
    return Standing(row.chain, row.component, row.incident, unpacked_links(row.links))
