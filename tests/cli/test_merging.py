"""`recount why INCIDENT --merge` and episodes of an operation, as a desk asks for them."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from recount.cli.app import app
from recount.codebook.actors import built_in_actors
from recount.desk.gathering import brought_up_to_date
from recount.model import Claim, Document, Harm, When
from recount.store import Entry, opened_or_made
from tests.resolution.told import DAY, FAR_TOWN, REGION, claim, report, toll


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports of a strike, one of a strike elsewhere on that day, and one of the battle that they are part of."""
    monkeypatch.setenv("COLUMNS", "80")
    documents = [report(name, outlet=f"{name.title()} Radio") for name in ("abel", "bela", "cora", "dora")]
    days = When.between(DAY - timedelta(days=9), DAY + timedelta(days=9))
    claims = [
        claim(documents[0], tolls=[toll(14)], agents=["Oster Brigade"]),
        claim(documents[1], tolls=[toll(14)], agents=["Oster Brigade"]),
        claim(documents[2], place=FAR_TOWN, tolls=[toll(14)], agents=["Oster Brigade"]),
        claim(documents[3], type_="armed_clash", place=REGION, when=days, agents=["Oster Brigade"]),
    ]
    kept(tmp_path / "record", documents, claims)
    return tmp_path / "record"


def kept(folder: Path, documents: list[Document], claims: list[Claim]) -> None:
    with closing(opened_or_made(folder)) as store:
        store.add([Entry(d, b"", (), tuple(c for c in claims if c.document == d.id)) for d in documents], "")
        brought_up_to_date(store, built_in_actors())


def typed(*words: object) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_merge_is_told_with_its_reasons_and_their_sum_and_near_misses_with_what_kept_them_out(record: Path) -> None:
    shown = typed("why", "iabel", "--merge", "--record", record)
    assert max(len(line) for line in shown.splitlines()) <= 80
    said = " ".join(shown.split())
    assert "Abel Radio" in said
    assert "+2.1 dead same both give 14 killed" in said
    assert "3.7 make them one" in said
    assert "Nearest of those left out" in said
    assert "Cora Radio" in said
    assert "kept apart: exact places" in said or "kept apart: the sum stays below 3.7" in said


def test_programs_get_all_of_it(record: Path) -> None:
    line = json.loads(typed("why", "iabel", "--merge", "--record", record, "--json"))
    (merge,) = line["merges"]
    assert merge["score"] == pytest.approx(sum(f["weight"] for f in merge["features"]), abs=0.01)
    assert merge["score"] > merge["needed"]
    assert {miss["incident"] for miss in line["near"]} <= {"icora.000", "idora.000"}


def test_an_incident_names_its_operation_and_that_its_episodes(record: Path) -> None:
    assert "part of idora" in " ".join(typed("incident", "iabel", "--record", record).split())
    assert "episodes iabel" in " ".join(typed("incident", "idora", "--record", record).split())
    line = json.loads(typed("incident", "idora", "--record", record, "--json"))
    assert line["episodes"] == ["iabel.000"]


def test_what_one_claim_tells_had_not_to_be_brought_up_to_date(record: Path) -> None:
    assert "It has one claim" in typed("why", "idora", "--merge", "--record", record)


def test_a_merge_names_every_claim_that_its_reasons_are_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    documents = [report(name, outlet=f"{name.title()} Radio") for name in ("abel", "bela")]
    wounded, dead = toll(30, harm=Harm.WOUNDED), toll(14)
    claims = [
        claim(documents[0], 0, tolls=[wounded], agents=["Oster Brigade"]),
        claim(documents[0], 1, tolls=[dead], agents=["Oster Brigade"]),
        claim(documents[1], tolls=[dead], agents=["Oster Brigade"]),
    ]
    kept(tmp_path / "record", documents, claims)
    said = " ".join(typed("why", "iabel", "--merge", "--record", tmp_path / "record").split())
    assert "abel.000 with abel.001" in said
    (merge, *_) = json.loads(typed("why", "iabel", "--merge", "--json", "--record", tmp_path / "record"))["merges"]
    assert (merge["claims_of_a"], merge["claims_of_b"]) == (["abel.000", "abel.001"], ["bela.000"])
