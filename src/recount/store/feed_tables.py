"""Tables of the feeds that a desk looks at."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from recount.store.tables import METADATA

FEEDS = Table(
    "feeds",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("address", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),  # given by whoever registered it; "" where the feed says it itself
    Column("pages", Boolean, nullable=False),  # whether the pages that it links to are read, or its own words
    Column("who", Text, nullable=False),
    Column("added", String(40), nullable=False),
    Column("fetched", String(40), nullable=False),  # "" before the first time
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("state", Text, nullable=False),  # what came of the last time, in words
    Column("failed", Boolean, nullable=False),
    Column("reports", Integer, nullable=False),  # that came of it in all
)

# What was taken from feeds already: an entry that comes again is not fetched again.
FEED_ENTRIES = Table(
    "feed_entries",
    METADATA,
    Column("feed", String(40), primary_key=True),
    Column("entry", String(64), primary_key=True),
)
