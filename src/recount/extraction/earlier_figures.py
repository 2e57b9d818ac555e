"""Figures that a sentence only tells as earlier ones: "up from 9", "an earlier toll of 9", "after first saying 9"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.extraction.counts import CountMention
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
_TOTALS = word_set("toll tolls number total figure count tally")
_ASIDE = word_set(
    """
    which that had has have been stood was were being put given estimated reported set announced counted confirmed
    recorded placed calculated initially first originally earlier previously before only just officially at as to be
    about around some nearly
    """
)
_COMES_TO = word_set("to at reached reaching reaches hit hits is was now exceeded topped passed surpassed as")
_CLIMBING = word_set(
    """
    rose risen rise rises rising climbed climbs climbing increased increases increasing grew grown growing jumped
    jumping soared mounted surged swelled went gone fell fallen falling dropped dropping raised revised lowered
    corrected updated
    """
)

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


def overtaken_by(low: Sequence[str], counts: Sequence[CountMention], n: int) -> int | None:
    """Which of a sentence's numbers came after number `n` of the same total: 53 after 40 in "the toll, which stood at
    40 on Tuesday, climbed to 53" and in "Tuesday's toll of 40 climbed to 53". What others put it at ("which the army
    put at 12, was put at 30 by doctors") is no earlier figure."""
    if n + 1 >= len(counts):
        return None
    then, now = counts[n], counts[n + 1]
    total = next((i for i in range(then.first - 1, -1, -1) if low[i] in _TOTALS), None)
    if total is None or low[now.first - 1] not in _COMES_TO or not 0 < now.first - then.last <= _FAR:
        return None
    between = list(low[then.last + 1 : now.first])
    if not _TOTALS.isdisjoint(between) or ";" in between:
        return None
    before = low[total + 1 : then.first]
    if list(before) == ["of"]:
        moved = not _CLIMBING.isdisjoint(between) and not {",", "and", "but", "when", "after", "as"} & set(between)
        return n + 1 if moved and between[-1] == "to" else None
    if _goes_on_to(between) and _ASIDE.issuperset(before[-1:]):
        return n + 1
    comma = next((k for k in range(then.first - 1, total, -1) if low[k] == ","), None)
    aside = comma is not None and _ASIDE.issuperset(low[comma + 1 : then.first])
    return n + 1 if aside and "," in between else None


_FAR = 20


def _goes_on_to(between: Sequence[str]) -> bool:
    """Whether a total goes on to another number after its first: "stood at 40 on Tuesday and climbed to" 53."""
    joint = next((i for i, word in enumerate(between) if word in ("and", "but", "before", "then")), None)
    behind = [word for word in between[joint + 1 :] if word not in _ASIDE] if joint is not None else []
    moved = not _CLIMBING.isdisjoint(behind[:1])
    return moved and between[-1] == "to" and "," not in between
