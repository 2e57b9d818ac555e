"""Objects that a text names, by the kinds that a codebook gives for their words: a market, an army checkpoint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[,;]")


def by_words(words_of: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The kinds of objects by the words for them, one or two, plurals among them. Where the last of two means none
    alone its kind is ""."""
    objects = {word: kind for kind, words in words_of.items() for word in words}
    alone = {word.rpartition(" ")[2]: "" for word in objects} | objects
    return {f"{word}s": kind for word, kind in alone.items()} | alone


def tokens_of(text: str) -> list[str]:
    """The words of a text in small letters, with its commas."""
    return _TOKEN.findall(text.lower())


def named_in(words: Sequence[str], objects: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """The kinds of the objects that some words name, each with where its own begin and end."""
    for i, word in enumerate(words):
        kind = objects.get(word)
        if kind is None:
            continue
        of_two = objects.get(f"{words[i - 1]} {word}") if i else None
        if of_two:
            yield i - 1, i, of_two
        elif kind and not _goes_on(words, i, objects):
            yield i, i, kind


def _goes_on(words: Sequence[str], i: int, objects: Mapping[str, str]) -> bool:
    """Whether a word is only the first of two that mean something else: a hotel bar is a bar, a school bus a bus."""
    following = words[i + 1] if i + 1 < len(words) else ""
    return bool(objects.get(following) or objects.get(f"{words[i]} {following}"))
