"""A report's page: its text, its claims, what is added to it, and what can't be done."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from recount.desk.judging import judgements
from recount.desk.running import RunOptions, run
from recount.judging import State
from recount.model import Claim, Document, Harm, Verdict
from recount.store import opened
from recount.tolls import by_range
from tests.web.conftest import SETTINGS

HOSTILE = (
    "<script>alert('x')</script> shelling of the town\n\n"
    "Shells fired by the army hit the market of Raqqa on 3 June 2017, killing 4 civilians, a medic said. "
    "<img src=x onerror=alert(1)> They wrote \u202egnp.exe\u202c beside it.\n\n"
    "Shells hit the bakery of Raqqa on 3 June 2017. Nobody was harmed there."
)


@pytest.fixture
def mashlab(record: Path) -> Document:
    with closing(opened(record)) as store:
        return next(one for one in store.documents() if one.name == "undated-mashlab")


@pytest.fixture
def hostile(record: Path, tmp_path: Path) -> Document:
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE)
    run([path], record, SETTINGS, RunOptions(jobs=1))
    with closing(opened(record)) as store:
        return next(one for one in store.documents() if one.name == "hostile")


def claims_of(record: Path, document: Document) -> tuple[Claim, ...]:
    with closing(opened(record)) as store:
        return store.claims_in([document.id])


def letters_of(page: str) -> str:
    """The report's own letters on a page, in order."""
    pieces = re.findall(r'data-at="(\d+)"(?![^>]*data-for)[^>]*>(.*?)</(?:span|a)>', page)
    found = {int(at): unescape(re.sub(r"<[^>]+>", "", words)) for at, words in pieces}
    return "".join(words for _, words in sorted(found.items()))


def test_the_page_says_when_by_which_run_and_from_whom_a_report_came(
    client: TestClient, record: Path, tmp_path: Path
) -> None:
    path = tmp_path / "wire.txt"
    path.write_text("Shells hit the bakery of Raqqa on 3 June 2017, killing 4 civilians, a medic said.")
    run([path], record, SETTINGS, RunOptions(jobs=1, by="Noor & <Sami>"))
    with closing(opened(record)) as store:
        document = next(one for one in store.documents() if one.name == "wire")
        intake = store.intake(document.id)
        assert intake is not None
        assert intake.run == store.runs()[-1].started
    page = client.get(f"/reports/{document.id}").text
    custody = re.search(r'<section id="custody">.*?</section>', page, re.DOTALL)
    assert custody is not None
    assert "handed in by Noor &amp; &lt;Sami&gt;" in custody[0]
    led = re.search(r'href="/sources/runs#([^"]+)"', custody[0])
    assert led is not None
    assert f'id="{led[1]}"' in client.get("/sources/runs").text
    told = client.get(f"/api/v1/reports/{document.id}").json()["intake"]
    assert (told["by"], told["run"]) == ("Noor & <Sami>", intake.run.isoformat())


def test_what_was_not_noted_of_an_older_reports_coming_is_said_to_be_so(
    client: TestClient, record: Path, mashlab: Document
) -> None:
    with sqlite3.connect(record / "record.sqlite") as database:
        database.execute("UPDATE reports SET received = NULL, run = NULL, handed_in_by = NULL")
    assert "was not noted" in client.get(f"/reports/{mashlab.id}").text
    assert client.get(f"/api/v1/reports/{mashlab.id}").json()["intake"] is None


def test_the_page_shows_the_text_with_its_claims(client: TestClient, record: Path, mashlab: Document) -> None:
    answer = client.get(f"/reports/{mashlab.id}")
    assert answer.status_code == 200
    for claim in claims_of(record, mashlab):
        assert f'id="c-{claim.id}"' in answer.text
        assert f'id="n-{claim.id}"' in answer.text
    assert mashlab.sha256 in answer.text
    assert "it tells of Monday" in answer.text
    assert letters_of(answer.text) == re.sub(r"\n+", "", mashlab.text)


def test_a_claim_that_is_asked_for_is_lit(client: TestClient, record: Path, mashlab: Document) -> None:
    claim = claims_of(record, mashlab)[-1]
    page = client.get(f"/reports/{mashlab.id}?claim={claim.id}").text
    assert re.search(rf'id="n-{claim.id}"[^>]* open', page)
    assert "lit" in page
    assert client.get(f"/reports/{mashlab.id}?claim={'0' * 16}").status_code == 404


