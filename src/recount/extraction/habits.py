"""Clauses that tell what somebody often does or has done before, behind the news: "the group has carried out similar
attacks", "rebels often target traders". They say nothing of who did it this time, and the day and the place of the news
are none of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from recount.extraction.event_place import CARRIED
from recount.model import Claim
from recount.model.claim import OF_HABIT

_DEEDS = (
    r"(?:attacks|bombings|blasts|explosions|bombs|shootings|killings|assassinations|ambushes|assaults|raids|strikes"
    r"|shellings|massacres|kidnappings|abductions|attempts|incidents|operations)"
)
_OFTEN = re.compile(
    r"\b(?:often|regularly|frequently|routinely|repeatedly|usually|typically|habitually|periodically|commonly"
    rf"|(?:similar|such|like|past|previous|prior|earlier|comparable)\s+(?:\w+[ -]){{0,2}}{_DEEDS}"
    r"|(?:many|numerous|countless|dozens of|scores of|hundreds of|a (?:string|series|spate|wave|number|host) of"
    rf"|most of|several|other)\s+(?:\w+[ -]){{0,3}}{_DEEDS}\s+(?:in|over|during|across|since|throughout|against)\b"
    r"|in the past\b|in (?:recent|past|previous) (?:weeks|months|years)\b)",
    re.IGNORECASE,
)
_HAS_DONE = re.compile(
    r"\b(?:has|have|had)\s+(?:\w+\s+){0,3}?(?:carried out|claimed|conducted|staged|launched|mounted|been|waged|made|"
    r"perpetrated|used|targeted|attacked|bombed|struck|killed|hit|vowed|taken)\b"
    r"|\b(?:is|are|was|were) (?:known|notorious|infamous|blamed)\b"
    r"|\b(?:claimed?|claims|stages?|launch(?:es)?|carr(?:y|ies) out|mounts?|targets?|attacks?|bombs?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_WORDS = frozenset(
    """
    often regularly frequently routinely repeatedly usually typically habitually periodically commonly
    similar such like past previous prior earlier comparable many numerous countless dozens scores hundreds
    string series spate wave number host most several other recent
    """.split()  # noqa: SIM905 (read as prose)
)
"""Words of which all such clauses have one, found sooner."""


_THERE = re.compile(
    r"\b(?:the|this|that)\s+(?:\w+\s+)?(?:city|town|village|area|district|province|region|capital|country|suburb|state"
    r"|neighbou?rhood|market|road)\b|\b(?:there|here)\b",
    re.IGNORECASE,
)
"""Words that point to the place of the news: "similar bombings in the city"."""


def with_habits(claims: Iterable[Claim], text: str) -> Iterator[Claim]:
    """The claims of a report, those of habits marked as such and without the day, and the place, of the news."""
    for claim in claims:
        if not tells_of_habit(claim, text):
            yield claim
            continue
        pointed = _THERE.search(text, claim.clause.start, claim.clause.end) is not None
        places = tuple(cited for cited in claim.places if pointed or cited.rule != CARRIED)
        yield replace(
            claim,
            time=None,
            places=places,
            place=claim.place if places and places[0] == claim.places[0] else None,
            rule=f"{claim.rule}; {OF_HABIT}",
        )


def tells_of_habit(claim: Claim, text: str) -> bool:
    """Whether a claim tells what somebody does or did at other times, without a figure or a time of its own."""
    if claim.tolls or claim.main or (claim.time is not None and claim.clause.contains(claim.time.span)):
        return False  # a time that an earlier sentence brought along is not its own
    clause = text[claim.clause.start : claim.clause.end]
    if _WORDS.isdisjoint(_WORD.findall(clause.lower())):
        return False
    return _OFTEN.search(clause) is not None and _HAS_DONE.search(clause) is not None
