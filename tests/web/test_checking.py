"""Nobody makes a member's browser act, no route forgets to ask, and what is no ordinary request is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, Form, UploadFile
from fastapi.testclient import TestClient
from starlette.responses import Response
from starlette.routing import BaseRoute

from recount.desk import passwords
from recount.desk.roles import Role
from recount.desk.settings import settings_from
from recount.store import opened_or_made
from recount.web.app import make_app
from recount.web.checking import UNSAFE
from recount.web.here import Reader
from recount.web.options import WebOptions
from recount.web.sessions import csrf_token
from tests.web.people import QUICK, Team, form_token, session_of, team_of

FORGED = "0" * 80


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", lambda: QUICK)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    opened_or_made(tmp_path / "record").close()
    return tmp_path / "record"


@pytest.fixture
def team(record: Path) -> Team:
    return team_of(record, Amal=Role.ADMIN, Rami=Role.READER)


@pytest.fixture
def laptop(record: Path) -> TestClient:
    return TestClient(make_app(WebOptions(record, settings_from({}))), follow_redirects=False)


def unsafe_routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every way to change something: method and a path that leads there."""

    def below(routes: list[BaseRoute]) -> Iterator[tuple[str, str]]:
        for route in routes:
            inner: Any = getattr(route, "original_router", None) or getattr(route, "app", None)
            if getattr(inner, "routes", None):
                yield from below(inner.routes)
            for method in sorted((getattr(route, "methods", None) or set()) & UNSAFE):
                yield method, re.sub(r"\{[^}]+\}", "x", getattr(route, "path", ""))

    yield from below(app.routes)


def test_every_route_that_changes_something_asks_for_the_token(team: Team, laptop: TestClient) -> None:
    browser = team.signed_in("Amal")
    del browser.headers["X-CSRF-Token"]
    laptop.get("/account")
    routes = list(unsafe_routes(team.app))
    assert ("POST", "/people/invite") in routes
    assert len(routes) > 10
    for client in (browser, laptop):
        for method, path in routes:
            for data in ({}, {"csrf": ""}, {"csrf": FORGED}):
                assert client.request(method, path, data=data).status_code == 403, (method, path, data)


def test_a_route_that_knows_nothing_of_it_is_safe(team: Team) -> None:
    router, done = APIRouter(), []

    @router.post("/forgetful")
    def forgetful() -> str:
        done.append(1)
        return "done"

    team.app.include_router(router)
    browser = team.signed_in("Amal")
    assert browser.post("/forgetful").status_code == 200
    del browser.headers["X-CSRF-Token"]
    assert browser.post("/forgetful").status_code == 403
    assert done == [1]


def test_the_token_of_another_session_opens_nothing(team: Team) -> None:
    amal, rami = team.signed_in("Amal"), team.signed_in("Rami")
    amal.headers["X-CSRF-Token"] = csrf_token(session_of(rami))
    assert amal.post("/account/sessions/end").status_code == 403


def test_a_token_from_before_signing_in_opens_nothing_after(team: Team) -> None:
    browser = team.browser()
    before = form_token(browser, "/sign-in")
    fields = {"csrf": before, "name": "Amal", "password": "seven quiet herons"}
    assert browser.post("/sign-in", data=fields).status_code == 303
    assert browser.post("/sign-out", data={"csrf": before}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://testserver:8080"},
        {"Origin": "https://testserver"},
        {"Origin": "null"},
    ],
)
def test_another_site_can_not_ask_even_with_the_token(team: Team, headers: dict[str, str]) -> None:
    browser = team.signed_in("Amal")
    assert browser.post("/account/sessions/end", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {"Sec-Fetch-Site": "none"}]
)
def test_the_desks_own_page_can(team: Team, headers: dict[str, str]) -> None:
    assert team.signed_in("Amal").post("/account/sessions/end", headers=headers).status_code == 303


