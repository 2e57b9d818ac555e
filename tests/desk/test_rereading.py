"""A record that was read by other rules than those of now."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recount.desk import rereading
from recount.desk.jobs import job_called
from recount.desk.judging import By, confirm
from recount.desk.running import RunOptions, Unwatched, run
from recount.desk.tools import Rules
from recount.errors import ConflictError, RecordError
from recount.store import opened
from tests.stand_ins import SETTINGS, STRIKE, StandIns, folder_of


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    StandIns(monkeypatch)
    run([folder_of(tmp_path / "in", strike=STRIKE)], tmp_path / "record", SETTINGS, RunOptions())
    return tmp_path / "record"


def read_by_others(record: Path, version: str) -> None:
    """As if another version had read the record last."""
    with closing(opened(record)) as store:
        last = store.runs()[-1]
        tools = tuple((name, "other" if name == "actors" else mark) for name, mark in last.tools)
        store.note_run(replace(last, started=datetime.now(UTC), version=version, tools=tools))


def test_a_record_of_now_asks_for_nothing(record: Path) -> None:
    assert rereading.outdated(record) is None


def test_a_record_of_other_rules_says_so_until_it_is_read_anew(record: Path) -> None:
    read_by_others(record, "0.1")
    old = rereading.outdated(record)
    assert old is not None
    assert (old.read_by, old.reports) == ("0.1", 1)
    with closing(opened(record)) as store:
        (incident,) = store.incidents()
    with pytest.raises(RecordError) as refused:
        confirm(record, incident.id, "confirmed", By("Amal"))
    assert f"--record {record}" in refused.value.remedy
    job = rereading.begin_again(record, "Amal", SETTINGS)
    for thread in threading.enumerate():
        if thread.name.startswith("job "):
            thread.join(60)
    assert job_called(record, job.id).result == {"read_anew": 1, "incidents": 1}
    assert rereading.outdated(record) is None
    confirm(record, incident.id, "confirmed", By("Amal"))


def test_only_one_reads_a_record_anew(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(rereading, "_read_again", lambda *_: {"waited": go_on.wait(60)})
    job = rereading.begin_again(record, "Amal", SETTINGS)
    try:
        assert rereading.at_work(record) == job_called(record, job.id)
        with pytest.raises(ConflictError):
            rereading.begin_again(record, "Basel", SETTINGS)
    finally:
        go_on.set()
        next(thread for thread in threading.enumerate() if thread.name == f"job {rereading.KIND}").join(60)
    assert rereading.at_work(record) is None


def test_the_rules_that_a_record_keeps_hold_again(record: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text("actors:\n  - {name: Harbour Guard, kind: rebel group, country: SY}\n", encoding="utf-8")
    run([], record, SETTINGS, RunOptions(rules=Rules(actors=own)))
    read_by_others(record, "0.1")
    rereading._read_again(record, SETTINGS, Rules(), Unwatched())
    with closing(opened(record)) as store:
        assert [file.content for file in store.rule_files()] == [own.read_bytes()]
