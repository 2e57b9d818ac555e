"""Reports say when they came in, by which run, and who handed them in."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the columns, empty: of reports that are there it was not noted."""
    for column in (sa.Column("received", sa.String(40)), sa.Column("run", sa.String(40))):
        op.add_column("reports", column)
    op.add_column("reports", sa.Column("handed_in_by", sa.Text))
