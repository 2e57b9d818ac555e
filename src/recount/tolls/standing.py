"""Of all figures in a ledger those that still stand."""

from __future__ import annotations

from collections.abc import Iterable

from recount.model import Harm, LedgerEntry
from recount.tolls.ledger import population


def standing(ledger: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The figures that their origins stand by: neither revised by the same origin later, nor a reprint's echo."""
    entries = tuple(ledger)
    revised = {(entry.revises, *_of_whom(entry)) for entry in entries if entry.revises is not None}
    return tuple(e for e in entries if e.reprint_of is None and (e.claim, *_of_whom(e)) not in revised)


def _of_whom(entry: LedgerEntry) -> tuple[str, Harm, str, bool]:
    return entry.origin, entry.harm, population(entry), entry.sub
