"""Single expressions of time in a sentence, told apart from words that only look like them."""

from __future__ import annotations

import re

from recount.extraction.populations import is_known_noun
from recount.extraction.time_atom import Atom
from recount.extraction.time_feasts import FEASTS
from recount.extraction.time_periods import PERIODS
from recount.extraction.time_rules import RULES
from recount.extraction.time_stretches import STRETCHES
from recount.extraction.wordforms import lowered, word_set
from recount.model import Sentence

_ALL = (*FEASTS, *PERIODS, *STRETCHES, *RULES)


def atoms_in(sentence: Sentence, text: str) -> list[Atom]:
    """All single expressions of a sentence whose text is `text`; where two overlap, the rule named first holds."""
    low = lowered(text)
    shouted = text.upper() == text
    taken: list[Atom] = []
    for pattern, read in _ALL:
        for match in pattern.finditer(low):
            if any(match.start() < atom.end and atom.start < match.end() for atom in taken):
                continue
            if not _is_name_of_time(sentence, text, match, shouted):
                continue
            atom = read(match)
            if atom is not None:
                taken.append(atom)
    return taken


_BEFORE_MONTH = word_set(
    """
    in since of during by until from to and between last this next early late mid before after through for - the
    """
)


def _is_name_of_time(sentence: Sentence, text: str, match: re.Match[str], shouted: bool) -> bool:
    """Capitals and tags keep the modal "may", the "march" of protesters and people called May out."""
    groups = match.re.groupindex
    if "word" in groups and match["word"] not in ("in", "since", "during"):
        following = next((t for t in sentence.tokens if t.span.start >= sentence.span.start + match.end()), None)
        return following is None or not is_known_noun(lowered(following.text))  # "a crowd of 2000 people"
    for group in ("month", "weekday"):
        if group in groups and match[group] and not text[match.start(group)].isupper():
            return False
    if "month" not in groups or any(g in groups and match[g] for g in ("day", "year", "which")):
        return True
    name = match["month"]
    before = re.search(r"([\w'-]+|-)\s*$", lowered(text[: match.start("month")]))
    word = before.group(1) if before else ""
    if word in _BEFORE_MONTH and (word not in ("to", "and", "for", "the", "-", "by") or name not in ("may", "march")):
        return True
    if name in ("may", "march") and shouted:
        return False
    at = sentence.span.start + match.start("month")
    token = next((t for t in sentence.tokens if t.span.start <= at < t.span.end), None)
    if token is None or token.upos not in ("PROPN", "NOUN"):
        return False
    previous = sentence.tokens[token.i - 1] if token.i else None
    return len(name) > 3 and not (previous is not None and previous.upos == "PROPN")
