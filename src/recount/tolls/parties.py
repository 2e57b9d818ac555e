"""Whose people a figure counts: soldiers of a state, fighters of a group, by the side they stood on that day.

The dead of two parties are two populations. Names of the alias file tell ("Vela Front fighters" are the Vela Front's),
and words for one's own: "six of its soldiers", "lost 20 men". Else "militants" are those of the one group, and
"soldiers" those of the one state, that the deed was done to; in a clash either side has dead, so that a state's
soldiers are never a group's for being named beside it, and whoever attacks has not thereby killed its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from recount.codebook.actors import Actor, Actors, name_key
from recount.codebook.origin_kinds import kind_of_outlet
from recount.codebook.sides import is_unlisted_state, side_on, state_side
from recount.gazetteer.nations import state_meant
from recount.model import Category, Cited, Claim, Document, LedgerEntry, OriginKind
from recount.tolls.populations import for_the_rulers, is_plain, soldiers_or_fighters, words_for

_PARTIES = frozenset(
    {"state forces", "government", "rebel group", "political militia", "identity militia", "external forces"}
)
_STATES = frozenset({"state forces", "government", "external forces"})
_LONGEST = 6  # words of a party's name with those for its members
_KEPT = 20_000
_ITS = re.compile(r"\b(?:its|their|our|his)\b(?! li(?:fe|ves)\b)|\bof (?:its|their|our) own\b", re.IGNORECASE)
_OF_ITS = re.compile(r"\bof (?:its|their|our)\b", re.IGNORECASE)
_OUR = re.compile(r"\bour\b", re.IGNORECASE)
_LOST = re.compile(
    r"\b(?:lost|losing|loses?|loss of)\b(?! (?:his|her|its|their) li(?:fe|ves)\b)(?=.*\w)", re.IGNORECASE
)
_DID = re.compile(
    r"\b(?:kill|execut|shot|shoot|behead|murder|slaughter|massacr|assassinat|wound|injur|captur|abduct|kidnap|eliminat|"
    r"hang|hung|decapitat|attack|ambush|bomb|shell|target)\w*",
    re.IGNORECASE,
)
_FOES = re.compile(
    r"\b(?:militants?|terrorists?|insurgents?|jihadists?|extremists?|gunm[ae]n|mercenar(?:y|ies)|enem(?:y|ies))\b"
)


def names_foes(who: str) -> bool:
    """Whether a party that uses these words for those who are counted means no people of its own."""
    return _FOES.search(who.casefold()) is not None


class Parties:
    """Whose people are counted, by the sides of an alias file; what was asked once is remembered."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._known: dict[tuple[str, date | None], tuple[str, ...]] = {}

    def called(self, names: Iterable[Cited[str]]) -> tuple[str, ...]:
        """Parties under the names that their aliases share, each once; a name that the alias file lacks as it is."""
        known = ((self._actors.canonical(cited.value), cited.value) for cited in names)
        return tuple(dict.fromkeys(actor.name if actor is not None else name for actor, name in known))

    def is_agencys(self, document: Document) -> bool:
        """Whether a report is a news agency's own print, which others have it from."""
        return document.outlet is not None and kind_of_outlet(document.outlet, self._actors) is OriginKind.AGENCY

    def of(self, entry: LedgerEntry, claim: Claim, before: str = "", earlier: str = "") -> str | None:
        """The party whose people a figure counts; None for civilians and things, and where the text does not tell or
        tells of several. `before` are the words of its clause before the figure's, `earlier` those of its sentence."""
        if entry.category in (Category.CIVILIAN, Category.OBJECT):
            return None
        day = entry.reported.last
        named = self._sides(entry.who, day) or self._state(entry)
        if named:
            return named[0] if len(named) == 1 else None
        own = self._owner(entry, before, day) or self._owner_before(entry, earlier or before, day)
        if own is not None:
            return own
        if entry.category is not Category.COMBATANT or entry.who != entry.who.lower():
            return None
        beset = self._beset(entry.who, claim, day)
        if beset is None:
            return self._speakers(entry, claim, day)
        return beset if beset != entry.side or not names_foes(entry.who) else None

    def _speakers(self, entry: LedgerEntry, claim: Claim, day: date | None) -> str | None:
        """The state that speaks of plain "soldiers" who came to harm in its own country by others: they are its own,
        where no other state is told of."""
        side = entry.side or ""
        words = words_for(entry.who)
        if claim.place is None or claim.place.country not in self._countries(side):
            return None
        if soldiers_or_fighters(words) != (True, False) or not is_plain(words):
            return None
        doing, done_to = self._of_all(claim.agents, day), self._of_all(claim.targets, day)
        others = {one for one in doing | done_to if self._countries(one)} - {side}
        return side if side not in doing and not others else None

    def _countries(self, side: str) -> tuple[str, ...]:
        """The countries whose state a side is; none of a group."""
        if is_unlisted_state(side):
            return (side[-3:-1],)
        actor = self._actors.named(side)
        return actor.countries if actor is not None and actor.kind in _STATES else ()

    def _state(self, entry: LedgerEntry) -> tuple[str, ...]:
        """The state whose soldiers are counted by its people's name: "nine Indian soldiers"."""
        state = state_meant(entry.who) if entry.category is Category.COMBATANT else None
        return (state_side(self._actors, state),) if state is not None else ()

    def _owner(self, entry: LedgerEntry, before: str, day: date | None) -> str | None:
        """Whose own people are meant by "six of its soldiers were killed" or "lost 20 men": those of the party named
        last before these words, where it did not do it and can have such people; where none is named, the speaker's."""
        lost = _LOST.search(entry.words)
        marked = lost or (_ITS if entry.category is Category.COMBATANT else _OF_ITS).search(entry.words)
        if marked is None or _DID.search(entry.words[: marked.start()]) or not _comes_after(entry, marked.start()):
            return None
        nearest = () if _OUR.search(entry.words) else self._sides(before, day)[-1:]
        if not nearest:
            return entry.side
        doing = lost is None and nearest[0] != entry.side and _DID.search(before)
        return nearest[0] if not doing and self.can_have(nearest[0], entry.who) else None

    def _owner_before(self, entry: LedgerEntry, before: str, day: date | None) -> str | None:
        """Whose people a number without a noun counts, where those told before it are somebody's own: "denied that 23
        of their fighters were killed, saying only two had died"."""
        if entry.category is not Category.COMBATANT:
            return None
        last = entry.who.casefold().rpartition(" ")[2]
        owned = list(re.finditer(rf"\b(?:its|their|our)(?: own)? (?:\w+ )?{re.escape(last)}\b", before, re.IGNORECASE))
        if not owned or not _is_left_out(entry):
            return None
        nearest = self._sides(before[: owned[-1].start()], day)[-1:]
        return entry.side if not nearest or nearest[0] == entry.side else None

    def _beset(self, who: str, claim: Claim, day: date | None) -> str | None:
        """The one party among those it was done to that can have such people; of parties that are on both sides of it,
        as in a clash, the only one that can."""
        hit: Iterable[Cited[str]] = claim.targets
        if any(target.value.casefold() == who for target in claim.targets):  # counted beside the parties named with it
            hit = [target for target in claim.targets if self._actors.canonical(target.value) is None]
        done_to, doing = (self._of_all(cited, day) for cited in (hit, claim.agents))
        both = done_to | doing
        among = done_to - doing or (both if len(both) > 1 else frozenset())
        fitting = [side for side in among if self._may_have(side, who)]
        one_of_several = not done_to <= doing and len(among) > 1
        return fitting[0] if len(fitting) == 1 and not one_of_several else None

    def _of_all(self, names: Iterable[Cited[str]], day: date | None) -> frozenset[str]:
        return frozenset(side for cited in names for side in self._sides(cited.value, day))

    def _may_have(self, side: str, who: str) -> bool:
        """Whether these can be a side's people: soldiers a state's, militants those of a group that is no state, and
        "pro-government fighters" only a state's."""
        actor = self._actors.named(side)
        words = words_for(who)
        soldiers, fighters = soldiers_or_fighters(words)
        if for_the_rulers(words):
            soldiers, fighters = True, False
        state = actor.kind in _STATES if actor is not None else is_unlisted_state(side)
        return (actor is not None or state) and soldiers != fighters and state == soldiers

    def can_have(self, side: str, who: str) -> bool:
        """Whether nothing speaks against these being a side's people."""
        return soldiers_or_fighters(words_for(who)) in ((False, False), (True, True)) or self._may_have(side, who)

    def _sides(self, words: str, day: date | None) -> tuple[str, ...]:
        """The sides of the parties that words name, in their order, each where it is named last."""
        key = (words, day)
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            sides = [side_on(self._actors, actor.name, day) for actor in self._named(words)]
            self._known[key] = tuple(reversed(dict.fromkeys(reversed(sides))))
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


def _is_left_out(entry: LedgerEntry) -> bool:
    """Whether a figure's words give the number alone, so that those told before are counted."""
    last = entry.who.casefold().rpartition(" ")[2]
    return bool(last) and last not in entry.words.casefold()


def _comes_after(entry: LedgerEntry, start: int) -> bool:
    """Whether the word for those who are counted stands behind a place in a figure's words."""
    last = entry.who.casefold().rpartition(" ")[2]
    return last in entry.words[start:].casefold()
