"""Where accounts are kept with the keys that they are looked up under, their links, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from recount.resolution.blocks import most_of, number_of
from recount.resolution.grouping import Told
from recount.resolution.holding import Links


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an account stands: the smallest numbers of accounts in its chain and in its component (see `holding`), the
    id of its incident, and its links that count."""

    chain: int
    component: int
    incident: str
    links: Links


NOWHERE = Standing(-1, -1, "", {})
"""Where a new account stands."""


@dataclass(frozen=True, slots=True)
class Row:
    """An account as an index holds it: by its number (see `blocks.number_of`), and where it stands now."""

    number: int
    told: Told
    standing: Standing


class Index(Protocol):
    """Where accounts are kept."""

    def of_reports(self, reports: Iterable[str]) -> Sequence[Row]:
        """The accounts of these reports."""
        ...

    def of_numbers(self, numbers: Iterable[int]) -> Sequence[Row]:
        """The accounts with these numbers."""
        ...

    def of_components(self, components: Iterable[int]) -> Sequence[Row]:
        """All accounts of these components."""
        ...

    def standing(self, numbers: Iterable[int]) -> Mapping[int, Standing]:
        """Where the accounts with these numbers stand."""
        ...

    def of_chains(self, chains: Iterable[int]) -> Mapping[int, Standing]:
        """Where all accounts of these chains stand, by their numbers."""
        ...

    def holders(self, key: int, most: int) -> Sequence[int]:
        """Numbers of accounts that have a key (without its lowest bit), `most` of them."""
        ...

    def holders_of_all(self, keys: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """The same of many keys at once, of each one more than may have it for it to be used."""
        ...

    def add(self, told: Sequence[Told], keys: Sequence[Sequence[int]]) -> None:
        """Put new accounts in, each with its keys; they stand nowhere yet."""
        ...

    def drop(self, told: Sequence[Told], keys: Sequence[Sequence[int]]) -> None:
        """Take accounts out."""
        ...

    def place(self, standing: Mapping[int, Standing]) -> None:
        """Note where accounts stand, by their numbers."""
        ...


class MemoryIndex:
    """An index in memory."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._of_report: dict[str, set[int]] = defaultdict(set)
        self._holders: dict[int, set[int]] = defaultdict(set)

    def of_reports(self, reports: Iterable[str]) -> Sequence[Row]:
        """The accounts of these reports."""
        return self.of_numbers(number for report in set(reports) for number in self._of_report.get(report, ()))

    def of_numbers(self, numbers: Iterable[int]) -> Sequence[Row]:
        """The accounts with these numbers."""
        return [self._rows[number] for number in sorted(numbers)]

    def of_components(self, components: Iterable[int]) -> Sequence[Row]:
        """All accounts of these components."""
        wanted = set(components)
        return [row for _, row in sorted(self._rows.items()) if row.standing.component in wanted]

    def standing(self, numbers: Iterable[int]) -> Mapping[int, Standing]:
        """Where these accounts stand."""
        return {number: self._rows[number].standing for number in numbers if number in self._rows}

    def of_chains(self, chains: Iterable[int]) -> Mapping[int, Standing]:
        """Where all accounts of these chains stand."""
        wanted = set(chains)
        return {number: row.standing for number, row in self._rows.items() if row.standing.chain in wanted}

    def holders(self, key: int, most: int) -> Sequence[int]:
        """Numbers of accounts that have a key."""
        return list(islice(self._holders.get(key, ()), most))

    def holders_of_all(self, keys: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """The same of many keys at once, of each one more than may have it for it to be used."""
        return {key: self.holders(key, most_of(key) + 1) for key in keys}

    def add(self, told: Sequence[Told], keys: Sequence[Sequence[int]]) -> None:
        """Put new accounts in."""
        for one, own in zip(told, keys, strict=True):
            number = number_of(one.account.id)
            self._rows[number] = Row(number, one, NOWHERE)
            self._of_report[one.account.document].add(number)
            for key in own:
                self._holders[key >> 1].add(number)

    def drop(self, told: Sequence[Told], keys: Sequence[Sequence[int]]) -> None:
        """Take accounts out."""
        for one, own in zip(told, keys, strict=True):
            number = number_of(one.account.id)
            del self._rows[number]
            self._of_report[one.account.document].discard(number)
            for key in own:
                self._holders[key >> 1].discard(number)

    def place(self, standing: Mapping[int, Standing]) -> None:
        """Note where accounts stand."""
        for number, one in standing.items():
            self._rows[number] = Row(number, self._rows[number].told, one)
