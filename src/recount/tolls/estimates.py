"""One headline figure for an incident, by a rule named with it. No rule adds up figures of different origins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from recount.model import Category, Harm, LedgerEntry


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
    bounds = [whole_of(given) for given in spoken.values()]
    return Estimate("range", harm, _lowest(bounds), None, _highest(bounds), _behind(spoken))


def latest_per_origin(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> tuple[Estimate, ...]:
    """Each origin's latest figure, side by side, origins in order of their names."""
    estimates = []
    for _, given in sorted(_spoken(entries, harm).items()):
        low, high = whole_of(given)
        estimates.append(Estimate("latest-per-origin", harm, low, low if low == high else None, high, tuple(given)))
    return tuple(estimates)


def by_ucdp(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> Estimate | None:
    """Low, best and high in the manner of UCDP: best is the middle of the origins' latest figures, of an even number
    the lower; open bounds count as the figure that is stated. None where nobody gives one."""
    spoken = _spoken(entries, harm)
    if not spoken:
        return None
    stated = sorted(n for given in spoken.values() if (n := _stated(whole_of(given))) is not None)
    return Estimate("ucdp", harm, stated[0], median_low(stated), stated[-1], _behind(spoken))


def by_acled(entries: Iterable[LedgerEntry], harm: Harm = Harm.KILLED) -> Estimate | None:
    """The lowest figure in the manner of ACLED, which takes the most conservative of those reported; None where nobody
    gives one."""
    spoken = _spoken(entries, harm)
    if not spoken:
        return None
    lowest = min(n for given in spoken.values() if (n := _stated(whole_of(given))) is not None)
    return Estimate("acled", harm, lowest, lowest, lowest, _behind(spoken))


HEADLINES: Mapping[str, Callable[[Iterable[LedgerEntry], Harm], Estimate | None]] = {
    "range": by_range,
    "ucdp": by_ucdp,
    "acled": by_acled,
}
"""The rules that give one figure, by name."""


def whole_of(given: Sequence[LedgerEntry]) -> tuple[int | None, int | None]:
    """One origin's figure for all whom it counts, of its latest figures in report order: what it gives for everybody,
    else the sum over those it tells apart.

    "50 fighters and eight civilians" are 58; "58 people, eight civilians and 50 fighters" are 58 as well. A figure for
    everybody from a later report replaces groups told apart before; a smaller one of the same report does not.
    """
    everybody = [e for e in given if e.category is Category.UNKNOWN]
    apart = [e for e in given if e.category is not Category.UNKNOWN]
    if everybody:
        latest = everybody[-1]
        replaced = bool(apart) and given[-1] is latest and apart[-1].document != latest.document
        if replaced or _sum_low([latest]) >= _sum_low(apart):
            return latest.count.low, latest.count.high
    highs = [e.count.high for e in apart]
    low = _sum_low(apart) if any(e.count.low is not None for e in apart) else None
    return low, None if None in highs else sum(h for h in highs if h is not None)


def _spoken(entries: Iterable[LedgerEntry], harm: Harm) -> dict[str, list[LedgerEntry]]:
    """Each origin's latest figures for a harm, one a category, in report order; no parts, no reprints."""
    latest: dict[str, dict[Category, LedgerEntry]] = {}
    for entry in entries:
        if entry.harm is harm and not entry.sub and entry.reprint_of is None:
            of_origin = latest.setdefault(entry.origin, {})
            of_origin.pop(entry.category, None)
            of_origin[entry.category] = entry
    return {origin: list(given.values()) for origin, given in latest.items()}


def _stated(bounds: tuple[int | None, int | None]) -> int | None:
    return bounds[0] if bounds[0] is not None else bounds[1]


def _lowest(bounds: Iterable[tuple[int | None, int | None]]) -> int | None:
    lows = [low for low, _ in bounds]
    return None if None in lows else min(low for low in lows if low is not None)


def _highest(bounds: Iterable[tuple[int | None, int | None]]) -> int | None:
    highs = [high for _, high in bounds]
    return None if None in highs else max(high for high in highs if high is not None)


def _sum_low(entries: Iterable[LedgerEntry]) -> int:
    return sum(e.count.low if e.count.low is not None else 0 for e in entries)


def _behind(spoken: Mapping[str, Sequence[LedgerEntry]]) -> tuple[LedgerEntry, ...]:
    return tuple(entry for origin in sorted(spoken) for entry in spoken[origin])
