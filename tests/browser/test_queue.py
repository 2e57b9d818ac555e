"""The queue by the keyboard alone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Route, expect

from recount.desk import queue_looking, queueing
from tests.browser.conftest import Watched


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
    page.wait_for_load_state()  # undoing leads to a page of its own, whose keys are there once it is loaded
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
    expect(page.locator(".queue-told")).to_contain_text("Undone: One happening. It waits again.")
    expect(page.locator(f'[data-item="{first}"]')).to_be_visible()
    assert page.title() == title


def test_an_answer_that_says_little_without_its_reason_opens_the_line_for_it(page: Page, record: Path) -> None:
    queueing.ready(record)
    page.goto("/queue?kind=contradicted")
    first = _item(page)
    page.keyboard.press("r")
    why = page.get_by_label("Why, for the history")
    expect(why).to_be_focused()
    expect(page.locator("[data-enter]")).to_have_text("Enter: Something is wrong: note it")
    expect(page.locator(f'[data-item="{first}"]')).to_be_visible()
    page.keyboard.type("two towns of one name")
    with page.expect_response("**/queue/*/answer"):
        page.keyboard.press("Enter")
    expect(page.locator(".queue-told")).to_contain_text("Noted on the incident")
    assert queueing.last_answers(record)[0].item == first
    second = _item(page)
    page.keyboard.press("r")
    with page.expect_response("**/queue/*/answer"):
        page.keyboard.press("Enter")  # it may stay empty
    assert queueing.last_answers(record)[0].item == second


def test_an_answer_that_is_still_on_its_way_is_the_one_that_its_key_undoes(page: Page, record: Path) -> None:
    queueing.ready(record)
    queue_looking.look_for_near_misses(record, 30)
    page.goto("/queue?kind=near")
    first = _item(page)
    held: list[Route] = []
    page.route("**/queue/*/answer", lambda route: held.append(route))
    page.keyboard.press("a")
    expect(page.locator(f'[data-item="{first}"]')).to_have_count(0)
    second = page.locator("[data-item]").get_attribute("data-item")
    page.keyboard.press("r")
    expect(page.locator(f'[data-item="{second}"]')).to_have_count(0)
    expect(page.locator(".queue-told")).to_contain_text("Two happenings …")
    with page.expect_response("**/queue/*/answer"):
        held[0].continue_()
    page.wait_for_timeout(200)
    expect(page.locator(".queue-told")).to_contain_text("Two happenings …")
    page.keyboard.press("z")
    expect(page.locator(".queue-told")).to_contain_text("Two happenings: undone as soon as it is kept")
    held[1].continue_()
    expect(page.locator(".queue-told")).to_contain_text("Undone: Two happenings. It waits again.")
    expect(page.locator(f'[data-item="{second}"]')).to_be_visible()
    made = {one.item: one.undone for one in queueing.last_answers(record)}
    assert made[first] is None
    assert made[second or ""] is not None


def test_of_answers_that_overtake_each_other_the_newest_is_told_and_undone(page: Page, record: Path) -> None:
    queueing.ready(record)
    queue_looking.look_for_near_misses(record, 30)
    page.goto("/queue?kind=near")
    _item(page)
    held: list[Route] = []
    page.route("**/queue/*/answer", lambda route: held.append(route))
    for key in ("a", "r"):
        there = page.locator("[data-item]").get_attribute("data-item")
        page.keyboard.press(key)
        expect(page.locator(f'[data-item="{there}"]')).to_have_count(0)
    with page.expect_response("**/queue/*/answer"):
        held[1].continue_()
    expect(page.locator(".queue-told form")).to_have_count(1)
    with page.expect_response("**/queue/*/answer"):
        held[0].continue_()
    page.wait_for_timeout(200)
    expect(page.locator(".queue-told")).to_contain_text("Two happenings.")
    page.keyboard.press("z")
    expect(page.locator(".queue-told")).to_contain_text("Undone: Two happenings. It waits again.")


def test_an_earlier_answer_that_was_not_kept_is_told_beside_the_newest(
    page: Page, record: Path, watched: Watched
) -> None:
    queueing.ready(record)
    queue_looking.look_for_near_misses(record, 30)
    page.goto("/queue?kind=near")
    first = _item(page)
    held: list[Route] = []
    page.route("**/queue/*/answer", lambda route: held.append(route))
    for key in ("a", "r"):
        there = page.locator("[data-item]").get_attribute("data-item")
        page.keyboard.press(key)
        expect(page.locator(f'[data-item="{there}"]')).to_have_count(0)
    held[0].fulfill(status=503)
    lost = page.get_by_role("alert")
    expect(lost).to_contain_text("“One happening” was not kept")
    expect(lost.get_by_role("link")).to_have_attribute("href", f"/queue/{first}")
    held[1].continue_()
    expect(page.locator(".queue-told")).to_contain_text("Two happenings.")
    watched.problems[:] = [told for told in watched.problems if "503" not in told]