def test_nothing_of_a_report_becomes_markup(client: TestClient, hostile: Document) -> None:
    page = client.get(f"/reports/{hostile.id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert "RIGHT-TO-LEFT OVERRIDE" in page


def test_a_long_text_is_shown_in_parts(client: TestClient, record: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(
        "\n\n".join(f"Line {n} of a long list of supplies that were counted at the depot." for n in range(4000))
    )
    run([path], record, SETTINGS, RunOptions(jobs=1))
    first = client.get("/reports/long").text
    assert "Part 1 of 10" in first
    assert "Line 3999" not in first
    assert "Line 3999" in client.get("/reports/long?part=10").text
    assert client.get("/reports/long?part=0").status_code in (422, 400)
    assert "Part 10 of 10" in client.get("/reports/long?part=9999").text


def test_the_bytes_are_saved_and_shown_nowhere(client: TestClient, hostile: Document) -> None:
    answer = client.get(f"/reports/{hostile.id}/raw")
    assert answer.content == HOSTILE.encode()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")


def test_a_missed_claim_is_added_by_its_words(client: TestClient, record: Path, mashlab: Document) -> None:
    form = {
        "type": "displacement",
        "trigger": "queue for water",
        "targets": "Displaced people",
        "place": "Raqqa city",
        "place_is": "Raqqa, SY",
        "time": "May 19, 2017",
        "why": "the caption tells it",
    }
    answer = client.post(f"/reports/{mashlab.id}/claims", data=form)
    assert answer.status_code == 303
    added = next(one for one in claims_of(record, mashlab) if one.type == "displacement")
    assert answer.headers["location"].endswith(f"#c-{added.id}")
    page = client.get(answer.headers["location"]).text
    assert "is added" in page
    assert "added by" in page
    with closing(opened(record)) as store:
        assert store.holding([added.id])
    run([], record, SETTINGS, RunOptions(reread=True, jobs=1))
    assert added in claims_of(record, mashlab)


def test_words_that_stand_there_twice_are_asked_about(client: TestClient, record: Path, hostile: Document) -> None:
    form = {"type": "shelling", "trigger": "on 3 June 2017", "status": "happened"}
    answer = client.post(f"/reports/{hostile.id}/claims", data=form)
    assert answer.status_code == 422
    places = re.findall(r'name="trigger_at" value="(\d+)"', answer.text)
    assert [HOSTILE[int(at) :].startswith("on 3 June") for at in places] == [True, True]
    second = client.post(f"/reports/{hostile.id}/claims", data=form | {"trigger_at": places[1]})
    assert second.status_code == 303
    assert int(places[1]) in {one.trigger.start for one in claims_of(record, hostile)}


def test_a_figure_is_added_with_its_words(client: TestClient, record: Path, mashlab: Document) -> None:
    at = mashlab.text.index("bombing from the air")
    form = {
        "type": "air_strike",
        "trigger": "bombing",
        "trigger_at": str(at),
        "figure1": "21 civilians",
        "harm1": "killed",
        "category1": "civilian",
        "count1": "21",
        "who1": "civilians",
        "origin": "Syrian Observatory for Human Rights",
    }
    assert client.post(f"/reports/{mashlab.id}/claims", data=form).status_code == 303
    added = next(one for one in claims_of(record, mashlab) if one.trigger.start == at)
    (toll,) = added.tolls
    assert (toll.value.count.low, toll.value.who, toll.span.of(mashlab.text)) == (21, "civilians", "21 civilians")
    assert [one.value for one in added.origin] == ["Syrian Observatory for Human Rights"]


NOTES = (
    "A baker says that shells fell on the bread market of Raqqa on Saturday 15 April. At least twelve people died "
    "there. Two women and three children were hurt. Some days before, planes had come."
)


@pytest.fixture
def by_hand(client: TestClient) -> str:
    """A source taken by hand on Sunday, 16 April 2017."""
    given = {"kind": "call", "by": "Rima", "day": "2017-04-16", "origin": "A baker", "notes": NOTES}
    return str(client.post("/api/v1/sources", json=given).json()["report"])


MARKET = {"type": "shelling", "trigger": "shells fell", "place": "Raqqa", "time": "Saturday 15 April"}


def test_a_day_in_the_reports_words_is_read_against_its_own_and_shown_before_it_is_kept(
    client: TestClient, record: Path, by_hand: str
) -> None:
    shown = client.post(f"/reports/{by_hand}/claims", data=MARKET)
    assert shown.status_code == 422
    assert "“Saturday 15 April” is read as 15 Apr 2017." in shown.text
    assert "counted from the report's day, 16 Apr 2017" in unescape(shown.text)
    read = re.search(r'name="time_read" value="([^"]*)"', shown.text)
    assert read is not None
    assert client.post(f"/reports/{by_hand}/claims", data=MARKET | {"time_read": read[1]}).status_code == 303
    with closing(opened(record)) as store:
        (claim,) = store.claims_in([by_hand])
        (incident,) = store.holding([claim.id])
    assert claim.time is not None
    assert (claim.time.value.iso(), claim.time.value.words) == ("2017-04-15", "Saturday 15 April")
    assert incident.when is not None
    assert incident.when.iso() == "2017-04-15"


def test_what_words_are_read_as_is_told_before_the_form_is_sent(client: TestClient, by_hand: str) -> None:
    day = client.post(f"/reports/{by_hand}/read/time", data=MARKET)
    assert "Read as <strong>15 Apr 2017</strong>" in day.text
    assert 'name="time_read" value="2017-04-15"' in day.text
    figure = client.post(f"/reports/{by_hand}/read/figure1", data=MARKET | {"figure1": "At least twelve people"})
    assert "Read as <strong>12+</strong>" in figure.text
    none = client.post(f"/reports/{by_hand}/read/time", data=MARKET | {"time": "Some days before"})
    assert "names no day" in none.text
    assert client.post(f"/reports/{by_hand}/read/time", data={}).text.strip() == ""


@pytest.mark.parametrize("given", [{"time": "Some days before"}, {"time": "planes had come"}])
def test_words_that_name_no_day_are_asked_about(
    client: TestClient, record: Path, by_hand: str, given: dict[str, str]
) -> None:
    asked = client.post(f"/reports/{by_hand}/claims", data=MARKET | given)
    assert asked.status_code == 422
    assert re.search(r'name="time_is"[^>]* aria-invalid="true" aria-describedby="wrong-time_is"', asked.text)
    assert client.post(f"/reports/{by_hand}/claims", data=MARKET | given | {"time_is": "none"}).status_code == 303
    with closing(opened(record)) as store:
        (claim,) = store.claims_in([by_hand])
    assert claim.time is not None
    assert (claim.time.value.first, claim.time.value.words) == (None, given["time"])


def test_a_figure_is_read_from_its_words(client: TestClient, record: Path, by_hand: str) -> None:
    form = MARKET | {"time": "", "figure1": "At least twelve people", "harm1": "killed", "who1": "people"}
    assert client.post(f"/reports/{by_hand}/claims", data=form).status_code == 303
    with closing(opened(record)) as store:
        (claim,) = store.claims_in([by_hand])
    assert str(claim.tolls[0].value.count) == "12+"


def test_a_part_of_a_figure_is_asked_about_and_never_added_to_its_whole(
    client: TestClient, record: Path, by_hand: str
) -> None:
    form = MARKET | {"time": "", "count1": "7", "who1": "civilians", "count2": "4", "who2": "children"}
    asked = client.post(f"/reports/{by_hand}/claims", data=form)
    assert asked.status_code == 422
    assert "figure 2 (4 killed) may be a part of the 7 before it" in asked.text
    assert re.search(r'id="add-of2"[^>]* aria-invalid="true" aria-describedby="wrong-of2"', asked.text)
    too_many = client.post(f"/reports/{by_hand}/claims", data=form | {"count2": "8", "of2": "part"})
    assert "is more than the 7" in too_many.text
    three = {"count3": ">2", "who3": "women", "of2": "part", "of3": "part"}
    assert client.post(f"/reports/{by_hand}/claims", data=form | three).status_code == 303
    with closing(opened(record)) as store:
        (claim,) = store.claims_in([by_hand])
        (incident,) = store.holding([claim.id])
    assert [(str(one.value.count), one.value.sub) for one in claim.tolls] == [
        ("7", False),
        ("4", True),
        ("more than 2", True),
    ]
    whole = by_range(incident.ledger, Harm.KILLED)
    assert whole is not None
    assert (whole.low, whole.high) == (7, 7)
    assert "more than 2" in client.get(f"/incidents/{incident.id}").text


def test_other_harms_than_killed_and_wounded_stand_in_the_list(client: TestClient, record: Path, by_hand: str) -> None:
    form = MARKET | {"time": "", "harm1": "displaced", "count1": "more than 300", "who1": "families"}
    assert client.post(f"/reports/{by_hand}/claims", data=form).status_code == 303
    with closing(opened(record)) as store:
        (claim,) = store.claims_in([by_hand])
        (incident,) = store.holding([claim.id])
    row = (
        client.get("/", params={"type": "shelling"})
        .text.partition(f'href="/incidents/{incident.id}"')[2]
        .partition("</tr>")[0]
    )
    assert f'data-evidence="{incident.id}.displaced">more than 300</a> displaced' in row
    assert "no toll stated" not in row
    items = client.get("/api/v1/incidents", params={"type": "shelling"}).json()["items"]
    told = next(one["other_harms"] for one in items if one["id"] == incident.id)
    assert told == {"displaced": {"low": 301, "high": None, "most": 301, "words": "more than 300"}}


def test_figures_of_others_are_added_up_where_somebody_says_so(client: TestClient, record: Path, by_hand: str) -> None:
    form = MARKET | {"time": "", "count1": "7", "category1": "civilian", "who1": "civilians"}
    form |= {"count2": "4", "who2": "guards", "category2": "combatant", "of2": "others"}
    assert client.post(f"/reports/{by_hand}/claims", data=form).status_code == 303
    with closing(opened(record)) as store:
        (claim,) = store.claims_in([by_hand])
        (incident,) = store.holding([claim.id])
    whole = by_range(incident.ledger, Harm.KILLED)
    assert whole is not None
    assert whole.low == 11


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"figure1": "Two women and three children"}, "count1"),
        ({"figure1": "people died"}, "count1"),
        ({"figure1": "twelve people", "figure3": "hurt"}, "count3"),
        ({"figure2": "people died", "count2": "a lot"}, "count2"),
    ],
)
def test_a_figure_without_a_number_is_asked_about_at_its_field(
    client: TestClient, by_hand: str, given: dict[str, str], field: str
) -> None:
    asked = client.post(f"/reports/{by_hand}/claims", data=MARKET | {"time": ""} | given)
    assert asked.status_code == 422
    assert re.search(rf'name="{field}"[^>]* aria-invalid="true" aria-describedby="wrong-{field}"', asked.text)
    assert asked.text.count('aria-invalid="true"') == 1
    assert "26+" in asked.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"trigger": "never said there"}, "does not stand in the report"),
        ({"trigger": ""}, "are no words of the report"),
        ({"trigger": "queue", "type": "moon landing"}, "is not in the codebook"),
        ({"trigger": "queue", "count1": "a lot"}, "is no count"),
        ({"trigger": "queue", "place": "northern Syria", "place_is": "Xyzzyville"}, "is not in the gazetteer"),
        ({"trigger": "queue", "trigger_at": "3"}, "does not stand in the report"),
        ({"trigger": "queue", "time_is": "some day"}, "is no date"),
        ({"trigger": "captured"}, "tells an event already"),
        ({"trigger": "queue", "agents": "<b>nobody</b>"}, "does not stand in the report"),
    ],
)
def test_what_can_not_be_added_is_said_and_the_form_is_kept(
    client: TestClient, mashlab: Document, wrong: dict[str, str], said: str
) -> None:
    answer = client.post(f"/reports/{mashlab.id}/claims", data={"type": "displacement", "why": "kept words"} | wrong)
    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert "kept words" in answer.text
    assert "<b>nobody" not in answer.text


