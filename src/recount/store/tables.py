"""The record's tables as they are now; `migrations/` holds how they came to be.

Nested values stand as JSON text (`codec`); what is asked for by filters, or by a desk with its own SQL, has a column.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData()

REPORTS = Table(
    "reports",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("raw", LargeBinary, nullable=False),  # as received, zlib
    Column("extractor", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("language", Text),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("published", Text, nullable=False),
    Column("labels", Text, nullable=False),
    Column("passages", Text, nullable=False),
    Column("sentences", Text, nullable=False),
    Column("stamp", String(64), nullable=False, index=True),
    Column("kind", Text, nullable=False, server_default="report"),
    Column("received", String(40)),  # this and the next two: of reports taken in by older versions not noted
    Column("run", String(40)),
    Column("handed_in_by", Text),
)

CLAIMS = Table(
    "claims",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("country", String(2)),
    Column("admin1", Text),
    Column("killed_low", BigInteger),
    Column("killed_high", BigInteger),
    Column("claim", Text, nullable=False),
    Column("words", Text),  # of its sentence, as they are looked for (`words`)
)

INCIDENTS = Table(
    "incidents",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("in_order", Text, nullable=False, server_default="", index=True),  # `pipeline.order_of`
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("country", String(2)),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("places", Text, nullable=False),  # folded, for whole-word search
    Column("actors", Text, nullable=False),  # folded, for whole-word search
    Column("killed_most", BigInteger),  # the highest figure that any one origin stands by
    Column("incident", Text, nullable=False),
)

INCIDENT_CLAIMS = Table(
    "incident_claims",
    METADATA,
    Column("incident", ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("claim", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
)

PROBLEMS = Table(
    "problems",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("remedy", Text, nullable=False),
    Column("seen", String(40), nullable=False),
)

RUNS = Table(
    "runs",
    METADATA,
    Column("started", String(40), primary_key=True),
    Column("finished", String(40)),
    Column("version", Text, nullable=False),
    Column("tools", Text, nullable=False),
    Column("added", Integer, nullable=False),
    Column("already_there", Integer, nullable=False),
    Column("set_aside", Integer, nullable=False),
)
