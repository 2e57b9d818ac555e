"""An incident in a browser: the sentence of a toll beside it, the slider of days, judging by keyboard, two people at
once, and all of it without scripts."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from recount.desk.judging import By, confirm, correct, judge_same, note
from recount.model import Incident
from recount.store import opened
from tests.browser.conftest import Watched, accessibility_problems
from tests.web.conftest import SETTINGS


@pytest.fixture
def clash(record: Path) -> Incident:
    with closing(opened(record)) as store:
        found = [one for one in store.incidents() if one.type == "armed_clash" and one.when]
    return max(found, key=lambda one: (one.when is not None and one.when.iso() == "2016-12-21", len(one.ledger)))


def test_a_toll_shows_its_sentence_when_it_is_touched_and_opens_it(page: Page, clash: Incident) -> None:
    page.goto(f"/incidents/{clash.id}")
    page.locator(".headline .cited").first.hover()
    expect(page.locator("#evidence")).to_contain_text("militants")
    page.keyboard.press("Escape")
    page.locator(".matrix .cited").first.click()
    expect(page).to_have_url(re.compile(r"/why/"))
    expect(page.locator("mark").first).to_be_visible()


def test_the_slider_shows_the_figures_as_known_on_a_day(page: Page, clash: Incident) -> None:
    page.goto(f"/incidents/{clash.id}")
    page.locator("#as-of").focus()
    page.keyboard.press("Home")
    expect(page.locator("#as-of-words")).to_have_text("21 Dec 2016")
    expect(page.locator("#known")).to_contain_text("As known on 21 Dec 2016")
    expect(page).to_have_url(re.compile(r"as_of=2016-12-21"))
    page.reload()
    expect(page.locator("#known")).to_contain_text("As known on 21 Dec 2016")
    page.locator("#as-of").focus()
    page.keyboard.press("End")
    expect(page.locator("#known .note")).to_have_count(0)
    expect(page).not_to_have_url(re.compile(r"as_of"))


KNOWN = "[data-known]"


@pytest.mark.parametrize("presses", [["Home"], ["End", "ArrowLeft"], ["Home", "End"]])
def test_the_page_on_a_day_of_the_slider_is_the_page_loaded_for_that_day(
    page: Page, clash: Incident, presses: list[str]
) -> None:
    page.goto(f"/incidents/{clash.id}?done=nothing")
    page.locator("#as-of").focus()
    for key in presses:
        page.keyboard.press(key)
    address = page.url
    if presses[-1] == "End":
        expect(page.locator("#known .note")).to_have_count(0)
    else:
        expect(page.locator("#known .note")).to_contain_text(page.locator("#as-of-words").inner_text())
    expect(page.locator("#as-of")).to_be_focused()
    slid = page.locator(KNOWN).all_inner_texts()
    assert len(slid) == 5
    page.goto(address)
    assert page.locator(KNOWN).all_inner_texts() == slid


def test_what_was_opened_stays_open_while_the_days_go_by(page: Page, clash: Incident) -> None:
    page.goto(f"/incidents/{clash.id}")
    page.locator(".all-figures > summary").click()
    page.locator("#as-of").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#known .note")).to_be_visible()
    expect(page.locator(".all-figures")).to_have_attribute("open", "")


def test_the_slider_stands_on_the_day_that_the_address_asks_for(page: Page, clash: Incident) -> None:
    page.goto(f"/incidents/{clash.id}?as_of=1990-01-01")
    expect(page.locator("#as-of-words")).to_have_text("1 Jan 1990")
    expect(page.locator("#known .note")).to_contain_text("As known on 1 Jan 1990")
    page.locator("#as-of").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#as-of-words")).to_have_text("21 Dec 2016")
    expect(page.locator("#known .note")).to_contain_text("As known on 21 Dec 2016")


def test_what_was_done_is_said_where_one_stands_with_undo_at_hand(page: Page, clash: Incident) -> None:
    page.goto(f"/incidents/{clash.id}")
    page.keyboard.press("n")
    page.locator("#note-why").fill("to be asked again")
    page.locator("#note-why").scroll_into_view_if_needed()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    line = page.locator("#said .line")
    expect(line).to_contain_text("note is added to")
    expect(line).to_be_in_viewport()
    expect(line).to_be_focused()
    assert page.evaluate("scrollY") > 0
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(line).to_contain_text("Undone")


def test_split_and_undo_by_keyboard(page: Page, clash: Incident) -> None:
    page.goto(f"/incidents/{clash.id}")
    page.keyboard.press("s")
    page.locator("#split-why").fill("two days")
    page.locator(".tick input").first.check()
    page.locator("#split button").press("Enter")
    expect(page.locator(".elsewhere")).to_contain_text("Split: 1 claim stands now in")
    page.locator("#said button").click()
    expect(page.locator("#said")).to_contain_text("Undone")
    expect(page.locator("#history")).to_contain_text("withdrawn")


def test_two_people_at_once_are_told_of_each_other(page: Page, record: Path, clash: Incident, watched: Watched) -> None:
    page.goto(f"/incidents/{clash.id}")
    note(record, clash.id, By("Ben", "seen by me", exports=False))
    page.keyboard.press("g")
    page.get_by_label("confirmed").check()
    page.get_by_role("button", name="Grade").click()
    expect(page.get_by_role("alert")).to_contain_text("Ben")
    expect(page.get_by_role("alert")).to_be_in_viewport(ratio=0.9)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("nothing of yours is done yet")
    watched.problems.clear()  # the browser says that the answer was a refusal
    page.get_by_role("button", name="Grade").click()
    expect(page.locator("header .grade")).to_contain_text("confirmed")


def test_a_conflict_is_seen_without_scripts_too(
    plain_page: Page, record: Path, clash: Incident, watched: Watched
) -> None:
    plain_page.goto(f"/incidents/{clash.id}")
    note(record, clash.id, By("Ben", "seen by me", exports=False))
    plain_page.get_by_text("Set aside", exact=True).click()
    plain_page.get_by_role("button", name="Set the incident aside").click()
    expect(plain_page.get_by_role("alert")).to_be_in_viewport()
    expect(plain_page.get_by_role("alert")).to_be_focused()
    watched.problems.clear()


def test_everything_works_without_scripts(plain_page: Page, clash: Incident) -> None:
    plain_page.goto(f"/incidents/{clash.id}")
    plain_page.locator("#as-of").fill("0")
    plain_page.get_by_role("button", name="Show").click()
    expect(plain_page.locator("#known")).to_contain_text("As known on 21 Dec 2016")
    plain_page.goto(f"/incidents/{clash.id}")
    plain_page.get_by_text("Note", exact=True).click()
    plain_page.locator("#note-why").fill("a remark")
    plain_page.get_by_role("button", name="Add the note").click()
    expect(plain_page.locator("#history")).to_contain_text("a remark")
    plain_page.get_by_role("link", name="Merge with another incident").click()
    expect(plain_page.get_by_role("heading", name="Came near")).to_be_visible()


def test_a_field_that_is_to_be_corrected_waits_for_the_value(page: Page, clash: Incident) -> None:
    page.goto(f"/incidents/{clash.id}/correct")
    page.get_by_role("link", name="Correct when").click()
    expect(page.get_by_label("It is")).to_be_focused()
    expect(page.get_by_role("heading", name="When")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["", "/correct", "/correct?field=place&value=Raqqa", "/merge?q=Raqqa"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_its_pages(context: BrowserContext, clash: Incident, path: str, scheme: str) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"/incidents/{clash.id}{path}")
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.evaluate("one => { one.parentElement.open = true; }")
    assert accessibility_problems(page) == []


@pytest.mark.parametrize("path", ["/incidents/{}", "/incidents/{}/correct", "/incidents/{}/merge", "/why/{}.killed"])
def test_a_phone_shows_its_pages_without_scrolling_sideways(
    browser: Browser, desk: str, clash: Incident, path: str
) -> None:
    phone = browser.new_context(base_url=desk, viewport={"width": 390, "height": 844}, has_touch=True)
    page = phone.new_page()
    page.goto(path.format(clash.id))
    wide = page.evaluate("document.documentElement.scrollWidth")
    phone.close()
    assert wide <= 390


def test_paper_holds_what_the_page_folds_away_but_no_forms(page: Page, clash: Incident) -> None:
    page.goto(f"/incidents/{clash.id}")
    figures, form = page.locator("details.all-figures"), page.locator("article details.act").first
    expect(figures).not_to_have_attribute("open", "")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert figures.locator("table").is_visible()
    assert not form.is_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(figures).not_to_have_attribute("open", "")


def test_a_phone_shows_what_came_after_a_grade_without_scrolling_sideways(
    browser: Browser, desk: str, record: Path, clash: Incident
) -> None:
    with closing(opened(record)) as store:
        other = max((one for one in store.incidents() if one.id != clash.id), key=lambda one: len(one.claims))
    by = By("Amal", "the same night", exports=False)
    confirm(record, clash.id, "confirmed", by)
    judge_same(record, clash.id, other.id, by)
    correct(record, f"{clash.claims[0]}.status", "alleged", by, SETTINGS)
    phone = browser.new_context(base_url=desk, viewport={"width": 390, "height": 844}, has_touch=True)
    page = phone.new_page()
    page.goto(f"/incidents/{clash.claims[0]}")
    said, wide = page.locator("#standing .grade").inner_text(), page.evaluate("document.documentElement.scrollWidth")
    phone.close()
    assert "graded before a merge" in said
    assert "1 correction: look again" in said
    assert wide <= 390
