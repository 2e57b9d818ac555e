"""What the sentences of one incident say as names of persons, and what else they say by the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from recount.export.elsewhere import capitals, countries_called
from recount.export.private import PARTICLES
from recount.model import Span
from recount.publishing.known import DISTINCT, Known, parts_of
from recount.publishing.names import private_names
from recount.publishing.plain_words import CALENDAR, NAMES_TOO, SITES
from recount.publishing.tokens import tokens_of
from recount.publishing.told_as_persons import is_called_after
from recount.publishing.well_known import regions_called

AT_A_PLACE = re.compile(
    r"\b(?:in|at|near|outside|around|toward|towards|(?:village|town|city|district|province|camp|suburb|hamlet|area"
    r"|outskirts|neighbou?rhood) of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SaidHere:
    """The words that an incident's sentences say as names of `persons`, and those that they say with a capital and `not
    as` names, in small letters."""

    persons: frozenset[str] = frozenset()
    otherwise: frozenset[str] = frozenset()

    @property
    def alone(self) -> frozenset[str]:
        """The words that are names of persons wherever they stand here."""
        return self.persons - self.otherwise

    def names(self, words: str, known: Known) -> bool:
        """Whether a value is such a name, though its words are a place's, a month's or a group's as well: "Jihad"."""
        parts = words_apart(words)
        doubtful = all(part in NAMES_TOO or part in CALENDAR or part in known.places for part in parts)
        return bool(parts) and words != words.casefold() and doubtful and parts <= self.alone


def words_apart(name: str) -> frozenset[str]:
    """The words of a place's name that tell it from others: no articles, and nothing that many places are called by."""
    return frozenset(part for part in parts_of(name) if len(part) >= DISTINCT) - PARTICLES - SITES


def said_here(sentences: Iterable[str], known: Known) -> SaidHere:
    """What these sentences say as names of persons. Behind "in" or "near" a name may be a place's, and is neither."""
    persons: set[str] = set()
    otherwise: set[str] = set()
    for text in sentences:
        spans = private_names(text, known)
        doubtful = {one for one in spans if not _is_persons(text, one, known)}
        for token in tokens_of(text):
            span = next((one for one in spans if one.start <= token.start < one.end), None)
            if span is None:
                otherwise.update(token.key.split() if token.capital else ())
            elif span not in doubtful and token.key not in regions_called() and not is_wide(token.key):
                persons.update(token.key.split())
    return SaidHere(frozenset(persons), frozenset(otherwise))


def is_wide(key: str) -> bool:
    """Whether a name is a country's, or a capital's."""
    return key in capitals() or key in countries_called()


def _is_persons(text: str, span: Span, known: Known) -> bool:
    """Whether what may be a name is likely a person's: not behind "in" or "near", and not for words alone that name
    nobody ("Rural Raqqa")."""
    if AT_A_PLACE.search(text, max(0, span.start - 24), span.start) and not is_called_after(text, span.start, span.end):
        return False
    parts = [part for part in parts_of(span.of(text)) if part not in PARTICLES]
    own = known.named
    others = [part for part in parts if not (part in known.places or part in SITES or known.is_plain(part))]
    return len(parts) == 1 or bool(others) or not own.isdisjoint(parts)
