"""Lines of incidents say what these are told to be part of."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the column, empty: reports that were read before tell it when they are read again."""
    op.add_column("incident_lines", sa.Column("within", sa.Text, nullable=False, server_default=""))
