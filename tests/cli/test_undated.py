"""What the commands show of a report without a date whose incidents date it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recount.cli.app import app
from recount.codebook.actors import built_in_actors
from recount.desk.gathering import brought_up_to_date
from recount.model import Precision, Span, When
from recount.store import Entry, opened_or_made
from tests.resolution.told import claim, report, toll


@pytest.fixture
def record(tmp_path: Path) -> Path:
    page = report("page", "Jets hit Tarnow Bridge on Tuesday, killing 31 people.", day=None, outlet="Ilmet Page")
    wire = report("wire", "Jets hit the bridge, killing 31 people, the wire says.", day=date(2016, 5, 25))
    words = When(None, None, Precision.UNKNOWN, "Tuesday")
    told = [
        claim(page, when=words, tolls=[toll(31)], agents=["Oster air force"], clause=Span(0, 40)),
        claim(wire, when=date(2016, 5, 24), tolls=[toll(31)], agents=["Oster air force"], clause=Span(0, 40)),
    ]
    store = opened_or_made(tmp_path / "record")
    entries = zip((page, wire), told, strict=True)
    store.add([Entry(replace(one, source=one.name), one.text.encode(), (), (own,)) for one, own in entries], "tools")
    brought_up_to_date(store, built_in_actors())
    assert len(store.incidents()) == 1
    store.close()
    return tmp_path / "record"


def typed(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "80"})


def test_reports_shows_the_days_with_their_reasons(record: Path) -> None:
    shown = " ".join(typed("reports", "--record", record).output.split())
    assert "24–30 May 2016" in shown
    assert "told here with “Tuesday”" in shown
    first = json.loads(typed("reports", "--record", record, "--json").output)["reports"][0]
    assert (first["published_first"], first["published_last"]) == ("2016-05-24", "2016-05-30")
    assert first["dated"]["method"] == "incidents"


def test_problems_says_that_a_report_carries_no_date(record: Path) -> None:
    assert "1 report carries no date: recount reports" in " ".join(typed("problems", "--record", record).output.split())


def test_a_view_of_a_former_day_knows_the_report_from_the_last_of_its_days(record: Path) -> None:
    before = json.loads(typed("chronology", "--record", record, "--as-of", "2016-05-29", "--json").output)
    after = json.loads(typed("chronology", "--record", record, "--as-of", "2016-05-30", "--json").output)
    assert [len(found["incidents"][0]["members"]) for found in (before, after)] == [1, 2]
