"""What kinds of objects a clause says were hit: a market, a school, an army checkpoint.

Where a happening was counts as hit ("a bomb went off at a cinema"), but not where the wounded were taken to, where
people were on their way to, or whose people somebody was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from recount.codebook.objects import named_in, tokens_of
from recount.model import Claim

_HITTING = frozenset(
    """
    on near outside inside into against through opposite behind beside around
    hit hits hitting struck strike strikes striking targeted targeting targets bombed bombs bombing shelled shells
    shelling destroyed destroys destroying damaged damages damaging attacked attacks attacking stormed storms storming
    raided raids raiding ambushed ambushing rocked rocks shook torched flattened levelled leveled demolished rammed
    ramming overran besieged blasted
    """.split()  # noqa: SIM905 (read as prose)
)
_AT = frozenset({"at", "in", "within", "across", "left", "leaving", "leave"})
_DEEDS = frozenset(
    """
    attack attacks strike strikes blast blasts explosion explosions bombing bombings shooting shootings raid raids
    bomb bombs exploded explodes exploding detonated detonates
    """.split()  # noqa: SIM905 (read as prose)
)
_TOWARDS = frozenset({"next", "close", "adjacent", "fire", "siege"})  # what goes before a "to" that says where
_ENDS = frozenset(
    """
    , ; to from for with as after before during while when where who which that said says told by but while because
    than since until about over under
    """.split()  # noqa: SIM905 (read as prose)
)
_PEOPLE = frozenset(
    """
    source sources official officials officer officers staff spokesman spokeswoman spokesperson doctor doctors medic
    medics director chief worker workers employee employees authorities authority statement imam owner guard guards
    """.split()  # noqa: SIM905 (read as prose)
)
_JOINS = frozenset({"and", "or", ","})
_MOST_SKIPPED = 4  # words between a preposition and the noun that it goes with
_FARTHEST = 14  # words back, where a list is long
_WAS_HIT = re.compile(
    r"\b(?:an?|the|another|two|three|several)\s+(?P<what>(?:[^\W\d_]+\s+){1,3})"
    r"(?:(?:in|of|near)\s+(?:[^\W\d_][\w'’-]*\s+){1,4})?"
    r"(?:was|were|been)\s+(?:hit|struck|bombed|shelled|targeted|destroyed|damaged|attacked|stormed|ambushed)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\s(?:was|were|been)\s", re.IGNORECASE)  # what all of these have, found sooner
VISITED = frozenset({"hospital", "prison", "courthouse", "embassy", "airport", "government"})
"""Kinds of objects at which things are said, and in which people are held or cared for, that nothing has hit."""


def objects_hit(clause: str, claim: Claim, objects: Mapping[str, str]) -> frozenset[str]:
    """The kinds of objects that a clause says were hit; `objects` are the kinds by the words for them."""
    if claim.place is not None:  # no bridge is hit in Tarnow Bridge
        clause = clause.replace(claim.place.name, "")
    found = {kind for cited in claim.targets for _, _, kind in named_in(_tokens_of_name(cited.value), objects)}
    words = tokens_of(clause)
    named = tuple(named_in(words, objects))
    if not named:
        return frozenset(found)
    ends = frozenset(end for _, end, _ in named)
    for start, end, kind in named:
        following = words[end + 1] if end + 1 < len(words) else ""
        if kind not in found and following not in _PEOPLE and _is_hit(words, start, kind, ends):
            found.add(kind)
    if _WAS.search(clause):
        said = tokens_of(" ".join(_WAS_HIT.findall(clause)))
        found.update(kind for _, _, kind in named_in(said, objects))
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _tokens_of_name(name: str) -> tuple[str, ...]:
    return tuple(tokens_of(name))


def _is_hit(words: Sequence[str], start: int, kind: str, ends: frozenset[int]) -> bool:
    """Whether the word before the noun phrase of an object says that it was hit, or that something was there; `ends`
    are the last words of all objects, as those of one list are."""
    skipped = 0
    for at in range(start - 1, max(-1, start - 1 - _FARTHEST), -1):
        word = words[at]
        if word in _HITTING:
            return True
        if word in _AT:
            return kind not in VISITED or (at > 0 and words[at - 1] in _DEEDS)
        if word == "to":
            return at > 0 and words[at - 1] in _TOWARDS
        if at in ends or (word in _JOINS and at - 1 in ends):
            skipped = 0
            continue
        if word in _ENDS:
            return False
        skipped += word != "of"  # the gate of a base
        if skipped > _MOST_SKIPPED:
            return False
    return False
