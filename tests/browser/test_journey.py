"""One journey through the desk as a person makes it, from the first link to a published release."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from recount.desk import people
from recount.web.options import WebOptions
from tests.browser.conftest import listening, signed_in
from tests.web.conftest import SETTINGS
from tests.web.people import PASSWORD

Visitor = Callable[[str], BrowserContext]
Serve = Callable[[WebOptions], str]


def test_from_the_first_link_to_a_published_release(serve: Serve, record: Path, visitor: Visitor) -> None:
    desk = serve(WebOptions(record, SETTINGS, accounts=True))
    visit = visitor(desk)
    page = visit.new_page()
    _becomes_admin(page, people.first_link(record))
    page.close()
    page = signed_in(visit, "Amal Haddad")
    _brushes_and_opens(page)
    incident = urlsplit(page.url).path
    _opens_the_sentence_of_its_toll(page, incident)
    _splits_and_merges_back(page, incident)
    _corrects_grades_and_undoes(page, urlsplit(page.url).path)
    public = _publishes(page)
    _looks_at_the_bundle(page, public)


def _becomes_admin(page: Page, code: str) -> None:
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Nobody has an account here yet")
    page.goto(f"/setup?code={code}")
    page.get_by_label("Your name").fill("Amal Haddad")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Set up the desk").click()
    expect(page.get_by_role("status")).to_contain_text("The desk is set up")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("status")).to_contain_text("You are signed out")


def _brushes_and_opens(page: Page) -> None:
    """Brushes November 2016 on the timeline and opens an incident of those days that is told by several claims."""
    page.goto("/")
    page.locator("#map[data-ready]").wait_for()
    before = page.locator("#found-title").inner_text()
    line = page.locator("#timeline svg.timeline")
    box = line.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.55, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, middle, steps=6)
    page.mouse.move(box["x"] + box["width"] * 0.97, middle, steps=6)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d"))
    expect(page.locator("#found-title")).not_to_have_text(before)
    told_often = page.locator("[data-row]", has_text=re.compile(r"\d+ origins in")).filter(has_text="killed")
    told_often.first.locator("a[data-open]").click()
    expect(page.locator("article.incident h1")).to_be_visible()


def _opens_the_sentence_of_its_toll(page: Page, incident: str) -> None:
    """The sentence stands beside the figure when it takes the focus; Enter leads on to it, and from there to its
    report."""
    toll = page.locator(".headline .cited").first
    page.keyboard.press("Tab")
    toll.focus()
    page.locator("#evidence mark").first.wait_for()
    marked = page.locator("#evidence mark").first.inner_text()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/why/"))
    expect(page.locator("main mark").first).to_have_text(marked)
    page.locator('main a[href*="/reports/"]').first.press("Enter")
    expect(page).to_have_url(re.compile(r"/reports/.*#c-"))
    expect(page.locator(".sheet")).to_contain_text(marked)
    expect(page.locator(".sheet .lit").first).to_be_visible()
    page.goto(incident)


def _splits_and_merges_back(page: Page, incident: str) -> None:
    heading = page.locator("#h-claims")
    before = heading.inner_text()
    page.get_by_text("Split: some of it is another happening").click()
    page.locator(".tick input").last.check()
    page.locator("#split-why").fill("told of another day")
    page.get_by_role("button", name="Split the ticked claims off").click()
    expect(page.locator(".elsewhere")).to_contain_text("Split: 1 claim stands now in")
    expect(heading).not_to_have_text(before)
    other = page.locator(".elsewhere a").first.get_attribute("href") or ""
    page.get_by_role("link", name="Merge with another incident").click()
    page.get_by_role("searchbox", name="Search for it").fill(other.rpartition("/")[2])
    page.get_by_role("button", name="Search", exact=True).last.click()
    page.locator(f'input[name="other"][value="{other.rpartition("/")[2]}"]').first.check()
    page.get_by_role("button", name="One happening: merge").click()
    expect(page.locator(".elsewhere")).to_contain_text("Merged")
    expect(heading).to_have_text(before)
    history = page.locator("#history")
    expect(history).to_contain_text("Split off: 1 claim")
    expect(history).to_contain_text("are one happening")


def _corrects_grades_and_undoes(page: Page, incident: str) -> None:
    page.goto(incident)
    page.get_by_role("link", name="Correct a value").click()
    page.get_by_role("link", name="Correct status").click()
    page.get_by_label("It is").select_option("alleged")
    page.get_by_label("Why").fill("one side says so")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator(".standing .status")).to_contain_text("alleged")
    listening(page)
    page.keyboard.press("g")
    page.get_by_label("confirmed").check()
    page.get_by_role("button", name="Grade", exact=True).click()
    expect(page.locator(".standing .grade")).to_contain_text("confirmed")
    history = page.locator("#history")
    expect(history).to_contain_text("Status of incident")
    expect(history).to_contain_text("one side says so")
    expect(history).to_contain_text("Amal Haddad")
    correction = history.locator("li", has_text="is corrected")
    correction.get_by_role("button", name="Undo").click()
    expect(page.locator("#said")).to_contain_text("Undone")
    expect(page.locator(".standing .status")).not_to_contain_text("alleged")
    expect(page.locator(".standing .grade")).to_contain_text("confirmed")
    expect(page.locator("#history")).to_contain_text("withdrawn")
    page.goto("/judgements")
    expect(page.locator("main")).to_contain_text("is corrected")


def _publishes(page: Page) -> bytes:
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("link", name="Check the next release").click()
    expect(page.locator("main")).to_contain_text("1 incident: 1 added.")
    page.get_by_label("What to say of it").fill("The first release")
    page.get_by_role("button", name="Make release 1").click()
    expect(page.get_by_role("heading", name="Release 1")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Site as zip").click()
    return Path(waiting.value.path()).read_bytes()


def _looks_at_the_bundle(page: Page, packed: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(packed)) as bundle:
        names = bundle.namelist()
    assert any(name.endswith("index.html") for name in names)
    assert any(name.endswith("data/incidents.csv") for name in names)
    page.get_by_role("link", name="Look at it").click()
    expect(page.get_by_role("heading", name="New in release 1")).to_be_visible()
    page.locator(".changes a").first.click()
    expect(page.get_by_role("heading", name="Figures", exact=True)).to_be_visible()
    expect(page.locator("main")).to_contain_text("confirmed")
    page.get_by_role("link", name="Method").click()
    expect(page.get_by_role("heading", name="What is left out, and why")).to_be_visible()
