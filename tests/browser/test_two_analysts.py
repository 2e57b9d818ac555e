"""Two analysts at one desk, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from recount.store import opened
from tests.browser.conftest import Watched, signed_in

Visitor = Callable[[str], BrowserContext]


def _item(page: Page) -> str:
    """The item of the queue that is on the screen, once the next one is at hand, too."""
    page.wait_for_load_state("networkidle")
    return page.locator("[data-item]").get_attribute("data-item") or ""


def test_two_at_the_queue_are_never_given_the_same(team_desk: str, visitor: Visitor) -> None:
    pages = [signed_in(visitor(team_desk), name) for name in ("Noor", "Sami")]
    shown: tuple[list[str], list[str]] = ([], [])
    for page in pages:
        page.goto("/queue")
    for _ in range(3):
        for page, seen in zip(pages, shown, strict=True):
            seen.append(_item(page))
            assert page.locator("[data-item]").get_attribute("data-mine") == "yes"
            page.keyboard.press("a")
            expect(page.locator(f'[data-item="{seen[-1]}"]')).to_have_count(0)
            expect(page.locator(".queue-told button")).to_be_visible()
    assert len({*shown[0], *shown[1]}) == 6


def test_what_somebody_looks_at_is_shown_to_others_with_their_name(team_desk: str, visitor: Visitor) -> None:
    first, second = (signed_in(visitor(team_desk), name) for name in ("Noor", "Sami"))
    first.goto("/queue")
    item = _item(first)
    second.goto(f"/queue/{item}")
    expect(second.get_by_role("alert")).to_contain_text("Noor looks at this")
    expect(second.locator("[data-answers]")).to_have_count(0)
    second.get_by_role("link", name="Go on with the next").click()
    expect(second.locator("[data-item]")).to_have_attribute("data-mine", "yes")
    assert _item(second) != item


def test_a_judgement_made_meanwhile_is_told_and_not_overridden(
    team_desk: str, visitor: Visitor, record: Path, watched: Watched
) -> None:
    with closing(opened(record)) as store:
        incident = max(store.incidents(), key=lambda one: len(one.documents)).id
    first, second = (signed_in(visitor(team_desk), name) for name in ("Amal", "Rami"))
    for page in (first, second):
        page.goto(f"/incidents/{incident}")
        page.locator("summary", has_text="Grade").click()
    grades = first.locator('input[name="grade"]')
    one, other = (grades.nth(n).get_attribute("value") or "" for n in (0, 1))
    first.get_by_label(one, exact=True).check()
    first.get_by_role("button", name="Grade", exact=True).click()
    expect(first.locator(".standing .grade")).to_contain_text(one)
    second.get_by_label(other, exact=True).check()
    second.locator("#grade-why").fill("seen on two videos")
    second.get_by_role("button", name="Grade", exact=True).click()
    expect(second.get_by_role("alert")).to_contain_text("Amal")
    watched.problems[:] = [told for told in watched.problems if "409" not in told]  # the browser says it, too
    expect(second.locator("#grade-why")).to_have_value("seen on two videos")
    first.reload()
    expect(first.locator(".standing .grade")).to_contain_text(one)
    second.get_by_label(other, exact=True).check()
    second.get_by_role("button", name="Grade", exact=True).click()
    expect(second.locator(".standing .grade")).to_contain_text(other)
    expect(second.locator("#history")).to_contain_text("Amal")
