"""Stretches of a sentence that can hold names: proper nouns, capitals, and the articles and hyphens between them."""

from __future__ import annotations

from collections.abc import Iterator

from recount.extraction.place_words import JOINERS, NEVER_PLACES, SPANISH_JOINERS
from recount.model import Entity, Sentence, Token

MAX_RUN = 14
HYPHENS = frozenset("-‑–")
_CAPITAL_ARTICLES = frozenset({"As", "At", "Al", "El", "An", "Ar", "Az", "Ad", "Ash"})


class Marks:
    """A sentence with what is asked of its tokens again and again: their entities, and how it is capitalised."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.tokens = sentence.tokens
        self.text = text
        self.low = tuple(t.text.lower() for t in sentence.tokens)
        """The words in small letters."""
        self._entities: dict[int, Entity] = {
            i: entity
            for entity in sentence.entities
            for i in range(entity.first, min(entity.last, len(self.tokens) - 1) + 1)
        }
        words = [t.text for t in sentence.tokens if t.text.isalpha() and len(t.text) > 3]
        self.loud = len(words) > 2 and sum(word.isupper() for word in words) * 10 > len(words) * 7
        """Written in capitals: a capital says nothing about names."""
        plain = [
            t for t in sentence.tokens if t.upos in ("NOUN", "VERB", "ADJ") and t.text.islower() and len(t.text) > 3
        ]
        capitals = sum(word[0].isupper() for word in words) * 10 > len(words) * 7
        self.titled = not self.loud and len(words) > 3 and capitals and len(plain) < 2
        """Written Like a Title."""

    def entity(self, i: int) -> Entity | None:
        """The entity that token `i` belongs to."""
        return self._entities.get(i)

    def kind(self, i: int) -> str:
        """The kind of entity that token `i` belongs to; "" for none."""
        entity = self._entities.get(i)
        return entity.kind if entity else ""

    def is_name(self, i: int) -> bool:
        """Whether a token can be a word of a name."""
        token = self.tokens[i]
        kind = self.kind(i)
        if kind == "TIME" or not token.text.strip(",;:.()[]\"'“”‘’"):
            return False
        if token.upos == "PROPN" or kind == "PLACE":
            return token.upos != "PUNCT" or token.text in HYPHENS
        if self.loud:
            return token.upos == "ADJ" or kind in ("PERSON", "ORG")
        return token.text[0].isupper() and token.upos in ("ADJ", "NOUN", "X", "VERB", "ADV") and i > 0

    def runs(self) -> Iterator[tuple[int, int]]:
        """Stretches `[first, last]` of name words, with what joins them."""
        tokens = self.tokens
        i = 0
        while i < len(tokens):
            start = i
            if self._opens(i):
                i += 1
                while i < len(tokens) and tokens[i].text in HYPHENS:
                    i += 1
            if i < len(tokens) and self.is_name(i):
                last = i
                i += 1
                while i < len(tokens) and last - start < MAX_RUN:
                    if self.is_name(i):
                        last = i
                    elif not self._joins(i) or i - last > 3:
                        break
                    i += 1
                yield start, last
                i = last + 1
            else:
                i = start + 1

    def _opens(self, i: int) -> bool:
        """An Arabic article before a name: glued with a hyphen, or a form that is no English word."""
        token = self.tokens[i]
        if self.low[i] not in JOINERS or i + 1 >= len(self.tokens):
            return False
        if self.tokens[i + 1].text in HYPHENS or self.low[i] in ("al", "el", "ash", "ez", "ad", "ar"):
            return True
        return i > 0 and not self.loud and token.text in _CAPITAL_ARTICLES

    def _joins(self, i: int) -> bool:
        tokens, low = self.tokens, self.low[i]
        if low in HYPHENS:
            after = tokens[i + 1] if i + 1 < len(tokens) else None
            tight = tokens[i - 1].span.end == tokens[i].span.start
            return tight and after is not None and after.span.start - tokens[i].span.end <= 1
        if low in ("as", "at", "an", "us", "en"):
            return i + 1 < len(tokens) and tokens[i + 1].text in HYPHENS
        return low in JOINERS or low in SPANISH_JOINERS

    def is_loose(self, i: int) -> bool:
        """Whether an unmatched token of a run may be a piece of somebody's or something's name."""
        return self.low[i] not in JOINERS and self.tokens[i].text not in HYPHENS and self.low[i] not in NEVER_PLACES


def is_word(token: Token) -> bool:
    """Whether a token holds a letter."""
    return any(char.isalpha() for char in token.text)
