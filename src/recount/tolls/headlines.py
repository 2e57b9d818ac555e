"""Headline rules as data: which origins a rule asks, what it makes of their latest figures, and how it says so.

A rule chooses among figures or spans them; no rule adds up figures of different origins. What a headline was chosen
from and what it passed over stay with it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from recount.model import Count, Harm, LedgerEntry, OriginKind, Stance
from recount.tolls.comparable import (
    Counted,
    competing,
    count_others,
    counted_as,
    leaving_out,
    numbered,
    some_words,
    whom_counted,
)
from recount.tolls.estimates import Bounds, Estimate, figures_by_origin, most_stated, span_of, stated, whole_of
from recount.tolls.reliable import asked_first, is_unnamed, latest


class Statistic(StrEnum):
    """What a rule makes of the origins' figures: all of them from the lowest to the highest (`span`), one of them, or
    each by itself."""

    SPAN = "span"
    LOWEST = "lowest"
    MEDIAN = "median"
    HIGHEST = "highest"
    LATEST = "latest"
    EACH = "each"


class OpenBounds(StrEnum):
    """What becomes of "26 or more": its bound stays open, it counts as the 26 that are stated, or it is left out."""

    OPEN = "open"
    STATED = "stated"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Choice:
    """Origins that a rule asks: those of one of the kinds, and of one of the sides, and of one of the names, and whose
    figure is of one of the stances; what is empty asks nothing."""

    kinds: tuple[OriginKind, ...] = ()
    sides: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    stances: tuple[Stance, ...] = ()

    def takes(self, entry: LedgerEntry) -> bool:
        """Whether a figure is by such an origin."""
        side, name = (entry.side or "").casefold(), entry.origin.casefold()
        return (
            (not self.kinds or entry.kind in self.kinds)
            and (not self.sides or side in map(str.casefold, self.sides))
            and (not self.names or name in map(str.casefold, self.names))
            and (not self.stances or entry.stance in self.stances)
        )


@dataclass(frozen=True, slots=True)
class HeadlineRule:
    """How a headline figure is chosen. Of `prefer` the first that has a figure is used; where it is empty, all are.

    `words` are numbers for words that leave them open ("dozens"); they go before what the codebook reads in the word.
    `spread` gives the span of the figures around the one that is chosen. With `unnamed_last` that one is an unnamed
    source's only where no body that is no party gives a figure as late as the source's.
    """

    name: str
    statistic: Statistic
    prefer: tuple[Choice, ...] = ()
    open_bounds: OpenBounds = OpenBounds.OPEN
    words: tuple[tuple[str, int], ...] = ()
    spread: bool = False
    unnamed_last: bool = False
    about: str = ""

    @property
    def about_one(self) -> str:
        """What it does where one figure is asked, as in a sum: of figures side by side it gives what they span."""
        return f"{self.about}; as one figure, what they span" if self.statistic is Statistic.EACH else self.about


RULES: Mapping[str, HeadlineRule] = {
    rule.name: rule
    for rule in (
        HeadlineRule(
            "range",
            Statistic.SPAN,
            about="the span of each origin's latest figure",
        ),
        HeadlineRule(
            "ucdp",
            Statistic.MEDIAN,
            spread=True,
            unnamed_last=True,
            about="best, low and high in the manner of UCDP: the middle of the origins' latest figures (of two the"
            " later, of one day's the lower), unnamed sources after others, and the span of all",
        ),
        HeadlineRule(
            "acled",
            Statistic.LOWEST,
            open_bounds=OpenBounds.STATED,
            words=(("several", 3), ("many", 3), ("few", 3), ("tens", 10), ("dozens", 12), ("hundreds", 100)),
            unnamed_last=True,
            about="the lowest figure in the manner of ACLED, unnamed sources after others, with ACLED's numbers for"
            " words like dozens",
        ),
        HeadlineRule(
            "latest-per-origin",
            Statistic.EACH,
            about="each origin's latest figure, side by side",
        ),
    )
}
"""The rules that come with Recount, by name."""

DEFAULT = RULES["range"]
"""The rule where a desk names none."""

OPEN_WORDS: Mapping[str, int] = {
    "some": 2,
    "few": 2,
    "several": 3,
    "many": 3,
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
}
"""What the codebook reads in words that leave a number open; a figure is known by it to be such a word's."""

_MIDST = {Statistic.LOWEST: "lowest", Statistic.MEDIAN: "middle", Statistic.HIGHEST: "highest"}


