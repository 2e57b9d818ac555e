"""The words beside a name, each time that a report writes it: there it says once who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator

# no end of a sentence: "U.N. chief", "Gov. Ana Rus"
_ENDS = re.compile(
    r"(?<![.\s][A-Z])(?<!\bGov)(?<!\bGen)(?<!\bBrig)(?<!\bCol)(?<!\bMaj)(?<!\bCapt)(?<!\bLt)(?<!\bDr)[.!?][\"”]?\s|\n"
)
_MENTIONS = 20


def words_beside(name: str, text: str, far: int) -> Iterator[tuple[str, str, int]]:
    """What stands before and after a name in its sentence, `far` characters at most, and where the name ends."""
    at = text.find(name)
    for _ in range(_MENTIONS):
        if at < 0:
            return
        end = at + len(name)
        before = _ENDS.split(text[max(0, at - far) : at])[-1].rstrip(" ")
        yield before, _ENDS.split(text[end : end + far], maxsplit=1)[0], end
        at = text.find(name, end)
