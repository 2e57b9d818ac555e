"""How names are compared across reports: actors through a desk's aliases, places and words through their spelling."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from anyascii import anyascii

from recount.codebook.actors import Actors
from recount.codebook.sides import first_known, state_side
from recount.gazetteer.build import countries
from recount.gazetteer.nations import country_called, in_other_words, state_meant

_OFFICE_OF_STATE = re.compile(
    r"(?:army|military|armed forces|air force|navy|security forces|government|presidency|"
    r"(?:defen[cs]e|interior|foreign|information|prime) minist(?:ry|er)) \((?P<country>[A-Z]{2})\)$"
)
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_WORD = re.compile(r"[a-z0-9]+")
_ARTICLES = frozenset(
    """
    a ad al an ar as ash at az de el la las los the
    """.split()  # noqa: SIM905 (read as prose)
)
_GENERIC = frozenset(
    """
    aircraft airforce alleged allied and anti area areas army attacker attackers backed bomber bombers called child
    children city civilian civilians district dozens drone drones fighter fighters force forces four government
    group groups gunman gunmen helicopter helicopters in insurgent insurgents jet jets led local loyal man many
    member members men militant militants military militia militias more neighborhood neighbourhood new of official
    officials organisation organization other others people person persons plane planes police position positions
    pro raid raids rebel rebels regime resident residents security several so soldier soldiers source sources state
    strike strikes suicide suspected takfiri terrorist terrorists than to town troop troops unit units village warplane
    warplanes woman women
    """.split()  # noqa: SIM905 (read as prose)
)


def party_of(actors: Actors, name: str) -> str:
    """The name that an actor's spellings and aliases share, "Syria's army" among them; `name` itself where the alias
    file knows none."""
    actor = actors.canonical(name) or first_known(actors, in_other_words(name))
    return name if actor is None else actor.name


def side_of(actors: Actors, name: str, on: date | None = None) -> str:
    """The party at the top of the sides an actor belongs to on a day: the air force's is the government it flies for.

    Without a day the side is asked that holds where no dated one does. A state's soldiers, arms and ministries that
    the alias file lacks ("Turkey's military", "army (SO)") are on their state's, and so is a country that acts.
    """
    actor = actors.canonical(name)
    if actor is None:
        state = state_meant(name) or country_called(name) or _state_of_office(name)
        return name if state is None else state_side(actors, state)
    by_name = name
    for _ in range(4):
        if actor is None:
            return by_name
        by_name = actor.name
        side = actor.side if on is None else actor.side_on(on)
        if side is None:
            return by_name
        by_name, actor = side, actors.canonical(side)
    return by_name


@lru_cache(maxsize=20_000)
def _state_of_office(name: str) -> str | None:
    found = _OFFICE_OF_STATE.match(name)
    return found["country"] if found is not None else None


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name without case, accents, articles and punctuation."""
    text = _INITIALS.sub(lambda m: m.group(0).replace(".", ""), anyascii(name).lower())
    return " ".join(word for word in _WORD.findall(text) if word not in _ARTICLES)


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


@cache
def country_names() -> frozenset[str]:
    """What countries are called, as names of places are compared: many happenings of a report share them."""
    names = [name for country in countries() for name in (country.name, *country.aliases)]
    return frozenset(key for name in names for key in (skeleton(name), folded(name)) if key)


@lru_cache(maxsize=65536)
def telling_words(name: str) -> frozenset[str]:
    """The words of an actor's name that tell it from others: "Nusra Front militants" → nusra, front."""
    words = (word for word in folded(name).split() if word not in _GENERIC and len(word) > 1)
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in words)
