"""Totals, dyads, origins, delay, coverage and control, as a desk types them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from recount.cli.app import app
from tests.stand_ins import STRIKE, StandIns, folder_of


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> StandIns:
    monkeypatch.setenv("RECOUNT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    return StandIns(monkeypatch)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    pages = folder_of(tmp_path / "in", strike=STRIKE)
    typed("run", pages, "--record", tmp_path / "record", "--outlet", "Radio Furat", "--published", "2017-06-03")
    return tmp_path / "record"


ALONE = (("dyads",), ("origins",), ("delay",), ("coverage",))


def typed(*words: object) -> Result:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done


def printed(*words: object) -> str:
    return " ".join(typed(*words).stdout.split())


@pytest.mark.parametrize("by", ["party", "place", "governorate", "country", "type", "period", "day", "week", "year"])
def test_totals_are_shown_with_their_rule_and_fit_80_columns(record: Path, by: str) -> None:
    done = typed("totals", "--by", by, "--record", record)
    assert "by the rule range" in " ".join(done.stdout.split())
    assert "26" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80


def test_each_row_of_totals_opens_its_incidents(record: Path) -> None:
    line = json.loads(typed("totals", "--by", "place", "--rule", "ucdp", "--record", record, "--json").stdout)
    (row,) = line["rows"]
    assert (row["low"], row["high"], row["best"], line["rule"]) == (26, None, 26, "ucdp")
    assert row["told"][0] in typed("incident", row["told"][0], "--record", record).stdout


def test_totals_go_to_a_spreadsheet(record: Path, tmp_path: Path) -> None:
    for command in (("totals", "--by", "month"), ("totals", "--by", "party"), *ALONE):
        typed(*command, "--record", record, "--csv", tmp_path / "out.csv")
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert all(None not in row and None not in row.values() for row in rows)


def test_a_day_before_the_first_report_knows_of_nothing(record: Path) -> None:
    line = json.loads(typed("totals", "--by", "type", "--as-of", "2017-06-02", "--record", record, "--json").stdout)
    assert (line["rows"], line["as_of"]["later"]) == ([], 1)
    assert "1 later report left out" in printed("totals", "--by", "type", "--as-of", "2017-06-02", "--record", record)


def test_every_sum_takes_every_filter_of_the_chronology() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]  # of a group, as the app is
    asked = {option for one in commands["chronology"].params for option in one.opts}
    for name in ("totals", *(command[0] for command in ALONE)):
        assert asked | {"--csv"} <= {option for one in commands[name].params for option in one.opts}, name


def test_coverage_counts_the_reports_that_tell_of_what_the_filters_keep(record: Path) -> None:
    for filters, there in ((("--place", "Goma"), False), (("--min-killed", 26), True), (("--min-killed", 27), False)):
        line = json.loads(typed("coverage", *filters, "--record", record, "--json").stdout)
        assert bool(line["outlets"]) is there


def test_delays_know_a_former_day(record: Path) -> None:
    for day, rows in (("2017-06-02", 0), ("2017-06-03", 1)):
        assert len(json.loads(typed("delay", "--as-of", day, "--record", record, "--json").stdout)["rows"]) == rows


def test_coverage_asks_for_the_days_on_which_reports_came_out(record: Path) -> None:
    for days, there in (
        (("--from", "2017-06-03"), True),
        (("--from", "2017-06-04"), False),
        (("--to", "2017-06"), True),
    ):
        line = json.loads(typed("coverage", *days, "--record", record, "--json").stdout)
        assert bool(line["outlets"]) is there


def test_lists_and_reasons_know_a_former_day(record: Path) -> None:
    (one,) = json.loads(typed("chronology", "--record", record, "--json").stdout)["incidents"]
    for day, known in (("2017-06-02", False), ("2017-06-03", True)):
        then = ("--as-of", day, "--record", record)
        assert bool(json.loads(typed("reports", *then, "--json").stdout)["reports"]) is known
        assert bool(json.loads(typed("actors", *then, "--json").stdout)["actors"]) is known
        for asked in (("lineage", "strike"), ("why", one["incident"])):
            done = CliRunner().invoke(app, [str(word) for word in (*asked, *then)])
            assert (done.exit_code == 0) is known
    refused = CliRunner().invoke(app, ["why", "i1", "--merge", "--as-of", "2017-06-03", "--record", str(record)])
    assert refused.exit_code == 2


def test_filters_say_what_they_leave_out_for_want_of_a_date_and_what_nothing_meets(record: Path) -> None:
    assert "No incident of this record is at Goma." in printed("dyads", "--place", "Goma", "--record", record)
    line = json.loads(typed("origins", "--from", "2018", "--record", record, "--json").stdout)
    assert (line["origins"], line["undated"]) == ([], 0)


def test_a_harm_without_figures_is_no_zero(record: Path) -> None:
    line = json.loads(typed("totals", "--by", "type", "--harm", "wounded", "--record", record, "--json").stdout)
    assert (line["all"]["low"], line["all"]["high"], len(line["all"]["silent"])) == (None, None, 1)


def test_dyads_origins_delay_and_coverage_are_shown(record: Path) -> None:
    assert "unnamed coalition → unnamed fighters" in printed("dyads", "--record", record)
    assert "Northern Monitor" in printed("origins", "--record", record)
    assert "Radio Furat 1 1 1 1 1" in printed("delay", "--record", record)
    assert "2017-W22 1" in printed("coverage", "--record", record)
    for command in ("dyads", "origins", "delay", "coverage"):
        assert json.loads(typed(command, "--record", record, "--json").stdout)
        assert max(map(len, typed(command, "--record", record).stdout.splitlines())) <= 80


def test_a_record_without_captures_has_no_town_to_show(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.desk.controlling.gazetteer_of", lambda *_: _NoPlaces())
    assert "0 places" in printed("control", "--record", record)
    done = CliRunner().invoke(app, ["control", "Qaryatain", "--record", str(record)])
    assert done.exit_code == 1
    assert "no claim of the record says who holds it" in str(done.exception)


class _NoPlaces:
    def lookup(self, name: str) -> tuple[()]:
        return ()


def test_an_outlet_in_two_spellings_is_one(tmp_path: Path) -> None:
    for n, outlet in enumerate(("AFP", "Agence France-Presse")):
        pages = folder_of(tmp_path / f"in{n}", strike=f"{STRIKE} ({n})")
        typed("run", pages, "--record", tmp_path / "two", "--outlet", outlet, "--published", f"2017-06-0{n + 3}")
    table = json.loads(typed("coverage", "--by", "day", "--record", tmp_path / "two", "--json").stdout)
    assert [(one["name"], one["reports"]) for one in table["outlets"]] == [("Agence France-Presse", 2)]