def test_a_wrong_claim_is_rejected_and_comes_back(client: TestClient, record: Path, mashlab: Document) -> None:
    claim = claims_of(record, mashlab)[0]
    answer = client.post(f"/reports/{mashlab.id}/set-aside", data={"claim": claim.id, "why": "a headline"})
    assert answer.status_code == 303
    assert "set aside" in client.get(f"/reports/{mashlab.id}").text
    with closing(opened(record)) as store:
        assert not store.holding([claim.id])
    (made,) = judgements(record)
    client.post(f"/judgements/{made.judgement.id}/withdraw", data={"back": f"/reports/{mashlab.id}"})
    with closing(opened(record)) as store:
        assert store.holding([claim.id])


def test_a_value_is_corrected_in_place(client: TestClient, record: Path, mashlab: Document) -> None:
    claim = claims_of(record, mashlab)[-1]
    data = {"claim": claim.id, "field": "killed", "value": "19 civilians", "why": "misread"}
    assert client.post(f"/reports/{mashlab.id}/correct", data=data).status_code == 303
    page = client.get(f"/reports/{mashlab.id}").text
    assert "19 civilians" in page
    assert "the machine read 21 civilians" in page


def seen_at(page: str, claim: str = "") -> str:
    """What the form that sets a claim of a report, or all of it, aside says that it had seen."""
    there = f'<input type="hidden" name="claim" value="{claim}">' if claim else ""
    form = rf'/set-aside"[^>]*><input[^>]*csrf[^>]*>{there}<input type="hidden" name="seen" value="([^"]*)"'
    found = re.search(form, page)
    assert found is not None
    return found[1]


