"""Sentences that a report tells twice word for word: the standfirst that the story opens with once more."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from recount.model import Label, LabelKind, Span
from recount.reading.layout import Word, words_of

_FEWEST = 10  # words that a repeated stretch has at least
_LONGEST = 400
_SENTENCE_START = re.compile(r"(?:[!?]|\w{4}\.|\d\.)[\"'”’)]{0,2}\s+|[\r\n\u2028]\s*|\A\s*")  # not after "St." or "Lt."
_TEN_WORDS = re.compile(rf"[\W_]{{0,9}}(?:[^\W_]{{1,60}}[\W_]{{1,9}}){{{_FEWEST - 1}}}[^\W_]+")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_STOP = re.compile(r"[\"'”’)]{0,2}[.!?][\"'”’)]{0,2}(?=\s|$)")


def told_again(text: str, taken: Sequence[Span]) -> Iterator[Label]:
    """Whole sentences of ten words and more that stand above word for word, outside of the stretches `taken`, which
    lie apart. The first telling stays and the later one is labelled: that is the one a reader leaves out."""
    spans = sorted(taken)
    first_at: dict[str, int] = {}
    done = 0
    for start in _starts(text, spans):
        end = _free_until(text, start, spans)
        if start < done or (opening := _TEN_WORDS.match(text, start, end)) is None:
            continue
        earlier = first_at.setdefault(_BETWEEN_WORDS.sub(" ", opening[0]).casefold(), start)
        if earlier == start:
            continue
        above = words_of(text, earlier, min(start, _free_until(text, earlier, spans)), limit=_LONGEST)
        below = words_of(text, start, end, limit=_LONGEST)
        same = _same_words(above, below)
        repeat_end = _last_stop(text, below[:same])
        if repeat_end is not None:
            yield Label(LabelKind.TITLE_REPEAT, Span(below[0].span.start, repeat_end), "the same words stand above")
            done = repeat_end
        elif same > _FEWEST:  # no sentence ends in what is the same, so none that starts later in it does
            done = below[same - _FEWEST].span.start


def _starts(text: str, taken: Sequence[Span]) -> list[int]:
    """Where sentences begin that lie outside of `taken`."""
    starts = sorted({m.end() for m in _SENTENCE_START.finditer(text)} | {span.end for span in taken})
    free: list[int] = []
    k = 0
    for start in starts:
        while k < len(taken) and taken[k].end <= start:
            k += 1
        if k == len(taken) or start < taken[k].start:
            free.append(start)
    return free


def _free_until(text: str, start: int, taken: Sequence[Span]) -> int:
    k = bisect_left(taken, Span(start, start))
    return taken[k].start if k < len(taken) else len(text)


def _same_words(above: Sequence[Word], below: Sequence[Word]) -> int:
    same = 0
    while same < min(len(above), len(below)) and above[same].form == below[same].form:
        same += 1
    return same


def _last_stop(text: str, words: Sequence[Word]) -> int | None:
    """Where the last whole sentence in `words` ends, if ten words or more lie before that."""
    for n in range(len(words), _FEWEST - 1, -1):
        if (m := _STOP.match(text, words[n - 1].span.end)) is not None:
            return m.end()
    return None
