"""What judgements were made on, to find those on an incident without reading all."""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_ROWS = 500


def upgrade() -> None:
    """Make the table, and fill it for the judgements that are there."""
    op.create_table(
        "judged_on",
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("judgement", sa.String(40), primary_key=True),
    )
    connection = op.get_bind()
    put = sa.text("INSERT INTO judged_on (key, judgement) VALUES (:key, :judgement)")
    for row in connection.execute(sa.text("SELECT id, judgement FROM judgements")).all():
        rows = [{"key": key, "judgement": row.id} for key in sorted(_keys(json.loads(row.judgement)))]
        for start in range(0, len(rows), _ROWS):
            connection.execute(put, rows[start : start + _ROWS])


def _keys(judgement: dict[str, Any]) -> set[str]:
    keys: set[str] = set()
    for target in filter(None, (judgement.get("on"), judgement.get("other"))):
        keys.add(target["id"])
        for anchor in target.get("anchors", ()):
            name = hashlib.sha256(anchor["name"].encode()).hexdigest()
            keys |= {anchor["claim"], anchor["report"], anchor["sha256"], f"name {name}"}
    return {key for key in keys if 0 < len(key) <= 80}
