"""What patterns of time are made of: names of days and months, numbers, units, and atoms from matches."""

from __future__ import annotations

import re

from recount.extraction.calendar_words import MONTHS, WEEKDAYS, Days
from recount.extraction.number_words import cardinal_at
from recount.extraction.time_atom import Atom, Resolver

MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
LONG_MONTH = (
    "(?P<month>"
    + "|".join(sorted((m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july", "sept")), key=len, reverse=True))
    + ")"
)
DAY = r"(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?"
SECOND = r"(?P<second>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
NUMBER = (
    r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|twenty[\s-]four|forty[\s-]eight|seventy[\s-]two)"
)
LESS = r"(?P<less>less\s+than|fewer\s+than|under|within)"
UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
PART = r"(?:(?P<part>early|mid|late|the\s+(?:start|beginning|end|middle)\s+of)(?:\s?-\s?|\s+)(?:in\s+)?)"
CLOCK = r"(?:(?:early|late|later|earlier)\s+(?:on\s+)?)?"
DAYNAME = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"
SHORT_DAY = r"(?:(?:sun|mon|tues?|wed|thur?s?|fri|sat)(?:[a-z]*day)?\.?,?\s+)?"


def pattern_of(pattern: str) -> re.Pattern[str]:
    """A pattern over lower-cased text that begins and ends with words, not within a path, a number or a fraction."""
    return re.compile(rf"(?<![\w/.-])(?:{pattern})(?![\w/])")


def number_of(words: str) -> int:
    """The number that a word or figure stands for; 1 for an article."""
    words = words.strip()
    if words in ("a", "an"):
        return 1
    hit = cardinal_at(words.replace("-", " - ").split(), 0)
    return hit[0] if hit else 1


def atom_at(
    match: re.Match[str], rule: str, resolve: Resolver | None, absolute: bool = False, begun: Resolver | None = None
) -> Atom:
    """An atom for all of a match."""
    return Atom(match.start(), match.end(), rule, resolve, absolute, begun)


def always(days: Days) -> Resolver:
    """The same days whenever the report appeared."""
    return lambda anchor, ahead: days
