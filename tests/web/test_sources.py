"""Sources: what is handed in, what is set aside, feeds, and sources taken by hand."""

from __future__ import annotations

import io
import threading
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from recount.desk import rereading, takedown
from recount.desk.byhand import sources
from recount.desk.jobs import Job, job_called
from recount.store import opened

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
    ("wrong", "said"),
    [
        ({"kind": "rumour"}, "is of no known kind"),
        ({"origin": " "}, "is not filled in"),
        ({"notes": ""}, "is not filled in"),
        ({"day": "June"}, "is none"),
        ({"what1": ""}, "filled in by half"),
        ({"when1": "last week"}, "no day or time"),
        ({"notes": "bell \x07"}, "can&#39;t be shown"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_and_its_words_are_kept(
    client: TestClient, record: Path, wrong: dict[str, str], said: str
) -> None:
    answer = client.post("/sources/add", data=SOURCE | wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert "A call from the quarter" in answer.text
    assert sources(record) == ()


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
