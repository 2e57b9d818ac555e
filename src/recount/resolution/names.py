"""How names are compared across reports: actors through a desk's aliases, places and words through their spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from recount.codebook.actors import Actors

_WORD = re.compile(r"[a-z0-9]+")
_ARTICLES = frozenset(
    {"the", "a", "an", "al", "el", "ar", "as", "ash", "ad", "at", "az", "la", "los", "las", "de"}
)
_GENERIC = frozenset(
    ["force", "forces", "fighter", "fighters", "troop", "troops", "soldier", "soldiers", "militant", "militants", "rebel", "rebels", "terrorist", "terrorists", "insurgent", "insurgents", "gunman", "gunmen", "member", "members", "group", "groups", "people", "person", "persons", "civilian", "civilians", "man", "men", "woman", "women", "child", "children", "resident", "residents", "plane", "planes", "jet", "jets", "warplane", "warplanes", "aircraft", "helicopter", "helicopters", "army", "military", "militia", "militias", "force", "unit", "units", "bomber", "bombers", "attacker", "attackers", "backed", "led", "allied", "pro", "anti", "loyal", "so", "called", "organization", "organisation", "position", "positions", "area", "areas", "town", "village", "city", "of", "and", "in", "to", "other", "others", "local", "regime", "government", "state", "security", "police", "suspected", "alleged", "source", "sources", "official", "officials", "area", "district", "neighbourhood", "neighborhood"]
)


def party_of(actors: Actors, name: str) -> str:
    """The name that an actor's spellings and aliases share; `name` itself where the alias file knows none."""
    actor = actors.canonical(name)
    return name if actor is None else actor.name


def side_of(actors: Actors, name: str) -> str:
    """The party at the top of the sides an actor belongs to: the air force's is the government it flies for."""
    actor = actors.canonical(name)
    by_name = name
    for _ in range(4):
        if actor is None:
            return by_name
        by_name = actor.name
        if actor.side is None:
            return by_name
        by_name, actor = actor.side, actors.canonical(actor.side)
    return by_name


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name without case, accents, articles and punctuation."""
    return " ".join(word for word in _WORD.findall(anyascii(name).lower()) if word not in _ARTICLES)


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The consonants of a place's name, which its spellings in Latin letters share ("Hasakeh", "al-Hassaka" → "hsk").

    Empty where fewer than three consonants are left: "Raqqa" and "Iraq" must not become one.
    """
    letters = folded(name).replace(" ", "")
    letters = re.sub(r"(?<!^)[aeiouyw]", "", letters.replace("q", "k").replace("c", "k").replace("z", "s"))
    letters = re.sub(r"(.)\1+", r"\1", letters)
    letters = letters[:1] + letters[1:].replace("h", "")
    return letters if len(letters) >= 3 else ""


def telling_words(name: str) -> frozenset[str]:
    """The words of an actor's name that tell it from others: "Nusra Front militants" → nusra, front."""
    return frozenset(word.rstrip("s") for word in folded(name).split() if word not in _GENERIC and len(word) > 1)
