"""Happenings that one report tells one by one: "two bombs exploded; the first … the second …", a strike in the morning
and another in the afternoon, the parts of a sum."""

from __future__ import annotations

import re
from dataclasses import replace

from recount.codebook import Merging
from recount.model import Claim, Feature, Harm
from recount.model.claim import SUMMED
from recount.resolution.accounts import Account
from recount.resolution.details import hours_apart

_DEED = (
    r"(?:attack|incident|strike|airstrike|raid|bomb|bombing|bomber|blast|explosion|shelling|ambush|assault|shooting"
    r"|rocket|missile|shell|drone|mine|device)"
)
_DEEDS = rf"(?:{_DEED}(?:e?s)|ambushes|clashes)"
_DID = (
    r"(?:killed|kills|hit|hits|struck|targeted|exploded|left|destroyed|wounded|injured|damaged|went off|blew|tore|came"
    r"|landed|fell|claimed|took place|happened|detonated|slammed|set off)"
)
_TURN = re.compile(
    rf"\b(?:(?<!was )(?<!is )(?<!were )the (?P<nth>first|second|third|fourth|fifth|other|former|latter)(?:"
    rf"\s+(?:[\w-]+\s+){{0,2}}?{_DEED}\b(?!\s+(?:in|for|this|since)\s+(?:\w+\s+){{0,3}}(?:days?|weeks?|months?|years?))"
    rf"|(?=\s*,|\s+{_DID}\b|\s+(?:in|on|at|near|one)\b|$))"
    rf"|(?P<one>one)\s+(?:{_DEED}\b|(?=(?:hit|struck|targeted|exploded|destroyed|went off|landed|fell|detonated)\b)"
    r"|(?=(?:killed|wounded|injured|left)\s+(?:at least|some|about|up to|an?|the|\d+|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|dozens|several|\w+teen)\b))"
    rf"|(?P<more>another)\s+(?:[\w-]+\s+)?(?:{_DEED}\b|(?={_DID}\b)))",
    re.IGNORECASE,
)
_ORDER = {"first": 1, "former": 1, "one": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_FIRST, _LATER = 1, 0  # "the other", "another": whichever it is, not the first
_TURNS = frozenset({*_ORDER, "other", "latter", "another"})
_ANNOUNCED = re.compile(
    rf"\b(?:two|three|four|five|six|several|both|separate|twin|double|a (?:series|string|wave|pair|number) of)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?{_DEEDS}\b",
    re.IGNORECASE,
)
_SEVERAL = frozenset(
    {"two", "three", "four", "five", "six", "several", "both", "separate", "twin", "double", "series", "string", "wave"}
    | {"pair", "number"}
)
"""Words one of which every such announcement has, found sooner."""
_PEOPLE = (Harm.KILLED, Harm.WOUNDED, Harm.CASUALTIES)
_HOURS, _TURN_TOLD, _ANOTHER = -2.0, 1.5, -1.5


def are_others(account: Account, one: Account, text: str) -> bool:
    """Whether a report tells for certain that a claim is another happening than an account: a sum and what it sums up,
    two parts of one sum, two of several that are told in turn."""
    claim = one.claims[0]
    if one.sums != account.sums:
        return True
    own = _sum_over(claim)
    return (own is not None and any(_sum_over(c) == own for c in account.claims)) or _in_other_turn(account, one, text)


def _sum_over(claim: Claim) -> str | None:
    """The claim of the sum that a claim is told to be part of."""
    return claim.within.value if claim.within is not None and claim.within.rule == SUMMED else None


def alone(account: Account, text: str) -> Account:
    """An account without the words of several that announced it: "two separate strikes … the first" is one strike."""
    if not account.several or account.sums or len(account.claims) == 1 or not turns_in(account, text):
        return account
    return replace(account, several=False)


def one_by_one(account: Account, one: Account, text: str, merging: Merging, *, fresh: bool) -> Feature | None:
    """The reason that the turn, the hour, or how many were announced gives; `fresh` says that the claim tells a deed in
    words of its own, which point back to none."""
    turns = turns_in(one, text)
    if turns and (announced := _announcing(account, text)):
        known = turns & turns_in(account, text) - {_LATER}
        if known or len(announced) == len(account.claims):
            return Feature("told in turn", _TURN_TOLD, "it is one of those that were announced")
    hours = fresh and account.hours and one.hours and not _goes_on(account, one, merging)
    if hours and (apart := hours_apart(account.hours, one.hours)):
        a, b = min(account.hours), min(one.hours)
        return Feature("hour", round(_HOURS * apart, 2), f"{a} and {b}")
    if fresh and _counts_others(account, one) and _is_another(account, one, text):
        return Feature("told apart", _ANOTHER, "several were announced, and it has a figure of its own")
    return None


_WIDE = frozenset({"battle", "siege", "territory", "total", "other"})
"""Families of what goes on for more than an hour of the day."""


def _goes_on(account: Account, one: Account, merging: Merging) -> bool:
    return any(merging.families.get(type_) in _WIDE for type_ in (*account.types, *one.types))


def _counts_others(account: Account, one: Account) -> bool:
    """Whether a claim gives dead that are none of an account's, and says nothing of a change."""
    dead, own = account.figures.get(Harm.KILLED), one.figures.get(Harm.KILLED)
    return bool(dead and own and dead.isdisjoint(own)) and all(toll.change is None for toll in one.tolls)


def _is_another(account: Account, one: Account, text: str) -> bool:
    """Whether words without a figure announced several deeds, and a claim with one does not."""
    announced = _announcing(account, text)
    counted = any(cited.value.harm is Harm.KILLED for claim in announced for cited in claim.tolls)
    return bool(announced) and not counted and not _announces(one.claims[0], text)


def _announcing(account: Account, text: str) -> list[Claim]:
    if all(words.isdisjoint(_SEVERAL) for words in account.clauses):
        return []
    return [claim for claim in account.claims if _announces(claim, text)]


def _announces(claim: Claim, text: str) -> bool:
    """Whether a claim tells of several deeds that can be told one by one: "two bombs exploded"."""
    return _ANNOUNCED.search(text, claim.clause.start, claim.clause.end) is not None


def turns_in(account: Account, text: str) -> frozenset[int]:
    """Which of several deeds a report's words tell: 1 is the first, 0 one that is not the first."""
    if all(words.isdisjoint(_TURNS) for words in account.clauses):
        return frozenset()
    return frozenset(
        _turn(found) for c in account.claims for found in _TURN.finditer(text, c.clause.start, c.clause.end)
    )


def _turn(found: re.Match[str]) -> int:
    word = found["nth"] or found["one"]
    return _ORDER.get(word.lower(), _LATER) if word else _LATER


def _in_other_turn(account: Account, one: Account, text: str) -> bool:
    """Whether two of several deeds are told, each with its own harm or its own target."""
    turns = turns_in(one, text)
    theirs = turns_in(account, text) if turns else turns
    if not turns or not theirs or not all(_differ(a, b) for a in turns for b in theirs):
        return False
    harmed = all(any(harm in some.figures for harm in _PEOPLE) for some in (account, one))
    return harmed or bool(account.objects and one.objects and account.objects.isdisjoint(one.objects))


def _differ(a: int, b: int) -> bool:
    return a != b and (_LATER not in (a, b) or _FIRST in (a, b))
