"""Speech that runs on: sentences whose speaker was named in an earlier or a later one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recount.model import Passage, Sentence, Span

_LONGEST_QUOTATION = 20
"""Sentences; marks that open nothing that closes by then have lost their other half."""

_OPENING = "“«"
_CLOSING = "”»"
_STATEMENT = re.compile(r'[^\n:“”"«»]{0,60}:[ \t]*(?:\n|$)|:\s*(?=WE\b|I\b|We\b)')


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution as far as running speech asks: its sentence, the words that credit, whether they name a source.

    `heads` marks the head of a paper given in full ("Communique by the command: …"); `bare` a sentence that credits
    words outside it ("…" | he said), `closes` one that credits words before it.
    """

    sentence: int
    phrase: Span
    named: bool
    heads: bool = False
    bare: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """How a sentence stands to quotation marks: it began inside them, it opens them, it leaves them open."""

    inside: bool
    opens: bool
    leaves_open: bool


def running_speakers(text: str, passage: Passage, told: Sequence[Told]) -> dict[int, int]:
    """The sentences in which an earlier or later one's speaker goes on, each with that attribution's index in `told`.

    Three ways speech runs on: quotation marks that stay open; a statement given in full after "The minister said:" and
    a new line, which lasts to the end of its passage; and a figure that only adds to the one before ("Seven others …").
    """
    found: dict[int, int] = {}
    first_in, last_in = _ends(told)
    headings = {one.sentence: i for i, one in enumerate(told) if one.heads}
    quoted = quoted_sentences(text, passage)
    speaker: int | None = None
    statement: int | None = None
    for n in range(len(passage.sentences)):
        here = quoted[n]
        if statement is not None and not here.opens:
            found[n] = statement
        elif n in last_in:
            speaker = last_in[n]
            statement = headings.get(n, statement)
            if _gives_statement(text, told[speaker], passage, n):
                statement = speaker
        elif here.inside or here.opens:
            owner = _closing_speaker(n, quoted, told, first_in) if not here.inside else found.get(n - 1)
            owner = owner if owner is not None else speaker if speaker is not None else first_in.get(n + 1)
            if owner is not None:
                found[n] = owner
        elif speaker is not None and _adds(passage.sentences[n]):
            found[n] = speaker
        else:
            speaker = None
    return found


def _adds(sentence: Sentence) -> bool:
    """Whether a sentence begins by adding to a figure: "Another nine died", "Seven others were wounded"."""
    words = [token.text.lower() for token in sentence.tokens[:4]]
    return (
        "others" in words
        or "another" in words[:1]
        or (words[:2] in (["a", "further"], ["at", "least"]) and "more" in words)
    )


def _closing_speaker(n: int, quoted: Sequence[Quoted], told: Sequence[Told], first_in: dict[int, int]) -> int | None:
    """Who is named where the quotation closes that sentence `n` opens: "… | …," the baker said."""
    last = n
    while last + 1 < len(quoted) and quoted[last].leaves_open and last - n < _LONGEST_QUOTATION:
        last += 1
        if last in first_in:
            return first_in[last] if told[first_in[last]].closes else None
    after = first_in.get(last + 1)
    return after if after is not None and told[after].bare else None


def _ends(told: Sequence[Told]) -> tuple[dict[int, int], dict[int, int]]:
    """The first and the last named attribution of each sentence."""
    first_in: dict[int, int] = {}
    last_in: dict[int, int] = {}
    for i, one in enumerate(told):
        if one.named:
            first_in.setdefault(one.sentence, i)
            last_in[one.sentence] = i
    return first_in, last_in


def _gives_statement(text: str, told: Told, passage: Passage, n: int) -> bool:
    """Whether a colon and a new line, or a colon and "we", follow the crediting words."""
    after = text[told.phrase.end : told.phrase.end + 120]
    if not _STATEMENT.match(after):
        return False
    following = passage.sentences[n + 1].span.of(text)[:1] if n + 1 < len(passage.sentences) else ""
    return following not in ('"', *_OPENING)


def quoted_sentences(text: str, passage: Passage) -> list[Quoted]:
    """How each sentence stands to quotation marks; a new line closes what a lost mark left open."""
    found: list[Quoted] = []
    open_mark = False
    before: int | None = None
    for sentence in passage.sentences:
        words = sentence.span.of(text)
        if before is not None and "\n\n" in text[before : sentence.span.start]:
            open_mark = False
        began = open_mark
        for mark in words:
            if mark == '"':
                open_mark = not open_mark
            elif mark in _OPENING:
                open_mark = True
            elif mark in _CLOSING:
                open_mark = False
        found.append(Quoted(began, words[:1] in ('"', *_OPENING), open_mark))
        before = sentence.span.end
    return found
