"""What a release withholds, as somebody looks it through: each name once, with the words it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recount.codebook.actors import name_key
from recount.publishing.content import Withheld

_MOST = 3
"""Sentences shown of one name."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a report around something that is withheld, in three parts: before it, it, behind it."""

    before: str
    words: str
    behind: str


@dataclass(frozen=True, slots=True)
class WithheldName:
    """Something withheld, by its words: why, of which incidents (their ids at the desk), and where it stands."""

    words: str
    whys: tuple[str, ...]
    incidents: tuple[str, ...]
    sentences: tuple[Sentence, ...]


def by_name(items: Iterable[Withheld]) -> tuple[WithheldName, ...]:
    """Withheld items with those of the same name as one, whatever their capitals; in order of first coming."""
    groups: dict[str, list[Withheld]] = {}
    for one in items:
        groups.setdefault(name_key(one.words) or one.words, []).append(one)
    return tuple(
        WithheldName(
            some[0].words,
            tuple(dict.fromkeys(one.why for one in some)),
            tuple(dict.fromkeys(one.incident for one in some)),
            tuple(dict.fromkeys(_sentence(one) for one in some if one.beside))[:_MOST],
        )
        for some in groups.values()
    )


def _sentence(one: Withheld) -> Sentence:
    before, words, behind = one.beside.partition(one.words)
    return Sentence(before, words, behind)
