"""What a desk says itself of a release (its note, and the title, “About” and other words of the rules) held against the
names that may not go out: what the release withholds, named persons who were not released, names removed on request."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from recount.codebook.actors import name_key
from recount.desk.victims import all_unreleased
from recount.errors import RecordError
from recount.publishing.content import Withheld
from recount.publishing.known import POSSESSIVE, WORD, parts_of
from recount.publishing.names_told import NOBODY, NamesTold
from recount.publishing.outlets import without_file
from recount.publishing.policy import Policy
from recount.store import SqlStore

_NAMES = frozenset({"name", "origin", "place"})
_LONGEST = 6  # words of a name
NOTE = "the note"
"""What the note of a release is called."""
WITHHELD = "whom the release withholds"
OTHERS = "of an incident that is not in the release (held back, or withdrawn since an earlier one)"
_UNRELEASED = "whose name was not released"
_ERASED = "who was removed on request"


@dataclass(frozen=True, slots=True)
class Naming:
    """That words of the desk's own (the note, a line of the rules) say a name, and why it may not go out."""

    where: str
    name: str
    why: str


def words_of_rules(policy: Policy) -> Mapping[str, str]:
    """What the rules say to the public, by what it is called."""
    return {
        "the title": policy.title,
        "the text about the record": policy.about,
        "the licence": policy.licence,
        "the line on corrections": policy.contact,
    }


def names_said(
    store: SqlStore,
    texts: Mapping[str, str],
    withheld: Iterable[Withheld],
    parts: Collection[str],
    others: NamesTold = NOBODY,
) -> tuple[Naming, ...]:
    """All names in words of the desk's own that may not go out with a release that withholds these; `others` are those
    of incidents that it does not hold."""
    within = withheld_names_said(texts, withheld, parts)
    said = {(one.where, name_key(one.name)) for one in within}
    beyond = (one for one in _names_said(texts, others.names, others.parts, OTHERS))
    return (
        *kept_names_said(store, texts),
        *within,
        *(one for one in beyond if (one.where, name_key(one.name)) not in said),
    )


def withheld_names_said(
    texts: Mapping[str, str], withheld: Iterable[Withheld], parts: Collection[str]
) -> tuple[Naming, ...]:
    """The names that a release withholds and that are said: as a whole, or by a part that is told from other words."""
    names = {one.words for one in withheld if one.what in _NAMES and without_file(one.words) is None}
    return _names_said(texts, names, parts, WITHHELD)


def _names_said(
    texts: Mapping[str, str], names: Collection[str], parts: Collection[str], why: str
) -> tuple[Naming, ...]:
    keys = {name_key(name) for name in names} - {""}
    found = (
        Naming(where, said, why)
        for where, words in texts.items()
        for said in _said(words, lambda phrase: name_key(phrase) in keys or _is_part(phrase, parts))
    )
    return tuple(dict.fromkeys(found))


def kept_names_said(store: SqlStore, texts: Mapping[str, str]) -> tuple[Naming, ...]:
    """The names said that the record keeps to itself whatever is released: of named persons who were not released, and
    names that were removed on request."""
    keys = {name_key(name) for name in all_unreleased(store)} - {""}
    found = [
        Naming(where, said, _UNRELEASED)
        for where, words in texts.items()
        for said in _said(words, lambda phrase: name_key(phrase) in keys)
    ]
    for where, words in texts.items():
        if words and store.erased_among([words]):
            found.append(Naming(where, _erased_in(words, store), _ERASED))
    return tuple(dict.fromkeys(found))


def refuse_names(named: Iterable[Naming]) -> None:
    """RecordError where names are said that may not go out, with the names."""
    some = tuple(named)
    if some:
        first = some[0]
        same = [one.name for one in some if (one.where, one.why) == (first.where, first.why)]
        remedy = "Leave the name out" + (
            ", or let it be published: Publish, Withheld." if first.why == WITHHELD else "."
        )
        raise RecordError(first.where, f"names somebody {first.why}: {', '.join(same)}", remedy)


def _is_part(phrase: str, parts: Collection[str]) -> bool:
    return " " not in phrase and not parts_of(phrase)[1:] and name_key(phrase) in parts


def _erased_in(words: str, store: SqlStore) -> str:
    """The shortest phrase that holds a name which was removed on request."""
    tokens = list(WORD.finditer(words))
    phrases = (
        words[tokens[at].start() : tokens[at + length - 1].end()]
        for length in range(1, _LONGEST + 1)
        for at in range(len(tokens) - length + 1)
    )
    return next((phrase for phrase in phrases if store.erased_among([phrase])), "a name")


def _said(words: str, is_one: Callable[[str], bool]) -> Iterator[str]:
    """The longest phrases with a capital that are one, each as it stands."""
    tokens = list(WORD.finditer(words))
    at = 0
    while at < len(tokens):
        step = 1
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            first, last = tokens[at], tokens[at + length - 1]
            phrase = words[first.start() : last.start() + len(POSSESSIVE.sub("", last[0]))]
            if re.search(r"[\n.;:!?]\s", phrase) or phrase[:1].islower():
                continue
            if is_one(phrase):
                yield phrase
                step = length
                break
        at += step
