"""Keys under which two spellings of one place name meet.

Three keys, each weaker than the one before: the name without case, accents and apostrophes ("Dayr az-Zawr" → "dayr
az zawr"), the same without articles ("dayr zawr"), and its consonants ("drzr", where "Deir Ezzor" ends up as well).
The last one is only ever compared inside a country that the report speaks of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii

_ARTICLES = "al el ad ar as at az an ash adh ath ed er es ez et en esh ul ud il the"
ARTICLES = frozenset(_ARTICLES.split())
"""Forms the Arabic article takes in Latin letters, before which consonant it may stand, and the English one."""

MAX_NAME = 80
"""No place name that a report writes is longer; longer strings have no key."""

_MARKS = re.compile(r"['`´ʻʼʽʾʿ‘’′\"“”]")
_OTHER = re.compile(r"[^a-z0-9]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_GLUED = re.compile(r"^(?:al(?=[^aeiou]..)|[ae]([zsdrtn])(?=\1))")
_PAIRS = str.maketrans({"q": "k", "c": "k", "v": "w", "z": "z", "x": "ks"})
_DIGRAPHS = re.compile(r"(?<=[gkdtspc])h")
_SOFT = re.compile(r"[aeiouyhw]")
_COMES_AND_GOES = frozenset("aeiouyhw")  # first letters that a transliteration may drop
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def full_key(name: str) -> str:
    """A name in small plain letters: "Maarrat an-Nu‘mān" → "maarrat an numan". Empty for what is no name."""
    if len(name) > MAX_NAME:
        return ""
    text = _MARKS.sub("", name)
    if not text.isascii():
        text = _MARKS.sub("", anyascii(text))
    words = _OTHER.sub(" ", text.lower()).split()
    if len(words) > 1:
        words = [_SHORT.get(word, word) for word in words]
    return " ".join(words)


def plain_key(full: str) -> str:
    """A full key without articles: "dayr az zawr" → "dayr zawr"; a name of articles alone keeps them."""
    words = full.split()
    kept = [word for word in words if word not in ARTICLES]
    return " ".join(kept or words)


def skeleton(plain: str) -> str:
    """The consonants of a plain key, as transliterations keep them: "deir ezzor" and "dayr zawr" → "drzr".

    Too short to mean anything below three letters: then empty.
    """
    parts = []
    for word in plain.split():
        bare = _GLUED.sub("", word)
        bare = _DIGRAPHS.sub("", bare).translate(_PAIRS)
        head, rest = bare[:1], _SOFT.sub("", bare[1:])
        parts.append(("" if head in _COMES_AND_GOES else head) + rest)
    found = _DOUBLE.sub(r"\1", "".join(parts))
    return found if len(found) >= 3 else ""


def _common_words() -> frozenset[str]:
    lines = (Path(__file__).parent / "data" / "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


COMMON_WORDS = _common_words()
"""Ordinary English words that are the name of some place as well ("Reading", "Orange", "Sun")."""


def same_onset(one: str, other: str) -> bool:
    """Whether two plain keys begin alike as transliterations keep it: "qusayr" and "kusair", not "baruda" and "yabrud".

    A beginning vowel, y, h or w comes and goes; a consonant stays.
    """
    a, b = (key[:1].translate(_PAIRS) for key in (one, other))
    return a == b or (a in _COMES_AND_GOES and b in _COMES_AND_GOES)
