"""Named persons, embargoes and erasing by programs, with the roles that the pages ask for."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from recount.desk import restricting
from recount.desk.roles import Role
from recount.store import opened
from recount.store.restricting import AccessFilter
from tests.web.people import Team, quick_hashing, team_of

BASE = "/api/v1"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.desk.passwords.hasher", quick_hashing)


@pytest.fixture
def team(record: Path) -> Team:
    return team_of(record, rita=Role.READER, cora=Role.CODER, rex=Role.REVIEWER, ada=Role.ADMIN)


@pytest.fixture
def key(record: Path) -> str:
    """An incident with a toll."""
    with closing(opened(record)) as store:
        return next(one.id for one in store.incidents() if one.ledger and len(one.claims) > 4)


def entered(client: TestClient, key: str, name: str = "Amina Testova", **more: object) -> str:
    given = {"name": name, "status": "killed", "how": "family", "anyway": True, **more}
    made = client.post(f"{BASE}/incidents/{key}/victims", json=given)
    assert made.status_code == 201, made.text
    assert made.headers["location"] == f"{BASE}/victims/{made.json()['id']}"
    return str(made.json()["id"])


def over(client: TestClient, answer: Any) -> Any:
    """A job once it is over."""
    assert answer.status_code == 202, answer.text
    for thread in threading.enumerate():
        if thread.name.startswith("job "):
            thread.join(120)
    return client.get(answer.headers["location"]).json()


def test_a_name_is_released_taken_back_and_that_is_undone(client: TestClient, key: str) -> None:
    one = entered(client, key, age="14")
    path = f"{BASE}/victims/{one}"
    assert client.put(f"{path}/release", json={"why": ""}).status_code == 422
    assert client.put(f"{path}/release", json={"why": "her family agreed"}).json()["victim"]["released"]
    assert client.get(f"{BASE}/incidents/{key}/victims").json()["released"] == 1
    assert [row["id"] for row in client.get(f"{BASE}/victims?released=true").json()["items"]] == [one]
    gone = client.delete(f"{path}/release").json()
    assert not gone["victim"]["released"]
    assert not client.post(f"{BASE}/victims/undo/{gone['undo']}").json()["released"]  # never by undoing
    whole = client.get(path).json()
    assert whole["incident"] == key
    assert [deed["deed"] for deed in whole["history"]] == ["undone", "taken back", "released", "entered"]


def test_a_person_is_entered_once_and_nothing_of_them_is_supposed(client: TestClient, key: str) -> None:
    path, told = f"{BASE}/incidents/{key}/victims", {"name": "Amina Testova", "status": "killed", "how": "family"}
    one = client.post(path, json=told).json()["id"]
    again = client.post(path, json=told | {"name": "Ameena Testova"})
    assert (again.status_code, again.json()["error"]["entries"]) == (409, [one])
    assert client.get(f"{BASE}/victims").json()["total"] == 1
    assert client.post(path, json=told | {"name": "Ameena Testova", "anyway": True}).status_code == 201
    other = told | {"name": "Rustam Vaynakh"}
    for wrong in ("since", "status", "how"):
        given = {**other, "since": "2099-01-01"} if wrong == "since" else {k: v for k, v in other.items() if k != wrong}
        refused = client.post(path, json=given)
        assert refused.status_code == 422, wrong
        assert "yet to come" in refused.text or refused.json()["error"]["fields"] == {wrong: "is missing"}
    sex = client.post(path, json=other | {"sex": "f"}).json()["error"]["fields"]["sex"]
    assert sex == "is none of female, male or empty"


@pytest.mark.parametrize(
    ("given", "low", "high"), [(42, 42, 42), (0, 0, 0), ("42", 42, 42), ("13-15", 13, 15), ("", None, None)]
)
def test_an_age_is_a_number_or_a_range(
    client: TestClient, key: str, given: object, low: int | None, high: int | None
) -> None:
    told = {"name": "Rustam Vaynakh", "status": "killed", "how": "family", "age": given}
    made = client.post(f"{BASE}/incidents/{key}/victims", json=told).json()
    assert (made["age_low"], made["age_high"]) == (low, high)


@pytest.mark.parametrize("given", [-1, 200, 4.5, True, "old", [42]])
def test_what_is_no_age_is_refused(client: TestClient, key: str, given: object) -> None:
    told = {"name": "Rustam Vaynakh", "status": "killed", "how": "family", "age": given}
    refused = client.post(f"{BASE}/incidents/{key}/victims", json=told)
    assert refused.status_code == 422
    assert "age" in refused.json()["error"]["source"] + refused.json()["error"]["what"]
    assert client.get(f"{BASE}/victims").json()["total"] == 0


def test_two_entries_are_merged_moved_and_removed(client: TestClient, record: Path, key: str) -> None:
    one, two = entered(client, key), entered(client, key, "Ameena Testova", sex="female")
    merged = client.post(f"{BASE}/victims/{one}/merge", json={"other": two, "why": "one list has both"}).json()
    assert merged["victim"]["spellings"] == ["Ameena Testova"]
    assert merged["victim"]["sex"] == "female"
    assert client.get(f"{BASE}/victims/{two}").json()["gone"] == one
    assert client.get(f"{BASE}/victims").json()["total"] == 1
    with closing(opened(record)) as store:
        other = next(found.id for found in store.incidents() if found.id != key)
    assert client.put(f"{BASE}/victims/{one}/incident", json={"to": other}).status_code == 200
    assert client.get(f"{BASE}/victims/{one}").json()["incident"] == other
    told = {"name": "Amina Testova", "how": "family", "status": "killed"}
    changed = client.put(f"{BASE}/victims/{one}", json=told | {"age": "13-15", "status": "wounded"})
    assert (changed.json()["victim"]["age_low"], changed.json()["victim"]["status"]) == (13, "wounded")
    assert client.put(f"{BASE}/victims/{one}", json=told | {"age": "old"}).status_code == 422
    removed = client.delete(f"{BASE}/victims/{one}", params={"why": "entered twice"}).json()
    assert removed["victim"]["gone"] == "removed"
    assert client.put(f"{BASE}/victims/{one}/release", json={"why": "x"}).status_code == 422
    assert client.post(f"{BASE}/victims/undo/{removed['undo']}").json()["gone"] is None


def test_an_embargo_is_placed_listed_and_lifted(client: TestClient, key: str) -> None:
    made = client.post(f"{BASE}/embargoes", json={"of": key, "why": "the family is not told yet"})
    assert made.status_code == 201, made.text
    whole = client.get(f"{BASE}/embargoes").json()
    assert (whole["total"], whole["next"]) == (1, None)
    held = whole["items"]
    assert [(one["of"], one["holds"], one["until"]) for one in held] == [(key, True, None)]
    assert client.delete(f"{BASE}/embargoes/{made.json()['position']}").status_code == 200
    assert not any(one["holds"] for one in client.get(f"{BASE}/embargoes").json()["items"])
    assert client.delete(f"{BASE}/embargoes/{made.json()['position']}").status_code == 422
    assert client.post(f"{BASE}/embargoes", json={"of": key, "why": "x", "until": "2001-01-01"}).status_code == 422


def test_a_person_is_erased_while_a_job_tells_how_far_it_is(client: TestClient, record: Path, key: str) -> None:
    one = entered(client, key)
    plan = client.post(f"{BASE}/removals/person/check", json={"victim": one}).json()
    assert plan["counts"]["named persons"] == 1
    given = {"victim": one, "request": "2026/7", "confirmed": "yes"}
    assert client.post(f"{BASE}/removals/person", json=given).status_code == 422
    job = over(client, client.post(f"{BASE}/removals/person", json=given | {"confirmed": "2026/7"}))
    assert (job["state"], job["result"]) == ("done", {"removal": 1}), job
    assert "Testova" not in str(client.get(f"{BASE}/jobs").json())
    assert [one["request"] for one in client.get(f"{BASE}/removals").json()["items"]] == ["2026/7"]
    assert client.get(f"{BASE}/victims/{one}").status_code == 404


def test_a_report_is_erased(client: TestClient, record: Path) -> None:
    with closing(opened(record)) as store:
        report = store.documents()[0].id
    path = f"{BASE}/reports/{report}/removal"
    assert client.post(f"{path}/check").json()["reports"] == [report]
    assert client.post(path, json={"request": "8", "confirmed": "no"}).status_code == 422
    assert over(client, client.post(path, json={"request": "8", "confirmed": report}))["state"] == "done"
    assert client.get(f"{BASE}/reports/{report}").status_code == 410


def test_names_and_erasing_take_the_roles_of_their_pages(team: Team, key: str) -> None:
    one = entered(team.signed_in("rex"), key)
    asked = (
        ("GET", "/victims", None, "reviewer"),
        ("GET", f"/victims/{one}", None, "reviewer"),
        ("PUT", f"/victims/{one}/release", {"why": "agreed"}, "reviewer"),
        ("DELETE", f"/victims/{one}/release", None, "reviewer"),
        ("GET", "/embargoes", None, "reviewer"),
        ("POST", "/embargoes", {"of": key, "why": "not yet"}, "reviewer"),
        ("GET", "/removals", None, "reader"),
        ("POST", "/removals/person/check", {"victim": one}, "admin"),
        ("POST", "/removals/person", {"victim": one, "request": "9", "confirmed": "no"}, "admin"),
    )
    browsers = {name: team.signed_in(name) for name in ("rita", "cora", "rex", "ada")}
    for method, path, body, least in asked:
        for name, browser in browsers.items():
            may = name == "ada" or least == "reader" or (name == "rex" and least == "reviewer")
            answer = browser.request(method, BASE + path, json=body)
            assert (answer.status_code == 403) is not may, (method, path, name, answer.text)
            assert may or "Testova" not in answer.text
    log = [access for _, access in restricting.accesses(team.record, AccessFilter())]
    assert {access.who for access in log if not access.kind.endswith(", refused")} == {"rex", "ada"}
    assert {access.who for access in log if access.kind == "victims, refused"} == {"rita", "cora"}
    assert not any("Testova" in access.what for access in log)
