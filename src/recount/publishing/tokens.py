"""The words of a text as the search for names goes through them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recount.codebook.actors import name_key
from recount.publishing.known import POSSESSIVE, WORD

_PARTS = re.compile(r"[^\W\d_]+")
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
    for match in WORD.finditer(text):
        word = POSSESSIVE.sub("", match[0])
        capital = any(part[:1].isupper() or not _is_latin(part) for part in _PARTS.findall(word))
        head = bool(_HEAD.search(text[max(0, match.start() - 4) : match.start()])) or match.start() == 0
        yield Token(word, match.start(), match.start() + len(word), name_key(word), capital, head)


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
