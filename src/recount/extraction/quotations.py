"""Speech that runs on: sentences whose speaker was named in an earlier or a later one."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Passage, Span

_OPENING = "“«"
_CLOSING = "”»"


def running_content(text: str, passage: Passage, told: Sequence[tuple[int, Span, bool]]) -> dict[int, tuple[Span, ...]]:
    """For each attribution (sentence, cue, whether it names a source) the further sentences that its speaker goes on in."""
    last_in: dict[int, int] = {}
    first_in: dict[int, int] = {}
    for i, (n, _, named) in enumerate(told):
        if named:
            last_in[n] = i
            first_in.setdefault(n, i)
    found: dict[int, tuple[Span, ...]] = {}
    inside = quoted_sentences(text, passage)
    speaker: int | None = None
    for n, sentence in enumerate(passage.sentences):
        if n in last_in:
            speaker = last_in[n]
            continue
        if not inside[n]:
            speaker = None
            continue
        owner = speaker if speaker is not None else first_in.get(n + 1)
        if owner is not None:
            found[owner] = (*found.get(owner, ()), sentence.span)
    return found


def quoted_sentences(text: str, passage: Passage) -> list[bool]:
    """For each sentence whether it stands in quotation marks that an earlier sentence opened or that it opens itself."""
    inside: list[bool] = []
    open_mark = False
    before = None
    for sentence in passage.sentences:
        words = sentence.span.of(text)
        if before is not None and "\n" in text[before : sentence.span.start]:
            open_mark = False
        inside.append(open_mark or words[:1] in ('"', *_OPENING))
        for mark in words:
            if mark == '"':
                open_mark = not open_mark
            elif mark in _OPENING:
                open_mark = True
            elif mark in _CLOSING:
                open_mark = False
        before = sentence.span.end
    return inside
