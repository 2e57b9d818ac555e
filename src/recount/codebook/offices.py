"""Offices that every country, province or town has ("the army", "the health ministry", "the governor"): the words for
them, and who speaks for one.

The one place for these words: resolution tells with them whose office speaks, extraction that a town's name before
them ("Herat police") is no person's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from recount.codebook.actors import name_key

LEADERS = (
    r"(?:director(?: general)?|head|chief|founder|chair(?:man|woman|person)?|president|spokes(?:man|woman|person)|"
    r"secretary general|coordinator|representative|commander in chief|leader)"
)
"""Those who lead a body or speak for it, as a pattern."""
STATE_HEADS = r"(?:prime minister|president)"
"""Those who go by their own name more than by their office's, as a pattern."""
SPEAKER = r"spokes(?:man|woman|person|people)"
DEPARTMENT = r"(?:defen[cs]e|interior|foreign|health|information|justice|emergenc(?:y|ies))"
_MINISTRY = (
    rf"{DEPARTMENT} ministry|ministry of (?:defen[cs]e|(?:the )?interior|foreign affairs|information|justice|"
    r"(?:public )?health)"
)
_OFFICES = (
    r"(?P<office>army|military|armed forces|air force|navy|police|security forces|government|authorities|presidency|"
    rf"{_MINISTRY}|state (?:run )?(?:television|tv|media|radio|news agency)|coalition|observatory|"
    r"mayor|municipality|governor|(?:main |local |state )?hospital|prime minister|president|premier|red crescent|"
    r"civil defen[cs]e)"
    r"(?: (?:high |general )?(?:command|staff|chief|spokes(?:man|woman|person)|commanders?|statement|headquarters))*"
)
_OFFICE = re.compile(rf"^{_OFFICES}$")
_REGION_WORDS = "state|province|provincial|governorate|region|regional|city|district|county|metropolitan"
_REGION = rf"(?: (?:{_REGION_WORDS}))?"
_SOMEBODY = re.compile(
    r"\b(?:sources?|officials?|officers?|members?|staff|employees?|workers?) (?:of|at|in|from|with)\b"
)
_ANYWHERE = frozenset(_REGION_WORDS.split("|"))  # "the provincial governor" is one of where it happened
_OF_SOMEWHERE = re.compile(rf"^(?P<where>.+?){_REGION} {_OFFICES}$")
_IN_SOMEWHERE = re.compile(rf"^{_OFFICES} (?:in|of) (?:the )?(?P<where>.+?){_REGION}$")
_STANDING_IN = re.compile(r"^(?:deputy|acting|interim) (?=\S+)")
_SPEAKS_FOR = re.compile(rf"^(?:(?:an?|the) )?(?:{SPEAKER}|office|{LEADERS}) (?:for|of) (?:the )?", re.IGNORECASE)
_ITS_SPEAKER = re.compile(rf"['’]s? (?:(?:chief |press )?{SPEAKER}|office)(?: {SPEAKER})?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?(?= )")
_OFFICIAL_OF = re.compile(
    r"^(?:(?:an?|the|one|two|some|several|senior|top|local|unnamed|unidentified|anonymous) )*"
    r"(?:officials?|sources?|officers?) (?:of|at|in|from|with|inside|within) (?:the )?",
    re.IGNORECASE,
)
_OFFICIALS = re.compile(r" (?:officials?|sources?)(?: (?:in|from|at) .*)?$", re.IGNORECASE)
_IS_MINISTRY = re.compile(rf"\b(?:{_MINISTRY})\b")


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a name has it: in the one way it is written here, and the words for where it is, if there are any.

    "Borno state police" is the police of "borno"; "the provincial governor" is one of where it happened.
    """

    name: str
    where: str | None = None


@lru_cache(maxsize=20_000)
def is_office(name: str) -> bool:
    """Whether a speaker is an office that every country has: "the army", "the health ministry", "state television"."""
    return _OFFICE.match(name_key(_ministry_of_officials(name))) is not None


@lru_cache(maxsize=20_000)
def office_named(name: str) -> Office | None:
    """The office that a name means, through whoever speaks for it: "a spokesman for Herat police", "the governor's
    office", "an official at Iraq's health ministry". None for who is none: a former governor, a police official."""
    name = _ministry_of_officials(name)
    return _office_called(_SPEAKS_FOR.sub("", name)) or _office_called(name)


def spelt(key: str) -> str:
    """One way to write an office: "ministry of defense" → "defence ministry"."""
    key = re.sub(
        r"\bministry of (?:the |public )?(\w+)(?: affairs)?", r"\1 ministry", key.replace("defense", "defence")
    )
    key = re.sub(r"^(?:main|local|state) (?=hospital)", "", "prime minister" if key == "premier" else key)
    return key.replace("run ", "").replace(" tv", " television")


def _office_called(name: str) -> Office | None:
    bare = _ITS_SPEAKER.sub("", name)
    key = _STANDING_IN.sub("", name_key(_POSSESSIVE.sub("", bare)))
    found = _OFFICE.match(key)
    if found is not None:
        return Office(spelt(found["office"]))
    found = _OF_SOMEWHERE.match(key) or _IN_SOMEWHERE.match(key)
    if found is None:
        return None
    where = _STANDING_IN.sub("", f"{found['where']} ").rstrip()
    if where in _ANYWHERE:
        return Office(spelt(found["office"]))
    if _SOMEBODY.search(where):
        return None  # "a source at Tarnow police"
    return Office(spelt(found["office"]), where) if _may_be_a_place(where, bare) else None


def _ministry_of_officials(name: str) -> str:
    """The ministry as whose officials speakers are introduced; of an army or a police whoever they are, they may speak
    for themselves."""
    body = _OFFICIALS.sub("", _OFFICIAL_OF.sub("", name))
    return body if body != name and _IS_MINISTRY.search(name_key(body)) else name


def _may_be_a_place(where: str, name: str) -> bool:
    """Whether the last of the words for where an office is has a capital, as places have: no "former" governor."""
    last = where.split()[-1]
    forms = (last, f"{last}s")
    return any(word[:1].isupper() and name_key(word) in forms for word in re.split(r"[\s-]+", name))
