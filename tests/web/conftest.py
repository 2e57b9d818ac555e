"""A desk over a small record of invented reports, and a client that speaks to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from recount.desk.running import RunOptions, run
from recount.desk.settings import settings_from
from recount.web.app import make_app
from recount.web.options import WebOptions
from recount.web.sessions import cookie_name, csrf_token

EXAMPLES = Path(__file__).parents[2] / "examples" / "raqqa"
SETTINGS = settings_from({})
_SECRET = "a" * 43


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples' record, read once; tests work on copies of it."""
    record = tmp_path_factory.mktemp("read") / "record"
    run([EXAMPLES], record, SETTINGS, RunOptions())
    return record


@pytest.fixture
def record(read_once: Path, tmp_path: Path) -> Path:
    """A copy of the examples' record, to judge in."""
    return Path(shutil.copytree(read_once, tmp_path / "record"))


@pytest.fixture
def desk_app(record: Path) -> FastAPI:
    """A desk without accounts, as on a laptop."""
    return make_app(WebOptions(record, SETTINGS))


@pytest.fixture
def client(desk_app: FastAPI) -> Iterator[TestClient]:
    """Somebody at that desk, whose forms carry their token; redirects are shown, not followed."""
    with TestClient(desk_app, follow_redirects=False) as made:
        yield with_forms(made)


def with_forms(client: TestClient) -> TestClient:
    """A client that sends the token of its forms with every request, as pages of the desk do."""
    options: WebOptions = client.app.state.options  # type: ignore[attr-defined]
    client.cookies.set(cookie_name(options, "visit"), _SECRET, domain="testserver.local")
    client.headers["X-CSRF-Token"] = csrf_token(_SECRET)
    return client
