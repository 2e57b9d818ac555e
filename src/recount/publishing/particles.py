"""What belongs to a name and stands at its edges: particles, and the stop of a short form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PARTICLE = "(?:al|el|il|ul|abu|abou|abo|bou|abd|abdul|abdel|bin|ben|bint|ibn|ould|umm|oum|um)"
_PARTICLE_BEFORE = re.compile(rf"(?<![\w'’-]){_PARTICLE}[\s-]+$", re.IGNORECASE)
_PARTICLE_BEHIND = re.compile(rf"[\s-]+{_PARTICLE}(?![\w'’-])", re.IGNORECASE)
_SHORT_FORM = re.compile(r"(?<!\w)(?:[A-Za-z]|[DM]rs?|Ms|Prof|Sh|Eng|Sgt|Capt|Col|Gen|Lt|Maj)$", re.IGNORECASE)


def with_particles(text: str, found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches with the particles that stand at them, and the stop of a short form: "al", the "." of "Mr."."""
    for start, end in found:
        while before := _PARTICLE_BEFORE.search(text, max(0, start - 8), start):
            start = before.start()
        while behind := _PARTICLE_BEHIND.match(text, end):
            end = behind.end()
        if text[end : end + 1] == "." and _SHORT_FORM.search(text, max(0, end - 5), end):
            end += 1
        yield start, end
