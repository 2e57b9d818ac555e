"""Figures that their reports leave open, in the reports' own way: "more than 60", "fewer than 10", "scores"."""

from __future__ import annotations

import re

from recount.model import Count, LedgerEntry
from recount.tolls.comparable import is_vague
from recount.tolls.estimates import Estimate, bounds_words

_SCALE = r"(?:dozen|hundred|thousand|million)s?"
_NUMBER = (
    r"(?:\d[\d,.]*|an?\s+" + _SCALE + r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|half\s+an?)"
)
_MORE = re.compile(
    rf"\b(?:more\s+than|over|above|exceed\w*|in\s+excess\s+of|upwards?\s+of)\s+({_NUMBER})\b(?!\s+{_SCALE}\s+of\s+{_SCALE})",
    re.IGNORECASE,
)
_FEWER = re.compile(rf"\b(?:fewer\s+than|less\s+than|under|below)\s+({_NUMBER})\b", re.IGNORECASE)
_EXACT = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)
_OPEN = re.compile(
    rf"\b(?:several|many|some|few|tens|dozens|scores|hundreds|thousands|millions)(?:\s+(?:of\s+)?{_SCALE})?\b",
    re.IGNORECASE,
)
_OF = ("tens", "dozens", "scores", "hundreds", "thousands", "millions")


def beyond(entry: LedgerEntry) -> str:
    """How a report words a bound that its figure does not reach: "more than 60" where it is kept as 61 or more, "fewer
    than 10"; "" for other figures."""
    return beyond_in(entry.count, entry.words)


def beyond_in(count: Count, words: str) -> str:
    """The same of a number and the words that it was read from, or of those that a person gave it."""
    low, high = count.low, count.high
    words = count.said or words
    if low is not None and high is None and (told := _MORE.search(words)) and _is(told[1], low - 1):
        return f"more than {low - 1:,}"
    if high is not None and low is None and (told := _FEWER.search(words)) and _is(told[1], high + 1):
        return f"fewer than {high + 1:,}"
    return ""


def open_word(entry: LedgerEntry) -> str | None:
    """The word that leaves a figure's number open, "scores", "several dozen"; "" where none does and no number is told
    either ("people were killed"); None where a number is told."""
    words = entry.count.said or entry.words
    if entry.count.high is not None or not entry.count.low or _EXACT.search(words):
        return None
    told = _OPEN.search(words) or _OPEN.search(entry.who)
    if told is not None:
        return " ".join(told[0].casefold().split())
    return "" if is_vague(entry) and words else None


def whom_openly(word: str, who: str) -> str:
    """Whom a figure counts after the word that leaves it open: "dozens of people", "several homes"."""
    if not word or word in " ".join(who.casefold().split()):
        return who
    if not who:
        return word
    return f"{word} of {who}" if word.startswith(_OF) and word.split()[-1].endswith("s") else f"{word} {who}"


def or_more(count: Count) -> str:
    """What a word that leaves a number open is read as: "40 or more"."""
    return f"{count.low or 0:,} or more"


def _is(told: str, number: int) -> bool:
    """Whether digits state a number; words, and the first digits of "1.5 million", may."""
    digits = told.rstrip(".,").replace(",", "")
    return not digits.isdigit() or int(digits) == number or (number >= 1000 and number % int(digits or 1) == 0)


def estimate_words(chosen: Estimate) -> str:
    """An estimate's figure: "100 (83 to 126)", "43 to 126", "8 to 22 or more", "more than 60", "more than 60 to 80",
    "up to 9", "scores (40 or more)"."""
    bounds = bounds_words(chosen.low, chosen.high, chosen.most)
    if chosen.low is not None and chosen.high is None:
        bounds = _open_bounds(chosen, bounds)
    elif least := _beyond_at(chosen, chosen.low):
        bounds = f"{least} to {chosen.high:,}" if chosen.low != chosen.high else least
    if chosen.best == chosen.low and bounds.startswith("more than"):
        return bounds
    if chosen.best is None or chosen.low == chosen.best == chosen.high:
        return bounds
    return f"{chosen.best:,} ({bounds})"


def _open_bounds(chosen: Estimate, bounds: str) -> str:
    """The bounds of an estimate that is open above, in its reports' words where all that state a number say so."""
    most = chosen.most if chosen.most is not None else chosen.low
    words = _beyond_at(chosen, most)
    if most == chosen.low:
        behind = [entry for entry in chosen.entries if entry.count.low == most]
        word = {open_word(entry) for entry in behind}
        told = word.pop() if len(word) == 1 else None
        return words or (f"{told} ({bounds})" if told else bounds)
    least = _beyond_at(chosen, chosen.low)
    if not words and not least:
        return bounds
    return f"{least or f'{chosen.low:,}'} to {words or f'{most:,} or more'}"


def least_is_beyond(chosen: Estimate) -> bool:
    """Whether the least that an estimate allows is the number above one that its reports give: "more than 60"."""
    return chosen.low is not None and _beyond_at(chosen, chosen.low) == f"more than {chosen.low - 1:,}"


def _beyond_at(chosen: Estimate, low: int | None) -> str:
    """How all figures that begin at a number word it: "more than 60" for 61; "" where one of them states it."""
    said = {beyond(entry) for entry in chosen.entries if entry.count.low == low and low is not None}
    return said.pop() if len(said) == 1 else ""
