"""The body that a report has named and then calls by what it is: "run by Tarnow Relief … the aid group said".

Only what a definite article points back to is asked for, and only what the report has named by then; where it has
named two that can be meant, nobody is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

from recount.codebook.actors import Actor, Actors
from recount.codebook.origin_kinds import kind_of_actor
from recount.model import OriginKind

_BODIES = r"(?:group|charity|agency|organi[sz]ation|ngo|network|body|movement)"
_BODY = re.compile(rf"^(?:[a-z-]+ ){{0,4}}{_BODIES}$")
_AIDS = re.compile(r"\b(?:aid|relief|medical|humanitarian|rescue|charity|ngo)\b")
_BARE = re.compile(rf"^{_BODIES}$")
_BACK = re.compile(r"\b(?:the|that|this)\s+$", re.IGNORECASE)
_NAME = r"((?:[A-Z][\w’'&-]*|of|for|the|and|without|sans|de) ){0,5}?[A-Z][\w’'&-]*"
_TAKES_SIDES = frozenset({"rebel group", "political militia", "identity militia"})
_FAR = 400


def body_described(words: str, start: int, text: str, actors: Actors) -> str | None:
    """The name of the body that words from `start` on point back to; None for words that point to nobody."""
    if _BODY.match(words) is None or _BACK.search(text, max(0, start - 6), start) is None:
        return None
    before = text[max(0, start - _FAR) : start]
    named = {actor.name for actor in _named_in(before, actors) if _can_be_called(words, actor)}
    named = named or set(_introduced(words, before))
    return named.pop() if len(named) == 1 else None


def _can_be_called(words: str, actor: Actor) -> bool:
    """Whether an actor is what the words say: of those who help only such is "the aid group", "the group" anybody who
    is no state."""
    if _AIDS.search(words):
        return kind_of_actor(actor) is OriginKind.RELIEF
    kinds = (OriginKind.RELIEF, OriginKind.MONITOR, OriginKind.BODY, OriginKind.AGENCY)
    return _BARE.match(words) is not None and (actor.kind in _TAKES_SIDES or kind_of_actor(actor) in kinds)


def _introduced(words: str, before: str) -> Iterator[str]:
    """Names that the text puts beside these very words: "Tarnow Relief, an aid group", "the charity Tarnow Relief"."""
    called = re.escape(words)
    for found in re.finditer(rf"\b({_NAME}), (?:an?|the) (?:[\w-]+ ){{0,3}}{called}\b", before):
        yield found[1].removeprefix("The ")
    for found in re.finditer(rf"\b(?:an?|the) (?:[\w-]+ ){{0,3}}{called},? ({_NAME})(?= [a-z]|[,.;])", before):
        yield found[1]


def _named_in(text: str, actors: Actors) -> Iterator[Actor]:
    for name in _names_of(actors).findall(text):
        actor = actors.canonical(name)
        if actor is not None:
            yield actor


@lru_cache(maxsize=16)
def _names_of(actors: Actors) -> re.Pattern[str]:
    """What finds all names of the alias file that are no state's, as reports write them, longest first."""
    names = {
        spelling
        for actor in actors.actors
        if actor.kind in _TAKES_SIDES or kind_of_actor(actor) not in (OriginKind.PARTY, OriginKind.OUTLET)
        for name in (actor.name, *actor.aliases, *actor.exact)
        for spelling in (name, anyascii(name))
        if name[:1].isupper()
    }
    listed = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    return re.compile(rf"\b(?:{listed})\b")
