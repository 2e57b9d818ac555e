"""Report text made fit for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.text import Text

from recount.model import Span

# What could move the cursor, colour the screen, turn the writing direction or hide letters: C0 and C1 controls,
# bidirectional marks and isolates, zero-width and tag characters, surrogates. ZWJ and ZWNJ stay: scripts need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_WHITE = re.compile(r"[\s\u2028\u2029]+")


def shown(text: str) -> str:
    """Foreign text on one line, without anything that a terminal would obey.

    >>> shown("Raqqa\\x1b[31m\\nfalls")
    'Raqqa[31m falls'
    """
    return _WHITE.sub(" ", _UNSEEN.sub("", text))


def marked(text: str, stretch: Span, marks: Iterable[Span], emphasis: bool) -> Text:
    """A stretch of a report with the marked words bold and underlined, or between « » where that can't be seen."""
    out = Text()
    at = stretch.start
    for start, end in _merged(marks, stretch):
        out.append(shown(text[at:start]))
        words = shown(text[start:end])
        out.append(words if emphasis else f"«{words}»", style="bold underline" if emphasis else "")
        at = end
    out.append(shown(text[at : stretch.end]))
    return out


def _merged(marks: Iterable[Span], stretch: Span) -> list[tuple[int, int]]:
    """The marks within a stretch, overlapping ones joined, in order."""
    joined: list[tuple[int, int]] = []
    for mark in sorted(marks):
        start, end = max(mark.start, stretch.start), min(mark.end, stretch.end)
        if start >= end:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
