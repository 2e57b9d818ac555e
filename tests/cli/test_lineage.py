"""`recount lineage`, over a record made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recount.cli.app import app
from recount.desk.lineage import lineage
from recount.errors import RecordError
from recount.store import Entry, opened_or_made
from tests.resolution.told import report

WIRE = (
    "Shells fell on the grain market of Tarnow Bridge early on Tuesday while farmers were unloading their carts. "
    "The district doctor counted seven dead and said that two more people were still under the roof of the hall. "
    "Nobody in the garrison across the river would say who had given the order to open fire on the market."
)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    folder = tmp_path / "record"
    first, second, _ = WIRE.split(". ")
    reports = [
        report("wire", f"{WIRE} (Reuters)", day=date(2016, 5, 10), outlet="Reuters"),
        report("post", f"{first}. {second.replace('seven', 'nine')}.", day=date(2016, 5, 11), outlet="Quay Post"),
        report("other", "A report on the harbour of Quay Saar and its cranes that nobody else has printed anywhere."),
    ]
    store = opened_or_made(folder)
    store.add([Entry(replace(one, source=one.name), one.text.encode(), (), ()) for one in reports], "tools")
    store.close()
    return folder


def typed(*words: object, columns: int = 80) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": str(columns)})


def test_a_family_is_shown_with_its_first_print_why_and_what_was_changed(record: Path) -> None:
    shown = " ".join(typed("lineage", "post", "--record", record).output.split())
    for words in (
        "post · Quay Post · 11 May 2016",
        "Printed by 2 reports: one voice, Reuters.",
        "wire came first: published on 2016-05-10, the other on 2016-05-11.",
        "edited",
        "cut",
        "1 sentence the same in both, not shown",
    ):
        assert words in shown
    assert max(map(len, typed("lineage", "post", "--record", record).output.splitlines())) <= 80


def test_the_first_print_is_shown_beside_the_next(record: Path) -> None:
    found = lineage(record, "wire")
    assert found.beside is not None
    assert [one.id for one in found.beside] == ["wire", "post"]
    assert found.prints[1].share > 0.9


def test_programs_get_the_same(record: Path) -> None:
    line = json.loads(typed("lineage", "post", "--record", record, "--json").output)
    assert line["first"] == "wire"
    assert line["agency"] == "Reuters"
    assert [one["change"] for one in line["sentences"]] == ["same", "edited", "cut", "cut"]
    assert line["prints"][1]["words"]["edited"] == 20


def test_a_report_of_its_own_words_says_so(record: Path) -> None:
    assert "No other report of the record prints this story." in typed("lineage", "other", "--record", record).output


@pytest.mark.parametrize("name", ["", "nothing", "%", "_"])
def test_a_name_that_no_report_bears_is_refused(record: Path, name: str) -> None:
    with pytest.raises(RecordError, match="is not in the record"):
        lineage(record, name)
