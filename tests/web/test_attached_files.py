"""Files that come after a source was taken in by hand: attached with their custody, handed out as bytes, erased with
the source."""

from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from recount.desk import takedown
from recount.desk.byhand import sources
from recount.desk.judging import By, confirm
from recount.desk.publishing import make_release
from recount.desk.publishing_site import write_site
from recount.store import opened

SOURCE = {
    "kind": "call",
    "by": "Amal",
    "day": "2017-06-04",
    "origin": "resident W-12",
    "title": "A call from the quarter",
    "notes": "She heard jets before dawn. One bomb hit the bakery and nine people were killed there.",
}


def attach(client: TestClient, report: str, name: str, content: bytes, origin: str = "resident W-12") -> Any:
    return client.post(f"/reports/{report}/files", data={"origin": origin}, files=[("files", (name, content))])


def test_a_file_that_comes_later_is_attached_with_its_custody(client: TestClient, record: Path) -> None:
    client.post("/sources/add", data=SOURCE)
    ((_, document),) = sources(record)
    assert attach(client, document.id, "yard ü.jpg", b"\xff\xd8 a yard", "resident W-13").status_code == 303
    ((source, _),) = sources(record)
    (file,) = source.files
    assert (file.who, file.origin, file.size) == ("desk", "resident W-13", 9)
    assert file.when == source.steps[-1].when
    assert source.steps[-1].what == f"attached the file yard ü.jpg from resident W-13, SHA-256 {file.sha256}"
    page = client.get(f"/reports/{document.id}").text
    assert "from resident W-13, attached by desk" in page
    saved = client.get(f"/reports/{document.id}/files/{file.sha256}")
    assert saved.content == b"\xff\xd8 a yard"
    assert saved.headers["content-disposition"] == 'attachment; filename="yard-.jpg"'
    assert saved.headers["content-type"] == "application/octet-stream"
    assert saved.headers["x-content-type-options"] == "nosniff"


def test_the_same_bytes_again_add_nothing_and_are_kept_once(client: TestClient, record: Path) -> None:
    client.post("/sources/add", data=SOURCE, files=[("files", ("call.ogg", b"OggS sound"))])
    ((before, document),) = sources(record)
    kept = sorted((record / "uploads").rglob("*"))
    told = client.get(attach(client, document.id, "other name.ogg", b"OggS sound").headers["location"]).text
    assert "has these files already" in told
    assert sources(record) == ((before, document),)
    assert sorted((record / "uploads").rglob("*")) == kept


@pytest.mark.parametrize(
    ("origin", "name", "said"),
    [
        (" ", "a.jpg", "from whom they are"),
        ("bell \x07", "a.jpg", "from whom they are"),
        ("a" * 201, "a.jpg", "from whom they are"),
        ("resident W-12", "", "The files: are none."),
    ],
)
def test_what_is_wrong_with_files_is_said_at_their_form_and_nothing_is_kept(
    client: TestClient, record: Path, origin: str, name: str, said: str
) -> None:
    client.post("/sources/add", data=SOURCE)
    ((before, document),) = sources(record)
    kept = sorted((record / "uploads").rglob("*"))
    files = [("files", (name, b"x"))] if name else []
    answer = client.post(f"/reports/{document.id}/files", data={"origin": origin}, files=files)
    assert answer.status_code == 422
    trouble = answer.text.split('id="wrong"')[1].split("</div>")[0]
    assert said.lower() in trouble.lower()
    assert sources(record) == ((before, document),)
    assert sorted((record / "uploads").rglob("*")) == kept


def test_the_same_form_with_a_file_is_sent_to_the_page_of_its_source(client: TestClient, record: Path) -> None:
    client.post("/sources/add", data=SOURCE)
    answer = client.post("/sources/add", data=SOURCE, files=[("files", ("yard.jpg", b"a yard"))])
    assert answer.status_code == 422
    assert "A file that came later is attached on its page." in answer.text


