"""What holds for the whole desk, by programs: names, rules of publication, aliases, the codebook, accounts."""

from __future__ import annotations

import io
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from recount.desk import feeds, passwords
from recount.desk.people import Doer, person_named
from recount.desk.roles import Role, Scope
from recount.desk.tokens import make_token
from tests.web.people import PASSWORD, Team, quick_hashing, sign_in, team_of

BASE = "/api/v1"


def over(client: TestClient, answer: Any) -> Any:
    """A job once it is over."""
    assert answer.status_code == 202, answer.text
    for thread in threading.enumerate():
        if thread.name.startswith("job "):
            thread.join(300)
    return client.get(answer.headers["location"]).json()


def test_a_withheld_name_is_let_out_and_held_back_again(client: TestClient) -> None:
    key = client.get(f"{BASE}/incidents?limit=1&origins=2&killed=1").json()["items"][0]["id"]
    client.post(f"{BASE}/judgements", json={"verdict": "confirm", "on": key, "grade": "confirmed"})
    whole = client.get(f"{BASE}/releases/next/withheld").json()
    assert whole["total"] == len(whole["items"]) > 0
    sorts = {one["what"] for one in whole["items"]}
    some = min(sorts)
    assert {one["what"] for one in client.get(f"{BASE}/releases/next/withheld?what={some}").json()["items"]} == {some}
    given = {"name": "Rami Testov", "allowed": True, "why": "he speaks for the council"}
    assert client.put(f"{BASE}/names", json=given).json()["allowed"]
    assert client.put(f"{BASE}/names", json=given | {"allowed": False}).status_code == 200
    assert [(one["name"], one["allowed"]) for one in client.get(f"{BASE}/names").json()["items"]] == [
        ("Rami Testov", False)
    ]


def test_rules_of_publication_are_written_and_what_is_left_out_stays(client: TestClient) -> None:
    before = client.get(f"{BASE}/policy").json()
    given = {"title": "Raqqa, counted", "coarse": "town", "grades": ["confirmed"], "signed": True}
    after = client.put(f"{BASE}/policy", json=given).json()
    assert after == before | given == client.get(f"{BASE}/policy").json()
    assert client.put(f"{BASE}/policy", json={"coarse": "street"}).status_code == 422
    assert client.put(f"{BASE}/policy", json={"grades": ["sure"]}).status_code == 422
    assert client.get(f"{BASE}/policy").json() == after
    key = client.get(f"{BASE}/incidents?limit=1&origins=2&killed=1").json()["items"][0]["id"]
    client.post(f"{BASE}/judgements", json={"verdict": "confirm", "on": key, "grade": "confirmed"})
    mark = client.get(f"{BASE}/releases/next").json()["seen"]
    assert len(mark) == 32
    assert mark.isalnum()
    assert client.post(f"{BASE}/releases", json={"seen": "another"}).status_code == 412
    assert client.post(f"{BASE}/releases", json={"seen": mark}).status_code == 201


