"""How telling a word is that two reports share: rare in reports at large, as a table of counts says.

The table is static, so that a pair of reports weighs the same whatever other reports there are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent / "rarity.txt"
_WORD = re.compile(r"[a-z]{4,}")
_ENDINGS = ("ing", "ed", "es", "s")
_NO_PLURAL = ("ss", "us", "is")

UNKNOWN = 10.0
"""The rarity of a word that the table does not know, in doublings: less than one report in a thousand has it."""
COMMON = 4.0
"""Words of more than one report in sixteen tell nothing."""
RARE = 6.5
"""From here on a word is a detail of its own: one report in ninety has it, or fewer."""


def words_of(text: str) -> frozenset[str]:
    """The stems of a text's words that may tell one happening from another: those that are not common in reports."""
    return frozenset(map(_TELLING.__getitem__, _WORD.findall(text.lower()))) - _NONE


def stems_of(text: str) -> frozenset[str]:
    """All words of four letters or more, without plural endings and the like."""
    return frozenset(map(stem_of, _WORD.findall(text.lower())))


class _Telling(dict[str, str]):
    """The stems of words that are not common in reports; of others none. A cache that only notes what is new is asked
    in half the time of one that notes when."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        stem = stem_of(word)
        self[word] = stem if rarity(stem) > COMMON else ""
        return self[word]


_KEPT = 65536
_TELLING = _Telling()
_NONE = frozenset({""})


@cache
def rarities() -> Mapping[str, float]:
    """Of each stem how rare it is in reports: how often all reports are halved until those that have it are left."""
    table: dict[str, float] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            level, *stems = line.split()
            table.update(dict.fromkeys(stems, float(level)))
    return table


@cache
def not_rare() -> frozenset[str]:
    """The stems that are no detail of their own: a text's others are looked at far less often."""
    return frozenset(word for word, rarity in rarities().items() if rarity < RARE)


def rarity(stem: str) -> float:
    """How rare a word is in reports at large, in doublings; one that no table knows is the rarest."""
    return rarities().get(stem, UNKNOWN)


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """A word in small letters without its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith(_NO_PLURAL):
            word = word[: -len(ending)]
            break
    return word.removesuffix("e") if len(word) > 4 else word
