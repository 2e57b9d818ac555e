"""When a report was published: a claim with its method, its reasons and how far it is believed, never a guess."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from recount.model import UNDATED, Label, LabelKind, ReportDate, Span
from recount.reading.dates import FoundDate, dates_in, day_given, day_of, full_dates, month_days, weekday_dates
from recount.reading.known_days import joined, known_bounds

_SCANNED = 200_000  # characters of a report that are searched for dates
_MOST_DAYS = 40
_LONGEST = 3 * 366  # days that a report can have come out on, for its "Tuesday" to be said as days at all
_MONTH_NAMES = [name for name in calendar.month_name if name]
_NAMED_MONTH = re.compile(
    rf"\b(?:in|last|early|late|mid|since|during|a|the)[\s-](?P<month>{'|'.join(_MONTH_NAMES)})\b(?!,?\s\d)"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned|ning)?|scheduled?|due|expect(?:s|ed)|upcoming|deadline|aims?|"
    r"expires?|option|set to|to (?:begin|start|open|end|hold|take|launch|be|hand|withdraw|return|leave))\b"
    r"|\b(?:by|until|till|next|beyond)\W+(?:(?:the|early|mid|late|end|of|beginning|start)\W+){0,4}$",
    re.IGNORECASE,
)
_WILL = re.compile(r",?\s(?:will|would|shall)\b")
_BACK = re.compile(r"\b(?:since|ago|back)\W+(?:\w+\W+)?$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?;\n]")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$|\D)")
_MONTHS_IN_URL = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """A publication day that a page's metadata state, and where ("JSON-LD datePublished")."""

    day: date
    where: str


def report_date(
    text: str, labels: Sequence[Label], given: str | None, found: Sequence[DateEvidence] = ()
) -> ReportDate:
    """The publication date of a report, or the interval it must lie in.

    The dateline in the text comes first (codebook, "Time"), then what the sender's field says, then the page's
    metadata. Where none of them speaks, days that the report itself tells of as past bound it from below.
    """
    field = day_given(given) if given else None
    spoken = [evidence.day for evidence in found]
    dateline = _dateline_day(text, labels, field or (spoken[0] if spoken else None))
    if dateline is not None:
        return _from_dateline(dateline, field, given, found)
    bounds = _with_known_days(text, _bounds(text[:_SCANNED], labels))
    weekday = _latest_weekday(text)
    bounds = replace(bounds, weekday=weekday, told=_days_told(text[:_SCANNED]))
    if field is not None:
        return _from_field(field, found, bounds)
    if found:
        return _from_metadata(found)
    if given:
        unread = f"the date given, {given[:60]!r}, can't be read"
        return ReportDate(bounds.first, bounds.last, bounds.method, bounds.confidence, (unread, *bounds.reasons))
    return bounds


def day_in_url(url: str) -> date | None:
    """The day in an address that is filed by date (".../2016/06/04/..."), None where it is not."""
    m = _IN_URL.search(url[:2000].lower())
    if m is None:
        return None
    month = int(m[2]) if m[2].isdigit() else _MONTHS_IN_URL.get(m[2], 0)
    return day_of(int(m[1]), month, int(m[3]))


def _dateline_day(text: str, labels: Sequence[Label], near: date | None) -> FoundDate | None:
    """The day that the report's first dated dateline states; one without a year takes it from `near`, the closest."""
    for label in labels:
        if label.kind is LabelKind.DATELINE:
            if days := full_dates(text, label.span.start, label.span.end):
                return days[0]
            if near is not None:
                for month, day, span in month_days(text, label.span.start, label.span.end):
                    years = [d for y in (-1, 0, 1) if (d := day_of(near.year + y, month, day)) is not None]
                    if years:
                        closest = min(years, key=lambda d: abs(d - near))
                        return FoundDate(closest, closest, span)
    return None


def _from_dateline(
    dateline: FoundDate, field: date | None, given: str | None, found: Sequence[DateEvidence]
) -> ReportDate:
    day = dateline.first
    reasons = [f"the dateline in the text says {day}"]
    confidence = 0.95
    if dateline.contradicted:
        reasons.append(f"the weekday printed with it is not that of {day}")
        confidence = 0.6
    if field == day:
        reasons.append("the date given says the same")
        confidence = 0.98
    elif given:
        reasons.append(f"the date given, {field or given[:60]}, says otherwise; the dateline goes before it")
        confidence = min(confidence, 0.85)
    for evidence in found:
        if evidence.day != day:
            reasons.append(f"{evidence.where} says {evidence.day}")
            confidence = min(confidence, 0.85)
    return ReportDate(day, day, "dateline", confidence, tuple(reasons))


def _from_field(field: date, found: Sequence[DateEvidence], bounds: ReportDate) -> ReportDate:
    reasons = [f"given with the report: {field}"]
    confidence = 0.8
    for evidence in found:
        agrees = evidence.day == field
        reasons.append(f"{evidence.where} says {'the same' if agrees else evidence.day}")
        confidence = 0.9 if agrees else 0.6
    if bounds.first is not None and bounds.first > field + timedelta(days=1):
        reasons.append("yet the report tells of a later day: " + "; ".join(bounds.reasons))
        confidence = 0.2
    return ReportDate(field, field, "given", confidence, tuple(reasons))


