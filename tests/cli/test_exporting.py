"""`recount export` as typed: tables of others, what they lose, and what is asked for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recount.cli.app import app
from recount.desk.running import RunOptions, run
from tests.export import acled_rules, ucdp_rules
from tests.stand_ins import SETTINGS, STRIKE, StandIns, folder_of


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    StandIns(monkeypatch)
    monkeypatch.setenv("COLUMNS", "80")
    pages = folder_of(tmp_path / "in", strike=STRIKE)
    (pages / "later.jsonl").write_text(
        json.dumps({"id": "later", "text": STRIKE, "outlet": "Levant Sun", "published": "2017-06-09"}) + "\n", "utf-8"
    )
    run([pages], tmp_path / "record", SETTINGS, RunOptions(published="2017-06-03", outlet="Radio Furat"))
    return tmp_path / "record"


def typed(record: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["export", "--record", str(record), *words])


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_acleds_table_comes_with_what_it_could_not_hold(record: Path, tmp_path: Path, ending: str) -> None:
    lossy, out = tmp_path / f"lost{ending}", tmp_path / "acled.csv"
    done = typed(record, "-f", "acled", "-o", str(out), "--lossy", str(lossy))
    assert done.exit_code == 0
    assert "acled: 1 row, 0 incidents without a row." in done.stderr
    text = out.read_bytes().decode("utf-8")
    assert acled_rules.broken(text) == []
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["fatalities"], row["source"]) == ("26", "Radio Furat; Levant Sun")
    told = lossy.read_text("utf-8")
    assert "26+ militants killed (Northern Monitor)" in told


def test_what_the_table_holds_goes_to_standard_output_and_the_summary_beside_it(record: Path) -> None:
    done = typed(record, "-f", "ucdp")
    assert ucdp_rules.broken(done.stdout) == []
    assert "with names" in done.stderr  # militants and jets are nobody's


def test_an_export_is_of_what_is_asked_for_as_known_then(record: Path) -> None:
    def rows(*words: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(typed(record, "-f", "acled", *words).stdout, newline="")))

    assert len(rows("--from", "2017-06", "--place", "Raqqa")) == 1
    assert rows("--from", "2018") == []
    assert [row["source"] for row in rows("--as-of", "2017-06-05")] == ["Radio Furat"]
    assert rows("--as-of", "2017-06-01") == []
    plain = typed(record, "--from", "2018").stdout.removeprefix("\ufeff")
    assert list(csv.DictReader(io.StringIO(plain, newline=""))) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-f", "acled", "--rule", "guess"), "guess"),
        (("-f", "acled", "--lossy", "lost.txt"), "End it in .csv or .jsonl"),
        (("-f", "csv", "--lossy", "lost.csv"), "acled and ucdp alone"),
        (("-f", "xls"), "csv, geojson, jsonl, canonical, acled, ucdp"),
        (("-f", "canonical", "--from", "2017"), "always of the whole record"),
    ],
)
def test_what_can_not_be_done_is_said_with_the_remedy(record: Path, words: tuple[str, ...], said: str) -> None:
    done = typed(record, *words)
    assert done.exit_code != 0
    assert said in " ".join(f"{done.output} {done.exception}".split())


def test_the_canonical_export_is_lines_of_json(record: Path) -> None:
    kinds = [next(iter(json.loads(line))) for line in typed(record, "-f", "canonical").stdout.splitlines()]
    assert kinds == ["report", "report", "claim", "claim", "incident"]
