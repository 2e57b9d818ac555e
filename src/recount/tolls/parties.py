"""Whose people a figure counts: soldiers of a state, fighters of a group, by the side they stood on that day.

The dead of two parties are two populations. Only names of the alias file tell: "Vela Front fighters" are the Vela
Front's. "Militants" are those of the one group, and "soldiers" those of the one state, that the deed was done to; in a
clash either side has dead, so that a state's soldiers are never a group's for being named beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from recount.codebook.actors import Actor, Actors, name_key
from recount.codebook.sides import side_on
from recount.model import Category, Claim, LedgerEntry
from recount.tolls.populations import soldiers_or_fighters, words_for

_PARTIES = frozenset(
    {"state forces", "government", "rebel group", "political militia", "identity militia", "external forces"}
)
_STATES = frozenset({"state forces", "government", "external forces"})
_LONGEST = 6  # words of a party's name with those for its members
_KEPT = 20_000


class Parties:
    """Whose people are counted, by the sides of an alias file; what was asked once is remembered."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._known: dict[tuple[str, date | None], frozenset[str]] = {}

    def of(self, entry: LedgerEntry, claim: Claim) -> str | None:
        """The party whose people a figure counts; None for civilians and things, and where the text does not tell or
        tells of several."""
        if entry.category in (Category.CIVILIAN, Category.OBJECT):
            return None
        day = entry.reported.last
        sides = self._sides(entry.who, day)
        if not sides and entry.category is Category.COMBATANT and entry.who == entry.who.lower():
            sides = frozenset().union(*(self._sides(target.value, day) for target in claim.targets))
            sides = sides if all(self._may_have(side, entry.who) for side in sides) else frozenset()
        return next(iter(sides)) if len(sides) == 1 else None

    def _may_have(self, side: str, who: str) -> bool:
        """Whether these can be a side's people: soldiers a state's, militants those of a group that is no state."""
        actor = self._actors.named(side)
        soldiers, fighters = soldiers_or_fighters(words_for(who))
        return actor is not None and soldiers != fighters and (actor.kind in _STATES) == soldiers

    def _sides(self, words: str, day: date | None) -> frozenset[str]:
        key = (words, day)
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = frozenset(side_on(self._actors, actor.name, day) for actor in self._named(words))
        return self._known[key]

    def _named(self, phrase: str) -> Iterator[Actor]:
        """The parties that a phrase names, each by its longest name there."""
        words = phrase.split()[:40]
        at = 0
        while at < len(words):
            found = self._longest_from(words, at)
            if found is not None:
                yield found[0]
            at += found[1] if found is not None else 1

    def _longest_from(self, words: list[str], at: int) -> tuple[Actor, int] | None:
        key = name_key(words[at]).partition(" ")[0]
        if not key or not self._actors.longest_name(key):
            return None
        for count in range(min(_LONGEST, len(words) - at), 0, -1):
            name = " ".join(words[at : at + count]).strip("(),.'’")
            actor = self._actors.canonical(name) if name != name.lower() else None
            if actor is not None:
                return (actor, count) if actor.kind in _PARTIES else None
        return None
