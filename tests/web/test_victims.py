"""Named persons and taking down in the browser: who sees what, and what is written down of it."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from recount.desk import restricting, victims
from recount.desk.asking import incident
from recount.desk.judging import By, confirm
from recount.desk.publishing import make_release, published
from recount.desk.roles import Role
from recount.desk.victims import Told
from recount.store import opened
from recount.store.restricting import AccessFilter
from recount.store.victims import VictimFilter
from tests.web.finishing import ended
from tests.web.people import Team, team_of

KNOWN = {"status": "killed", "how": "claims"}


def struck(record: Path) -> str:
    with closing(opened(record)) as store:
        return next(one.id for one in store.incidents() if one.ledger and len(one.claims) > 4)


def entered(client: TestClient, record: Path, **more: str) -> str:
    form = KNOWN | {"name": "Amina Testova", "age": "14", "sex": "female"} | more
    answer = client.post(f"/incidents/{struck(record)}/victims", data=form)
    assert answer.status_code == 303, answer.text
    return victims.listed(record, VictimFilter(text=form["name"])).lines[0].victim.id


def test_a_person_is_entered_beside_the_ledger_and_undone(client: TestClient, record: Path) -> None:
    entered(client, record)
    page = client.get(f"/incidents/{struck(record)}/victims").text
    assert "Amina Testova" in page
    assert re.search(r"1 named killed of \d", page)
    assert "1 named person, restricted" in client.get(f"/incidents/{struck(record)}").text
    assert "Testova" not in client.get(f"/incidents/{struck(record)}").text
    answer = client.post(f"/incidents/{struck(record)}/victims", data=KNOWN | {"name": "Yusuf Muster"})
    there = client.get(answer.headers["location"]).text
    undone_at = re.search(r'action="(/victims/undo/\d+)"', there)
    assert undone_at is not None
    assert client.post(undone_at[1], data={"back": "/victims"}).status_code == 303
    assert "Yusuf Muster" not in client.get("/victims").text


def test_a_double_is_asked_about_first(client: TestClient, record: Path) -> None:
    entered(client, record)
    double = KNOWN | {"name": "Ameena Testova", "age": "13"}
    asked = client.post(f"/incidents/{struck(record)}/victims", data=double)
    assert asked.status_code == 422
    assert "may have this person already" in asked.text
    assert client.post(f"/incidents/{struck(record)}/victims", data=double | {"anyway": "yes"}).status_code == 303


def test_wrong_values_come_back_with_what_was_typed(client: TestClient, record: Path) -> None:
    answer = client.post(f"/incidents/{struck(record)}/victims", data={"name": "<b>X Y</b>", "age": "old"})
    assert answer.status_code == 422
    assert "“old” is none" in answer.text
    assert "&lt;b&gt;X Y&lt;/b&gt;" in answer.text


@pytest.mark.parametrize("left_out", ["status", "how"])
def test_what_became_of_a_person_and_how_it_is_known_is_never_presupposed(
    client: TestClient, record: Path, left_out: str
) -> None:
    form = {name: value for name, value in KNOWN.items() if name != left_out} | {"name": "Yusuf Muster"}
    page = client.get(f"/incidents/{struck(record)}/victims").text
    chosen = re.search(rf'<select name="{left_out}" required><option value="">choose</option>(.*?)</select>', page)
    assert chosen is not None
    assert "selected" not in chosen[1]
    refused = client.post(f"/incidents/{struck(record)}/victims", data=form)
    assert refused.status_code == 422
    assert "is not stated" in refused.text
    assert "Yusuf Muster" not in client.get("/victims").text


def test_a_name_that_a_claim_may_tell_fills_the_form_and_writes_nothing(client: TestClient, record: Path) -> None:
    told = {"name": "Yusuf Muster", "age": "9", "status": "wounded", "how": "claims", "claim": "abc"}
    page = client.post(f"/incidents/{struck(record)}/victims/form", data=told)
    assert page.status_code == 200
    assert 'name="name" required maxlength="200" value="Yusuf Muster"' in page.text
    assert "<option selected>wounded</option>" in page.text
    assert "Yusuf Muster" not in client.get("/victims").text


def test_a_name_is_released_with_a_reason_and_taken_back(client: TestClient, record: Path) -> None:
    one = entered(client, record)
    assert client.post(f"/victims/{one}/release", data={"why": ""}).status_code == 422
    client.post(f"/victims/{one}/release", data={"why": "her family agreed"})
    page = client.get(f"/victims/{one}").text
    assert "her family agreed" in page
    assert "Withhold again" in page
    client.post(f"/victims/{one}/take-back", data={"why": ""})
    assert "Release this name" in client.get(f"/victims/{one}").text


def test_names_are_found_by_posting_and_taken_along_as_a_table(client: TestClient, record: Path) -> None:
    entered(client, record, note="=1+1")
    assert "Amina Testova" in client.post("/victims", data={"text": "amína"}).text
    assert "No named person fits" in client.post("/victims", data={"text": "nobody at all"}).text
    table = client.post("/victims.csv", data={}).text
    assert "Amina Testova" in table
    assert ",=1+1" not in table


@pytest.fixture
def team(record: Path) -> Team:
    return team_of(record, rita=Role.READER, cora=Role.CODER, rex=Role.REVIEWER, ada=Role.ADMIN)


def test_readers_and_coders_see_a_count_and_nothing_else(team: Team, record: Path) -> None:
    incident = struck(record)
    one, _ = victims.enter(record, incident, Told("Amina Testova", note="qqnoteqq"), "rex")
    for name in ("rita", "cora"):
        browser = team.signed_in(name)
        page = browser.get(f"/incidents/{incident}").text
        assert "1 named person, restricted." in page
        for path in (f"/incidents/{incident}/victims", "/victims", f"/victims/{one.id}", "/takedown"):
            assert browser.get(path).status_code == 403
        assert browser.post("/victims.csv").status_code == 403
        for path in ("/", f"/incidents/{incident}", "/search?text=testova", "/judgements", "/queue"):
            assert "testova" not in browser.get(path).text.lower().replace('value="testova"', "")
            assert "qqnoteqq" not in browser.get(path).text
    log = [access for _, access in restricting.accesses(record, AccessFilter(who="cora"))]
    assert [(access.kind, access.of) for access in reversed(log)] == [
        ("victims, refused", incident), ("victims, refused", "list"), ("victims, refused", one.id),
        ("victims, refused", "list"),
    ]  # fmt: skip
    assert not any("testova" in access.what.lower() for access in log)
    assert {access.kind for _, access in restricting.accesses(record, AccessFilter())} == {"victims, refused"}


def test_a_program_that_may_not_see_named_persons_stands_in_the_log(team: Team, record: Path) -> None:
    browser = team.signed_in("rita")
    for path in ("victims", "victims/v1"):
        assert browser.get(f"/api/v1/{path}").status_code == 403
    log = [access for _, access in restricting.accesses(record, AccessFilter())]
    assert [(access.who, access.kind, access.of) for access in reversed(log)] == [
        ("rita", "victims, refused", "list"),
        ("rita", "victims, refused", "v1"),
    ]


def test_every_look_at_names_is_written_down(team: Team, record: Path) -> None:
    incident = struck(record)
    one, _ = victims.enter(record, incident, Told("Amina Testova"), "ada")
    browser = team.signed_in("rex")
    browser.get(f"/incidents/{incident}")
    assert restricting.accesses(record, AccessFilter()) == ()
    for path in (f"/incidents/{incident}/victims", "/victims", f"/victims/{one.id}"):
        assert browser.get(path).status_code == 200
    assert browser.post("/victims.csv").status_code == 200
    log = [access for _, access in restricting.accesses(record, AccessFilter())]
    assert [(access.who, access.kind) for access in log] == [("rex", "victims")] * 4
    assert not any("Testova" in access.what for access in log)


def test_only_admins_erase_and_they_confirm_what_they_saw(team: Team, record: Path) -> None:
    one, _ = victims.enter(record, struck(record), Told("Amina Testova"), "rex")
    reviewer, admin = team.signed_in("rex"), team.signed_in("ada")
    form = {"person": one.id, "request": "2026/7"}
    assert reviewer.post("/takedown/person/check", data=form).status_code == 403
    assert reviewer.post("/takedown/person", data=form | {"confirmed": "2026/7"}).status_code == 403
    seen = admin.post("/takedown/person/check", data=form)
    assert "Nothing is done yet" in seen.text
    assert victims.counted(record, struck(record)) == (1, 0)
    typed = form | {"names": "Amina Testova"}
    assert admin.post("/takedown/person", data=typed | {"confirmed": "yes"}).status_code == 422
    assert ended(admin, admin.post("/takedown/person", data=typed | {"confirmed": "2026/7"})) == "/takedown"
    page = reviewer.get("/takedown").text
    assert "2026/7" in page
    assert "Testova" not in page
    assert victims.counted(record, struck(record)) == (0, 0)


def test_a_report_is_erased_after_its_id_is_typed(client: TestClient, record: Path) -> None:
    with closing(opened(record)) as store:
        report = store.documents()[0].id
        alone = [one.id for one in store.incidents() if one.documents == (report,)]
    assert alone
    form = {"of": report, "request": "2026/8"}
    assert "What would be erased" in client.post("/takedown/report/check", data=form).text
    assert client.post("/takedown/report", data=form | {"confirmed": "no"}).status_code == 422
    assert ended(client, client.post("/takedown/report", data=form | {"confirmed": report[:8]})) == "/takedown"
    for path in (f"/reports/{report}", f"/reports/{report[:8]}", *(f"/incidents/{key}" for key in alone)):
        gone = client.get(path)
        assert gone.status_code == 410, path
        assert "removed on request no. 1" in gone.text
    assert client.get("/reports/0123456789ab").status_code == 404
    assert "1 removal on request" in client.get("/sources").text


def test_an_embargo_is_placed_and_lifted(client: TestClient, record: Path) -> None:
    form = {"of": struck(record), "why": "the family is not told yet"}
    assert client.post("/takedown/embargo", data=form).status_code == 303
    page = client.get("/takedown").text
    lift = re.search(r'action="(/takedown/embargo/\d+/lift)"', page)
    assert lift is not None
    assert client.post(lift[1], data={}).status_code == 303
    assert client.post("/takedown/embargo", data={"of": "zzz", "why": "x"}).status_code == 422


def test_programs_are_told_names_only_with_the_scope_for_it(team: Team, record: Path) -> None:
    incident = struck(record)
    victims.enter(record, incident, Told("Amina Testova", age="14"), "rex")
    path = f"/api/v1/incidents/{incident}/victims"
    shown = team.signed_in("rita").get(path)
    assert shown.json() == {"incident": incident, "named": 1, "released": 0, "victims": None}
    assert "Testova" not in shown.text
    assert team.signed_in("cora").post(path, json={"name": "Yusuf Muster"}).status_code == 403
    reviewer = team.signed_in("rex")
    told = {"name": "Yusuf Muster", "sex": "male", "status": "killed", "how": "source"}
    assert reviewer.post(path, json=told).status_code == 201
    assert [one["name"] for one in reviewer.get(path).json()["victims"]] == ["Amina Testova", "Yusuf Muster"]
    for name in ("rex", "rita"):  # that something was removed is told to everybody, whose it was to nobody
        assert team.signed_in(name).get("/api/v1/removals").json() == {"items": [], "next": None, "total": 0}


def test_a_person_whom_a_release_named_is_named_by_it_no_more(client: TestClient, record: Path) -> None:
    name = struck(record)
    by = By("Amal", "checked", exports=False)
    confirm(record, name, "confirmed", by)
    make_release(record, "first", by)
    (public,) = incident(record, name).incident.public
    page = f"/publish/releases/1/site/incidents/{public}.html"
    word = published(record).incidents[0].place.name.split()[0]
    assert word in client.get(page).text
    one = entered(client, record, name=f"{word} Zarqub")
    heading = re.search(r"<h1.*?</h1>", client.get(page).text, re.DOTALL)
    assert heading is not None
    assert word not in heading[0]
    told = client.get(f"/victims/{one}").text
    assert "A release made before said the name and no longer does" in told
    assert page in told
    with closing(opened(record)) as store:
        (deed, *_) = store.victim_log(one)
    answered = client.get(f"/incidents/{name}?done=victim-{deed.position}").text
    assert f"Releases told words of this name, also where they name a place, and do no longer: {public}." in answered


def test_whom_it_was_done_to_is_named_to_those_alone_who_may_see_named_persons(team: Team, record: Path) -> None:
    with closing(opened(record)) as store:
        one = next(one for one in store.incidents() if one.targets)
    party = one.targets[0]
    reviewer, reader, coder = team.signed_in("rex"), team.signed_in("rita"), team.signed_in("cora")
    reviewer.post(f"/incidents/{one.id}/victims", data=KNOWN | {"name": party.title(), "anyway": "yes"})
    for browser, named in ((reviewer, True), (reader, False), (coder, False)):
        page = browser.get(f"/incidents/{one.id}").text
        facts = re.search(r"<dt>To whom</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
        assert facts is not None
        assert (party in facts[1]) is named
        assert ("a named person" in facts[1]) is not named
        row = next(row for row in browser.get("/api/v1/incidents").json()["items"] if row["id"] == one.id)
        assert (party in row["targets"]) is named
        told = browser.get(f"/api/v1/incidents/{one.id}").json()
        assert (party in told["incident"]["targets"]) is named
        assert any(party in claim["targets"] for claim in told["claims"]) is named
        line = next(part for part in browser.get("/").text.split("<tr data-row>") if one.id in part)
        assert ("a named person" in line) is not named
