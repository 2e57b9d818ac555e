"""What a party boasts of in sums of harm by party: its enemies' dead, of whom nobody else tells so many.

The figure stands, as the party's claim and as the most that there may have been; it is no least number, as no fewer
than others tell of are known to have died.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from recount.aggregates.sums import Measure, Sum, added
from recount.model import Incident, LedgerEntry, Stance
from recount.tolls import Estimate


def borne_out(entries: Iterable[LedgerEntry], measure: Measure) -> tuple[Estimate | None, bool]:
    """The headline figure of some figures with its least number as others than who boasts tell it, and whether the
    boast alone gives more."""
    told = tuple(entries)
    chosen = measure.of(told)
    if chosen is None or not any(entry.stance is Stance.BOAST for entry in chosen.entries):
        return chosen, False
    others = measure.of([entry for entry in told if entry.stance is not Stance.BOAST])
    least = (others.low or 0) if others is not None else 0
    if (chosen.low or 0) <= least:
        return chosen, False
    return replace(chosen, low=least), True


def sum_borne_out(found: Mapping[str, tuple[Estimate | None, bool]]) -> Sum:
    """The sum of such figures by incident, with the incidents in which a boast alone gives more than the least."""
    whole = added({key: estimate for key, (estimate, _) in found.items()})
    return replace(whole, boasted=tuple(key for key, (_, boasted) in found.items() if boasted))


def sum_of_borne_out(
    incidents: Iterable[Incident], measure: Measure, ledger: Callable[[Incident], Iterable[LedgerEntry]]
) -> Sum:
    """The same over incidents; `ledger` gives the figures of each that are asked for."""
    given = sorted(incidents, key=lambda one: one.id)
    return sum_borne_out({incident.id: borne_out(ledger(incident), measure) for incident in given})
