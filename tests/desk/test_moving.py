"""A record is moved to a server and back as it is; nothing is moved half, and nothing over another record."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from recount.cli.app import app
from recount.desk.judging import By, confirm
from recount.desk.manifest import manifest_of
from recount.desk.moving import FILE, move
from recount.desk.queueing import ready
from recount.errors import RecordError
from recount.store import many, moving, opened, opened_or_made
from recount.store.addresses import DATABASE, SERVER


def _state(record: Path) -> tuple[object, ...]:
    with closing(opened(record)) as store:
        return manifest_of(store).hashes, store.judgements(), store.sizes(), store.incidents()


def test_there_and_back_it_is_the_same(record: Path, database: str) -> None:
    with closing(opened(record)) as store:
        one = store.incidents()[0]
    confirm(record, one.id, "confirmed", By("Amal", exports=False))
    ready(record)
    before = _state(record)
    told: list[tuple[int, int]] = []
    there = move(record, database, lambda done, total: told.append((done, total)))
    assert told[-1] == (2 * there.rows, 2 * there.rows)
    assert (record / SERVER).is_file()
    assert not (record / DATABASE).exists()
    assert Path(there.left).is_file()
    assert _state(record) == before
    back = move(record, FILE)
    assert back.rows == there.rows
    assert sorted(path.name for path in record.iterdir() if "sqlite" in path.name) == [DATABASE, f"{DATABASE}.moved"]
    assert not (record / SERVER).exists()
    assert _state(record) == before
    confirm(record, one.id, "rejected", By("Amal", exports=False))  # and it is written to as before


def test_the_command_says_where_it_is_and_what_is_left(record: Path, database: str) -> None:
    typed = CliRunner().invoke(app, ["record", "move", "--record", str(record), "--to", database])
    assert typed.exit_code == 0, typed.output
    assert "rows stand in" in typed.output
    assert "used no more" in typed.output
    back = CliRunner().invoke(app, ["record", "move", "--record", str(record), "--to", "file", "--json"])
    told = json.loads(back.stdout)
    assert told["to"] == str(record / DATABASE)
    assert told["left"].startswith("postgresql://")


def test_nothing_is_moved_over_another_record(record: Path, database: str, tmp_path: Path) -> None:
    with closing(opened_or_made(tmp_path / "other", database)) as store:
        store.choose("grades", "airwars")
    with pytest.raises(RecordError, match="holds a record already"):
        move(record, database)
    with pytest.raises(RecordError, match=r"in the file .* already"):
        move(record, FILE)
    assert not (record / SERVER).exists()
    assert _state(record)
    (tmp_path / "other" / DATABASE).write_bytes(b"")
    with pytest.raises(RecordError, match="is there already"):
        move(tmp_path / "other", FILE)
    with pytest.raises(RecordError, match="on that server already"):
        move(tmp_path / "other", database)
    with pytest.raises(RecordError, match="no address of a PostgreSQL database"):
        move(record, "mysql://desk@localhost/desk")


def test_a_record_that_others_use_is_left_alone(record: Path, database: str) -> None:
    with closing(sqlite3.connect(record / DATABASE)) as other:
        other.execute("SELECT count(*) FROM reports").fetchone()
        with pytest.raises(RecordError, match="is in use"):
            move(record, database)
    move(record, database)
    engine = create_engine(database.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(RecordError, match="is in use"):
            move(record, FILE)
    engine.dispose()
    move(record, FILE)


def test_what_does_not_arrive_as_it_was_is_not_kept(
    record: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = many.put_many

    def losing(connection: object, table: object, rows: list[tuple[object, ...]]) -> None:
        whole(connection, table, rows[1:] if str(table) == "incident_lines" and len(rows) > 1 else rows)  # type: ignore[arg-type]

    monkeypatch.setattr(moving, "put_many", losing)
    with pytest.raises(RecordError, match=r"does not hold the .* rows of incident_lines"):
        move(record, database)
    assert (record / DATABASE).is_file()
    assert not (record / SERVER).exists()
    monkeypatch.undo()
    assert move(record, database).rows  # what was begun left nothing behind
