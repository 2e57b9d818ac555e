"""When a report without a date came out, from what it tells: others say when that happened.

A report that says "launched on Tuesday" of what dated reports put on Tuesday 24 May came out from 24 to 30 May. The
date is worked out anew from claims and incidents each time, and only where no day is given, printed or judged. It
orders ledgers and views as of a day; it never decides which claims are of one happening, for it follows from that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from recount.model import Claim, Document, Incident, ReportDate, Status, When
from recount.resolution import values
from recount.resolution.accounts import WEEKDAYS
from recount.resolution.reprints import Reprints
from recount.resolution.said_days import Days, days_named, printed_after

METHOD = "incidents"
"""The method of such a date (`ReportDate.method`)."""

_LONGEST = 14  # days; what lasts longer does not tell on which of them it was told
_SOON = 2  # days; of five reports that name days four come out within so many of the one named first
_AHEAD = 45  # days after a happening up to which a day without a year is one of that year, and no anniversary
_REASONS = 6
_SHOWN = 3  # names of reports in a reason
_NOT_TOLD = frozenset({Status.PLANNED, Status.HYPOTHETICAL, Status.DENIED})
_WEEK_OF_REPRINTS = 6  # days; a story is printed again soon, or not at all
_LONGEST_NAMED = 31  # days a report can have come out on, for its weekdays to be worked out


class Happening(Protocol):
    """What an incident and a group of claims have in common."""

    @property
    def id(self) -> str:
        """The incident's id."""
        ...

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that tell of it."""
        ...


@dataclass(frozen=True, slots=True)
class _Hint:
    """What one incident, or a reprint, says of when a report came out; `passage` is that of the claim it stands on."""

    days: Days
    why: str
    passage: int


def dated(
    documents: Mapping[str, Document],
    happenings: Iterable[Happening],
    claims: Mapping[str, Claim],
    reprints: Reprints,
) -> dict[str, ReportDate]:
    """Dates for the reports that have none, as far as their incidents and reprints tell, by report id.

    A report's date follows from all of its own incidents and its own family, and from nothing else: where an incident
    of it changes, all of its incidents have to be named here, and made anew where its date is another than before.
    `documents`, `claims` and `reprints` know what `happenings` are made of; what they don't know tells nothing. Reports
    about which nothing is found are left out.
    """
    hints: dict[str, list[_Hint]] = defaultdict(list)
    for happening in happenings:
        told: dict[str, list[Claim]] = defaultdict(list)
        for claim in _known_claims(happening, claims):
            if claim.document in documents:
                told[claim.document].append(claim)
        undated = [report for report in told if not is_dated(documents[report])]
        if undated and (happened := _happened(told, documents)) is not None:
            what = _what(happening, claims, happened)
            for report in undated:
                if hint := _hint(documents[report], told[report], happened.days, what):
                    hints[report].append(hint)
    for report, hint in _of_reprints(documents, reprints):
        hints[report].append(hint)
    return {report: _date(documents[report], found) for report, found in sorted(hints.items())}


def with_dates(documents: Iterable[Document], dates: Mapping[str, ReportDate]) -> tuple[Document, ...]:
    """The reports with the dates that their incidents give them."""
    return tuple(replace(d, published=dates[d.id]) if d.id in dates else d for d in documents)


def with_days(incident: Incident, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> Incident:
    """The incident with days instead of "Tuesday", where no day is known but reports that tell so have been dated."""
    if incident.when is None or incident.when.first is not None:
        return incident
    days: Days | None = Days(None, None)
    words, anchor = "", tuple[date, ...]()
    for key in incident.claims:
        published, time = documents[claims[key].document].published, claims[key].time
        printed = Days(published.first, published.last)
        if time is None or published.method != METHOD or not 0 < (printed.length or 0) <= _LONGEST_NAMED:
            continue
        if days is not None and (found := days_named(time.value.words, printed)) is not None:
            days = days.and_(found)
            words, anchor = words or time.value.words, anchor or tuple(d for d in (printed.first, printed.last) if d)
    if days is None or days.first is None or days.last is None:
        return incident
    return replace(incident, when=replace(When.between(days.first, days.last, words), anchor=anchor))


def is_dated(document: Document) -> bool:
    """Whether the day on which a report came out is given, printed on it, or judged."""
    return document.published.day is not None and document.published.method != METHOD


@dataclass(frozen=True, slots=True)
class _Known:
    """On which (closed) days something happened, and the reports that say so, in words."""

    days: Days
    by: str


def _happened(told: Mapping[str, Sequence[Claim]], documents: Mapping[str, Document]) -> _Known | None:
    """When dated reports say that it happened; None where they don't say, or say that it lasted long.

    Where most agree on a day it is that day, else all days that are said.
    """
    said: dict[Days, set[str]] = defaultdict(set)
    for report, of_report in told.items():
        for claim in of_report if is_dated(documents[report]) else ():
            if claim.time is not None and claim.status.value not in _NOT_TOLD:
                days = Days(claim.time.value.first, claim.time.value.last)
                if 0 < (days.length or 0) <= _LONGEST:
                    said[days].add(report)
    if not said:
        return None
    everybody = {report for reports in said.values() for report in reports}
    most = min(said, key=lambda days: (-len(said[days]), days.length, days.first))
    if most.length == 1 and 2 * len(said[most]) > len(everybody):
        return _Known(most, _names(said[most], documents))
    hull = _hull(list(said))
    return _Known(hull, _names(everybody, documents)) if (hull.length or 0) <= _LONGEST else None


def _known_claims(happening: Happening, claims: Mapping[str, Claim]) -> list[Claim]:
    return [claims[key] for key in happening.claims if key in claims]


def _what(happening: Happening, claims: Mapping[str, Claim], happened: _Known) -> str:
    told = _known_claims(happening, claims)
    kind = values.type_of(told).replace("_", " ")
    where = "".join(f" at {name}" for name in values.place_names_of(told)[:1])
    return f"the {kind}{where} ({happening.id[:8]}), by {happened.by} {_on(happened.days)}"


def _hint(document: Document, told: Sequence[Claim], happened: Days, what: str) -> _Hint | None:
    """What a happening says of when a report that tells of it came out: by its words for the day, else that it came out
    after what it tells as past, or before what it tells as planned."""
    best: _Hint | None = None
    past = planned = None
    for claim in sorted(told, key=lambda one: (one.trigger, one.id)):
        passage = _passage(document, claim)
        if claim.status.value in _NOT_TOLD:
            planned = passage if claim.status.value is Status.PLANNED else planned
        elif claim.time is None:
            past = passage
        else:
            words = claim.time.value.words or claim.time.span.of(document.text)
            days = printed_after(words, happened)
            if days is not None and (best is None or (days.length or 0) < (best.days.length or 0)):
                best = _Hint(days, f"{what}, is told here with “{words}”: published {_span(days)}", passage)
    if best is None and past is not None:
        since = Days(happened.first, None)
        return _Hint(since, f"{what}, is told here as past: published {_span(since)}", past)
    if best is None and planned is not None and len({claim.status.value for claim in told}) == 1:
        until = Days(None, happened.last)
        return _Hint(until, f"{what}, is only planned here: published {_span(until)}", planned)
    return best


def _of_reprints(documents: Mapping[str, Document], reprints: Reprints) -> Iterator[tuple[str, _Hint]]:
    """An undated print of a story lies near the dated ones: hardly before the day ahead of the first of them."""
    families: dict[str, list[Document]] = defaultdict(list)
    for report in sorted(documents):
        if (first := reprints.original.get(report)) is not None:
            families[first].append(documents[report])
    for family in families.values():
        days = {one.id: day for one in family if is_dated(one) and (day := one.published.day)}
        if not days:
            continue
        day = min(days.values())
        near = Days(day - timedelta(days=1), day + timedelta(days=_WEEK_OF_REPRINTS))
        for one in family:
            if not is_dated(one):
                names = _names(days, documents)
                why = f"it prints the story of {names}, first printed on {day}: published {_span(near)}"
                yield one.id, _Hint(near, why, 0)


def _date(document: Document, hints: Sequence[_Hint]) -> ReportDate:
    """A report's date from all that is known of it. What contradicts is said, and the widest is kept.

    A page that was spliced from two stories came out with the later of them.
    """
    own = Days(document.published.first, document.published.last)
    by_passage: dict[int, list[_Hint]] = defaultdict(list)
    for hint in hints:
        by_passage[hint.passage].append(hint)
    found = {passage: _together(of_passage) for passage, of_passage in sorted(by_passage.items())}
    days, notes, agree = _joined(found)
    narrowed = days.and_(own)
    if narrowed is None:
        notes.append(f"its own words say otherwise ({_span(own)}): the widest is kept")
        narrowed, agree = _hull([days, own]), False
    later = _last_day_told(narrowed, document.published.told)
    if later is not None:
        in_time = narrowed.last is None or later <= narrowed.last
        narrowed = Days(later, narrowed.last if in_time else None)
        notes.append(f"it tells of {later:%B} {later.day} as past: not published before {later}")
        if not in_time:
            notes.append("so that the weekdays it names are not those of its own week")
    by_name = _soon_after(narrowed, document.published.weekday) if agree else narrowed
    ordered = sorted(hints, key=lambda hint: (hint.days.length or 10_000, hint.why))
    reasons = [hint.why for hint in ordered[:_REASONS]]
    if len(ordered) > _REASONS:
        reasons.append(f"{len(ordered) - _REASONS} more of its incidents were weighed")
    if document.published.method != METHOD:
        reasons += document.published.reasons
    closed = sum(hint.days.length is not None for hint in hints)
    confidence = 0.2 if not agree else 0.3 if not narrowed.length else 0.5 if closed < 2 else 0.7
    if by_name != narrowed:
        confidence = min(confidence, 0.5)
    own_words = document.published.weekday, document.published.told
    return ReportDate(by_name.first, by_name.last, METHOD, confidence, (*reasons, *notes), *own_words)


def _last_day_told(days: Days, told: Iterable[str]) -> date | None:
    """The last of the days without a year that a report tells of as past, where it lies not long after the first day
    that the report can have come out on; None where none does."""
    if days.first is None:
        return None
    found = (_in_year(days.first.year + n, day) for day in told for n in (0, 1))
    later = [day for day in found if day is not None and 0 < (day - days.first).days <= _AHEAD]
    return max(later, default=None)


def _in_year(year: int, day: str) -> date | None:
    try:
        return date.fromisoformat(f"{year}-{day}")
    except ValueError:
        return None


def _soon_after(days: Days, named: str) -> Days:
    """The days that are on or soon after the weekday which a report names as its latest; all of them where it names
    none, or they are many or none."""
    if named not in WEEKDAYS or days.first is None or not 0 < (days.length or 0) <= _LONGEST:
        return days
    weekday = WEEKDAYS.index(named)
    every = (days.first + timedelta(days=n) for n in range(days.length or 0))
    soon = [day for day in every if (day.weekday() - weekday) % 7 <= _SOON]
    return Days(soon[0], soon[-1]) if soon else days


def _together(hints: Sequence[_Hint]) -> tuple[Days, bool]:
    """The days that all hints allow; the widest that any allows, and False, where there are none."""
    days: Days | None = Days(None, None)
    for hint in hints:
        days = days.and_(hint.days) if days is not None else None
    return (days, True) if days is not None else (_hull([hint.days for hint in hints]), False)


def _joined(found: Mapping[int, tuple[Days, bool]]) -> tuple[Days, list[str], bool]:
    """The days of a page from those of its passages, with what there is to say of it, and whether all agree."""
    agree = all(agrees for _, agrees in found.values())
    notes = [] if agree else ["these contradict one another: the widest is kept"]
    several = [of_passage for of_passage, _ in found.values()]
    days: Days | None = Days(None, None)
    for of_passage in several:
        days = days.and_(of_passage) if days is not None else None
    if days is not None:
        return days, notes, agree
    latest = max(several, key=lambda one: (one.first or date.min, one.last or date.max))
    spans = " and ".join(dict.fromkeys(map(_span, several)))
    notes.append(f"its passages tell stories of different days ({spans}): the page is as late as the latest")
    return latest, notes, agree


def _hull(several: Sequence[Days]) -> Days:
    """The widest: from the first day that any names to the last."""
    firsts = [days.first for days in several if days.first]
    lasts = [days.last for days in several if days.last]
    first = min(firsts, default=None)
    last = max(lasts, default=None)
    return Days(first, last) if not (first and last and first > last) else Days(last, first)


def _passage(document: Document, claim: Claim) -> int:
    spans = enumerate(document.passages)
    return next((n for n, passage in spans if any(span.contains(claim.trigger) for span in passage)), 0)


def _names(reports: Iterable[str], documents: Mapping[str, Document]) -> str:
    names = sorted({documents[report].outlet or documents[report].name for report in reports})
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _where(incident: Incident) -> str:
    return f" at {incident.place_names[0]}" if incident.place_names else ""


def _on(days: Days) -> str:
    return f"on {days.first}" if days.length == 1 else f"{days.first} to {days.last}"


def _span(days: Days) -> str:
    if days.first and days.last:
        return _on(days)
    return f"not before {days.first}" if days.first else f"not after {days.last}" if days.last else "at any time"
