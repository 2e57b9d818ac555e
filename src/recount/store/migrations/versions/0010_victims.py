"""Named victims, embargoes and what was taken down."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_WORDS = "what was done with names and removals is never changed"


def upgrade() -> None:
    """Make the tables of named persons, of embargoes, and of what was removed on request."""
    op.create_table(
        "victims",
        _text("id", primary_key=True),
        _long("name"),
        _long("spellings"),
        _long("folded"),
        sa.Column("age_low", sa.Integer),
        sa.Column("age_high", sa.Integer),
        _text("age_group", 10),
        _text("sex", 10),
        _text("status", 20),
        _text("since"),
        _text("how", 20),
        _long("origin"),
        _long("note"),
        _number("released"),
        _text("gone", index=True),
        _long("target"),
        _long("who"),
        _text("made"),
    )
    op.create_table("victim_claims", _text("victim", primary_key=True), _text("claim", primary_key=True, index=True))
    op.create_table(
        "victim_log",
        sa.Column("position", sa.Integer, primary_key=True),
        _text("victim", index=True),
        _text("made"),
        _long("who"),
        _text("deed", 20),
        _long("why"),
        _long("before"),
    )
    op.create_table(
        "embargoes",
        sa.Column("position", sa.Integer, primary_key=True),
        _text("kind", 10),
        _text("of", index=True),
        _text("sha256", 64),
        _long("claims"),
        _text("until", 10),
        _number("lifted"),
        _text("made"),
        _long("who"),
        _long("why"),
    )
    op.create_table(
        "removals",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        _text("kind", 10),
        _long("request"),
        _text("made"),
        _long("who"),
        _long("counts"),
    )
    op.create_table(
        "removed_hashes",
        sa.Column("removal", sa.Integer, primary_key=True, autoincrement=False),
        _text("kind", 10, primary_key=True),
        _text("hash", 64, primary_key=True, index=True),
        _number("words"),
    )
    op.create_table(
        "blocked_reports", _text("report", primary_key=True), _text("sha256", 64, index=True), _number("removal")
    )
    for table in ("victim_log", "embargoes", "removals"):
        _only_growing(table)


def _text(name: str, size: int = 40, primary_key: bool = False, index: bool | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(size), nullable=False, primary_key=primary_key, index=index)


def _long(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


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
