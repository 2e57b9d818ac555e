"""Whether the first print of a story carries what a later one tells: an outlet that adds a sentence has it from
elsewhere, and a figure that the first does not give never came through it."""

from __future__ import annotations

import re
from functools import lru_cache

from recount.model import Claim, Document
from recount.resolution.reprints.units import are_alike, sentences_of, shingles_in, words_of

_SHORT = 8  # words; a headline is each outlet's own, so that only its figures are looked for
_FIGURES = re.compile(r"\d[\d,]*")
_BELOW_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """.split()  # noqa: SIM905 (read as prose)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WRITTEN = {word: str(n) for n, word in enumerate(_BELOW_TWENTY)}
_WRITTEN |= {word: str(10 * n) for n, word in enumerate(_TENS, start=2)}


def carries(first: Document, later: Document, claim: Claim) -> bool:
    """Whether report `first` tells what `later`, which prints its story, makes a claim of: it has the claim's sentence,
    edited or not, and all of its figures, in digits or words."""
    numbers, sentences = _told(first)
    if any(not _numbers(toll.span.of(later.text)) <= numbers for toll in claim.tolls):
        return False
    sentence = next((s for s in sentences_of(later) if s.contains(claim.trigger)), claim.trigger)
    words = words_of(sentence.of(later.text))
    shingles = shingles_in(words)
    return len(words) < _SHORT or any(are_alike(shingles, other) for other in sentences)


@lru_cache(maxsize=256)
def _told(document: Document) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """The numbers of a report, and the runs of words of each of its sentences."""
    told = (shingles_in(words_of(span.of(document.text))) for span in sentences_of(document))
    return _numbers(document.text), tuple(told)


def _numbers(text: str) -> frozenset[str]:
    """The figures in a text, those up to ninety in words, too; of "forty-two" both its words."""
    digits = {found.group().replace(",", "") for found in _FIGURES.finditer(text)}
    written = {_WRITTEN[word] for word in words_of(text) if word in _WRITTEN}
    return frozenset(digits | written)
