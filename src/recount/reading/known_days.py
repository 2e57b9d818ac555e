"""What known days tell of when a report without a date was written: names it uses, offices it gives people, attacks and
beginnings that it dates by its own day ("Friday's attacks in Paris", "the five-year-old war").

The days stand in `codebooks/known_days.yaml`. A bound is taken only where the words carry it; what contradicts is left
out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

import yaml

_DAY = timedelta(days=1)
_FORMER = re.compile(
    r"(?:\b(?:former|late|then|vice|deputy|acting|interim|past|previous|ousted|deposed|toppled|first)|\bex|\bunder"
    r"|\bsince|\bwhen|\bafter)"
    r"[\s-]+(?:[\w.'’-]+\s){0,3}$",
    re.IGNORECASE,
)
_ELECT = re.compile(r"[-\s]?elect\b", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"['’]s\s(?:era|time|rule|legacy|first|fall|ouster|overthrow)\b|\s(?:era|was ousted|was toppled|fell)\b"
)
_NUMBERS = {"a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9}
_NUMBER = rf"(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_WAR = r"(?:civil\s)?(?:war|conflict|crisis|uprising)\b"
_OLD = re.compile(rf"\b{_NUMBER}[-\s]years?(?:[-\s]old)?\s(?:\w+\s)?{_WAR}", re.IGNORECASE)
_NTH = re.compile(rf"\b(?:in|into|enters|entered|entering)\sits\s(?P<n>{'|'.join(_ORDINALS)})\syear\b", re.IGNORECASE)
_YEARS_AGO = re.compile(rf"\b{_NUMBER}\s(?P<unit>year|month)s?\s(?:ago|earlier)\b", re.IGNORECASE)
_DEED = r"(?:attacks?|carnage|massacres?|bombings?|strikes?|shootings?|assaults?|killings?|blasts?|explosions?)"
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(list(calendar.day_name))})\b")
_LAST_WEEK = re.compile(r"\blast week(?:end)?(?:['’]s)?\b", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![\d.,])\d{2,4}(?![\d.,]*\d)")
_CLAUSE_ENDS = re.compile(r"[.!?;\n]")
_FAR = 60  # characters between an attack and the words for its day
_FEW_YEARS = 4 * 366  # days within which a weekday tells which attack is meant
_MOST_HITS = 40
_SEARCHED = 50_000  # characters


@dataclass(frozen=True, slots=True)
class KnownBound:
    """Days between which a report was written as far as one thing in it tells; an open end is None."""

    first: date | None
    last: date | None
    why: str


def known_bounds(text: str, first: date | None = None, last: date | None = None) -> tuple[KnownBound, ...]:
    """What known days say of when `text` was written, which is known to be from `first` to `last` already."""
    text = text[:_SEARCHED]
    found = [*_names(text), *_offices(text), *_wars(text), *_begun(text)]
    firsts = [bound.first for bound in found if bound.first] + ([first] if first else [])
    lasts = [bound.last for bound in found if bound.last] + ([last] if last else [])
    found += _attacks(text, max(firsts, default=None), min(lasts, default=None))
    return tuple(found)


@cache
def _known() -> dict[str, Any]:
    text = (files("recount") / "codebooks" / "known_days.yaml").read_text(encoding="utf-8")
    known: dict[str, Any] = yaml.safe_load(text)
    return known


@cache
def office_holders() -> tuple[tuple[str, ...], ...]:
    """Who holds or held an office that known days tell of, each by all names that reports use."""
    return tuple(tuple(holder["called"]) for entry in _known()["offices"] for holder in entry["who"])


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    either = "|".join(r"[\s-]".join(map(re.escape, one.split())) for one in longest)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _holds(text: str, words: Sequence[str]) -> bool:
    """Whether the last word of any of some names stands in a text, which is soon told."""
    return any(one.rsplit(" ", 1)[-1] in text for one in words)


def _names(text: str) -> Iterator[KnownBound]:
    for entry in _known()["names"]:
        if not _holds(text, entry["called"]):
            continue
        hits = _any_of(tuple(entry["called"])).finditer(text)
        longer = _any_of(tuple(entry["longer"])) if "longer" in entry else None
        hit = next((one for one in islice(hits, _MOST_HITS) if not (longer and longer.match(text, one.start()))), None)
        if hit is not None and ("beside" not in entry or _any_of(tuple(entry["beside"])).search(text)):
            yield KnownBound(entry["from"], None, f"it names {_quoted(hit[0])}: not published before {entry['from']}")


def _offices(text: str) -> Iterator[KnownBound]:
    for entry in _known()["offices"]:
        for holder in entry["who"] if _holds(text, entry["office"]) else ():
            if not _holds(text, holder["called"]):
                continue
            hits = _holding(tuple(entry["office"]), tuple(holder["called"])).finditer(text)
            for hit in islice(hits, _MOST_HITS):
                if not _is_past(text, hit):
                    first, last = holder["from"], holder.get("to")
                    until = f" to {last}" if last else " on"
                    yield KnownBound(first, last, f"it says {_quoted(hit[0])}, who was that from {first}{until}")
                    break


@cache
def _holding(offices: tuple[str, ...], names: tuple[str, ...]) -> re.Pattern[str]:
    office, name = (_any_of(words).pattern for words in (offices, names))
    sent = r"(?:(?:for|to)\s(?:the\s)?[A-Z]\w+,?\s)?"  # "envoy for Yemen"
    return re.compile(rf"{office},?\s{sent}{name}|{name},\s(?:[\w.'’-]+\s){{0,4}}{office}")


def _is_past(text: str, hit: re.Match[str]) -> bool:
    """Whether an office is told as one that was held before, will be, or is named for what was."""
    before = _CLAUSE_ENDS.split(text[max(0, hit.start() - 60) : hit.start()])[-1]
    return bool(
        _FORMER.search(before)
        or _ELECT.search(hit[0])
        or _FORMER.search(hit[0].split(",")[-1] + " ")
        or _AFTER_NAME.match(text, hit.end())
    )


def _wars(text: str) -> Iterator[KnownBound]:
    """A war's age: "the five-year-old war" is told from half a year before it is five until it is six."""
    named = [entry for entry in _known()["wars"] if _any_of(tuple(entry["at"])).search(text)]
    if len(named) != 1:
        return
    began: date = named[0]["first"]
    for pattern, numbers in ((_OLD, _NUMBERS), (_NTH, _ORDINALS)):
        hit = pattern.search(text)
        if hit is None:
            continue
        n = _number(hit["n"], numbers)
        first, last = (n - 1, n) if pattern is _NTH else (n - 0.5, n + 1)
        if n > 2:
            yield _between(_years(began, first) - 14 * _DAY, _years(began, last) + 30 * _DAY, hit[0], began)


