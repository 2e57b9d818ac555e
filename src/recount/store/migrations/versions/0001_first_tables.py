"""The first tables of a record. What a migration makes is written out here: `tables.py` moves on, this stays."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make reports, claims, incidents, problems, judgements and runs."""
    op.create_table(
        "reports",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("published", sa.Text, nullable=False),
        sa.Column("labels", sa.Text, nullable=False),
        sa.Column("passages", sa.Text, nullable=False),
        sa.Column("sentences", sa.Text, nullable=False),
        sa.Column("stamp", sa.String(64), nullable=False),
    )
    op.create_index("ix_reports_sha256", "reports", ["sha256"])
    op.create_table(
        "claims",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("report", sa.String(40), sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("country", sa.String(2)),
        sa.Column("admin1", sa.Text),
        sa.Column("killed_low", sa.BigInteger),
        sa.Column("killed_high", sa.BigInteger),
        sa.Column("claim", sa.Text, nullable=False),
    )
    op.create_index("ix_claims_report", "claims", ["report"])
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("country", sa.String(2)),
        sa.Column("admin1", sa.Text),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("places", sa.Text, nullable=False),
        sa.Column("actors", sa.Text, nullable=False),
        sa.Column("killed_most", sa.BigInteger),
        sa.Column("incident", sa.Text, nullable=False),
    )
    op.create_table(
        "incident_claims",
        sa.Column("incident", sa.String(40), sa.ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("claim", sa.String(40), sa.ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("ix_incident_claims_claim", "incident_claims", ["claim"])
    op.create_table(
        "problems",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("what", sa.Text, primary_key=True),
        sa.Column("remedy", sa.Text, nullable=False),
        sa.Column("seen", sa.String(40), nullable=False),
    )
    op.create_table(
        "judgements",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("on_id", sa.String(40), nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("span_start", sa.Integer),
        sa.Column("span_end", sa.Integer),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("withdrawn", sa.String(40)),
    )
    op.create_index("ix_judgements_on_id", "judgements", ["on_id"])
    op.create_table(
        "runs",
        sa.Column("started", sa.String(40), primary_key=True),
        sa.Column("finished", sa.String(40)),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("tools", sa.Text, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("already_there", sa.Integer, nullable=False),
        sa.Column("set_aside", sa.Integer, nullable=False),
    )
