"""Forms that were refused: what was typed stays, what is wrong stands at its field, and their addresses lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path
from sqlite3 import connect

import pytest
from fastapi.testclient import TestClient

from recount.desk import fields, judging
from recount.desk.roles import Role
from recount.model import Incident
from recount.store import opened, opening
from tests.web.people import team_of


@pytest.fixture
def one(record: Path) -> Incident:
    with closing(opened(record)) as store:
        return store.incidents()[0]


@contextmanager
def written_to(record: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody writes to the record for longer than anybody waits."""
    monkeypatch.setattr(opening, "_PATIENCE", 0)
    other = connect(record / "record.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("/incidents/i1234/grade", "/incidents/i1234"),
        ("/incidents/i1234/split", "/incidents/i1234"),
        ("/incidents/i1234/look-up", "/incidents/i1234"),
        ("/reports/f00d/claims", "/reports/f00d"),
        ("/reports/f00d/set-aside", "/reports/f00d"),
        ("/queue/q1/answer", "/queue/q1"),
        ("/takedown/person/check", "/takedown"),
        ("/fields/f1/retire", "/fields"),
        ("/marks/tag", "/"),
        ("/sign-out", "/"),
    ],
)
def test_an_address_that_only_takes_forms_leads_to_the_page_that_its_form_is_on(
    client: TestClient, address: str, to: str
) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, to)


def test_programs_are_still_told_that_an_address_is_not_asked_so(client: TestClient) -> None:
    assert client.get("/api/v1/judgements/j1/withdraw").status_code in (404, 405)
    assert client.put("/incidents/i1234/grade").status_code == 405


@pytest.mark.parametrize(("tag", "said"), [("needs video <b>", "Use up to"), ("x" * 60, "Use up to")])
def test_what_can_be_no_tag_is_said_at_its_field(client: TestClient, one: Incident, tag: str, said: str) -> None:
    back = f"/incidents/{one.id}"
    answer = client.post("/marks/tag", data={"on": one.id, "tag": tag, "back": back})
    assert answer.status_code == 303
    page = client.get(answer.headers["location"].partition("#")[0])
    field = re.search(r'<input name="tag"[^>]*>', page.text)
    assert field is not None
    assert f'value="{tag}"' in unescape(field[0])
    assert 'aria-describedby="wrong-tag"' in field[0]
    assert said in page.text.partition('id="wrong-tag"')[2][:400]
    assert "<b>" not in page.text.partition('name="tag"')[2][:300]


def test_what_can_be_no_value_is_said_at_its_field(client: TestClient, record: Path, one: Incident) -> None:
    field = fields.define(record, "Families", "number", (), "amal")
    back = f"/incidents/{one.id}"
    given = {"on": one.id, "field": field.id, "value": "abc", "back": back}
    answer = client.post("/marks/value", data=given)
    page = client.get(answer.headers["location"].partition("#")[0]).text
    assert 'value="abc" aria-invalid="true"' in page
    assert "“abc” is no number" in page
    assert client.post("/marks/value", data=given | {"value": "12"}).headers["location"].startswith(f"{back}?done=")


def test_a_field_that_is_there_already_is_refused_with_what_was_typed(client: TestClient, record: Path) -> None:
    fields.define(record, "Followed by", "text", (), "amal")
    answer = client.post("/fields", data={"name": "followed BY", "kind": "choice", "choices": "Amal\nBo"})
    assert answer.status_code == 422
    assert 'value="followed BY"' in answer.text
    assert "is there already" in answer.text
    assert 'value="choice" checked' in answer.text
    assert ">Amal\nBo</textarea>" in answer.text


def test_files_that_a_refused_form_had_are_asked_for_again(client: TestClient, record: Path) -> None:
    told = {
        "kind": "call",
        "by": "Amal",
        "day": "2399-01-01",
        "origin": "resident W-7",
        "notes": "One bomb hit the mill.",
    }
    refused = client.post("/sources/add", data=told, files={"files": ("call.ogg", b"ring")})
    assert refused.status_code == 422
    assert 'name="lacking" value="call.ogg"' in refused.text
    told |= {"day": "2017-06-04", "lacking": "call.ogg"}
    again = client.post("/sources/add", data=told)
    assert again.status_code == 422
    assert "lacks the files that were chosen before (call.ogg)" in unescape(again.text)
    with closing(opened(record)) as store:
        assert not [kept for kept in store.sources() if kept.origin == "resident W-7"]
    taken = client.post("/sources/add", data=told, files={"files": ("call.ogg", b"ring")})
    assert taken.status_code == 303
    assert "call.ogg" in client.get(taken.headers["location"].partition("#")[0]).text


