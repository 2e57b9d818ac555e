"""What judgements rest on, and sources taken by hand."""

import sqlalchemy as sa  # noqa: F401 (until it makes something)
from alembic import op  # noqa: F401

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """What judgements rest on, and sources taken by hand."""
