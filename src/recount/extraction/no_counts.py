"""Numbers that count nobody: years, ages, distances, dates, sums, shares, clock times and the numbers in names."""

from __future__ import annotations

import re

from recount.extraction.number_words import cardinal_at
from recount.extraction.populations import is_known_noun
from recount.extraction.wordforms import Word, word_set
from recount.model import Sentence

_UNIT_AFTER = word_set(
    """
    year years yr yrs month months week weeks day days night nights hour hours hr hrs minute minutes min second
    seconds decade decades century centuries am pm gmt o km lb lbs oz kilometre kilometres kilometer kilometers
    mile miles metre metres meter meters m cm mm yard yards foot feet inch inches kg kilo kilos kilogram
    kilograms ton tons tonne tonnes pound pounds dollar dollars euro euros rupee rupees lira peso pesos cent
    cents percent per pc degree degrees st nd rd th january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec acre acres hectare hectares
    square barrel barrels litre litres liter liters mph kph knots volt kilowatt megawatt caliber calibre third
    thirds quarter quarters fifth fifths time times s local
    """
)
_MONTHS = word_set(
    """
    january february march april june july august september october november december jan feb apr jun jul aug
    sep sept oct nov dec
    """
)
_NAME_BEFORE = word_set(
    """
    division brigade battalion regiment corps resolution flight route highway article chapter no number phase
    section unit camp decree law channel room building sector zone grade paragraph page point aged age km since
    year chart figure table hill checkpoint version o bus line road tel telephone phone fax box
    """
)
_LAST_DAY = 31
_LEAST_YEAR = 1000
_MONEY = frozenset(["$", "£", "€", "rs", "usd", "¢", "₹"])


def counts_nothing(
    sentence: Sentence, words: tuple[Word, ...], low: list[str], start: int, stop: int, is_vague: bool
) -> bool:
    """Whether a number is a year, an age, a distance, a date, a sum, a share, a clock time or part of a name."""
    if is_vague:
        return next_word(low, stop) in _UNIT_AFTER | {"of the time"} or (
            next_word(low, stop) == "of" and next_word(low, stop + 1) in _UNIT_AFTER
        )
    before, after = low[start - 1] if start else "", next_word(low, stop)
    if _is_one_in_some(low, start) or _is_one_of_the_most(sentence, words, low, start):
        return True
    digits = low[start].isdigit()
    if _glued(words, start - 1) or _glued(words, stop - 1):
        return True  # Q1, 107mm, 8M
    if list(low[stop : stop + 3]) == ["and", "a", "half"]:
        return True  # units that are not counted in people
    if before in _MONEY or after in ("%", "°", ":", "/") or before in ("/", "#", "°", "№", "["):
        return True
    if after in _UNIT_AFTER and not (after in ("second", "third", "may", "min", "o", "s") and not digits):
        return True
    if after == "-" and next_word(low, stop + 1) in _UNIT_AFTER:
        return True
    if (
        after in ("old", "odd")
        or (after in (",", "a") and next_word(low, stop + 1) in (".",))
        or (after in ("a", "p") and next_word(low, stop + 1) == ".")
    ):
        return True
    month = before in _MONTHS or (before == "may" and sentence.tokens[words[start - 1].token].upos == "PROPN")
    if month or (before == "." and start > 1 and low[start - 2] in _MONTHS):
        return not _outgrows_a_date(low, start, stop)
    if before == "-" and start > 1 and words[start - 1].span.end == words[start].span.start:
        return True  # F-16, M-4, 20-30 read from its middle
    if (
        after == "-"
        and stop + 1 < len(words)
        and words[stop].span.end == words[stop + 1].span.start
        and not _compound(low, stop)
    ):
        return True  # a 12-member team, a 35-minute battle
    if before in _NAME_BEFORE or (before == "." and start > 1 and low[start - 2] in ("no", "nr")):
        return digits or before in ("phase", "chapter", "aged", "age")
    if digits and (_is_year(sentence, words, low, start, stop) or _is_age(sentence, words, low, start, stop)):
        return True
    return start == 0 and digits and after in (".", ")")


