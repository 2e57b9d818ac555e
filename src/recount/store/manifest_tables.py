"""Tables of what a record was made from."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, String, Table, Text

from recount.store.tables import METADATA

MANIFESTS = Table(
    "manifests",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("made", String(40), nullable=False),
    Column("manifest", Text, nullable=False),
)

# What holds for reports that don't say it themselves, as it was given at one run or another; "" where nothing was.
GIVEN = Table(
    "given",
    METADATA,
    Column("outlet", Text, primary_key=True),
    Column("published", Text, primary_key=True),
)

RULE_FILES = Table(
    "rule_files",
    METADATA,
    Column("kind", String(20), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),  # zlib
)
