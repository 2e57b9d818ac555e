"""Sentences that a report tells twice word for word: the standfirst that the story opens with once more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recount.model import Label, LabelKind, Span
from recount.reading.layout import Word, words_of

_FEWEST = 10  # words that a repeated stretch has at least
_LONGEST = 400
_SCANNED = 60_000  # words that are looked at; the longest news reports have a tenth of that
_STOP = re.compile(r"[\"'”’)]{0,2}[.!?][\"'”’)]{0,2}(?=\s|$)")

_AFTER_SENTENCE = re.compile(r"(?:[!?]|\w{4}\.|\d\.)[\"'”’)]{0,2}$")  # not after "St." or "Lt."


def told_again(text: str, taken: Sequence[Span]) -> Iterator[Label]:
    """Whole sentences of ten words and more that stand above word for word, outside of the stretches `taken`.

    The first telling stays and the later one is labelled: that is the one a reader leaves out.
    """
    words = _free_words(words_of(text, limit=_SCANNED), taken)
    first_at: dict[tuple[str, ...], int] = {}
    i = 0
    while i + _FEWEST <= len(words):
        earlier = first_at.setdefault(tuple(word.form for word in words[i : i + _FEWEST]), i)
        if earlier + _FEWEST > i or not _opens_sentence(text, words[i].span.start):
            i += 1
            continue
        length = _FEWEST
        longest = min(_LONGEST, len(words) - i, i - earlier)
        while length < longest and words[earlier + length].form == words[i + length].form:
            length += 1
        whole = _whole_sentences(text, words[i : i + length])
        if whole is not None:
            n, end = whole
            yield Label(LabelKind.TITLE_REPEAT, Span(words[i].span.start, end), "the same words stand above")
            i += n
        else:
            i += length - _FEWEST + 1  # no sentence ends in what is the same, so none that starts later in it does


def _free_words(words: Sequence[Word], taken: Sequence[Span]) -> list[Word]:
    """The words outside of `taken`, with a word that no other is equal to wherever a stretch was left out."""
    spans = sorted(taken)
    free: list[Word] = []
    k = 0
    for word in words:
        while k < len(spans) and spans[k].end <= word.span.start:
            free.append(Word(f" {k}", spans[k]))
            k += 1
        if k == len(spans) or not spans[k].overlaps(word.span):
            free.append(word)
    return free


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at].rstrip("\"'“‘( ")
    return not before.strip() or before[-1] == "\n" or before.rstrip('"”’)')[-1:] in (".", "!", "?")


def _whole_sentences(text: str, words: Sequence[Word]) -> tuple[int, int] | None:
    """How many of `words` make whole sentences, and where the last of these ends; None for fewer than ten words."""
    for n in range(len(words), _FEWEST - 1, -1):
        if (m := _STOP.match(text, words[n - 1].span.end)) is not None:
            return n, m.end()
    return None