def test_a_source_is_taken_in_without_its_files_by_who_says_so(client: TestClient) -> None:
    told = {"kind": "call", "by": "Amal", "day": "2017-06-04", "origin": "resident W-8", "notes": "Two shells fell."}
    assert client.post("/sources/add", data=told | {"lacking": "call.ogg", "without": "true"}).status_code == 303


def test_while_the_record_is_written_to_who_judges_is_told_so_and_keeps_what_was_typed(
    client: TestClient, record: Path, one: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client.get(f"/incidents/{one.id}").text
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen is not None
    with written_to(record, monkeypatch):
        given = {"grade": "confirmed", "why": "seen on two videos", "seen": seen[1]}
        answer = client.post(f"/incidents/{one.id}/grade", data=given)
    assert answer.status_code == 503
    assert "is being written to just now" in answer.text
    assert "seen on two videos" in answer.text
    assert str(record) not in answer.text


def test_a_wrong_confirmation_of_an_erasure_is_asked_for_again_with_all_that_was_typed(client: TestClient) -> None:
    given = {"names": "Yusuf Mustermann", "request": "2017/12"}
    answer = client.post("/takedown/person", data=given | {"confirmed": "2017/13"})
    assert answer.status_code == 422
    assert "nothing is erased yet" in answer.text
    assert "Yusuf Mustermann</textarea>" in answer.text
    assert 'name="request" value="2017/12"' in answer.text


def test_a_request_that_holds_the_name_is_refused_before_anything_is_shown(client: TestClient) -> None:
    answer = client.post("/takedown/person/check", data={"names": "Yusuf Mustermann", "request": "Yusuf Mustermann 12"})
    assert answer.status_code == 422
    assert "holds a part of the name" in answer.text
    assert "Yusuf Mustermann</textarea>" in answer.text


def test_undo_of_a_grade_is_offered_to_reviewers_alone(record: Path, one: Incident) -> None:
    team = team_of(record, Rami=Role.REVIEWER, Noor=Role.CODER)
    made = judging.confirm(record, one.id, "confirmed", judging.By("Rami", exports=False)).standing.judgement
    for name, offered in (("Rami", True), ("Noor", False)):
        page = team.signed_in(name).get(f"/incidents/{one.id}?done={made.id}").text
        assert "graded" in page
        assert (f"/judgements/{made.id}/withdraw" in page) is offered


def test_what_can_not_be_done_to_a_field_is_said_on_the_page_of_fields(client: TestClient) -> None:
    for step in ("retire", "move"):
        answer = client.post(f"/fields/gone/{step}", data={"by": "1"})
        assert answer.status_code == 422
        assert "<h1>Fields and tags</h1>" in answer.text
        assert "Field gone is not in the record." in answer.text.partition('role="alert"')[2][:200]


@pytest.mark.parametrize("gone", ["zzz", "i" + "0" * 16])
def test_a_tag_that_can_not_be_taken_off_is_told_on_the_page_that_it_stands_on(
    client: TestClient, one: Incident, gone: str
) -> None:
    back = f"/incidents/{one.id}"
    answer = client.post("/marks/untag", data={"on": gone, "tag": "to check", "back": back})
    assert answer.status_code == 303
    there = client.get(answer.headers["location"])
    assert there.status_code == 200
    assert "The tag could not be taken off" in there.text


def test_a_tag_is_not_taken_off_while_the_record_is_written_to(
    client: TestClient, record: Path, one: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields.tag(record, one.id, "to check", "amal")
    with written_to(record, monkeypatch):
        answer = client.post("/marks/untag", data={"on": one.id, "tag": "to check", "back": f"/incidents/{one.id}"})
    assert "nothing was done" in client.get(answer.headers["location"]).text


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/incidents/{}/merge", {"other": "Zzz", "why": "x"}),
        ("/takedown/embargo", {"target": "Zzz", "on": "Zzz", "incident": "Zzz", "why": "x", "until": "2399-01-01"}),
        ("/marks/tag", {"on": "Zzz", "tag": "to check"}),
        ("/judgements?of=Zzz", {}),
    ],
)
def test_what_is_not_found_is_said_without_commands(
    client: TestClient, one: Incident, address: str, form: dict[str, str]
) -> None:
    path = address.format(one.id)
    page = client.post(path, data=form).text if form else client.get(path).text
    assert "of the record" in page
    assert "`" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
