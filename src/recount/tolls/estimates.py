"""One headline figure for an incident, by a rule named with it. No rule adds up figures of different origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median_low

from recount.model import Category, Harm, LedgerEntry
from recount.tolls.populations import words_for
from recount.tolls.standing import standing

Bounds = tuple[int | None, int | None]
"""The lowest and the highest number that a figure allows; an open bound is None."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure for an incident and the rule that chose it; an open bound is None.

    `entries` are the figures it was chosen from, one or more for each origin. `best` is None where a rule gives none.
    """

    rule: str
    harm: Harm
    low: int | None
    best: int | None
    high: int | None
    entries: tuple[LedgerEntry, ...]


def by_range(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> Estimate | None:
    """The span from the lowest to the highest of the origins' latest figures; None where nobody gives one."""
    spoken = _spoken(entries, harm)
    if not spoken:
        return None
    low, high = _span([whole_of(given) for given in spoken.values()])
    return Estimate("range", harm, low, None, high, _behind(spoken))


def latest_per_origin(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> tuple[Estimate, ...]:
    """Each origin's latest figure, side by side, origins in order of their names."""
    estimates = []
    for _, given in sorted(_spoken(entries, harm).items()):
        low, high = whole_of(given)
        estimates.append(Estimate("latest-per-origin", harm, low, low if low == high else None, high, tuple(given)))
    return tuple(estimates)


def by_ucdp(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> Estimate | None:
    """Low, best and high in the manner of UCDP: best is the middle of the origins' latest figures, of an even number
    the lower, where open figures count as the bound that is stated. None where nobody gives one."""
    spoken = _spoken(entries, harm)
    if not spoken:
        return None
    bounds = [whole_of(given) for given in spoken.values()]
    low, high = _span(bounds)
    return Estimate("ucdp", harm, low, median_low(sorted(map(_stated, bounds))), high, _behind(spoken))


def by_acled(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> Estimate | None:
    """The lowest figure in the manner of ACLED, which takes the most conservative of those reported; None where nobody
    gives one."""
    spoken = _spoken(entries, harm)
    if not spoken:
        return None
    lowest = min(_stated(whole_of(given)) for given in spoken.values())
    return Estimate("acled", harm, lowest, lowest, lowest, _behind(spoken))


def most_counted(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> int | None:
    """The highest number that any one origin states, "at least 26" with 26 and "up to 9" with 9; None where nobody
    gives one."""
    return max((_most(whole_of(given)) for given in _spoken(entries, harm).values()), default=None)


HEADLINES: Mapping[str, Callable[[Iterable[LedgerEntry], Harm], Estimate | None]] = {
    "range": by_range,
    "ucdp": by_ucdp,
    "acled": by_acled,
}
"""The rules that give one figure, by name."""


def whole_of(given: Sequence[LedgerEntry]) -> Bounds:
    """One origin's figure for all whom it counts, of its standing figures in report order: what it gives for everybody,
    else the sum over those it tells apart.

    "50 fighters and eight civilians" are 58; "58 people, eight civilians and 50 fighters" are 58 as well; "26 militants
    and nine soldiers" are 35. A figure for everybody from a later report replaces groups told apart before; a smaller
    one of the same report does not.
    """
    everybody = [e for e in given if e.category is Category.UNKNOWN]
    apart = [e for e in given if e.category is not Category.UNKNOWN]
    groups = _sum([_of_category(list(some)) for _, some in groupby(sorted(apart, key=_category), _category)])
    if everybody:
        whole = _of_category(everybody)
        replaced = bool(apart) and given[-1] is everybody[-1] and apart[-1].document != everybody[-1].document
        if replaced or not apart or _stated(whole) >= _stated(groups):
            return whole
    return groups


def _of_category(given: Sequence[LedgerEntry]) -> Bounds:
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


def _sum(parts: Sequence[Bounds]) -> Bounds:
    lows, highs = [low for low, _ in parts if low is not None], [high for _, high in parts]
    return sum(lows) if lows else None, None if None in highs else sum(high for high in highs if high is not None)


def _category(entry: LedgerEntry) -> Category:
    return entry.category


def _spoken(entries: Iterable[LedgerEntry], harm: Harm) -> dict[str, list[LedgerEntry]]:
    """Each origin's standing figures for a harm, in report order; no parts, no reprints."""
    spoken: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in standing(e for e in entries if e.harm is harm and not e.sub):
        spoken[entry.origin].append(entry)
    return spoken


def _stated(bounds: Bounds) -> int:
    """The bound that is stated, the lower of two."""
    low, high = bounds
    return low if low is not None else high or 0


def _most(bounds: Bounds) -> int:
    """The bound that is stated, the higher of two."""
    low, high = bounds
    return high if high is not None else low or 0


def _height(bounds: Bounds) -> tuple[int, bool]:
    """How high a figure reaches: "26 or more" further than 26."""
    return _most(bounds), bounds[1] is None


def _span(whole: Sequence[Bounds]) -> Bounds:
    """From the lowest figure to the highest; a bound is open where the figure it would be taken from is."""
    lowest = min(whole, key=lambda bounds: (_stated(bounds), bounds[0] is not None))
    return lowest[0], max(whole, key=_height)[1]


def _behind(spoken: Mapping[str, Sequence[LedgerEntry]]) -> tuple[LedgerEntry, ...]:
    return tuple(entry for origin in sorted(spoken) for entry in spoken[origin])
