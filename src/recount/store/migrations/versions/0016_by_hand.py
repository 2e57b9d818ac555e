"""The lines of incidents say which of their values a person gave."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the column, empty; what stands in it is made anew with the lines."""
    op.add_column("incident_lines", sa.Column("by_hand", sa.Text, nullable=False, server_default=""))