def test_a_release_is_had_as_its_tables_and_as_its_site(client: TestClient) -> None:
    for one in client.get(f"{BASE}/incidents?killed=1&origins=2&limit=2").json()["items"]:
        given = {"verdict": "confirm", "on": one["id"], "grade": "confirmed", "why": "two voices"}
        assert client.post(f"{BASE}/judgements", json=given).status_code == 201
    seen = client.get(f"{BASE}/releases/next").json()["seen"]
    made = client.post(f"{BASE}/releases", json={"note": "two raids", "seen": seen})
    assert made.status_code == 201, made.text
    path = f"{BASE}/releases/1"
    whole = client.get(path).json()
    told = {form: client.get(f"{path}?format={form}") for form in ("csv", "geojson", "zip")}
    kinds = {form: answer.headers["content-type"] for form, answer in told.items()}
    assert kinds == {"csv": "text/csv; charset=utf-8", "geojson": "application/geo+json", "zip": "application/zip"}
    for form, answer in told.items():
        assert answer.headers["content-disposition"] == f'attachment; filename="release-1.{form}"'
        again = client.get(f"{path}?format={form}", headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304
    with zipfile.ZipFile(io.BytesIO(told["zip"].content)) as archive:
        assert archive.read("release-1/data/incidents.csv") == told["csv"].content
        assert archive.read("release-1/data/incidents.geojson") == told["geojson"].content
    assert len(told["geojson"].json()["features"]) == len(whole["incidents"]) > 0
    assert client.get(path, headers={"Accept": "application/zip"}).content == told["zip"].content
    assert client.get(f"{path}?format=pdf").status_code == 406
    assert client.get(f"{BASE}/releases/2?format=zip").status_code == 404


def test_a_situation_report_is_had_as_a_file_by_who_is_sure_of_what_nobody_graded(client: TestClient) -> None:
    day = client.get(f"{BASE}/sitrep").json()
    asked = f"{BASE}/sitrep?from={day['first']}&to={day['last']}"
    assert day["incidents"]
    refused = client.get(f"{asked}&format=pdf")
    assert refused.status_code == 422
    assert "nobody graded" in refused.json()["error"]["what"]
    assert "sure=true" in refused.json()["error"]["remedy"]
    made = client.get(f"{asked}&format=pdf&sure=true")
    assert (made.headers["content-type"], made.content[:5]) == ("application/pdf", b"%PDF-")
    assert 'filename="sitrep-' in made.headers["content-disposition"]
    page = client.get(f"{asked}&format=html&sure=true")
    assert page.headers["content-type"].startswith("text/html")
    assert client.get(f"{asked}&format=pdf&graded=true").content[:5] == b"%PDF-"
    assert client.get(f"{asked}&format=csv").status_code == 406


def test_a_name_is_confirmed_as_an_alias_or_refused(client: TestClient) -> None:
    found = client.get(f"{BASE}/aliases").json()
    assert not found["waiting"]
    actor = "Islamic State"
    judged = client.post(f"{BASE}/aliases", json={"name": "the Testov brigade", "actor": actor, "same": True})
    assert judged.json()["waiting"], judged.text
    assert client.post(f"{BASE}/aliases", json={"name": "x", "actor": "nobody", "same": True}).status_code == 422
    assert client.post(f"{BASE}/aliases", json={"name": "x", "actor": actor, "same": False}).status_code == 200
    said = client.get(f"{BASE}/aliases/said").json()["items"]
    assert [(one["name"], one["same"]) for one in said] == [("x", False), ("the Testov brigade", True)]
    for one in said:
        assert client.delete(f"{BASE}/aliases/said/{one['id']}").json()["name"] == one["name"]
    assert client.get(f"{BASE}/aliases/said").json()["total"] == 0
    assert client.delete(f"{BASE}/aliases/said/nothing").status_code == 404


def test_a_word_for_a_kind_of_people_is_an_alias_only_where_that_is_said(client: TestClient) -> None:
    given = {"name": "terrorists", "actor": "Islamic State", "same": True}
    refused = client.post(f"{BASE}/aliases", json=given)
    assert refused.status_code == 422
    assert "means others with another speaker" in refused.json()["error"]["what"]
    assert client.post(f"{BASE}/aliases", json={**given, "whoever_speaks": True}).status_code == 200
    for one in client.get(f"{BASE}/aliases").json()["items"]:
        assert one["sides"], one["name"]
        assert isinstance(one["differs_by_speaker"], bool)
        assert all(said["words"] for said in one["sentences"])


def test_a_change_of_the_codebook_is_drafted_tried_and_thrown_away(client: TestClient) -> None:
    path = f"{BASE}/codebook/draft"
    assert client.get(path).json() == {"there": False, "files": [], "changed": []}
    for deed in ("effect", "adopt"):
        assert client.post(f"{BASE}/codebook/{deed}").status_code == 404
    begun = client.post(path)
    assert begun.status_code == 201
    assert "shelling.yaml" in begun.json()["files"]
    file = client.get(f"{path}/shelling.yaml").json()
    assert not file["changed"]
    wrong = client.put(f"{path}/shelling.yaml", json={"text": file["text"] + "\nnonsense: 1\n"}).json()
    assert wrong["changed"]
    assert any("nonsense" in str(one) for one in wrong["findings"])
    assert client.get(path).json()["changed"] == ["shelling.yaml"]
    right = client.put(f"{path}/shelling.yaml", json={"text": file["text"] + "\n# looked at\n"}).json()
    assert (right["changed"], right["findings"]) == (True, file["findings"])
    tried = over(client, client.post(f"{BASE}/codebook/test", json={"of": "shelling", "draft": True}))
    assert (tried["state"], tried["result"]["types"]) == ("done", ["shelling"])
    assert tried["result"]["cases"]
    assert client.get(f"{path}/none.yaml").status_code == 422
    assert not client.delete(path).json()["there"]


def test_jobs_say_in_the_list_what_came_of_them(client: TestClient, record: Path, tmp_path: Path) -> None:
    lies = tmp_path / "feed.xml"
    lies.write_text("<rss><channel><title>Example Wire</title></channel></rss>", encoding="utf-8")
    feeds.add_feed(record, str(lies), "", False, "Amal", files=True)
    good = over(client, client.post(f"{BASE}/feeds/all/fetch"))
    lies.unlink()
    bad = over(client, client.post(f"{BASE}/feeds/all/fetch"))
    assert (good["state"], good["says"], good["result"]["added"]) == ("done", "", 0)
    assert (bad["state"], bad["says"], bad["result"]) == ("refused", "", None)
    assert "can't be read" in bad["refused"]
    last, first = client.get(f"{BASE}/jobs").json()["items"][:2]
    assert (last["state"], last["refused"]) == ("refused", bad["refused"])
    assert (first["result"]["added"], "feeds" in first["result"]) == (0, False)
    assert "feeds" in good["result"]


@pytest.fixture
def team(record: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """A desk with accounts."""
    monkeypatch.setattr(passwords, "_HASHER", quick_hashing(), raising=False)
    return team_of(record, Ada=Role.ADMIN, Rhea=Role.REVIEWER, Cato=Role.CODER)


def program(team: Team, name: str, *scopes: Scope) -> TestClient:
    """A program with a token of somebody."""
    person = person_named(team.record, name)
    role = Role[person.role.upper()]
    shown = make_token(team.record, "tests", scopes, 7, role, Doer(person.id, name))
    return team.browser(authorization=f"Bearer {shown}")


def test_people_are_invited_change_roles_and_are_closed(team: Team) -> None:
    admin = program(team, "Ada", Scope.ADMIN, Scope.READ)
    made = admin.post(f"{BASE}/people", json={"name": "Rima", "role": "coder"})
    assert made.status_code == 201, made.text
    assert made.headers["cache-control"] == "no-store"
    assert made.json()["link"].startswith("http://testserver/setup?code=")
    one = made.json()["person"]["id"]
    assert made.json()["person"]["invited"]
    assert admin.post(f"{BASE}/people", json={"name": "Rima", "role": "coder"}).status_code == 422
    assert admin.put(f"{BASE}/people/Cato/role", json={"role": "reviewer"}).json()["role"] == "reviewer"
    browser = team.signed_in("Cato")
    feed = browser.post(f"{BASE}/views", json={"name": "Many", "query": "killed=10"}).json()["feed"]
    assert admin.get(f"{BASE}/people/Cato").json()["feeds"] == ["Many"]
    assert team.browser().get(feed).status_code == 200
    assert admin.delete(f"{BASE}/people/Cato/feeds").json() == {"ended": 1}
    assert team.browser().get(feed).status_code == 404
    assert len(admin.get(f"{BASE}/people/Cato").json()["sessions"]) == 1
    assert admin.delete(f"{BASE}/people/Cato/sessions").json() == {"ended": 1}
    assert browser.get(f"{BASE}/me").status_code == 401
    assert admin.put(f"{BASE}/people/Cato/closed").json()["closed"]
    assert sign_in(team.browser(), "Cato", PASSWORD) == 401
    assert admin.delete(f"{BASE}/people/Cato/closed").json()["closed"] is None
    assert admin.put(f"{BASE}/people/Ada/closed").status_code == 422  # the only admin
    assert "code=" in admin.post(f"{BASE}/people/{one}/link").json()["link"]
    log = admin.get(f"{BASE}/people/log?limit=3").json()
    assert log["items"][0]["what"] == "made a link"
    assert admin.get(f"{BASE}/people/log?after={log['next']}").json()["items"]


def test_what_holds_for_the_whole_desk_takes_the_roles_of_its_pages(team: Team) -> None:
    asked = (
        ("GET", "/names", None, "reviewer"),
        ("GET", "/releases/next/withheld", None, "reviewer"),
        ("PUT", "/names", {"name": "Rami Testov", "allowed": False}, "reviewer"),
        ("PUT", "/policy", {"signed": False}, "admin"),
        ("PUT", "/policy/grades", {"name": "airwars"}, "admin"),
        ("POST", "/codebook/draft", None, "coder"),
        ("POST", "/codebook/adopt", None, "admin"),
        ("POST", "/aliases", {"name": "x", "actor": "y", "same": False}, "coder"),
        ("POST", "/people", {"name": "Rima", "role": "reader"}, "admin"),
        ("GET", "/people/Ada", None, "admin"),
        ("PUT", "/people/Ada/role", {"role": "admin"}, "admin"),
        ("POST", "/people/Cato/link", None, "admin"),
        ("GET", "/people/log", None, "admin"),
    )
    team.app.state.options.record.joinpath("codebook-draft").mkdir(exist_ok=True)
    scopes = (Scope.READ, Scope.JUDGE, Scope.RESTRICTED)
    programs = {
        "coder": program(team, "Cato", Scope.READ, Scope.JUDGE),
        "reviewer": program(team, "Rhea", *scopes),
        "admin": program(team, "Ada", *scopes, Scope.ADMIN),
    }
    ranks = tuple(programs)
    for method, path, body, least in asked:
        for name, client in programs.items():
            if (path, name) == ("/codebook/adopt", "admin"):
                continue  # it reads all anew
            answer = client.request(method, BASE + path, json=body)
            may = ranks.index(name) >= ranks.index(least)
            assert (answer.status_code == 403) is not may, (method, path, name, answer.text)
    blind = program(team, "Rhea", Scope.READ, Scope.JUDGE)
    for path in ("/names", "/releases/next/withheld"):
        assert blind.get(BASE + path).status_code == 403
