"""Accounts and the keys they are looked up under, so that a new report is placed without comparing all old ones again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the index of accounts; incidents get a column to be put in order by instead of a position."""
    op.create_table(
        "accounts",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("report", sa.String(40), nullable=False),
        sa.Column("component", sa.String(40), nullable=False),
        sa.Column("incident", sa.String(40), nullable=False),
        sa.Column("told", sa.Text, nullable=False),
    )
    op.create_index("ix_accounts_report", "accounts", ["report"])
    op.create_index("ix_accounts_component", "accounts", ["component"])
    op.create_table(
        "account_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("account", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table("pending_reports", sa.Column("report", sa.String(40), primary_key=True))
    op.create_table(
        "index_state",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "report_dates",
        sa.Column("report", sa.String(40), primary_key=True),
        sa.Column("published", sa.Text, nullable=False),
    )
    op.add_column("incidents", sa.Column("in_order", sa.Text, nullable=False, server_default=""))
    # A former position keeps its place until incidents are brought together again.
    op.execute("UPDATE incidents SET in_order = substr(CAST(1000000000 + \"position\" AS TEXT), 2)")
    op.drop_column("incidents", "position")
    op.create_index("ix_incidents_in_order", "incidents", ["in_order"])
    op.create_index("ix_reports_stamp", "reports", ["stamp"])
