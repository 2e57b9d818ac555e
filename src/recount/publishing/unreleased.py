"""Names of named persons that were not released: found wherever a text says them, whatever a dictionary or a list of
places knows of their words. The whole name is withheld in all incidents, each of its parts in the person's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from recount.codebook.actors import name_key
from recount.export.private import PARTICLES
from recount.publishing.known import Known, parts_of
from recount.publishing.plain_words import TITLES
from recount.publishing.tokens import Token, together, tokens_of
from recount.publishing.vocabulary import is_of_the_language

_LINKS = PARTICLES | TITLES


def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a name that tell it from others: no articles, titles and initials.

    >>> name_parts("Dr. Karim A. al-Zarqub")
    ('karim', 'zarqub')
    """
    return tuple(part for part in parts_of(name) if part not in _LINKS and len(part) > 1)


def whole_names(names: Iterable[str]) -> frozenset[str]:
    """Names of several parts, by nothing but these: those that are told from other words wherever they stand."""
    return frozenset(" ".join(parts) for name in names if len(parts := name_parts(name)) > 1)


def unreleased_names(
    text: str, tokens: Sequence[Token], known: Known, public: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Where names of named persons stand that were not released. `public` are words of longer names that are public: no
    part of a name is looked for there ("Islamic Jihad")."""
    if known.unreleased:
        yield from _whole(text, tokens, known)
    for n, token in enumerate(tokens if known.named else ()):
        if n in public or token.key in known.released:
            continue
        parts = token.key.split()
        if any(_is_part(part, token, known) for part in parts):
            yield token.start, token.end


def says_unreleased(name: str, known: Known) -> bool:
    """Whether a value says the name of a named person that was not released, or a part of one of its own incident."""
    if not (known.unreleased or known.named):
        return False
    tokens = list(tokens_of(name))
    public = range(len(tokens)) if len(tokens) > 1 and known.actors.canonical(name) else ()
    return any(unreleased_names(name, tokens, known, public))


def _is_part(part: str, token: Token, known: Known) -> bool:
    """Whether a part of a word is one of a name; what is a word of the language as well is one only with a capital."""
    if part not in known.named and part.removesuffix("s") not in known.named:
        return False
    return token.capital or not is_of_the_language(part)


def _whole(text: str, tokens: Sequence[Token], known: Known) -> Iterator[tuple[int, int]]:
    begun = known.unreleased_by_first
    parts = [(part, n) for n, token in enumerate(tokens) for part in token.key.split() if part not in _LINKS]
    for at, (part, first) in enumerate(parts):
        for name in begun.get(part, ()):
            some = parts[at : at + len(name)]
            last = some[-1][1]
            if tuple(one for one, _ in some) != name or not together(text, tokens[first : last + 1]):
                continue
            words = text[tokens[first].start : tokens[last].end]
            if name_key(words) not in known.released and any(one.capital for one in tokens[first : last + 1]):
                yield tokens[first].start, tokens[last].end
