"""Timelines of control as a desk sees them: towns, steps with their origins, rivals, and nothing finer."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from recount.cli.control_views import timeline_view, towns_table
from recount.cli.screen import show
from recount.control import holding_on
from recount.desk.controlling import COLUMNS, Controlled, Held, control_csv
from recount.desk.lines.control import control_line
from recount.export.control_wording import summary
from recount.model import Claim, Document, Status
from tests.control.test_timelines import LATER, OCTOBER, TOLD, taken
from tests.control.told import timeline, told

DENIAL = taken("ISIS", OCTOBER, "State news", status=Status.DENIED)


def controlled(*reports: tuple[Claim, Document]) -> Controlled:
    found = timeline(reports)
    names = {document.id: document.name for _, document in reports}
    return Controlled((Held(found, holding_on(found, date.max)),), (("no known place", 2),), None, names)


def test_a_town_is_told_in_one_line() -> None:
    assert summary(timeline(TOLD)) == (
        "2016-04-03 Syrian government (Syrian army) (2 origins) · 2017-10-01 Islamic State (1 origin) · "
        "2017-10-21 Syrian government (Syrian army) (1 origin)"
    )
    assert summary(timeline([DENIAL])) == "Nobody is said to have taken the whole of it."


def test_tables_fit_80_columns_and_show_rivals(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    left = told("rebels withdrew from Qaryatain", "withdrew", words="withdraw", agents=["rebels"], day=LATER)
    found = controlled(*TOLD[:3], DENIAL, left)
    show(towns_table(found.towns), *timeline_view(found.towns[0]))
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 80
    words = " ".join(shown.split())
    assert "Islamic State" in words
    assert "contested: denied: taken by" in words
    assert "left by rebels" in words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2016, 4, 2), "2 Apr 2016: nobody is said by then to hold the whole of it."),
        (
            date(2017, 10, 10),
            "10 Oct 2017: last said to be held by Islamic State, since 1 Oct 2017 (Radio Furat: 1 origin in 1 report); "
            "contested: denied: taken by Islamic State (State news: 1 origin in 1 report).",
        ),
    ],
)
def test_of_one_town_the_holder_on_a_day_is_told(
    on: date, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    found = timeline([*TOLD, DENIAL])
    show(*timeline_view(Held(found, holding_on(found, on)), on))
    assert words in " ".join(capsys.readouterr().out.split())


def test_json_and_csv_hold_every_step_and_no_position() -> None:
    found = controlled(*TOLD, DENIAL)
    (place,) = control_line(found)["places"]
    assert (place["held"], [step["said"] for step in place["steps"]]) == (3, ["taken"] * 4)
    assert not {"lat", "lon", "latitude", "longitude"} & {*place, *place["steps"][0], *COLUMNS}
    rows = list(csv.DictReader(io.StringIO(control_csv(found).removeprefix("\ufeff"))))
    assert [row["first"] for row in rows] == ["2016-04-03", "2017-10-01", "2017-10-01", "2017-10-21"]
    assert {row["status"] for row in rows} == {"said", "denied"}
