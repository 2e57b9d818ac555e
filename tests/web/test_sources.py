"""Sources: what is handed in, what is set aside, feeds, and sources taken by hand."""

from __future__ import annotations

import io
import re
import threading
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from recount.desk import passwords, rereading, restricting, takedown
from recount.desk.byhand import sources
from recount.desk.jobs import Job, job_called
from recount.desk.roles import Role
from recount.desk.running import UPLOADS
from recount.store import opened
from recount.web.pages.sources import lies_in
from tests.web.people import QUICK, Team, team_of

REPORT = (
    "Shells hit a market near Raqqa\n\nRAQQA, June 4, 2017 - Shells fired by the army hit a market near Raqqa on "
    "Saturday and killed seven civilians, a doctor at the field hospital said."
)


def ended(record: Path, answer: Any) -> Job:
    assert answer.status_code == 303, answer.text
    for thread in threading.enumerate():
        if thread.name.startswith("job "):
            thread.join(60)
    return job_called(record, answer.headers["location"].rpartition("/")[2])


def hand_in(client: TestClient, *files: tuple[str, bytes], **given: str) -> Any:
    return client.post("/sources/import", files=[("files", file) for file in files], data=given)


def test_reports_are_listed_and_found(client: TestClient) -> None:
    page = client.get("/sources").text
    assert "35 reports" in page
    found = client.get("/sources", params={"text": "ONE HUNDRED%", "outlet": "", "first": "nonsense"})
    assert "No report meets this." in found.text
    assert "Qamar Wire" in client.get("/sources", params={"outlet": "Qamar Wire", "first": "2017-01-01"}).text
    assert client.get("/sources", params={"page": 99}).status_code == 200
    assert client.get("/sources", params={"claims": "none"}).status_code == 200


def test_what_is_handed_in_is_read(client: TestClient, record: Path) -> None:
    job = ended(record, hand_in(client, ("../../etc/market.txt", REPORT.encode()), outlet="Test Wire"))
    assert job.result is not None
    assert (job.result["added"], job.result["set_aside"]) == (1, 0)
    assert "1 report added" in client.get(job.to).text
    with closing(opened(record)) as store:
        found = next(one for one in store.documents() if one.outlet == "Test Wire")
        intake = store.intake(found.id)
    assert intake is not None
    assert intake.by == job.who
    assert found.name == "market"
    assert Path(found.source).is_relative_to(record / "uploads")
    again = ended(record, hand_in(client, ("market.txt", REPORT.encode()), outlet="Test Wire"))
    assert again.result is not None
    assert (again.result["added"], again.result["already_there"]) == (0, 1)


