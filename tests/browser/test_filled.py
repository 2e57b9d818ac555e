"""Pages of a desk that was worked in, with all that they hold opened: axe finds nothing, and nothing is wider than a
phone, be it a small one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from recount.desk import fields, victims
from recount.desk.judging import By, confirm, note
from recount.store import opened
from recount.web.options import WebOptions
from tests.browser.conftest import accessibility_problems, serving_desks
from tests.web.conftest import SETTINGS

BY = By("Amal", "two origins agree", exports=False)
PAGES = (
    "/",
    "/?place=Raqqa&tag=chemical+weapons",
    "incident",
    "incident/victims",
    "report",
    "/queue",
    "/queue?kind=new",
    "/fields",
    "/victims",
    "/publish/sitrep?from=2016-06-01&to=2016-06-30",
    "/publish/sitrep?from=2015-07-01&to=2015-07-31",
    "/publish/sitrep?from=2018-06-30&to=2016-06-30",
)
OPENED = "document.querySelectorAll('details').forEach(one => { one.open = true })"


@pytest.fixture(scope="module")
def worked(
    read_once: Path, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[tuple[Page, dict[str, str]]]:
    """A page on a desk in whose record an incident has grades, remarks, tags, fields and persons."""
    record = Path(shutil.copytree(read_once, tmp_path_factory.mktemp("worked") / "record"))
    with closing(opened(record)) as store:
        told = max(store.incidents(), key=lambda one: (len(one.documents), len(one.ledger), one.id))
    confirm(record, told.id, "confirmed", BY)
    note(record, told.id, By("Noor", f"Asked {'http://example.org/' + 'a' * 200}; مرحبا", exports=False))
    for word in ("chemical weapons", "bold", "للتقرير"):
        fields.tag(record, told.id, word, "Noor")
    kinds = (("Case officer", "text", ()), ("Footage", "choice", ("none", "seen")), ("Reviewed on", "date", ()))
    made = [fields.define(record, name, kind, choices, "Amal") for name, kind, choices in kinds]
    fields.set_value(record, told.id, made[0].id, "Noor", "Noor")
    for n in range(3):
        victims.enter(
            record,
            told.id,
            victims.Told(f"Test Person {n}", sex="male", age=str(20 + n), status="killed", how="claims"),
            "Rami",
        )
    with serving_desks() as serve:
        visit = browser.new_context(base_url=serve(WebOptions(record, SETTINGS)), reduced_motion="reduce")
        visit.set_default_timeout(60_000)
        yield visit.new_page(), {"incident": f"/incidents/{told.id}", "report": f"/reports/{told.documents[0]}"}
        visit.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_a_worked_record_is_for_everybody(worked: tuple[Page, dict[str, str]], address: str) -> None:
    page, found = worked
    head, joint, rest = address.partition("/")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{found[head]}{joint}{rest}" if head in found else address)
    page.wait_for_load_state("networkidle")
    page.evaluate(OPENED)
    for wide in (1280, 800, 390, 320):
        page.set_viewport_size({"width": wide, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= wide, wide
        if wide in (1280, 390):
            assert accessibility_problems(page) == [], wide


@pytest.mark.parametrize("wide", [1280, 1030, 700, 390, 320])
def test_each_menu_of_the_filter_stays_on_the_screen(worked: tuple[Page, dict[str, str]], wide: int) -> None:
    page, _ = worked
    page.set_viewport_size({"width": wide, "height": 844})
    page.goto("/")
    page.evaluate("document.querySelectorAll('.fold').forEach(one => { one.open = true })")
    menus = page.locator("main details.choice").evaluate_all("all => all.map(one => one.id).filter(Boolean)")
    assert "m-grade" in menus
    for menu in menus:
        page.evaluate(
            "id => document.querySelectorAll('main details.choice').forEach("
            "one => { one.open = one.id === id || one.contains(document.getElementById(id)) })",
            menu,
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= wide, menu
