"""What a side says that a battle cost it or its foes: "the army put its losses at seven", "losses of six fighters"."""

from __future__ import annotations

from collections.abc import Sequence

from recount.extraction.counts import CountMention
from recount.extraction.harm_words import armed
from recount.extraction.populations import category_of
from recount.extraction.wordforms import lowered, word_set
from recount.model import Category, Sentence

_LOSSES = word_set("losses casualties")
_PUTTING = word_set(
    """
    put puts putting placed places gave gives giving estimated estimates estimating set assessed counted counts reckoned
    """
)
_STANDING = word_set("stood stand stands reached reach totalled totaled numbered amounted came were was")
_OWN = frozenset(("its", "their", "his", "our", "own"))
_CIVILIANS = frozenset(("civilian", "civilians"))
_MONEY = word_set("dollar dollars euro euros pound pounds million billion percent per cent")
_BETWEEN = 9  # words from "losses" to their number: "its losses in the two days of fighting for the town at seven"
_BEFORE = 5  # words from "put" to "losses"


def losses_told(sentence: Sentence, low: Sequence[str], count: CountMention) -> tuple[int, int] | None:
    """The word for losses that a number tells of, and the token of whose they are (of the number where nobody is
    named); None where it counts no fighters' losses: a farmer's, a firm's, tanks."""
    at = next((i for i in range(count.first - 1, max(-1, count.first - 1 - _BETWEEN), -1) if low[i] in _LOSSES), None)
    if at is None or _is_of_things(sentence, count) or not _MONEY.isdisjoint(low[count.last + 1 : count.last + 3]):
        return None
    before = low[count.first - 1]
    put = next((k for k in range(at - 1, max(-1, at - 1 - _BEFORE), -1) if low[k] in _PUTTING), None)
    stood = not _STANDING.isdisjoint(low[at + 1 : count.first])
    told = (put is not None and before in ("at", "as")) or (stood and before in ("at", "to", "reached", "numbered"))
    told = told or (before == "of" and at == count.first - 2 and _is_of_fighters(sentence, count))
    if not told:
        return None
    whose = _whose(low, at)
    if whose is not None and (low[whose] not in _OWN or whose_losses(sentence, at, whose) != whose):
        return at, whose
    return (at, count.head) if _is_of_fighters(sentence, count) else None


def _is_of_things(sentence: Sentence, count: CountMention) -> bool:
    kind = category_of(lowered(sentence.tokens[count.head].text)) if count.who else Category.UNKNOWN
    return kind not in (Category.COMBATANT, Category.CIVILIAN, Category.UNKNOWN)


def _is_of_fighters(sentence: Sentence, count: CountMention) -> bool:
    return bool(count.who) and category_of(lowered(sentence.tokens[count.head].text)) is Category.COMBATANT


def _whose(low: Sequence[str], losses: int) -> int | None:
    """The word before "losses" that says whose they are: fighters, civilians, or "its"."""
    before = range(losses - 1, max(-1, losses - 4), -1)
    return next((k for k in before if low[k] in _OWN or low[k] in _CIVILIANS or armed(low[k])), None)


def whose_losses(sentence: Sentence, losses: int, people: int) -> int:
    """Those whom "its" and "their" stand for before losses: the nearest armed side told of; `people` where it is no
    such word, or nobody is."""
    if lowered(sentence.tokens[losses].text) not in _LOSSES or lowered(sentence.tokens[people].text) not in _OWN:
        return people
    return next((j for j in range(people - 1, -1, -1) if _fights(sentence, j)), people)


def _fights(sentence: Sentence, i: int) -> bool:
    if armed(lowered(sentence.tokens[i].text)):
        return True
    return any(e.kind in ("GROUP", "ORG") and e.last == i for e in sentence.entities)