def _begun(text: str) -> Iterator[KnownBound]:
    for entry in _known()["begun"]:
        for hit in islice(_any_of(tuple(entry["called"])).finditer(text), _MOST_HITS):
            start, end = _sentence(text, hit)
            ago = _YEARS_AGO.search(text, start, end)
            if ago is not None:
                n, unit = _number(ago["n"], _NUMBERS), 1.0 if ago["unit"].lower() == "year" else 1 / 12
                began: date = entry["first"]
                yield _between(_years(began, (n - 0.5) * unit), _years(began, (n + 1) * unit), ago[0], began)


def _attacks(text: str, first: date | None, last: date | None) -> Iterator[KnownBound]:
    """The days on which a report can have come out that tells a known attack as Friday's, or as last week's."""
    few = first is not None and last is not None and (last - first).days <= _FEW_YEARS
    entries = [
        entry
        for entry in _known()["attacks"]
        if _holds(text, entry["at"])
        and (first is None or entry["last"] >= first - 365 * _DAY)
        and (last is None or entry["first"] <= last)
    ]
    meant: dict[bool, list[list[KnownBound]]] = {True: [], False: []}  # by number, by weekday
    for entry in entries:
        told, counted, named = list[KnownBound](), False, False
        low, high = entry["killed"]
        for hit in islice(_attack_at(tuple(entry["at"])).finditer(text), _MOST_HITS):
            sentence = _sentence(text, hit)
            bound, weekday = _relative(text, hit, sentence, (entry["first"], entry["last"]))
            if bound is not None:
                told.append(bound)
                named = named or (weekday and few)
                counted = counted or any(low <= int(figure[0]) <= high for figure in _FIGURE.finditer(text, *sentence))
        if counted or named:
            meant[counted].append(told)
    found = meant[True] or meant[False]
    if len(found) == 1:
        yield from found[0]


