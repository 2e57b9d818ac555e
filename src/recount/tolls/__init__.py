"""Incident to toll ledger: every figure with its speaker, what revises what, the ledger as of a day, headline rules."""

from recount.tolls.estimates import HEADLINES, Estimate, by_acled, by_range, by_ucdp, latest_per_origin, most_counted
from recount.tolls.ledger import ledger_as_of, ledger_of, with_ledgers

__all__ = [
    "HEADLINES",
    "Estimate",
    "by_acled",
    "by_range",
    "by_ucdp",
    "latest_per_origin",
    "ledger_as_of",
    "ledger_of",
    "most_counted",
    "with_ledgers",
]
