"""Coming in: the first link, invitations, signing in and out, and what sessions withstand."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from recount.desk import accounts, passwords, people, signing_in
from recount.desk.roles import Role
from recount.desk.settings import settings_from
from recount.store import opened, opened_or_made
from recount.web.app import make_app
from recount.web.options import WebOptions
from tests.web.people import BY, PASSWORD, QUICK, Team, form_token, session_of, sign_in, team_of


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", lambda: QUICK)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    opened_or_made(tmp_path / "record").close()
    return tmp_path / "record"


@pytest.fixture
def team(record: Path) -> Team:
    return team_of(record, Amal=Role.ADMIN, Rami=Role.READER)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """How much later it is than it is."""
    by = [timedelta()]
    real = accounts.now

    def now() -> datetime:
        return real() + by[0]

    for module in (accounts, people, signing_in):
        monkeypatch.setattr(module, "now", now)
    return by


def follow(browser: TestClient, code: str, **fields: str) -> tuple[int, str]:
    token = form_token(browser, f"/setup?code={code}")
    told = {"csrf": token, "code": code, "password": PASSWORD, "again": PASSWORD, **fields}
    answer = browser.post("/setup", data=told)
    return answer.status_code, answer.text


def test_the_first_admin_is_made_by_the_link_that_was_printed_and_is_signed_in(record: Path) -> None:
    team, code = team_of(record), people.first_link(record)
    browser = team.browser()
    assert "Nobody has an account here yet" in browser.get("/sign-in").text
    status, _ = follow(browser, code, name="Amal  Haddad")
    assert status == 303
    assert [(one.name, one.role) for one in people.people(record)] == [("Amal Haddad", "admin")]
    assert "Amal Haddad" in browser.get("/account").text


def test_the_first_link_can_be_followed_once_and_only_while_there_is_nobody(record: Path) -> None:
    team, code = team_of(record), people.first_link(record)
    first, second = team.browser(), team.browser()
    token = form_token(second, f"/setup?code={code}")
    assert follow(first, code, name="Amal")[0] == 303
    late = second.post(
        "/setup", data={"csrf": token, "code": code, "name": "M", "password": PASSWORD, "again": PASSWORD}
    )
    assert late.status_code == 403
    assert "was followed already" in late.text
    assert len(people.people(record)) == 1


def test_a_former_first_link_leads_nowhere_and_none_is_kept_in_the_clear(record: Path) -> None:
    old, new = people.first_link(record), people.first_link(record)
    browser = team_of(record).browser()
    assert browser.get(f"/setup?code={old}").status_code == 403
    assert browser.get(f"/setup?code={new}").status_code == 200
    kept = b"".join(file.read_bytes() for file in record.iterdir() if file.is_file())
    assert new.encode() not in kept


@pytest.mark.parametrize(("kind", "hours"), [("first", 1), ("invite", 72)])
def test_links_run_out(record: Path, later: list[timedelta], kind: str, hours: int) -> None:
    team = team_of(record) if kind == "first" else team_of(record, Amal=Role.ADMIN)
    code = people.first_link(record) if kind == "first" else people.invite(record, "Rami", Role.READER, BY)[1]
    later[0] = timedelta(hours=hours, seconds=1)
    assert team.browser().get(f"/setup?code={code}").status_code == 403


def test_a_link_for_another_password_ends_all_sessions_and_changes_nothing_before(team: Team) -> None:
    rami = team.signed_in("Rami")
    _, code = people.reset(team.record, "rami", BY)
    assert rami.get("/account").status_code == 200
    thief = team.browser()
    assert follow(thief, code, **dict.fromkeys(("password", "again"), "long green lizards"))[0] == 303
    assert rami.get("/account").headers["location"].startswith("/sign-in")
    assert sign_in(team.browser(), "Rami") == 401
    assert sign_in(team.browser(), "Rami", "long green lizards") == 303
    assert thief.get(f"/setup?code={code}").status_code == 403


def test_no_link_opens_a_closed_account(team: Team) -> None:
    _, code = people.reset(team.record, "Rami", BY)
    people.close_account(team.record, "Rami", BY)
    assert team.browser().get(f"/setup?code={code}").status_code == 403


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"password": "password1234", "again": "password1234"}, "password"),
        ({"again": "another one"}, "again"),
        ({"name": " "}, "name"),
        ({"name": "\u202eevil"}, "name"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(record: Path, fields: dict[str, str], field: str) -> None:
    team, code = team_of(record), people.first_link(record)
    status, text = follow(team.browser(), code, **{"name": "Amal", **fields})
    assert status == 422
    assert f'id="p-{field}"' in text
    assert PASSWORD not in text
    assert not people.people(record)


@pytest.mark.parametrize("name", ["Amal", "amal", " AMAL "])
def test_a_name_is_known_however_it_is_typed(team: Team, name: str) -> None:
    assert sign_in(team.browser(), name) == 303


def test_nobody_learns_from_a_refusal_whether_an_account_exists(team: Team) -> None:
    people.invite(team.record, "Zeynep", Role.CODER, BY)
    people.close_account(team.record, "Rami", BY)
    answers = set()
    for name, password in (
        ("Amal", "wrong words here"),
        ("Rami", PASSWORD),
        ("Zeynep", PASSWORD),
        ("Nobody", PASSWORD),
    ):
        browser = team.browser()
        fields = {"csrf": form_token(browser, "/sign-in"), "name": name, "password": password}
        answer = browser.post("/sign-in", data=fields)
        assert not session_of(browser)
        page = answer.text.replace(name, "NAME")
        answers.add((answer.status_code, page[page.index("<h1>") : page.index('name="csrf"')]))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 401


def test_what_was_typed_as_a_name_that_nobody_bears_is_written_nowhere(team: Team) -> None:
    sign_in(team.browser(), "my secret passphrase", "x")
    told = [(one.who, one.what) for _, one in people.deeds(team.record, 5)]
    assert told[0] == ("(no such account)", "not signed in")


def test_signing_in_gives_a_session_that_nobody_could_have_planted(team: Team) -> None:
    name = next(n for n in team.signed_in("Amal").cookies if "session" in n)
    victim = team.browser()
    victim.cookies.set(name, "planted" * 7, domain="testserver.local")
    assert victim.get("/account").status_code == 303
    assert sign_in(victim, "Rami") == 303
    issued = [c.value for c in victim.cookies.jar if c.name == name]
    assert "planted" * 7 not in issued[-1:]
    thief = team.browser()
    thief.cookies.set(name, "planted" * 7)
    assert thief.get("/account").status_code == 303


def test_signing_in_anew_ends_the_session_that_was_there(team: Team) -> None:
    browser = team.signed_in("Rami")
    before = session_of(browser)
    name = next(n for n in browser.cookies if "session" in n)
    fields = {"name": "Rami", "password": PASSWORD}
    assert browser.post("/sign-in", data=fields).status_code == 303
    assert session_of(browser) != before
    old = team.browser()
    old.cookies.set(name, before)
    assert old.get("/account").status_code == 303


def test_the_cookie_is_for_this_site_and_no_script(team: Team) -> None:
    browser = team.browser()
    fields = {"csrf": form_token(browser, "/sign-in"), "name": "Amal", "password": PASSWORD}
    told = browser.post("/sign-in", data=fields).headers.get_list("set-cookie")
    session = next(one for one in told if "session" in one)
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session
    assert "Path=/" in session
    assert "Domain" not in session


def test_over_https_the_cookie_is_sent_over_nothing_else(record: Path) -> None:
    team_of(record, Amal=Role.ADMIN)
    app = make_app(WebOptions(record, settings_from({}), accounts=True, secure=True))
    browser = TestClient(app, base_url="https://testserver", follow_redirects=False)
    answer = browser.get("/sign-in")
    assert answer.headers["Strict-Transport-Security"]
    for one in answer.headers.get_list("set-cookie"):
        assert one.startswith("__Host-")
        assert "; Secure" in one
    plain = TestClient(app, base_url="http://testserver", follow_redirects=False)
    assert plain.get("/sign-in").status_code == 403


@pytest.mark.parametrize(("idle", "status"), [(timedelta(hours=11), 200), (timedelta(hours=12), 303)])
def test_a_session_that_is_not_used_ends(team: Team, later: list[timedelta], idle: timedelta, status: int) -> None:
    browser = team.signed_in("Rami")
    later[0] = idle
    assert browser.get("/account").status_code == status


def test_a_session_that_is_used_ends_after_a_week(team: Team, later: list[timedelta]) -> None:
    browser = team.signed_in("Rami")
    for hours in range(0, 7 * 24, 11):
        later[0] = timedelta(hours=hours)
        assert browser.get("/account").status_code == 200
    later[0] = timedelta(days=7)
    assert browser.get("/account").status_code == 303


def test_signing_out_ends_the_session_on_the_server(team: Team) -> None:
    browser = team.signed_in("Rami")
    name, held = next((n, v) for n, v in browser.cookies.items() if "session" in n)
    answer = browser.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not session_of(browser)
    browser.cookies.set(name, held or "")
    assert browser.get("/account").status_code == 303


def test_the_record_does_not_hold_what_opens_a_session(team: Team) -> None:
    browser = team.signed_in("Rami")
    kept = b"".join(file.read_bytes() for file in team.record.iterdir() if file.is_file())
    assert session_of(browser).encode() not in kept
    assert PASSWORD.encode() not in kept


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%09/evil.example\r\nX: y",
        "/\t/evil.example",
        "evil",
        "",
        "/ /evil.example",
        "http:///evil.example",
    ],
)
def test_after_signing_in_one_stays_on_this_desk(team: Team, to: str) -> None:
    browser = team.browser()
    fields = {"csrf": form_token(browser, "/sign-in"), "name": "Amal", "password": PASSWORD, "next": to}
    answer = browser.post("/sign-in", data=fields)
    assert answer.headers["location"] == "/"
    assert "X" not in answer.headers


def test_after_signing_in_one_is_where_one_was_going(team: Team) -> None:
    browser = team.browser()
    sent = browser.get("/account?x=1&y=%2F").headers["location"]
    assert sent == "/sign-in?next=/account%3Fx%3D1%26y%3D%252F"
    fields = {"csrf": form_token(browser, sent), "name": "Amal", "password": PASSWORD, "next": "/account?x=1&y=%2F"}
    assert browser.post("/sign-in", data=fields).headers["location"] == "/account?x=1&y=%2F"


def test_a_part_of_a_page_leads_the_whole_page_to_the_form(team: Team) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/incidents/x?a=1"}
    answer = team.browser().get("/account", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/incidents/x%3Fa%3D1"


def test_after_some_tries_one_waits_and_others_do_not(team: Team, later: list[timedelta]) -> None:
    guesser = team.browser()
    tries = [sign_in(guesser, "Amal", f"wrong words {n}") for n in range(7)]
    assert tries == [401] * 6 + [429]
    token = form_token(guesser, "/sign-in")
    answer = guesser.post("/sign-in", data={"csrf": token, "name": "Amal", "password": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert sign_in(team.browser(), "Rami") == 303
    elsewhere = TestClient(team.app, client=("192.0.2.9", 1), follow_redirects=False)
    assert sign_in(elsewhere, "Amal") == 303
    later[0] = timedelta(seconds=61)
    assert sign_in(guesser, "Amal") == 303


def test_one_network_can_not_try_many_names(team: Team) -> None:
    guesser = TestClient(team.app, client=("2001:db8::1", 1), follow_redirects=False)
    tries = [sign_in(guesser, f"name {n}", "seven quiet hero") for n in range(31)]
    assert tries == [401] * 30 + [429]
    neighbour = TestClient(team.app, client=("2001:db8::2", 1), follow_redirects=False)
    assert sign_in(neighbour, "Amal") == 429


def test_who_signs_in_rightly_is_not_held_back(team: Team) -> None:
    for _ in range(8):
        assert sign_in(team.browser(), "Amal") == 303


def test_a_password_is_hashed_anew_by_newer_rules(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: newer)
    before = people.person_named(team.record, "Amal").password
    assert sign_in(team.browser(), "Amal") == 303
    after = people.person_named(team.record, "Amal").password
    assert before != after
    assert "m=16,t=2" in (after or "")
    assert sign_in(team.browser(), "Amal") == 303


def test_the_tries_are_counted_for_all_workers(team: Team) -> None:
    other = make_app(WebOptions(team.record, settings_from({}), accounts=True))
    for n in range(6):
        browser = TestClient((team.app, other)[n % 2], follow_redirects=False)
        assert sign_in(browser, "Amal", "wrong words here") == 401
    assert sign_in(TestClient(other, follow_redirects=False), "Amal") == 429


def test_old_sessions_are_swept_out(team: Team, later: list[timedelta]) -> None:
    team.signed_in("Rami")
    later[0] = timedelta(days=8)
    team.signed_in("Amal")
    with closing(opened(team.record)) as store:
        assert store.sessions_of(people.person_named(team.record, "Rami").id) == ()


def test_what_was_done_with_a_judgement_is_told_to_members_only(team: Team) -> None:
    assert 'class="said"' in team.browser().get("/sign-in?said=signed-out&done=j1").text
