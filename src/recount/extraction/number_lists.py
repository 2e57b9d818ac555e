"""Numbers that stand in one list, and numbers that only add to the one told before."""

from __future__ import annotations

from collections.abc import Sequence

from recount.extraction.counts import CountMention
from recount.extraction.wordforms import lowered
from recount.model import Sentence


def groups_of(sentence: Sentence, counts: Sequence[CountMention]) -> list[list[int]]:
    """Numbers that follow each other in one list, commas or none between: "11 women nine children and one nurse"."""
    groups: list[list[int]] = []
    for n, count in enumerate(counts):
        if groups:
            previous = counts[groups[-1][-1]]
            between = [lowered(t.text) for t in sentence.tokens[previous.end + 1 : count.first]]
            plain = len(between) <= 5 and all(w in _LISTS for w in between)
            plain = plain and ("with" not in between or "along" in between)
            if plain or _runs_on(sentence, previous.end + 1, count.first):
                groups[-1].append(n)
                continue
        groups.append([n])
    return groups


def _runs_on(sentence: Sentence, start: int, stop: int) -> bool:
    """Whether only a phrase without a verb lies between two members of a list: "two men of the guard and three …"."""
    between = sentence.tokens[start:stop]
    if not 2 <= len(between) <= 9 or lowered(between[-1].text) not in ("and", ","):
        return False
    return lowered(between[0].text) in ("from", "of", "with") and all(t.upos not in ("VERB", "AUX") for t in between)


_LISTS = frozenset(
    (",", "and", "&", "as", "well", "plus", "along", "with", "another", "other", "the", "also", "a", "further")
)


_ADDS = (("another",), ("along", "with"), ("as", "well", "as"), ("together", "with"), ("in", "addition", "to"))


def is_added(sentence: Sentence, count: CountMention) -> bool:
    """Whether a number only adds to the one told before: "20 were killed in the town and another five near the river",
    "... as well as three medics", "... and 23 among their foes"."""
    tokens = sentence.tokens
    before = tuple(lowered(t.text) for t in tokens[max(0, count.first - 3) : count.first])
    at = count.end + 1
    while at < len(tokens) and lowered(tokens[at].text) in ("more", "others"):
        at += 1
    after = tokens[at] if at < len(tokens) else None
    if after is not None and (after.upos in ("VERB", "AUX") and after.xpos not in ("VBG", "VBN")):
        return False  # something else is told of these
    if any(before[-len(cue) :] == cue for cue in _ADDS):
        return True
    if before[-1:] != ("and",):
        return False
    return bool(count.who) or (after is not None and after.upos == "ADP" and lowered(after.text) != "of")
