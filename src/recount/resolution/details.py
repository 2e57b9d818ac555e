"""Details that tell one happening from another of the same day and town: what was hit, at which hour, by which camp."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from recount.codebook.actors import Actors
from recount.codebook.nameless import classed
from recount.model import Claim

STATE, REBELS = "state", "rebels"

_CAMPS = {"government": STATE, "state forces": STATE, "rebel group": REBELS}
_HIT = re.compile(
    r"\b(?:(?:on|near|outside|inside|into|hit|hits|hitting|struck|targeted|targeting|bombed|shelled|destroyed"
    r"|(?:attack|strike|blast|explosion|bombing|shooting|raid)s? (?:at|in))\s+)"
    r"(?P<what>(?:[^\W\d_][\w'’-]*\s+){0,3}[^\W\d_]+)"
)
_WAS_HIT = re.compile(
    r"\b(?:an?|the|another)\s+(?P<what>(?:[^\W\d_]+\s+){1,3})(?:(?:in|of|near)\s+(?:[^\W\d_][\w'’-]*\s+){1,4})?"
    r"(?:was|were|been)\s+(?:hit|struck|bombed|shelled|targeted|destroyed|damaged)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\s(?:was|were|been)\s", re.IGNORECASE)  # what all of these have, found sooner
_GIVEN_UP = re.compile(
    r"withdr[ae]w|retreat|pull|redeploy|f[ae]ll(?:s|en|ing)? back|leav|left\b|quit|evacuat|abandon|vacat|hand"
    r"|ced(?:e|ing)|surrender|relinquish",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_HOURS = {
    "dawn": "morning",
    "daybreak": "morning",
    "sunrise": "morning",
    "noon": "afternoon",
    "midday": "afternoon",
    "dusk": "evening",
    "sunset": "evening",
    "midnight": "night",
}
HOURS = frozenset({*_HOURS, *_HOURS.values()})
"""Words for parts of the day."""
ARMS = frozenset(
    {
        "aircraft", "airplanes", "artillery", "boats", "bombers", "drone", "drones", "fighter jets", "fighter planes",
        "gunboats", "gunships", "helicopter", "helicopter gunships", "helicopters", "jet", "jets", "military aircraft",
        "military jets", "missile", "missiles", "navy ships", "plane", "planes", "rockets", "ships", "tanks",
        "war planes", "warplane", "warplanes", "warships", "fighter jet",
    }
)  # fmt: skip
"""What every side has, as names are compared: "done by jets" says nothing of whose they were."""
OFFICES = frozenset({"air", "army", "authorities", "defence", "defense", "interior", "ministry", "navy"})
"""Words of parties' names that those of every state have."""
_HOUR = re.compile(rf"\b({'|'.join(sorted(HOURS))})\b")
_FAR_HOURS = {"morning": "evening", "evening": "morning", "afternoon": "night", "night": "afternoon"}
_SAID = re.compile(r"\b(?:said|told|reported|announced|according)\b.*", re.DOTALL)


def objects_hit(clause: str, claim: Claim, objects: Mapping[str, str]) -> frozenset[str]:
    """The kinds of objects that a clause says were hit; `objects` are the kinds by the words for them.

    A hospital that somebody was taken to was not hit.
    """
    told = [*(cited.value for cited in claim.targets), *_HIT.findall(clause)]
    if _WAS.search(clause):
        told += _WAS_HIT.findall(clause)
    words = _WORD.findall(" ".join(told).lower())
    return frozenset(kind for word in words if (kind := objects.get(word) or objects.get(word.removesuffix("s"))))


def hours_in(clause: str) -> frozenset[str]:
    """The parts of the day a clause names, before the words that say who said so and when."""
    return frozenset(_HOURS.get(word, word) for word in _HOUR.findall(_SAID.sub("", clause.lower())))


def hours_apart(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether each hour of the one is at the other end of the day from each of the other: morning and evening."""
    there = frozenset(b)
    ones = [_FAR_HOURS[hour] for hour in a]
    return bool(ones) and bool(there) and all(there == {far} for far in ones)


def camps_of(names: Iterable[str], claim: Claim, actors: Actors) -> frozenset[str]:
    """Whether parties are of the state the place lies in, or rise against one: by kind, or by the word for them.

    Armies of other states are of neither camp: they fight on either side.
    """
    where = claim.place.country if claim.place else None
    return frozenset(camp for name in names if (camp := _camp(name, where, actors)))


def gives_up(trigger: str) -> bool:
    """Whether those who do what a trigger says lose by it: they withdraw, abandon, hand over."""
    return _GIVEN_UP.match(trigger) is not None


@lru_cache(maxsize=20_000)
def _camp(name: str, where: str | None, actors: Actors) -> str | None:
    actor = actors.canonical(name)
    if actor is None:
        kinds = actors.kinds_called(name)
        if not kinds and (called := classed(name)):
            kinds = frozenset((called.kind,))
        camps = {_CAMPS.get(kind) for kind in kinds}
        return camps.pop() if len(camps) == 1 else None
    camp = _CAMPS.get(actor.kind)
    return camp if camp != STATE or where in actor.countries else None
