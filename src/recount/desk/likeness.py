"""How alike two names are, however they were carried into Latin letters: "Khaled al-Masri" and "Khalid Masri"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from recount.store.blocking import pieces_of

ALIKE = 84.0
"""From here on two folded names may be of one person."""
_LATIN = (("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"), ("ou", "u"), ("q", "k"))
_TITLES = {"al", "el", "bin", "ibn", "abd", "haj", "hajj", "dr", "mr", "mrs", "ms", "sheikh", "shaykh"}
LINKS = frozenset(_TITLES | {"abu", "umm"})
"""Articles, titles and what links the words of a name, in plain small letters."""
_ARTICLES = ("al", "el")
_BETWEEN = 2
"""Words that may stand between the first and the last of a name: "Khaled Abu Omar al-Masri"."""
_WIDEST = 6  # characters between two words of a name
_LONGEST_ARTICLE = 5
_VOWELS = frozenset("aeiou")


def likeness(a: str, b: str) -> float:
    """How alike two folded names are, in 100; 100 where they are the same."""
    if a == b:
        return 100.0
    whole = fuzz.token_sort_ratio(a, b)
    bare = fuzz.token_sort_ratio(_bare(a), _bare(b))
    return max(whole, min(bare, 99.0) if whole >= ALIKE - 24 else 0.0)


def _bare(key: str) -> str:
    return " ".join(_skeleton(word) for word in key.split() if word not in _TITLES)


@lru_cache(maxsize=50_000)
def _skeleton(word: str) -> str:
    """A folded word without what transliterations differ in: vowels, doubled letters, kh for h."""
    for long, short in _LATIN:
        word = word.replace(long, short)
    bare = word[:1] + re.sub(r"[aeiouywh]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", bare)


def spelled_alike(text: str, names: Collection[tuple[str, ...]]) -> Iterator[str]:
    """Words of a text that may be one of these names in another spelling: they begin and end with words like its first
    and its last, names between them. A name is given by its words in plain small letters; one of a single word is
    looked for nowhere."""
    ends = {(bare[0], bare[-1]) for name in names if len(bare := _told(name)) > 1}
    found = pieces_of(text)
    for n, (start, _, key) in enumerate(found):
        for first, last in ends:
            if is_like(key, first) and (end := _end(text, found, n, last)):
                yield text[start:end]


def _end(text: str, found: Sequence[tuple[int, int, str]], at: int, last: str) -> int:
    """Where a name ends that begins with a word and ends with one like `last`; 0 where there is none."""
    between = 0
    for n in range(at + 1, len(found)):
        begins, _, former = found[n - 1]
        if found[n][0] - found[n - 1][1] > _WIDEST or between > _BETWEEN or not _in_a_name(text[begins], former):
            return 0
        if is_like(found[n][2], last):
            return found[n][1]
        between += found[n][2] not in LINKS
    return 0


def _told(name: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in name if word not in LINKS)


def _in_a_name(letter: str, word: str) -> bool:
    """Whether a word may stand in a name: with a capital, in a script that has none, or as an article or a title."""
    return word in LINKS or not letter.islower()


@lru_cache(maxsize=50_000)
def is_like(word: str, of: str) -> bool:
    """Whether a word, in plain small letters, may be another one in another spelling or with its article."""
    one, two = _without_article(word), _without_article(of)
    return word not in LINKS and (_skeleton(one) == _skeleton(two) or fuzz.ratio(one, two) >= ALIKE)


def _without_article(word: str) -> str:
    """A word without the article that it was written as one with; of a word in a script that writes no vowels, an "l"
    is left of it."""
    if word.startswith("l") and len(word) > 2 and not _VOWELS.intersection(word):
        return word[1:]
    return word[2:] if word.startswith(_ARTICLES) and len(word) > _LONGEST_ARTICLE else word