def test_files_are_attached_to_sources_by_hand_alone(client: TestClient, record: Path) -> None:
    answer = attach(client, "undated-mashlab", "a.jpg", b"x")
    assert answer.status_code == 422
    assert "was not taken by hand" in answer.text


def test_a_hostile_file_is_a_name_and_bytes(client: TestClient, record: Path) -> None:
    client.post("/sources/add", data=SOURCE)
    ((_, document),) = sources(record)
    attach(client, document.id, "../../<img src=x onerror=alert(1)>\u202egpj.html", b"<script>alert(1)</script>")
    ((source, _),) = sources(record)
    (file,) = source.files
    assert Path(file.path).is_relative_to((record / "uploads").resolve())
    page = client.get(f"/reports/{document.id}").text
    assert "<img" not in page
    assert "\u202e" not in page
    saved = client.get(f"/reports/{document.id}/files/{file.sha256}")
    assert saved.headers["content-type"] == "application/octet-stream"
    assert saved.headers["content-security-policy"].endswith("; sandbox")


def test_files_are_attached_through_the_api(client: TestClient, record: Path) -> None:
    client.post("/sources/add", data=SOURCE)
    ((_, document),) = sources(record)
    at = f"/api/v1/reports/{document.id}/files"
    sent = [("files", ("a.jpg", b"one")), ("files", ("b.jpg", b"two")), ("files", ("c.jpg", b"one"))]
    answer = client.post(at, data={"origin": "W-13"}, files=sent)
    assert answer.status_code == 201
    told = answer.json()
    assert [(one["path"].rsplit("/", 1)[-1], one["origin"]) for one in told["files"]] == [
        ("a.jpg", "W-13"),
        ("b.jpg", "W-13"),
    ]
    assert told["known"] == [told["files"][0]["sha256"]]
    assert client.post(at, files=sent).status_code == 422
    listed = client.get("/api/v1/sources").json()["items"]
    assert [one["sha256"] for one in listed[0]["source"]["files"]] == [one["sha256"] for one in told["files"]]


def test_what_files_are_called_leaves_the_desk_with_no_release(
    client: TestClient, record: Path, tmp_path: Path
) -> None:
    client.post("/sources/add", data=SOURCE)
    ((_, document),) = sources(record)
    attach(client, document.id, "qqyardqq.jpg", b"a yard", "qqoriginqq")
    form = {"type": "air_strike", "trigger": "hit", "figure1": "nine people", "count1": "9", "harm1": "killed"}
    client.post(f"/reports/{document.id}/claims", data=form)
    with closing(opened(record)) as store:
        (incident,) = store.holding([claim.id for claim in store.claims_in([document.id])])
    confirm(record, incident.id, "confirmed", By("Amal", "looked at"))
    make_release(record, "", By("Amal", "the first"))
    write_site(record, tmp_path / "site")
    texts = [path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert any(b"Air strike, place not stated" in text for text in texts)
    assert not any(secret in text for text in texts for secret in (b"qqyardqq", b"qqoriginqq"))


def test_an_erased_source_takes_its_files_with_it(client: TestClient, record: Path) -> None:
    client.post("/sources/add", data=SOURCE, files=[("files", ("call.ogg", b"OggS sound"))])
    ((_, document),) = sources(record)
    attach(client, document.id, "yard.jpg", b"a yard")
    client.post("/sources/add", data=SOURCE | {"notes": "Another call."}, files=[("files", ("b.ogg", b"other"))])
    assert takedown.what_report(record, document.id).files == 3
    takedown.erase_report(record, document.id, document.id, "2026/7", "Amal")
    left = [path.name for path in (record / "uploads").rglob("*") if path.is_file()]
    assert sorted(left) == ["A call from the quarter.yaml", "b.ogg"]
    with closing(opened(record)) as store:
        assert [file.sha256 for one in store.sources() for file in one.files] == [sha256(b"other").hexdigest()]
