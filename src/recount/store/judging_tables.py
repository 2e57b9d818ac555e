"""Tables of what people gave a record: judgements, withdrawals, sources taken by hand, their chain of custody and the
files that came to them later.

Rows are only ever added (on SQLite the database itself refuses all else). No foreign keys: they outlive what machines
read.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from recount.store.tables import METADATA

JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("made", String(40), nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("on_id", String(40), nullable=False, index=True),
    Column("judgement", Text, nullable=False),
)

# What judgements were made on, so that those on an incident are found without reading all: ids of claims, incidents and
# reports, and for reports that were received anew the hash of their bytes and a hash of their name (`judged_keys`).
JUDGED_ON = Table(
    "judged_on",
    METADATA,
    Column("key", String(80), primary_key=True),
    Column("judgement", String(40), primary_key=True),
)

WITHDRAWALS = Table(
    "withdrawals",
    METADATA,
    Column("judgement", String(40), primary_key=True),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
)

SOURCES = Table(
    "sources",
    METADATA,
    Column("report", String(40), primary_key=True),
    Column("source", Text, nullable=False),  # without its steps
)

CUSTODY = Table(
    "custody",
    METADATA,
    Column("report", String(40), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
)

ATTACHED = Table(
    "attached_files",  # those that came with a source stand in its row
    METADATA,
    Column("report", String(40), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("origin", Text, nullable=False),
)

OPTIONS = Table(
    "options",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
