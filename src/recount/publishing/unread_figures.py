"""Numbers that stand beside a word of harm, and that no figure was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from recount.model import Span

_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?![\d%.:/-])|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|dozens?|scores|hundreds?|thousands?"
)
_HARM = (
    r"kill(?:ed|s|ing)?|dead|died|dies|deaths?|lives|martyred|massacred|slain|murdered|executed|wounded|injured|hurt"
    r"|casualt(?:y|ies)|fatalit(?:y|ies)|victims|bodies|corpses"
)
_LETTERS = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_BETWEEN = rf"(?:[\s,(]+{_LETTERS},?){{0,6}}[\s,(]+"
_BESIDE = (
    re.compile(rf"(?<![\w.,:/-])(?P<number>{_NUMBER})\b{_BETWEEN}(?:{_HARM})\b", re.IGNORECASE),
    re.compile(rf"\b(?:{_HARM})\b{_BETWEEN}(?P<number>{_NUMBER})\b", re.IGNORECASE),
)
_YEARS = range(1900, 2100)
_MONTH = re.compile(
    r"\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|days?|weeks?|hours?|o'clock|am\b|pm\b|km\b)", re.IGNORECASE
)
_MONTH_BEFORE = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+$", re.IGNORECASE
)


def unread_figure(text: str, start: int, end: int, read: Iterable[Span]) -> str:
    """The words of a number in a stretch of a report, beside a word of harm, that lies in none of the spans that
    figures were read from; "" where there is none."""
    spans = tuple(read)
    part = text[start:end]
    for pattern in _BESIDE:
        for match in pattern.finditer(part):
            a, b = match.span("number")
            if any(span.start < start + match.end() and start + match.start() < span.end for span in spans):
                continue
            number = match["number"]
            if number.isdigit() and int(number) in _YEARS:
                continue
            if _MONTH.match(part[b : b + 12]) or _MONTH_BEFORE.search(part[max(0, a - 12) : a]):
                continue
            return match[0]
    return ""
