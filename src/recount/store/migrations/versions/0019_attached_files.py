"""Files that came to a source by hand after it was taken in."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_WORDS = "what people gave a record is never changed"


def upgrade() -> None:
    """Make the table, whose rows are only added."""
    op.create_table(
        "attached_files",
        sa.Column("report", sa.String(40), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER attached_files_stay_{deed.lower()} BEFORE {deed} ON attached_files "
                f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION attached_files_stay() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER attached_files_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON attached_files "
        "FOR EACH STATEMENT EXECUTE FUNCTION attached_files_stay()"
    )
