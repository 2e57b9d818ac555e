"""A judgement in words, on one line."""

from __future__ import annotations

from rich.text import Text

from recount.cli.text import shown
from recount.judging.fields import value_words
from recount.model import Judgement, Verdict

_ID = 8


def said(judgement: Judgement) -> str:
    """What was decided, on one line."""
    on = f"{judgement.on.kind.value} {judgement.on.id[: _ID + (judgement.on.id[:1] == 'i')]}"
    if judgement.other is not None:
        other = judgement.other
        return f"{judgement.verdict.value}: {on} and {other.kind.value} {other.id[: _ID + (other.id[:1] == 'i')]}"
    if judgement.verdict is Verdict.CORRECT:
        was, now = judgement.was or "not stated", value_words(judgement.field, judgement.value)
        return shown(f"{on}.{judgement.field}: {now} (machine: {was})")
    if judgement.verdict is Verdict.PUBLISH:
        return f"published as {judgement.value}: {on}"
    return f"{judgement.grade or judgement.verdict.value}: {on}"


def decision_line(judgement: Judgement) -> Text:
    """A judgement on one line: what, who, when, why."""
    line = Text(said(judgement)).append(f"  {judgement.who}, {judgement.when:%d %b %Y %H:%M}", style="dim")
    return line.append(f"  {shown(judgement.why)}" if judgement.why else "").append(f"  {judgement.id}", style="dim")
