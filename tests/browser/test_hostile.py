"""Reports that were made to do harm: nothing of them runs on any page, nothing of them leaves this machine."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from recount.desk import views
from recount.desk.judging import By, confirm, note
from recount.desk.publishing import make_release
from recount.desk.publishing_site import write_site
from recount.desk.running import RunOptions, run
from recount.model import Document, Incident
from recount.reading import formats
from recount.store import opened
from recount.web.options import WebOptions
from tests.browser.conftest import Watched
from tests.web.conftest import SETTINGS

Serve = Callable[[WebOptions], str]
Visitor = Callable[[str], BrowserContext]

RUN = "window.ran=1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"<svg onload={RUN}><script>{RUN}</script></svg>",
    f'<math><mtext><a xlink:href="javascript:{RUN}">x</a></mtext></math>',
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f'<a href="javascript:{RUN}">look</a>',
    f"</textarea></title></style><script>{RUN}</script>",
    f"' onmouseover='{RUN}' autofocus onfocus='{RUN}",
    '<link rel=stylesheet href="https://harm.example/x.css"><base href="https://harm.example/">',
    "{{7*7}} {% raw %} ${7*7} #{7*7} <%= 7*7 %>",
    "![x](https://harm.example/x.png) <img src=https://harm.example/y.png>",
    "\u202edesrever\u202c zero\u200bwidth \u2066aside\u2069",
)
URLS = (
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    'https://harm.example/"onclick="x',
    "//harm.example",
)


def _reports() -> Iterator[dict[str, str]]:
    for n, payload in enumerate(PAYLOADS):
        yield {
            "id": f"harm-{n} {payload}",
            "outlet": f"Outlet {payload}",
            "title": f"Raid on Raqqa {payload}",
            "url": URLS[n % len(URLS)],
            "published": "2017-06-06",
            "text": f"Raid on Raqqa {payload}\n\nAn air strike killed {n + 12} civilians in Raqqa on Monday, an aide "
            f"of the {payload} Observatory said.\n\n{payload}\n\nShelling wounded {n + 3} people in Tabqa on Sunday, "
            f"residents of {payload} said.",
        }


@pytest.fixture(scope="module")
def harmed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of such reports, the most reported incident graded, noted and released."""
    folder = tmp_path_factory.mktemp("harm")
    reports = folder / "in"
    reports.mkdir()
    (reports / "wire.jsonl").write_text("\n".join(json.dumps(one) for one in _reports()))
    (reports / '"><img src=x onerror=window.ran=1>.txt').write_text(
        "A bomb killed 4 people in Raqqa on Monday, police said. <script>window.ran=1</script>"
    )
    (reports / "<script>window.ran=1<\u2215script>.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    record = folder / "record"
    run([reports], record, SETTINGS, RunOptions())
    by = By(f"Ben {PAYLOADS[1]}", PAYLOADS[0], exports=False)
    for one in _incidents(record)[:3]:
        confirm(record, one.id, "confirmed", by)
        note(record, one.id, by)
    make_release(record, PAYLOADS[2], by)
    return record


@pytest.fixture
def harmed(harmed_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(harmed_once, tmp_path / "record"))


def _incidents(record: Path) -> list[Incident]:
    with closing(opened(record)) as store:
        return sorted(store.incidents(), key=lambda one: -len(one.documents))


def _documents(record: Path) -> list[Document]:
    with closing(opened(record)) as store:
        return list(store.documents())


CHECK = """() => ({
  ran: window.ran ?? null,
  scripts: [...document.scripts].filter((one) => !one.src.startsWith(location.origin + "/static/")).length,
  foreign: [...document.querySelectorAll("math, iframe, object, embed, base, svg script, img:not([src^='/'])")]
    .map((one) => one.outerHTML),
  links: [...document.querySelectorAll("[href], [src], [action], [formaction]")]
    .flatMap((one) => ["href", "src", "action", "formaction"].map((name) => one.getAttribute(name) ?? ""))
    .filter((to) => /^\\s*(javascript|data|vbscript):/i.test(to)),
  handlers: [...document.querySelectorAll("*")]
    .flatMap((one) => [...one.attributes].filter((held) => held.name.startsWith("on")).map((held) => held.name)),
})"""
NOTHING: dict[str, object] = {"ran": None, "scripts": 0, "foreign": [], "links": [], "handlers": []}


def _addresses(record: Path) -> Iterator[str]:
    yield from (
        "/",
        "/queue",
        "/sources",
        "/sources/aside",
        "/sources/runs",
        "/places",
        "/actors",
        "/origins",
        "/judgements",
    )
    yield from ("/publish", "/publish/next", "/publish/withheld", "/publish/sitrep?from=2017-06-01&to=2017-06-10")
    yield from ("/publish/preview/index.html", "/publish/releases/1", "/publish/releases/1/site/index.html")
    yield from ("/publish/releases/1/site/releases.html", "/views", "/alerts", "/search?text=" + quote(PAYLOADS[1]))
    yield from ("/?place=" + quote(PAYLOADS[0]), "/?text=" + quote(PAYLOADS[7]), "/no-such/" + quote(PAYLOADS[1]))
    yield from ("/incidents/" + quote(PAYLOADS[0], safe=""), "/origins/" + quote(PAYLOADS[1], safe=""))
    for one in _incidents(record)[:4]:
        yield from (
            f"/incidents/{one.id}",
            f"/why/{one.id}.killed",
            f"/incidents/{one.id}/merge",
            f"/incidents/{one.id}/correct",
        )
    for report in _documents(record):
        yield f"/reports/{report.id}"


def test_nothing_of_a_report_runs_on_any_page(serve: Serve, harmed: Path, browser: Browser, watched: Watched) -> None:
    desk = serve(WebOptions(harmed, SETTINGS, who=f"Ben {PAYLOADS[0]}"))
    visit = browser.new_context(base_url=desk)
    visit.set_default_timeout(60_000)
    watched.watch(visit, urlsplit(desk).netloc)
    page = visit.new_page()
    opened_by_harm: list[str] = []
    page.on("dialog", lambda dialog: opened_by_harm.append(dialog.message))
    visit.on("page", lambda other: opened_by_harm.append(other.url))
    for address in _addresses(harmed):
        page.goto(address)
        assert page.evaluate(CHECK) == NOTHING, address
        watched.problems[:] = [told for told in watched.problems if "status of 4" not in told]  # no such page
        assert watched.problems == [], address
    assert opened_by_harm == []
    _pointed_at(page, harmed)
    assert page.evaluate("window.ran ?? null") is None
    visit.close()


def _pointed_at(page: Page, record: Path) -> None:
    """Evidence is put into the page by a script: it stays words there, too."""
    page.goto(f"/incidents/{_incidents(record)[0].id}")
    page.locator(".claim .cited").first.hover()
    page.locator("#evidence").wait_for()
    assert page.evaluate(CHECK) == NOTHING
    expect(page.locator("main")).not_to_contain_text("\u202e")


def test_a_report_is_shown_as_it_was_received_letter_by_letter(serve: Serve, harmed: Path, visitor: Visitor) -> None:
    page = visitor(serve(WebOptions(harmed, SETTINGS))).new_page()
    documents = _documents(harmed)
    for words in ("<script>", "{{7*7}}", "<math>", "onmouseover"):
        report = next(one for one in documents if words in one.text)
        page.goto(f"/reports/{report.id}")
        expect(page.locator(".sheet")).to_contain_text(words)
    turned = next(one for one in documents if "\u202e" in one.text)
    page.goto(f"/reports/{turned.id}")
    expect(page.locator(".sheet .invisible").first).to_have_text("U+202E")
    for address in (f"/reports/{turned.id}", "/sources", "/queue", "/origins"):
        page.goto(address)
        assert "\u202e" not in page.content(), address


def test_what_programs_and_feeds_get_is_data(serve: Serve, harmed: Path, visitor: Visitor) -> None:
    view = views.save(harmed, PAYLOADS[0], "", "Ben")
    asked = visitor(serve(WebOptions(harmed, SETTINGS))).request
    incident, report = _incidents(harmed)[0], _documents(harmed)[0]
    for path in ("incidents", f"incidents/{incident.id}", "reports", f"reports/{report.id}", "judgements"):
        answer = asked.get(f"/api/v1/{path}")
        assert answer.status == 200, path
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        answer.json()
    received = asked.get(f"/reports/{report.id}/raw")
    assert received.headers["content-disposition"].startswith("attachment")
    assert "html" not in received.headers["content-type"]
    for path in ("/publish/releases/1/site/changes.atom", f"/feeds/{view.token}.xml"):
        feed = asked.get(path)
        assert feed.status == 200, path
        assert "html" not in feed.headers["content-type"]
        root = ElementTree.fromstring(feed.text())  # noqa: S314 — the desk wrote it
        assert not [one.tag for one in root.iter() if one.tag.endswith(("script", "svg", "iframe"))]


def test_the_public_site_opens_from_a_folder_without_running_anything(
    harmed: Path, tmp_path: Path, browser: Browser
) -> None:
    write_site(harmed, tmp_path / "site")
    visit = browser.new_context()
    page = visit.new_page()
    asked: list[str] = []
    visit.on("request", lambda request: asked.append(request.url))
    for path in sorted((tmp_path / "site").rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("window.ran ?? null") is None
        assert page.locator("math, iframe, base, svg script").count() == 0, path
    visit.close()
    assert asked
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked)


def test_ten_megabytes_are_kept_and_shown_in_parts_and_what_is_not_coded_is_said(
    serve: Serve, visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "MAX_CODED", 2_000)  # a million characters take minutes
    opening = "An air strike killed 12 civilians in Raqqa on 5 June 2017, activists said.\n\n"
    line = "Row <script>window.ran=1</script> of a list that goes on for as long as anybody can read it.\n"
    text = opening + line * (10_000_000 // len(line)) + "The last word of it is here."
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "long.txt").write_text(text)
    record = tmp_path / "record"
    run([tmp_path / "in"], record, SETTINGS, RunOptions())
    (report,) = _documents(record)
    assert report.text == text
    page = visitor(serve(WebOptions(record, SETTINGS))).new_page()
    began = time.monotonic()
    page.goto(f"/reports/{report.id}")
    expect(page.locator(".sheet")).to_contain_text("12 civilians")
    expect(page.locator("main")).to_contain_text("characters were coded")
    assert len(page.content()) < 400_000, "a part is sent, not the whole"
    parts = page.locator(".portions").first.inner_text().split("of", 1)[1].split(",", 1)[0].strip()
    page.goto(f"/reports/{report.id}?part={parts}")
    expect(page.locator(".sheet")).to_contain_text("The last word of it is here.")
    page.get_by_role("link", name="Previous part").first.click()
    expect(page.locator(".sheet")).to_contain_text("Row <script>")
    assert page.evaluate(CHECK) == NOTHING
    assert time.monotonic() - began < 30
