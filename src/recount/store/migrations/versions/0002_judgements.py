"""What judgements rest on, and sources taken by hand."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KNOWN = {"same", "different", "unsure", "set aside", "note"}
_APPEND_ONLY = ("judgements", "withdrawals", "sources", "custody")


def upgrade() -> None:
    """Judgements with their anchors, withdrawals as rows of their own, sources by hand; former rows are carried over."""
    former = _former()
    op.drop_table("judgements")
    op.create_table(
        "judgements",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("on_id", sa.String(40), nullable=False),
        sa.Column("judgement", sa.Text, nullable=False),
    )
    op.create_index("ix_judgements_on_id", "judgements", ["on_id"])
    op.create_index("ix_judgements_made", "judgements", ["made"])
    op.create_table(
        "withdrawals",
        sa.Column("judgement", sa.String(40), primary_key=True),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "sources",
        sa.Column("report", sa.String(40), primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
    )
    op.create_table(
        "custody",
        sa.Column("report", sa.String(40), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
    )
    op.create_table(
        "options",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.add_column("reports", sa.Column("kind", sa.Text, nullable=False, server_default="report"))
    _carry_over(former)
    for table in _APPEND_ONLY:
        _only_growing(table)


def _only_growing(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_stay_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'what people gave a record is never changed'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_stay() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'what people gave a record is never changed'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_stay()"
    )


def _former() -> list[dict[str, Any]]:
    """The rows of the first version, with the report that each judged claim stands in, as far as it is still known."""
    query = (
        "SELECT j.*, c.report AS report, r.name AS name, r.sha256 AS sha256 FROM judgements j "
        "LEFT JOIN claims c ON c.id = j.on_id LEFT JOIN reports r ON r.id = c.report"
    )
    return [dict(row._mapping) for row in op.get_bind().execute(sa.text(query))]


def _carry_over(former: list[dict[str, Any]]) -> None:
    """A verdict that the first version took in any words is kept as a note, in its words."""
    for row in former:
        known = row["verdict"] in _KNOWN - {"same", "different"}
        why = row["why"] if known else ": ".join(filter(None, (row["verdict"], row["value"], row["why"])))
        target: dict[str, Any] = {"id": row["on_id"], "kind": "claim" if row["report"] or not row["on_id"].startswith("i") else "incident"}
        if row["span_start"] is not None:
            span = [row["span_start"], row["span_end"]]
            words = {"trigger": span, "clause": span, "quote": row["quote"], "type": row["type"]}
            where = {"report": row["report"] or "", "name": row["name"] or "", "sha256": row["sha256"] or ""}
            target["anchors"] = [{"claim": row["on_id"], **where, **words}]
        judgement = {
            "id": row["id"],
            "who": row["who"],
            "when": row["made"],
            "verdict": row["verdict"] if known else "note",
            "on": target,
            **({"why": why} if why else {}),
        }
        line = json.dumps(judgement, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        op.execute(
            sa.text("INSERT INTO judgements VALUES (:id, :made, :who, :verdict, :on_id, :judgement)").bindparams(
                id=row["id"],
                made=row["made"],
                who=row["who"],
                verdict=judgement["verdict"],
                on_id=row["on_id"],
                judgement=line,
            )
        )
        if row["withdrawn"]:
            op.execute(
                sa.text("INSERT INTO withdrawals VALUES (:id, :made, :who, '')").bindparams(
                    id=row["id"], made=row["withdrawn"], who=row["who"]
                )
            )
