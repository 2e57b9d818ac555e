"""What people decide, as they type it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recount.cli.app import app
from recount.desk.asking import chronology
from recount.errors import RecountError
from recount.gazetteer import Gazetteer
from tests.stand_ins import STRIKE, StandIns, folder_of


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> StandIns:
    monkeypatch.setenv("RECOUNT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("RECOUNT_WHO", "Amal")
    monkeypatch.setenv("COLUMNS", "80")
    return StandIns(monkeypatch)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    other = f"Another story.\n\nNothing else is like it here, and the day was long. {STRIKE.splitlines()[-1]}\n"
    pages = folder_of(tmp_path / "in", strike=STRIKE, other=other)
    typed("run", pages, "--record", tmp_path / "record", "--outlet", "Radio Furat", "--published", "2017-06-03")
    return tmp_path / "record"


def typed(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def judge(record: Path, *words: object) -> str:
    shown = typed("judge", *words, "--record", record)
    assert shown.exit_code == 0, shown.output
    assert all(len(line) <= 80 for line in shown.output.splitlines())
    return shown.output


def claims(record: Path) -> tuple[str, ...]:
    return tuple(sorted(claim for one in chronology(record).incidents for claim in one.claims))


def test_each_judgement_says_what_it_changed(record: Path) -> None:
    a, b = claims(record)
    assert "split" in judge(record, "different", a, b, "--why", "two evenings")
    assert "No incident is told otherwise" in judge(record, "unsure", a, b)
    assert "merged" in judge(record, "same", f"i{a}", f"i{b}")
    assert "killed: " in judge(record, "correct", f"{a}.killed", "30")
    assert "grade: none → confirmed" in judge(record, "confirm", a, "--grade", "confirmed")
    assert "public id: none → R-" in judge(record, "publish", a)
    assert "note: claim" in judge(record, "note", a, "--why", "ask again")
    assert "airwars" in judge(record, "grades", "airwars")
    page = typed("judgements", "--record", record).output
    assert "7 judgements" in page
    assert all(len(line) <= 80 for line in page.splitlines())
    for words in ("two evenings", "overruled", "26+ militants (combatant)", "struck Tel Nour"):
        assert words in " ".join(page.split())
    first = json.loads(typed("judgements", "--json", "--record", record).output)["judgements"][0]
    assert (first["verdict"], first["state"], first["who"]) == ("different", "overruled", "Amal")
    gone = json.loads(typed("judge", "withdraw", first["id"], "--json", "--record", record).output)
    assert gone["judgement"]["state"] == "withdrawn"
    assert "withdrawn" in typed("judgements", "--record", record).output
    assert "changed" in judge(record, "set-aside", b)


def test_the_incident_and_the_reason_name_what_people_decided(record: Path) -> None:
    a, _ = claims(record)
    judge(record, "correct", f"{a}.killed", "30", "--why", "misread")
    judge(record, "confirm", f"i{a}")
    shown = " ".join(typed("incident", a, "--record", record).output.split())
    assert "confirmed, uncorroborated" in shown
    assert "misread" in shown
    reason = " ".join(typed("why", f"{a}.killed", "--record", record).output.split())
    assert "corrected" in reason
    assert "What people decided" in reason
    assert a in typed("chronology", "--grade", "confirmed", "--json", "--record", record).output
    assert "0 incidents" in typed("chronology", "--grade", "rejected", "--record", record).output


def test_judgements_go_to_another_record_as_lines(record: Path, tmp_path: Path) -> None:
    a, b = claims(record)
    judge(record, "different", a, b)
    lines = tmp_path / "ours.jsonl"
    lines.write_text(typed("judgements", "--lines", "--record", record).output, encoding="utf-8")
    typed(
        "run", tmp_path / "in", "--record", tmp_path / "other", "--outlet", "Radio Furat", "--published", "2017-06-03"
    )
    assert "1 judgement new" in judge(tmp_path / "other", "take", lines)
    assert chronology(tmp_path / "other").incidents == chronology(record).incidents


def test_what_moved_and_what_waits_are_asked_for(record: Path) -> None:
    a, b = claims(record)
    assert "No judgements" in typed("judgements", "--moved", "--record", record).output
    judge(record, "unsure", a, b)
    assert "1 judgement" in typed("judgements", "--review", "--record", record).output
    assert "1 judgement" in typed("judgements", "--of", a, "--record", record).output


def test_nobody_judges_without_a_name(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECOUNT_WHO")
    refused = typed("judge", "set-aside", claims(record)[0], "--record", record)
    assert isinstance(refused.exception, RecountError)
    assert "--who" in refused.exception.remedy


def test_a_call_is_taken_in_shown_and_checked(
    record: Path, tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recount.desk.byhand.gazetteer_of", lambda *_: gazetteer)
    (tmp_path / "call.ogg").write_bytes(b"sound")
    assert json.loads(typed("source", "form", "--schema").output)["title"] == "A source taken by hand"
    form = typed("source", "form").output.replace("files: []", "files: [{path: call.ogg}]")
    (tmp_path / "call.yaml").write_text(form, encoding="utf-8")
    added = typed("source", "add", tmp_path / "call.yaml", "--record", record)
    assert "1 claim, 1 file hashed" in added.output
    assert "9 civilians killed (resident W-12)" in " ".join(added.output.split())
    assert "in the record already" in typed("source", "add", tmp_path / "call.yaml", "--record", record).output
    assert "1 source" in typed("source", "list", "--record", record).output
    (tmp_path / "yard.jpg").write_bytes(b"a yard")
    attached = ("source", "attach", "call", tmp_path / "yard.jpg", "--from", "W-13", "--record", record)
    assert "1 file attached" in typed(*attached).output
    assert "is there already" in " ".join(typed(*attached).output.split())
    assert json.loads(typed(*attached, "--json").output)["files"] == []
    assert typed("source", "step", "call", "copied", "--record", record).exit_code == 0
    shown = typed("source", "show", "call", "--record", record).output
    assert "Amal: copied" in shown
    assert "by Amal, from W-13" in " ".join(shown.split())
    assert "resident W-12" in shown
    assert typed("source", "check", "--record", record).exit_code == 0
    (tmp_path / "call.ogg").write_bytes(b"another sound")
    changed = typed("source", "check", "--record", record)
    now, then = (hashlib.sha256(held).hexdigest() for held in (b"another sound", b"sound"))
    assert changed.exit_code == 1
    assert [part for part in (now, then) if part in "".join(changed.output.split())] == [now, then]
    assert json.loads(typed("source", "check", "--json", "--record", record).output)["files"][0]["found"] == now
    (tmp_path / "call.ogg").unlink()
    assert typed("source", "check", "--record", record).exit_code == 1
    for words in (("list",), ("show", "call"), ("check",)):
        assert json.loads(typed("source", *words, "--json", "--record", record).output)


def test_help_of_each_command_has_an_example() -> None:
    for group in ("judge", "source"):
        listed = typed(group, "--help").output
        for command in ("same", "correct", "withdraw") if group == "judge" else ("add", "attach", "check"):
            assert command in listed
            assert "Example: recount" in typed(group, command, "--help").output
