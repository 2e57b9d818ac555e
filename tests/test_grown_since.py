"""What people do at the desk after a manifest was kept is no damage: verifying tells it from rows that were changed."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from recount.desk import takedown
from recount.desk.byhand import add_step, attach_files, empty_form, take_source
from recount.desk.judging import By, judge_different
from recount.desk.manifest import Manifest, kept_manifest, manifest_of
from recount.desk.running import RunOptions, run
from recount.desk.taking import attach
from recount.desk.tools import BUILT_IN
from recount.desk.uploads import Handed
from recount.desk.verifying import Check, verify
from recount.gazetteer import Gazetteer
from recount.store import opened
from tests.stand_ins import SETTINGS, STRIKE, StandIns, folder_of


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("recount.desk.verifying.tools_of", StandIns(monkeypatch)._tools)
    other = f"Another story.\n\nNothing else is like it here, and the day was long. {STRIKE.splitlines()[-1]}\n"
    run([folder_of(tmp_path / "in", strike=STRIKE, other=other)], tmp_path / "record", SETTINGS, RunOptions())
    return tmp_path / "record"


@pytest.fixture
def call(tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("recount.desk.byhand.gazetteer_of", lambda *_: gazetteer)
    path = tmp_path / "call.yaml"
    path.write_text(empty_form(), encoding="utf-8")
    return path


def others(record: Path) -> list[Check]:
    return [check for check in verify(record, SETTINGS).checks if not check.same]


def manifests(record: Path) -> tuple[Manifest, Manifest]:
    """The one kept, and that of now."""
    with closing(opened(record)) as store:
        kept = kept_manifest(store)
        assert kept is not None
        return kept, replace(manifest_of(store), reports={}, kept=kept.kept)


@pytest.mark.parametrize("written", [True, False], ids=["manifest at once", "manifest by the next run"])
def test_custody_that_grows_is_no_damage(record: Path, call: Path, written: bool) -> None:
    take_source(call, record, "Amal", BUILT_IN, SETTINGS, print, exports=written)
    assert others(record) == []
    add_step(record, "call", "copied to the archive", "Basel", exports=written)
    assert others(record) == []
    kept, now = manifests(record)
    assert (kept == now) is written
    run([], record, SETTINGS)
    kept, now = manifests(record)
    assert kept == now


@pytest.mark.parametrize("written", [True, False], ids=["manifest at once", "manifest by the next run"])
def test_a_file_that_came_later_is_no_damage_and_its_hash_is_part_of_the_record(
    record: Path, call: Path, tmp_path: Path, written: bool
) -> None:
    take_source(call, record, "Amal", BUILT_IN, SETTINGS, print, exports=written)
    before = manifests(record)[1].hashes["sources"]
    (tmp_path / "yard.jpg").write_bytes(b"a yard")
    attach_files(record, "call", [tmp_path / "yard.jpg"], "resident W-12", "Basel", exports=written)
    assert others(record) == []
    kept, now = manifests(record)
    assert (kept == now) is written
    assert now.hashes["sources"] != before
    with closing(sqlite3.connect(record / "record.sqlite")) as connection, connection:
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute("DELETE FROM attached_files")
        connection.execute("DROP TRIGGER attached_files_stay_update")
        assert connection.execute("UPDATE attached_files SET origin = 'nobody'").rowcount
    assert [one.name for one in others(record)] == (["manifest"] if written else [])


def test_a_file_that_the_desk_keeps_is_looked_at_again(record: Path, call: Path) -> None:
    take_source(call, record, "Amal", BUILT_IN, SETTINGS, print)
    added = attach(record, "call", [Handed("yard.jpg", io.BytesIO(b"Salma Ogai"))], "resident W-12", "Basel")
    path = Path(added.files[0].path)
    path.write_bytes(b"another yard")
    (found,) = others(record)
    assert found.name == "files of sources"
    assert found.differences[0].endswith("changed")
    path.unlink()
    assert others(record)[0].differences[0].endswith("missing")
    path.write_bytes(b"Salma Ogai")
    assert others(record) == []
    takedown.erase_person(record, ["Salma Ogai"], "2026/7", "Amal")
    assert not path.exists()
    assert others(record) == []


def test_custody_that_was_changed_is_damage(record: Path, call: Path) -> None:
    take_source(call, record, "Amal", BUILT_IN, SETTINGS, print)
    with closing(sqlite3.connect(record / "record.sqlite")) as connection, connection:
        connection.execute("DROP TRIGGER custody_stay_update")
        assert connection.execute("UPDATE custody SET who = 'Nobody'").rowcount
    (found,) = others(record)
    assert found.name == "manifest"
    assert found.differences[0].startswith("sources: ")


def test_a_judgement_made_on_a_page_is_no_damage(record: Path) -> None:
    with closing(opened(record)) as store:
        one, other = (claim.id for claim in store.claims())
    judge_different(record, one, other, By("Amal", "seen the video", exports=False))
    (manifest,) = (check for check in verify(record, SETTINGS).checks if check.name == "manifest")
    assert manifest.same
    assert manifest.said.endswith("at the desk (incidents, judgements); the next run writes a new one")
