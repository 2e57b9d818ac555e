"""Tables of named persons, of what may not be shown publicly yet, and of what was removed on request.

`victims` holds what is known of a person now and `victim_log` what it was before each change; the log, embargoes and
removals only ever grow. No foreign keys: what people entered outlives what machines read. Of what was removed only
salted hashes are kept.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from recount.store.tables import METADATA

VICTIMS = Table(
    "victims",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("spellings", Text, nullable=False),
    Column("folded", Text, nullable=False),  # all spellings folded, one below the other
    Column("age_low", Integer),
    Column("age_high", Integer),
    Column("age_group", String(10), nullable=False),
    Column("sex", String(10), nullable=False),
    Column("status", String(20), nullable=False),
    Column("since", String(40), nullable=False),  # a day, as 2017-06-05; "" where none is stated
    Column("how", String(20), nullable=False),
    Column("origin", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("released", Integer, nullable=False),
    Column("gone", String(40), nullable=False, index=True),  # "" while it stands; the entry that it went into; removed
    Column("target", Text, nullable=False),  # a model Target: the claims that it was entered with
    Column("who", Text, nullable=False),
    Column("made", String(40), nullable=False),
)

# The claims that a person is kept by: an incident has those most of whose claims it holds.
VICTIM_CLAIMS = Table(
    "victim_claims",
    METADATA,
    Column("victim", String(40), primary_key=True),
    Column("claim", String(40), primary_key=True, index=True),
)

VICTIM_LOG = Table(
    "victim_log",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("victim", String(40), nullable=False, index=True),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("deed", String(20), nullable=False),
    Column("why", Text, nullable=False),
    Column("before", Text, nullable=False),  # all that was known before; "" where it is new
)

EMBARGOES = Table(
    "embargoes",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("kind", String(10), nullable=False),  # report or incident
    Column("of", String(40), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),  # of a report's bytes
    Column("claims", Text, nullable=False),  # of an incident
    Column("until", String(10), nullable=False),  # the first day it may be shown on; "" until it is lifted
    Column("lifted", Integer, nullable=False),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
)

REMOVALS = Table(
    "removals",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(10), nullable=False),  # person or report
    Column("request", Text, nullable=False),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("counts", Text, nullable=False),  # how much of what was removed, never what
)

REMOVED = Table(
    "removed_hashes",
    METADATA,
    Column("removal", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(10), primary_key=True),  # report or words
    Column("hash", String(64), primary_key=True, index=True),
    Column("words", Integer, nullable=False),  # of a name: how many words it has
)

# Reports that have words taken out of them: their text stays as it is, and they are not read again.
BLOCKED = Table(
    "blocked_reports",
    METADATA,
    Column("report", String(40), primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("removal", Integer, nullable=False),
)
