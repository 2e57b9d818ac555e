"""Figures that a sentence only tells as earlier ones: "up from 9", "an earlier toll of 9", "after first saying 9"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.extraction.wordforms import word_set

_CHANGING = word_set(
    """
    rose risen rise rises rising climbed climbs climbing increased increases increasing grew grown jumped soared mounted
    surged swelled bringing brings brought raising raised raises taking takes took pushing pushed higher upward upwards
    lowered lowering fell fallen dropped cut reduced reduces reducing lower downward downwards downgraded
    revised revising updated updating corrected correcting amended changed over above than
    """
)
FIGURES = word_set(
    """
    toll tolls count figure figures tally report reports estimate estimates information account accounts number numbers
    """
)
"""What a count of the dead is called."""
BEFORE = word_set("earlier previous initial first prior preliminary original")
"""Words for a figure that came before another."""
_ARTICLES = word_set("a an the its their his her of at reported estimated")
_MOVED = word_set(
    """
    rose risen rise rises rising climbed increased grew jumped revised corrected lowered reduced dropped raised cut
    updated up down toll number count tally
    """
)
_REACH = 12

_THEN = r"(?:earlier|previously|initially|first|originally|before)"
_THEN_WAS = r"(?:earlier|first|previous|initial|preliminary|original)"
_SAID = (
    r"(?:giv(?:ing|en)|put(?:ting)?|report(?:ing|ed)|sa(?:ying|id)|stat(?:ing|ed)|announc(?:ing|ed)|count(?:ing|ed)|"
    r"confirm(?:ing|ed)|sp(?:eaking|oken) of)"
)
_FIGURE = r"(?:toll|figure|count|number|tally|estimate|total)"
_HAD_SAID = re.compile(
    rf"\b(?:after|having|had|has) (?P<then>{_THEN} )?{_SAID}(?: only| just)?"
    rf"(?: (?:an?|the|its|their)(?: [\w-]+)? {_FIGURE} (?:of|at)| at| that)? $"
)
_OTHER_THAN = re.compile(
    rf"\b(?:after|against|with|than|not) (?:an?|the|its|their) {_THEN_WAS} "
    rf"(?:reported )?(?:{_FIGURE}|report) of $"
)
_RATHER_THAN = re.compile(r"\b(?:against|with|than|not)(?: the)? $")
_AS_SAID = re.compile(
    rf"(?:\w+ )??(?:as )?(?:(?:it|he|she|they) (?:had )?)?(?:(?P<then>{_THEN}) )?{_SAID}(?: (?P<later>{_THEN}))?\b"
)
_THEN_AFTER = re.compile(rf"(?:\w+ ){{0,2}}?{_THEN}\b(?! (?:in|on|this|that)\b)")
_OTHERS = re.compile(r"(?:others?|more)\b|(?:\w+ ){0,3}?(?:in|near)\b")


def moved_from(low: Sequence[str], first: int) -> int | None:
    """Where the word stands that makes the number beginning at a token an earlier one, in a sentence in small letters:
    "up from 9", "from an earlier toll of 9", "raising its earlier figure of 9"; None where none does."""
    at = first - 1
    said = False
    while at >= 0 and first - at <= 6 and (low[at] in BEFORE or low[at] in FIGURES or low[at] in _ARTICLES):
        said = said or low[at] in BEFORE
        at -= 1
    if at >= 0 and low[at] in _CHANGING and said and low[first - 1] == "of":
        return at if "to" not in low[first + 1 : first + 4] else None  # "cut its earlier toll of 9 to 6"
    if at < 0 or low[at] != "from":
        return None
    return at if said or (at == first - 1 and not _MOVED.isdisjoint(low[max(0, at - _REACH) : at])) else None


def said_before(low: Sequence[str], first: int, last: int) -> bool:
    """Whether the number of these tokens is one that somebody gave before: "after giving a figure of 9 earlier",
    "having first reported 9", "against an earlier count of 9", "not 9 as it had said before". Nine others, or nine in
    another place, are not."""
    left = "".join(f"{word} " for word in low[max(0, first - _REACH) : first])
    right = "".join(f"{word} " for word in low[last + 1 : last + _REACH])
    if _OTHERS.match(right):
        return False
    if _OTHER_THAN.search(left):
        return True
    said = _HAD_SAID.search(left)
    if said is not None and (said["then"] or _THEN_AFTER.match(right)):
        return True
    rather = _AS_SAID.match(right) if _RATHER_THAN.search(left) else None
    return rather is not None and bool(rather["then"] or rather["later"])
