"""Which accounts are compared at all: those of one kind, one stretch of days and one area, never all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from recount.model import Harm
from recount.resolution.accounts import Account
from recount.resolution.families import kinds_of

_DAYS = 4
_LONGEST = 40  # days; what is said of longer spans is a sum or background, which no other report's news is
_FULL = 48
_WINDOW = 12


def candidate_pairs(accounts: Sequence[Account], rare: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Positions `i < j` of accounts of different reports that are worth comparing, each pair once, in order.

    A block that is too full (thousands of accounts of one city on one day) is split by figures and rare details; what
    is still too full is compared in a sorted neighbourhood, so the work stays near-linear.
    """
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, account in enumerate(accounts):
        for key in _keys(account):
            blocks[key].append(n)
    pairs: set[tuple[int, int]] = set()
    for key in sorted(blocks, key=repr):
        for i, j in _pairs_in(accounts, blocks[key], rare):
            if accounts[i].document != accounts[j].document:
                pairs.add((i, j) if i < j else (j, i))
    yield from sorted(pairs)


def _keys(account: Account) -> Iterator[tuple[object, ...]]:
    kinds = sorted({kind for type_ in account.types for kind in kinds_of(type_)})
    areas = _areas(account)
    for kind in kinds:
        for days in _day_cells(account):
            for area in areas:
                yield kind, days, area


def _day_cells(account: Account) -> list[int]:
    days = account.days
    if days is None or days.length > _LONGEST:
        return []
    try:
        first, last = days.first - timedelta(days=2), days.last + timedelta(days=2)
    except OverflowError:
        return []
    return list(range(first.toordinal() // _DAYS, last.toordinal() // _DAYS + 1))


def _areas(account: Account) -> list[str]:
    places = account.places
    areas = {f"region {region}" for region in places.regions}
    areas |= {f"country {country}" for country in places.countries}
    areas |= {f"name {name}" for name in places.names}
    areas |= {f"cell {round(lat)} {round(lon)}" for lat, lon in places.points}
    if not areas or account.main:
        areas.add("anywhere")
    return sorted(areas)


def _pairs_in(accounts: Sequence[Account], block: list[int], rare: frozenset[str]) -> Iterator[tuple[int, int]]:
    if len(block) <= _FULL:
        for k, i in enumerate(block):
            for j in block[k + 1 :]:
                yield i, j
        return
    parts: dict[str, list[int]] = defaultdict(list)
    for i in block:
        for detail in _details(accounts[i], rare):
            parts[detail].append(i)
    for detail in sorted(parts):
        part = parts[detail]
        reach = len(part) if len(part) <= _FULL else _WINDOW
        for k, i in enumerate(part):
            for j in part[k + 1 : k + 1 + reach]:
                yield i, j


def _details(account: Account, rare: frozenset[str]) -> Iterator[str]:
    for place in account.places.fine:
        yield f"place {place}"
    for toll in account.tolls:
        if toll.harm is Harm.KILLED:
            yield f"killed {toll.count.low or toll.count.high}"
    for word in account.words & rare:
        yield f"word {word}"