def headline(rule: HeadlineRule, entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> tuple[Estimate, ...]:
    """What a rule makes of a ledger in report order: one estimate, or one for each origin; none where no origin that
    the rule asks gives a figure."""
    entries = entries if isinstance(entries, tuple) else tuple(entries)
    told = [entry for entry in entries if entry.harm is harm and not entry.campaign]
    if not told:
        return ()
    figures = figures_by_origin(entries, harm)
    asked = _asked(rule, numbered(figures))
    counted = whom_counted(counted_as(asked, told)) if len(asked) > 1 else {}
    whole = {origin: whole_of(in_words(rule, given)) for origin, given in asked.items()}
    if rule.open_bounds is OpenBounds.LEFT_OUT:
        whole = {origin: bounds for origin, bounds in whole.items() if None not in bounds}
    beside, partial = frozenset[str](), frozenset[str]()
    if rule.statistic is not Statistic.EACH and len(whole) > 1:
        compete = competing(counted, {origin: stated(bounds) for origin, bounds in whole.items()})
        beside = frozenset(whole) - compete
        partial = leaving_out({origin: counted[origin] for origin in whole}, compete)
        whole = {o: (stated(bounds), None) if o in partial else bounds for o, bounds in whole.items() if o in compete}
    used = {id(entry) for origin in whole for entry in asked[origin]}
    left = tuple(entry for origin in sorted(figures) for entry in figures[origin] if id(entry) not in used)
    if not whole:
        return ()
    if rule.statistic is Statistic.EACH:
        return tuple(
            Estimate(rule.name, harm, *_one(rule, bounds), tuple(asked[origin]), origin, left, most_stated([bounds]))
            for origin, bounds in sorted(whole.items())
        )
    behind = tuple(entry for origin in sorted(whole) for entry in asked[origin])
    heard = {origin: asked[origin] for origin in sorted(whole)}
    first = asked_first(heard, whole.keys() - partial) if rule.unnamed_last else frozenset(whole)
    low, best, high = _chosen(rule, whole, {origin: some for origin, some in heard.items() if origin in first})
    how = _how(rule, heard, first, [o for o in first if stated(whole[o]) == best]) + _aside(
        counted, frozenset(whole), beside
    )
    most = most_stated(list(whole.values()))
    return (Estimate(rule.name, harm, low, best, high, behind, how, left, most),)


def headline_of(rule: HeadlineRule, entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> Estimate | None:
    """The one estimate of a rule that gives one; of `each`, what its origins' figures span."""
    one = replace(rule, statistic=Statistic.SPAN) if rule.statistic is Statistic.EACH else rule
    return next(iter(headline(one, entries, harm)), None)


def by_range(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> Estimate | None:
    """The span from the lowest to the highest of the origins' latest figures; None where nobody gives one."""
    ledger = entries if isinstance(entries, tuple) else tuple(entries)
    for told, of, found in tuple(_LAST):
        if told is ledger and of is harm:
            return found
    span = headline_of(RULES["range"], ledger, harm)
    _LAST.append((ledger, harm, span))
    return span


_LAST: deque[tuple[tuple[LedgerEntry, ...], Harm, Estimate | None]] = deque(maxlen=4)
"""The spans of the last ledgers, which are asked for again when an incident is put down; a ledger is never changed."""


def by_ucdp(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> Estimate | None:
    """Low, best and high in the manner of UCDP: best is the middle of the origins' latest figures, of an even number
    the lower, where open figures count as the bound that is stated. None where nobody gives one."""
    return headline_of(RULES["ucdp"], entries, harm)


def by_acled(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> Estimate | None:
    """The lowest figure in the manner of ACLED, which takes the most conservative of those reported and counts dozens
    as 12 and hundreds as 100; None where nobody gives one."""
    return headline_of(RULES["acled"], entries, harm)


def latest_per_origin(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> tuple[Estimate, ...]:
    """Each origin's latest figure, side by side, origins in order of their names."""
    return headline(RULES["latest-per-origin"], entries, harm)


def _asked(rule: HeadlineRule, figures: Mapping[str, Sequence[LedgerEntry]]) -> Mapping[str, Sequence[LedgerEntry]]:
    for choice in rule.prefer:
        taken = {origin: [e for e in given if choice.takes(e)] for origin, given in figures.items()}
        if any(taken.values()):
            return {origin: given for origin, given in taken.items() if given}
    return {} if rule.prefer else figures


def counted_by(
    rule: HeadlineRule, entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED
) -> Mapping[str, Sequence[LedgerEntry]]:
    """Each origin's standing figures as a rule counts them: of an origin that it asks, those that it asks for; of
    others all."""
    figures = figures_by_origin(entries, harm)
    asked = _asked(rule, numbered(figures))
    return {origin: in_words(rule, asked.get(origin, given)) for origin, given in figures.items()}


def in_words(rule: HeadlineRule, given: Sequence[LedgerEntry]) -> Sequence[LedgerEntry]:
    """The figures, where they are words that leave the number open with the number that the rule has for the word."""
    return [replace(e, count=count) if (count := _worded(rule, e)) else e for e in given] if rule.words else given


def _worded(rule: HeadlineRule, entry: LedgerEntry) -> Count | None:
    if entry.count.high is not None:
        return None
    said = set(re.findall(r"[a-z]+", f"{entry.count.said or entry.words} {entry.who}".casefold()))
    for word, number in rule.words:
        if word in said and entry.count.low == OPEN_WORDS.get(word, entry.count.low):
            return Count(number, None)
    return None


def _one(rule: HeadlineRule, bounds: Bounds) -> tuple[int | None, int | None, int | None]:
    if rule.open_bounds is OpenBounds.STATED:
        bounds = (stated(bounds), stated(bounds))
    low, high = bounds
    return low, low if low == high else None, high


def _chosen(
    rule: HeadlineRule, whole: Mapping[str, Bounds], first: Mapping[str, Sequence[LedgerEntry]]
) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of the figures, the best of those of the origins asked `first`. Open figures count as the
    bound that is stated where one has to be chosen."""
    bounds = list(whole.values())
    if rule.open_bounds is OpenBounds.STATED:
        bounds = [(low if low is not None else high, high if high is not None else low) for low, high in bounds]
    low, high = span_of(bounds)
    if rule.statistic is Statistic.SPAN:
        return low, None, high
    numbers = {origin: stated(whole[origin]) for origin in first}
    if rule.statistic is Statistic.LATEST:
        best = numbers[_latest(first, first)]
    else:
        best = _in_order(rule.statistic, first, numbers)
    return (low, best, high) if rule.spread else (best, best, best)


def _in_order(statistic: Statistic, given: Mapping[str, Sequence[LedgerEntry]], numbers: Mapping[str, int]) -> int:
    """The lowest, the middle or the highest number; of two in the middle the later, of one day's the lower."""
    ordered = sorted(numbers.values())
    if statistic is not Statistic.MEDIAN:
        return ordered[0 if statistic is Statistic.LOWEST else -1]
    return latest(given, numbers, ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2])


def _latest(given: Mapping[str, Sequence[LedgerEntry]], among: Iterable[str]) -> str:
    """The origin whose figure was reported last; of one day's the one with the higher figure, as tolls rise."""

    def told(origin: str) -> tuple[str, int, str]:
        last = given[origin][-1]
        day = last.reported.last or last.reported.first
        return day.isoformat() if day else "", stated(whole_of(given[origin])), origin

    return max(among, key=told)


def _aside(counted: Mapping[str, Counted], among: frozenset[str], beside: frozenset[str]) -> str:
    """What a reader has to know of whom the figures behind a headline count, and those that stand beside it: people
    among those whom the headline counts, or others."""
    said = ", who count different people" if count_others(counted, among) else ""
    some = [counted[origin] for origin in beside if any(counted[one].covers(counted[origin]) for one in among)]
    for number, whom in ((len(some), some_words(some)), (len(beside) - len(some), "other people")):
        said += f", beside {number} that count{'s' if number == 1 else ''} {whom}" if number else ""
    return said


def _how(
    rule: HeadlineRule, heard: Mapping[str, Sequence[LedgerEntry]], first: frozenset[str], giving: Sequence[str]
) -> str:
    """What the rule did with the figures of so many origins: "middle of 3 origins", "lowest of 1 origin, before 2
    unnamed", "lowest of 3 origins, an unnamed one's"."""
    many = "1 origin" if len(first) == 1 else f"{len(first)} origins"
    if len(heard) == 1:
        return many
    said = f"{'latest' if rule.statistic is Statistic.LATEST else _MIDST.get(rule.statistic, 'span')} of {many}"
    if len(first) < len(heard):
        return f"{said}, before {len(heard) - len(first)} unnamed"
    unnamed = rule.unnamed_last and giving and all(is_unnamed(heard[origin]) for origin in giving)
    return f"{said}, an unnamed one's" if unnamed else said
