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
from starlette.datastructures import QueryParams

from recount.desk import fields, people, victims, views
from recount.desk.asking import chronology
from recount.desk.embargoing import embargo
from recount.desk.judging import By, confirm, note, publish
from recount.desk.ledgers import most_contested
from recount.desk.publishing import make_release
from recount.desk.roles import Role
from recount.desk.running import RunOptions, run
from recount.desk.settings import settings_from
from recount.desk.standing_views import places_of
from recount.desk.tools import BUILT_IN
from recount.model import Incident, Status, Verdict
from recount.store import Filters, opened
from recount.web.app import make_app
from recount.web.filters import asking_in
from recount.web.options import WebOptions

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "img" / "desk"
CHROMIUM = "/usr/bin/chromium"
_PASSWORD = "four grey herons at noon"  # noqa: S105 — of a desk that is gone when the pictures are taken
_ARGUMENTS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its file, the page, and how it is looked at; `whole` takes in all of the page's length, `team` is that
    of a desk with accounts."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    dark: bool = False
    whole: bool = False
    team: bool = False
    before: Callable[[Page], None] | None = None


def main(only: list[str]) -> None:
    """Take all pictures, or those whose names are given."""
    settings = settings_from({})
    with TemporaryDirectory() as folder:
        record = Path(folder) / "raqqa"
        run([ROOT / "examples" / "raqqa"], record, settings, RunOptions())
        shown = _judged(record)
        _invited(record)
        alone, stop_alone = _served(WebOptions(record, settings, who="Amal"))
        team, stop_team = _served(WebOptions(record, settings, accounts=True))
        try:
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
                for shot in shots(record, shown):
                    if not only or shot.name in only:
                        _take(browser, team if shot.team else alone, shot)
                browser.close()
        finally:
            stop_alone()
            stop_team()


def _invited(record: Path) -> None:
    """A team of four, of whom one never followed her link."""
    by = people.Doer("", "the first link")
    roles = {"Amal": Role.ADMIN, "Ben": Role.REVIEWER, "Noor": Role.CODER, "Lena": Role.READER}
    for name, role in roles.items():
        _, code = people.invite(record, name, role, by)
        if name != "Lena":
            people.follow(record, code, _PASSWORD, "127.0.0.1")


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
    _kept(record, shown, told[-1])
    with closing(opened(record)) as store:
        (found,) = store.holding(shown.claims[:1])
        return found


def _kept(record: Path, shown: Incident, other: Incident) -> None:
    """What a desk keeps of its own: a field, tags, a view that is watched and has changed, persons, an embargo."""
    case = fields.define(record, "Case officer", "text", (), "Amal")
    fields.define(record, "Footage", "choice", ("none", "seen", "verified"), "Amal")
    fields.set_value(record, shown.id, case.id, "Noor", "Amal")
    for words in ("chemical weapons", "for the annual report"):
        fields.tag(record, shown.id, words, "Ben")
    kept = views.save(record, "Chemical attacks, by day", "type=chemical_attack", "Amal", True)
    views.save(record, "Contested tolls", "contested=yes", "Amal")
    views.watch(record, kept.id, "Amal", _reading)
    told = chronology(record).incidents
    denied = next(one for one in told if one.type == "chemical_attack" and one.status is Status.DENIED)
    confirm(record, denied.id, "no conclusion", By("Ben", "Both denials come from parties to it.", None, False))
    views.views_changed(record, _reading)
    for name, sex, age in (("Example One", "female", "34"), ("Example Two", "male", "6-8")):
        victims.enter(record, shown.id, victims.Told(name, sex=sex, age=age), "Amal")
    embargo(record, other.id, "2030-01-01", "Ben", "The family asked the desk to wait.")


def _reading(query: str) -> Filters:
    return asking_in(QueryParams(query)).filters


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
        Shot("next-release", "/publish/next"),
        Shot("public", "/publish/releases/1/site/index.html"),
        Shot("victims", f"{incident}/victims"),
        Shot("takedown", "/takedown"),
        Shot("views", "/views"),
        Shot("feeds", "/sources/feeds"),
        Shot("merge", f"{incident}/merge"),
        Shot("correct", f"{incident}/correct"),
        Shot("queue-phone", "/queue", 390, 844),
        Shot("people", "/people", team=True),
        Shot("account", "/account", team=True),
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
    visit = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme="dark" if shot.dark else "light"
    )
    page = visit.new_page()
    if shot.team:
        page.goto(f"{address}/sign-in")
        page.get_by_label("Name").fill("Amal")
        page.get_by_label("Password").fill(_PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{address}/")
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
