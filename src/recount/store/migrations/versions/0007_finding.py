"""What filters, full-text search, map and timeline ask of incidents."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing yet."""
