"""Whom a figure counts: which figures are of the same people, and which of others that can be told apart from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from recount.model import Category, Count, LedgerEntry

_WORD = re.compile(r"[^\W_]+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ANYBODY = _set(
    "a an the of and or other others more additional some several many most all both at least about around nearly "
    "people person persons dead bodies body corpses victims victim lives casualties killed wounded injured men man "
    "dozen dozens score scores hundred hundreds thousand thousands tens"
)
_QUANTITY = _set(
    "a an the of dozen dozens score scores hundred hundreds thousand thousands tens million millions couple handful "
    "several many some most few lot lots number numbers"
)
_SOLDIERS = _set(
    "soldier troop army force police policeman policemen officer guard serviceman servicemen marine conscript"
)
_FIGHTERS = _set(
    "militant fighter rebel insurgent guerrilla gunman gunmen terrorist jihadist extremist militiaman militiamen"
)

_OF_ANY_STATE = _set(
    "government border security military armed special riot traffic elite commando young paratrooper captain colonel "
    "general lieutenant sergeant major commander member unit forces patrol"
)
_RULERS = _set("government regime loyalist")
_OPPOSED = _set("anti against opposing")


def population(entry: LedgerEntry) -> str:
    """Whom a figure counts, coarsely enough that "people" and "38 people, residents said" are one population."""
    return str(entry.category) if entry.sub or entry.category in ("combatant", "object") else "people"


def is_quantity(who: str) -> bool:
    """Whether words for whom a figure counts only say how many: "dozens"."""
    words = _WORD.findall(who.casefold())
    return bool(words) and all(word in _QUANTITY for word in words)


@lru_cache(maxsize=20_000)
def words_for(who: str) -> frozenset[str]:
    """The words that tell people from other people, in the singular; none for "38 people", which may be anybody."""
    words = (word for word in _WORD.findall(who.casefold()) if word not in _ANYBODY and not word.isdigit())
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in words)


def counted_before(entry: LedgerEntry, earlier: Sequence[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Of earlier figures of one origin for a harm and a population, those that are about the same people.

    Groups that a claim tells apart ("26 militants and nine soldiers") are found again by their names, or by the side
    they stand on; where that leaves several groups of fighters, the figure is none of theirs. The people of two parties
    are never the same. A smaller figure for some people says nothing of how many there were in all.
    """
    if not earlier:
        return ()
    own = words_for(entry.who)
    wider = [(e, words_for(e.who)) for e in earlier if not _is_some_of(entry, e) and not _of_two_parties(entry, e)]
    most = max((len(own & words) for _, words in wider), default=0)
    same = [
        (e, words) for e, words in wider if len(own & words) == most and not (_other_sides(own, words) and not most)
    ]
    if population(entry) != "people" and len({words for _, words in same}) > 1:
        return ()
    return tuple(e for e, _ in same)


def soldiers_or_fighters(words: frozenset[str]) -> tuple[bool, bool]:
    """Whether words for whom a figure counts, in the singular, mean a state's soldiers, and fighters of no state."""
    return bool(words & _SOLDIERS), bool(words & _FIGHTERS)


def is_plain(words: frozenset[str]) -> bool:
    """Whether such words name soldiers and do not say whose: "border guards", not "rebel officers"."""
    return words <= _SOLDIERS | _OF_ANY_STATE


def for_the_rulers(words: frozenset[str]) -> bool:
    """Whether such words mean people who fight for a government: "pro-government fighters", "regime loyalists"."""
    return bool(words & _RULERS) and not words & _OPPOSED


def _other_sides(a: frozenset[str], b: frozenset[str]) -> bool:
    sides = [soldiers_or_fighters(words) for words in (a, b)]
    return sides in ([(True, False), (False, True)], [(False, True), (True, False)])


def _of_two_parties(a: LedgerEntry, b: LedgerEntry) -> bool:
    return a.party is not None and b.party is not None and a.party != b.party


def same_number(a: Count, b: Count) -> bool:
    """Whether two counts state one number, however openly: "at least 18" and 18; the lower bound where there is one."""
    return (a.low if a.low is not None else a.high) == (b.low if b.low is not None else b.high)


def _is_some_of(entry: LedgerEntry, whole: LedgerEntry) -> bool:
    narrower = whole.category is Category.UNKNOWN and entry.category is not Category.UNKNOWN
    return narrower and size(entry) < size(whole)


def size(entry: LedgerEntry) -> int:
    """The bound of a figure that is stated, the lower of two."""
    return entry.count.low if entry.count.low is not None else entry.count.high or 0
