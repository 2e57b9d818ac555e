"""Two texts side by side: which sentences the later one has from the earlier, edited which, cut and added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from recount.model import Document, Span
from recount.resolution.reprints.units import Unit, alike_in, sentences_of, shingles_in, words_of


class Change(StrEnum):
    """What became of a sentence."""

    SAME = "same"
    EDITED = "edited"
    CUT = "cut"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of the earlier text beside what became of it in the later one; None where the text has no such one.

    `words` are those of the later text, of a cut sentence those of the earlier. Where two sentences were drawn together
    into one, or one was parted, the pieces share a span.
    """

    change: Change
    earlier: Span | None
    later: Span | None
    words: int


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    words: tuple[str, ...]
    unit: Unit


def aligned(earlier: Document, later: Document) -> tuple[Piece, ...]:
    """The sentences of two reports' bodies side by side, in the order of the later text; what was cut stands where it
    would have come."""
    before, after = _lines(earlier), _lines(later)
    match = _matched(before, after)
    taken = set(match.values())
    more = _drawn_together(before, after, taken)
    beside: dict[int, list[int]] = defaultdict(list)
    for i in sorted(more):
        beside[more[i]].append(i)
    pieces: list[Piece] = []
    pending = 0
    for j, line in enumerate(after):
        if j in match:
            pieces += _cut_between(before, pending, match[j], taken, more)
            pending = max(pending, match[j] + 1)
            same = before[match[j]].words == line.words
            change = Change.SAME if same else Change.EDITED
            pieces.append(Piece(change, before[match[j]].span, line.span, len(line.words)))
            pieces += [Piece(Change.EDITED, before[i].span, line.span, 0) for i in beside[j]]
        else:
            pieces.append(Piece(Change.ADDED, None, line.span, len(line.words)))
    return (*pieces, *_cut_between(before, pending, len(before), taken, more))


def _lines(document: Document) -> list[_Line]:
    lines = []
    for span in sentences_of(document):
        words = tuple(words_of(span.of(document.text)))
        if words:
            lines.append(_Line(_bare(document.text, span), words, Unit(len(words), shingles_in(words))))
    return lines


def _matched(before: Sequence[_Line], after: Sequence[_Line]) -> dict[int, int]:
    """For sentences of the later text the one of the earlier that each is: word for word, else the most alike."""
    free: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(before) - 1, -1, -1):
        free[before[i].words].append(i)
    match: dict[int, int] = {}
    for j, line in enumerate(after):
        if free.get(line.words):
            match[j] = free[line.words].pop()
    taken = set(match.values())
    rest = [j for j in range(len(after)) if j not in match]
    for n, others in alike_in([after[j].unit for j in rest], [line.unit for line in before]):
        best = next((i for i in others if i not in taken), None)
        if best is not None:
            match[rest[n]] = best
            taken.add(best)
    return match


def _drawn_together(before: Sequence[_Line], after: Sequence[_Line], taken: set[int]) -> dict[int, int]:
    """Sentences of the earlier text that went into one of the later text together with another."""
    rest = [i for i in range(len(before)) if i not in taken]
    found = alike_in([before[i].unit for i in rest], [line.unit for line in after])
    return {rest[n]: others[0] for n, others in found}


def _cut_between(before: Sequence[_Line], start: int, stop: int, taken: set[int], more: dict[int, int]) -> list[Piece]:
    lost = (before[i] for i in range(start, stop) if i not in taken and i not in more)
    return [Piece(Change.CUT, line.span, None, len(line.words)) for line in lost]


def _bare(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
