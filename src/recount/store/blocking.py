"""Names found in any text by their words, whatever stands between these and however they are spelled in plain letters,
and blocks put in their place, one for each character, so that whatever points into the text still holds."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from anyascii import anyascii

from recount.codec import packed

BLOCK = "█"
_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"  # accents, and vowel signs of Arabic
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")
_PLAIN = re.compile(r"[^a-z0-9]+")
_WIDEST = 6  # characters between two words of a name
_MOST_WORDS = 8


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    return _PLAIN.sub("", anyascii(word).lower())


def words_of(name: str) -> tuple[str, ...]:
    """A name's words as they are compared: in plain small letters.

    >>> words_of("Amína al-Testova")
    ('amina', 'al', 'testova')
    """
    return tuple(key for match in _WORD.finditer(name) if (key := _key(match[0])))[:_MOST_WORDS]


def pieces_of(text: str) -> list[tuple[int, int, str]]:
    """The words of a text: where each begins and ends, and itself in plain small letters."""
    return [(match.start(), match.end(), key) for match in _WORD.finditer(text) if (key := _key(match[0]))]


def is_called(names: Collection[str], wanted: Sought) -> bool:
    """Whether one of somebody's names is, as a whole, one that is looked for."""
    keys = [words_of(name) for name in names]
    return any(wanted.is_name(" ".join(key)) or wanted.is_name("".join(key)) for key in keys if key)


def hashed(salt: str, words: str) -> str:
    """A salted hash."""
    return hmac.new(salt.encode(), words.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: whether some words are a name, and how many words such names have."""

    is_name: Callable[[str], bool]
    sizes: Collection[int]


def sought(names: Collection[str]) -> Sought:
    """Names to look for, also written as one word."""
    keys = {" ".join(words) for name in names if (words := words_of(name))}
    keys |= {key.replace(" ", "") for key in keys if len(key) > 7}
    return Sought(keys.__contains__, {key.count(" ") + 1 for key in keys})


def blocked(text: str, wanted: Sought) -> str:
    """A text of the same length without the names.

    >>> blocked("for Amína  Testova, 14", sought(["Amina Testova"]))
    'for ██████████████, 14'
    """
    found = pieces_of(text)
    out = list(text)
    changed = False
    for n, (start, _, _) in enumerate(found):
        for size in wanted.sizes:
            some = found[n : n + size]
            if len(some) < size or not wanted.is_name(" ".join(key for _, _, key in some)):
                continue
            if any(b[0] - a[1] > _WIDEST for a, b in pairwise(some)):
                continue
            end = some[-1][1]
            out[start:end] = BLOCK * (end - start)
            changed = True
    return "".join(out) if changed else text


def blocked_value(value: Any, wanted: Sought) -> Any:
    """The same for all texts within lists and mappings."""
    if isinstance(value, str):
        return blocked_column(value, wanted)
    if isinstance(value, list):
        return [blocked_value(one, wanted) for one in value]
    if isinstance(value, dict):
        return {blocked(key, wanted): blocked_value(one, wanted) for key, one in value.items()}
    return value


def blocked_column(text: str, wanted: Sought) -> str:
    """The same for what stands in a database: plain text, or a line of JSON (also one within another)."""
    if text[:1] in ("{", "["):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return blocked(text, wanted)
        after = blocked_value(value, wanted)
        return text if after == value else packed(after)
    return blocked(text, wanted)


def text_mark(words: str) -> str:
    """What a text is known again by, however its lines are broken."""
    return hashlib.sha256(" ".join(words.split()).encode("utf-8", "replace")).hexdigest()
