"""Where a new report's sentences are looked up, so that reprints are found without reading old reports again."""

import sqlalchemy as sa  # noqa: F401 (until it makes something)
from alembic import op  # noqa: F401

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Where a new report's sentences are looked up, so that reprints are found without reading old reports again."""
