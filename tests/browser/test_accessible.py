"""Every page of the desk, light and dark, wide and narrow, on paper, and for readers whom motion troubles: axe finds
nothing, nothing is wider than the screen, paper shows no controls, and nothing moves."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched, accessibility_problems

PAGES = (
    "/",
    "/?place=nowhere-at-all",
    "/queue",
    "/queue?kind=new",
    "/queue/answers",
    "/places",
    "place",
    "/actors",
    "/actors?part=dyads",
    "/actors?part=names",
    "/actors?part=colours",
    "/actors/Islamic State",
    "/origins",
    "/origins/Syrian Observatory for Human Rights",
    "/codebook",
    "/codebook/types/air_strike",
    "/codebook/classes",
    "/api/v1/docs",
    "/takedown",
    "/incidents/i0000000000000000",
    "/sources",
    "/sources/add",
    "/sources/aside",
    "/sources/feeds",
    "/sources/runs",
    "/publish",
    "/publish/next",
    "/publish/withheld",
    "/publish/rules",
    "/publish/sitrep?from=2016-06-01&to=2016-06-30",
    "/publish/preview/index.html",
    "/judgements",
    "/account",
    "/people",
    "/people/access",
    "/people/log",
    "/views",
    "/alerts",
    "/fields",
    "/victims",
    "/search?text=nothing-is-called-so",
    "/no-such-page",
    "incident",
    "incident/correct",
    "incident/merge",
    "incident/victims",
    "why",
    "report",
    "report/family",
)
"""Pages by their address; "incident", "why", "report" and "place" are the first that lists lead to."""

MISSING = ("/no-such-page", "/incidents/i0000000000000000")

CONTROLS = """[...document.querySelectorAll("button, input, select, textarea, nav.menu, .maplibregl-ctrl-group")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length)
  .map((one) => one.outerHTML.slice(0, 160))"""
MOVING = """[...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  const times = [...style.transitionDuration.split(","), ...style.animationDuration.split(",")];
  return times.some((time) => parseFloat(time) > 0) || style.scrollBehavior === "smooth";
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def looking(browser: Browser, shared_desk: str) -> Iterator[tuple[Page, Watched, dict[str, str]]]:
    """A page that goes from address to address, and the addresses that are found on the overview."""
    visit = browser.new_context(base_url=shared_desk, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    visit.set_default_timeout(60_000)
    watched = Watched()
    watched.watch(visit, urlsplit(shared_desk).netloc)
    page = visit.new_page()
    page.goto("/")
    incident = page.locator("a[data-open]").first.get_attribute("href") or ""
    page.goto(incident)
    report = (page.locator('a[href^="/reports/"]').first.get_attribute("href") or "").partition("?")[0]
    why = page.locator("a.cited").first.get_attribute("href") or ""
    page.goto("/places")
    place = page.locator('th a[href^="/places/"]').first.get_attribute("href") or ""
    yield page, watched, {"place": place, "incident": incident, "report": report, "why": why}
    visit.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_for_everybody(looking: tuple[Page, Watched, dict[str, str]], address: str) -> None:
    page, watched, found = looking
    watched.problems.clear()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", media="screen")
    head, joint, rest = address.partition("/")
    page.goto(f"{found[head]}{joint}{rest}" if head in found else address)
    if page.locator("#map").count() and page.locator("#timeline").count():
        page.locator("#map[data-ready]").wait_for()
    assert page.locator("main").count(), "a page of the desk"
    told = [one for one in watched.problems if address not in MISSING or "404" not in one]
    assert told == []
    assert accessibility_problems(page) == [], "light"
    page.emulate_media(color_scheme="dark")
    assert accessibility_problems(page) == [], "dark"
    page.emulate_media(color_scheme="light", media="print")
    assert page.evaluate(CONTROLS) == [], "on paper"
    page.emulate_media(media="screen")
    assert page.evaluate(MOVING) == [], "nothing moves"
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, "on a phone"
    assert accessibility_problems(page) == [], "on a phone"


def test_on_a_phone_a_town_over_time_begins_at_the_latest_days(browser: Browser, shared_desk: str) -> None:
    phone = browser.new_context(base_url=shared_desk, viewport={"width": 390, "height": 844}, has_touch=True)
    page = phone.new_page()
    page.goto("/places")
    page.locator('th a[href^="/places/"]').first.click()
    frame = page.locator(".timeline .sideways")
    expect(frame).to_have_attribute("tabindex", "0")
    ends = "frame => [frame.firstElementChild.getBoundingClientRect().right, frame.getBoundingClientRect().right]"
    picture, seen = frame.evaluate(ends)
    assert abs(picture - seen) < 2
    frame.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("These are the latest days")).to_be_visible()
    page.wait_for_timeout(500)
    assert frame.evaluate("frame => frame.scrollLeft") < 0
    phone.close()


def test_on_a_phone_what_was_found_comes_before_the_filters(browser: Browser, shared_desk: str) -> None:
    phone = browser.new_context(base_url=shared_desk, viewport={"width": 390, "height": 844}, has_touch=True)
    page = phone.new_page()
    page.goto("/")
    page.locator("#map[data-ready]").wait_for()
    box = page.locator("#timeline").bounding_box()
    assert box is not None
    assert box["y"] < 400
    assert not page.locator("#f-place").is_visible()
    page.locator(".fold > summary").click()
    page.get_by_role("combobox", name="Where").fill("Raqqa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?place=Raqqa")
    assert page.locator("#f-from").is_visible(), "the bar stays open while it is used"
    phone.close()


def test_on_a_phone_alerts_take_no_room_from_the_search_and_the_scale_hides_no_place(
    browser: Browser, shared_desk: str
) -> None:
    phone = browser.new_context(base_url=shared_desk, viewport={"width": 390, "height": 844}, has_touch=True)
    page = phone.new_page()
    page.goto("/")
    page.evaluate("document.querySelector('.who').insertAdjacentHTML('afterbegin', '<a href=/alerts>128 alerts</a>')")
    field = page.locator(".find input").bounding_box()
    assert field is not None
    assert field["width"] >= 170
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".maplibregl-ctrl-scale").wait_for()
    bar = page.locator(".maplibregl-ctrl-scale").evaluate(
        "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).pointerEvents]"
    )
    assert bar == ["rgba(0, 0, 0, 0)", "none"]
    phone.close()
