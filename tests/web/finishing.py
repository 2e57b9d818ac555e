"""Work that goes on by itself, waited for."""

from __future__ import annotations

import time
from typing import Any

from fastapi.testclient import TestClient

PATIENCE = 300.0  # seconds; a machine may be busy


def ended(client: TestClient, answer: Any) -> str:
    """The page of the result of the job that an answer leads to, or "" where it was refused, once it is over."""
    where = answer.headers["location"]
    assert where.startswith("/jobs/"), where
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        page = client.get(where, follow_redirects=False)
        if page.status_code == 303:
            return str(page.headers["location"])
        if 'http-equiv="refresh"' not in page.text:
            return ""
        time.sleep(0.05)
    raise AssertionError(where)
