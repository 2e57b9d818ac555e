"""Words that put something in the past, the present or the future without a date: "recently", "now", "soon".

No day can be had from them, so no event gets its time by them; they are read to be told apart from days.
"""

from __future__ import annotations

import re

from recount.extraction.time_atom import Atom
from recount.extraction.time_patterns import atom_at, pattern_of
from recount.extraction.wordforms import word_set
from recount.model import Sentence

_SPANS = r"(?:days|weeks|months|years|decades|quarters|times|weeks\s+and\s+months)"
_VAGUE = (
    (
        "when.now",
        pattern_of(r"(?:right\s+)?now|currently|current|nowadays|these\s+days|at\s+present|at\s+the\s+moment"),
    ),
    (
        "when.once",
        pattern_of(
            rf"(?:more\s+|most\s+|until\s+|very\s+)?recently|recent\s+{_SPANS}|lately|past\s+{_SPANS}"
            rf"|the\s+(?:recent\s+|distant\s+)?past(?!\s+\w)|in\s+the\s+past(?!\s+\w+\s+(?:hour|day|week|month|year|decade)s?)"
            rf"|the\s+(?:past|last)\s+(?:few|several)\s+{_SPANS}"
            rf"|(?:some|several|many|a\s+few|a\s+couple\s+of)\s+{_SPANS}\s+ago|some\s+time\s+ago|long\s+ago"
        ),
    ),
    (
        "when.soon",
        pattern_of(
            rf"(?:the\s+)?(?:near\s+|immediate\s+)?future(?:\s+{_SPANS})?|the\s+(?:near|short)\s+term"
            rf"|(?:the\s+)?coming\s+{_SPANS}|as\s+soon\s+as\s+possible|soon(?!\s+(?:after|as|before|followed|became))"
            r"|(?:at\s+)?a\s+later\s+date"
        ),
    ),
)
VAGUE = frozenset(rule for rule, _ in _VAGUE)
"""The rules that find them."""
_ONE_WORD = word_set("now current future soon")
_TAGS = {"current": ("ADJ",), "future": ("NOUN",), "now": ("ADV",), "soon": ("ADV",)}


def vague_in(sentence: Sentence, text: str, low: str) -> list[Atom]:
    """All such words of a sentence, in no order; nouns that look like them ("an electric current") are left out."""
    found = []
    for rule, pattern in _VAGUE:
        for match in pattern.finditer(low):
            if low[match.start() : match.end()] in _ONE_WORD and not _is_of_time(sentence, match):
                continue
            found.append(atom_at(match, rule, None))
    return found


def _is_of_time(sentence: Sentence, match: re.Match[str]) -> bool:
    start = sentence.span.start + match.start()
    token = next((t for t in sentence.tokens if t.span.start <= start < t.span.end), None)
    return token is not None and token.upos in _TAGS[match.group()]
