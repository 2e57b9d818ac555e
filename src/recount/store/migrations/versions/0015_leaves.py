"""The keys of accounts and of texts stand many to a row."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the tables of keys anew, empty.

    The notes of what incidents and the index of reprints were made with go, so that both are made anew at the next
    occasion.
    """
    for name in ("account_keys", "reprint_keys"):
        op.drop_table(name)
        op.create_table(
            name,
            sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("holder", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("pairs", sa.LargeBinary, nullable=False),
        )
    op.execute("DELETE FROM reprint_scheme")
    op.execute("DELETE FROM index_state WHERE name = 'ways'")
