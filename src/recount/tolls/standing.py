"""Of all figures in a ledger those that still stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from recount.model import Harm, LedgerEntry
from recount.tolls.populations import counted_before, population

Whom = tuple[str, Harm, str]
"""An origin, a harm and a population: of a part, the part's own words belong to it."""


def standing(ledger: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The figures that their origins stand by, of a ledger in report order.

    Left out are what the same origin counted otherwise, or again, in a later report, and a reprint's echo. The groups
    that a report tells apart do not hide each other.
    """
    entries = tuple(entry for entry in ledger if entry.reprint_of is None)
    held: dict[Whom, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        latest = held[whom(entry)]
        earlier = [k for k in latest if entries[k].document != entry.document]
        gone = counted_before(entry, [entries[k] for k in earlier])
        latest[:] = [k for k in latest if not any(entries[k] is e for e in gone)] + [n]
    return tuple(entries[n] for n in sorted(n for latest in held.values() for n in latest))


def whom(entry: LedgerEntry) -> Whom:
    """Whose figures for whom may revise each other; a part is only revised by a figure for the same part."""
    part = f" {entry.who.casefold()}" if entry.sub else ""
    return entry.origin, entry.harm, f"{population(entry)}{part} {entry.sub}"
