"""What a denial denies: that it happened at all, a figure of it, or that the denier did it.

"The ministry denied that 20 had died", "the group denied a massacre, saying eight were killed by stray bullets" and
"the front denied involvement" say nothing of whether it happened.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from recount.model import Claim, Reading, Span, Status
from recount.model.claim import DENIED_DOING, DENIED_FIGURE

_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
_DENY = (
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)"
    r"|disput(?:es?|ed|ing)|disclaim(?:s|ed|ing)?|disavow(?:s|ed|ing)?|rebut(?:s|ted|ting)?)"
)
_PART = (
    r"(?:involve(?:ment|d)|responsibility|responsible|complicity|culpability|guilt|blame|links?\b|ties?\b|connection"
    r"|(?:any |a |no |its |their )?(?:role|part|hand)\b|behind\b|accusations?|to do with)"
)
_DOING = re.compile(
    rf"{_DENY}(?:\s+(?!that\b|saying\b|but\b|and\b)[\w'’-]+){{0,5}}?\s+{_PART}"
    rf"|{_DENY}(?:\s+(?:ever|all|any|the|of|that|claims?|reports?|accusations?|allegations?|charges?|it|its|their|his|her"
    r"|having|being)){0,5}\s+(?:(?:having|being|ever)\s+)*(?!saying\b|citing\b|adding\b|calling\b|insisting\b|claiming\b)"
    r"[a-z]+ing\b"
    rf"|{_DENY}(?:\s+(?:claims?|reports?|accusations?|allegations?|charges?|suggestions?))?\s+(?:that\s+)?"
    r"(?:it|they|he|she|we|its|their|his|her|our)\b"
    r"|\b(?:was|were|is|are|be|been)\s+(?:not|never)\s+(?:behind|involved|responsible)\b|\bnothing to do with\b"
    r"|\bno (?:involvement|responsibility|role|part|hand|link) (?:in|for|to|with)\b",
    re.IGNORECASE,
)
_HAPPENING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?)\s+(?:it|this|that|them)\s*(?:[.,;]|$)"
    r"|\b(?:took|taken|taking) place\b|\bhappen(?:ed|ing)?\b|\boccurr(?:ed|ing)\b|\bthere (?:was|were|had been)\b",
    re.IGNORECASE,
)


def with_what_is_denied(claims: Iterable[Claim], reading: Reading) -> Iterator[Claim]:
    """The claims of a report, each denial of a figure, or of having done it, with a status that says so by its rule."""
    text = reading.document.text
    spans = sorted((s.span for p in reading.passages for s in p.sentences), key=lambda span: span.start)
    starts = [span.start for span in spans]
    told = tuple(claims)
    for claim in told:
        if claim.status.value is not Status.DENIED:
            yield claim
            continue
        n = bisect_right(starts, claim.trigger.start) - 1
        sentence = spans[n] if n >= 0 else claim.clause
        rule = _rule_of(claim, sentence.of(text), claim.clause.of(text))
        if not rule and any(_is_told_instead(one, claim, sentence) for one in told):
            rule = DENIED_FIGURE
        yield replace(claim, status=replace(claim.status, rule=rule)) if rule else claim


def _is_told_instead(one: Claim, denial: Claim, sentence: Span) -> bool:
    """Whether the denier goes on to tell how many were harmed: "denied a massacre, saying eight had been killed"."""
    harmed = any(toll.value.count.low for toll in one.tolls)
    theirs = bool(denial.origin) and [o.value for o in one.origin] == [o.value for o in denial.origin]
    return (
        harmed
        and theirs
        and one.status.value in _TOLD
        and one.trigger.start > denial.trigger.start
        and sentence.contains(one.trigger)
    )


def _rule_of(claim: Claim, sentence: str, clause: str) -> str:
    """What a denial denies less than the event, as the rule of its status; "" where it denies the event."""
    if _DOING.search(sentence) is not None and not _HAPPENING.search(clause):
        return DENIED_DOING
    figures = (toll for toll in claim.tolls if "count." in toll.rule and "vague" not in toll.rule)
    return DENIED_FIGURE if any(toll.value.count.low for toll in figures) else ""
