"""What a record was made from is kept beside it: manifests, what was given with reports, a desk's own rule files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from recount.errors import RecordError
from recount.store import RuleFile, SqlStore, opened, opened_or_made
from recount.store.addresses import DATABASE

NOON = datetime(2017, 6, 3, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = opened_or_made(tmp_path / "record")
    yield made
    made.close()


def test_the_last_manifest_counts_and_the_same_again_moves_its_time(store: SqlStore, tmp_path: Path) -> None:
    assert store.manifest() is None
    for line in ("one", "two", "two", "one"):
        store.note_manifest(line, NOON)
    assert store.manifest() == ("one", NOON)
    store.note_manifest("one", NOON + timedelta(hours=1))
    assert store.manifest() == ("one", NOON + timedelta(hours=1))
    with sqlite3.connect(tmp_path / "record" / DATABASE) as connection:
        kept = connection.execute("SELECT manifest FROM manifests ORDER BY position").fetchall()
    assert kept == [("one",), ("two",), ("one",)]


def test_what_was_given_with_reports_is_kept_once(store: SqlStore) -> None:
    for _ in range(2):
        store.note_given("Radio Furat", None)
        store.note_given(None, "2017-06-03")
    assert store.given() == {("Radio Furat", ""), ("", "2017-06-03")}


def test_rule_files_give_way_to_those_of_the_next_run(store: SqlStore) -> None:
    store.keep_rules([RuleFile("actors", "a.yaml", b"one"), RuleFile("places", "p.yaml", b"\x00\xff")])
    later = (RuleFile("actors", "b.yaml", b"two"), RuleFile("codebook", "strike.yaml", b""))
    store.keep_rules(later)
    assert store.rule_files() == later


def test_a_damaged_rule_file_is_refused(store: SqlStore, tmp_path: Path) -> None:
    store.keep_rules([RuleFile("actors", "a.yaml", b"one")])
    with sqlite3.connect(tmp_path / "record" / DATABASE) as connection:
        connection.execute("UPDATE rule_files SET content = x'00'")
    with pytest.raises(RecordError, match=r"actors a\.yaml: its stored copy is not what was read"):
        opened(tmp_path / "record").rule_files()
