"""Stores of each kind, for tests that hold for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recount.store import SqlStore, opened_or_made


@pytest.fixture(params=["file", "memory", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """An empty store: in a file, in memory, and on a server."""
    if request.param == "memory":
        made = SqlStore("sqlite://", "memory")
    else:
        address = request.getfixturevalue("database") if request.param == "server" else None
        made = opened_or_made(tmp_path / "record", address)
    yield made
    made.close()
