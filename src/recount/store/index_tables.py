"""The tables of the index that incidents are kept up to date with. Accounts and keys are numbers made by hashing
(`resolution.blocks`).

No foreign keys: the index is brought up to date after reports were added or gave way, and can always be made anew.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, LargeBinary, String, Table, Text

from recount.store.leaves import leaves_table
from recount.store.tables import METADATA

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("report", String(40), nullable=False, index=True),
    Column("chain", BigInteger, nullable=False, index=True),
    Column("component", BigInteger, nullable=False, index=True),
    Column("incident", String(40), nullable=False),
    Column("links", LargeBinary, nullable=False),  # `resolution.holding`
    Column("told", Text, nullable=False),  # `resolution.packing`
)

ACCOUNT_KEYS = leaves_table("account_keys")

# Reports that came, went or were read anew since incidents were last brought up to date.
PENDING = Table("pending_reports", METADATA, Column("report", String(40), primary_key=True))

# What the incidents were made with: the form of the index, the rules, the judgements that were applied.
STATE = Table(
    "index_state", METADATA, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)

# The dates that undated reports have from their incidents (`resolution.dating`).
DATES = Table(
    "report_dates",
    METADATA,
    Column("report", String(40), primary_key=True),
    Column("published", Text, nullable=False),
)
