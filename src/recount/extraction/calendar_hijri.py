"""The Islamic calendar by arithmetic, and its months as reports spell them.

The civil (tabular) calendar of thirty-year cycles differs from the sighted one by a day at most, either way; so a day
of it stands for three days here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from recount.extraction.calendar_words import Days

# 1 Muharram of the year 1 is 16 July 622 of the Julian calendar; Python's day 1 is 1 January of the year 1.
_EPOCH = 227015
_DOUBT = timedelta(days=1)
_LAST_YEAR = 9600

HIJRI_MONTHS: tuple[str, ...] = (
    r"muharram",
    r"safar",
    r"rabi(?:['’]?\s*(?:al|ul|ath)?[\s-]*(?:awwal|awal|i\b|1\b))",
    r"rabi(?:['’]?\s*(?:al|ul|ath)?[\s-]*(?:thani|akhir|ii\b|2\b))",
    r"jumada(?:['’]?\s*(?:al|ul)?[\s-]*(?:awwal|ula|oula|i\b|1\b))",
    r"jumada(?:['’]?\s*(?:al|ul|ath)?[\s-]*(?:thani|thaniya|akhira|akhirah|ii\b|2\b))",
    r"rajab",
    r"sha['’]?ban",
    r"rama[dz]h?an",
    r"shawwal",
    r"(?:dh?u|zul)[\s-]*(?:al|l)?[\s-]*(?:qi?['’]?[ai]?da|qaada)h?",
    r"(?:dh?u|zul)[\s-]*(?:al|l)?[\s-]*hij+ah?",
)
"""Patterns for the twelve months, lower case, as they are written in English."""


def hijri_month_of(words: str) -> int | None:
    """The number of the month that words spell, from 1."""
    return next((n for n, month in enumerate(HIJRI_MONTHS, 1) if re.fullmatch(month, words)), None)


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The day of the common calendar that a day of the civil Islamic one is; None beyond its years or months."""
    if not (1 <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_EPOCH + before + day - 1)


def hijri_days(year: int, month: int, first: int, last: int) -> Days | None:
    """The days that a run of days of an Islamic month can be, with the day of doubt on either side."""
    start, end = hijri_day(year, month, first), hijri_day(year, month, last)
    return (start - _DOUBT, end + _DOUBT) if start and end else None


def hijri_month(year: int, month: int) -> Days | None:
    """The days that a month can be, with the day of doubt on either side."""
    return hijri_days(year, month, 1, 30 if month % 2 else 29)


def hijri_year_of(day: date) -> int:
    """The Islamic year that a day lies in."""
    return (30 * (day.toordinal() - _EPOCH) + 10646) // 10631
