"""Words as they stand on a public page: on one line, and cut between words where they are too many."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_BLANKS = re.compile(r"\s+")
_ELLIPSIS = "…"


def clean(words: str) -> str:
    """Words on one line, composed, without characters that can't be seen."""
    seen = "".join(c for c in unicodedata.normalize("NFC", words) if unicodedata.category(c) not in ("Cf", "Co", "Cs"))
    spaced = "".join(" " if unicodedata.category(c) == "Cc" else c for c in seen)
    return _BLANKS.sub(" ", spaced).strip()


def shortened(words: str, limit: int, around: int = 0) -> str:
    """At most `limit` characters of words, the place `around` among them, cut between words, with an ellipsis where
    something is left out; never within a mark for what was withheld."""
    if len(words) <= limit:
        return words
    start = max(0, min(around - limit // 3, len(words) - limit + 2))
    pieces = list(re.finditer(r"\[(?:name )?withheld\]\S*|\S+", words))
    kept = [piece for piece in pieces if piece.start() >= start]
    lead = _ELLIPSIS if kept and kept[0].start() > 0 else ""
    while kept and kept[-1].end() - kept[0].start() + len(lead) + 1 > limit:
        kept.pop()
    if not kept:
        return ""
    tail = _ELLIPSIS if kept[-1].end() < len(words) else ""
    return f"{lead}{words[kept[0].start() : kept[-1].end()]}{tail}"


def apart(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Stretches in order; those that overlap or touch are one, a way to reach somebody as a whole where one is."""
    joined: list[tuple[int, int, str]] = []
    for start, end, what in sorted(spans):
        if joined and start <= joined[-1][1]:
            first, last, former = joined[-1]
            joined[-1] = (first, max(last, end), former if former == what else "contact")
        else:
            joined.append((start, end, what))
    return joined