def test_an_archive_is_unpacked_and_what_is_no_report_is_named(client: TestClient, record: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("../../../escape.txt", REPORT)
        packed.writestr("deep/folder/escape.txt", REPORT.replace("seven", "eight"))
        packed.writestr("empty.txt", "")
        packed.writestr("run.exe", "MZ")
    job = ended(record, hand_in(client, ("pages.zip", held.getvalue())))
    assert job.result is not None
    assert (job.result["added"], job.result["set_aside"]) == (2, 1)
    page = client.get(job.to).text
    assert "run.exe" in page
    assert "the report is empty" in page
    assert not list(record.parent.rglob("escape.txt")) or all(
        path.is_relative_to(record / "uploads") for path in record.parent.rglob("escape.txt")
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [("evil.exe", b"MZ"), ("broken.zip", b"PK\x03\x04 no archive"), ("noname", b"words"), (".txt", b"")],
)
def test_what_can_not_be_read_is_refused_or_set_aside(
    client: TestClient, record: Path, name: str, content: bytes
) -> None:
    answer = hand_in(client, (name, content))
    assert answer.status_code in (303, 422)
    if answer.status_code == 303:
        job = ended(record, answer)
        assert job.result is not None
        assert job.result["added"] == 0


def test_a_day_that_is_none_is_refused_before_anything_is_kept(client: TestClient, record: Path) -> None:
    assert hand_in(client, ("a.txt", REPORT.encode()), published="yesterday").status_code == 422
    assert not (record / "uploads").exists()


def test_what_was_set_aside_is_tried_again(client: TestClient, record: Path) -> None:
    ended(record, hand_in(client, ("late.txt", b"")))
    with closing(opened(record)) as store:
        source = next(one.source for one in store.problems() if one.source.endswith("late.txt"))
    assert "late.txt" in client.get("/sources/aside").text
    Path(source).write_text(REPORT)
    job = ended(record, client.post("/sources/aside/again", data={"source": source}))
    assert job.result is not None
    assert job.result["added"] == 1
    assert "late.txt" not in client.get("/sources/aside").text


@pytest.mark.parametrize("source", ["/etc/passwd", "", "../../x"])
def test_only_what_is_set_aside_is_tried_again(client: TestClient, source: str) -> None:
    assert client.post("/sources/aside/again", data={"source": source}).status_code == 422


def test_a_record_that_has_to_be_read_anew_says_so_on_every_page(
    client: TestClient, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(opened(record)) as store:
        last = store.runs()[-1]
        tools = tuple((name, "other" if name == "actors" else mark) for name, mark in last.tools)
        store.note_run(replace(last, started=datetime.now(UTC), version="0.1", tools=tools))
    for page in ("/", "/sources", "/queue"):
        said = client.get(page).text
        assert "read by Recount 0.1" in said
        assert 'action="/sources/again"' in said
    monkeypatch.setattr(rereading, "_read_again", lambda *_: {})
    assert ended(record, client.post("/sources/again")).finished


def test_runs_are_listed_with_their_versions(client: TestClient) -> None:
    page = client.get("/sources/runs").text
    assert "codebook" in page
    assert "gazetteer" in page


SOURCE = {
    "kind": "call",
    "by": "Amal",
    "day": "2017-06-04",
    "origin": "resident W-12",
    "title": "A call from the quarter",
    "notes": "She heard jets before dawn. One bomb hit the bakery and nine people were killed there.",
    "when1": "2017-06-04T10:30",
    "who1": "Amal",
    "what1": "noted down during the call",
}


def test_a_call_is_taken_in_with_its_file_and_its_claim(client: TestClient, record: Path) -> None:
    answer = client.post("/sources/add", data=SOURCE, files=[("files", ("call ü.ogg", b"OggS sound"))])
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "resident W-12" in page
    assert "noted down during the call" in page
    assert "1 file hashed" in page
    ((source, document),) = sources(record)
    (file,) = source.files
    saved = client.get(f"/reports/{document.id}/files/{file.sha256}")
    assert saved.content == b"OggS sound"
    assert saved.headers["content-disposition"].startswith("attachment")
    form = {"type": "air_strike", "trigger": "hit", "figure1": "nine people", "count1": "9", "harm1": "killed"}
    assert client.post(f"/reports/{document.id}/claims", data=form).status_code == 303
    with closing(opened(record)) as store:
        (claim,) = store.claims_in([document.id])
        (incident,) = store.holding([claim.id])
    assert [one.value for one in claim.origin] == ["resident W-12"]
    assert any(entry.origin == "resident W-12" and entry.count.low == 9 for entry in incident.ledger)


def test_a_step_is_added_to_the_chain(client: TestClient, record: Path) -> None:
    client.post("/sources/add", data=SOURCE)
    ((_, document),) = sources(record)
    client.post(f"/reports/{document.id}/custody", data={"what": "copied to the archive"})
    ((source, _),) = sources(record)
    assert source.steps[-1].what == "copied to the archive"
    assert client.post(f"/reports/{document.id}/custody", data={"what": " "}).status_code == 422
    assert client.post("/reports/undated-mashlab/custody", data={"what": "x"}).status_code == 422


@pytest.mark.parametrize(("when", "shown"), [("2017-06-04", "4 Jun 2017"), ("2017-06-04T00:00", "4 Jun 2017 00:00")])
def test_a_step_of_which_the_day_is_known_has_no_time(client: TestClient, record: Path, when: str, shown: str) -> None:
    page = client.get(client.post("/sources/add", data=SOURCE | {"when1": when}).headers["location"]).text
    assert f'<td class="nowrap">{shown}</td>' in page
    ((source, _),) = sources(record)
    assert [step.day_only for step in source.steps] == [when == "2017-06-04", False]


def test_the_chain_of_custody_tells_that_words_were_removed(client: TestClient, record: Path) -> None:
    client.post("/sources/add", data=SOURCE | {"notes": f"{SOURCE['notes']} It was Anwar Tellani who called."})
    takedown.erase_person(record, ["Anwar Tellani"], "2026/7", "Amal")
    ((source, document),) = sources(record)
    assert "words were removed on request (removal 1)" in source.steps[-1].what
    page = client.get(f"/reports/{document.id}").text
    assert "Save the form as it was filled in" not in page
    assert "Tellani" not in page


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"kind": "rumour"}, "", "is of no known kind"),
        ({"origin": " "}, "origin", "is not filled in"),
        ({"notes": ""}, "notes", "is not filled in"),
        ({"day": "June"}, "day", "It is no day: “June”"),
        ({"day": "2999-01-01"}, "day", "still to come"),
        ({"what1": ""}, "what1", "filled in by half"),
        ({"when1": "last week"}, "when1", "Write 2017-06-04, or with the time 2017-06-04T10:30."),
        ({"when2": "3 May 2017", "who2": "Rami", "what2": "copied it"}, "when2", "It is no day or time: “3 May 2017”"),
        ({"when1": "2017-02-30"}, "when1", "no day or time"),
        ({"when1": "2999-01-01"}, "when1", "still to come"),
        ({"who1": "a" * 501}, "who1", "not one line"),
        ({"by": "bell \x07"}, "by", "not one line"),
        ({"notes": "bell \x07"}, "notes", "can&#39;t be shown"),
        ({"restricted": "true"}, "why", "has no reason"),
        ({"restricted": "true", "why": "a" * 501}, "why", "longer than 500"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_at_its_field_and_its_words_are_kept(
    client: TestClient, record: Path, wrong: dict[str, str], field: str, said: str
) -> None:
    answer = client.post("/sources/add", data=SOURCE | wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert "A call from the quarter" in answer.text
    assert ".yaml" not in answer.text
    if field:
        marked = re.search(r'<(?:input|textarea)[^>]* aria-invalid="true"[^>]*>', answer.text)
        assert marked
        assert f'name="{field}"' in marked.group()
        assert f"p-{field}" in marked.group()
        assert f'id="p-{field}"' in answer.text
    assert sources(record) == ()


@pytest.mark.parametrize("when", ["2017-06-04", "2017-06-04T10:30", "2017-06-04 10:30", "2017-06-04T10:30+03:00"])
def test_a_step_has_a_day_or_a_day_and_a_time(client: TestClient, record: Path, when: str) -> None:
    assert client.post("/sources/add", data=SOURCE | {"when1": when}).status_code == 303
    ((source, _),) = sources(record)
    assert source.steps[0].when.date().isoformat() == "2017-06-04"


def test_the_form_says_how_a_time_is_written(client: TestClient) -> None:
    page = client.get("/sources/add").text
    assert "2017-06-04, or 2017-06-04T10:30" in page
    assert re.search(r'<input id="when1"[^>]* aria-describedby="when-hint"', page)


def test_a_source_told_otherwise_is_refused_without_naming_a_file(client: TestClient) -> None:
    client.post("/sources/add", data=SOURCE)
    answer = client.post("/sources/add", data=SOURCE | {"title": "Another name"})
    assert answer.status_code == 422
    assert "told otherwise" in answer.text
    for inner in (".yaml", "recount judge"):
        assert inner not in answer.text
    told = {name: SOURCE[name] for name in ("kind", "by", "day", "origin", "notes")} | {"title": "A third name"}
    refused = client.post("/api/v1/sources", json=told).json()["error"]
    assert (refused["source"], ".yaml" in str(refused)) == ("the source", False)


@pytest.mark.parametrize(("title", "called"), [("Bakery, by phone", "Bakery, by phone"), ("", "Call of 4 Jun 2017")])
def test_a_source_is_called_by_its_title_or_what_it_is_and_not_by_a_file(
    client: TestClient, record: Path, title: str, called: str
) -> None:
    to = client.post("/sources/add", data=SOURCE | {"title": title}).headers["location"]
    ((_, document),) = sources(record)
    form = {"type": "air_strike", "trigger": "hit", "figure1": "nine people", "count1": "9", "harm1": "killed"}
    client.post(f"/reports/{document.id}/claims", data=form)
    with closing(opened(record)) as store:
        (claim,) = store.claims_in([document.id])
        (incident,) = store.holding([claim.id])
    pages = [client.get(path).text for path in (to, f"/incidents/{incident.id}", "/sources?kind=call")]
    for page in pages:
        assert called in page
        assert ".yaml" not in page
        assert f">{document.name}<" not in page or document.name == called
    assert "Received as" not in pages[0]


def taken_by(team: Team, name: str, **more: str) -> Any:
    return team.signed_in(name).post("/sources/add", data=SOURCE | more)


def test_a_coder_takes_in_what_only_reviewers_see(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", lambda: QUICK)
    team = team_of(record, Vera=Role.REVIEWER, Karim=Role.CODER, Rami=Role.READER)
    answer = taken_by(team, "Karim", restricted="true", why="it could harm who told it")
    assert answer.headers["location"] == "/sources?said=source-restricted"
    ((_, document),) = sources(record)
    one = restricting.restricted_reports(record)[document.id]
    assert (one.who, one.why) == ("Karim", "it could harm who told it")
    for name in ("Karim", "Rami"):
        browser = team.signed_in(name)
        assert browser.get(f"/reports/{document.id}").status_code == 403
        for path in ("/sources", "/sources?kind=call", "/api/v1/sources", "/api/v1/reports", "/search?q=bakery"):
            told = browser.get(path).text
            assert "resident W-12" not in told, path
            assert "A call from the quarter" not in told, path
    assert "resident W-12" in team.signed_in("Vera").get(f"/reports/{document.id}").text


def test_what_was_taken_in_open_is_restricted_by_taking_it_in_again(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "hasher", lambda: QUICK)
    team = team_of(record, Karim=Role.CODER)
    assert "/reports/" in taken_by(team, "Karim").headers["location"]
    assert "/sources?" in taken_by(team, "Karim", restricted="true", why="she asked for it").headers["location"]
    ((_, document),) = sources(record)
    assert set(restricting.restricted_reports(record)) == {document.id}


def test_a_program_takes_in_what_only_reviewers_see(client: TestClient, record: Path) -> None:
    told = {name: SOURCE[name] for name in ("kind", "by", "day", "origin", "notes")}
    open_ = client.post("/api/v1/sources", json=told).json()
    assert (open_["known"], open_["restricted"]) == (False, False)
    other = told | {"notes": "He saw two shells fall on the mill.", "restrict": "he is still there"}
    made = client.post("/api/v1/sources", json=other).json()
    assert (made["known"], made["restricted"]) == (False, True)
    assert set(restricting.restricted_reports(record)) == {made["report"]}


def test_a_feed_is_registered_once_and_removed(client: TestClient) -> None:
    data = {"address": "https://news.example.org/feed.xml", "outlet": "Example Wire"}
    assert client.post("/sources/feeds", data=data).status_code == 303
    page = client.get("/sources/feeds").text
    assert "https://news.example.org/feed.xml" in page
    assert "never" in page
    assert client.post("/sources/feeds", data=data).status_code == 422
    listed = [part.partition("/remove")[0] for part in page.split('action="/sources/feeds/')[1:] if "/remove" in part]
    assert client.post(f"/sources/feeds/{listed[-1].rpartition('/')[2]}/remove").status_code == 303
    assert "No feed is registered." in client.get("/sources/feeds").text


@pytest.mark.parametrize(
    "address",
    [
        "/etc/passwd",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "https://user:pw@example.org/",
        "https://a:22/",
        "",
        "x" * 3000,
    ],
)
def test_an_address_that_is_none_of_the_web_is_refused(client: TestClient, address: str) -> None:
    assert client.post("/sources/feeds", data={"address": address}).status_code == 422


def test_a_feed_on_the_own_network_is_not_asked(client: TestClient, record: Path) -> None:
    client.post("/sources/feeds", data={"address": "http://127.0.0.1/feed.xml"})
    job = ended(record, client.post("/sources/feeds/fetch"))
    assert "leads to a private network" in str(job.refused)
    assert "private network" in client.get("/sources/feeds").text


def test_when_a_file_was_handed_in_is_told_as_a_day(tmp_path: Path) -> None:
    source = str(tmp_path / UPLOADS / "20261122-a1b2c3" / "week" / "one.txt")
    assert lies_in(source, tmp_path) == "week/one.txt, handed in 22 Nov 2026"
    assert lies_in("/elsewhere/one.txt", tmp_path) == "/elsewhere/one.txt"
