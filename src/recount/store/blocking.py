"""Names found in any text by their words, whatever stands between these and however they are spelled in plain letters,
and blocks put in their place, one for each character, so that whatever points into the text still holds."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from anyascii import anyascii

from recount.codec import packed
from recount.model import Span

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
    """What is looked for: whether some words are a name, how many words such names have, and the letters that tell one
    name from another where both are erased ("" for none)."""

    is_name: Callable[[str], bool]
    sizes: Collection[int]
    token_of: Callable[[str], str] = lambda _: ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a name stands in a text, its words in plain small letters, the letters that it is told by, and where its
    longest word stands."""

    start: int
    end: int
    words: tuple[str, ...]
    token: str
    longest: Span


def spellings_of(names: Collection[str]) -> frozenset[str]:
    """What names are looked for by: their words in plain small letters, of longer names also as one word."""
    keys = {" ".join(words) for name in names if (words := words_of(name))}
    return frozenset(keys | {key.replace(" ", "") for key in keys if len(key) > 7})


def sought(names: Collection[str], tokens: Mapping[str, str] | None = None) -> Sought:
    """Names to look for, also written as one word; `tokens` are the letters of each, by `spellings_of`."""
    keys = spellings_of(names)
    told = tokens or {}
    return Sought(keys.__contains__, {key.count(" ") + 1 for key in keys}, lambda key: told.get(key, ""))


def tokens_of(removal: int, hashes: Collection[str]) -> Mapping[str, str]:
    """The letters that tell the names of a removal, by their hashes, from each other and from those of others: two
    people whose names were erased must not be taken for one.

    >>> tokens_of(2, ["f1", "07"])
    {'07': 'XBA', 'f1': 'XBB'}
    """
    return {one: f"X{letters(removal)}{letters(n)}" for n, one in enumerate(sorted(hashes), 1)}


def letters(number: int) -> str:
    """A number from 1 on as letters: A to Z, AA and so on."""
    more, last = divmod(max(number, 1) - 1, 26)
    return (letters(more) if more else "") + chr(ord("A") + last)


def run_of_blocks(found: Found) -> str:
    """What stands for a name in a text: blocks, with its letters among them where its longest word has room. So a span
    that ends with a word of the name cuts none.

    >>> run_of_blocks(Found(4, 15, ("amina", "testa"), "XBA", Span(4, 9)))
    '█XBA███████'
    """
    blocks, room = BLOCK * (found.end - found.start), found.longest.end - found.longest.start - len(found.token)
    if not found.token or room < 2:
        return blocks
    at = found.longest.start - found.start + room // 2
    return blocks[:at] + found.token + blocks[at + len(found.token) :]


def found_in(text: str, wanted: Sought) -> list[Found]:
    """Where names stand in a text, in order; those that overlap are one."""
    pieces = pieces_of(text)
    sizes = sorted(wanted.sizes, reverse=True)
    out: list[Found] = []
    for n, (start, _, _) in enumerate(pieces):
        for size in sizes:
            some = pieces[n : n + size]
            words = tuple(key for _, _, key in some)
            if len(some) < size or not wanted.is_name(" ".join(words)):
                continue
            if any(b[0] - a[1] > _WIDEST for a, b in pairwise(some)):
                continue
            longest = max(some, key=lambda piece: piece[1] - piece[0])
            one = Found(start, some[-1][1], words, wanted.token_of(" ".join(words)), Span(*longest[:2]))
            if out and start < out[-1].end:
                one = _joined(out.pop(), one)
            out.append(one)
            break
    return out


def _joined(a: Found, b: Found) -> Found:
    """Two names that overlap, as one."""
    if b.end <= a.end:
        return a
    return Found(a.start, b.end, tuple(dict.fromkeys(a.words + b.words)), a.token, a.longest)


def blocked(text: str, wanted: Sought) -> str:
    """A text of the same length without the names.

    >>> blocked("for Amína  Testova, 14", sought(["Amina Testova"]))
    'for ██████████████, 14'
    """
    return with_blocks(text, found_in(text, wanted))


def with_blocks(text: str, found: Collection[Found]) -> str:
    """A text of the same length without the names that were found in it."""
    if not found:
        return text
    out, at = [], 0
    for one in found:
        out += [text[at : one.start], run_of_blocks(one)]
        at = one.end
    return "".join([*out, text[at:]])


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
