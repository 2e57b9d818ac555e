"""The desk's own work: queue, locks, saved views, alerts, fields and tags."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Nothing yet."""