def test_the_token_is_found_in_any_form_and_the_form_arrives_whole(team: Team) -> None:
    router = APIRouter()

    @router.post("/sent")
    def sent(word: str = Form(), file: UploadFile | None = None) -> str:
        return f"{word} {len(file.file.read()) if file else 0}"

    team.app.include_router(router)
    browser = team.signed_in("Amal")
    fields = {"csrf": browser.headers.pop("X-CSRF-Token"), "word": "ö" * 1000}
    assert browser.post("/sent", data=fields).json() == "ö" * 1000 + " 0"
    big = b"\r\n--x" * 600_000
    assert browser.post("/sent", data=fields, files={"file": ("a.txt", big)}).json().endswith(f" {len(big)}")
    for exact in (256_000, 512_000):
        answer = browser.post("/sent", data=fields, files={"file": ("a.txt", b"a" * exact)})
        assert answer.json().endswith(f" {exact}")
    wrong = {**fields, "csrf": FORGED}
    assert browser.post("/sent", data=wrong, files={"file": ("a.txt", b"x")}).status_code == 403
    assert browser.post("/sent", data={"word": "x"}, files={"csrf": ("t", b"x")}).status_code == 403


def test_each_page_has_another_token_of_the_same_session(team: Team) -> None:
    browser = team.signed_in("Amal")
    assert form_token(browser, "/account") != form_token(browser, "/account")


def test_a_laptop_answers_programs_of_its_own_and_no_site(record: Path) -> None:
    app, router = make_app(WebOptions(record, settings_from({}))), APIRouter()

    @router.post("/api/v1/try")
    def tried() -> str:
        return "done"

    app.include_router(router)
    program = TestClient(app)
    assert program.post("/api/v1/try", json={}).status_code == 200
    assert program.post("/api/v1/try", content="{}", headers={"content-type": "text/plain"}).status_code == 415
    assert program.post("/api/v1/try", data={"a": "b"}).status_code == 415
    assert program.post("/api/v1/try").status_code == 403
    assert program.post("/api/v1/try", json={}, headers={"Origin": "http://evil.example"}).status_code == 403
    assert program.post("/api/v1/try", json={}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert program.post("/api/v1/try", json={}, headers={"Origin": "http://testserver"}).status_code == 403


def test_a_program_on_a_laptop_hands_in_files_by_the_header_that_no_form_can_send(record: Path) -> None:
    app, router = make_app(WebOptions(record, settings_from({}))), APIRouter()

    @router.post("/api/v1/try/files")
    def tried(files: list[UploadFile]) -> int:
        return len(files)

    app.include_router(router)
    program = TestClient(app)
    path, sent = "/api/v1/try/files", [("files", ("a.txt", b"Shells fell on Harim."))]
    shown = {"Authorization": "Bearer anything"}
    assert program.post(path, files=sent, headers=shown).json() == 1
    for headers in (
        {},
        {"Authorization": "Basic eA=="},
        {"X-CSRF-Token": FORGED},
        shown | {"Origin": "http://evil.example"},
        shown | {"Origin": "null"},
        shown | {"Origin": "http://testserver"},
        shown | {"Sec-Fetch-Site": "cross-site"},
        shown | {"Sec-Fetch-Site": "same-site"},
        shown | {"Sec-Fetch-Site": "none"},
        shown | {"Cookie": "a=b"},
    ):
        assert program.post(path, files=sent, headers=headers).status_code == 403, headers
    assert program.post("/sources/import", files=sent, headers=shown).status_code == 403


def test_that_header_stands_for_no_token_where_there_are_accounts(team: Team) -> None:
    program = team.browser()
    sent = [("files", ("a.txt", b"Shells fell on Harim."))]
    for headers in ({"Authorization": "Bearer anything"}, {}):
        answer = program.post("/api/v1/imports/files", files=sent, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    signed = team.signed_in("Amal")
    del signed.headers["X-CSRF-Token"]
    assert signed.post("/api/v1/imports/files", files=sent).status_code == 403
    assert signed.post("/api/v1/imports/files", files=sent, headers={"Authorization": "Bearer x"}).status_code == 401


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "get"])
def test_a_method_that_is_none_is_refused(team: Team, method: str) -> None:
    assert team.browser().request(method, "/account").status_code in (405, 303)
    if method != "get":
        assert team.browser().request(method, "/account").status_code == 405


