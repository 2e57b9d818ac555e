"""Tables of what was published: numbered releases, what each holds, names that may be published, incidents held back.

Rows are only ever added. What a release holds stands by its hash, once for all releases that hold it,
and can be taken out where a person asks for it; the release then says that something was removed.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from recount.store.tables import METADATA

RELEASES = Table(
    "releases",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("release", Text, nullable=False),
)

RELEASED = Table(
    "released",
    METADATA,
    Column("release", Integer, primary_key=True, autoincrement=False),
    Column("public", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("content", String(64), nullable=False, index=True),
    Column("claims", Text, nullable=False),
)

RELEASED_CONTENT = Table(
    "released_content",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("incident", Text, nullable=False),
)

# The reports that what a release holds was told by, to find it again where one of them may not be shown any more; a
# report of "" stands for those that nobody knows any more.
RELEASED_FROM = Table(
    "released_from",
    METADATA,
    Column("content", String(64), primary_key=True),
    Column("report", String(40), primary_key=True, index=True),
    Column("sha256", String(64), nullable=False, index=True),
)

PUBLIC_NAMES = Table(
    "public_names",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("allowed", Integer, nullable=False),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
)

HELD_BACK = Table(
    "held_back",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("incident", String(40), nullable=False),
    Column("claims", Text, nullable=False),
    Column("held", Integer, nullable=False),
    Column("made", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
)
