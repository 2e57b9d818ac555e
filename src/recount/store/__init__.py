"""Where a record is kept."""

from recount.store.port import EVERYTHING, Entry, Filters, Intake, RecordStore, RuleFile, Run
from recount.store.sql import SqlStore, opened, opened_or_made

__all__ = [
    "EVERYTHING",
    "Entry",
    "Filters",
    "Intake",
    "RecordStore",
    "RuleFile",
    "Run",
    "SqlStore",
    "opened",
    "opened_or_made",
]
