"""The pages on which a desk publishes."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from recount.desk import publishing_jobs
from recount.desk.jobs import begun, job_called
from recount.desk.judging import By, confirm, correct, note
from recount.desk.publishing import Draft, draft, make_release, published, releases
from recount.desk.publishing_choices import decided_names, policy_of
from recount.desk.restricting import restrict
from recount.store import opened
from tests.web.conftest import SETTINGS
from tests.web.finishing import ended

RULES = {
    "title": "Tel Nour", "coarse": "district", "rule": "range", "min_origins": "1", "quote_length": "200",
    "quotes_a_report": "3", "grades": ["confirmed"],
}  # fmt: skip


@pytest.fixture
def graded(record: Path) -> str:
    store = opened(record)
    one = max(store.incidents(), key=lambda one: len(one.documents))
    store.close()
    confirm(record, one.id, "confirmed", By("Amal", exports=False))
    return one.id


def seen(client: TestClient) -> str:
    page = client.get("/publish/next").text
    return page.partition('name="seen" value="')[2].partition('"')[0].replace("&#39;", "'").replace("&#34;", '"')


def made(client: TestClient, note: str = "") -> None:
    """A release made from what the page of the next one shows."""
    answer = client.post("/publish/release", data={"note": note, "seen": seen(client)})
    assert ended(client, answer).startswith("/publish/releases/")


def test_a_second_click_makes_no_second_release(client: TestClient, record: Path, graded: str) -> None:
    form = {"note": "", "seen": seen(client)}
    first, second = (client.post("/publish/release", data=form) for _ in range(2))
    assert ended(client, first) == "/publish/releases/1"
    if second.status_code == 303:  # begun just after the first had ended, from the same look
        ended(client, second)
    else:
        assert second.status_code == 422
    assert len(releases(record)) == 1


def test_a_look_that_takes_long_is_work_that_goes_on_by_itself(
    client: TestClient, graded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing_jobs, "_LONG", 0)
    for address in ("/publish/next", "/publish/withheld", "/publish/preview/index.html"):
        monkeypatch.setattr(publishing_jobs, "_drafts", {})
        assert ended(client, client.get(address)) == address
        assert client.get(address).status_code == 200
    assert "Make release 1" in client.get("/publish/next").text


def test_a_look_is_not_shown_any_longer_once_something_of_it_is_restricted(
    client: TestClient, record: Path, graded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing_jobs, "_LONG", 0)
    ended(client, client.get("/publish/next"))
    store = opened(record)
    one = store.incident(graded)
    store.close()
    note(record, graded, By("Amal", "look", exports=False))
    page = client.get("/publish/next").text
    assert "The record has changed since" in page
    assert "minutes ago" not in page
    restrict(record, one.documents[0], "Amal", "at risk")
    assert client.get("/publish/next").headers["location"].startswith("/jobs/")


def test_a_release_is_checked_made_shown_and_taken_along(client: TestClient, record: Path, graded: str) -> None:
    assert "Nothing was published yet" in client.get("/publish").text
    assert "Make release 1" in client.get("/publish/next").text
    made(client, "First <b>")
    assert "First &lt;b&gt;" in client.get("/publish").text
    assert "What it changed" in client.get("/publish/releases/1").text
    with zipfile.ZipFile(io.BytesIO(client.get("/publish/releases/1.zip").content)) as archive:
        assert "release-1/index.html" in archive.namelist()
    page = client.get("/publish/releases/1/site/index.html")
    assert page.status_code == 200
    assert "Content-Security-Policy" in page.headers
    assert client.get("/publish/releases/1/site/data/incidents.csv").headers["content-type"].startswith("text/csv")
    assert client.get("/publish/releases/2").status_code == 404
    assert client.get("/publish/releases/1/site/nothing.html").status_code == 404


def test_a_publication_offers_no_undo(client: TestClient, record: Path, graded: str) -> None:
    made(client)
    store = opened(record)
    minted = next(one for one in store.judgements() if one.value.startswith("R-"))
    store.close()
    for page in (client.get(f"/incidents/{graded}").text, client.get("/judgements").text):
        assert "hold back in the next release" in page
        assert f"/judgements/{minted.id}/withdraw" not in page
    assert client.post(f"/judgements/{minted.id}/withdraw", data={"back": "/judgements"}).status_code >= 400


def test_a_grade_given_before_a_correction_is_said_on_the_incident_and_before_a_release(
    client: TestClient, record: Path, graded: str
) -> None:
    store = opened(record)
    claim = store.incident(graded).claims[0]
    store.close()
    assert "look again</strong>" not in client.get(f"/incidents/{graded}").text
    correct(record, f"{claim}.status", "alleged", By("Amal", exports=False), SETTINGS)
    assert "graded before 1 correction: look again" in client.get(f"/incidents/{graded}").text
    assert "Graded before a change" in client.get("/publish/next").text


def test_the_next_release_can_be_looked_at_as_it_will_be(client: TestClient, graded: str) -> None:
    page = client.get("/publish/preview/index.html").text
    public = page.partition("incidents/R-")[2][:8]
    assert client.get(f"/publish/preview/incidents/R-{public}.html").status_code == 200


def test_what_changed_meanwhile_is_said_and_the_note_is_kept(client: TestClient, record: Path, graded: str) -> None:
    before = seen(client)
    client.post("/publish/hold", data={"incident": graded, "held": "true"})
    answer = client.post("/publish/release", data={"note": "My words", "seen": before})
    assert answer.status_code == 422
    assert "changed since you looked" in answer.text
    assert "My words" in answer.text
    assert not releases(record)


def test_while_a_release_is_made_none_is_offered(
    client: TestClient, record: Path, graded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = Event()
    job = begun(record, "release", "Making the next release", "Vera", "/publish", lambda _: {"over": going.wait(30)})
    page = client.get("/publish/next").text
    assert "A release is being made for Vera" in page
    assert "Make release 1" not in page
    going.set()
    while job_called(record, job.id).running:
        pass
    assert "Make release 1" in client.get("/publish/next").text


def test_a_look_at_a_record_that_changes_meanwhile_is_of_the_record_as_it_is_then(
    client: TestClient, record: Path, graded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = draft(record)
    first = iter([make_release])

    def while_another_makes_one(*given: Any) -> Draft:
        for make in first:
            make(record, "", By("Vera", exports=False))
            return made
        return draft(*given)

    monkeypatch.setattr(publishing_jobs, "draft", while_another_makes_one)
    page = client.get("/publish/next").text
    assert "Release 2" in page
    assert "Release 1, before" not in page


def test_an_incident_is_held_back_and_let_go(client: TestClient, graded: str) -> None:
    client.post("/publish/hold", data={"incident": graded, "held": "true"})
    assert "Let go" in client.get("/publish/next").text
    client.post("/publish/hold", data={"incident": graded})
    assert "Let go" not in client.get("/publish/next").text


def test_names_are_released_and_withheld_again(client: TestClient, record: Path, graded: str) -> None:
    client.post("/publish/names", data={"name": "Omar Darwish", "allowed": "true", "why": "spoke in public"})
    assert [one.allowed for one in decided_names(record)] == [True]
    assert "Omar Darwish" in client.get("/publish/withheld").text
    client.post("/publish/names", data={"name": "Omar Darwish"})
    assert [one.allowed for one in decided_names(record)] == [False]
    for what in ("name", "position", "nonsense"):
        assert client.get(f"/publish/withheld?what={what}").status_code == 200


def test_rules_are_saved_or_refused_with_what_was_typed(client: TestClient, record: Path) -> None:
    assert client.post("/publish/rules", data={**RULES, "served": "yes"}).status_code == 303
    assert policy_of(record).title == "Tel Nour"
    assert policy_of(record).served
    wrong = client.post("/publish/rules", data={**RULES, "title": "Other", "quote_length": "99999"})
    assert wrong.status_code == 422
    assert 'value="Other"' in wrong.text
    assert policy_of(record).title == "Tel Nour"
    assert policy_of(record).served


def test_what_was_ticked_and_not_ticked_outlives_a_refusal_of_the_rules(client: TestClient, record: Path) -> None:
    client.post("/publish/rules", data={**RULES, "served": "yes", "grades": ["confirmed"]})
    form = {**RULES, "address": "no address", "signed": "yes", "grades": ["no conclusion"]}
    page = client.post("/publish/rules", data=form).text
    ticked = re.findall(r'<input type="checkbox" name="(\w+)" value="([^"]*)" checked', page)
    assert ticked == [("grades", "no conclusion"), ("signed", "yes")]
    page = client.get("/publish/rules").text
    assert re.findall(r'name="(\w+)" value="([^"]*)" checked', page) == [("grades", "confirmed"), ("served", "yes")]


def test_everybody_sees_the_release_where_an_admin_allows_it(client: TestClient, graded: str) -> None:
    made(client)
    assert client.get("/public/index.html").status_code == 404
    client.post("/publish/rules", data={**RULES, "served": "yes"})
    assert client.get("/public/index.html").status_code == 200
    made(client)
    assert "Tel Nour" in client.get("/public/").text
    assert client.get("/public/style.css").headers["content-type"].startswith("text/css")
    client.post("/publish/rules", data=RULES)
    assert client.get("/public/index.html").status_code == 404


def test_pages_for_everybody_set_no_cookie_can_be_cached_and_have_short_addresses(
    client: TestClient, record: Path, graded: str, desk_app: FastAPI
) -> None:
    made(client)
    client.post("/publish/rules", data={**RULES, "served": "yes"})
    reader = TestClient(desk_app, follow_redirects=False)
    (public,) = published(record).incidents
    for path in ("", "index.html", "method.html", "codes.html", f"incidents/{public.id}.html", "data/incidents.csv"):
        answer = reader.get(f"/public/{path}")
        assert answer.status_code == 200, path
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "public, no-cache"
        assert answer.headers["x-robots-tag"] == "noarchive"  # found, but kept by nobody beside the desk
        again = reader.get(f"/public/{path}", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert reader.get(f"/public/{path}", headers={"If-None-Match": '"other"'}).status_code == 200
    for short in (public.id, public.id.lower(), f"incidents/{public.id}"):
        led = reader.get(f"/public/{short}")
        assert (led.status_code, led.headers["location"]) == (307, f"/public/incidents/{public.id}.html")
    assert reader.get("/public/method").headers["location"] == "/public/method.html"
    gone = reader.get("/public/R-00000000")
    assert gone.status_code == 404
    assert gone.headers["x-robots-tag"] == "noindex"
    assert "set-cookie" not in gone.headers
    assert "set-cookie" in reader.get("/").headers


def test_where_nothing_changes_no_release_is_offered(client: TestClient, graded: str) -> None:
    made(client)
    page = client.get("/publish/next").text
    assert "would say what release 1 says" in page
    assert "Make release 2" not in page


def test_a_note_or_rules_that_name_somebody_withheld_are_stopped_with_the_name(
    client: TestClient, record: Path, graded: str
) -> None:
    secret = next(one.words for one in draft(record).withheld if one.what == "name")
    stopped = client.post("/publish/release", data={"note": f"For {secret}.", "seen": seen(client)})
    assert stopped.status_code == 422
    assert f"The note names somebody whom the release withholds: {secret}" in stopped.text
    assert f">For {secret}.</textarea>" in stopped.text
    client.post("/publish/rules", data={**RULES, "about": f"We thank {secret}."})
    assert "The text about the record in the <a" in client.get("/publish/next").text


def test_a_situation_report_is_a_page_and_a_file(client: TestClient) -> None:
    assert client.get("/publish/sitrep").status_code == 200
    page = client.get("/publish/sitrep?from=2015-07-01&to=2015-07-31")
    assert "Situation report: 1–31 Jul 2015" in page.text
    stopped = client.get("/publish/sitrep?from=2015-07-01&to=2015-07-31&as=pdf")
    assert "Stop: not all of it was checked" in stopped.text
    graded = client.get("/publish/sitrep?from=2015-07-01&to=2015-07-31&as=pdf&graded=yes")
    assert graded.content.startswith(b"%PDF-")
    pdf = client.get("/publish/sitrep?from=2015-07-01&to=2015-07-31&as=pdf&sure=yes")
    assert pdf.content.startswith(b"%PDF-")
    assert "attachment" in pdf.headers["content-disposition"]
    for bad in ("from=yesterday&to=x", "from=2015-07-31&to=2015-07-01", "from=2015-01-01&to=2017-01-01"):
        assert client.get(f"/publish/sitrep?{bad}").status_code == 422


def test_a_change_of_the_rules_says_who_when_and_what_it_was_before(client: TestClient, record: Path) -> None:
    client.post("/publish/rules", data=RULES | {"coarse": "town", "served": "yes"})
    client.post("/publish/rules", data=RULES | {"coarse": "town"})
    client.put("/api/v1/policy", json={"coarse": "region"})
    client.put("/api/v1/policy", json={"coarse": "region"})
    client.post("/publish/grades", data={"name": "airwars"})
    with closing(opened(record)) as store:
        told = [deed.on for _, deed in store.deeds(20) if deed.what == "changed a rule of publishing"]
    assert told[::-1] == [
        "title: Incidents → Tel Nour",
        "positions: district → town",
        "shown to everybody at /public/: no → yes",
        "shown to everybody at /public/: yes → no",
        "positions: town → region",
        "set of grades: every-casualty → airwars",
    ]
    assert "positions: district → town" in client.get("/publish/rules").text
    log = client.get("/api/v1/people/log").json()["items"]
    assert {one["what"] for one in log} == {"changed a rule of publishing"}
