"""The desk's own work: queue, locks, tags and fields, saved views and alerts."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables of the queue, of tags and fields, and of saved views."""
    _queue()
    _marks()
    _views()


def _text(
    name: str, size: int = 40, primary_key: bool = False, index: bool | None = None, unique: bool | None = None
) -> sa.Column[str]:
    return sa.Column(name, sa.String(size), nullable=False, primary_key=primary_key, index=index, unique=unique)


def _long(name: str, primary_key: bool = False, index: bool | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, primary_key=primary_key, index=index)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _queue() -> None:
    op.create_table(
        "queue_items",
        _text("id", primary_key=True),
        _text("kind", 20),
        _text("incident", index=True),
        _text("a"),
        _text("b"),
        _number("role"),
        _number("score"),
        _long("reasons"),
        _long("what"),
        _number("done"),
        _long("given"),
    )
    given = sa.text("given <> ''")
    order: list[str | sa.TextClause] = [sa.text("score DESC"), "incident", "id"]
    op.create_index("queue_counts", "queue_items", ["done", "kind", "given", "role"])
    op.create_index("queue_order", "queue_items", ["done", *order])
    op.create_index("queue_kinds", "queue_items", ["done", "kind", *order])
    op.create_index(
        "queue_given_to", "queue_items", ["given", "done", *order], sqlite_where=given, postgresql_where=given
    )
    op.create_table("queue_looked", _text("incident", primary_key=True))
    op.create_table(
        "queue_answers",
        _text("id", primary_key=True),
        _text("item", index=True),
        _text("kind", 20),
        _text("incident"),
        _long("who"),
        _text("made", index=True),
        _text("answer", 20),
        _long("said"),
        _text("judgement"),
        _number("onward"),
        sa.Column("seconds", sa.Float),
        sa.Column("undone", sa.String(40)),
    )
    op.create_table("queue_answered", _text("answer", primary_key=True), _text("claim", primary_key=True, index=True))
    op.create_table("queue_given", _text("item", primary_key=True), _long("given"), _long("who"), _text("made"))
    op.create_table(
        "queue_locks",
        _text("subject", primary_key=True),
        _text("item"),
        _long("who", index=True),
        sa.Column("since", sa.Float, nullable=False),
        sa.Column("until", sa.Float, nullable=False),
    )
    op.create_table(
        "queue_skipped",
        _text("who", 100, primary_key=True),
        _text("item", primary_key=True),
        sa.Column("until", sa.Float, nullable=False),
    )


def _marks() -> None:
    op.create_table(
        "desk_fields",
        _text("id", primary_key=True),
        _long("name"),
        _text("kind", 10),
        _long("choices"),
        _number("position"),
        _number("retired"),
        _long("who"),
        _text("made"),
    )
    op.create_table(
        "desk_marks",
        _text("id", primary_key=True),
        _text("key", 80, index=True),
        _long("value"),
        _long("target"),
        _long("who"),
        _text("made", index=True),
        sa.Column("undone", sa.String(40)),
        sa.Column("undone_by", sa.Text),
    )
    op.create_table(
        "desk_marked",
        _text("mark", primary_key=True),
        _text("subject", primary_key=True),
        _text("key", 80),
        _number("stands"),
    )
    op.create_index("marked_subject", "desk_marked", ["subject", "key"])
    op.create_index("marked_key", "desk_marked", ["key", "stands", "subject"])


def _views() -> None:
    op.create_table(
        "saved_views",
        _text("id", primary_key=True),
        _long("name"),
        _long("query"),
        _long("owner"),
        _number("shared"),
        _number("position"),
        _text("made"),
        _text("token", 64, unique=True),
    )
    op.create_table(
        "view_watchers",
        _text("view", primary_key=True),
        _text("who", 100, primary_key=True),
        _text("how", 10, primary_key=True),
    )
    op.create_table(
        "view_members", _text("view", primary_key=True), _text("incident", primary_key=True), _long("state")
    )
    op.create_table("touched_incidents", _text("incident", primary_key=True))
    op.create_table(
        "alerts",
        _text("id", primary_key=True),
        _text("view", index=True),
        _text("made", index=True),
        _text("incident"),
        _text("kind", 10),
        _long("told"),
    )
    op.create_table("alerts_read", _text("who", 100, primary_key=True), _text("alert", primary_key=True))
