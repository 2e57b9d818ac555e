"""Expressions of time that belong together: "Friday and Saturday", "from March to June 2015", "since Tuesday"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from recount.extraction.calendar_words import Days, week_of
from recount.extraction.time_atom import Atom, Resolver
from recount.extraction.wordforms import lowered

_LINK = re.compile(
    r"\s*(?P<word>and|to|-|–|until|till|through|into|and\s+into)(?:\s+(?:early|late|on|the|morning|night|into)){0,2}\s*"
)
_SINCE = re.compile(r"\bsince\s+(?:at\s+least\s+)?(?:the\s+)?(?:(?:start|beginning|end)\s+of\s+)?$")
_SPREAD = re.compile(r"\b(?:between|from)\s+(?:late\s+|early\s+)?$")
_OUTSIDE = re.compile(r"\b(?:before|until|till|prior\s+to|ahead\s+of)\s+(?:the\s+)?$")
_LONGEST_AND = timedelta(days=7)
COURSE = "when.course"
"""The rule of a time from when something began to when it ended."""
_DAY_OF = r"(?:\s+(?:on|in|at))?(?:\s+(?:the|early|late|mid|about|around))?"
_BEGAN = r"(?:beg[aiu]n|beginning|begins|start(?:ed|s|ing)|broke\s+out|breaking\s+out|launched|imposed|laid)"
_ENDED = (
    r"(?:end(?:ed|s|ing)|was\s+over|finish(?:ed|es|ing)|conclud(?:ed|es|ing)|ceased|stopped|subsided|died\s+down|fell"
    r"|(?:was|were|been|being)\s+(?:lifted|broken|over|called\s+off)|lifted|broken|c[ao]m(?:e|ing)\s+to\s+an\s+end)"
)
# "Began on 30 May", then "ended on 11 June" or "(when it was lifted) in April": the words before each of two times.
_FROM = re.compile(rf"\b{_BEGAN}{_DAY_OF}\s+$")
_TO = re.compile(
    rf"[\s,;–—-]*(?:and|but|before|until|till|then|when|that|which|it|they|only|finally|has|had|have|\s|,)*{_ENDED}"
    rf"{_DAY_OF}\s+"
)
_UPTO = re.compile(rf"\b{_ENDED}{_DAY_OF}\s+$")
_SINCE_IT = re.compile(
    rf"[\s,;–—-]*(?:after|and|that|which|it|they|having|had|has|have|was|were|been|\s|,)*{_BEGAN}{_DAY_OF}\s+"
)


def joined(text: str, atoms: list[Atom]) -> list[Atom]:
    """Atoms in text order, with ranges, weekday-and-date pairs and "since" put together; what lies outside the time it
    names ("until Monday", "before 2011") is left out."""
    low = lowered(text)
    out: list[Atom] = []
    for atom in sorted(atoms, key=lambda a: a.start):
        previous = out[-1] if out else None
        pair = _pair(low, previous, atom) if previous is not None else None
        if pair is not None:
            out[-1] = pair
        else:
            out.append(atom)
    return [_since(low, atom) for atom in out if not _OUTSIDE.search(low, 0, atom.start)]


def _pair(low: str, a: Atom, b: Atom) -> Atom | None:
    between = low[a.end : b.start]
    if len(between) > 40 or a.resolve is None or b.resolve is None or a.from_other or b.from_other:
        return None
    if not between.strip(" ,.(") or between.strip() in ("on", "of", "in", "the"):
        return _named_day(a, b)
    if _FROM.search(low, 0, a.start) and _TO.fullmatch(between):
        return Atom(a.start, b.end, COURSE, _range(a, b, False), absolute=a.absolute and b.absolute)
    if _UPTO.search(low, 0, a.start) and _SINCE_IT.fullmatch(between):
        return Atom(a.start, b.end, COURSE, _range(b, a, False), absolute=a.absolute and b.absolute)
    link = _LINK.fullmatch(between)
    if link is None:
        return None
    spread = _SPREAD.search(low, 0, a.start)
    loose = link["word"] == "and" and spread is None
    start = spread.start() if spread else a.start
    return Atom(start, b.end, "when.range", _range(a, b, loose), absolute=a.absolute and b.absolute)


def _range(a: Atom, b: Atom, loose: bool) -> Resolver:
    def resolve(anchor: date, ahead: bool) -> Days | None:
        last = _call(b, anchor, ahead)
        if last is None:
            return None
        first = _call(a, last[1] if b.absolute else anchor, ahead)
        if first is not None and first[0] > last[1] and not loose:
            first = _call(a, last[1], ahead)  # "from Saturday to Thursday", told on a Sunday
        if first is None:
            return None
        if first[0] > last[1] or (loose and last[1] - first[0] > _LONGEST_AND):
            return last
        return first[0], last[1]

    return resolve


def _call(atom: Atom, anchor: date, ahead: bool) -> Days | None:
    return atom.resolve(anchor, ahead) if atom.resolve else None


def _named_day(a: Atom, b: Atom) -> Atom | None:
    """ "Saturday 1 February" is the date; "Tuesday last week" is that week's Tuesday; "overnight Friday" two days."""
    rules = {a.rule, b.rule}
    if "when.weekday" in rules and rules & {"when.date", "when.dateline"}:
        dated = a if b.rule == "when.weekday" else b
        return Atom(a.start, b.end, dated.rule, dated.resolve, dated.absolute)
    if "when.weekday" in rules and "when.week" in rules:
        day, week = (a, b) if a.rule == "when.weekday" else (b, a)
        return Atom(a.start, b.end, "when.weekday", _in_week(day, week))
    if "when.weekday" in rules and "when.overnight" in rules:
        day = a if a.rule == "when.weekday" else b
        return Atom(a.start, b.end, "when.overnight", _night(day))
    return None


def _in_week(day: Atom, week: Atom) -> Resolver:
    def resolve(anchor: date, ahead: bool) -> Days | None:
        days, known = _call(week, anchor, ahead), _call(day, anchor, False)
        if days is None or known is None:
            return None
        found = week_of(days[0])[0] + timedelta(days=known[0].weekday())
        return found, found

    return resolve


def _night(day: Atom) -> Resolver:
    """ "Overnight Friday" is the night from Friday, unless Friday is the day of the report: then the night to it."""

    def resolve(anchor: date, ahead: bool) -> Days | None:
        days = _call(day, anchor, ahead)
        if days is None:
            return None
        first = days[0] - timedelta(days=1) if days[0] >= anchor else days[0]
        return first, first + timedelta(days=1)

    return resolve


def until_report(since: Days, report: date) -> Days:
    """From the first of the days `since` to the report.

    A claim says what was known by then, and nobody knew the rest of the month.
    """
    return since[0], max(report, since[0])


def _since(low: str, atom: Atom) -> Atom:
    since = _SINCE.search(low, 0, atom.start)
    if since is None or atom.resolve is None or atom.from_other:
        return atom
    begun = atom.begun or atom.resolve

    def resolve(anchor: date, ahead: bool) -> Days | None:
        days = begun(anchor, False)
        return until_report(days, anchor) if days else None

    return Atom(since.start(), atom.end, "when.since", resolve)
