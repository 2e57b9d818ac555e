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
