"""What a record was made from: manifests of hashes, what was given with reports, and the rule files they were read by."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make manifests, given and rule_files."""
    op.create_table(
        "manifests",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("manifest", sa.Text, nullable=False),
    )
    op.create_table(
        "given",
        sa.Column("outlet", sa.Text, primary_key=True),
        sa.Column("published", sa.Text, primary_key=True),
    )
    op.create_table(
        "rule_files",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
