"""Dates of the Islamic calendar, and feasts of several: "12 Ramadan 1437", "the second day of Eid al-Adha"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from recount.extraction.calendar_hijri import HIJRI_MONTHS, hijri_days, hijri_month, hijri_month_of, hijri_year_of
from recount.extraction.calendar_words import ORDINALS, Days, dated, one
from recount.extraction.time_atom import Atom
from recount.extraction.time_patterns import always, atom_at, pattern_of

OfYear = Callable[[int], Days | None]
"""From a year of its calendar to the days that something was on."""

_HIJRI = "(?P<hijri>" + "|".join(HIJRI_MONTHS) + ")"
_AH = r"(?:,?\s+(?P<year>1[0-5]\d\d)(?:\s*(?:a\.?h\.?|h\.?|hijri))?)"
_NTH = "(?P<nth>" + "|".join(ORDINALS) + r"|last)"


def _latest(of_year: OfYear, year_of: Callable[[date], int]) -> Callable[[date, bool], Days | None]:
    """The last time that something of every year had begun by the report; the next time where the sentence looks
    ahead."""

    def resolve(anchor: date, ahead: bool) -> Days | None:
        year = year_of(anchor)
        around = [days for days in (of_year(year - 1), of_year(year), of_year(year + 1)) if days is not None]
        if ahead:
            return next((days for days in around if days[1] >= anchor), None)
        return next((days for days in reversed(around) if days[0] <= anchor), None)

    return resolve


def _islamic(match: re.Match[str], rule: str, of_year: OfYear) -> Atom | None:
    if match.groupdict().get("year"):
        days = of_year(int(match["year"]))
        return atom_at(match, rule, always(days), absolute=True) if days else None
    return atom_at(match, rule, _latest(of_year, hijri_year_of))


def _hijri_day(match: re.Match[str]) -> Atom | None:
    month = hijri_month_of(match["hijri"]) or 0
    groups = match.groupdict()
    day = ORDINALS.get(match["nth"], 29) if groups.get("nth") else int(match["day"])
    return _islamic(match, "when.hijri", lambda year: hijri_days(year, month, day, day))


def _hijri_month(match: re.Match[str]) -> Atom | None:
    month = hijri_month_of(match["hijri"]) or 0
    return _islamic(match, "when.hijri", lambda year: hijri_month(year, month))


def _feast(match: re.Match[str]) -> Atom | None:
    """A feast, one of its days, or the day before it."""
    month, first, last = next(days for words, days in _FEASTS.items() if re.fullmatch(words, match["feast"]))
    if match["eve"]:
        first = last = first - 1
    elif match["nth"] and match["nth"] != "last":
        first = last = first + ORDINALS[match["nth"]] - 1
    elif match["nth"]:
        first = last
    if first == 0:
        month, first, last = month - 1, 30, 30
    return _islamic(match, "when.feast", lambda year: hijri_days(year, month, first, last))


def _fixed_feast(match: re.Match[str]) -> Atom:
    words = " ".join(re.sub("['’]", "", match["feast"]).split())
    name, eve = words.removesuffix(" day").removesuffix(" eve"), words.endswith(" eve")

    def of_year(year: int) -> Days | None:
        if not date.min.year < year < date.max.year:
            return None
        if name == "thanksgiving":
            first = date(year, 11, 1)
            day = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        else:
            day = {"christmas": date(year, 12, 25), "new years": date(year, 1, 1)}[name]
        return one(day - timedelta(days=eve))

    return atom_at(match, "when.feast", _latest(of_year, lambda anchor: anchor.year))


def _attacks_of_2001(match: re.Match[str]) -> Atom | None:
    days = dated(2001, 9, 11)
    return atom_at(match, "when.date", always(days), absolute=True) if days else None


# Month, first day and last day of each feast.
_FEASTS = {
    r"(?:['’]?eid|['’]?id)[\s-]+(?:al|ul|el)[\s-]+fit[h]?r": (10, 1, 3),
    r"(?:['’]?eid|['’]?id)[\s-]+(?:al|ul|el)[\s-]+adh?ha": (12, 10, 13),
    r"ashoura|ashura": (1, 10, 10),
}
FEASTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Atom | None]], ...] = (
    (pattern_of(rf"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_HIJRI}{_AH}?"), _hijri_day),
    (pattern_of(rf"the\s+{_NTH}\s+day\s+of\s+(?:the\s+(?:\w+\s+){{0,2}}month\s+of\s+)?{_HIJRI}{_AH}?"), _hijri_day),
    (pattern_of(rf"{_HIJRI}\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?{_AH}?"), _hijri_day),
    (pattern_of(rf"{_HIJRI}{_AH}"), _hijri_month),
    (
        pattern_of(
            rf"(?:in|during|throughout|since|month\s+of|start\s+of|beginning\s+of|end\s+of|this|last)\s+{_HIJRI}"
        ),
        _hijri_month,
    ),
    (
        pattern_of(rf"(?:the\s+(?:{_NTH}\s+day|(?P<eve>eve))\s+of\s+)?(?:the\s+)?(?P<feast>{'|'.join(_FEASTS)}){_AH}?"),
        _feast,
    ),
    (
        pattern_of(r"(?P<feast>christmas\s+(?:day|eve)|new\s+year['’]?s\s+(?:day|eve)|thanksgiving\s+day)"),
        _fixed_feast,
    ),
    (pattern_of(r"9/11(?=\s+(?:\w+\s+)?attacks?)"), _attacks_of_2001),
)
"""Patterns over lower-cased text with what reads each, in the order they are tried."""
