"""One incident's figures as a desk asks for them: by a rule, as known on a day, as tables and as JSON."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from recount.cli.app import app
from recount.codebook.actors import built_in_actors
from recount.desk.asking import chronology
from recount.desk.knowing import opened_on
from recount.desk.ledgers import ledger, most_contested, rule_called
from recount.errors import RecountError
from recount.model import Cited, Claim, Document, Harm, ReportDate
from recount.pipeline import incidents_of
from recount.store import Entry, opened_or_made
from tests.resolution.told import DAY, claim, report, toll

ACTORS = built_in_actors()


def told() -> tuple[list[Document], list[Claim]]:
    """Three dated reports of one strike, the second revising the first, the third of a rival; one of unknown date."""
    documents = [report(f"r{n}", day=DAY + timedelta(days=n), outlet=f"Outlet {n}") for n in range(3)]
    documents.append(replace(report("r3", outlet="Outlet 3"), published=ReportDate(None, None, "unknown", 0.0)))
    origins = ["Northern Monitor", "Northern Monitor", "Army of Oster", "Harbour clerk"]
    claims = [
        claim(document, tolls=[toll(number)], origin=[origin], main=True)
        for document, number, origin in zip(documents, (17, 21, 9, 12), origins, strict=True)
    ]
    return documents, claims


def kept(folder: Path, documents: list[Document], claims: list[Claim]) -> Path:
    with closing(opened_or_made(folder)) as store:
        store.add([Entry(d, b"x", (), tuple(c for c in claims if c.document == d.id)) for d in documents], "made")
        store.put_incidents(incidents_of(documents, claims, ACTORS))
    return folder


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return kept(tmp_path / "record", *told())


def typed(*words: object) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "100"})
    assert done.exit_code == 0, done.exception
    return " ".join(done.output.split())


def test_an_incident_is_found_with_its_headline_tree_and_steps(record: Path) -> None:
    found = ledger(record, "r0.000")
    (killed,) = found.figures
    assert [(one.rule, one.low, one.high) for one in killed.headline] == [("range", 9, 21)]
    assert [one.rule for one in killed.others] == ["ucdp", "acled"]
    assert [root.name for root in found.tree] == ["Army of Oster", "Harbour clerk", "Northern Monitor"]
    assert [step.day for step in killed.steps][:2] == [DAY, DAY + timedelta(days=1)]


def test_a_former_day_knows_nothing_of_later_reports_and_names_those_that_may_be(record: Path) -> None:
    found = ledger(record, "r0.000", day=DAY)
    (killed,) = found.figures
    assert [(one.low, one.high) for one in killed.headline] == [(17, 17)]
    assert [document.name for document in found.view.documents.values()] == ["r0"]
    assert found.as_of is not None
    assert found.as_of.later == 2
    listed = chronology(record, day=DAY)
    assert [one.documents for one in listed.incidents] == [("r0",)]


def test_a_former_day_is_the_record_that_those_reports_alone_make(record: Path, tmp_path: Path) -> None:
    documents, claims = told()
    day = DAY + timedelta(days=1)
    alone = kept(tmp_path / "alone", documents[:2], claims[:2])
    store, as_of = opened_on(record, day)
    with closing(store):
        assert store.incidents() == chronology(alone).incidents
        assert store.claims() == tuple(claims[:2])
    assert as_of is not None


def test_an_incident_of_which_no_report_was_out_is_refused_with_its_first_day(record: Path) -> None:
    with pytest.raises(RecountError, match=r"was not known on 2016-05-09.*2016-05-10"):
        ledger(record, "r0.000", day=date(2016, 5, 9))
    with pytest.raises(RecountError, match="not in the record"):
        ledger(record, "nothing", day=DAY)


def test_a_rule_is_named_or_a_file_whose_names_may_be_aliases(tmp_path: Path) -> None:
    own = tmp_path / "rule.yaml"
    own.write_text("{statistic: lowest, prefer: [{name: SOHR}]}")
    assert rule_called(str(own)).prefer[0].names == ("Syrian Observatory for Human Rights",)
    assert rule_called(None).name == "range"
    with pytest.raises(RecountError, match="is no rule and no file"):
        rule_called("rage")
    own.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RecountError, match="can't be read"):
        rule_called(str(own))


def test_the_most_contested_incident_has_most_origins_and_revisions(record: Path) -> None:
    incidents = chronology(record).incidents
    assert most_contested(incidents) == incidents[0]
    assert most_contested([replace(incidents[0], ledger=incidents[0].ledger[:1])]) is None


def test_tables_show_rule_chain_tree_steps_and_what_a_former_day_leaves_out(record: Path) -> None:
    shown = typed("tolls", "r0.000", "--record", record)
    for words in (
        "killed 9 to 21 range: span of 3 origins in 4 reports",
        "revises r0.000 (17",
        "3 origins in 4 reports",
        "└── Outlet 1 r1",
        "How the headline came to be",
        "Northern Monitor: now 21 people killed (r1)",
    ):
        assert words in shown
    then = typed("tolls", "r0.000", "--record", record, "--as-of", "2016-05-11", "--rule", "ucdp")
    assert "killed 21 ucdp: 1 origin in 2 reports" in then
    assert "As known on 11 May 2016: 1 later report left out" in then
    assert "As known on 10 May 2016" in typed("chronology", "--record", record, "--as-of", "2016-05-10")


def test_each_harm_has_its_first_day_where_the_headline_of_any_changed(tmp_path: Path) -> None:
    documents, claims = told()
    hurt = [replace(toll(number), harm=Harm.WOUNDED) for number in (40, 40, 40, 40)]
    given = [replace(one, tolls=(*one.tolls, Cited(harm, one.trigger))) for one, harm in zip(claims, hurt, strict=True)]
    folder = kept(tmp_path, documents, given)
    shown = typed("tolls", "r0.000", "--record", folder).partition("How the headline came to be")[2]
    assert "killed 17" in shown
    assert "wounded 40" in shown
    alone = replace(ledger(folder, "r0.000"), figures=ledger(folder, "r0.000").only(Harm.WOUNDED).figures)
    assert alone.stepped == ()


def test_json_has_rule_headlines_tree_and_steps(record: Path) -> None:
    whole = json.loads(CliRunner().invoke(app, ["tolls", "r0.000", "--record", str(record), "--json"]).output)
    assert whole["rule"]["name"] == "range"
    (killed,) = whole["headlines"]
    assert killed["headline"][0] | {"claims": []} == {
        "rule": "range",
        "harm": "killed",
        "low": 9,
        "best": None,
        "high": 21,
        "most": 21,
        "how": "span of 3 origins",
        "origins": ["Army of Oster", "Harbour clerk", "Northern Monitor"],
        "claims": [],
        "left_out": [],
    }
    monitor = next(node for node in whole["tree"] if node["name"] == "Northern Monitor")
    assert [below["reports"] for below in monitor["below"]] == [["r0"], ["r1"]]
    assert [step["day"] for step in killed["steps"]][:2] == ["2016-05-10", "2016-05-11"]
