"""Who may do what: roles, closed accounts, tokens with scopes, restricted reports, and the logs of it all."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient

from recount.desk import accounts, passwords, people, restricting, signing_in, views
from recount.desk.people import Doer
from recount.desk.restricting import Viewer
from recount.desk.roles import Role, Scope
from recount.desk.settings import settings_from
from recount.desk.tokens import make_token, tokens_of
from recount.errors import AccessError, RecordError
from recount.store import Entry, opened, opened_or_made
from recount.store.restricting import AccessFilter
from recount.web.app import make_app
from recount.web.here import ApiAdmin, ApiJudge, ApiReader, ApiRestricted, ApiReviewer
from recount.web.options import WebOptions
from recount.web.rates import Rate, Rates
from recount.web.sessions import cookie_name, csrf_token
from tests.made import report, sentences
from tests.web.people import BY, PASSWORD, QUICK, Team, session_of, sign_in, team_of

REVIEWER, READER = Viewer("Vera", True, "192.0.2.1"), Viewer("Rami", False, "192.0.2.2")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", lambda: QUICK)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    with closing(opened_or_made(tmp_path / "record")) as store:
        document = report()
        store.add([Entry(document, document.text.encode(), sentences(document), ())], "tools")
    return tmp_path / "record"


@pytest.fixture
def team(record: Path) -> Team:
    return team_of(record, Amal=Role.ADMIN, Vera=Role.REVIEWER, Karim=Role.CODER, Rami=Role.READER)


def doer(team: Team, name: str) -> Doer:
    return Doer(people.person_named(team.record, name).id, name)


@pytest.mark.parametrize("path", ["/people", "/people/access", "/people/access.csv", "/people/log", "/people/x"])
def test_only_admins_see_people(team: Team, path: str) -> None:
    for name in ("Vera", "Karim", "Rami"):
        assert team.signed_in(name).get(path).status_code == 403
    assert team.browser().get(path).status_code == 303
    assert team.signed_in("Amal").get(path).status_code == (404 if path.endswith("/x") else 200)


def test_a_reader_can_not_raise_their_own_role(team: Team) -> None:
    me = people.person_named(team.record, "Rami").id
    browser = team.signed_in("Rami")
    assert browser.post(f"/people/{me}/role", data={"role": "admin"}).status_code == 403
    assert browser.post("/people/invite", data={"name": "Me too", "role": "admin"}).status_code == 403
    assert people.person_named(team.record, "Rami").role == "reader"


def test_an_invitation_is_shown_once_and_followed_by_its_owner(team: Team) -> None:
    admin = team.signed_in("Amal")
    page = admin.post("/people/invite", data={"name": "Zeynep", "role": "coder"})
    assert page.headers["Cache-Control"] == "no-store"
    found = re.search(r"http://testserver(/setup\?code=[\w-]+)</textarea>", page.text)
    assert found
    browser = team.browser()
    assert "Welcome, Zeynep" in browser.get(found.group(1)).text
    assert "waits for its link" in admin.get("/people").text


@pytest.mark.parametrize("name", ["amal", "ＡＭＡＬ", " Amal ", "Аmal", "Ámal", "Am-al", "<b>Nour"])
def test_a_name_that_looks_like_another_is_taken(team: Team, name: str) -> None:
    page = team.signed_in("Amal").post("/people/invite", data={"name": name, "role": "coder"})
    assert page.status_code == 422
    assert 'id="p-name"' in page.text


def test_another_role_holds_at_once_and_takes_a_new_session(team: Team) -> None:
    karim, me = team.signed_in("Karim"), people.person_named(team.record, "Karim").id
    before = session_of(karim)
    assert team.signed_in("Amal").post(f"/people/{me}/role", data={"role": "admin"}).status_code == 303
    assert karim.get("/account").status_code == 303
    again = team.signed_in("Karim")
    assert session_of(again) != before
    assert again.get("/people").status_code == 200


def test_closing_an_account_ends_everything_of_it(team: Team) -> None:
    karim = team.signed_in("Karim")
    token = make_token(team.record, "export", {Scope.READ}, 30, Role.CODER, doer(team, "Karim"))
    me = people.person_named(team.record, "Karim").id
    admin = team.signed_in("Amal")
    assert admin.post(f"/people/{me}/close").status_code == 303
    assert karim.get("/account").status_code == 303
    assert signing_in.member_by_token(team.record, token) is None
    assert sign_in(team.browser(), "Karim") == 401
    assert admin.post(f"/people/{me}/open").status_code == 303
    assert signing_in.member_by_token(team.record, token) is None
    assert sign_in(team.browser(), "Karim") == 303


@pytest.mark.parametrize("way", ["close", "role", "password", "feeds/end"])
def test_the_feeds_that_an_account_could_hand_on_end_with_it(team: Team, way: str) -> None:
    own = views.save(team.record, "All", "", "Vera")
    others = views.save(team.record, "All", "", "Karim", shared=True)
    stranger, admin, vera = team.browser(), team.signed_in("Amal"), person(team, "Vera")
    assert stranger.get(f"/feeds/{own.token}.xml").status_code == 200
    assert "All" in admin.get(f"/people/{vera}").text.partition('id="feeds"')[2]
    if way == "password":
        fields = {"old": PASSWORD, "new": "long green lizards", "again": "long green lizards"}
        assert team.signed_in("Vera").post("/account/password", data=fields).status_code == 303
    else:
        assert admin.post(f"/people/{vera}/{way}", data={"role": "reader"}).status_code == 303
    assert stranger.get(f"/feeds/{own.token}.xml").status_code == 404
    assert stranger.get(f"/feeds/{others.token}.xml").status_code == 200
    if way != "close":
        (now,) = (one for one in views.views(team.record, "Vera") if one.owner == "Vera")
        assert stranger.get(f"/feeds/{now.token}.xml").status_code == 200


def test_the_feeds_of_all_views_end_with_an_admin_to_whom_they_were_shown(team: Team) -> None:
    people.set_role(team.record, "Vera", Role.ADMIN, BY)
    shared = views.save(team.record, "All", "", "Karim", shared=True)
    own = views.save(team.record, "Own", "", "Karim")
    people.close_account(team.record, "Vera", BY)
    stranger = team.browser()
    assert stranger.get(f"/feeds/{shared.token}.xml").status_code == 404
    assert stranger.get(f"/feeds/{own.token}.xml").status_code == 200


def person(team: Team, name: str) -> str:
    return people.person_named(team.record, name).id


def test_the_last_admin_stays(team: Team) -> None:
    people.invite(team.record, "Never came", Role.ADMIN, BY)
    admin, me = team.signed_in("Amal"), people.person_named(team.record, "Amal").id
    assert admin.post(f"/people/{me}/role", data={"role": "reader"}).status_code == 422
    assert admin.post(f"/people/{me}/close").status_code == 422
    people.set_role(team.record, "Vera", Role.ADMIN, BY)
    assert admin.post(f"/people/{me}/role", data={"role": "reader"}).status_code == 303
    with pytest.raises(RecordError, match="only admin"):
        people.close_account(team.record, "Vera", BY)


def test_a_new_password_ends_all_other_sessions_and_this_one_goes_on_anew(team: Team) -> None:
    here, there = team.signed_in("Karim"), team.signed_in("Karim")
    before = session_of(here)
    fields = {"old": PASSWORD, "new": "long green lizards", "again": "long green lizards"}
    assert here.post("/account/password", data={**fields, "old": "wrong"}).status_code == 422
    assert here.post("/account/password", data={**fields, "new": "x", "again": "x"}).status_code == 422
    assert here.post("/account/password", data=fields).status_code == 303
    assert session_of(here) != before
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303
    assert sign_in(team.browser(), "Karim") == 401


def test_a_new_password_ends_all_tokens_too(team: Team) -> None:
    mine, others = doer(team, "Vera"), doer(team, "Karim")
    old = make_token(team.record, "nightly", {Scope.RESTRICTED}, 365, Role.REVIEWER, mine)
    beside = make_token(team.record, "hourly", {Scope.READ}, 365, Role.CODER, others)
    browser = team.signed_in("Vera")
    assert "your token ends" in browser.get("/account").text
    fields = {"old": PASSWORD, "new": "nine grey wagtails", "again": "nine grey wagtails"}
    assert browser.post("/account/password", data=fields).status_code == 303
    told = [
        team.browser().get("/api/v1/me", headers={"Authorization": f"Bearer {one}"}).status_code
        for one in (old, beside)
    ]
    assert told == [401, 200]
    (changed,) = [one for _, one in people.deeds(team.record, 20) if one.what == "changed the password"]
    assert changed.on == "1 token ended"


def test_signing_in_with_a_password_hashed_by_older_rules_ends_no_token(team: Team, record: Path) -> None:
    token = make_token(record, "nightly", {Scope.READ}, 365, Role.REVIEWER, doer(team, "Vera"))
    with closing(opened(record)) as store:
        store.set_password(doer(team, "Vera").id, QUICK.hash(PASSWORD))
    assert signing_in.member_by_token(record, token) is not None


def test_totals_of_the_logs_count_all_pages(team: Team) -> None:
    for n in range(5):
        restricting.note_access(team.record, REVIEWER, "report", {f"r{n}": "a call"})
    admin = team.signed_in("Amal")
    for path, asked, many in (
        ("accesses", "", 5),
        ("accesses", "&of=r1", 1),
        ("accesses", "&who=Rami", 0),
        ("people/log", "", len(people.deeds(team.record, 1000))),
    ):
        totals, after, items = set(), "", []
        while after is not None:
            page = admin.get(f"/api/v1/{path}?limit=2&after={after}{asked}").json()
            totals.add(page["total"])
            items += page["items"]
            after = page["next"]
        assert totals == {many}
        assert len(items) == many


def test_who_stole_a_session_can_not_try_passwords_for_long(team: Team) -> None:
    browser = team.signed_in("Karim")
    fields = {"new": "long green lizards", "again": "long green lizards"}
    told = [browser.post("/account/password", data={"old": f"guess {n}", **fields}).status_code for n in range(7)]
    assert told == [422] * 6 + [429]


def test_members_end_their_own_sessions_and_nobody_elses(team: Team) -> None:
    rami, other, karim = team.signed_in("Rami"), team.signed_in("Rami"), team.signed_in("Karim")
    (theirs,) = people.sessions_of(team.record, people.person_named(team.record, "Karim").id)
    rami.post("/account/sessions/end", data={"session": theirs.id})
    assert karim.get("/account").status_code == 200
    rami.post("/account/sessions/end")
    assert other.get("/account").status_code == 303
    assert rami.get("/account").status_code == 200


def test_admins_end_the_sessions_of_others(team: Team) -> None:
    karim, me = team.signed_in("Karim"), people.person_named(team.record, "Karim").id
    assert team.signed_in("Amal").post(f"/people/{me}/sessions/end").status_code == 303
    assert karim.get("/account").status_code == 303


@pytest.fixture
def api(team: Team) -> TestClient:
    """A program that asks a few addresses of an API: one for each scope."""
    router = APIRouter(prefix="/api/v1/try")

    @router.get("/read")
    def read(here: ApiReader) -> str:
        return f"{here.member.name} {here.member.sees_restricted}"

    @router.post("/judge")
    def judge(here: ApiJudge) -> str:
        return here.member.name

    @router.post("/grade")
    def grade(here: ApiReviewer) -> str:
        return here.member.name

    @router.get("/restricted")
    def restricted(here: ApiRestricted) -> str:
        return here.member.name

    @router.get("/admin")
    def admin(here: ApiAdmin) -> str:
        return here.member.name

    team.app.include_router(router)
    return TestClient(team.app, follow_redirects=False)


ASKED = (("GET", "read"), ("POST", "judge"), ("POST", "grade"), ("GET", "restricted"), ("GET", "admin"))
ALL = frozenset(Scope)


def answers(api: TestClient, token: str) -> list[int]:
    headers = {"Authorization": f"Bearer {token}"}
    return [api.request(method, f"/api/v1/try/{path}", headers=headers).status_code for method, path in ASKED]


@pytest.mark.parametrize(
    ("name", "scopes", "told"),
    [
        ("Rami", {Scope.READ}, [200, 403, 403, 403, 403]),
        ("Karim", {Scope.READ}, [200, 403, 403, 403, 403]),
        ("Karim", {Scope.JUDGE}, [200, 200, 403, 403, 403]),
        ("Vera", {Scope.JUDGE}, [200, 200, 200, 403, 403]),
        ("Vera", {Scope.RESTRICTED}, [200, 403, 403, 200, 403]),
        ("Amal", {Scope.JUDGE}, [200, 200, 200, 403, 403]),
        ("Amal", ALL, [200, 200, 200, 200, 200]),
    ],
)
def test_a_token_opens_what_its_scopes_say(
    team: Team, api: TestClient, name: str, scopes: set[Scope], told: list[int]
) -> None:
    role = Role[people.person_named(team.record, name).role.upper()]
    token = make_token(team.record, "t", scopes, 30, role, doer(team, name))
    assert answers(api, token) == told


@pytest.mark.parametrize(
    ("name", "scopes", "path", "what", "remedy"),
    [
        ("Karim", {Scope.READ}, "admin", "takes the role admin; yours is coder", "An admin of the desk"),
        ("Rami", {Scope.READ}, "judge", "takes the role coder; yours is reader", "An admin of the desk"),
        ("Rami", {Scope.READ}, "restricted", "takes the role reviewer; yours is reader", "An admin of the desk"),
        ("Vera", {Scope.READ}, "grade", "has not the scope “judge”", "Make one that has it"),
        ("Vera", {Scope.READ}, "restricted", "has not the scope “restricted”", "Make one that has it"),
        ("Amal", {Scope.JUDGE}, "admin", "has not the scope “admin”", "Make one that has it"),
    ],
)
def test_who_is_refused_is_told_what_they_can_do_about_it(
    team: Team, api: TestClient, name: str, scopes: set[Scope], path: str, what: str, remedy: str
) -> None:
    role = Role[people.person_named(team.record, name).role.upper()]
    token = make_token(team.record, "t", scopes, 30, role, doer(team, name))
    method = next(way for way, words in ASKED if words == path)
    answer = api.request(method, f"/api/v1/try/{path}", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["error"]["what"]) == (403, what)
    assert answer.json()["error"]["remedy"].startswith(remedy)


def test_who_has_lost_a_role_is_not_sent_for_another_token(team: Team, api: TestClient) -> None:
    token = make_token(team.record, "t", {Scope.JUDGE}, 30, Role.CODER, doer(team, "Karim"))
    people.set_role(team.record, "Karim", Role.READER, BY)
    told = api.post("/api/v1/try/judge", headers={"Authorization": f"Bearer {token}"}).json()["error"]
    assert told["what"] == "takes the role coder; yours is reader"


def test_a_reviewers_token_without_the_scope_is_told_to_have_it(team: Team) -> None:
    browser = TestClient(team.app)
    key = report().id
    restricting.restrict(team.record, key, "Vera", "at risk")
    for name, role, remedy in (
        ("Vera", Role.REVIEWER, "Make a token with the scope “restricted”, too."),
        ("Karim", Role.CODER, "Reviewers and admins may see it."),
    ):
        token = make_token(team.record, "t", {Scope.READ}, 30, role, doer(team, name))
        told = browser.get(f"/api/v1/reports/{key}", headers={"Authorization": f"Bearer {token}"})
        assert (told.status_code, told.json()["error"]["remedy"]) == (403, remedy)


def test_a_token_never_does_more_than_its_member_may_now(team: Team, api: TestClient) -> None:
    token = make_token(team.record, "t", ALL, 30, Role.ADMIN, doer(team, "Amal"))
    people.set_role(team.record, "Vera", Role.ADMIN, BY)
    people.set_role(team.record, "Amal", Role.READER, BY)
    assert answers(api, token) == [200, 403, 403, 403, 403]
    with pytest.raises(RecordError, match="your role has not"):
        make_token(team.record, "t", {Scope.RESTRICTED}, 30, Role.CODER, doer(team, "Karim"))


def test_a_token_without_the_scope_sees_nothing_restricted(team: Team, api: TestClient) -> None:
    for scopes, sees in (({Scope.JUDGE}, "False"), ({Scope.RESTRICTED}, "True")):
        token = make_token(team.record, "t", scopes, 30, Role.REVIEWER, doer(team, "Vera"))
        told = api.get("/api/v1/try/read", headers={"Authorization": f"Bearer {token}"}).json()
        assert told == f"Vera {sees}"


def test_tokens_run_out(team: Team, api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    token = make_token(team.record, "t", {Scope.READ}, 7, Role.READER, doer(team, "Rami"))
    real = accounts.now
    monkeypatch.setattr(signing_in, "now", lambda: real() + timedelta(days=7))
    assert answers(api, token)[0] == 401


@pytest.mark.parametrize("shown", ["rct_" + "a" * 43, "rct_", "", "x" * 5000, "rct_é"])
def test_a_token_that_is_none_is_refused_in_one_shape(api: TestClient, shown: str) -> None:
    answer = api.get("/api/v1/try/read", headers=[(b"authorization", b"Bearer " + shown.encode())])
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["error"]["status"] == 401
    assert "set-cookie" not in answer.headers


def test_a_wrong_token_is_not_made_good_by_a_cookie(team: Team, api: TestClient) -> None:
    browser = team.signed_in("Amal")
    assert browser.get("/api/v1/try/read", headers={"Authorization": "Bearer rct_none"}).status_code == 401
    assert browser.get("/api/v1/try/read").status_code == 200
    assert browser.get("/api/v1/try/read", headers={"Authorization": "Basic eA=="}).status_code == 200


def test_a_token_opens_no_page(team: Team) -> None:
    token = make_token(team.record, "t", ALL, 30, Role.ADMIN, doer(team, "Amal"))
    browser = team.browser()
    browser.headers["Authorization"] = f"Bearer {token}"
    assert browser.get("/account").status_code == 303
    assert browser.post("/people/invite", data={"name": "x", "role": "admin"}).status_code == 403


def test_the_api_asks_a_browsers_scripts_for_the_token_of_its_forms(team: Team, api: TestClient) -> None:
    browser = team.signed_in("Karim")
    assert browser.post("/api/v1/try/judge").status_code == 200
    del browser.headers["X-CSRF-Token"]
    assert browser.post("/api/v1/try/judge").status_code == 403


def test_a_token_is_made_with_the_password_and_shown_once(team: Team) -> None:
    browser = team.signed_in("Karim")
    fields = {"name": "nightly", "days": "30", "scopes": ["read", "judge"]}
    assert browser.post("/account/tokens", data={**fields, "password": "wrong"}).status_code == 422
    refused = browser.post("/account/tokens", data={**fields, "scopes": ["admin"], "password": PASSWORD})
    assert refused.status_code == 422
    page = browser.post("/account/tokens", data={**fields, "password": PASSWORD})
    found = re.search(r"rct_[\w-]{43}", page.text)
    assert found
    assert page.headers["Cache-Control"] == "no-store"
    assert found.group() not in browser.get("/account").text
    kept = b"".join(file.read_bytes() for file in team.record.iterdir() if file.is_file())
    assert found.group().encode() not in kept
    (held,) = [one.id for one in tokens_of(team.record, doer(team, "Karim").id)]
    stranger = team.signed_in("Rami")
    assert stranger.post("/account/tokens/withdraw", data={"token": held}).status_code == 404
    assert browser.post("/account/tokens/withdraw", data={"token": held}).status_code == 303
    assert signing_in.member_by_token(team.record, found.group()) is None


def test_a_program_that_asks_too_often_is_told_when_to_come_again(
    team: Team, api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recount.web.checking.PROGRAM", Rate(20, 0.001))
    token = make_token(team.record, "t", {Scope.READ}, 30, Role.READER, doer(team, "Rami"))
    headers = {"Authorization": f"Bearer {token}"}
    told = [api.get("/api/v1/try/read", headers=headers) for _ in range(21)]
    assert [one.status_code for one in told] == [200] * 20 + [429]
    last = told[-1]
    assert int(last.headers["Retry-After"]) >= 1
    assert last.json()["error"]["status"] == 429
    assert team.signed_in("Rami").get("/api/v1/try/read").status_code == 200


def test_who_tries_tokens_is_held_back_before_they_are_looked_up(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recount.web.checking.STRANGER", Rate(20, 0.001))
    headers = {"Authorization": "Bearer rct_guess"}
    told = [api.get("/api/v1/try/read", headers=headers).status_code for _ in range(25)]
    assert told[:20] == [401] * 20
    assert told[-1] == 429


def test_a_stale_token_holds_back_nobody_beside_it(
    team: Team, api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recount.web.checking.STRANGER", Rate(5, 0.001))
    monkeypatch.setattr("recount.web.checking.STRANGERS", Rate(30, 0.001))
    good = make_token(team.record, "t", {Scope.READ}, 30, Role.READER, doer(team, "Rami"))

    def asked(shown: str) -> int:
        return api.get("/api/v1/try/read", headers={"Authorization": f"Bearer {shown}"}).status_code

    assert [asked("rct_stale") for _ in range(40)] == [401] * 5 + [429] * 35
    assert asked(good) == 200
    assert asked("rct_another") == 401
    told = [asked(f"rct_guess{n}") for n in range(40)]
    assert told == [401] * 24 + [429] * 16
    assert asked(good) == 200


def test_of_guessed_tokens_no_more_is_remembered_than_an_address_may_try(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recount.web.checking.STRANGERS", Rate(30, 0.001))
    made: list[Rates] = []

    def kept() -> Rates:
        made.append(Rates())
        return made[-1]

    monkeypatch.setattr("recount.web.checking.Rates", kept)
    stranger = TestClient(make_app(WebOptions(team.record, settings_from({}), accounts=True)))
    for n in range(60):
        stranger.get("/api/v1/me", headers={"Authorization": f"Bearer rct_guess{n}"})
    assert len(made[-1]._used) <= 31


def test_every_answer_that_asks_for_signing_in_says_how(team: Team) -> None:
    browser = team.browser()
    for path in ("/api/v1/me", "/api/v1/incidents"):
        assert browser.get(path).headers["WWW-Authenticate"] == "Bearer"
    assert browser.post("/api/v1/judgements", json={}).status_code == 401
    part = browser.get("/sources", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["WWW-Authenticate"]) == (401, 'Cookie form-action="/sign-in"')


def test_shares_come_back_with_time() -> None:
    at = [100.0]
    rates = Rates(lambda: at[0])
    rate = Rate(3, 2)
    assert [rates.wait("a", rate) > 0 for _ in range(4)] == [False, False, False, True]
    assert rates.wait("b", rate) == 0
    at[0] += 0.5
    assert rates.wait("a", rate) == 0
    assert rates.wait("a", rate) > 0


def test_a_restricted_report_is_for_reviewers_and_each_look_is_written_down(record: Path) -> None:
    key = report().id
    restricting.restrict(record, key, "Vera", "names a source")
    assert restricting.may_see(record, key, REVIEWER)
    assert not restricting.may_see(record, key, READER)
    assert restricting.withheld_from(record, READER).keys() == {key}
    assert restricting.withheld_from(record, REVIEWER) == {}
    with pytest.raises(AccessError, match="names a source"):
        restricting.opened_report(record, key, READER, "r1")
    found = restricting.opened_report(record, key, REVIEWER, "r1")
    assert found is not None
    assert found.why == "names a source"
    restricting.see_restricted(record, REVIEWER, [key, "another"], "incident i1")
    told = [(one.who, one.of, one.what, one.address) for _, one in restricting.accesses(record, AccessFilter())]
    assert told == [("Vera", key, "incident i1", "192.0.2.1"), ("Vera", key, "r1", "192.0.2.1")]
    restricting.lift_restriction(record, key, "Vera", "the source agrees")
    assert restricting.opened_report(record, key, READER, "r1") is None
    assert [one.lifted for one in restricting.restrictions_of(record, key)] == [False, True]


def test_a_restriction_holds_for_the_same_bytes_read_otherwise(record: Path) -> None:
    before = report()
    restricting.restrict(record, before.id, "Vera", "names a source")
    again = replace(report("read by a later version"), sha256=before.sha256)
    with closing(opened(record)) as store:
        store.add([Entry(again, before.text.encode(), (), ())], "tools-2")
    assert again.id != before.id
    assert again.id in restricting.restricted_reports(record)


@pytest.mark.parametrize("why", ["", "  ", "x" * 501, "a\x00b"])
def test_a_restriction_has_a_reason_in_plain_words(record: Path, why: str) -> None:
    with pytest.raises(RecordError):
        restricting.restrict(record, report().id, "Vera", why)


def test_a_sender_can_not_name_a_report_so_that_another_is_restricted(record: Path) -> None:
    other = report(report().id, text="Quite another text.")
    with closing(opened(record)) as store:
        store.add([Entry(other, other.text.encode(), (), ())], "tools")
    assert restricting.restrict(record, report().id, "Vera", "why").report == report().id


@pytest.mark.parametrize("table", ["accesses", "people_log", "restrictions"])
@pytest.mark.parametrize("deed", ["DELETE FROM {}", "UPDATE {} SET who = 'nobody'"])
def test_what_was_written_down_stays(team: Team, table: str, deed: str) -> None:
    restricting.restrict(team.record, report().id, "Vera", "why")
    restricting.opened_report(team.record, report().id, REVIEWER, "r1")
    with closing(sqlite3.connect(team.record / "record.sqlite")) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(deed.format(table))


def test_admins_read_who_opened_what_and_take_it_along(team: Team) -> None:
    restricting.note_access(team.record, Viewer("Vera", True, "192.0.2.1"), "victims", {"i1": "=HYPERLINK(1)"})
    restricting.note_access(team.record, Viewer("Karim", True), "report", {"r2": "<script>alert(1)</script>"})
    admin = team.signed_in("Amal")
    page = admin.get("/people/access").text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    only = admin.get("/people/access", params={"who": "Vera"}).text
    assert "HYPERLINK" in only
    assert "r2" not in only
    lines = list(csv.reader(io.StringIO(admin.get("/people/access.csv").text)))
    assert lines[0] == ["when", "who", "kind", "id", "what", "from"]
    assert [line[4] for line in lines[1:]] == ["<script>alert(1)</script>", "'=HYPERLINK(1)"]
    assert admin.get("/people/access", params={"since": "yesterday"}).status_code == 422
    assert "HYPERLINK" in admin.get("/people/access", params={"until": "2999-01-01", "since": "2000-01-01"}).text


def test_long_logs_go_on_on_further_pages(team: Team) -> None:
    for n in range(3):
        restricting.note_access(team.record, REVIEWER, "report", {f"r{n}-{i}": "x" for i in range(70)})
    admin = team.signed_in("Amal")
    older = re.search(r'href="(/people/access\?[^"]*before=\d+)"', admin.get("/people/access").text)
    assert older
    assert "r0-0" in admin.get(admin_path(older.group(1))).text + admin.get("/people/access?of=r0-0").text


def admin_path(found: str) -> str:
    return found.replace("&amp;", "&")


def test_a_desk_without_accounts_says_so(record: Path) -> None:
    options = WebOptions(record, settings_from({}), who="Amal")
    laptop = TestClient(make_app(options), follow_redirects=False)
    assert "This desk has no accounts" in laptop.get("/account").text
    assert "This desk has no accounts" in laptop.get("/people").text
    assert laptop.get("/sign-in").headers["location"] == "/"
    laptop.cookies.set(cookie_name(options, "visit"), "a" * 43, domain="testserver.local")
    laptop.headers["X-CSRF-Token"] = csrf_token("a" * 43)
    assert laptop.post("/people/invite", data={"name": "x", "role": "admin"}).status_code == 422
    assert laptop.post("/sign-in", data={"name": "x", "password": "y"}).status_code == 303
    assert not people.has_people(record)


def test_a_session_asks_for_no_more_pages_than_people_do(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.web.checking.PAGES", Rate(3, 0.001))
    team = team_of(record, Amal=Role.ADMIN, Rami=Role.READER)
    amal, rami = team.signed_in("Amal"), team.signed_in("Rami")
    assert [amal.get("/account").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert "again in" in amal.get("/account").text
    assert amal.get("/account").headers["retry-after"]
    assert rami.get("/account").status_code == 200
    assert amal.get("/static/desk.css").status_code == 200
