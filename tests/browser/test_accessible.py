"""Every page of the desk, light and dark, wide and narrow: axe finds nothing, and nothing is wider than the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Watched, accessibility_problems

PAGES = (
    "/",
    "/?place=nowhere-at-all",
    "/queue",
    "/places",
    "/actors",
    "/origins",
    "/codebook",
    "/sources",
    "/publish",
    "/publish/next",
    "/publish/withheld",
    "/publish/rules",
    "/publish/sitrep?from=2016-06-01&to=2016-06-30",
    "/judgements",
    "/account",
    "/people",
    "/views",
    "/search?text=nothing-is-called-so",
    "/no-such-page",
)
"""Pages by their address; those of one incident and one report are found on the overview."""


def _ready(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")
    if page.locator("#map").count() and page.locator("#timeline").count():
        page.locator("#map[data-ready]").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(context: BrowserContext, watched: Watched, address: str, scheme: str) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    _ready(page, address)
    if address == "/no-such-page":
        watched.problems.clear()  # the browser says that it is not there
    assert accessibility_problems(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_shows_it_without_scrolling_sideways(browser: Browser, desk: str, address: str) -> None:
    phone = browser.new_context(base_url=desk, viewport={"width": 390, "height": 844}, has_touch=True)
    page = phone.new_page()
    _ready(page, address)
    wide = page.evaluate("document.documentElement.scrollWidth")
    phone.close()
    assert wide <= 390


def test_axe_finds_nothing_on_an_incident_and_a_report(page: Page) -> None:
    _ready(page, "/")
    incident = page.locator("a[data-open]").first.get_attribute("href") or ""
    _ready(page, incident)
    assert accessibility_problems(page) == []
    report = page.locator('a[href^="/reports/"]').first.get_attribute("href") or ""
    _ready(page, report)
    assert accessibility_problems(page) == []
