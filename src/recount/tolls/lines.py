"""Each origin's figure over time: what it stood by from which day on, as a headline rule counts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recount.model import Change, Harm, LedgerEntry
from recount.tolls.estimates import figures_by_origin, whole_of
from recount.tolls.headlines import HeadlineRule, counted_by, in_words
from recount.tolls.ledger import ledger_as_of
from recount.tolls.populations import size, words_for
from recount.tolls.standing import Whom, successions, whom


@dataclass(frozen=True, slots=True)
class Stand:
    """What an origin stands by from a day on: its bounds, and the figures of its reports that they come from.

    `day` is the one by whose end the reports were out, and may have been from `since` on where only an interval is
    known; None where their day is not known, which a ledger takes for the latest.
    """

    day: date | None
    low: int | None
    high: int | None
    entries: tuple[LedgerEntry, ...]
    since: date | None = None

    @property
    def about(self) -> bool:
        """Whether its number is a round one: that of the figures that give it, else of any that it is made of."""
        return any(entry.count.approx for entry in self.giving or self.entries)

    @property
    def giving(self) -> tuple[LedgerEntry, ...]:
        """The figures that state these very bounds; none where they are summed up."""
        return tuple(e for e in self.entries if (e.count.low, e.count.high) == (self.low, self.high))

    @property
    def number(self) -> tuple[int | None, int | None, bool]:
        """What has to change for it to be another."""
        return self.low, self.high, self.about


@dataclass(frozen=True, slots=True)
class OriginLine:
    """One origin's figure over time, a stand for each day on which it changed: `stands` for all whom it counts, the
    last of which is what the rule counts for it in a headline, and `people` for each people that it tells apart, none
    where it tells of one."""

    origin: str
    stands: tuple[Stand, ...]
    people: tuple[tuple[Stand, ...], ...] = ()

    @property
    def drawn(self) -> tuple[tuple[Stand, ...], ...]:
        """The people that it tells apart, and all of them where none of these is as many all along."""
        told = [[(stand.day, *stand.number) for stand in stands] for stands in self.people]
        whole = [(stand.day, *stand.number) for stand in self.stands]
        return self.people if whole in told else (*self.people, self.stands)


def lines_of(ledger: Iterable[LedgerEntry], rule: HeadlineRule, harm: Harm = Harm.KILLED) -> tuple[OriginLine, ...]:
    """A line for each origin that gives a figure, in order of the first ones. Parts, what counts more than the incident
    and what reprints say again are in none; what an origin says again is no step."""
    told = tuple(entry for entry in ledger if entry.harm is harm)
    groups = _peoples(told)
    whole: dict[str, list[Stand]] = {}
    apart: dict[str, dict[int, list[Stand]]] = defaultdict(dict)
    for day, known in _known_by_day(told, bool(rule.prefer)):
        for origin, entries in counted_by(rule, known, harm).items():
            _stood(whole.setdefault(origin, []), day, entries)
        for origin, entries in figures_by_origin(known, harm).items():
            of_each: dict[int, list[LedgerEntry]] = defaultdict(list)
            for entry in entries:
                of_each[groups[_as_told(entry)]].append(entry)
            for group, some in of_each.items():
                _stood(apart[origin].setdefault(group, []), day, in_words(rule, some))
    return tuple(
        OriginLine(
            origin,
            tuple(stands),
            tuple(tuple(some) for some in apart[origin].values()) if len(apart[origin]) > 1 else (),
        )
        for origin, stands in whole.items()
    )


def days_of(ledger: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> tuple[date, ...]:
    """The days by whose end reports with a figure of the incident were out."""
    days = {entry.reported.last for entry in ledger if entry.harm is harm and not entry.campaign}
    return tuple(sorted(day for day in days if day is not None))


def _known_by_day(told: tuple[LedgerEntry, ...], of_all: bool) -> Iterator[tuple[date | None, tuple[LedgerEntry, ...]]]:
    """The figures known by the end of each day on which one came, of the origins that spoke on it or `of_all`; at last
    all, with those of unknown days."""
    spoke: dict[date | None, set[str]] = defaultdict(set)
    for entry in told:
        spoke[entry.reported.last].add(entry.origin)
    *days, last = [*sorted(day for day in spoke if day is not None), *([None] if None in spoke else [])] or [None]
    for day in days:
        if day is not None:
            known = ledger_as_of(told, day)
            yield day, known if of_all else tuple(entry for entry in known if entry.origin in spoke[day])
    yield last, told


def _stood(stands: list[Stand], day: date | None, entries: Sequence[LedgerEntry]) -> None:
    """Add what an origin stands by on a day where that is something else than before."""
    firsts = [e.reported.first for e in entries if e.reported.last == day and e.reported.first is not None]
    since = max(firsts, default=None)
    low, high = whole_of(entries)
    stand = Stand(day, low, high, tuple(entries), since if day and since and since < day else None)
    if not stands or stands[-1].number != stand.number:
        stands.append(stand)


def _peoples(told: Iterable[LedgerEntry]) -> Mapping[LedgerEntry, int]:
    """For each figure the first one of the same people: of those that it takes the place of, or says again."""
    entries = [entry for entry in told if not entry.sub and not entry.campaign]
    first: list[int] = []
    said: dict[tuple[Whom, int], list[int]] = defaultdict(list)
    for n, (entry, followed) in enumerate(successions(entries)):
        first.append(n)
        alike = said[whom(entry), size(entry)]
        again = [k for k in alike if _says_again(entries[k], entry)]
        same = [_first_of(k, first) for k in (*followed, *again[:1])]
        for k in same:
            first[k] = min(same)
        first[n] = min([n, *same])
        alike.append(n)
    return {_as_told(entry): _first_of(n, first) for n, entry in enumerate(entries)}


def _first_of(n: int, first: Sequence[int]) -> int:
    while first[n] != n:
        n = first[n]
    return n


def _says_again(one: LedgerEntry, entry: LedgerEntry) -> bool:
    """Whether two figures of one number may be of the same people: "27" and "at least 27 civilians", but neither "one
    woman" and "one child" nor "another child"."""
    if Change.MORE in (one.change, entry.change):
        return False
    if one.party is not None and entry.party is not None and one.party != entry.party:
        return False
    words, others = words_for(one.who), words_for(entry.who)
    return words <= others or others <= words


def _as_told(entry: LedgerEntry) -> LedgerEntry:
    """A figure without what is known of others beside it, which depends on the day."""
    return replace(entry, revises=None, reprint_of=None)