def test_a_stranger_can_not_send_much(team: Team) -> None:
    browser = team.browser()
    token = form_token(browser, "/sign-in")
    answer = browser.post("/sign-in", data={"csrf": token, "name": "a" * 70_000})
    assert answer.status_code == 413

    def chunks() -> Iterator[bytes]:
        for _ in range(100):
            yield b"a" * 1000

    headers = {"X-CSRF-Token": token, "content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/sign-in", content=chunks(), headers=headers).status_code == 413


def test_a_reader_can_not_send_files_of_many_megabytes(team: Team) -> None:
    rami = team.signed_in("Rami")
    assert rami.post("/account", files={"f": b"a" * 1_100_000}).status_code == 413
    amal = team.signed_in("Amal")
    assert amal.post("/account", files={"f": b"a" * 1_100_000}).status_code == 405
    assert amal.post("/account", content=b"a" * 1_100_000).status_code == 413


def test_what_is_no_ordinary_request_is_not_read(team: Team) -> None:
    browser = team.browser()
    assert browser.get("/sign-in", headers={f"X-{n}": "1" for n in range(90)}).status_code == 431
    assert browser.get("/sign-in?" + "a" * 9000).status_code == 414
    assert browser.get("/sign-in", headers={"host": "rebound.example"}).status_code == 400
    assert browser.get("/sign-in", headers=[("host", "testserver"), ("host", "testserver")]).status_code == 400
    assert browser.get("/sign-in", headers={"host": "10.0.0.1"}).status_code == 400


def test_a_desk_on_a_network_answers_to_its_address_and_to_no_strange_name(record: Path) -> None:
    app = make_app(WebOptions(record, settings_from({}), accounts=True, hosts=("desk.example",), by_address=True))
    browser = TestClient(app)
    for host, status in (("192.0.2.7:8000", 200), ("[2001:db8::1]:8000", 200), ("DESK.example.", 200), ("a.evil", 400)):
        assert browser.get("/sign-in", headers={"host": host}).status_code == status


def test_errors_carry_the_policy_too(team: Team) -> None:
    router = APIRouter()

    @router.get("/broken")
    def broken() -> None:
        raise RuntimeError("inside")

    team.app.include_router(router)
    browser = TestClient(team.app, raise_server_exceptions=False)
    for path, headers in (("/broken", {}), ("/account", {"host": "evil"}), ("/nope", {}), ("/api/nope", {})):
        answer = browser.get(path, headers=headers)
        assert answer.status_code >= 400
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "inside" not in answer.text


def test_pages_of_a_team_are_kept_by_no_cache(team: Team) -> None:
    assert team.signed_in("Amal").get("/account").headers["Cache-Control"] == "no-store"


def test_an_answer_to_an_action_leads_nowhere_else(team: Team) -> None:
    router = APIRouter()

    @router.post("/acted")
    def acted(here: Reader, back: str) -> Response:
        return here.done(back, said="saved")

    team.app.include_router(router)
    browser = team.signed_in("Amal")
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "\r\nSet-Cookie: a=b"):
        answer = browser.post("/acted", params={"back": back})
        assert answer.headers["location"] == "/?said=saved"
        assert "a=b" not in str(answer.headers)
    assert browser.post("/acted", params={"back": "/x?a=b#c"}).headers["location"] == "/x?a=b&said=saved#c"


def test_what_is_too_long_is_told_before_the_line_is_cut(team: Team) -> None:
    """Whoever sends all before they read is answered all the same, and the rest is not kept."""
    came: list[int] = []

    def chunks() -> Iterator[bytes]:
        for n in range(60):
            came.append(n)
            yield b"a" * 1_000_000

    amal = team.signed_in("Amal")
    answer = amal.post("/api/v1/imports", content=chunks(), headers={"content-type": "application/json"})
    assert (answer.status_code, len(came)) == (413, 60)
    assert set(answer.json()["error"]) >= {"status", "source", "what", "remedy"}


def test_only_public_releases_are_there_to_be_found(team: Team) -> None:
    browser = team.browser()
    assert browser.get("/sign-in").headers["x-robots-tag"] == "noindex"
    assert browser.get("/public/index.html").headers["x-robots-tag"] == "noindex"
