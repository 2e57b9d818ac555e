"""Treebank text made as rough as wire copies: commas, quotes, stops and apostrophes get lost."""

from __future__ import annotations

import random
from copy import copy
from dataclasses import dataclass

from recount.reading.reader.pieces import BLANK_LINE, NEW_LINE, NOTHING, SPACE
from training.corpus import Sent, Word

LIGHT = {",", '"', "“", "”", "``", "''", "'", "‘", "’", ";", "(", ")", "«", "»"}
_APOSTROPHES = {"'", "’"}
_STOPS = {".", "!", "?"}


@dataclass(frozen=True, slots=True)
class Roughness:
    """How likely each kind of loss is for a window of text."""

    light: float = 0.25
    stops: float = 0.12
    apostrophes: float = 0.15
    upper: float = 0.03
    lower: float = 0.04
    wrapped: float = 0.08
    joined: float = 0.25


def roughened(sents: list[Sent], chance: random.Random, how: Roughness) -> list[Sent]:
    """The sentences of one window after what the web does to reports."""
    if chance.random() < how.light:
        sents = [without_light(s) for s in sents]
    if chance.random() < how.stops:
        share = chance.choice([0.3, 1.0])
        sents = [unstopped(s) if chance.random() < share else s for s in sents]
    if chance.random() < how.apostrophes:
        sents = [_unapostrophed(s) for s in sents]
    roll = chance.random()
    if roll < how.upper:
        sents = [_recased(s, str.upper) for s in sents]
    elif roll < how.upper + how.lower:
        sents = [_recased(s, str.lower) for s in sents]
    if chance.random() < how.wrapped:
        _wrap(sents, chance.randint(50, 80))
    if chance.random() < how.joined:
        sents = [_joined(s) for s in sents]
    return [s for s in sents if s.words]


def without_light(sent: Sent) -> Sent:
    """The sentence without commas, quotes and brackets; what hung on them hangs on their heads."""
    keep = [not (w.form in LIGHT and w.upos in {"PUNCT", None}) for w in sent.words]
    return _kept(sent, keep)


def unstopped(sent: Sent) -> Sent:
    """The sentence without its final stops."""
    keep = [True] * len(sent.words)
    for i in range(len(sent.words) - 1, -1, -1):
        if sent.words[i].form not in _STOPS | LIGHT:
            break
        keep[i] = sent.words[i].form not in _STOPS
    return _kept(sent, keep)


def _unapostrophed(sent: Sent) -> Sent:
    """ "Syria's" becomes "Syrias", "n't" becomes "nt"."""
    words = [copy(w) for w in sent.words]
    keep = [True] * len(words)
    for i, word in enumerate(words):
        if word.form[:1] in _APOSTROPHES and word.form[1:].lower() == "s" and word.xpos == "POS":
            if i and not word.gap:
                words[i - 1].form += word.form[1:]
                keep[i] = False
        elif word.form.lower() in {"n't", "n’t"}:
            word.form = word.form[0] + word.form[-1]
    return _kept(Sent(words, sent.parsed, sent.text), keep)


def _kept(sent: Sent, keep: list[bool]) -> Sent:
    if all(keep):
        return sent
    if not any(keep):
        return sent
    heads = [w.head for w in sent.words]
    if sent.parsed:
        _lift(heads, keep)
    number, fresh = 0, [0] * (len(keep) + 1)
    for i, stays in enumerate(keep):
        number += stays
        fresh[i + 1] = number
    words: list[Word] = []
    gap: int | None = None
    for i, word in enumerate(sent.words):
        gap = word.gap if gap is None else max(gap, word.gap)
        if not keep[i]:
            continue
        word = copy(word)
        word.gap, gap = gap, None
        head = heads[i]
        if head is not None:
            word.head = fresh[head]
            if head == 0:
                word.rel = "root"
        words.append(word)
    return Sent(words, sent.parsed, sent.text)


def _lift(heads: list[int | None], keep: list[bool]) -> None:
    """Hang the children of lost words on those words' heads; a lost root hands over its place."""
    for lost, stays in enumerate(keep):
        if stays:
            continue
        children = [c for c, head in enumerate(heads) if head == lost + 1]
        above = heads[lost]
        if above == 0:
            heirs = [c for c in children if keep[c]] or children
            if not heirs:
                continue
            heads[heirs[0]] = 0
            above = heirs[0] + 1
            heads[lost] = above
        for child in children:
            if child + 1 != above:
                heads[child] = above


def _recased(sent: Sent, cased: object) -> Sent:
    words = [copy(w) for w in sent.words]
    for word in words:
        word.form = cased(word.form)  # type: ignore[operator]
    return Sent(words, sent.parsed, sent.text)


def _wrap(sents: list[Sent], width: int) -> None:
    """Break lines at a fixed width, as teleprinters did."""
    column = 0
    for sent in sents:
        for i, word in enumerate(sent.words):
            if word.gap == BLANK_LINE:
                column = 0
            elif word.gap == SPACE and column + len(word.form) > width:
                sent.words[i] = word = copy(word)
                word.gap, column = NEW_LINE, 0
            column += len(word.form) + (word.gap != NOTHING)


def _joined(sent: Sent) -> Sent:
    """A paragraph that lost its blank line and runs on in the text before it."""
    if not sent.words or sent.words[0].gap != BLANK_LINE:
        return sent
    words = [copy(sent.words[0]), *sent.words[1:]]
    words[0].gap = SPACE
    return Sent(words, sent.parsed, sent.text)
