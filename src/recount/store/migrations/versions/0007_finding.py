"""What filters, full-text search, map and timeline ask of incidents: lines, words, and an index over the words.

They stay empty here: lines follow from incidents, and are made when the record is opened (`store.finding`).
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_HARMS = ("killed", "wounded", "missing", "displaced", "captured", "abducted", "destroyed", "casualties")


def upgrade() -> None:
    """Make the tables of lines and words."""
    op.add_column("claims", sa.Column("words", sa.Text))
    op.create_table(
        "incident_lines",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("incident", sa.String(40), nullable=False, unique=True),
        sa.Column("in_order", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("type", "status", "grade", "public")),
        sa.Column("first_day", sa.Integer),
        sa.Column("last_day", sa.Integer),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("day_precision", "day_words", "place", "admin1")),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("place_precision", sa.Text, nullable=False),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("place_names", "folded_places", "agents", "targets")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("origins", "outlets")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("origin_count", "report_count")),
        sa.Column("first_reported", sa.Integer),
        sa.Column("last_reported", sa.Integer),
        sa.Column("contested", sa.Boolean, nullable=False),
        sa.Column("part_of", sa.Text, nullable=False),
        sa.Column("episodes", sa.Integer, nullable=False),
        *(sa.Column(f"{harm}_{bound}", sa.BigInteger) for harm in _HARMS[:2] for bound in ("low", "high", "most")),
        *(sa.Column(f"counted_{harm}", sa.BigInteger) for harm in _HARMS),
    )
    op.create_table(
        "incident_words",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_table(
        "report_lines",
        sa.Column("report", sa.String(40), sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("first_day", sa.Integer),
        sa.Column("last_day", sa.Integer),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("ix_report_lines_first_day", "report_lines", ["first_day"])
    op.create_table(
        "line_marks",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        vector = "tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED"
        op.execute(f"ALTER TABLE incident_words ADD COLUMN search {vector}")
        op.execute("CREATE INDEX ix_incident_words_search ON incident_words USING gin (search)")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE incident_search USING fts5("
            "words, content='incident_words', content_rowid='number', tokenize='ascii', columnsize=0)"
        )
