"""Takes the pictures of the desk's pages for docs/: the examples are read, judged a little, served, and looked at.

Run as `make screenshots` (it needs Chromium and the built assets); the pictures are kept under docs/img/desk.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from recount.desk.asking import chronology
from recount.desk.judging import By, confirm, note, publish
from recount.desk.ledgers import most_contested
from recount.desk.publishing import make_release
from recount.desk.running import RunOptions, run
from recount.desk.settings import settings_from
from recount.desk.standing_views import places_of
from recount.desk.tools import BUILT_IN
from recount.model import Incident, Verdict
from recount.store import opened
from recount.web.app import make_app
from recount.web.options import WebOptions

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "img" / "desk"
CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its file, the page, and how it is looked at; `whole` takes in all of the page's length."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    dark: bool = False
    whole: bool = False
    before: Callable[[Page], None] | None = None


def main(only: list[str]) -> None:
    """Take all pictures, or those whose names are given."""
    settings = settings_from({})
    with TemporaryDirectory() as folder:
        record = Path(folder) / "raqqa"
        run([ROOT / "examples" / "raqqa"], record, settings, RunOptions())
        shown = _judged(record)
        address, stop = _served(WebOptions(record, settings, who="Amal"))
        try:
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
                for shot in shots(record, shown):
                    if not only or shot.name in only:
                        _take(browser, address, shot)
                browser.close()
        finally:
            stop()


def _judged(record: Path) -> Incident:
    """The incident that most is told of, graded and published with some others, with a remark; the record as a desk
    has it after a morning's work."""
    told = sorted(chronology(record).incidents, key=lambda one: (-len(one.documents), one.id))
    shown = most_contested(told) or told[0]
    confirm(record, shown.id, "confirmed", By("Amal", "Two independent origins, names of the dead known.", None, False))
    note(record, shown.id, By("Ben", "The rescue workers were asked for their list.", None, False))
    publish(record, shown.id, By("Amal", "", None, False))
    for one in told[:3]:
        if one.id != shown.id:
            confirm(record, one.id, "no conclusion", By("Ben", "Waits for a second origin.", None, False))
    make_release(record, "The first incidents, with the figures of both sides.", By("Amal", "", None, False))
    with closing(opened(record)) as store:
        (found,) = store.holding(shown.claims[:1])
        return found


def shots(record: Path, shown: Incident) -> list[Shot]:
    """The pictures of all pages."""
    with closing(opened(record)) as store:
        report = max(store.documents(shown.documents), key=lambda one: (len(one.text), one.id)).id
        judged = [one for one in store.judgements() if one.verdict is Verdict.CONFIRM]
    towns = places_of(record, settings_from({}), BUILT_IN).value.towns
    town = max(towns, key=lambda held: (len(held.timeline.steps), held.timeline.town.key)).timeline.town.key
    incident = f"/incidents/{shown.id}"
    return [
        Shot("overview", "/", before=_settled),
        Shot("overview-dark", "/", dark=True, before=_settled),
        Shot("overview-phone", "/", 390, 844, before=_settled),
        Shot("incident", incident, whole=True),
        Shot("incident-dark", incident, dark=True),
        Shot("incident-phone", incident, 390, 844),
        Shot("evidence", f"/why/{shown.id}.killed"),
        Shot("report", f"/reports/{report}"),
        Shot("report-phone", f"/reports/{report}", 390, 844),
        Shot("queue", "/queue"),
        Shot("places", "/places"),
        Shot("place", f"/places/{town}"),
        Shot("actors", "/actors"),
        Shot("origins", "/origins"),
        Shot("codebook", "/codebook"),
        Shot("codebook-type", "/codebook/types/air_strike"),
        Shot("sources", "/sources"),
        Shot("by-hand", "/sources/add"),
        Shot("publish", "/publish"),
        Shot("sitrep", "/publish/sitrep?from=2017-04-03&to=2017-04-16", whole=True),
        Shot("judgements", f"/judgements?of={judged[0].on.id}" if judged else "/judgements"),
        Shot("alerts", "/alerts"),
        Shot("fields", "/fields"),
        Shot("api", "/api/v1/docs"),
    ]


def _settled(page: Page) -> None:
    """The map has drawn its land and labels."""
    page.locator("#map[data-ready]").wait_for(timeout=90_000)
    page.wait_for_timeout(1500)


def _served(options: WebOptions) -> tuple[str, Callable[[], None]]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(options), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)

    def stop() -> None:
        server.should_exit = True
        thread.join(10)

    return f"http://127.0.0.1:{listening.getsockname()[1]}", stop


def _take(browser: Browser, address: str, shot: Shot) -> None:
    scheme = "dark" if shot.dark else "light"
    visit = browser.new_context(viewport={"width": shot.width, "height": shot.height}, color_scheme=scheme)
    page = visit.new_page()
    answer = page.goto(f"{address}{shot.path}", wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{shot.path}: {answer.status if answer else 'no answer'}")
    if shot.before is not None:
        shot.before(page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{shot.name}.png", full_page=shot.whole)
    visit.close()
    print(f"{shot.name}: {shot.path}")


if __name__ == "__main__":
    main(sys.argv[1:])
