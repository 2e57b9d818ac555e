"""Accounts, sessions, tokens and the log of access to restricted things."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Nothing yet."""
