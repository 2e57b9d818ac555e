"""A figure as a person writes it: how many, as exactly as it is said, whom it counts, and whether it is a part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recount.errors import RecordError
from recount.model import Count

FORMS = "26, 26+ (at least), more than 60, ~20 (about), ≤20 (up to), fewer than 10, 20–30, dozens"
"""What a person may write for how many."""

_LARGEST = 10**9
_NUMBER = r"\d[\d,]*"
_PART = re.compile(
    r"(?:incl\.|incl\b|includ(?:ing|es|ed)\b|(?:of|among) (?:them|these|those|whom)\b,?)\s*", re.IGNORECASE
)
_OF_THEM = re.compile(r"\s*(?:of|among) (?:them|these|those|whom)\b,?", re.IGNORECASE)
_COUNT = re.compile(
    rf"(?:(?P<mark>~|≤|<=|≥|>=|>|<|more than|over|fewer than|less than|at least|no fewer than|no less than|at most|"
    rf"up to|no more than|about|around|some|roughly)\s*)?(?P<low>{_NUMBER})"
    rf"(?:(?P<more>\+|\s+or more\b)|\s?(?:[-–]|to\b)\s?(?P<high>{_NUMBER}))?",
    re.IGNORECASE,
)
_ABOVE = frozenset({">", "more than", "over"})
_BELOW = frozenset({"<", "fewer than", "less than"})
_LEAST = frozenset({"≥", ">=", "at least", "no fewer than", "no less than"})
_MOST = frozenset({"≤", "<=", "at most", "up to", "no more than"})
_VAGUE = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "thousands": 2000,
    "hundreds": 200,
    "scores": 40,
    "dozens": 24,
    "tens": 20,
    "several": 3,
    "many": 3,
    "some": 2,
    "a few": 2,
}
_WORD = re.compile(rf"({'|'.join(_VAGUE)})\b(?!\s+(?:dozen|hundred|thousand|million))(?:\s+of\b)?", re.IGNORECASE)
_WITHIN = re.compile(r"\bincl(?:\.|uding\b|\b)|\b(?:of|among) (?:them|these|those|whom)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A figure that a person wrote: how many, whom it counts ("" where that is not said), and whether it is a part of
    another figure of its claim ("incl. 4 children")."""

    count: Count
    who: str = ""
    part: bool = False

    def __str__(self) -> str:
        """The form that it is stored in."""
        of = " of" if self.who and self.count.said.endswith("s") else ""
        return " ".join(part for part in ("incl." if self.part else "", f"{self.count}{of}", self.who) if part)


def written(value: str) -> Written:
    """A figure from its words: "26+ militants", "more than 60", "incl. 4 children", "dozens of people"; RecordError
    where they don't begin with a count."""
    words = " ".join(value.split())
    opened = _PART.match(words)
    rest = words[opened.end() :] if opened else words
    count, end = _count(value, rest)
    rest = rest[end:]
    behind = _OF_THEM.match(rest)
    who = (rest[behind.end() :] if behind else rest).strip(" ,;")
    return Written(count, who, bool(opened or behind))


def one_figure(value: str) -> Written:
    """The same of words that a person has just written: RecordError also where they hold several figures."""
    given = written(value)
    if inner := _WITHIN.search(given.who):
        what = f"holds a part of a figure, “{given.who[inner.start() :]}”"
        raise RecordError(f"figure {value}", what, "Give the part as a figure of its own: incl. 4 children.")
    return given


def _count(value: str, words: str) -> tuple[Count, int]:
    """The count that words begin with, and where it ends."""
    found = _COUNT.match(words)
    if found is None and (vague := _WORD.match(words)):
        word = vague[1].lower()
        return Count(_VAGUE[word], None, said=word), vague.end()
    if found is None or (words[found.end() :] and not re.match(r"[\s,;]", words[found.end() :])):
        raise RecordError(f"figure {value}", "is no count", f"Write {FORMS}, and whom it counts: 26+ militants.")
    low = _whole(found["low"])
    high = _whole(found["high"]) if found["high"] else low
    mark = (found["mark"] or "").lower()
    if low > high or high > _LARGEST or (mark and (found["high"] or found["more"])):
        raise RecordError(f"figure {value}", "is no count", "Write the lower bound first, and plain numbers: 20–30.")
    if mark in _BELOW and low < 1:
        raise RecordError(f"figure {value}", "is no count", "Nothing is fewer than 0: write 0.")
    return _marked(mark, low, None if found["more"] else high), found.end()


def _marked(mark: str, low: int, high: int | None) -> Count:
    if mark in _ABOVE:
        return Count(low + 1, None, said=f"more than {low:,}")
    if mark in _BELOW:
        return Count(None, low - 1, said=f"fewer than {low:,}")
    if mark in _MOST:
        return Count(None, high)
    return Count(low, None if mark in _LEAST else high, bool(mark) and mark not in _LEAST)


def _whole(digits: str) -> int:
    return int(digits.replace(",", ""))
