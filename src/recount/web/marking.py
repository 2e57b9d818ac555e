"""Sentences cut into pieces, each with what was read from it, so that templates mark words without making markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recount.desk.why import CORRECTED, Evidence, Reason
from recount.model import Span

_LONGEST = 4000  # characters of a sentence; what is longer is shown around its marked words
_AROUND = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a text, and the fields of the values that were read from them; none where nothing was."""

    words: str
    fields: tuple[str, ...] = ()


def pieces_of(text: str, stretch: Span, marks: Iterable[tuple[Span, str]]) -> tuple[Piece, ...]:
    """The words of a stretch of text in pieces, cut wherever a mark begins or ends."""
    inside = [
        (max(m.start, stretch.start), min(m.end, stretch.end), field) for m, field in marks if m.overlaps(stretch)
    ]
    cuts = sorted({stretch.start, stretch.end, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    found = []
    for a, b in pairwise(cuts):
        fields = tuple(dict.fromkeys(field for start, end, field in inside if start <= a and b <= end))
        found.append(Piece(text[a:b], fields))
    return tuple(found)


def sentence_pieces(one: Evidence) -> tuple[Piece, ...]:
    """The sentences of a claim as one run of pieces; where text between two is left out, that is shown."""
    text = one.document.text
    marks = [(reason.span, _marked(reason)) for reason in one.reasons if not reason.wordless]
    found: list[Piece] = []
    before: Span | None = None
    for sentence in one.sentences:
        if before is not None:
            found.append(Piece(" " if not text[before.end : sentence.start].strip() else " … "))
        shown = _short(sentence, [span for span, _ in marks])
        cut = [Piece("… ")] if shown.start > sentence.start else []
        rest = [Piece(" …")] if shown.end < sentence.end else []
        found += [*cut, *pieces_of(text, shown, marks), *rest]
        before = sentence
    return tuple(found)


def _marked(reason: Reason) -> str:
    """What words were read as; of a value that a person replaced, that it was so."""
    return f"{reason.field}, as the machine read it" if reason.rule.endswith(CORRECTED) else reason.field


def _short(sentence: Span, marks: Sequence[Span]) -> Span:
    """Of a sentence that goes on for pages the part around its marked words."""
    if sentence.end - sentence.start <= _LONGEST:
        return sentence
    inside = [mark for mark in marks if mark.overlaps(sentence)] or [sentence]
    start = max(sentence.start, min(mark.start for mark in inside) - _AROUND)
    return Span(start, min(sentence.end, max(max(mark.end for mark in inside) + _AROUND, start), start + _LONGEST))
