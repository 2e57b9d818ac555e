"""One origin's figure for an incident, and what a headline rule makes of the origins' figures. Nothing adds up figures
of different origins."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from recount.model import Category, Harm, LedgerEntry
from recount.tolls.populations import words_for
from recount.tolls.standing import standing

Bounds = tuple[int | None, int | None]
"""The lowest and the highest number that a figure allows; an open bound is None."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure for an incident and the rule that chose it; an open bound is None.

    `entries` are the figures it was chosen from, one or more for each origin; `best` is None where the rule gives none.
    `how` says what the rule did ("middle of 3 origins"). `left_out` are figures that stand but that the rule passed
    over: of origins that it likes less, that count other people or give no number, or without the bound that it asks
    for. `most` is the highest number that an origin behind it states: with `high` open, "8 to 22 or more".
    """

    rule: str
    harm: Harm
    low: int | None
    best: int | None
    high: int | None
    entries: tuple[LedgerEntry, ...]
    how: str = ""
    left_out: tuple[LedgerEntry, ...] = ()
    most: int | None = None


def figures_by_origin(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> Mapping[str, Sequence[LedgerEntry]]:
    """Each origin's standing figures for a harm, in report order. Parts, reprints, what was revised, and totals of more
    than the incident are none."""
    asked = (entries if isinstance(entries, tuple) else tuple(entries)), harm
    for told, found in tuple(_LAST):
        if told[0] is asked[0] and told[1] is harm:
            return found
    spoken: dict[str, list[LedgerEntry]] = {}
    for entry in standing(e for e in asked[0] if e.harm is harm and not e.sub and not e.campaign):
        spoken.setdefault(entry.origin, []).append(entry)
    _LAST.append((asked, spoken))
    return spoken


_LAST: deque[tuple[tuple[tuple[LedgerEntry, ...], Harm], Mapping[str, Sequence[LedgerEntry]]]] = deque(maxlen=4)
"""What was found of the last ledgers, which are asked for several figures in a row; a ledger is never changed."""


def most_counted(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> int | None:
    """The highest number that any one origin states, "at least 26" with 26 and "up to 9" with 9; None where nobody
    gives one."""
    return most_stated([whole_of(given) for given in figures_by_origin(entries, harm).values()])


def disagreed(estimate: Estimate) -> bool:
    """Whether two origins behind a figure state different numbers: what the desk calls contested."""
    if len(estimate.entries) < 2:
        return False
    given: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in estimate.entries:
        given[entry.origin].append(entry)
    return len({stated(whole_of(entries)) for entries in given.values()}) > 1


def contradicted(estimate: Estimate) -> bool:
    """Whether two origins behind a figure give numbers that can't both be right: 8 and 22, but not 15 and 12 or more.
    Those that count other people are not behind it."""
    given: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in estimate.entries:
        given[entry.origin].append(entry)
    bounds = [whole_of(entries) for entries in given.values()]
    lowest = min((high for _, high in bounds if high is not None), default=None)
    return lowest is not None and any(low is not None and low > lowest for low, _ in bounds)


def at_bounds(chosen: Estimate) -> tuple[LedgerEntry, ...]:
    """The figures that the lowest and the highest number of an estimate come from, of each bound those of the first
    origin that gives it."""
    given: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in chosen.entries:
        given[entry.origin].append(entry)
    whole = {origin: whole_of(entries) for origin, entries in given.items()}
    top = chosen.high if chosen.high is not None else chosen.most
    lowest = next((o for o, bounds in whole.items() if chosen.low is not None and bounds[0] == chosen.low), None)
    highest = next((o for o, bounds in whole.items() if top is not None and _most(bounds) == top), None)
    return tuple(entry for origin in dict.fromkeys((lowest, highest)) if origin is not None for entry in given[origin])


def whole_of(given: Sequence[LedgerEntry]) -> Bounds:
    """One origin's figure for all whom it counts, of its standing figures in report order: what it gives for everybody,
    else the sum over those it tells apart.

    "50 fighters and eight civilians" are 58; "58 people, eight civilians and 50 fighters" are 58 as well; "26 militants
    and nine soldiers" are 35. A figure for everybody from a later report replaces groups told apart before; a smaller
    one of the same report does not.
    """
    if len(given) == 1:
        return given[0].count.low, given[0].count.high
    everybody = [e for e in given if e.category is Category.UNKNOWN]
    apart = [e for e in given if e.category is not Category.UNKNOWN]
    groups = _sum([_of_category(list(some)) for _, some in groupby(sorted(apart, key=_category), _category)])
    if everybody:
        whole = _of_category(everybody)
        replaced = bool(apart) and given[-1] is everybody[-1] and apart[-1].document != everybody[-1].document
        if replaced or not apart or stated(whole) >= stated(groups):
            return whole
    return groups


def _of_category(given: Sequence[LedgerEntry]) -> Bounds:
    """The dead of different parties are different people, in however many claims they are told."""
    parties: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in given:
        if entry.party is not None:
            parties[entry.party].append(entry)
    together = _told_together(given)
    if len(parties) < 2:
        return together
    return max(together, _sum([_told_together(some) for some in parties.values()]), key=_height)


def _told_together(given: Sequence[LedgerEntry]) -> Bounds:
    """Groups that one claim tells apart are summed; of several claims the one that counts most is taken, as they may
    count the same people under other names."""
    by_claim: dict[tuple[str, str], list[LedgerEntry]] = defaultdict(list)
    for entry in given:
        by_claim[entry.document, entry.claim].append(entry)
    return max((_sum(_apart(some)) for some in by_claim.values()), key=_height)


def _apart(entries: Sequence[LedgerEntry]) -> list[Bounds]:
    """The figures of one claim without those that another of its figures may count already: "soldiers" beside "Syrian
    soldiers", or "bodies", which may be anybody's."""
    kept: list[tuple[frozenset[str], Bounds]] = []
    for entry in sorted(entries, key=lambda e: _height((e.count.low, e.count.high)), reverse=True):
        words = words_for(entry.who)
        if not any(words <= others or others <= words for others, _ in kept):
            kept.append((words, (entry.count.low, entry.count.high)))
    return [bounds for _, bounds in kept]


