"""A sentence cut into words, numbers and marks the same way whatever tokenizer read it.

The reader may keep "20-30", "mid-2012" or "5-year-old" as one token or as three; numbers and dates are read from
this finer cut, and each piece knows the token it lies in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from recount.model import Sentence, Span

_PIECE = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a token: lower-cased and as written, where it stands in the document, and its token's position."""

    low: str
    raw: str
    span: Span
    token: int


def lowered(text: str) -> str:
    """Lower case that keeps every character's offset (some capitals have lower forms of two characters)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=512)
def words_of(sentence: Sentence) -> tuple[Word, ...]:
    """The words, numbers and marks of a sentence, in order."""
    found: list[Word] = []
    for token in sentence.tokens:
        at = token.span.start
        found += [Word(low, raw, Span(at + start, at + end), token.i) for low, raw, start, end in _pieces(token.text)]
    return tuple(found)


@lru_cache(maxsize=20_000)
def _pieces(text: str) -> tuple[tuple[str, str, int, int], ...]:
    return tuple((lowered(m.group()), m.group(), m.start(), m.end()) for m in _PIECE.finditer(text))


def text_of(sentence: Sentence) -> str:
    """The sentence's text with its offsets kept: tokens where they stood, blanks for whatever lay between them."""
    out: list[str] = []
    at = sentence.span.start
    for token in sentence.tokens:
        out.append(" " * (token.span.start - at))
        out.append(token.text[: token.span.end - token.span.start])
        at = max(at, token.span.start + len(out[-1]))
    return "".join(out)


def word_set(words: str) -> frozenset[str]:
    """A word list as a set, written as running text."""
    return frozenset(words.split())
