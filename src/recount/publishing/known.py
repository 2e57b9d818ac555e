"""What is known of names before a text is looked through for those of private persons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from recount.codebook.actors import Actors, name_key
from recount.export.elsewhere import capitals, countries_called
from recount.export.private import COLLECTIVE, OFFICES, PARTICLES, PEOPLES
from recount.publishing.plain_words import CALENDAR, ELSEWHERE, FUNCTION
from recount.publishing.vocabulary import is_of_the_language

WORD = re.compile(
    r"\b(?:pro|anti|ex|non|mid|pre|post)(?=[-‐‑][^\W\d_])|[^\W\d_]+(?:['’ʼ`´\-‐‑][^\W\d_]+)*", re.IGNORECASE
)
"""A word of a text: with its joints, and without what is only put before a name ("pro-")."""

POSSESSIVE = re.compile(r"['’ʼ]s?$", re.IGNORECASE)

DISTINCT = 3
"""Letters of a part of a name that is looked for by itself."""


@dataclass(frozen=True)
class Known:
    """What is known of names.

    `places`, `released` and `private` are keys of names (`codebook.actors.name_key`). `common` are words that stand in
    small letters in reports or in a dictionary. Private names are found in any spelling of their
    capitals, and by their parts. `hosts` are the sites that reports were read on, `outlets` the keys of what reports
    call theirs.
    """

    actors: Actors
    places: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    released: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    _parts: dict[str, frozenset[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def is_plain(self, word: str) -> bool:
        """Whether a word, in small letters, is one that names nobody."""
        return word in self.common or word in FUNCTION or word in CALENDAR

    @property
    def private_parts(self) -> frozenset[str]:
        """Parts of private names that are told from other words: each is withheld wherever it stands."""
        if "" not in self._parts:
            public = {part for name in self.released for part in name.split()}
            found = {part for name in self.private for part in parts_of(name)} - public
            self._parts[""] = frozenset(
                part
                for part in found
                if len(part) >= DISTINCT and not self.is_no_name(part) and not self.is_no_name(part[:-1])
            )
        return self._parts[""]

    def is_no_name(self, part: str) -> bool:
        """Whether a part of a private name is a word of the language, or a name of many or of an actor. That reports
        write it in small letters proves nothing: they write names so."""
        return is_of_the_language(part) or self._is_of_many(part) or self.actors.named(part) is not None

    def unknown_words(self, words: str) -> list[str]:
        """Words in small letters that are neither of the language nor of a public name: each may be somebody's name,
        written carelessly."""
        small = [POSSESSIVE.sub("", word) for word in WORD.findall(words) if word[:1].islower()]
        parts = [part for word in small for part in name_key(word).split()]
        return [
            part
            for part in parts
            if not (is_of_the_language(part) or part in PARTICLES or part in self._public_alone)
            or part in self.private_parts
        ]

    @property
    def _public_alone(self) -> frozenset[str]:
        """Names of one word that are public: a part of a longer one may be a person's ("Tel Omar")."""
        if "alone" not in self._parts:
            names = [name_key(name) for one in self.actors.actors for name in (one.name, *one.aliases, *one.exact)]
            whole = {
                " ".join(part for part in name.split() if part not in PARTICLES) for name in (*names, *self.places)
            }
            whole |= capitals() | countries_called().keys() | self.released
            self._parts["alone"] = frozenset(name for name in whole if " " not in name)
        return self._parts["alone"]

    @property
    def public_words(self) -> frozenset[str]:
        """Single words of names that are public: of actors, places and countries."""
        if "public" not in self._parts:
            names = [name_key(name) for one in self.actors.actors for name in (one.name, *one.aliases, *one.exact)]
            found = {part for name in (*names, *self.places, *self.released) for part in name.split()}
            found |= COLLECTIVE | OFFICES | PEOPLES | ELSEWHERE | capitals() | countries_called().keys()
            self._parts["public"] = frozenset(found)
        return self._parts["public"]

    def is_public_word(self, word: str) -> bool:
        """Whether a word, in small letters, is common, or a name of many."""
        return self.is_plain(word) or self._is_of_many(word)

    def _is_of_many(self, word: str) -> bool:
        groups = (PARTICLES, COLLECTIVE, OFFICES, PEOPLES, ELSEWHERE, self.places, countries_called(), capitals())
        return any(word in some for some in groups)


def parts_of(name: str) -> list[str]:
    """The parts of a name in small letters, without accents: "al-Khalaf" → al, khalaf."""
    return name_key(name).split()
