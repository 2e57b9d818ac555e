"""Accounts keep their links and the chain they stand in, so that what hangs together is known without scoring again."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table of accounts anew, empty: links are made from reports and claims.

    The note of what incidents were made with goes, so that everything is brought together again at the next occasion.
    """
    op.drop_table("accounts")
    op.create_table(
        "accounts",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("report", sa.String(40), nullable=False),
        sa.Column("chain", sa.BigInteger, nullable=False),
        sa.Column("component", sa.BigInteger, nullable=False),
        sa.Column("incident", sa.String(40), nullable=False),
        sa.Column("links", sa.LargeBinary, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
    )
    for name in ("report", "chain", "component"):
        op.create_index(f"ix_accounts_{name}", "accounts", [name])
    op.execute("DELETE FROM index_state WHERE name = 'ways'")
