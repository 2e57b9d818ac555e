"""The desk's own files: compressed for those who take that, and as they are for the others."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from recount.web.static_files import OwnFiles

SCRIPT = "const answer = 42;\n" * 50


@pytest.fixture
def files(tmp_path: Path) -> TestClient:
    (tmp_path / "map.js").write_text(SCRIPT)
    (tmp_path / "map.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (tmp_path / "small.css").write_text("p { color: red }")
    return TestClient(Starlette(routes=[Mount("/static", OwnFiles(directory=tmp_path))]))


@pytest.mark.parametrize("accepted", ["gzip", "br, GZIP;q=0.5", "deflate, gzip"])
def test_a_packed_file_goes_out_packed_to_who_takes_it(files: TestClient, accepted: str) -> None:
    answer = files.get("/static/map.js", headers={"Accept-Encoding": accepted})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) < len(SCRIPT) / 4
    assert answer.text == SCRIPT


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0"])
def test_others_get_it_as_it_is(files: TestClient, accepted: str) -> None:
    answer = files.get("/static/map.js", headers={"Accept-Encoding": accepted})
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.text == SCRIPT


def test_a_file_that_was_not_packed_is_sent_as_it_is(files: TestClient) -> None:
    answer = files.get("/static/small.css", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert answer.text == "p { color: red }"
    assert files.get("/static/none.css", headers={"Accept-Encoding": "gzip"}).status_code == 404


def test_a_packed_file_that_a_browser_holds_is_not_sent_again(files: TestClient) -> None:
    mark = files.get("/static/map.js", headers={"Accept-Encoding": "gzip"}).headers["etag"]
    asked = {"Accept-Encoding": "gzip", "If-None-Match": mark}
    assert files.get("/static/map.js", headers=asked).status_code == 304
    plain = files.get("/static/map.js", headers={"Accept-Encoding": "", "If-None-Match": mark})
    assert plain.status_code == 200, "the two ways are told apart"