def test_a_value_that_is_none_is_refused_at_its_form_which_keeps_what_was_typed(
    client: TestClient, record: Path, mashlab: Document
) -> None:
    claim = claims_of(record, mashlab)[-1]
    data = {"claim": claim.id, "field": "wounded", "value": "a <lot>", "why": "counted again"}
    refused = client.post(f"/reports/{mashlab.id}/correct", data=data)
    assert refused.status_code == 422
    form = re.search(rf'<details class="change" open>.*?value="{claim.id}".*?</form>', refused.text, re.DOTALL)
    assert form is not None
    assert 'role="alert"' in form[0]
    assert "<option selected>wounded" in form[0]
    assert 'value="a &lt;lot&gt;"' in form[0]
    assert 'value="counted again"' in form[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [("correct", "correct"), ("correct", "set-aside"), ("set-aside", "correct"), ("set-aside", "set-aside")],
)
def test_who_looks_at_an_older_page_is_told_what_others_judged_of_a_claim_and_overrides_nothing(
    client: TestClient, record: Path, mashlab: Document, first: str, second: str
) -> None:
    claim, home = claims_of(record, mashlab)[-1], f"/reports/{mashlab.id}"
    seen = seen_at(client.get(home).text, claim.id)
    given = {"claim": claim.id, "field": "killed", "value": "19 civilians", "why": "misread", "seen": seen}
    assert client.post(f"{home}/{first}", data=given).status_code == 303
    late = client.post(f"{home}/{second}", data=given | {"value": "70", "why": "I counted 70"})
    assert late.status_code == 409
    assert len(judgements(record)) == 1
    assert "nothing of yours is done yet" in late.text
    told = "19 civilians instead of 21 civilians" if first == "correct" else f"Claim {claim.id[:8]} is set aside"
    assert told in unescape(late.text)
    if (first, second) == ("correct", "correct"):
        assert 'value="I counted 70"' in late.text, "what was typed is kept"
    if first == "correct":
        again = given | {"seen": seen_at(late.text, claim.id), "value": "70"}
        assert client.post(f"{home}/{second}", data=again).status_code == 303, "who has seen it may judge otherwise"