@cache
def _attack_at(places: tuple[str, ...]) -> re.Pattern[str]:
    place = _any_of(places).pattern
    return re.compile(rf"\b{_DEED}\s(?:in|on|at)\s{place}|{place}(?:['’]s)?\s(?:\w+\s)?{_DEED}\b")


def _relative(
    text: str, hit: re.Match[str], sentence: tuple[int, int], happened: tuple[date, date]
) -> tuple[KnownBound | None, bool]:
    """When a report came out by its words for the days of an attack, beside it; and whether they are a weekday."""
    start, end = max(sentence[0], hit.start() - _FAR), min(sentence[1], hit.end() + _FAR)
    weekdays = list(_WEEKDAY.finditer(text, start, end))
    near = min(weekdays, key=lambda m: max(m.start() - hit.end(), hit.start() - m.end()), default=None)
    if near is not None:
        days = [happened[0] + n * _DAY for n in range((happened[1] - happened[0]).days + 1)]
        fits = [day for day in days if calendar.day_name[day.weekday()] == near["day"]]
        said = f"{near[0]} … {hit[0]}"
        return (_between(fits[0], fits[-1] + 6 * _DAY, said, fits[0]) if fits else None), True
    if (week := _LAST_WEEK.search(text, start, end)) is not None:
        return _between(happened[0] + _DAY, happened[1] + 13 * _DAY, f"{hit[0]} … {week[0]}", happened[0]), False
    return None, False


def _sentence(text: str, hit: re.Match[str]) -> tuple[int, int]:
    """Where the sentence of a hit begins and ends, as far as 300 characters away."""
    start = max(0, hit.start() - 300)
    before = list(_CLAUSE_ENDS.finditer(text, start, hit.start()))
    after = _CLAUSE_ENDS.search(text, hit.end(), hit.end() + 300)
    return before[-1].end() if before else start, after.start() if after else min(len(text), hit.end() + 300)


def _number(words: str, names: dict[str, int]) -> int:
    return int(words) if words.isdigit() else names[words.lower()]


def _years(day: date, years: float) -> date:
    return day + timedelta(days=round(years * 365.25))


def _between(first: date, last: date, words: str, known: date) -> KnownBound:
    return KnownBound(first, last, f"it says {_quoted(words)} of what was on {known}: published {first} to {last}")


def _quoted(words: str) -> str:
    return f"“{' '.join(words.split())}”"


def joined(
    first: date | None, last: date | None, found: Sequence[KnownBound]
) -> tuple[date | None, date | None, tuple[str, ...]]:
    """The days that an interval and known bounds have in common, with the reasons of those that narrow it.

    Bounds from below go before bounds from above: a name that did not exist can't be used, an office may be told of
    later. What would leave no day is left out.
    """
    reasons: list[str] = []
    for bound in sorted(found, key=lambda one: (one.last is not None, -(one.first or date.min).toordinal())):
        low = max((day for day in (first, bound.first) if day), default=None)
        high = min((day for day in (last, bound.last) if day), default=None)
        if (low, high) != (first, last) and not (low and high and low > high):
            first, last = low, high
            reasons.append(bound.why)
    return first, last, tuple(reasons)
