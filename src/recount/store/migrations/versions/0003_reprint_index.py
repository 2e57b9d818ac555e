"""Where a new report's sentences are looked up, so that reprints are found without reading old reports again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the index of reprints: who prints which text, a text's keys, which texts are alike."""
    op.create_table("reprint_scheme", sa.Column("scheme", sa.Text, primary_key=True))
    op.create_table(
        "reprint_printings",
        sa.Column("report", sa.String(40), primary_key=True),
        sa.Column("text", sa.BigInteger, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("agency", sa.Text),
    )
    op.create_index("ix_reprint_printings_text", "reprint_printings", ["text"])
    op.create_table(
        "reprint_texts",
        sa.Column("text", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("keys", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "reprint_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("text", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reprint_links",
        sa.Column("a", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("b", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("shared", sa.Integer, nullable=False),
        sa.Column("shorter", sa.Integer, nullable=False),
        sa.Column("longer", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reprint_links_b", "reprint_links", ["b"])