def test_two_claims_of_a_report_are_judged_by_two_people_and_remarks_stand_beside_each_other(
    client: TestClient, record: Path, mashlab: Document
) -> None:
    one, other, *_ = claims_of(record, mashlab)
    home = f"/reports/{mashlab.id}"
    page = client.get(home).text
    for claim in (one, other):
        given = {"claim": claim.id, "seen": seen_at(page, claim.id)}
        assert client.post(f"{home}/set-aside", data=given).status_code == 303
    for words in ("the outlet took it back", "asked them why"):
        assert client.post(f"{home}/note", data={"why": words}).status_code == 303
    whole = {"why": "a hoax", "seen": seen_at(page)}
    assert client.post(f"{home}/set-aside", data=whole).status_code == 303
    late = client.post(f"{home}/set-aside", data=whole)
    assert late.status_code == 409
    assert "Others judged this report" in late.text


def test_an_added_claim_is_withdrawn_again(client: TestClient, record: Path, mashlab: Document) -> None:
    before = claims_of(record, mashlab)
    client.post(f"/reports/{mashlab.id}/claims", data={"type": "displacement", "trigger": "queue for water"})
    (made,) = judgements(record)
    assert made.judgement.verdict is Verdict.ADD
    assert made.state is State.APPLIES
    client.post(f"/judgements/{made.judgement.id}/withdraw", data={"back": "/"})
    assert claims_of(record, mashlab) == before


