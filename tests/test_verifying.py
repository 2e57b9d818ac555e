"""A record is what its reports make: made again it is the same, and what was tampered with is found."""

from __future__ import annotations

import hashlib
import json
import os
import random
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from recount.cli.app import app
from recount.desk.coding import coded_or_problem
from recount.desk.handing import export
from recount.desk.manifest import FILE
from recount.desk.running import RunOptions, run
from recount.desk.settings import settings_from
from recount.desk.tools import Rules
from recount.desk.verifying import Verified, VerifyOptions, verify
from recount.model import Document, Problem
from recount.pipeline import Coded, Tools
from recount.store import opened
from tests.coded import tools
from tests.stand_ins import SETTINGS, STRIKE, StandIns, folder_of

EXAMPLES = Path(__file__).parents[1] / "examples" / "raqqa"
OWN = settings_from(os.environ)


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> StandIns:
    made = StandIns(monkeypatch)
    monkeypatch.setattr("recount.desk.verifying.tools_of", made._tools)
    return made


@pytest.fixture
def record(tmp_path: Path, stand_ins: StandIns) -> Path:
    pages = folder_of(tmp_path / "in", strike=STRIKE, again=STRIKE + "More is not known.\n", bad=STRIKE + "A defect\n")
    lines = [{"id": name, "text": STRIKE, "outlet": name} for name in ("Radio Furat", "Levant Sun")]
    (pages / "wire.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    run([pages], tmp_path / "record", SETTINGS, RunOptions(published="2017-06-03"))
    return tmp_path / "record"


def said(found: Verified) -> dict[str, tuple[str, ...]]:
    return {check.name: check.differences for check in found.checks if not check.same}


def changed(record: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(record / "record.sqlite")) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        assert connection.execute(statement, values).rowcount


def test_a_record_is_what_its_reports_make(record: Path, tmp_path: Path) -> None:
    found = verify(record, SETTINGS, VerifyOptions(reports=(tmp_path / "in",)))
    assert found.same
    assert said(found) == {}
    assert found.changed == ()
    assert [check.name for check in found.checks] == [
        "stored bytes",
        "manifest",
        "files",
        "reports",
        "claims",
        "incidents",
    ]


def test_verifying_leaves_the_record_as_it_is(record: Path) -> None:
    before = export(record, "canonical")
    verify(record, SETTINGS)
    assert export(record, "canonical") == before


def test_a_tampered_byte_is_found(record: Path) -> None:
    with closing(opened(record)) as store:
        key = store.documents()[0].id
        raw = store.raw(key)
    changed(record, "UPDATE reports SET raw = ? WHERE id = ?", zlib.compress(raw.replace(b"26", b"96")), key)
    found = said(verify(record, SETTINGS))
    assert "not those that were received" in found["stored bytes"][0]
    assert not verify(record, SETTINGS).same


def test_bytes_changed_together_with_their_hash_are_found(record: Path) -> None:
    with closing(opened(record)) as store:
        document = next(d for d in store.documents() if d.extractor.startswith("plain text"))
        raw = store.raw(document.id).replace(b"26", b"96")
    digest = hashlib.sha256(raw).hexdigest()
    changed(record, "UPDATE reports SET raw = ?, sha256 = ? WHERE id = ?", zlib.compress(raw), digest, document.id)
    found = said(verify(record, SETTINGS))
    assert "stored bytes" not in found
    assert found["manifest"][0].startswith("bytes: ")
    assert document.name in found["reports"][0]


def test_a_removed_claim_is_found_and_named(record: Path) -> None:
    with closing(opened(record)) as store:
        gone = store.claims()[0].id
    changed(record, "DELETE FROM claims WHERE id = ?", gone)
    found = said(verify(record, SETTINGS))
    assert any(line.startswith("claims: ") and "then" in line for line in found["manifest"])
    assert f"claim {gone}: made again, but not kept" in found["claims"][0]
    assert found["incidents"]


def test_a_changed_value_is_found_and_named(record: Path) -> None:
    changed(record, "UPDATE incidents SET incident = replace(incident, 'air_strike', 'shelling')")
    found = said(verify(record, SETTINGS))
    assert found["manifest"][0].startswith("incidents: ")
    assert "type differs" in found["incidents"][0]


def test_a_report_that_is_in_none_of_the_files_is_named(record: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "strike.txt").unlink()
    (tmp_path / "in" / "new.txt").write_text(STRIKE.replace("26", "27"), "utf-8")
    found = said(verify(record, SETTINGS, VerifyOptions(reports=(tmp_path / "in",))))
    assert found["files"] == (
        "report strike is in none of the files",
        f"{tmp_path / 'in' / 'new.txt'} is not in the record",
    )


def test_other_tools_are_named(record: Path, stand_ins: StandIns) -> None:
    stand_ins.version = "2"
    assert verify(record, SETTINGS).changed == ("codebook",)


def test_the_rules_that_a_record_was_read_by_are_kept_with_it(tmp_path: Path, stand_ins: StandIns) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text("actors:\n  - {name: Hill Men, kind: rebel group, aliases: [militants]}\n", "utf-8")
    run([folder_of(tmp_path / "in", strike=STRIKE)], tmp_path / "record", SETTINGS, RunOptions(rules=Rules(actors=own)))
    content = own.read_bytes()
    own.unlink()
    with closing(opened(tmp_path / "record")) as store:
        (kept,) = store.rule_files()
    assert (kept.kind, kept.name, kept.content) == ("actors", "mine.yaml", content)
    assert verify(tmp_path / "record", SETTINGS).same


def test_every_run_leaves_a_manifest_and_one_that_changed_nothing_the_same(record: Path, tmp_path: Path) -> None:
    before = (record / "exports" / FILE).read_text("utf-8")
    run([tmp_path / "in"], record, SETTINGS, RunOptions(published="2017-06-03"))
    assert (record / "exports" / FILE).read_text("utf-8") == before
    with sqlite3.connect(record / "record.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM manifests").fetchone() == (1,)
    assert len(json.loads(before)["reports"]) == 4


def test_the_command_says_so_with_its_exit_code(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = CliRunner().invoke(app, ["record", "verify", "--record", str(record)])
    assert (done.exit_code, "OTHER" in done.output) == (0, False)
    changed(record, "DELETE FROM incidents")
    done = CliRunner().invoke(app, ["record", "verify", "--record", str(record), "--json"])
    assert done.exit_code == 1
    checks = json.loads(done.stdout)["checks"]
    assert [check["name"] for check in checks if not check["same"]] == ["manifest", "incidents"]
    shown = CliRunner().invoke(app, ["record", "manifest", "--record", str(record)]).output
    assert "canonical" in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.fixture
def examples(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The examples, read by the product's own tools."""
    for module in ("running", "verifying"):
        monkeypatch.setattr(f"recount.desk.{module}.tools_of", lambda *_: tools())
    known: dict[str, Coded | Problem] = {}

    def coded_once(document: Document, made_with: Tools) -> Coded | Problem:
        if document.id not in known:
            known[document.id] = coded_or_problem(document, made_with)
        return known[document.id]

    monkeypatch.setattr("recount.desk.coding.coded_or_problem", coded_once)
    return EXAMPLES


def test_the_order_in_which_reports_come_in_makes_no_difference(tmp_path: Path, examples: Path) -> None:
    files = sorted(path for path in examples.rglob("*") if path.is_file())
    lines = (examples / "wire.jsonl").read_text("utf-8").splitlines(keepends=True)
    run([examples], tmp_path / "whole", OWN)
    whole = export(tmp_path / "whole", "canonical")
    for seed in (1, 2):
        chance = random.Random(seed)  # noqa: S311
        mixed = tmp_path / f"mixed-{seed}.jsonl"
        pages = chance.sample([path for path in files if path.suffix != ".jsonl"], len(files) - 1)
        mixed.write_text("".join(chance.sample(lines, len(lines))), "utf-8")
        order = chance.sample([mixed, *pages], len(files))
        for some in (order[: seed + 1], order[seed + 1 :]):
            run(some, tmp_path / f"record-{seed}", OWN)
        assert export(tmp_path / f"record-{seed}", "canonical") == whole
    assert verify(tmp_path / "record-2", OWN, VerifyOptions(reports=(examples,))).same
