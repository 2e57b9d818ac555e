"""Pieces of pages that are kept are never out of date."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import TypeAdapter
from sqlalchemy import create_engine, text

from recount.codebook.actors import actors_over
from recount.codebook.schema import built_in_folder
from recount.desk import fields
from recount.desk.codebooks import copied
from recount.desk.drafting import codebook_in_use
from recount.desk.finding import Asked, found
from recount.desk.judging import By, confirm, set_aside, withdraw
from recount.desk.overview import version
from recount.desk.tools import Rules
from recount.web.app import make_app
from recount.web.keeping import Keeping
from recount.web.options import WebOptions
from recount.web.warming import read_addresses, warm, warming
from tests.web.conftest import SETTINGS

BY = By("ann", exports=False)


def test_a_worker_is_readied_and_a_record_that_is_not_there_is_left_to_the_page(record: Path, tmp_path: Path) -> None:
    options = WebOptions(record, SETTINGS)
    thread = warming(options, make_app(options))
    thread.join(60)
    gc.unfreeze()
    assert thread.daemon
    assert not thread.is_alive()
    warm(WebOptions(tmp_path / "none", SETTINGS))


def test_the_first_page_works_out_no_addresses_once_they_are_read(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(WebOptions(record, SETTINGS))
    read_addresses(app)
    made: list[object] = []
    real = TypeAdapter.__init__

    def counted(self: TypeAdapter[object], *given: object, **named: object) -> None:
        made.append(given)
        real(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(TypeAdapter, "__init__", counted)
    with TestClient(app) as client:
        assert client.get("/judgements").status_code == 200
    assert len(made) < 5


def test_a_codebook_and_an_alias_file_are_read_again_when_they_change(record: Path, tmp_path: Path) -> None:
    rules = Rules(codebook=copied(tmp_path / "codebook"))
    before = codebook_in_use(record, rules)
    assert codebook_in_use(record, rules) is before
    page = tmp_path / "codebook" / "abduction.yaml"
    page.write_text(page.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert codebook_in_use(record, rules).version != before.version
    own = tmp_path / "actors.yaml"
    content = (built_in_folder() / "actors.yaml").read_text(encoding="utf-8")
    own.write_text(content, encoding="utf-8")
    first = actors_over(own)
    assert actors_over(own) is first
    own.write_text(f"{content}# changed\n", encoding="utf-8")
    assert actors_over(own) is not first


def test_a_piece_is_made_once_and_the_one_asked_for_longest_ago_goes_first() -> None:
    made: list[str] = []
    keeping = Keeping(2)

    def make(key: str) -> str:
        made.append(key)
        return key

    for key in ("a", "b", "a", "c", "a", "b"):
        assert keeping.of(key, partial(make, key)) == key
    assert made == ["a", "b", "c", "b"]


def test_the_overviews_counts_and_tables_follow_each_judgement_and_its_withdrawal(
    client: TestClient, record: Path
) -> None:
    before = client.get("/").text
    first = found(record, Asked(), limit=1).rows[0].id
    effect = set_aside(record, first, BY)
    without = client.get("/").text
    assert without != before
    assert len(found(record, Asked()).rows) == before.count("<tr data-row>") - 1 == without.count("<tr data-row>")
    assert _counted(without) == _counted(before) - 1
    withdraw(record, effect.standing.judgement.id, BY)
    assert _counted(client.get("/").text) == _counted(before)


def test_a_grade_is_counted_in_the_filter_at_once(client: TestClient, record: Path) -> None:
    assert "not graded" in client.get("/").text
    confirm(record, found(record, Asked(), limit=1).rows[0].id, "confirmed", BY)
    assert 'name="grade" value="confirmed"' in client.get("/").text


def test_what_is_asked_for_by_tags_is_counted_anew_each_time(client: TestClient, record: Path) -> None:
    one, two = (row.id for row in found(record, Asked(), limit=2).rows)
    fields.tag(record, one, "to check", "ann")
    assert _counted(client.get("/?tag=to+check").text) == 1
    fields.tag(record, two, "to check", "ann")
    assert _counted(client.get("/?tag=to+check").text) == 2


def test_two_desks_in_one_process_show_their_own(client: TestClient, desk_app: FastAPI, record: Path) -> None:
    assert str(desk_app.state.options.record) == str(record)
    assert _counted(client.get("/").text) == found(record, Asked()).total


def test_a_report_that_tells_of_nothing_new_changes_the_mark_of_the_maps_points(record: Path) -> None:
    before = version(record)
    engine = create_engine(f"sqlite:///{record / 'record.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE line_marks SET value = 'another' WHERE name = 'reports'"))
    engine.dispose()
    assert version(record) != before


def _counted(page: str) -> int:
    """How many incidents the choices of a status count in all."""
    start = page.index('id="m-status"')
    menu = page[start : page.index("</details>", start)]
    return sum(int(part.split("</span>")[0].replace(",", "")) for part in menu.split('class="count">')[1:])
