"""What words that a person points at say by themselves: the day they name, the number they give.

No reader parsed them, so they stand as a sentence of their own whose capitals and digits tell what its words are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from recount.extraction.counts import counts_in
from recount.extraction.when import times_in
from recount.model import UNDATED, Count, Precision, ReportDate, Sentence, Span, Token, When

_BEFORE, _AHEAD = "it was ", "it will be "  # a date that opens a sentence would be taken for the dateline's
_LEAD = {0: ("VERB", "VB"), -1: ("AUX", "MD"), -2: ("PRON", "PRP")}  # the words of those, from the verb back
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+|[^\w\s]")
_LONGEST = 500  # characters looked at


def when_named(words: str, published: ReportDate, told: ReportDate = UNDATED, ahead: bool = False) -> When | None:
    """The days that words name, counted from the day of their report, or from the day `told` before for "a day later".

    `ahead` says that they name what is still to come. None where they name no time, or several; a `When` without days
    where they name one that no day is known to count from.
    """
    named = times_in(_sentence(words, _AHEAD if ahead else _BEFORE), published, told)
    found = {replace(one.when.value, words="") for one in named}
    if len(found) != 1:
        return None
    (when,) = found
    return replace(when, words=words) if when.first else When(None, None, Precision.UNKNOWN, words)


def count_named(words: str) -> Count | None:
    """The number of people or things that words give, with its bounds; None where they give none, or several."""
    found = [one for one in counts_in(_sentence(words, _BEFORE)) if not one.of_them]
    return found[0].count if len(found) == 1 else None


def _sentence(words: str, lead: str) -> Sentence:
    text = lead + words[:_LONGEST]
    verb = len(lead.split()) - 1
    tokens = []
    for i, found in enumerate(_TOKEN.finditer(text)):
        upos, xpos = _LEAD[i - verb] if i <= verb else _tags(found[0])
        relation = "root" if i == verb else "aux" if 0 < i < verb else "dep"
        span = Span(found.start(), found.end())
        tokens.append(Token(i, span, found[0], found[0].lower(), upos, xpos, verb, relation))
    return Sentence(Span(0, len(text)), tuple(tokens))


def _tags(word: str) -> tuple[str, str]:
    if word[0].isdigit():
        return "NUM", "CD"
    if not word[0].isalnum():
        return "PUNCT", "."
    return ("PROPN", "NNP") if word[0].isupper() else ("NOUN", "NN")
