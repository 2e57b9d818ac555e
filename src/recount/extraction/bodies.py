"""The dead told as bodies, and who came in beside them alive: "17 bodies and 40 wounded people", "nine survivors"."""

from __future__ import annotations

from recount.extraction.counts import CountMention
from recount.extraction.harm_words import HarmWord, Keeps
from recount.extraction.wordforms import lowered, word_set
from recount.model import Harm, Sentence

_BODIES = word_set("bodies body corpses corpse remains")
_ALIVE = word_set("alive living surviving survivor survivors uninjured unharmed unhurt")
_HURT = word_set("wounded injured hurt maimed prisoner prisoners captive captives hostage hostages patients patient")


def are_bodies(sentence: Sentence, i: int) -> bool:
    """Whether a noun names bodies themselves and no people."""
    return lowered(sentence.tokens[i].text) in _BODIES


def is_beside_bodies(sentence: Sentence, word: HarmWord, count: CountMention) -> bool:
    """Whether those of a number are only told of beside the dead: people who came in with "17 bodies" are none of them
    unless they are "bodies of" theirs, and nobody wounded or alive lies among the bodies or the dead."""
    if word.harm is not Harm.KILLED or not count.who or count.head == word.token:
        return False
    named = {lowered(t.text) for t in sentence.tokens[count.last + 1 : count.end + 2]}
    dead = lowered(sentence.tokens[word.token].text)
    if dead not in _BODIES:
        if word.keeps not in (Keeps.SELF, Keeps.STATE):
            return False  # "burned 11 people alive"
        return word.token < count.first and not named.isdisjoint(_ALIVE | (_HURT if dead == "dead" else frozenset()))
    if not named.isdisjoint(_ALIVE | _HURT):
        return True
    if count.first <= word.token <= count.end + 2:
        return False  # "four soldiers' bodies"
    return not (word.token < count.first and _next(sentence, word.token) in ("of", "belonging"))


def _next(sentence: Sentence, i: int) -> str:
    return lowered(sentence.tokens[i + 1].text) if i + 1 < len(sentence.tokens) else ""
