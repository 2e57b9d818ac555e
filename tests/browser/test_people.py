"""A team in browsers: invited by a link that is followed once, let into what their role allows, and put out again."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Watched, accessibility_problems, signed_in
from tests.web.people import PASSWORD

Visitor = Callable[[str], BrowserContext]


def test_somebody_is_invited_works_by_their_role_and_is_put_out(
    team_desk: str, visitor: Visitor, watched: Watched
) -> None:
    admin = signed_in(visitor(team_desk), "Amal")
    admin.goto("/people")
    admin.get_by_label("Name").fill("Yara Sabbagh")
    admin.get_by_role("radio", name="coder").check()
    admin.get_by_role("button", name="Make a link").click()
    shown = admin.get_by_label("Link")
    link = shown.input_value()
    assert link.startswith(f"{team_desk}/setup?code=")
    assert shown.evaluate("box => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight + 1")

    theirs = visitor(team_desk)
    page = theirs.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", name="Welcome, Yara Sabbagh")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Save and sign in").click()
    expect(page.get_by_role("banner")).to_contain_text("Yara Sabbagh")
    again = visitor(team_desk).new_page()
    again.goto(link)
    expect(again.locator("main")).not_to_contain_text("Welcome")
    page.goto("/people")
    expect(page.locator("main")).to_contain_text("yours is coder")
    assert all("40" in told for told in watched.problems), watched.problems
    watched.problems.clear()  # the browser says that both were refused

    admin.goto("/people")
    admin.get_by_role("link", name="Yara Sabbagh").click()
    admin.get_by_role("button", name="Close the account").click()
    expect(admin.get_by_role("status").first).to_contain_text("The account is closed")
    page.goto("/queue")
    assert urlsplit(page.url).path == "/sign-in"


@pytest.mark.parametrize("address", ["/sign-in", "/people", "/people/log", "/people/access", "/account", "/queue"])
def test_pages_of_a_team_are_for_everybody(team_desk: str, visitor: Visitor, address: str) -> None:
    visit = visitor(team_desk)
    page = visit.new_page() if address == "/sign-in" else signed_in(visit, "Amal")
    page.goto(address)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert accessibility_problems(page) == [], scheme
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
