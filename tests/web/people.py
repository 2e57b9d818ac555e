"""A team's desk for tests: accounts made without links, and browsers signed in with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from recount.desk import people
from recount.desk.people import Doer
from recount.desk.roles import Role
from recount.desk.settings import settings_from
from recount.web.app import make_app
from recount.web.options import WebOptions
from recount.web.sessions import csrf_token

PASSWORD = "seven quiet herons"  # noqa: S105
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
BY = Doer("", "tests")
_FIELD = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(frozen=True)
class Team:
    """A desk with accounts, over a record."""

    app: FastAPI
    record: Path

    def browser(self, base: str = "http://testserver", **headers: str) -> TestClient:
        """A browser that nobody has signed in with; redirects are shown, not followed."""
        return TestClient(self.app, base_url=base, follow_redirects=False, headers=headers)

    def signed_in(self, name: str, password: str = PASSWORD) -> TestClient:
        """A browser that somebody has signed in with, and whose scripts carry the token of its forms."""
        browser = self.browser()
        answer = sign_in(browser, name, password)
        assert answer == 303, answer
        with_token(browser)
        return browser


def team_of(record: Path, **roles: Role) -> Team:
    """A desk with an account for each of these names."""
    for name, role in roles.items():
        _, code = people.invite(record, name, role, BY)
        people.follow(record, code, PASSWORD, "127.0.0.1")
    return Team(make_app(WebOptions(record, settings_from({}), accounts=True)), record)


def form_token(browser: TestClient, path: str) -> str:
    """The token in the form of a page."""
    found = _FIELD.search(browser.get(path).text)
    assert found, path
    return found.group(1)


def sign_in(browser: TestClient, name: str, password: str = PASSWORD, to: str = "/") -> int:
    """Fill in the form for signing in; the status of the answer."""
    fields = {"csrf": form_token(browser, "/sign-in"), "name": name, "password": password, "next": to}
    return browser.post("/sign-in", data=fields).status_code


def with_token(browser: TestClient) -> None:
    """Let a browser's requests carry the token of its session."""
    browser.headers["X-CSRF-Token"] = csrf_token(session_of(browser))


def session_of(browser: TestClient) -> str:
    """The token of a browser's session, "" where it has none."""
    return next((value or "" for name, value in browser.cookies.items() if "session" in name), "")


def quick_hashing() -> PasswordHasher:
    """Hashing that takes no time: what is tested is not argon2."""
    return QUICK
