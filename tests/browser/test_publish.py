"""Publishing in a browser: the way from a grade to a release, and the site as it opens from a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from recount.desk.judging import By, confirm
from recount.desk.publishing import make_release
from recount.desk.publishing_site import write_site
from recount.store import opened
from tests.browser.conftest import accessibility_problems


@pytest.fixture
def graded(record: Path) -> Path:
    """The record with its three most reported incidents confirmed."""
    store = opened(record)
    some = sorted(store.incidents(), key=lambda one: -len(one.documents))[:3]
    store.close()
    for one in some:
        confirm(record, one.id, "confirmed", By("Amal", "checked", exports=False))
    return record


def test_from_a_grade_to_a_release(page: Page, graded: Path) -> None:
    page.goto("/publish")
    page.get_by_role("link", name="Check the next release").click()
    page.get_by_text("3 incidents: 3 added.").wait_for()
    page.get_by_role("button", name="Hold back").first.click()
    page.get_by_text("2 incidents: 2 added.").wait_for()
    page.get_by_role("button", name="Let go").click()
    page.get_by_label("What to say of it").fill("The first one")
    page.get_by_role("button", name="Make release 1").click()
    page.get_by_role("heading", name="Release 1").wait_for()
    page.get_by_role("link", name="Look at it").click()
    page.get_by_role("heading", name="New in release 1").wait_for()
    assert page.locator("main").get_by_text("The first one").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_site_opens_from_a_folder_without_scripts(
    browser: Browser, graded: Path, tmp_path: Path, scheme: str
) -> None:
    make_release(graded, "", By("Amal", exports=False))
    site = write_site(graded, tmp_path / "site")
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = plain.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.locator(".changes a").first.click()
    page.get_by_role("heading", name="Figures", exact=True).wait_for()
    page.get_by_role("link", name="Method").click()
    page.get_by_role("heading", name="What is left out, and why").wait_for()
    plain.close()
    assert said == []
    assert all(url.startswith("file:") for url in asked)
    looked = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 390, "height": 844}
    )
    page = looked.new_page()
    month, incident = next(iter(site.months)), next(iter(site.incidents))
    for path in ("index.html", "method.html", "releases.html", f"months/{month}.html", f"incidents/{incident}.html"):
        page.goto((tmp_path / "site" / path).as_uri())
        assert accessibility_problems(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert page.locator("body").evaluate("body => getComputedStyle(body).display") == "flex", "the style is there"
    looked.close()
