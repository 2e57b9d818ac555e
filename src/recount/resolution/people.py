"""Names and ages of people that a report gives: two reports that share them mostly tell of one happening.

They are compared here and published nowhere; whether a name is shown is the desk's to say.
"""

from __future__ import annotations

import re

from recount.resolution.words import RARE, rarity, stem_of

_NAME = re.compile(
    r"(?=\b([A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)?) (?:[A-Z]\.? )?((?:Mc|Mac|O['’]|De|La|El|Al-)?[A-Z][a-z]{2,})\b)"
)
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_TELLING = 2 * RARE
_AGE = re.compile(
    r"\b(\d{1,2})[- ](?:year|yr)s?[- ]olds?\b|(?<=[a-z]), (\d{1,2})(?=,|\.\s| and )|\b(?:aged?) (\d{1,2})\b"
)


def people_in(text: str) -> frozenset[str]:
    """First and last names in small letters, as far as capitals tell: two words that are rare together, and that the text
    has never in small letters."""
    small = set(_SMALL.findall(text))
    return frozenset(
        f"{first} {last}".lower()
        for first, last in _NAME.findall(text)
        if last.lower() not in small and first.lower() not in small and _rarity(first) + _rarity(last) >= _TELLING
    )


def ages_in(text: str) -> frozenset[int]:
    """The ages of people that a text gives."""
    return frozenset(int(age) for ages in _AGE.findall(text) for age in ages if age)


def _rarity(word: str) -> float:
    return rarity(stem_of(word.lower()))
