"""What a desk is served with, and what it refuses to be served with."""

from __future__ import annotations

import asyncio
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from recount.desk.settings import settings_from
from recount.desk.tools import Rules
from recount.errors import RecountError
from recount.store import opened_or_made
from recount.web import serving
from recount.web.options import WebOptions
from recount.web.serving import Desk, Patient, Serving, app_of_worker, options_for, serve


@pytest.fixture
def record(tmp_path: Path) -> Path:
    opened_or_made(tmp_path / "record").close()
    return tmp_path / "record"


def desk(record: Path, accounts: bool = False) -> Desk:
    return Desk(record, settings_from({}), Rules(), accounts)


CERTIFICATE = Path("desk.pem")


@pytest.mark.parametrize(
    ("where", "accounts", "problem"),
    [
        (Serving("0.0.0.0"), False, "would need no account"),  # noqa: S104
        (Serving("192.0.2.7"), False, "would need no account"),
        (Serving("desk.example.org"), False, "would need no account"),
        (Serving("::", certificate=CERTIFICATE), False, "would need no account"),
        (Serving("0.0.0.0"), True, "others may read"),  # noqa: S104
        (Serving(proxy="127.0.0.1"), True, "which name"),
    ],
)
def test_others_do_not_come_in_unasked(record: Path, where: Serving, accounts: bool, problem: str) -> None:
    with pytest.raises(RecountError, match=problem):
        options_for(desk(record, accounts), where)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_a_laptop_needs_no_account_and_answers_to_its_own_names(record: Path, host: str) -> None:
    options = options_for(desk(record), Serving(host))
    assert not options.accounts
    assert not options.secure
    assert not options.by_address
    assert options.hosts == ("localhost", "127.0.0.1", "[::1]")


def test_a_desk_behind_a_proxy_is_reached_over_https_by_its_name_only(record: Path) -> None:
    options = options_for(desk(record, accounts=True), Serving(proxy="127.0.0.1", names=("Desk.Example.org",)))
    assert options.secure
    assert not options.by_address
    assert "desk.example.org" in options.hosts


def test_a_port_that_is_taken_is_said(record: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(RecountError, match="can't be listened on"):
            serve(desk(record), Serving(port=taken.getsockname()[1]), print)


def test_answers_are_not_held_back_until_the_browser_says_that_it_has_their_beginning(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protocols: list[int] = []

    def run(_options: WebOptions, _where: Serving, listening: socket.socket) -> None:
        protocols.append(listening.proto)
        listening.close()

    monkeypatch.setattr(serving, "_run", run)
    serve(desk(record), Serving(port=0), print)
    assert protocols == [socket.IPPROTO_TCP]  # by which asyncio knows that it may turn that off


@pytest.mark.parametrize("there", [False, True])
def test_where_no_record_is_yet_an_empty_one_is_made_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    monkeypatch.setattr(serving, "_run", lambda _options, _where, listening: listening.close())
    folder = tmp_path / "new"
    if there:
        folder.mkdir()
    said: list[str] = []
    serve(desk(folder), Serving(port=0), said.append)
    assert "an empty one was made" in said[0]
    again: list[str] = []
    serve(desk(folder), Serving(port=0), again.append)
    assert len(again) == 1


def test_a_folder_of_other_things_is_no_record(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear desk", encoding="utf-8")
    with pytest.raises(RecountError, match="holds no record"):
        serve(desk(tmp_path), Serving(port=0), print)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_first_start_prints_the_link_that_makes_the_first_admin(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[WebOptions] = []

    def run(options: WebOptions, _where: Serving, listening: socket.socket) -> None:
        served.append(options)
        listening.close()

    monkeypatch.setattr(serving, "_run", run)
    said: list[str] = []
    serve(desk(record, accounts=True), Serving(port=0), said.append)
    assert said[0].startswith("The desk is at http://127.0.0.1:")
    assert "/setup?code=" in said[1]
    assert served[0].accounts


def test_a_worker_serves_what_the_first_process_was_told(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = options_for(desk(record, accounts=True), Serving(proxy="127.0.0.1", names=("desk.example",)))
    monkeypatch.setenv("RECOUNT_DESK", json.dumps(serving._told(options)))
    readied: list[WebOptions] = []
    monkeypatch.setattr(serving, "warming", lambda options, _app: readied.append(options))
    again: WebOptions = app_of_worker().state.options
    assert again.hosts == options.hosts
    assert (again.record, again.accounts, again.secure) == (options.record.absolute(), True, True)
    assert readied == [again]


def test_a_connection_on_which_nothing_arrives_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn
    from uvicorn.server import ServerState

    monkeypatch.setattr(serving, "_HEAD_PATIENCE", 0.1)

    async def app(scope: object, receive: object, send: object) -> None:
        raise AssertionError("no request was sent")

    async def tried() -> list[bytes]:
        config = uvicorn.Config(app, http=Patient, ws="none", lifespan="off", log_level="critical")
        state = ServerState()
        server = await asyncio.get_running_loop().create_server(lambda: Patient(config, state, {}), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        got = []
        for begun in (b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(begun)
            got.append(await asyncio.wait_for(reader.read(), 5))
            writer.close()
        server.close()
        await server.wait_closed()
        return got

    with ThreadPoolExecutor(1) as elsewhere:  # a browser that other tests drive has a loop of its own on this thread
        assert elsewhere.submit(lambda: asyncio.run(tried())).result() == [b"", b""]
