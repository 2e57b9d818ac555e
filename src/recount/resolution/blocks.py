"""Which accounts are compared at all: those that share a key, never all with all.

Each account has a bounded number of keys, from coarse (kind, days, area) to fine (and a figure, a party, a rare word).
A key that more accounts have than `most_of` allows tells nothing and is not used, so that none costs more than a
bounded number of pairs. Which pairs there are depends on how many accounts have each key and on nothing else: a new
report changes them only where it brings its own accounts, or makes a key too common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from hashlib import blake2b

from recount.codebook import Merging
from recount.model import Harm
from recount.resolution.accounts import Account, Days, Places
from recount.resolution.words import UNKNOWN, not_rare, rarities

MOST = 48
"""So many accounts may have a key that is used, ..."""
MOST_COARSE = 16
"""... and so many one that says no more than kind, days and a wide area: where there are more, it tells nothing."""

KEYS = "3"
"""Changes whenever keys are made otherwise: an index with others has to be made anew."""

_DAYS = 3
_LONGEST = 40  # days; what is said of longer spans is a sum or background, which no other report's news is
_FEWEST_DEAD = 5  # smaller tolls are too common to find an undated report's event by
_FIGURES = 4
_PLACES = 4
_PARTIES = 3
_WORDS = 5
_PEOPLE = 16
_SPOTS = 2
_SEEKS, _BITS = 1, 3


def keys_of(account: Account, merging: Merging) -> tuple[int, ...]:
    """What an account is looked up under: 63-bit hashes, in order, the same on every machine.

    The lowest bit says whether it seeks others there (1) or is only to be found by those that do (0): who knows the
    region meets others in the region, and only those that don't are held against the whole country. The key itself is
    what stands above it; the lowest bit of that says whether it is a coarse one.
    """
    kinds = {_part(f"kind {kind}") << 2 for type_ in account.types for kind in merging.kinds_of(type_)}
    keys = [*_keys(account), *_lasting_keys(account, merging)]
    return tuple(sorted({kind ^ key for kind in kinds for key in keys}))


def most_of(key: int) -> int:
    """How many accounts may have a key (without the bit of who seeks) for it to be used."""
    return MOST_COARSE if key & 1 else MOST


def number_of(account: str) -> int:
    """The number that an account goes by in an index, hashed from its id."""
    return _hashed(account.encode())


def _hashed(key: bytes) -> int:
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big") >> 3


@lru_cache(maxsize=65536)
def _part(words: str) -> int:
    """One part of a key, 61 bits. Hashes of all parts together make the key: towns, days and words come again and
    again, and nearly every account has them in another combination."""
    return _hashed(words.encode())


def _keys(account: Account) -> list[int]:
    """Keys but for the kind, each with two bits: whether it is a coarse one, and whether the account seeks others."""
    cells = [_part(f"days {days}") << 2 for days in _day_cells(account)]
    areas = _areas(account.places, main=account.main)
    figures = sorted(account.figures.get(Harm.KILLED, ()), reverse=True)[:_FIGURES]
    parts = [*areas, *(part << 2 | _SEEKS for part in _details(account, figures))] if cells else []
    keys = [cell ^ part for cell in cells for part in parts]
    undated = 0 if cells else _SEEKS
    for n in figures:
        if n >= _FEWEST_DEAD:  # undated accounts have a toll to be recognised by, at any time
            killed = _part(f"killed {n} at any time") << 2 | undated
            keys += [killed ^ (area & ~_BITS) for area in areas]
    for place in sorted(account.places.fine)[:_SPOTS]:  # and a place with a weekday, or with who did it there
        spot = _part(f"place {place} at any time") << 2 | undated
        keys += [spot ^ _part(f"on {weekday}") << 2 for weekday in _weekdays(account)]
        keys += [spot ^ _part(f"by {party}") << 2 for party in sorted(account.agents)[:_SPOTS]]
    if account.main:  # those it was done to are named again when a trial begins, weeks later
        keys += [_part(f"named {name}") << 2 | _SEEKS for name in sorted(account.people)[:_PEOPLE]]
    return keys


def _lasting_keys(account: Account, merging: Merging) -> Iterator[int]:
    """A siege or a battle that goes on for longer than days tell is found by its place."""
    days = account.days
    if days is None or not days.stated or days.length <= _LONGEST:
        return
    if any(merging.families.get(type_) in merging.lasting for type_ in account.types):
        for place in sorted(account.places.fine)[:_SPOTS]:
            yield (_part(f"place {place} at any time") ^ _part("for months")) << 2 | _SEEKS


def _weekdays(account: Account) -> frozenset[int]:
    """The weekdays it is told of, whether its day is known or not."""
    days = account.days
    return frozenset({days.first.weekday()}) if days and days.stated and days.length == 1 else account.weekdays


def _day_cells(account: Account) -> range:
    days = account.days
    if days is None or days.length > _LONGEST:
        return range(0)
    try:
        first, last = days.first - timedelta(days=1), days.last + timedelta(days=1)
    except OverflowError:
        return range(0)
    return range(first.toordinal() // _DAYS, last.toordinal() // _DAYS + 1)


@lru_cache(maxsize=16384)  # a war's towns are named again and again
def _areas(places: Places, *, main: bool) -> tuple[int, ...]:
    """The areas an account is looked up under, in the same form."""
    return tuple([_part(area) << 2 | coarse << 1 | seeks for area, coarse, seeks in _named_areas(places, main=main)])


def _named_areas(places: Places, *, main: bool) -> Iterator[tuple[str, bool, bool]]:
    """Each area, whether it is a wide one, and whether an account seeks others there or is only found by them."""
    located = bool(places.regions or places.points)
    for region in sorted(places.regions)[:_PLACES]:
        yield f"region {region}", True, True
    for lat, lon in sorted({(round(lat), round(lon)) for lat, lon in places.points})[:_PLACES]:
        yield f"cell {lat} {lon}", True, True
    for name in sorted(places.names)[:_PLACES]:
        yield f"name {name}", False, True
    for country in sorted(places.countries)[:_PLACES]:
        yield f"country {country}", True, not located
    if main or not (located or places.countries or places.names):
        yield "anywhere", True, not (located or places.countries)


def _details(account: Account, figures: Sequence[int]) -> Iterator[int]:
    """What tells accounts of one kind and time apart where there are many."""
    for place in sorted(account.places.fine)[:_PLACES]:
        yield _part(f"place {place}")
    for country in sorted(account.places.countries)[:_PLACES] or ("",):
        for n in figures:
            yield _part(f"{country} killed {n}")
    for region in sorted(account.places.regions)[:_PLACES]:
        for party in sorted(account.agents)[:_PARTIES]:
            yield _part(f"{region} by {party}")
    known = rarities()
    rare = [(-known.get(word, UNKNOWN), word) for word in account.words - not_rare()]
    rare.sort()
    for _, word in rare[:_WORDS]:
        yield _part(f"word {word}")


def may_meet(a: Account, b: Account) -> bool:
    """Whether two accounts that share a key are worth a look: of two reports, and not days apart unless both name the
    same people."""
    return a.document != b.document and (not _too_far(a.days, b.days) or not a.people.isdisjoint(b.people))


def _too_far(a: Days | None, b: Days | None) -> bool:
    return a is not None and b is not None and a.gap(b) > (3 if a.stated and b.stated else 7)
