"""Tables of the people of a desk: accounts, one-time links, sessions, tokens, tries, and what is written down of them.

Of passwords, links, sessions and tokens only hashes are kept. `people_log`, `accesses` and `restrictions` only ever
grow; the database itself refuses all else. No foreign keys to reports: what was restricted or looked at outlives what
machines read. Times are ISO 8601 in UTC, to the second.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text

from recount.store.tables import METADATA

PEOPLE = Table(
    "people",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("password", Text),  # argon2id; none before a link was followed
    Column("made", String(40), nullable=False),
    Column("disabled", String(40)),
)

LINKS = Table(
    "one_time_links",
    METADATA,
    Column("hash", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),  # first, invite, reset
    Column("person", String(40), nullable=False),  # "" for the first admin, who is nobody yet
    Column("expires", String(40), nullable=False),
)

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("hash", String(64), primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("person", String(40), nullable=False, index=True),
    Column("made", String(40), nullable=False),
    Column("seen", String(40), nullable=False),
    Column("address", Text, nullable=False),
    Column("browser", Text, nullable=False),
)

TOKENS = Table(
    "tokens",
    METADATA,
    Column("hash", String(64), primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("person", String(40), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("made", String(40), nullable=False),
    Column("expires", String(40), nullable=False),
    Column("used", String(40)),
)

TRIES = Table(
    "tries",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("free", Float, nullable=False),  # seconds since 1970
)

PEOPLE_LOG = Table(
    "people_log",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("what", String(40), nullable=False),
    Column("on", Text, nullable=False),
    Column("address", Text, nullable=False),
)

ACCESSES = Table(
    "accesses",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("of", String(80), nullable=False),
    Column("what", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("ix_accesses_of", "kind", "of"),
)

RESTRICTIONS = Table(
    "restrictions",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("report", String(40), nullable=False, index=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("lifted", Integer, nullable=False),  # 1 where it lets the report be seen again
)