def bounds_words(low: int | None, high: int | None, most: int | None = None) -> str:
    """Bounds in words: "43 to 126", "8 to 22 or more" where 22 is the `most` that is stated, "up to 9", "100"."""
    if high is None:
        reached = f" to {most:,}" if most is not None and most != low else ""
        return f"{low:,}{reached} or more" if low is not None else "open"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _sum(parts: Sequence[Bounds]) -> Bounds:
    lows, highs = [low for low, _ in parts if low is not None], [high for _, high in parts]
    return sum(lows) if lows else None, None if None in highs else sum(high for high in highs if high is not None)


def _category(entry: LedgerEntry) -> Category:
    return entry.category


def stated(bounds: Bounds) -> int:
    """The bound that is stated, the lower of two."""
    low, high = bounds
    return low if low is not None else high or 0


def span_of(whole: Sequence[Bounds]) -> Bounds:
    """From the lowest figure to the highest; a bound is open where the figure it would be taken from is."""
    lowest = min(whole, key=lambda bounds: (stated(bounds), bounds[0] is not None))
    return lowest[0], max(whole, key=_height)[1]


def most_stated(whole: Sequence[Bounds]) -> int | None:
    """The highest number that is stated: "at least 26" states 26; None for no figure."""
    return max(map(_most, whole), default=None)


def _most(bounds: Bounds) -> int:
    """The bound that is stated, the higher of two."""
    low, high = bounds
    return high if high is not None else low or 0


def _height(bounds: Bounds) -> tuple[int, bool]:
    """How high a figure reaches: "26 or more" further than 26."""
    return _most(bounds), bounds[1] is None
