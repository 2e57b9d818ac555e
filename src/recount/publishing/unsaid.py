"""Named persons who were not released, held against what was published before they were entered: their names are given
out no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import unquote, urlsplit, urlunsplit

from recount.codebook.actors import name_key
from recount.publishing.changes import FieldChange, PublicChange
from recount.publishing.content import PublicIncident
from recount.publishing.known import POSSESSIVE, WORD, Known
from recount.publishing.names import unreleased_in
from recount.publishing.redaction import NAME
from recount.publishing.withholding import all_words, silenced

_NO_WORD = re.compile(r"[\W\d_]+")
_LONG = 4  # letters of a part of a name that tell it from others within the name of a site


@dataclass(frozen=True)
class Unsaid:
    """The names that no release may say now: `known` holds the whole names, which are told nowhere, and what is public
    all the same (actors, names that may be published); `own` the parts of names, by the public id of the incident in
    which each of them is withheld."""

    known: Known
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def incident(self, one: PublicIncident) -> PublicIncident:
        """An incident in which none of these names is said; its released names are not among them."""
        known = self.known.with_named(self.own.get(one.id, frozenset()))
        bare = replace(one, victims=(), sources=tuple(replace(told, url=_url(told.url, known)) for told in one.sources))
        if self._may_say(all_words(bare), known):
            bare = silenced(bare, lambda words: _silenced(words, known))
        return replace(bare, victims=one.victims)

    def words(self, words: str, public: str = "") -> str:
        """Words of a release, of the incident with a `public` id or of none, in which none of these names is said."""
        known = self.known.with_named(self.own.get(public, frozenset()))
        return _silenced(words, known) if self._may_say(words, known) else words

    def changes(self, changes: Iterable[PublicChange]) -> tuple[PublicChange, ...]:
        """Changes in which none of these names is said."""
        return tuple(
            replace(
                one,
                heading=self.words(one.heading, one.id),
                fields=tuple(
                    FieldChange(told.field, self.words(told.was, one.id), self.words(told.now, one.id))
                    for told in one.fields
                ),
            )
            for one in changes
        )

    @cached_property
    def _begun(self) -> frozenset[str]:
        return frozenset(self.known.unreleased_by_first)

    def _may_say(self, words: str, known: Known) -> bool:
        """Whether a word may be one of a name: most texts have none, and are looked through no further."""
        if not (known.named or self._begun):
            return False
        parts = {part for word in set(WORD.findall(words)) for part in name_key(POSSESSIVE.sub("", word)).split()}
        parts |= {part.removesuffix("s") for part in parts}
        return not (known.named.isdisjoint(parts) and self._begun.isdisjoint(parts))


def _silenced(words: str, known: Known) -> str:
    for span in reversed(unreleased_in(words, known)):
        words = words[: span.start] + NAME + words[span.end :]
    return words


def _url(address: str, known: Known) -> str:
    """Where a report can be read, without its path where words in it may name such a person."""
    words = _NO_WORD.sub(" ", unquote(unquote(address))).split()
    if not (known.named or any(name_key(word) in known.unreleased_by_first for word in words)):
        return address
    parts = urlsplit(address)
    if any(part in parts.netloc.casefold() for part in known.named if len(part) >= _LONG):
        return ""
    slug = " ".join(word.capitalize() for word in words)
    return urlunsplit((parts.scheme, parts.netloc, "/", "", "")) if unreleased_in(slug, known) else address
