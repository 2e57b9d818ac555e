"""What is known of names before a text is looked through for those of private persons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from recount.codebook.actors import Actors, name_key
from recount.export.elsewhere import capitals, countries_called
from recount.export.private import COLLECTIVE, OFFICES, PARTICLES, PEOPLES
from recount.model import Span
from recount.publishing.plain_words import CALENDAR, ELSEWHERE, FUNCTION
from recount.publishing.vocabulary import is_of_the_language

WORD = re.compile(
    r"\b(?:pro|anti|ex|non|mid|pre|post)(?=[-‐‑][^\W\d_])|[^\W\d_]+(?:['’ʼ`´\-‐‑][^\W\d_]+)*", re.IGNORECASE
)
"""A word of a text: with its joints, and without what is only put before a name ("pro-")."""

POSSESSIVE = re.compile(r"['’ʼ]s?$", re.IGNORECASE)

_PART = re.compile(r"[^\W\d_]+")

_KEPT, _KEPT_LENGTH = 20_000, 2_000
"""Texts whose names are kept, and the characters of the longest."""

DISTINCT = 3
"""Letters of a part of a name that is looked for by itself."""


@dataclass(frozen=True)
class Known:
    """What is known of names.

    `places`, `released` and `private` are keys of names (`codebook.actors.name_key`). `common` are words that stand in
    small letters in reports or in a dictionary. Private names are found in any spelling of their
    capitals, and by their parts. `hosts` are the sites that reports were read on, `outlets` the keys of what reports
    call theirs. `unreleased` are the names of named persons that were not released, by nothing but their parts; `named`
    are such parts of those of the incident that is looked at, withheld in it whatever else they are.
    """

    actors: Actors
    places: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    released: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    unreleased: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    _parts: dict[str, frozenset[str]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _begun: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _found: dict[str, tuple[Span, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def with_named(self, named: frozenset[str]) -> Known:
        """The same for an incident with named persons; what was worked out of it is not worked out again."""
        if named == self.named:
            return self
        one = replace(self, named=named)
        object.__setattr__(one, "_parts", self._parts)  # these rest on nothing that is another
        object.__setattr__(one, "_begun", self._begun)
        return one

    def names_in(self, text: str, look: Callable[[str, Known], tuple[Span, ...]]) -> tuple[Span, ...]:
        """What `look` finds in a text: a sentence is looked through for its incident, its quotation and its parties."""
        found = self._found.get(text)
        if found is None:
            found = look(text, self)
            if len(text) <= _KEPT_LENGTH:
                if len(self._found) >= _KEPT:
                    self._found.clear()
                self._found[text] = found
        return found

    @property
    def unreleased_by_first(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The names that were not released, each by its parts, by the first of them."""
        if self.unreleased and not self._begun:
            for first, *more in sorted(name.split() for name in self.unreleased):
                self._begun[first] = (*self._begun.get(first, ()), (first, *more))
        return self._begun

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

    @property
    def private_wholes(self) -> frozenset[str]:
        """Private names of several parts that are all words of other things, too: each is withheld as a whole."""
        if "wholes" not in self._parts:
            secret = self.private_parts
            self._parts["wholes"] = frozenset(
                name for name in self.private - self.released if " " in name and secret.isdisjoint(name.split())
            )
        return self._parts["wholes"]

    def is_no_name(self, part: str) -> bool:
        """Whether a part of a private name is a word of the language, or a name of many or of an actor. That reports
        write it in small letters proves nothing: they write names so."""
        return is_of_the_language(part) or self._is_of_many(part) or self.actors.named(part) is not None

    def unknown_words(self, words: str) -> list[str]:
        """Words in small letters that are neither of the language nor of a public name: each may be somebody's name,
        written carelessly."""
        small = [POSSESSIVE.sub("", word) for word in WORD.findall(words) if _is_small(word)]
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


def _is_small(word: str) -> bool:
    """Whether each part of a word begins with a small letter: "al-sofar" and "alSofar", not "al-Sofar"."""
    return all(part[:1].islower() for part in _PART.findall(word))


def parts_of(name: str) -> list[str]:
    """The parts of a name in small letters, without accents: "al-Khalaf" → al, khalaf."""
    return name_key(name).split()


def with_private(known: Known, names: Iterable[str]) -> Known:
    """The same with more names that are known to be private persons'; released names stay public."""
    keys = {
        key
        for key in map(name_key, names)
        if key and not (known.is_no_name(key) or known.is_no_name(key.removesuffix("s")))
    }
    return replace(known, private=known.private | (frozenset(keys) - known.released))
