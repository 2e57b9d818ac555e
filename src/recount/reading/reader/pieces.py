"""Words as the encoder sees them: subword numbers, and a shape for case and layout.

The encoder's vocabulary knows no capitals and no line breaks. What it misses travels in the
slot that BERT reserves for sentence A and B: one of 24 shapes a word, six kinds of case times
four kinds of white space before the word.
"""

from __future__ import annotations

from pathlib import Path

NOTHING, SPACE, NEW_LINE, BLANK_LINE = range(4)
LOWER, TITLE, UPPER, MIXED, DIGIT, PUNCT = range(6)
SHAPES = 25
EDGE_SHAPE = 24
PAD, UNKNOWN, FIRST, LAST = 0, 100, 101, 102
MAX_PIECES = 12


def case_of(word: str) -> int:
    """The kind of letters a word is written in: "Aleppo" is TITLE, "UN" is UPPER."""
    if word.islower() and word.isalpha():
        return LOWER
    if any(c.isdigit() for c in word):
        return DIGIT
    if not any(c.isalpha() for c in word):
        return PUNCT
    if word.islower():
        return LOWER
    if word[:1].isupper() and (len(word) == 1 or word[1:].islower()):
        return TITLE
    if word.isupper():
        return UPPER
    return MIXED if any(c.isupper() for c in word) else LOWER


def shape(case: int, gap: int) -> int:
    """The row of the shape table for a case after a gap."""
    return case * 4 + gap


class Subwords:
    """Words to the encoder's subword numbers, each word looked up once."""

    _KEPT = 200_000

    def __init__(self, vocabulary: Path) -> None:
        from tokenizers import BertWordPieceTokenizer

        self._tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        self._known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """The numbers of a word's subwords: at least one, at most MAX_PIECES."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= self._KEPT:
                self._known.clear()
            ids: list[int] = self._tokenizer.encode(word[:100], add_special_tokens=False).ids
            found = self._known[word] = ids[:MAX_PIECES] or [UNKNOWN]
        return found


def gap_between(white: str) -> int:
    """What kind of white space this is: nothing, a space, a line break or a blank line."""
    if not white:
        return NOTHING
    if white == " ":
        return SPACE
    breaks = white.replace("\r\n", "\n").count("\n") + white.count("\u2029") * 2
    if breaks > 1:
        return BLANK_LINE
    return NEW_LINE if breaks or "\u2028" in white or "\r" in white else SPACE
