"""The queue by the keyboard alone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from recount.desk import queue_looking, queueing


def _tab_to(page: Page, name: str, most: int = 60) -> None:
    """Moves the focus on until it is on a link of that name."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"no way to {name} by the keyboard")


def _item(page: Page) -> str:
    page.wait_for_load_state("networkidle")
    return page.locator("[data-item]").get_attribute("data-item") or ""


def test_an_item_is_answered_undone_skipped_and_opened_without_a_mouse(page: Page) -> None:
    page.goto("/places")
    _tab_to(page, "Queue")
    page.keyboard.press("Enter")
    expect(page.locator("#queue-question")).to_be_visible()
    first = _item(page)
    page.keyboard.press("w")
    expect(page.get_by_label("Why, for the history")).to_be_focused()
    page.keyboard.type("read twice")
    page.keyboard.press("Escape")
    page.get_by_label("Why, for the history").evaluate("field => field.blur()")
    page.keyboard.press("a")
    expect(page.locator(f'[data-item="{first}"]')).to_have_count(0)
    expect(page.locator("#queue-question")).to_be_focused()
    expect(page).to_have_title(page.locator("[data-item]").get_attribute("data-title") or "")
    expect(page.locator(".queue-told button")).to_be_visible()
    expect(page.locator(".queue-progress")).to_contain_text("1 answered today")
    left = page.locator(".queue-progress strong").nth(1).inner_text()
    told = page.locator(".queue-parts [data-kind]").all_inner_texts()
    assert sum(int(one.replace(",", "")) for one in told) == int(left.replace(",", "")), (
        "each part says what waits in it"
    )
    second = _item(page)
    page.keyboard.press("z")
    expect(page.locator(".queue-told")).to_contain_text("Undone")
    expect(page.locator(f'[data-item="{first}"]')).to_be_visible()
    page.keyboard.press("s")
    expect(page.locator(f'[data-item="{first}"]')).to_have_count(0)
    expect(page.locator(".queue-progress")).to_contain_text("1 skipped")
    assert _item(page) == second
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys on this page")).to_contain_text("Skip it until later")
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    expect(page.locator("article.incident h1")).to_be_visible()


def test_an_answer_is_given_by_tab_and_enter_where_single_keys_are_off(page: Page) -> None:
    page.goto("/queue")
    page.evaluate("localStorage.setItem('recount.keys.off', 'yes')")
    first = _item(page)
    page.keyboard.press("a")
    assert _item(page) == first
    page.locator("#queue-question").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-answers] button')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(f'[data-item="{first}"]')).to_have_count(0)
    expect(page.locator(".queue-told button")).to_be_visible()


def test_a_near_miss_that_was_answered_is_asked_again_after_undo(page: Page, record: Path) -> None:
    queueing.ready(record)
    queue_looking.look_for_near_misses(record, 30)
    page.goto("/queue?kind=near")
    first = _item(page)
    title = page.title()
    page.keyboard.press("a")
    expect(page.locator(".queue-told button")).to_be_visible()
    assert page.title() != title, "the tab is named after what is on the screen"
    page.keyboard.press("z")
    expect(page.locator(".queue-told")).to_contain_text("Undone: it waits again.")
    expect(page.locator(f'[data-item="{first}"]')).to_be_visible()
    assert page.title() == title
