"""People who fought once and fight no longer: "former FARC members", "ex-rebels", "retired officers".

They are civilians, and no side's people, as ACLED and UCDP take them; the words after "of" and "from" say whose they
were.
"""

from __future__ import annotations

import re

_FORMER = re.compile(
    r"\b(?:former|ex|retired|one-?time|erstwhile|(?:de|ex-)mobili[sz]ed|reintegrated)\b[\s‐‑-]*(?P<rest>.*)$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s(?:of|from|in|on|at|with|who|which|that|belonging|loyal)\s")
_STILL = re.compile(
    r"(?:regime|government|president|ruler|leader|dictator|king|prime|administration|soviet|state)\b(?=['’]s|s['’]|\s)"
    r"|.*\b(?:group|movement|faction|alliance|coalition|mafia|dissidents?|splinter|and)\b",
    re.IGNORECASE,
)
"""What may be gone or has its own fighters now: guards of a "former president", a "former rebel group"."""


def are_former(words: str) -> bool:
    """Whether words name people who no longer are the soldiers or fighters that they were."""
    told = _FORMER.search(_AFTER.split(f"{words} ", maxsplit=1)[0].strip())
    return told is not None and bool(told["rest"]) and _STILL.match(told["rest"]) is None
