"""A served desk and a browser on it. Every test fails when a page logs an error, breaks its policy or asks another
host."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from recount.desk import people
from recount.desk.roles import Role
from recount.web.app import make_app
from recount.web.options import WebOptions
from recount.web.rendering import STATIC
from tests.web.conftest import SETTINGS, read_once, record
from tests.web.people import BY, PASSWORD

__all__ = ["read_once", "record"]

CHROMIUM = Path("/usr/bin/chromium")
# a map needs WebGL, which a machine without a graphics card draws in software; the rest of a page it does not
_ARGUMENTS = ["--no-sandbox", "--enable-unsafe-swiftshader"]

_PATIENCE = 30_000  # ms; a busy machine is slow
expect.set_options(timeout=_PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser, or without the pages' scripts, these tests are skipped with what they need."""
    why = ""
    if not CHROMIUM.exists():
        why = "no Chromium here: apt-get install chromium"
    elif not (STATIC / "built" / ".vite" / "manifest.json").exists():
        why = "the pages' scripts are not built: frontend/build.sh --must"
    for item in items if why else ():
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=why))


@dataclass(slots=True)
class Watched:
    """What went wrong on the pages of a test; a test that means to provoke something clears it."""

    problems: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext, host: str) -> None:
        """Write down errors, breaches of the policy and requests to other hosts."""
        context.on("console", lambda said: self._console(said.type, said.text))
        context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))
        context.on("request", lambda request: self._request(request.url, host))

    def _console(self, kind: str, text: str) -> None:
        if kind == "error" or "Content Security Policy" in text:
            self.problems.append(f"console: {text}")

    def _request(self, url: str, host: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != host:
            self.problems.append(f"request to another host: {url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=_ARGUMENTS)
        yield started
        started.close()


@contextmanager
def serving_desks() -> Iterator[Callable[[WebOptions], str]]:
    """Serves desks, each on a port of its own."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def serving(options: WebOptions) -> str:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(options), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        running.append((server, thread))
        patience = time.monotonic() + 20
        while not server.started and time.monotonic() < patience:
            time.sleep(0.01)
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield serving
    for server, thread in running:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def serve() -> Iterator[Callable[[WebOptions], str]]:
    """Serves a desk on a port of its own for as long as the test runs; gives back its address."""
    with serving_desks() as serving:
        yield serving


@pytest.fixture(scope="session")
def shared_desk(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk without accounts that many tests look at and none changes."""
    shared = Path(shutil.copytree(read_once, tmp_path_factory.mktemp("shared") / "record"))
    with serving_desks() as serving:
        yield serving(WebOptions(shared, SETTINGS))


@pytest.fixture
def team_desk(serve: Callable[[WebOptions], str], record: Path) -> str:
    """The address of a desk with accounts over a copy of the examples' record: Amal (admin), Rami (reviewer), Noor and
    Sami (coders)."""
    for name, role in (("Amal", Role.ADMIN), ("Rami", Role.REVIEWER), ("Noor", Role.CODER), ("Sami", Role.CODER)):
        _, code = people.invite(record, name, role, BY)
        people.follow(record, code, PASSWORD, "127.0.0.1")
    return serve(WebOptions(record, SETTINGS, accounts=True))


@pytest.fixture
def desk(serve: Callable[[WebOptions], str], record: Path) -> str:
    """The address of a desk without accounts over a copy of the examples' record."""
    return serve(WebOptions(record, SETTINGS))


@pytest.fixture
def watched() -> Iterator[Watched]:
    """What went wrong on the test's pages; the test fails for it."""
    found = Watched()
    yield found
    assert not found.problems


@pytest.fixture
def context(browser: Browser, desk: str, watched: Watched) -> Iterator[BrowserContext]:
    """A visit to the desk; addresses may be given without its host."""
    visit = browser.new_context(base_url=desk, viewport={"width": 1280, "height": 900})
    visit.set_default_timeout(_PATIENCE)
    watched.watch(visit, urlsplit(desk).netloc)
    yield visit
    visit.close()


@pytest.fixture
def visitor(browser: Browser, watched: Watched) -> Iterator[Callable[[str], BrowserContext]]:
    """Opens browsers that share nothing with one another, at the address of a desk."""
    opened: list[BrowserContext] = []

    def visiting(desk: str) -> BrowserContext:
        visit = browser.new_context(base_url=desk, viewport={"width": 1280, "height": 900}, accept_downloads=True)
        visit.set_default_timeout(_PATIENCE)
        watched.watch(visit, urlsplit(desk).netloc)
        opened.append(visit)
        return visit

    yield visiting
    for visit in opened:
        visit.close()


def signed_in(visit: BrowserContext, name: str, password: str = PASSWORD) -> Page:
    """A page of that browser, after somebody has signed in there."""
    page = visit.new_page()
    page.goto("/sign-in?next=/account")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("banner").get_by_role("button", name="Sign out")).to_be_visible()
    return page


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that visit."""
    return context.new_page()


@pytest.fixture
def plain_page(browser: Browser, desk: str, watched: Watched) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    visit = browser.new_context(base_url=desk, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    watched.watch(visit, urlsplit(desk).netloc)
    yield visit.new_page()
    visit.close()


def listening(page: Page) -> None:
    """Waits until the page hears single keys: what a link or a form led to is shown before its scripts have run."""
    expect(page.get_by_role("button", name="Keys on this page")).to_be_visible()


@cache
def _axe() -> str:
    """The checker's script."""
    from axe_playwright_python.sync_playwright import Axe

    return str(Axe().axe_script)


def accessibility_problems(page: Page) -> list[str]:
    """What axe finds on the page as it is: the rule, and where."""
    page.evaluate(_axe())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", tags)
    return [
        f"{one['id']}: {one['help']} – {'; '.join(node['html'][:160] for node in one['nodes'][:4])}"
        for one in found["violations"]
    ]
