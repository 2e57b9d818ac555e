"""Tables of a desk's own work: what waits to be looked at, who looks at it, and what was answered; tags and fields;
saved views and their alerts.

No foreign keys: what people wrote outlives what machines read. `queue_items` alone is made by machines, with the
incidents, and can be made anew from them and from the answers.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text

from recount.store.tables import METADATA

QUEUE_ITEMS = Table(
    "queue_items",
    METADATA,
    Column("id", String(40), primary_key=True),  # hashed from the kind and what it asks about
    Column("kind", String(20), nullable=False),
    Column("incident", String(40), nullable=False, index=True),  # "" where there is none any more
    Column("a", String(40), nullable=False),  # a claim, or the judgement that waits
    Column("b", String(40), nullable=False),
    Column("role", Integer, nullable=False),  # the least role that it waits for
    Column("score", Integer, nullable=False),
    Column("reasons", Text, nullable=False),  # the parts of the score
    Column("what", Text, nullable=False),  # in a line
    Column("done", Integer, nullable=False),
    Column("given", Text, nullable=False),  # to whom; "" to anybody, "@reviewers" to any reviewer
    Index("queue_counts", "done", "kind", "given", "role"),
)
_ORDER = (QUEUE_ITEMS.c.score.desc(), QUEUE_ITEMS.c.incident, QUEUE_ITEMS.c.id)
Index("queue_order", QUEUE_ITEMS.c.done, *_ORDER)
Index("queue_kinds", QUEUE_ITEMS.c.done, QUEUE_ITEMS.c.kind, *_ORDER)
_GIVEN = QUEUE_ITEMS.c.given != ""
Index("queue_given_to", QUEUE_ITEMS.c.given, QUEUE_ITEMS.c.done, *_ORDER, sqlite_where=_GIVEN, postgresql_where=_GIVEN)

# Incidents whose near misses have been looked for.
QUEUE_LOOKED = Table("queue_looked", METADATA, Column("incident", String(40), primary_key=True))

QUEUE_ANSWERS = Table(
    "queue_answers",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("item", String(40), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("incident", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("made", String(40), nullable=False, index=True),
    Column("answer", String(20), nullable=False),
    Column("said", Text, nullable=False),  # what it did, in a line
    Column("judgement", String(40), nullable=False),  # "" where it is none
    Column("onward", Integer, nullable=False),  # whether a reviewer is to grade now
    Column("seconds", Float),  # from the opening to the answer
    Column("undone", String(40)),
)

# The claims that the incident of an answer had then: it is found again by them.
QUEUE_ANSWERED = Table(
    "queue_answered",
    METADATA,
    Column("answer", String(40), primary_key=True),
    Column("claim", String(40), primary_key=True, index=True),
)

QUEUE_GIVEN = Table(
    "queue_given",
    METADATA,
    Column("item", String(40), primary_key=True),
    Column("given", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made", String(40), nullable=False),
)

QUEUE_LOCKS = Table(
    "queue_locks",
    METADATA,
    Column("subject", String(40), primary_key=True),  # an incident, or an item without one
    Column("item", String(40), nullable=False),
    Column("who", Text, nullable=False, index=True),
    Column("since", Float, nullable=False),  # seconds since 1970
    Column("until", Float, nullable=False),
)

QUEUE_SKIPPED = Table(
    "queue_skipped",
    METADATA,
    Column("who", String(100), primary_key=True),
    Column("item", String(40), primary_key=True),
    Column("until", Float, nullable=False),
)

FIELDS = Table(
    "desk_fields",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("choices", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("retired", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("made", String(40), nullable=False),
)

# Tags that were put on or taken off, and values that were given; only ever added to.
MARKS = Table(
    "desk_marks",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("key", String(80), nullable=False, index=True),  # tag:WORD or field:ID
    Column("value", Text, nullable=False),  # "" takes the tag, or the value, away
    Column("target", Text, nullable=False),  # a model Target with its anchors
    Column("who", Text, nullable=False),
    Column("made", String(40), nullable=False, index=True),
    Column("undone", String(40)),
    Column("undone_by", Text),
)

# The claims (of reports without any, the report) that a mark is on; `stands` is 1 for the last one of its key there.
MARKED = Table(
    "desk_marked",
    METADATA,
    Column("mark", String(40), primary_key=True),
    Column("subject", String(40), primary_key=True),
    Column("key", String(80), nullable=False),
    Column("stands", Integer, nullable=False),
    Index("marked_subject", "subject", "key"),
    Index("marked_key", "key", "stands", "subject"),
)

VIEWS = Table(
    "saved_views",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("shared", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("made", String(40), nullable=False),
    Column("token", String(64), nullable=False, unique=True),
)

# Who watches a view, and whose first view it is.
VIEW_WATCHERS = Table(
    "view_watchers",
    METADATA,
    Column("view", String(40), primary_key=True),
    Column("who", String(100), primary_key=True),
    Column("how", String(10), primary_key=True),  # watch or first
)

# The incidents of a watched view when it was last looked at, with what an alert can be about.
VIEW_MEMBERS = Table(
    "view_members",
    METADATA,
    Column("view", String(40), primary_key=True),
    Column("incident", String(40), primary_key=True),
    Column("state", Text, nullable=False),
)

# Incidents that came, went or changed since watched views were last looked at.
TOUCHED = Table("touched_incidents", METADATA, Column("incident", String(40), primary_key=True))

ALERTS = Table(
    "alerts",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("view", String(40), nullable=False, index=True),
    Column("made", String(40), nullable=False, index=True),
    Column("incident", String(40), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("told", Text, nullable=False),  # from what to what, and a line for the incident
)

ALERTS_READ = Table(
    "alerts_read",
    METADATA,
    Column("who", String(100), primary_key=True),
    Column("alert", String(40), primary_key=True),
)