def _from_metadata(found: Sequence[DateEvidence]) -> ReportDate:
    """The first source's day: sources are handed over in the order of how often they are right."""
    day = found[0].day
    reasons = tuple(f"{evidence.where} says {evidence.day}" for evidence in found)
    others = [evidence.day for evidence in found[1:]]
    confidence = 0.8 if not others else 0.9 if all(other == day for other in others) else 0.6
    return ReportDate(day, day, "metadata", confidence, reasons)


def _bounds(text: str, labels: Sequence[Label]) -> ReportDate:
    """What the report's own words say about when it was written: not before the last day it tells of as past."""
    captions = [label.span for label in labels if label.kind is LabelKind.CAPTION]
    reasons: list[str] = []
    latest: FoundDate | None = None
    for found in dates_in(text):
        if not _is_ahead(text, found.span) and (latest is None or found.first > latest.first):
            latest = found
    if latest is None:
        return replace(UNDATED, reasons=_weekdays_told(text))
    in_caption = any(caption.contains(latest.span) for caption in captions)
    where = "a caption is dated" if in_caption else "the report tells of"
    first = latest.first
    reasons.append(f"{where} {latest.span.of(text)!r}: not published before {first}")
    for narrowed, reason in (_with_dateline(text, labels, first), _with_weekdays(text, first)):
        if narrowed > first:
            first = narrowed
            reasons.append(reason)
    last = _before_month_returns(text, first) if in_caption else None
    if last is not None:
        month = _MONTH_NAMES[first.month - 1]
        reasons.append(f"it names {month} without a year, so before that month comes again: {last}")
    reasons.extend(_weekdays_told(text))
    return ReportDate(first, last, "bounded", 0.3 if last is None else 0.5, tuple(reasons))


def _with_known_days(text: str, bounds: ReportDate) -> ReportDate:
    """The interval, narrowed by what the report names that is known to have been on its days.

    Where no more is known than that it came out within some years, no last day is given: that dates nothing.
    """
    first, last, reasons = joined(bounds.first, bounds.last, known_bounds(text, bounds.first, bounds.last))
    if not reasons:
        return bounds
    if bounds.last is None and first is not None and last is not None and (last - first).days > _LONGEST:
        last = None
    confidence = 0.3 if last is None or first is None else 0.6
    return ReportDate(first, last, "bounded", max(bounds.confidence, confidence), (*bounds.reasons, *reasons))


def _is_ahead(text: str, span: Span) -> bool:
    """Whether a date stands in a clause about what is still to come; such a date bounds nothing."""
    before = _CLAUSE_END.split(text[max(0, span.start - 120) : span.start])[-1]
    if _BACK.search(before) is not None:
        return False
    return _AHEAD.search(before) is not None or _WILL.match(text, span.end) is not None


def _with_dateline(text: str, labels: Sequence[Label], first: date) -> tuple[date, str]:
    """A dateline's day without a year ("LIMA, 12 NOV (EFE)") falls on or after `first`, at the earliest in its year or
    in the next."""
    for label in labels:
        if label.kind is LabelKind.DATELINE:
            for month, day, span in month_days(text, label.span.start, label.span.end):
                days = [d for y in (0, 1) if (d := day_of(first.year + y, month, day)) is not None and d >= first]
                if days:
                    return days[0], f"the dateline says {span.of(text)!r}: not published before {days[0]}"
    return first, ""


def _with_weekdays(text: str, first: date) -> tuple[date, str]:
    """A day named with its weekday and no year ("Monday, June 5") lies in the first year from `first` on in which the
    two agree, if that is within a year: then the report is not older than it."""
    best, why = first, ""
    for weekday, month, day, span in weekday_dates(text):
        for year in (first.year, first.year + 1):
            found = day_of(year, month, day)
            if found is None or found.weekday() != weekday or _is_ahead(text, span):
                continue
            if best < found <= first + timedelta(days=365):
                best, why = found, f"{span.of(text)!r} falls in {year}: not published before {found}"
    return best, why


def _before_month_returns(text: str, first: date) -> date | None:
    """The day before a month begins again that the report names without a year and that a caption's day `first` is in.

    A reporter who writes "a May report" means the latest May, and pictures are of the days that the story tells of.
    """
    for m in _NAMED_MONTH.finditer(text):
        if _MONTH_NAMES.index(m["month"]) + 1 == first.month and not _is_ahead(text, Span(*m.span())):
            return date(first.year + 1, first.month, 1) - timedelta(days=1)
    return None


def _weekdays_told(text: str) -> tuple[str, ...]:
    weekday = _latest_weekday(text)
    if not weekday:
        return ()
    return (f"it tells of {weekday} as the latest day by name, so it came out on or soon after a {weekday}",)


def _latest_weekday(text: str) -> str:
    """The weekday that a report names as the latest: the first it names, for news begin with what is new."""
    told = _WEEKDAY.search(text[:20_000])
    return told[0] if told else ""


def _days_told(text: str) -> tuple[str, ...]:
    """The days without a year that a report tells of as past, each once, as month and day."""
    dated = [found.span for found in full_dates(text)]
    told = (
        f"{month:02}-{day:02}"
        for month, day, span in month_days(text, 0, len(text))
        if day_of(2000, month, day) and not any(span.overlaps(other) for other in dated) and not _is_ahead(text, span)
    )
    return tuple(dict.fromkeys(told))[:_MOST_DAYS]
