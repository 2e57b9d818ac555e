"""Accounts that sum up several happenings: a day's shellings of a city, "separate attacks", a wave of bombings."""

from __future__ import annotations

import re

from recount.model import Claim
from recount.model.claim import OF_PLACES, SUM_OF_SEVERAL

_DEEDS = (
    r"(?:attacks|bombings|blasts|explosions|bombs|shootings|incidents|killings|assassinations|ambushes|assaults|clashes"
    r"|strikes|raids|shellings)"
)
_SEPARATE = re.compile(
    rf"\b(?:separate|scattered|unrelated|various)\s+(?:\w+\s+){{0,2}}{_DEEDS}\b"
    rf"|(?<!last in a )(?<!latest in a )(?<!first in a )(?<!one of a )(?<!part of a )"
    rf"\b(?:series|string|wave|spate|flurry|number|dozens?|rash)\s+of\s+(?:\w+[ -]){{0,3}}"
    r"(?:attacks|bombings|blasts|explosions|bombs|shootings|incidents|killings|assassinations)\b"
    rf"|\b{_DEEDS}\s+(?:\w+\s+)?(?:across|around|throughout|in\s+(?:several|different|various|other|many|\w+\s+other))"
    r"\s+(?:the\s+)?(?:\w+\s+)?(?:capital|city|country|nation|province|region|parts|districts|areas|places"
    r"|neighbou?rhoods|towns|cities|provinces|villages|locations)\b",
    re.IGNORECASE,
)
_WIDER = re.compile(
    r"\b(?:(?:bring|rais|tak|push|lift|driv)ing\s+(?:to|the|its|their)|(?:which|and)\s+(?:brought|raised|took|pushed)\s+"
    r"(?:to|the))\b.*",
    re.IGNORECASE | re.DOTALL,
)  # "killing 23 and bringing to 240 the number killed in attacks across the country"
_PLURALS = ("acks", "ings", "ikes", "asts", "ions", "ombs", "ents", "ults", "shes", "aids")  # ends, found sooner


def is_sum(claim: Claim) -> bool:
    """Whether a claim sums up several happenings that are told apart."""
    return SUM_OF_SEVERAL in claim.rule


def sums_up(clause: str, claim: Claim) -> bool:
    """Whether a clause tells of several happenings at once: by its words, those of a total of more aside, or as a total
    whose parts are told apart."""
    if is_sum(claim) or any(cited.rule.endswith(OF_PLACES) for cited in claim.tolls):
        return True
    if not any(map(clause.__contains__, _PLURALS)):
        return False
    return _SEPARATE.search(_WIDER.sub("", clause)) is not None
