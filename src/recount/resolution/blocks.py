"""Which accounts are compared at all: those of one kind, one stretch of days and one area, never all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from recount.model import Harm
from recount.resolution.accounts import Account, Days
from recount.resolution.families import kinds_of

_DAYS = 3
_LONGEST = 40  # days; what is said of longer spans is a sum or background, which no other report's news is
_FULL = 48
_FEWEST_DEAD = 5  # smaller tolls are too common to find an undated report's event by
_ANY_TIME = 0
_WINDOW = 12


def candidate_pairs(accounts: Sequence[Account], rare: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Positions `i < j` of accounts of different reports that are worth comparing, each pair once, in order.

    Accounts that know their region meet in it; only those that don't are held against the whole country. A block that
    is too full (thousands of accounts of one city on one day) is split by figures and rare details; what is still too
    full is compared in a sorted neighbourhood, so the work stays near-linear.
    """
    blocks: dict[tuple[str, int, str], _Block] = defaultdict(_Block)
    for n, account in enumerate(accounts):
        kinds = sorted({kind for type_ in account.types for kind in kinds_of(type_)})
        for area, days, seeks in _keys(account):
            for kind in kinds:
                block = blocks[kind, days, area]
                (block.seeking if seeks else block.found).append(n)
    pairs: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for i, j in _pairs_in(accounts, blocks[key], rare):
            if accounts[i].document != accounts[j].document and not _too_far(accounts[i].days, accounts[j].days):
                pairs.add((i, j) if i < j else (j, i))
    yield from sorted(pairs)


@dataclass(slots=True)
class _Block:
    """Accounts of one kind, days and area: those that seek others here, and those that are only to be found."""

    seeking: list[int] = field(default_factory=list)
    found: list[int] = field(default_factory=list)


def _keys(account: Account) -> Iterator[tuple[str, int, bool]]:
    """Where and when an account is looked up, and whether it seeks others there or is only to be found.

    Undated accounts have a toll to be recognised by, at any time.
    """
    cells = _day_cells(account)
    figures = sorted(n for n in account.figures.get(Harm.KILLED, ()) if n >= _FEWEST_DEAD)
    for area, seeks in _areas(account):
        for days in cells:
            yield area, days, seeks
        if area != "anywhere":
            for n in figures:
                yield f"{area} killed {n}", _ANY_TIME, not cells


def _too_far(a: Days | None, b: Days | None) -> bool:
    return a is not None and b is not None and a.gap(b) > (3 if a.stated and b.stated else 7)


def _day_cells(account: Account) -> list[int]:
    days = account.days
    if days is None or days.length > _LONGEST:
        return []
    try:
        first, last = days.first - timedelta(days=1), days.last + timedelta(days=1)
    except OverflowError:
        return []
    return list(range(first.toordinal() // _DAYS, last.toordinal() // _DAYS + 1))


def _areas(account: Account) -> Iterator[tuple[str, bool]]:
    """Each area an account is looked up under, and whether it seeks others there or is only found by them."""
    places = account.places
    located = bool(places.regions or places.points)
    for region in sorted(places.regions):
        yield f"region {region}", True
    for lat, lon in sorted({(round(lat), round(lon)) for lat, lon in places.points}):
        yield f"cell {lat} {lon}", True
    for name in sorted(places.names):
        yield f"name {name}", True
    for country in sorted(places.countries):
        yield f"country {country}", not located
    if account.main or not (located or places.countries or places.names):
        yield "anywhere", not (located or places.countries)


def _pairs_in(accounts: Sequence[Account], block: _Block, rare: frozenset[str]) -> Iterator[tuple[int, int]]:
    if len(block.seeking) + len(block.found) <= _FULL:
        yield from _seen(block, _FULL)
        return
    parts: dict[str, _Block] = defaultdict(_Block)
    for i in block.seeking:
        for detail in _details(accounts[i], rare):
            parts[detail].seeking.append(i)
    for i in block.found:
        for detail in _details(accounts[i], rare):
            if detail in parts:
                parts[detail].found.append(i)
    for detail in sorted(parts):
        part = parts[detail]
        yield from _seen(part, _FULL if len(part.seeking) + len(part.found) <= _FULL else _WINDOW)


def _seen(block: _Block, reach: int) -> Iterator[tuple[int, int]]:
    """Pairs of which one at least seeks, at most `reach` apart in each list."""
    for k, i in enumerate(block.seeking):
        for j in block.seeking[k + 1 : k + 1 + reach]:
            yield i, j
        for j in block.found[max(0, k - reach) : k + reach] if reach < _FULL else block.found:
            yield i, j


def _details(account: Account, rare: frozenset[str]) -> Iterator[str]:
    for place in account.places.fine:
        yield f"place {place}"
    for toll in account.tolls:
        if toll.harm is Harm.KILLED:
            yield f"killed {toll.count.low or toll.count.high}"
    for word in account.words & rare:
        yield f"word {word}"
