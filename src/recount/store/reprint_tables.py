"""The tables of the index of reprints. Texts and keys are numbers made by hashing (`resolution.reprints.units`).

No foreign keys: the index is brought up to date after reports were added or gave way, and can always be made anew.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Table, Text

from recount.store.leaves import leaves_table
from recount.store.tables import METADATA

SCHEME = Table("reprint_scheme", METADATA, Column("scheme", Text, primary_key=True))

PRINTINGS = Table(
    "reprint_printings",
    METADATA,
    Column("report", String(40), primary_key=True),
    Column("text", BigInteger, nullable=False, index=True),
    Column("standing", Text, nullable=False),
    Column("agency", Text),
)

TEXTS = Table(
    "reprint_texts",
    METADATA,
    Column("text", BigInteger, primary_key=True, autoincrement=False),
    Column("keys", LargeBinary, nullable=False),
)

KEYS = leaves_table("reprint_keys")  # and the texts that have them

LINKS = Table(
    "reprint_links",
    METADATA,
    Column("a", BigInteger, primary_key=True, autoincrement=False),
    Column("b", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("shared", Integer, nullable=False),
    Column("shorter", Integer, nullable=False),
    Column("longer", Integer, nullable=False),
    sqlite_with_rowid=False,
)