def _outgrows_a_date(low: list[str], start: int, stop: int) -> bool:
    """Whether a number behind a month is neither its day nor a year: "since January 260 soldiers have been killed"."""
    number = low[start].replace(",", "")
    if stop - start != 1 or not number.isdigit() or int(number) <= _LAST_DAY or YEAR.fullmatch(number):
        return False
    return is_known_noun(next_word(low, stop))


def _is_one_in_some(low: list[str], start: int) -> bool:
    """Either number of "one in five houses", "one in five of the detainees"; of "one in 2014" neither is."""
    first = start if low[start] == "one" else start - 2
    if first < 0 or low[first] != "one" or next_word(low, first + 1) != "in":
        return False
    among = cardinal_at(low, first + 2)
    return among is not None and 1 < among[0] < _LEAST_YEAR


def _is_one_of_the_most(sentence: Sentence, words: tuple[Word, ...], low: list[str], start: int) -> bool:
    """ "Abu Naim, one of the most feared faces of the group": what is said of somebody who is named."""
    named = start - 1 if start and low[start - 1] != "," else start - 2
    if low[start : start + 3] != ["one", "of", "the"] or named < 0 or start + 3 >= len(words):
        return False
    superlative = sentence.tokens[words[start + 3].token].xpos in ("JJS", "RBS")
    return superlative and sentence.tokens[words[named].token].upos == "PROPN"


def _glued(words: tuple[Word, ...], i: int) -> bool:
    """Whether two neighbouring words, one of them a number, are written without a gap and without a mark."""
    if i < 0 or i + 1 >= len(words) or words[i].span.end != words[i + 1].span.start:
        return False
    return words[i].raw.isalnum() and words[i + 1].raw.isalnum()


def _compound(low: list[str], stop: int) -> bool:
    return next_word(low, stop + 1) in ("plus", "odd")


def next_word(low: list[str], i: int) -> str:
    """The word at a position; empty past the end."""
    return low[i] if i < len(low) else ""


YEAR = re.compile(r"(?:1[6-9]|20)\d\d")


_BEFORE_YEAR = word_set("in since of during until by late early mid from the and before after ,")


def _is_year(sentence: Sentence, words: tuple[Word, ...], low: list[str], start: int, stop: int) -> bool:
    if stop - start != 1 or not YEAR.fullmatch(low[start]):
        return False
    before = low[start - 1] if start else ""
    if before in _MONTHS or before in ("may", "march", "mar"):
        return True
    if before in _BEFORE_YEAR:
        return not (before in ("of", "and", ",", "the", "by", "from") and is_known_noun(next_word(low, stop)))
    following = sentence.tokens[words[stop].token] if stop < len(words) else None
    return following is None or following.upos not in ("NOUN", "ADJ", "PROPN")


def _is_second_age(low: list[str], start: int) -> bool:
    """ "Two boys aged 9 and 11", "aged between 4 and 10": the second of two ages."""
    return start > 2 and low[start - 1] in ("and", "to", "or") and "aged" in low[max(0, start - 4) : start - 1]


_JOINED = word_set("others other more and")


def _is_age(sentence: Sentence, words: tuple[Word, ...], low: list[str], start: int, stop: int) -> bool:
    """ "Vargas, 38, was shot": a bare number between commas after a name."""
    if _is_second_age(low, start):
        return True
    if start and stop - start == 1 and len(low[start]) <= 2 and next_word(low, stop) not in _JOINED:
        before, after = words[start - 1].token, words[stop].token if stop < len(words) else None
        person = any(e.kind == "PERSON" and e.last == before for e in sentence.entities)
        if person and (after is None or sentence.tokens[after].upos in ("VERB", "AUX", "ADP")):
            return True  # the commas were lost
        part = sentence.tokens[words[start].token].deprel == "flat" and sentence.tokens[before].upos == "PROPN"
        if part and after is not None and sentence.tokens[after].xpos == "VBD":
            return True
    if start < 2 or low[start - 1] not in (",", "(") or next_word(low, stop) not in (",", ")", ".", ""):
        return False
    return words[start - 2].raw[:1].isupper() and len(low[start]) <= 2
