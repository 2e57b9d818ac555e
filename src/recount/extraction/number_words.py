"""Cardinal numbers as reports write them: "1,200", "1.2 million", "two lakh", "a hundred and three", "two dozen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

_TY = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
UNITS = {
    word: n
    for n, word in enumerate(
        (
            *(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
TENS = {word: 10 * n for n, word in enumerate(_TY, start=2)} | {"fourty": 40}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "lac": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
}
_PLAIN = re.compile(r"\d{1,12}")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,4}|\d{1,2}(?:,\d{2}){1,4},\d{3}")
_DECIMAL = re.compile(r"\d{1,6}[.,]\d{1,3}")
_OPENERS = frozenset({*UNITS, *TENS, "a", "an", "half", "dozen"})
_LONGEST = 32  # words in one number, hyphens counted: "nine hundred and ninety-nine" four times over, with its scales


def cardinal_at(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """The number that begins at `words[i]` (lower case, hyphens as words of their own) and how many words it takes.

    None where no number begins. "a hundred", "half a dozen" and "two and a half million" are numbers, a bare "a" or
    "hundred" is none.
    """
    if i >= len(words) or not (words[i] in _OPENERS or words[i][:1].isdecimal()):
        return None
    return _numeral(words, i) or _half(words, i) or _in_words(words, i)


def _numeral(words: Sequence[str], i: int) -> tuple[int, int] | None:
    word = words[i]
    if _GROUPED.fullmatch(word):
        return _scaled(Decimal(word.replace(",", "")), words, i, 1)
    if _PLAIN.fullmatch(word):
        value, used = word, 1
        if len(word) <= 3:
            while i + used < len(words) and used < 4 and re.fullmatch(r"\d{3}", words[i + used]):
                value += words[i + used]
                used += 1
        return _scaled(Decimal(value), words, i, used)
    if _DECIMAL.fullmatch(word) and i + 1 < len(words) and words[i + 1] in SCALES:
        return _scaled(Decimal(word.replace(",", ".")), words, i, 1)
    return None


def _scaled(value: Decimal, words: Sequence[str], i: int, used: int) -> tuple[int, int] | None:
    for _ in range(2):  # "20 hundred thousand" at most
        if i + used < len(words) and words[i + used] in SCALES:
            value *= SCALES[words[i + used]]
            used += 1
    return (int(value), used) if value < 10**12 else None


def _half(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """ "half a million", "half a dozen"."""
    if list(words[i : i + 2]) == ["half", "a"] and i + 2 < len(words) and words[i + 2] in SCALES:
        return SCALES[words[i + 2]] // 2, 3
    return None


def _in_words(words: Sequence[str], i: int) -> tuple[int, int] | None:
    total = group = 0
    used = 0
    after: str | None = None  # what the last word was: unit, ten, scale or article
    while used < _LONGEST and i + used < len(words):
        word = words[i + used]
        following = words[i + used + 1] if i + used + 1 < len(words) else ""
        if word in UNITS and (after in (None, "scale") or (after == "ten" and 0 < UNITS[word] < 10)):
            group, after = group + UNITS[word], "unit"
        elif word in TENS and after in (None, "scale"):
            group, after = group + TENS[word], "ten"
        elif word in ("a", "an") and after is None and following in SCALES:
            group, after = 1, "unit"
        elif word == "dozen" and used == 0:  # "left dozen people dead"
            group, after = 12, "scale"
        elif word in SCALES and after is not None:
            if not _fits(word, total, group):
                break
            group *= SCALES[word]
            if SCALES[word] >= 1_000:
                total, group = total + group, 0
            after = "scale"
        elif _links(words, i + used, after):
            pass
        elif word == "and" and after == "unit" and list(words[i + used : i + used + 3]) == ["and", "a", "half"]:
            return _and_a_half(words, i, used, total + group)
        else:
            break
        used += 1
    return (total + group, used) if after is not None and total + group < 10**12 else None


def _links(words: Sequence[str], at: int, after: str | None) -> bool:
    """A hyphen or an "and" inside a number: "twenty-three", "a hundred and three", "two-thousand"."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if words[at] == "-":
        return (after == "ten" and UNITS.get(following, 0) in range(1, 10)) or following in SCALES
    return words[at] == "and" and after == "scale" and words[at - 1] != "dozen" and _small(following)


def _fits(scale: str, total: int, group: int) -> bool:
    """Whether a scale can follow: scales fall from left to right, and a scale needs something to multiply."""
    if scale == "dozen":
        return total == 0 and 0 < group < 100
    if scale == "hundred":
        return 0 < group < 100
    return group > 0 and (total == 0 or SCALES[scale] < total)


def _small(word: str) -> bool:
    return word in UNITS or word in TENS


def _and_a_half(words: Sequence[str], i: int, used: int, value: int) -> tuple[int, int]:
    if i + used + 3 < len(words) and words[i + used + 3] in SCALES:
        scale = SCALES[words[i + used + 3]]
        return value * scale + scale // 2, used + 4
    return value, used
