"""Numbered releases of what was published."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_WORDS = "what was published is never changed"


def upgrade() -> None:
    """Make the tables of releases, of names that may be published, and of incidents that may not."""
    op.create_table(
        "releases",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("release", sa.Text, nullable=False),
    )
    op.create_table(
        "released",
        sa.Column("release", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("public", sa.String(40), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("claims", sa.Text, nullable=False),
    )
    op.create_index("ix_released_content", "released", ["content"])
    op.create_table(
        "released_content",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("incident", sa.Text, nullable=False),
    )
    op.create_table(
        "public_names",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("allowed", sa.Integer, nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_index("ix_public_names_key", "public_names", ["key"])
    op.create_table(
        "held_back",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("incident", sa.String(40), nullable=False),
        sa.Column("claims", sa.Text, nullable=False),
        sa.Column("held", sa.Integer, nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    for table in ("releases", "released", "public_names", "held_back"):
        _only_growing(table)


def _only_growing(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_stay_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_stay() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_stay()"
    )
