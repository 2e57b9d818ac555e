"""A stretch of words on its way through the encoder, and where it is cut into windows.

One window is one run of the encoder, so a window may only end where a sentence surely does: at a
blank line, or after a stop that ends an ordinary word and is followed by a capital.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from recount.reading.reader.pieces import (
    BLANK_LINE,
    NOTHING,
    TITLE,
    UPPER,
    Subwords,
    case_of,
    gap_between,
    shape,
)
from recount.reading.reader.words import ABBREVIATIONS, Piece, words

LIMIT = 128
STRETCHED = 320
_STOPS = {".", "!", "?"}


@dataclass(slots=True)
class Stretch:
    """Words in reading order with their subwords; `bounds` are places that start a sentence."""

    pieces: list[Piece] = field(default_factory=list)
    ids: list[list[int]] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    bounds: set[int] = field(default_factory=set)

    def add(self, piece: Piece, gap: int, subwords: Subwords) -> None:
        """One more word, `gap` being the white space before it."""
        if gap == BLANK_LINE:
            self.bounds.add(len(self.pieces))
        self.pieces.append(piece)
        self.ids.append(subwords.of(piece.text))
        self.cases.append(case_of(piece.text))
        self.gaps.append(gap)

    def add_text(self, text: str, start: int, end: int, subwords: Subwords) -> None:
        """The words of a passage of the text, set off from what stands before."""
        past = -1
        for piece in words(text, start, end):
            gap = BLANK_LINE if past < 0 else gap_between(text[past : piece.start])
            self.add(piece, gap, subwords)
            past = piece.end

    def numbers(self, first: int, last: int) -> tuple[list[int], list[int], list[int]]:
        """Subwords, shapes, and each word's first subword, for words `[first, last)`."""
        ids: list[int] = []
        shapes: list[int] = []
        starts: list[int] = []
        for i in range(first, last):
            starts.append(len(ids) + 1)
            own = self.ids[i]
            ids += own
            shapes.append(shape(self.cases[i], self.gaps[i]))
            if len(own) > 1:
                shapes += [shape(self.cases[i], NOTHING)] * (len(own) - 1)
        return ids, shapes, starts

    def end_of_window(self, first: int, stops: bool = True) -> tuple[int, bool]:
        """Where the window from word `first` ends, and whether a sentence surely ends there.

        The last sure end within the usual size; else the first one up to the greatest size; else
        the usual size, in the middle of something.
        """
        size, last, at_limit = 2, 0, 0
        for i in range(first, len(self.pieces)):
            if i > first and (i in self.bounds or (stops and self.surely_new(i))):
                if size > LIMIT:
                    return (last or i), True
                last = i
            size += len(self.ids[i])
            if size > LIMIT:
                if last:
                    return last, True
                at_limit = at_limit or max(i, first + 1)
                if size > STRETCHED:
                    return at_limit, False
        return len(self.pieces), True

    def surely_new(self, i: int) -> bool:
        """Whether word i starts a sentence for certain: "... the town. Rebels ..." """
        if self.cases[i] not in (TITLE, UPPER) or self.gaps[i] == NOTHING or i < 2:
            return False
        stop, before = self.pieces[i - 1].text, self.pieces[i - 2].text
        return (
            stop in _STOPS
            and self.gaps[i - 1] == NOTHING
            and len(before) > 2
            and before.isalpha()
            and before.islower()
            and before.title() not in ABBREVIATIONS
        )


def stretch_of_words(sentences: Iterable[Iterable[tuple[str, int]]], subwords: Subwords) -> Stretch:
    """A stretch of given words, each with the gap before it, in given sentences."""
    made, at = Stretch(), 0
    for sentence in sentences:
        made.bounds.add(len(made.pieces))
        for form, gap in sentence:
            at += gap > 0
            made.add(Piece(form, at, at + len(form)), gap, subwords)
            at += len(form)
    return made
