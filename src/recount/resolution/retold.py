"""A speaker's own earlier figure, told beside the one that takes its place: "the clinic, which had first counted nine
dead, said 21 had died" tells of one happening."""

from __future__ import annotations

import re

from recount.model import Claim, Harm, Span

_SAID = (
    r"(?:said|reported|counted|put|spoke|spoken|gave|given|told|announced|confirmed|estimated|listed|recorded|claimed"
    r"|believed|thought|feared)"
)
_AT_FIRST = r"(?:at first|first|initially|originally|earlier|previously|at the outset)"
_BEFORE = re.compile(
    rf"\b(?:had|has|have)\s+(?:{_AT_FIRST}\s+)?{_SAID}\b|\b{_AT_FIRST},?\s+(?:\w+\s+)?{_SAID}\b|\b{_SAID}\s+{_AT_FIRST}\b"
    r"|\b(?:first|initial|earlier|previous|preliminary)\s+(?:count|figure|toll|estimate)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\b(?:later|then|now|since|subsequently)\s+{_SAID}\b|\b{_SAID}\s+(?:later|now)\b"
    rf"|\bby\s+\w+(?:\s+\w+)?,?\s+(?:it|they|he|she)\s+{_SAID}\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?][\"”’']?\s|\n")
_REACH = 300  # characters from the one figure to the other


def told_anew(claim: Claim, last: Claim, text: str) -> bool:
    """Whether a claim gives the figure of the dead that its speaker put in place of the one of the `last` claim told:
    in the same sentence or the next, with words that say which was told first."""
    old, new = _figure_of(last), _figure_of(claim)
    if old is None or new is None or not 0 <= new.start - old.end <= _REACH:
        return False
    ends = [found.end() for found in _ENDS.finditer(text, old.end, new.start)]
    if len(ends) > 1:
        return False
    before = [found.end() for found in _ENDS.finditer(text, max(0, old.start - _REACH), old.start)]
    start = before[-1] if before else max(0, old.start - _REACH)
    said_first = _BEFORE.search(text, start, new.start if not ends else ends[0]) is not None
    return said_first or _AFTER.search(text, old.end, min(len(text), new.start)) is not None


def _figure_of(claim: Claim) -> Span | None:
    """Where a claim's one figure of the dead stands, if it has but one."""
    told = [c.span for c in claim.tolls if c.value.harm is Harm.KILLED and not c.value.sub and not c.value.wider]
    return told[0] if len(told) == 1 else None
