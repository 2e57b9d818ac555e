"""Which words written in small letters are words of the language, so that they name nobody.

A report's own small letters prove nothing: names are written so, too. What counts is a dictionary, and how words are
made of its words ("airstrikes", "recaptured"); anything else may be a name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from recount.export.private import COLLECTIVE, OFFICES, PEOPLES
from recount.publishing.plain_words import CALENDAR, ELSEWHERE, FUNCTION, KIN, OF_WAR, PERSONS_DO
from recount.publishing.words_of_reports import OF_REPORTS
from recount.reading.reader.dictionary import common_words, listed_nouns, listed_verbs

_SHORTEST = 3
_STEM = 4  # letters that an ending or a beginning is taken off: shorter ones make words of names
_COMPOUND = 7
_HISSING = ("s", "x", "z", "ch", "sh")
_OF_VERBS = ("ed", "ing", "er", "ers", "or", "ors", "able", "ment", "ments", "ion", "ions", "al", "als")
_OF_NOUNS = ("man", "men", "woman", "women", "ist", "ists", "less", "ship", "ward", "wards", "wide", "ful", "ism")
_OF_WORDS = ("ly", "ness", "est", "er", "ity", "ally")
_BEFORE = (
    "un", "in", "re", "de", "dis", "mis", "non", "anti", "pre", "post", "inter", "multi", "counter", "over", "under",
    "out", "north", "south", "super", "semi", "para", "ultra",
)  # fmt: skip
_HANDLE = re.compile(r"[_=@<>{}|\\/]|[^\W\d_]{3,}\d|\d[^\W\d_]{4,}")


def looks_like_a_handle(words: str) -> bool:
    """Whether words are written as accounts and markup are, and no body's name is: "samira_k", "amal88", "a=b"."""
    return bool(_HANDLE.search(words))


@lru_cache(maxsize=50_000)
def is_of_the_language(word: str) -> bool:
    """Whether a word in small letters is one of the dictionary, or made of such; names are none.

    >>> [is_of_the_language(word) for word in ("baker", "airstrikes", "recaptured", "jasim", "haddad")]
    [True, True, True, False, False]
    """
    if _is_listed(word) or len(word) < _SHORTEST:
        return True
    return word in _BEFORE or _inflected(word) or _begun(word) or _compound(word)


def _is_listed(word: str) -> bool:
    return any(
        word in some
        for some in (common_words(), FUNCTION, CALENDAR, ELSEWHERE, OF_WAR, OF_REPORTS, PERSONS_DO, KIN, _GROUPS)
    )


_GROUPS = COLLECTIVE | OFFICES | PEOPLES


def _inflected(word: str) -> bool:
    if word.endswith("s") and _one_of(word):
        return True
    if word.endswith("ied") and f"{word[:-3]}y" in listed_verbs():
        return True
    verbs, nouns = listed_verbs(), listed_nouns()
    for ending in _OF_VERBS:
        if any(stem in verbs for stem in _stems(word, ending)):
            return True
    return any(word.endswith(end) and word[: -len(end)] in nouns and len(word) > len(end) + 2 for end in _OF_NOUNS) or (
        any(stem in common_words() for end in _OF_WORDS for stem in _stems(word, end))
    )


def _one_of(word: str) -> bool:
    """Whether a word is a plural, a verb's third person, or a genitive that lost its apostrophe."""
    known = (listed_nouns(), listed_verbs(), OF_WAR, COLLECTIVE)
    stems = [word[:-1]]
    if word.endswith("es") and word[:-2].endswith(_HISSING):
        stems.append(word[:-2])
    if word.endswith("ies"):
        stems.append(f"{word[:-3]}y")
    singular = [stem for stem in stems if len(stem) >= _SHORTEST]
    return any(stem in some for stem in singular for some in known) or any(
        len(stem) > _STEM and stem.endswith(("er", "or", "ist", "ion")) and is_of_the_language(stem)
        for stem in singular
    )


def _stems(word: str, ending: str) -> list[str]:
    stem = word.removesuffix(ending)
    if stem == word or len(stem) < _STEM:
        return []
    stems = [stem, f"{stem}e"]
    if stem[-1] == stem[-2]:
        stems.append(stem[:-1])
    if stem.endswith("i"):
        stems.append(f"{stem[:-1]}y")
    return stems


def _begun(word: str) -> bool:
    for begin in _BEFORE:
        rest = word.removeprefix(begin)
        if rest != word and len(rest) >= _STEM and (_is_listed(rest) or _inflected(rest)):
            return True
    return False


def _compound(word: str) -> bool:
    if len(word) < _COMPOUND:
        return False
    nouns = listed_nouns()
    return any(
        word[:at] in nouns and (word[at:] in nouns or word[at:].removesuffix("s") in nouns)
        for at in range(_SHORTEST, len(word) - _STEM + 1)
    )
