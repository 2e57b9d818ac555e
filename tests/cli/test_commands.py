"""The commands, as a desk types them."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from recount.cli.app import app, main
from recount.desk.asking import chronology
from recount.version import VERSION
from tests.stand_ins import STRIKE, StandIns, folder_of

COMMANDS = ("run", "chronology", "incident", "tolls", "actors", "why", "reports", "problems", "export", "claims")
COMMANDS_OF_TWO = (("gazetteer", "build"), ("incidents",))


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> StandIns:
    monkeypatch.setenv("RECOUNT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("COLUMNS", raising=False)
    return StandIns(monkeypatch)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "in", strike=STRIKE, empty="")


@pytest.fixture
def record(tmp_path: Path, pages: Path) -> Path:
    typed("run", pages, "--record", tmp_path / "record", "--outlet", "Radio Furat", "--published", "2017-06-03")
    return tmp_path / "record"


def typed(*words: object, **environment: str) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env=environment)


def one_id(record: Path) -> str:
    return chronology(record).incidents[0].id


def test_help_names_every_command_and_none_is_without_help() -> None:
    shown = typed("--help").output
    for words in (*((command,) for command in COMMANDS), *COMMANDS_OF_TWO):
        assert words[0] in shown
        page = typed(*words, "--help")
        assert page.exit_code == 0
        assert re.search(r"\w{4}.*\.", page.output)


def test_the_version_is_that_of_the_package() -> None:
    assert typed("--version").output == f"recount {VERSION}\n"


def test_a_run_ends_with_the_chronology_what_was_set_aside_and_where_the_record_lies(
    tmp_path: Path, pages: Path
) -> None:
    done = typed("run", pages, "--record", tmp_path / "record", "--published", "2017-06-03")
    assert done.exit_code == 0
    shown = " ".join(done.output.split())
    for words in (
        "2 Jun 2017",
        "Tel Nour, Ar-Raqqah,",
        "● air strike · happened",
        "Coalition jets → militants",
        "26+ militants killed (Northern Monitor)",
        "1 origin in",
        "empty.txt",
        "the report is empty",
        "1 report added, 0 already there, 1 set aside.",
        f"Record: {tmp_path / 'record'}",
        "incidents.csv",
    ):
        assert words in shown


def test_the_second_run_adds_nothing(record: Path, pages: Path) -> None:
    again = typed("run", pages, "--record", record, "--outlet", "Radio Furat", "--published", "2017-06-03")
    assert "0 reports added, 1 already there, 1 set aside." in again.output


def test_what_reads_nothing_fails(record: Path, tmp_path: Path) -> None:
    pages = folder_of(tmp_path / "bad", empty="")
    done = typed("run", pages, "--record", record)
    assert done.exit_code == 1
    assert "No report could be read this time." in done.output
    assert typed("claims", pages).exit_code == 1
    assert typed("incidents", pages).exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ["run"],
        ["run", ".", "--published", "the other day"],
        ["chronology", "--from", "yesterday"],
        ["chronology", "--status", "maybe"],
        ["chronology", "--from", "2018", "--to", "2017"],
        ["chronology", "--min-killed", "-1"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_told_from_an_error(words: list[str]) -> None:
    assert typed(*words).exit_code == 2


def test_a_missing_file_is_set_aside_and_the_others_are_read(tmp_path: Path, pages: Path) -> None:
    missing = tmp_path / "gone.txt"
    done = typed("run", missing, pages, "--record", tmp_path / "record")
    assert done.exit_code == 0
    assert "1 report added, 0 already there, 2 set aside." in done.output
    assert "no such file or folder" in " ".join(done.output.split())
    assert typed("run", missing, "--record", tmp_path / "other").exit_code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--type", "air strik"], "No incident of this record is of type air strik; nearest: air strike."),
        (["--type", "xyzzy"], "No incident of this record is of type xyzzy; there are: air strike."),
        (["--place", "Atlantis"], "No incident of this record is at Atlantis."),
        (["--status", "denied"], "No incident of this record is denied; there are: happened."),
        (["--actor", "Nobody"], "No incident of this record has Nobody as agent or target."),
    ],
)
def test_a_filter_that_nothing_meets_says_what_there_is(record: Path, words: list[str], said: str) -> None:
    shown = " ".join(typed("chronology", "--record", record, *words).output.split())
    assert "0 incidents" in shown
    assert said in shown


def test_lines_have_no_trailing_blanks_and_what_is_written_is_counted(
    record: Path, tmp_path: Path, pages: Path
) -> None:
    shown = typed("chronology", "--record", record).output
    assert all(line == line.rstrip() for line in shown.splitlines())
    assert "(1 claim, one a line)" in " ".join(typed("claims", pages, "-o", tmp_path / "c").output.split())
    assert "(1 incident, one a line)" in " ".join(typed("incidents", pages, "-o", tmp_path / "i").output.split())


def test_an_error_is_one_clear_line_and_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["recount", "chronology", "--record", str(tmp_path / "none")])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "there is no such record" in said
    assert "recount run REPORTS" in said
    assert "Traceback" not in said


def test_ctrl_c_says_what_is_kept(tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("recount.cli.running.run", interrupted)
    stopped = typed("run", pages, "--record", tmp_path / "record")
    assert stopped.exit_code == 130
    assert "What was read is kept" in stopped.output


@pytest.mark.parametrize("width", [80, 100, 140])
def test_no_table_is_wider_than_the_terminal(record: Path, width: int) -> None:
    name = one_id(record)
    for words in (
        ["chronology"],
        ["incident", name],
        ["tolls", name],
        ["actors"],
        ["why", name],
        ["reports"],
        ["problems"],
    ):
        shown = typed(*words, "--record", record, COLUMNS=str(width))
        assert shown.exit_code == 0
        assert max(len(line) for line in shown.output.splitlines()) <= width
        assert "…" not in shown.output.replace("recount why", "")


def test_the_chronology_answers_to_its_filters(record: Path) -> None:
    def kept(*words: str) -> int:
        return len(json.loads(typed("chronology", "--record", record, "--json", *words).output)["incidents"])

    assert kept() == 1
    assert kept("--from", "2017-06", "--to", "2017-06-02", "--type", "air strike", "--status", "happened") == 1
    assert kept("--place", "raqqah", "--place", "Homs", "--actor", "the coalition jets", "--min-killed", "26") == 1
    assert kept("--min-killed", "27") == 0
    assert kept("--from", "2018") == 0


def test_one_incident_is_shown_with_its_claims(record: Path) -> None:
    shown = typed("incident", one_id(record)[:8], "--record", record).output
    for words in (
        "● air strike · happened",
        "1 origin in 1 report",
        "“Coalition jets struck Tel Nour",
    ):
        assert words in shown


def test_tolls_stand_beside_their_speakers(record: Path) -> None:
    shown = typed("tolls", one_id(record), "--record", record).output
    assert re.search(r"3 Jun 2017 +26\+ militants killed +Northern Monitor", shown)
    assert "Radio Furat" in shown
    assert re.search(r"killed +26 or more +range: 1 origin in 1 report\s+ucdp: 26 \(26 or more\) · acled: 26", shown)
    (figure,) = json.loads(typed("tolls", one_id(record), "--record", record, "--json").output)["tolls"]
    assert (figure["low"], figure["high"], figure["origin"], figure["report"]) == (
        26,
        None,
        "Northern Monitor",
        "strike",
    )


def test_why_marks_the_words_and_shows_the_chain(record: Path) -> None:
    shown = " ".join(typed("why", f"{one_id(record)}.killed", "--record", record).output.split())
    assert "killing «at least 26 militants», the «Northern Monitor» told «Radio Furat»." in shown
    assert "you ← Radio Furat ← Radio Furat ← Northern Monitor" in shown
    assert "tolls/killing" in shown


def test_json_says_the_same_for_programs(record: Path) -> None:
    name = one_id(record)
    answer = json.loads(typed("why", f"{name}.origin", "--record", record, "--json").output)
    assert list(answer) == ["asked", "incident", "evidence", "merges", "judgements"]
    (evidence,) = answer["evidence"]
    assert [(v["field"], v["text"]) for v in evidence["values"]] == [
        ("origin", "Northern Monitor"),
        ("via", "Radio Furat"),
    ]
    assert [(v["by"], v["wordless"]) for v in evidence["values"]] == [(None, False)] * 2
    opened = json.loads(typed("incident", name, "--record", record, "--json").output)
    assert list(opened) == ["incident", "claims", "reports", "part_of", "episodes", "denied_by", "ledger"]
    assert opened["incident"]["claims"] == ["strike#0"]
    assert opened["claims"][0]["quote"].startswith("Coalition jets")
    rows = json.loads(typed("reports", "--record", record, "--json").output)["reports"]
    assert [(row["name"], row["claims"]) for row in rows] == [("strike", 1)]
    actors = json.loads(typed("actors", "--record", record, "--json").output)["actors"]
    classes = {"kind": "rebel group", "acled": "Rebel Group", "ucdp": "rebel group", "sides": []}
    assert {"name": "militants", "agent_in": 0, "target_of": 1, "origin_of": 0, **classes} in actors
    assert len(json.loads(typed("problems", "--record", record, "--json").output)["problems"]) == 1


def test_a_desks_own_actors_come_with_their_class_and_side(tmp_path: Path, record: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "actors:\n  - {name: Northern Monitor, kind: monitor, side: Syrian opposition, aliases: [the Northerners]}\n"
        "  - {name: Hill Men, kind: rebel group, aliases: [militants]}\n",
        "utf-8",
    )
    shown = json.loads(typed("actors", "--record", record, "--actors", own, "--json").stdout)["actors"]
    (row,) = [row for row in shown if row["name"] == "Northern Monitor"]
    assert (row["kind"], [side["side"] for side in row["sides"]]) == ("monitor", ["Syrian opposition"])
    kept = typed("chronology", "--record", record, "--actors", own, "--actor", "Hill Men", "--json")
    assert len(json.loads(kept.stdout)["incidents"]) == 1


def test_other_actors_than_those_of_the_record_are_pointed_out(tmp_path: Path, record: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text("actors:\n  - {name: Hill Men, kind: rebel group}\n", "utf-8")
    assert "other actors" not in typed("actors", "--record", record).output
    assert "other actors" in typed("actors", "--record", record, "--actors", own).output


def test_a_run_answers_programs_too(tmp_path: Path, pages: Path) -> None:
    done = CliRunner().invoke(app, ["run", str(pages), "--record", str(tmp_path / "record"), "--json"])
    answer = json.loads(done.stdout)
    assert (answer["added"], answer["claims"], len(answer["problems"]), len(answer["incidents"])) == (1, 1, 1, 1)


def test_claims_and_incidents_are_written_without_a_record(tmp_path: Path, pages: Path) -> None:
    typed("claims", pages, "-o", tmp_path / "claims.jsonl")
    typed("incidents", pages, "-o", tmp_path / "incidents.jsonl")
    assert json.loads((tmp_path / "claims.jsonl").read_text("utf-8"))["doc"] == "strike"
    assert json.loads((tmp_path / "incidents.jsonl").read_text("utf-8"))["members"] == ["strike"]
    assert json.loads(CliRunner().invoke(app, ["claims", str(pages)]).stdout)["n"] == 0


def test_exports_are_what_their_names_say(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert typed("export", "--record", record, "--format", "geojson", "-o", out).exit_code == 0
    assert json.loads(out.read_text("utf-8"))["type"] == "FeatureCollection"
    text = CliRunner().invoke(app, ["export", "--record", str(record), "--format", "csv"]).stdout
    assert next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))["killed_low"] == "26"


def test_the_gazetteer_is_built_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(path: Path, overlays: object) -> SimpleNamespace:
        return SimpleNamespace(path=path)

    monkeypatch.setattr("recount.desk.tools.Gazetteer.open", opened)
    done = typed("gazetteer", "build")
    assert done.exit_code == 0
    assert str(tmp_path / "cache" / "gazetteer.sqlite") in "".join(done.output.split("\n"))


def test_report_text_cannot_command_the_terminal(tmp_path: Path) -> None:
    hostile = "\x1b[31mRadio\x07 \u202eFurat\u2066 [bold]Sun[/bold] \x9b2J"
    pages = folder_of(tmp_path / "in", strike=STRIKE.replace("Jets hit", "Jets \x1b]0;owned\x07hit"))
    typed("run", pages, "--record", tmp_path / "record", "--outlet", hostile)
    name = one_id(tmp_path / "record")
    for words in (["incident", name], ["why", name], ["reports"], ["tolls", name]):
        shown = typed(*words, "--record", tmp_path / "record", COLUMNS="140").output
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    origin = "[/red][link=http://x]Furat[/link] [bold"
    marked = folder_of(tmp_path / "marked", strike=STRIKE + "It rained in Azaz.\n")
    typed("run", marked, "--record", tmp_path / "record", "--outlet", origin)
    for command in ("chronology", "reports", "actors"):
        assert typed(command, "--record", tmp_path / "record").exit_code == 0
    assert origin in typed("reports", "--record", tmp_path / "record", COLUMNS="240").output
    assert "[bold]Sun[/bold]" in typed("reports", "--record", tmp_path / "record", COLUMNS="200").output


def test_help_does_not_wait_for_the_reader_model_or_the_database() -> None:
    program = (
        "import sys, recount.cli.app; print([m for m in ('sqlalchemy', 'onnxruntime', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
