"""Of all figures in a ledger those that still stand, and how many each origin counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recount.model import Count, Harm, LedgerEntry
from recount.tolls.ledger import population


def standing(ledger: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The figures that their origins stand by: neither revised by the same origin later, nor a reprint's echo."""
    entries = tuple(ledger)
    revised = {(entry.revises, *_of_whom(entry)) for entry in entries if entry.revises is not None}
    return tuple(e for e in entries if e.reprint_of is None and (e.claim, *_of_whom(e)) not in revised)


def _of_whom(entry: LedgerEntry) -> tuple[str, Harm, str, bool]:
    return entry.origin, entry.harm, population(entry), entry.sub


def counted_by_origin(ledger: Iterable[LedgerEntry], harm: Harm) -> Mapping[str, Count]:
    """How many each origin counts of a harm: the groups of one claim together ("26 fighters along with nine
    civilians"), of several claims the one that counts most. Figures of different origins are never added up."""
    by_claim: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for entry in standing(ledger):
        if entry.harm is harm and not entry.sub:
            by_claim[entry.origin, entry.claim].append(entry.count)
    most: dict[str, Count] = {}
    for (origin, _), counts in by_claim.items():
        total = _together(counts)
        if origin not in most or _weight(total) > _weight(most[origin]):
            most[origin] = total
    return most


def _together(counts: Sequence[Count]) -> Count:
    if len(counts) == 1:
        return counts[0]
    low = sum(count.low or 0 for count in counts)
    highs = [count.high for count in counts if count.high is not None]
    high = sum(highs) if len(highs) == len(counts) else None
    return Count(low, high, any(count.approx for count in counts))


def _weight(count: Count) -> tuple[int, int]:
    return count.low or 0, count.high or 0
