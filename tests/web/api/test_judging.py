"""Judging by programs: what it does, what it refuses, and that nothing is judged twice or unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from recount.desk import passwords, restricting, tokens
from recount.desk.people import Doer, person_named
from recount.desk.roles import Role, Scope
from tests.web.people import Team, quick_hashing, team_of

BASE = "/api/v1"


@pytest.fixture
def key(client: TestClient) -> str:
    """An incident that two origins tell of."""
    return str(client.get(f"{BASE}/incidents?limit=1&origins=2&killed=1").json()["items"][0]["id"])


def judge(client: TestClient, **given: Any) -> Any:
    """The answer to a judgement."""
    return client.post(f"{BASE}/judgements", json=given)


def test_a_corrected_value_says_who_gave_it_when_and_why(client: TestClient, key: str) -> None:
    claims = client.get(f"{BASE}/incidents/{key}/claims").json()["claims"]
    claim = next(one for one in claims if one["type"])["id"]
    made = judge(client, verdict="correct", on=claim, field="time", value="2016-12-20", why="the next day").json()
    values = client.get(f"{BASE}/why/{claim}.time").json()["evidence"][0]["values"]
    (given,) = [one for one in values if one["by"]]
    told = made["judgement"]
    assert given["value"] == "2016-12-20"
    assert given["wordless"]
    assert (given["by"]["who"], given["by"]["why"], given["by"]["added"]) == (told["who"], "the next day", False)
    assert (given["by"]["when"], given["by"]["judgement"]) == (told["when"], told["id"])
    assert given["by"]["was"] != "2016-12-20"
    assert all(one["by"] is None for one in client.get(f"{BASE}/why/{claim}.type").json()["evidence"][0]["values"])


def test_the_same_judgement_twice_is_one(client: TestClient, key: str) -> None:
    claim = client.get(f"{BASE}/incidents/{key}").json()["incident"]["claims"][0]
    asked = (
        {"verdict": "note", "on": key, "why": "look at the map"},
        {"verdict": "confirm", "on": key, "grade": "confirmed"},
        {"verdict": "correct", "on": key, "field": "status", "value": "Alleged"},
        {"verdict": "publish", "on": key},
        {"verdict": "set aside", "on": claim, "why": "a rumour"},
    )
    for given in asked:
        first, again = judge(client, **given), judge(client, **given)
        assert (first.status_code, again.status_code) == (201, 200), (given, again.text)
        assert again.json()["judgement"]["id"] == first.json()["judgement"]["id"]
        assert client.get(first.headers["location"]).json()["verdict"] == given["verdict"]
    assert client.get(f"{BASE}/judgements").json()["total"] == len(asked)


def test_claims_are_split_off_and_brought_back(client: TestClient, key: str) -> None:
    claims = client.get(f"{BASE}/incidents/{key}").json()["incident"]["claims"]
    given = {"verdict": "different", "on": key, "claims": claims[-1:], "why": "another day"}
    done = judge(client, **given)
    assert done.status_code == 201, done.text
    assert [one["kind"] for one in done.json()["changes"]] == ["split"]
    assert judge(client, **given).status_code == 200
    name = done.json()["judgement"]["id"]
    for _ in range(2):
        gone = client.delete(f"{BASE}/judgements/{name}")
        assert gone.json()["judgement"]["state"] == "withdrawn"
    assert client.get(f"{BASE}/incidents/{key}").json()["incident"]["claims"] == claims
    assert judge(client, **given).status_code == 201  # what was withdrawn is judged anew


def test_nothing_is_judged_unseen(client: TestClient, key: str) -> None:
    read = client.get(f"{BASE}/incidents/{key}")
    judge(client, verdict="note", on=key, why="somebody else was here")
    late = judge(client, verdict="confirm", on=key, grade="confirmed", seen=read.json()["seen"])
    assert late.status_code == 412
    assert "somebody" in late.json()["error"]["what"] or "note" in late.json()["error"]["what"]
    mark = {"If-Match": read.headers["etag"]}
    body = {"verdict": "confirm", "on": key, "grade": "confirmed"}
    assert client.post(f"{BASE}/judgements", json=body, headers=mark).status_code == 412
    now = {"If-Match": client.get(f"{BASE}/incidents/{key}").headers["etag"]}
    assert client.post(f"{BASE}/judgements", json=body, headers=now).status_code == 201
    assert len(client.get(f"{BASE}/incidents/{key}/history").json()["judgements"]) == 2


def test_a_claim_is_added_by_pointing_at_its_words(client: TestClient) -> None:
    source = {
        "kind": "call", "by": "Rima", "day": "2017-06-05", "origin": "K7",
        "notes": "A neighbour says that shells fell on the market of Homs on Monday. Four people were wounded there.",
    }  # fmt: skip
    added = client.post(f"{BASE}/sources", json=source)
    assert added.status_code == 201, added.text
    report = added.json()["report"]
    figure = {"harm": "wounded", "count": "4", "who": "people", "words": {"words": "Four people"}}
    given = {
        "verdict": "add", "on": report,
        "claim": {"type": "shelling", "trigger": {"words": "shells fell"}, "figures": [figure]},
    }  # fmt: skip
    done = judge(client, **given)
    assert done.status_code == 201, done.text
    assert judge(client, **given).json()["judgement"]["id"] == done.json()["judgement"]["id"]
    (claim,) = client.get(f"{BASE}/reports/{report}/claims").json()["claims"]
    assert (claim["type"], claim["tolls"][0]["low"], claim["added"]) == ("shelling", 4, done.json()["judgement"]["id"])
    assert client.get(f"{BASE}/sources").json()["items"][0]["source"]["by"] == "Rima"


def test_the_queue_is_worked_through(client: TestClient) -> None:
    first = client.post(f"{BASE}/queue/next").json()
    item = first["item"]
    assert item["mine"]
    assert item["claims"] or item["sides"]
    choice = next(one["name"] for one in item["choices"] if not one["judges"])
    done = client.post(f"{BASE}/queue/{item['id']}/answer", json={"answer": choice})
    assert done.status_code == 200, done.text
    again = client.post(f"{BASE}/queue/{item['id']}/answer", json={"answer": choice})
    assert again.json()["id"] == done.json()["id"]
    other = next(one["name"] for one in item["choices"] if one["name"] != choice)
    assert client.post(f"{BASE}/queue/{item['id']}/answer", json={"answer": other}).status_code == 409
    assert client.get(f"{BASE}/queue").json()["answered_today"] == 1
    assert client.delete(f"{BASE}/queue/answers/{done.json()['id']}").json()["undone"]
    assert client.post(f"{BASE}/queue/{item['id']}/skip").status_code == 200
    assert client.post(f"{BASE}/queue/unskip").json()["left"] >= 1


def test_tags_fields_and_views_are_kept(client: TestClient, key: str) -> None:
    client.put(f"{BASE}/tagged/{key}/to check")
    assert client.get(f"{BASE}/incidents?tag=to check").json()["total"] == 1
    assert client.get(f"{BASE}/tags").json()["items"] == [{"tag": "to check", "incidents": 1}]
    made = client.post(f"{BASE}/fields", json={"name": "Weapon"}).json()
    client.put(f"{BASE}/values/{key}/{made['id']}", json={"value": "barrel bomb"})
    whole = client.get(f"{BASE}/incidents/{key}").json()
    assert (whole["tags"], whole["fields"][0]["value"]) == (["to check"], "barrel bomb")
    client.delete(f"{BASE}/tagged/{key}/to check")
    assert client.get(f"{BASE}/incidents/{key}").json()["tags"] == []
    view = client.post(f"{BASE}/views", json={"name": "Many killed", "query": "?killed=10"}).json()
    assert client.put(f"{BASE}/views/{view['id']}/watch").json()["watched"]
    judge(client, verdict="confirm", on=client.get(f"{BASE}/incidents?killed=10&limit=1").json()["items"][0]["id"],
          grade="confirmed")  # fmt: skip
    told = client.get(f"{BASE}/alerts").json()
    assert (told["unread"], told["items"][0]["kind"]) == (1, "grade")
    assert client.post(f"{BASE}/alerts/read", json={}).json()["unread"] == 0
    assert client.delete(f"{BASE}/views/{view['id']}").status_code == 200


@pytest.fixture
def team(record: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """A desk with accounts."""
    monkeypatch.setattr(passwords, "_HASHER", quick_hashing(), raising=False)
    return team_of(record, Ada=Role.ADMIN, Rhea=Role.REVIEWER, Cato=Role.CODER, Rex=Role.READER)


def program(team: Team, name: str, *scopes: Scope) -> TestClient:
    """A program with a token of somebody."""
    person = person_named(team.record, name)
    role = Role[person.role.upper()]
    shown = tokens.make_token(team.record, "tests", scopes, 7, role, Doer(person.id, name))
    return team.browser(authorization=f"Bearer {shown}")


def test_tokens_do_what_their_scopes_and_their_members_role_allow(team: Team) -> None:
    nobody = team.browser()
    assert nobody.get(f"{BASE}/incidents").status_code == 401
    assert nobody.get(f"{BASE}/incidents").headers["www-authenticate"] == "Bearer"
    assert nobody.get(f"{BASE}/openapi.json").status_code == 200
    reader = program(team, "Rex", Scope.READ)
    key = reader.get(f"{BASE}/incidents?limit=1").json()["items"][0]["id"]
    assert judge(reader, verdict="note", on=key, why="hello").status_code == 403
    assert judge(program(team, "Cato", Scope.READ), verdict="note", on=key, why="hello").status_code == 403
    coder = program(team, "Cato", Scope.JUDGE)
    assert judge(coder, verdict="note", on=key, why="hello").json()["judgement"]["who"] == "Cato"
    assert judge(coder, verdict="confirm", on=key, grade="confirmed").status_code == 403
    assert judge(program(team, "Rhea", Scope.JUDGE), verdict="confirm", on=key, grade="confirmed").status_code == 201
    assert reader.get(f"{BASE}/people").status_code == 403
    told = program(team, "Ada", Scope.ADMIN).get(f"{BASE}/people")
    assert [one["name"] for one in told.json()["items"]] == ["Ada", "Cato", "Rex", "Rhea"]
    assert "argon2" not in told.text
    assert reader.get(f"{BASE}/me").json() == {"name": "Rex", "role": "reader", "scopes": ["read"], "accounts": True}


def test_nothing_of_a_restricted_report_is_answered_to_who_may_not_see_it(team: Team) -> None:
    reader, coder = program(team, "Rex", Scope.READ), program(team, "Cato", Scope.JUDGE)
    reviewer = program(team, "Rhea", Scope.JUDGE, Scope.RESTRICTED)
    found = reader.get(f"{BASE}/incidents?origins=2&killed=1&limit=1").json()["items"][0]["id"]
    claim = reader.get(f"{BASE}/incidents/{found}/claims").json()["claims"][-1]
    report, words = claim["document"], claim["quote"]
    head = reader.get(f"{BASE}/reports/{report}").json()
    judge(reviewer, verdict="note", on=claim["id"], why="seen by two people")
    restricting.restrict(team.record, report, "Rhea", "its source is in danger")
    paths = [
        f"incidents/{found}", f"incidents/{found}/ledger", f"incidents/{found}/claims", f"incidents/{found}/origins",
        f"incidents/{found}/merges", f"incidents/{found}/history", f"why/{found}", f"why/{found}.killed", "reports",
        "judgements", "places", f"reports/{report}/reprints", f"claims/{claim['id']}", f"reports/{report}",
        f"reports/{report}/text", f"reports/{report}/claims", f"reports/{report}/original",
    ]  # fmt: skip
    for path in paths:
        for who in (reader, coder):
            told = who.get(f"{BASE}/{path}")
            assert words[:40] not in told.text, path
            assert f'"{head["name"]}"' not in told.text, path
            assert "seen by two people" not in told.text, path
    assert reader.get(f"{BASE}/incidents/{found}").json()["withheld"] == 1
    assert judge(coder, verdict="set aside", on=claim["id"]).status_code == 403
    assert coder.put(f"{BASE}/tagged/{report}/found").status_code == 403
    assert words[:40] in reviewer.get(f"{BASE}/reports/{report}/text").text
    seen = program(team, "Ada", Scope.ADMIN).get(f"{BASE}/accesses").json()["items"]
    assert [(one["who"], one["of"]) for one in seen if "refused" not in one["kind"]] == [("Rhea", report)]
    assert {one["who"] for one in seen if one["kind"] == "report, refused"} == {"Rex", "Cato"}
