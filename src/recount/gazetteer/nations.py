"""Which country words mean: by its name or its people's ("Iraq's", "Iraqi"), and whose soldiers and ministries are
called after it ("Indian soldiers", "Turkey's military")."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from recount.gazetteer.build import countries

_UNWRITTEN = str.maketrans("", "", "'’‘ʿʾ`.\"“”")
_NO_WORD = re.compile(r"[^\w]+")
_AFTER = re.compile(r" (?:in|from|at|near|on|with|who|that|inside|around) ")
_FORCES = re.compile(
    r"^(?P<before>.+?) (?:(?:regular|government|federal|national|state|special|elite|ground|land|riot|border|naval|"
    r"army|armed|air|security|military|defen[cs]e|interior|revolutionary|republican|presidential) )*"
    r"(?:arm(?:y|ies)|militar(?:y|ies)|navy|air force|forces|troops|soldiers?|servicem[ae]n|conscripts?|marines|"
    r"commandos|paratroopers|airm[ae]n|sailors|pilots?|guards|police|policem[ae]n|police officers?|army officers?|"
    r"jets?|warplanes?|planes|aircraft|helicopters?|gunships?|drones?|warships?|artillery|tanks|"
    r"government|regime|presidency|kremlin|ministry|ministry of (?:defen[cs]e|(?:the )?interior|foreign affairs))"
    r"(?: (?:high |general )?(?:command|staff|chief|spokes(?:man|woman|person)|statement))*$"
)
_OF = re.compile(
    r"^(?:(?:regular|federal|national) )?(?:army|military|armed forces|navy|air force|troops|soldiers|government|"
    r"(?:defen[cs]e|interior|foreign) ministry|ministry of (?:defen[cs]e|the interior|foreign affairs)) of (?P<of>.+)$"
)
_NO_PARTY = re.compile(r"\b(?:health|education|information|agriculture|culture|tourism|oil|transport) ministry\b")
_HOW_MANY = frozenset(
    """
    a an the at least most about around nearly over more than some several many few dozen dozens of scores hundreds
    thousands two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand
    other another all its young elite dead wounded killed injured captured off duty
    """.split()  # noqa: SIM905 (read as prose)
)
_LONGEST = 4


@lru_cache(maxsize=20_000)
def country_called(words: str) -> str | None:
    """The ISO code of a country by its name or its people's ("Iraq's", "Iraqi")."""
    return _countries().get(_key(words))


@lru_cache(maxsize=20_000)
def country_named(name: str) -> str | None:
    """The ISO code of a country by its own name, not its people's: "Kenya", not "Kenyans"."""
    return next((code for key, code in _names() if key == _key(name)), None) if name[:1].isupper() else None


@lru_cache(maxsize=20_000)
def state_meant(words: str) -> str | None:
    """The ISO code of the state whose soldiers, arms, government or ministry words name by its country: "six Indian
    soldiers", "Turkey's military". None where anything else stands before ("US-backed", "Free Syrian Army")."""
    key = _AFTER.split(f"{_key(words)} ")[0].rstrip()
    if (of := _OF.match(key)) is not None:
        return country_called(of["of"])
    found = _FORCES.match(key)
    if found is None or _NO_PARTY.search(found[0]):
        return None
    before = found["before"].split()
    for count in range(min(_LONGEST, len(before)), 0, -1):
        country = _countries().get(" ".join(before[-count:]))
        if country is not None:
            return country if all(w in _HOW_MANY or w.isdigit() for w in before[:-count]) else None
    return None


@lru_cache(maxsize=20_000)
def in_other_words(name: str) -> tuple[str, ...]:
    """A state's forces or ministry by its people's names: "Ukraine's military" → "ukrainian military", …; none for what
    is no state's."""
    country = state_meant(name)
    if country is None:
        return ()
    key = _key(name)
    of = _OF.match(key)
    words = key.split()
    if of is not None:
        rest = key[: of.start("of")].removesuffix("of ").removesuffix("of the ").strip()
    else:
        called = (n for n in range(_LONGEST, 0, -1) if _countries().get(" ".join(words[:n])) == country)
        rest = " ".join(words[next(called, len(words)) :])
    return tuple(f"{people} {rest}" for people in _peoples()[country]) if rest else ()


@cache
def _peoples() -> dict[str, tuple[str, ...]]:
    return {country.code: tuple(dict.fromkeys(map(_key, country.demonyms))) for country in countries()}


def _key(words: str) -> str:
    """Words as names are compared: in small letters without accents, apostrophes, hyphens and leading article."""
    text = words.lower()
    if not words.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", words).lower() if not unicodedata.combining(c))
    return " ".join(_NO_WORD.sub(" ", text.translate(_UNWRITTEN)).split()).removeprefix("the ")


@cache
def _names() -> tuple[tuple[str, str], ...]:
    return tuple((_key(name), country.code) for country in countries() for name in (country.name, *country.aliases))


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in countries():
        for name in (country.name, *country.aliases, *country.demonyms):
            key = _key(name)
            found.setdefault(key, country.code)
            found.setdefault(f"{key}s", country.code)
    return found
