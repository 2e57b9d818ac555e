"""Accounts and the blocks they are looked up in, so that a new report is placed without comparing all old ones again."""

import sqlalchemy as sa  # noqa: F401 (until it makes something)
from alembic import op  # noqa: F401

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Accounts and the blocks they are looked up in, so that a new report is placed without comparing all old ones again."""
