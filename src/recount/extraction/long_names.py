"""Bodies with long names: "the centre for reconciliation of the warring parties in Oster said"."""

from __future__ import annotations

from recount.extraction.sources import Phrase
from recount.extraction.speech import BODIES, can_speak
from recount.model import Sentence

_LONGEST = 12
"""Tokens between a body's first noun and the last words of its name."""
_LINKS = frozenset({"in", "of", "for", "on"})
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "VERB"})


def body_led_to(sentence: Sentence, found: Phrase) -> Phrase:
    """A source with the body before it that it only ends the name of; as it is where it can speak itself."""
    tokens = sentence.tokens
    link = found.first - 1
    if link < 1 or tokens[link].text.lower() not in _LINKS:
        return found
    if any(can_speak(t.text) for t in tokens[found.first : found.last + 1]):
        return found
    for i in range(link - 1, max(0, link - _LONGEST), -1):
        word = tokens[i].text.lower()
        if word in BODIES and tokens[i + 1].text.lower() in _LINKS:
            first = i
            while first > 0 and tokens[first - 1].upos in ("ADJ", "NOUN", "PROPN"):
                first -= 1
            return Phrase(first, found.last, i) if first > 0 and tokens[first - 1].upos == "DET" else found
        if tokens[i].upos not in _INSIDE and word not in _LINKS | {"and"}:
            return found
    return found
