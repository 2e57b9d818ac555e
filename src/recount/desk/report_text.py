"""A report's text laid out for reading: rows of pieces, each knowing where it stands in the text and what it is.

Nothing is rewritten: the pieces, put together, are the text as received, and characters that can't be seen are named.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from recount.model import Claim, Document, Label, Span

PORTION = 30_000
"""Characters of a text that are shown at once; the rest is some links away."""

_REACH = 500  # characters that a portion may be longer or shorter, to end where a line does
_LONGEST_ROW = 1_500  # characters; a longer line goes on in the next row
_WRAPPED = range(40, 101)  # characters of a line that its sender broke
_SEEN = frozenset("\n\t")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which nothing changes. `events` are the claims whose trigger it belongs to, outermost first;
    `opens` says that one of them begins here and `ends` that one ends here. `cited` says that values rest on it, `lit`
    that it belongs to the claim that was asked for. `label` is what its stretch is where it is not plain body,
    `labelled` that this stretch begins here. `unseen` names a character that can't be seen.
    """

    at: int
    text: str
    events: tuple[str, ...] = ()
    opens: bool = False
    ends: bool = False
    cited: bool = False
    lit: bool = False
    label: str = ""
    reason: str = ""
    labelled: bool = False
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the text, or several that were broken by their sender, with the claims whose events it tells.

    `spaced` says that an empty line stands before it, `splice` that another story begins with it; `label` is what all
    of it is, "" for plain body.
    """

    at: int
    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...] = ()
    spaced: bool = False
    splice: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Portion:
    """The `n`th of `of` parts of a text, counted from 1, and where it lies."""

    n: int
    of: int
    span: Span


def portion_of(text: str, n: int = 1, at: int | None = None) -> Portion:
    """The `n`th part of a text, or the one in which a character stands."""
    cuts = [0]
    while len(text) - cuts[-1] > PORTION + _REACH:
        wanted = cuts[-1] + PORTION
        line = text.rfind("\n", wanted - _REACH, wanted + _REACH)
        blank = text.rfind(" ", wanted - _REACH, wanted)
        cuts.append(line + 1 if line >= 0 else blank + 1 if blank >= 0 else wanted)
    of = len(cuts)
    chosen = bisect_right(cuts, at) if at is not None else n
    chosen = max(1, min(chosen, of))
    return Portion(chosen, of, Span(cuts[chosen - 1], cuts[chosen] if chosen < of else len(text)))


def laid_out(document: Document, claims: Iterable[Claim], portion: Span, asked: Claim | None = None) -> tuple[Row, ...]:
    """A portion of a report's text in rows; `asked` is the claim whose words are lit."""
    text = document.text
    splices = [passage[0].start for passage in document.passages[1:] if passage]
    splices = [at for at in splices if portion.start < at < portion.end]
    parts = [part for line in _lines(text, portion) for part in _cut(line, text, splices)]
    starts = [part.start for part in parts]
    begins = {min(bisect_left(starts, at), len(starts) - 1) for at in splices} if starts else set()
    told: list[dict[str, Claim]] = [{} for _ in parts]
    for claim in sorted(claims, key=lambda one: (one.trigger, one.id)):
        for span in (claim.trigger, claim.clause, *cited_spans(claim)):
            for n in _rows_of(span, starts):
                told[n][claim.id] = claim
    labels: list[list[Label]] = [[] for _ in parts]
    for label in document.labels:
        for n in _rows_of(label.span, starts):
            labels[n].append(label)
    rows, last = [], portion.start
    for n, part in enumerate(parts):
        pieces = tuple(_pieces(text, part, labels[n], tuple(told[n].values()), asked))
        kinds = {piece.label for piece in pieces if piece.text.strip()}
        own = tuple(one for one in told[n].values() if part.start <= one.trigger.start < part.end)
        spaced = text.count("\n", last, part.start) > 1
        rows.append(Row(part.start, pieces, own, spaced, n in begins, kinds.pop() if len(kinds) == 1 else ""))
        last = part.end
    return tuple(rows)


def _rows_of(span: Span, starts: Sequence[int]) -> range:
    return range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end))


