"""What is taken out of a record on a server is in none of its files, however long others read."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest

from recount.errors import RecordError
from recount.store import compacting, opened_or_made
from recount.store.moving import copy_into


def test_files_are_written_anew_once_nobody_reads_a_former_state(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compacting, "_PATIENCE", 0.3)
    with closing(opened_or_made(tmp_path / "record", database)) as store:
        with store._engine.connect() as reader:
            reader.exec_driver_sql("SELECT count(*) FROM reports").scalar()
            with pytest.raises(RecordError, match="could not be written anew while others read"):
                store.compacted()
        monkeypatch.setattr(compacting, "_PATIENCE", 30)
        store.compacted()
        assert store.documents() == ()


def test_a_record_goes_into_an_empty_database_alone(tmp_path: Path, database: str) -> None:
    with (
        closing(opened_or_made(tmp_path / "file")) as full,
        closing(opened_or_made(tmp_path / "server", database)) as empty,
    ):
        full.choose("name", "one")
        assert copy_into(empty, full, "server") == 1
        assert empty.option("name") == "one"
        with pytest.raises(RecordError, match="holds a record already"):
            copy_into(empty, full, "server")
    with closing(opened_or_made(tmp_path / "server")) as full, closing(opened_or_made(tmp_path / "back")) as back:
        assert copy_into(back, full, "back") == 1


def test_what_a_server_can_not_hold_is_said(tmp_path: Path, database: str) -> None:
    with closing(opened_or_made(tmp_path / "record", database)) as store:
        with pytest.raises(RecordError, match="can't hold what was given"):
            store.choose("x" * 80, "y")
        with pytest.raises(RecordError, match="can't hold what was given"):
            store.option("\x00")


def test_whoever_is_seen_waits_for_nobody_who_writes(tmp_path: Path, database: str) -> None:
    with closing(opened_or_made(tmp_path / "record", database)) as store, store._writing():
        began = monotonic()
        store.note_seen("session", "token", datetime.now(UTC))
        assert monotonic() - began < 8  # and not the ten seconds that a writer waits
