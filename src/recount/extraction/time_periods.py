"""Longer periods in words: quarters, halves, fiscal years, decades, centuries, years written out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from recount.extraction.calendar_words import ORDINALS, Days, half_of, quarter_of, year_of
from recount.extraction.number_words import cardinal_at
from recount.extraction.time_atom import Atom
from recount.extraction.time_patterns import YEAR, always, atom_at, pattern_of

_NTH = r"(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)"
_NTHS = {**ORDINALS, "last": 2, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_OF_YEAR = rf"(?:,?\s+(?:of\s+|in\s+)?(?:{YEAR}|(?P<which>last|this|next)\s+year))?"
_YEARS = {"last": -1, "this": 0, "next": 1}
_TENS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip


def _part_of_year(match: re.Match[str]) -> Atom | None:
    """ "The third quarter": of the year named with it, else the latest that has begun, or the next one."""
    nth, groups = _NTHS[match["nth"]], match.groupdict()
    halves = match["unit"] == "half"
    if (match["nth"] == "last" and not halves) or (halves and nth > 2):
        return None
    of = half_of if halves else quarter_of

    def resolve(anchor: date, ahead: bool) -> Days | None:
        if groups.get("which") is not None:
            return of(anchor.year + _YEARS[match["which"]], nth)
        days = of(anchor.year, nth)
        return days if days[0] <= anchor or ahead else of(anchor.year - 1, nth)

    rule = "when.half" if halves else "when.quarter"
    if groups.get("year"):
        return atom_at(match, rule, always(of(int(match["year"]), nth)), absolute=True)
    return atom_at(match, rule, resolve)


def _the_quarter(match: re.Match[str]) -> Atom:
    """ "The quarter", "the latest period": the one told of, else the last that has ended ("the current quarter": the
    one that runs)."""
    now = (match["which"] or "") in ("current", "this")

    def number_of(day: date) -> int:
        return (day.month + 2) // 3 if now else (day.month - 1) // 3

    def resolve(anchor: date, ahead: bool) -> Days:
        return quarter_of(anchor.year, number_of(anchor)) if number_of(anchor) else quarter_of(anchor.year - 1, 4)

    named = match["unit"] == "quarter"
    return replace(
        atom_at(match, "when.quarter", resolve if named else None),
        of_period=lambda period, ahead: quarter_of(period.year, (period.month + 2) // 3),
    )


def _year_ago(match: re.Match[str]) -> Atom:
    """ "The year-ago quarter", "year-earlier": the period told of, a year before it; else the year before."""
    nth = match.groupdict().get("nth")
    if nth is not None:
        return atom_at(match, "when.quarter", lambda anchor, ahead: quarter_of(anchor.year - 1, _NTHS[nth]))
    return replace(
        atom_at(match, "when.year", lambda anchor, ahead: year_of(anchor.year - 1)),
        of_period=lambda period, ahead: quarter_of(period.year - 1, (period.month + 2) // 3),
    )


def _period_of(match: re.Match[str]) -> Atom:
    """ "The 1988 period": the period told of, in that year."""
    year = int(match["year"])
    return replace(
        atom_at(match, "when.year", always(year_of(year)), absolute=True),
        of_period=lambda period, ahead: quarter_of(year, (period.month + 2) // 3),
    )


def _fiscal(match: re.Match[str]) -> Atom:
    return atom_at(match, "when.year", always(year_of(int(match["year"]))), absolute=True)


def _the_year(match: re.Match[str]) -> Atom:
    return atom_at(match, "when.year", lambda anchor, ahead: year_of(anchor.year))


def _decade(match: re.Match[str]) -> Atom | None:
    """ "The 1980s", "the '80s", "the eighties": the latest such decade that had begun; its early and late part is the
    whole of it, as nobody can say where it ends."""
    groups = match.groupdict()
    if groups.get("tens") is None:
        first = int(match["year"])
    else:
        tens = match["tens"]
        first = 1900 + (_TENS[tens] if tens in _TENS else int(tens))
    return atom_at(match, "when.decade", always((date(first, 1, 1), date(first + 9, 12, 31))), absolute=True)


def _century(match: re.Match[str]) -> Atom | None:
    nth = int(match["nth"])
    if not 1 < nth < 22:
        return None
    first = 100 * (nth - 1)
    return atom_at(match, "when.century", always((date(first, 1, 1), date(first + 99, 12, 31))), absolute=True)


def _spelled(match: re.Match[str]) -> Atom | None:
    """ "Nineteen ninety-six", "the year two thousand", as speakers say years."""
    words = match["rest"].replace("-", " - ").split()
    hit = cardinal_at(words, 0) if words else (0, 0)
    if match["century"] == "two thousand":
        year = 2000 + (hit[0] if hit else 0)
    elif hit and 10 <= hit[0] <= 99:
        year = {"nineteen": 1900, "twenty": 2000}[match["century"]] + hit[0]
    else:
        return None
    return atom_at(match, "when.year", always(year_of(year)), absolute=True)


_TENS_WORDS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
PERIODS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Atom | None]], ...] = (
    (
        pattern_of(
            rf"(?:{YEAR}(?:'s|’s)?|(?P<which>last|this|next)\s+year(?:'s|’s)?)\s+{_NTH}[\s-]+(?P<unit>quarter|half)"
        ),
        _part_of_year,
    ),
    (pattern_of(rf"(?:the\s+)?(?:fiscal[\s-]+)?{_NTH}[\s-]+(?P<unit>quarter|half){_OF_YEAR}"), _part_of_year),
    (
        pattern_of(
            r"(?:the\s+)?(?:(?:comparable|corresponding|same)\s+)?(?:a\s+)?year[\s-](?:ago|earlier)(?:[\s-]+(?:(?P<nth>first|second|third|fourth)[\s-]+)?(?:quarter|period))?"
        ),
        _year_ago,
    ),
    (pattern_of(rf"(?:the|its|their)\s+{YEAR}\s+(?:quarter|period)"), _period_of),
    (
        pattern_of(r"(?:the\s+)?(?P<which>latest|current|this|last|same|that)\s+(?P<unit>quarter|period)"),
        _the_quarter,
    ),
    (pattern_of(r"the\s+(?P<which>)(?P<unit>quarter)"), _the_quarter),
    (pattern_of(rf"(?:the\s+)?fiscal(?:\s+year)?\s+{YEAR}"), _fiscal),
    (pattern_of(r"the\s+(?:(?:current|full|latest)\s+)?fiscal\s+year|the\s+(?:current|full)\s+year"), _the_year),
    (pattern_of(r"(?:the\s+)?year(?:'s|’s|-|\s)\s?end|the\s+end\s+of\s+the\s+year"), _the_year),
    (pattern_of(r"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<year>(?:1[5-9]|20)\d0)(?:'|’)?s"), _decade),
    (pattern_of(r"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?['’](?P<tens>[2-9]0)s"), _decade),
    (pattern_of(rf"the\s+(?:(?:early|late|mid)[\s-]+)?(?P<tens>{'|'.join(_TENS)})"), _decade),
    (pattern_of(r"(?:the\s+)?(?P<nth>\d{1,2})(?:st|nd|rd|th)[\s-]+century"), _century),
    (
        pattern_of(
            rf"(?:the\s+year\s+)?(?P<century>nineteen|twenty)\s+(?P<rest>(?:{_TENS_WORDS})(?:[\s-]+(?:{_UNITS}))?|{_TEENS})"
        ),
        _spelled,
    ),
    (
        pattern_of(rf"(?:in|by|of|the\s+year)\s+(?P<century>two\s+thousand)(?:\s+and)?\s*(?P<rest>{_TEENS}|{_UNITS}|)"),
        _spelled,
    ),
)
"""Patterns over lower-cased text with what reads each, in the order they are tried."""