def test_a_report_is_set_aside_as_a_whole(client: TestClient, record: Path, mashlab: Document) -> None:
    answer = client.post(f"/reports/{mashlab.id}/set-aside", data={"why": "a hoax"})
    assert answer.status_code == 303
    assert "All of this report is set aside" in client.get(f"/reports/{mashlab.id}").text


def test_a_restricted_report_says_so(client: TestClient, mashlab: Document) -> None:
    assert client.post(f"/reports/{mashlab.id}/restrict", data={"why": "names a witness"}).status_code == 303
    page = client.get(f"/reports/{mashlab.id}").text
    assert "Restricted since" in page
    assert "names a witness" in page
    assert client.post(f"/reports/{mashlab.id}/lift-restriction").status_code == 303
    assert "Restricted since" not in client.get(f"/reports/{mashlab.id}").text


@pytest.mark.parametrize("name", ["no-such-report", "%00", "..%2f..%2fetc", "'--", "%"])
def test_a_report_that_is_not_there_is_said(client: TestClient, name: str) -> None:
    assert client.get(f"/reports/{name}").status_code == 404


def test_the_family_of_a_report_is_shown(client: TestClient, mashlab: Document) -> None:
    assert client.get(f"/reports/{mashlab.id}/family").status_code == 200


def test_an_outlet_has_one_name_beside_the_origins_and_its_own_is_told(
    client: TestClient, record: Path, tmp_path: Path
) -> None:
    told = tmp_path / "told.txt"
    told.write_text("Jets hit a depot\n\nJets struck a depot near Raqqa on Friday and killed two guards.\n", "utf-8")
    run([told], record, SETTINGS, RunOptions(outlet="dailysabah"))
    with closing(opened(record)) as store:
        document = next(one for one in store.documents() if one.outlet == "dailysabah")
        (claim,) = (one for one in store.claims() if one.document == document.id)
    page = client.get(f"/reports/{document.id}").text
    assert "(in the report: dailysabah)" in " ".join(unescape(re.sub("<[^>]*>", "", page)).split())
    incident = client.get(f"/incidents/{claim.id}", follow_redirects=True).text
    assert "Daily Sabah" in incident
    assert "dailysabah" not in incident


def test_who_adds_a_claim_is_told_which_incident_it_entered_and_what_that_changed(
    client: TestClient, record: Path, tmp_path: Path
) -> None:
    path = tmp_path / "two.txt"
    path.write_text(
        "Shells fired by the army hit the market of Manbij on 3 June 2017, killing 4 civilians, a medic said. "
        "The same shells on the market of Manbij on 3 June 2017 killed nine civilians, a baker said. It rained later."
    )
    run([path], record, SETTINGS, RunOptions(jobs=1))
    with closing(opened(record)) as store:
        document = next(one for one in store.documents() if one.name == "two")
    for one in claims_of(record, document)[1:]:
        assert client.post(f"/reports/{document.id}/set-aside", data={"claim": one.id}).status_code == 303
    form = {
        "type": "shelling", "trigger": "same shells", "place": "Manbij", "time": "3 June 2017",
        "time_is": "2017-06-03", "agents": "the army", "figure1": "killed nine civilians", "origin": "a baker",
    }  # fmt: skip
    answer = client.post(f"/reports/{document.id}/claims", data=form)
    assert answer.status_code == 303, re.findall(r'role="alert".*', answer.text)
    said = unescape(client.get(answer.headers["location"].partition("#")[0]).text.partition("<main")[0])
    added = next(one.judgement.on.id for one in judgements(record) if one.judgement.verdict is Verdict.ADD)
    with closing(opened(record)) as store:
        (held,) = store.holding([added])
    assert f"/incidents/{held.id}" in said
    assert len(held.claims) > 1
    assert "It was taken to tell of the same as" in said
    assert "killed 4 is now 4 to 9, contested" in said


def test_a_rejected_claims_incident_is_named_with_the_answer(
    client: TestClient, record: Path, mashlab: Document
) -> None:
    with closing(opened(record)) as store:
        held = max(store.holding(one.id for one in store.claims_in([mashlab.id])), key=lambda one: len(one.claims))
        claim = next(one for one in store.claims(held.claims) if one.document == mashlab.id)
    answer = client.post(f"/reports/{mashlab.id}/set-aside", data={"claim": claim.id})
    said = client.get(answer.headers["location"].partition("#")[0]).text.partition("<main")[0]
    assert "It was taken out of" in said or "held together" in said
