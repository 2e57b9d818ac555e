"""A report in a browser: words selected become a claim."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from recount.model import Document
from recount.store import opened
from tests.browser.conftest import accessibility_problems

SELECT = """words => {
  const sheet = document.querySelector(".sheet");
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    node.parentElement.scrollIntoView({block: "center"});
    return;
  }
  throw new Error(`no ${words}`);
}"""

FOOT = """words => {
  const walker = document.createTreeWalker(document.querySelector(".sheet"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    return range.getBoundingClientRect().bottom;
  }
}"""


@pytest.fixture
def mashlab(record: Path) -> Document:
    with closing(opened(record)) as store:
        return next(one for one in store.documents() if one.name == "undated-mashlab")


def assign(page: Page, words: str, role: str) -> None:
    page.evaluate(SELECT, words)
    page.get_by_role("toolbar", name="The selected words are").get_by_role("button", name=role).click()


def test_a_missed_claim_is_added_by_selecting_words(page: Page, record: Path, mashlab: Document) -> None:
    page.goto(f"/reports/{mashlab.id}")
    assign(page, "queue for water", "Event")
    expect(page.get_by_label("The word that tells the event")).to_have_value("queue for water")
    assign(page, "Displaced people", "Whom")
    assign(page, "northern Syria", "Where")
    page.get_by_label("That place is").fill("Raqqa, SY")
    page.get_by_label("What happened").select_option("displacement")
    page.get_by_role("button", name="Add the claim").click()
    expect(page.get_by_role("status").first).to_contain_text("is added")
    with closing(opened(record)) as store:
        added = next(one for one in store.claims_in([mashlab.id]) if one.type == "displacement")
    assert added.trigger.start == mashlab.text.index("queue for water")
    assert [one.span.of(mashlab.text) for one in added.targets] == ["Displaced people"]
    assert [one.span.of(mashlab.text) for one in added.places] == ["northern Syria"]
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").first).to_contain_text("Undone")
    with closing(opened(record)) as store:
        assert "displacement" not in {one.type for one in store.claims_in([mashlab.id])}


def test_words_are_picked_with_the_text_in_sight_also_at_the_foot_of_the_window(page: Page, mashlab: Document) -> None:
    page.goto(f"/reports/{mashlab.id}")
    assign(page, "queue for water", "Event")
    page.evaluate(SELECT, "Displaced people")
    line = page.locator(".sheet .line", has_text="Displaced people")
    line.evaluate("one => one.scrollIntoView({block: 'end', behavior: 'instant'})")
    page.get_by_role("toolbar", name="The selected words are").get_by_role("button", name="Whom").click()
    bar = page.get_by_role("region", name="Words picked for a claim")
    expect(bar).to_contain_text("Event queue for water · Whom Displaced people")
    covering = bar.bounding_box()
    assert covering is not None
    assert covering["height"] < 90
    assert page.evaluate(FOOT, "Displaced people") <= covering["y"]
    bar.get_by_role("link", name="To the form").click()
    expect(page.get_by_label("What happened")).to_be_focused()
    expect(page.get_by_label("What happened")).to_be_in_viewport()


def test_a_drag_that_begins_on_an_events_words_selects_them(page: Page, mashlab: Document) -> None:
    page.goto(f"/reports/{mashlab.id}")
    told = page.locator("a.told", has_text="air strikes")
    told.scroll_into_view_if_needed()
    box = told.bounding_box()
    assert box is not None
    for end in (box["x"] + box["width"] - 2, box["x"] + box["width"] + 60):
        page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=4)
        page.mouse.move(end, box["y"] + box["height"] / 2, steps=8)
        page.mouse.up()
        assert page.evaluate("getSelection().toString()").startswith("air strik")
        expect(page.get_by_role("toolbar", name="The selected words are")).to_be_visible()
        assert "claim=" not in page.url
        page.mouse.click(5, 5)
    expect(page.locator("details.note[open]")).to_have_count(0)


def test_what_was_done_is_one_line_with_its_undo_beside_it(page: Page, mashlab: Document) -> None:
    page.goto(f"/reports/{mashlab.id}")
    page.locator("a.told", has_text="air strikes").click()
    page.keyboard.press("r")
    line = page.locator("#said .line")
    expect(line).to_contain_text("set aside")
    expect(line).to_be_in_viewport()
    assert line.evaluate("one => getComputedStyle(one).display") == "block"
    assert line.evaluate("one => parseFloat(getComputedStyle(one).paddingLeft)") > 8


def test_what_selected_words_are_read_as_is_shown_before_they_are_kept(
    page: Page, record: Path, mashlab: Document
) -> None:
    page.goto(f"/reports/{mashlab.id}")
    page.locator("#add > summary").click()
    page.get_by_label("When", exact=True).fill("May 19, 2017")
    page.get_by_label("Its words").first.fill("21 civilians")
    expect(page.locator("#read-time")).to_contain_text("Read as 19 May 2017")
    page.get_by_label("When", exact=True).fill("some days before")
    page.get_by_label("How many").first.focus()
    expect(page.locator("#read-figure1")).to_contain_text("Read as 21")
    expect(page.locator("#read-time")).to_contain_text("names no day")


def test_an_event_opens_its_values_and_is_rejected_by_a_key(page: Page, mashlab: Document) -> None:
    page.goto(f"/reports/{mashlab.id}")
    page.locator("a.told", has_text="air strikes").click()
    note = page.locator("details.note[open]")
    expect(note).to_have_count(1)
    expect(note).to_contain_text("21 civilians killed")
    page.keyboard.press("r")
    expect(page.get_by_role("status").first).to_contain_text("set aside")
    expect(page.locator("details.note.gone")).to_have_count(1)


def test_the_page_can_be_used_by_everybody(page: Page, mashlab: Document) -> None:
    page.goto(f"/reports/{mashlab.id}")
    page.locator("#add > summary").click()
    assert accessibility_problems(page) == []
    page.goto("/sources")
    assert accessibility_problems(page) == []
    page.goto("/sources/add")
    assert accessibility_problems(page) == []


def test_without_scripts_a_claim_is_added_by_its_words(plain_page: Page, mashlab: Document) -> None:
    plain_page.goto(f"/reports/{mashlab.id}")
    plain_page.locator("#add > summary").click()
    plain_page.get_by_label("What happened").select_option("displacement")
    plain_page.get_by_label("The word that tells the event").fill("queue for water")
    plain_page.get_by_role("button", name="Add the claim").click()
    expect(plain_page.get_by_role("status").first).to_contain_text("is added")
