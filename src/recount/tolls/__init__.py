"""Incident to toll ledger: every figure with its speaker, what revises what, the ledger as of a day, headline rules."""

from recount.tolls.estimates import Estimate, figures_by_origin, most_counted, whole_of
from recount.tolls.headlines import (
    DEFAULT,
    RULES,
    HeadlineRule,
    by_acled,
    by_range,
    by_ucdp,
    headline,
    headline_of,
    latest_per_origin,
)
from recount.tolls.ledger import ledger_as_of, ledger_of, with_ledgers

__all__ = [
    "DEFAULT",
    "RULES",
    "Estimate",
    "HeadlineRule",
    "by_acled",
    "by_range",
    "by_ucdp",
    "figures_by_origin",
    "headline",
    "headline_of",
    "latest_per_origin",
    "ledger_as_of",
    "ledger_of",
    "most_counted",
    "whole_of",
    "with_ledgers",
]
