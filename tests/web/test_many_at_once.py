"""More people than connections to the record: each is answered in their turn."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
import uvicorn
from fastapi import Request

from recount.desk.roles import Role
from recount.store import databases
from recount.web.options import WebOptions
from recount.web.sessions import Caller, caller_of
from tests.web.people import Team, quick_hashing, session_of, team_of

READERS = 80  # more than a server has threads and connections


def slowly(request: Request, options: WebOptions) -> Caller:
    """Who asks, found out while many others ask, too."""
    found = caller_of(request, options)
    time.sleep(0.05)
    return found


@pytest.fixture
def team(record: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """A desk that keeps few connections."""
    monkeypatch.setattr("recount.desk.passwords.hasher", quick_hashing)
    monkeypatch.setattr("recount.store.opening._THREADS", 8)
    monkeypatch.setattr("recount.web.checking.caller_of", slowly)
    databases._shelf.emptied()
    yield team_of(record, Amal=Role.READER)
    databases._shelf.emptied()


@pytest.fixture
def port(team: Team) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found = int(free.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(team.app, port=found, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(1200):
        if server.started:
            break
        time.sleep(0.05)
    yield found
    server.should_exit = True
    thread.join(60)


def test_more_readers_than_connections_are_all_answered(team: Team, port: int) -> None:
    browser = team.signed_in("Amal")
    name = next(name for name, _ in browser.cookies.items() if "session" in name)
    headers = {"Cookie": f"{name}={session_of(browser)}", "Connection": "close"}

    def read(_: int) -> int:
        with closing(HTTPConnection("127.0.0.1", port, timeout=120)) as link:
            link.request("GET", "/api/v1/me", headers=headers)
            answer = link.getresponse()
            answer.read()
            return answer.status

    with ThreadPoolExecutor(READERS) as threads:
        assert set(threads.map(read, range(READERS))) == {200}
