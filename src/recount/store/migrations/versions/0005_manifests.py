"""What a record was made from, and the dates that reports without one took from their incidents."""

import sqlalchemy as sa  # noqa: F401 (until it makes something)
from alembic import op  # noqa: F401

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """What a record was made from, and the dates that reports without one took from their incidents."""