def _lines(text: str, portion: Span) -> Iterator[Span]:
    """The lines that hold anything; those that their sender broke are joined."""
    held: Span | None = None
    former, at = 0, portion.start
    for line in text[portion.start : portion.end].split("\n"):
        here, at = Span(at, at + len(line)), at + len(line) + 1
        if held and line.strip() and former in _WRAPPED and len(line) <= _WRAPPED[-1]:
            held = Span(held.start, here.end)
        else:
            if held:
                yield held
            held = here if line.strip() else None
        former = len(line)
    if held:
        yield held


def _cut(line: Span, text: str, splices: Sequence[int]) -> Iterator[Span]:
    """A line in parts that belong to one story each and are no longer than can be read."""
    cuts = [line.start, *splices[bisect_right(splices, line.start) : bisect_left(splices, line.end)], line.end]
    for first, end in pairwise(cuts):
        start = first
        while end - start > _LONGEST_ROW:
            blank = text.rfind(" ", start + _LONGEST_ROW // 2, start + _LONGEST_ROW)
            at = blank + 1 if blank > 0 else start + _LONGEST_ROW
            yield Span(start, at)
            start = at
        yield Span(start, end)


def _pieces(
    text: str, line: Span, labels: Sequence[Label], told: Sequence[Claim], asked: Claim | None
) -> Iterator[Piece]:
    lit = asked.clause if asked else None
    cited = [span for one in told for span in cited_spans(one) if span.overlaps(line)]
    covered = _joined(cited)
    events = [one for one in told if one.trigger.overlaps(line)]
    ends = {line.start, line.end}
    for span in (*(one.span for one in labels), *(one.trigger for one in events), *cited, *((lit,) if lit else ())):
        ends |= {at for at in (span.start, span.end) if line.start < at < line.end}
    cuts = sorted(ends)
    for start, end in pairwise(cuts):
        here = Span(start, end)
        own = [one for one in events if one.trigger.contains(here)]
        label = next((one for one in labels if one.span.contains(here)), None)
        whole = Piece(
            at=start,
            text=text[start:end],
            events=tuple(one.id for one in own),
            opens=any(one.trigger.start == start for one in own),
            ends=any(one.trigger.end == end for one in own),
            cited=_within(start, covered),
            lit=lit is not None and lit.contains(here),
            label=label.kind.value if label else "",
            reason=label.reason if label else "",
            labelled=label is not None and max(label.span.start, line.start) == start,
        )
        yield from _seen(whole)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The stretches that spans cover together, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _within(at: int, covered: Sequence[Span]) -> bool:
    n = bisect_right(covered, at, key=lambda span: span.start) - 1
    return n >= 0 and at < covered[n].end


def cited_spans(claim: Claim) -> Iterator[Span]:
    """The words that a claim's values rest on."""
    for many in (claim.agents, claim.targets, claim.places, claim.tolls, claim.origin, claim.via):
        yield from (cited.span for cited in many)
    for one in (claim.time, claim.place_from):
        if one is not None:
            yield one.span


def seen(words: str) -> str:
    """Words of a sender for a line of a page: characters that can't be seen, or turn the line around, are named.

    >>> seen("gnp\\u202eexe")
    'gnp[U+202E]exe'
    """
    return "".join(f"[U+{ord(one):04X}]" if _hidden(one) else one for one in words)


def _hidden(letter: str) -> bool:
    if letter < "\x7f" and (letter >= " " or letter in _SEEN):
        return False
    return unicodedata.category(letter) in _UNSEEN


def _seen(piece: Piece) -> Iterator[Piece]:
    """A piece, parted where characters can't be seen: each of these is a piece of its own that names it."""
    start = 0
    letters = piece.text
    for n, letter in enumerate(letters):
        if not _hidden(letter):
            continue
        if start < n:
            yield replace(
                piece, at=piece.at + start, text=letters[start:n], opens=piece.opens and start == 0, ends=False
            )
        shown = f"U+{ord(letter):04X}"
        yield replace(
            piece,
            at=piece.at + n,
            text="",
            events=(),
            opens=False,
            ends=False,
            labelled=False,
            unseen=f"{shown} {unicodedata.name(letter, 'control character')}",
        )
        start = n + 1
    if start == 0:
        yield piece
    elif start < len(letters):
        yield replace(piece, at=piece.at + start, text=letters[start:], opens=False, labelled=False)
