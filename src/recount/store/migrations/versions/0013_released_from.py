"""Which reports each published incident was told by, so that it is found again when one of them may not be shown."""

import json
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_ROWS = 500


def upgrade() -> None:
    """Make the table, and fill it for the releases that are there."""
    op.create_table(
        "released_from",
        sa.Column("content", sa.String(64), primary_key=True),
        sa.Column("report", sa.String(40), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_index("ix_released_from_report", "released_from", ["report"])
    op.create_index("ix_released_from_sha256", "released_from", ["sha256"])
    connection = op.get_bind()
    made = {row.number: row.made for row in connection.execute(sa.text("SELECT number, made FROM releases"))}
    if not made:
        return
    told = _reports_of_claims(connection)
    hidden = {number: _hidden_at(connection, when) for number, when in made.items()}
    found: dict[tuple[str, str], str] = {}
    for row in connection.execute(sa.text("SELECT release, content, claims FROM released")):
        for claim in row.claims.split():
            report, sha256 = told.get(claim, ("", ""))  # of a claim that nobody knows any more: some report
            if not hidden[row.release] & {report, sha256} - {""}:
                found[row.content, report] = sha256
    put = sa.text("INSERT INTO released_from (content, report, sha256) VALUES (:content, :report, :sha256)")
    lines = [{"content": key, "report": report, "sha256": sha} for (key, report), sha in sorted(found.items())]
    for start in range(0, len(lines), _ROWS):
        connection.execute(put, lines[start : start + _ROWS])


def _reports_of_claims(connection: sa.Connection) -> dict[str, tuple[str, str]]:
    """The report that each claim was told by, with the hash of its bytes: of claims that are no more in the record as
    judgements on them know it."""
    found: dict[str, tuple[str, str]] = {}
    for row in connection.execute(sa.text("SELECT judgement FROM judgements")):
        judgement: dict[str, Any] = json.loads(row.judgement)
        for target in filter(None, (judgement.get("on"), judgement.get("other"))):
            found |= {one["claim"]: (one["report"], one["sha256"]) for one in target.get("anchors", ())}
    joined = "SELECT c.id, c.report, r.sha256 FROM claims c JOIN reports r ON r.id = c.report"
    for row in connection.execute(sa.text(joined)):
        found[row.id] = (row.report, row.sha256)
    return found


def _hidden_at(connection: sa.Connection, when: str) -> set[str]:
    """The reports of which nothing was published at a moment, by their ids and by the hashes of their bytes."""
    held: dict[str, set[str]] = defaultdict(set)
    standing: dict[str, bool] = {}
    rows = connection.execute(sa.text("SELECT report, sha256, lifted, made FROM restrictions ORDER BY position"))
    for row in rows:
        if row.made <= when:
            held[row.report] |= {row.report, row.sha256}
            standing[row.report] = not row.lifted
    asked = 'SELECT "of", sha256, lifted, made, until FROM embargoes WHERE kind = \'report\' ORDER BY position'
    for row in connection.execute(sa.text(asked)):
        if row.made <= when:
            held[f"embargo {row.of}"] |= {row.of, row.sha256}
            standing[f"embargo {row.of}"] = not row.lifted and (not row.until or row.until > when[:10])
    return {key for name, keys in held.items() if standing[name] for key in keys if key}
