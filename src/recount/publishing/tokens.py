"""The words of a text as the search for names goes through them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from recount.codebook.actors import name_key
from recount.publishing.known import POSSESSIVE, WORD

_PARTS = re.compile(r"[^\W\d_]+")
_KEPT_LENGTH = 1_000  # characters of a text whose words are kept: it is gone through several times
_GOES_ON = re.compile(r"[^\W_],? $")
"""What stands before a word within a sentence, nearly always."""
_HEAD = re.compile(r"(?:^|[.!?:;\n(\[“”\"‘—–|•]\s*|[.!?]['’”\"]\s*)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text without its possessive: where it stands, its `key` in small letters and without accents, whether
    a part of it begins with a `capital` (or is of a script that has none), and whether it is at the `head` of a
    sentence."""

    word: str
    start: int
    end: int
    key: str
    capital: bool
    head: bool


def tokens_of(text: str) -> Iterator[Token]:
    """The words of a text, in order."""
    return iter(_kept(text)) if len(text) <= _KEPT_LENGTH else _words(text)


@lru_cache(maxsize=4096)
def _kept(text: str) -> tuple[Token, ...]:
    return tuple(_words(text))


def _words(text: str) -> Iterator[Token]:
    for match in WORD.finditer(text):
        start, word = match.start(), match[0]
        word = word if word.isalpha() else POSSESSIVE.sub("", word)
        before = text[max(0, start - 4) : start]
        head = start == 0 or (not _GOES_ON.search(before) and bool(_HEAD.search(before)))
        yield Token(word, start, start + len(word), name_key(word), _has_capital(word), head)


def _has_capital(word: str) -> bool:
    """Whether a part of a word begins with a capital, or is of a script that has none."""
    if word.isascii() and (word.islower() or word[:1].isupper()):
        return not word.islower()
    return any(part[:1].isupper() or not _is_latin(part) for part in _PARTS.findall(word))


def _is_latin(part: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") or not c.isalpha() for c in part)


def together(text: str, tokens: Sequence[Token]) -> bool:
    """Whether nothing but blanks stands between words, or the full stop of a short form."""
    for a, b in pairwise(tokens):
        between = text[a.end : b.start]
        bare = between.replace(".", "", 1) if len(a.word) <= 4 else between
        if bare.strip(" \u00a0\n\t") or bare.count("\n") > 1:
            return False
    return True
