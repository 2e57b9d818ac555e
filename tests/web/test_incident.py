"""An incident's page: figures, evidence, what is done on it, and what can't be done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from recount.desk.judging import By, judgements, note
from recount.desk.publishing import materials_of
from recount.desk.queueing import waiting_in
from recount.desk.restricting import restrict
from recount.desk.roles import Role
from recount.judging import State
from recount.model import Harm, Incident, Verdict
from recount.store import opened
from tests.web.people import team_of


def incident_of(record: Path, kind: str, day: str = "") -> Incident:
    """The incident of this type, and of this day, with most figures."""
    with closing(opened(record)) as store:
        found = [
            one for one in store.incidents() if one.type == kind and (not day or (one.when and one.when.iso() == day))
        ]
    return max(found, key=lambda one: len(one.ledger))


@pytest.fixture
def clash(record: Path) -> Incident:
    """The fighting near al-Bab, with a toll that its origin revised."""
    return incident_of(record, "armed_clash", "2016-12-21")


@pytest.fixture
def offensive(record: Path) -> Incident:
    """The push into Raqqa's province: five reports, two origins."""
    return incident_of(record, "offensive", "2016-06-03")


def seen_on(client: TestClient, one: Incident | str) -> str:
    """What an incident's page carries of the judgements that it shows."""
    page = client.get(f"/incidents/{one if isinstance(one, str) else one.id}").text
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def sent(client: TestClient, one: Incident, action: str, form: Mapping[str, object]) -> Response:
    """The answer to a form of a page that was looked at just now."""
    return client.post(f"/incidents/{one.id}/{action}", data={"seen": seen_on(client, one), **form})


def followed(client: TestClient, answer: Response) -> str:
    """The page that an action leads to."""
    assert answer.status_code == 303, answer.text
    return unescape(client.get(answer.headers["location"].partition("#")[0]).text)


def test_an_incident_answers_to_its_id_how_one_begins_and_the_id_of_a_claim(
    client: TestClient, clash: Incident
) -> None:
    for name in (clash.id, clash.id[:9], clash.claims[0]):
        answer = client.get(f"/incidents/{name}")
        assert answer.status_code == 200
        assert "<h1>Armed clash near al-Bab, 21 Dec 2016</h1>" in answer.text
    assert client.get("/incidents/nothing-of-the-kind").status_code == 404


def test_figures_stand_beside_their_origins_and_open_their_sentences(client: TestClient, clash: Incident) -> None:
    page = client.get(f"/incidents/{clash.id}").text
    assert "2 origins in 3 reports" in page
    for ref in re.findall(r'data-evidence="([^"]+)"', page):
        assert client.get(f"/why/{ref}", params={"fragment": "1"}).status_code == 200, ref
    shown = re.sub(r"<[^>]+>", "", client.get(f"/why/{clash.id}.killed").text)
    assert "What the total is made of" in shown
    assert "138" in shown


def test_a_chart_draws_a_line_for_each_origin_with_its_revision_as_a_step(client: TestClient, clash: Incident) -> None:
    page = client.get(f"/incidents/{clash.id}").text
    chart = re.search(r'<svg[^>]*aria-labelledby="killed-680-title".*?</svg>', page, re.DOTALL)
    assert chart is not None
    assert chart[0].count('class="line') == 4, "two groups of fighters and both together beside the monitor's civilians"
    assert re.search(r'd="M[\d.]+ [\d.]+H[\d.]+V[\d.]+H[\d.]+" class="step"', chart[0])
    assert "style=" not in page


def test_as_known_on_a_day_leaves_later_reports_out(client: TestClient, clash: Incident) -> None:
    page = client.get(f"/incidents/{clash.id}", params={"as_of": "2016-12-21"}).text
    assert "As known on 21 Dec 2016: 2 later reports left out" in page
    assert "16 Turkish soldiers" not in page
    assert "As known on 21 Dec 2016: 2 later reports left out" in client.get(f"/incidents/{clash.id}?at=0").text
    early = client.get(f"/incidents/{clash.id}", params={"as_of": "2016-12-01"}).text
    assert "No figure was stated by then" in early
    assert client.get(f"/incidents/{clash.id}", params={"as_of": "yesterday"}).status_code == 422


def test_the_slider_stops_on_the_day_that_is_looked_at_and_ends_today(client: TestClient, clash: Incident) -> None:
    def slider(**asked: str) -> tuple[str, str, str]:
        page = client.get(f"/incidents/{clash.id}", params=asked).text
        form = re.search(r'<form class="asof.*?</form>', page, re.DOTALL)
        assert form is not None
        told = re.search(r'data-days="([^"]*)".*? value="(\d+)" list.*?<output[^>]*>([^<]*)', form[0], re.DOTALL)
        assert told is not None
        return told[1], told[2], told[3]

    days, at, words = slider()
    assert (int(at), words) == (len(days.split()), "today")
    first, *rest = days.split()
    assert slider(as_of="1990-01-01") == (" ".join(["1990-01-01", first, *rest]), "0", "1 Jan 1990")
    assert slider(at="0", beside="1990-01-01") == slider(as_of="1990-01-01")
    assert slider(at="1", beside="1990-01-01") == slider(as_of=first)
    assert slider(as_of="2030-01-01")[1:] == (str(len(days.split())), "1 Jan 2030")


def test_the_head_says_that_figures_are_contested_as_the_overview_does(client: TestClient, record: Path) -> None:
    with closing(opened(record)) as store:
        incidents = store.incidents()
    contested = set(re.findall(r'href="/incidents/(\w+)"', client.get("/", params={"contested": "yes"}).text))
    assert contested
    for one in incidents:
        head = client.get(f"/incidents/{one.id}").text.partition('class="columns"')[0]
        assert ('class="contested"' in head) == (one.id in contested), one.id


def test_another_rule_gives_another_headline(client: TestClient, offensive: Incident) -> None:
    page = client.get(f"/incidents/{offensive.id}", params={"rule": "latest-per-origin"}).text
    assert "latest-per-origin: " in page
    assert client.get(f"/incidents/{offensive.id}", params={"rule": "no-such-rule"}).status_code == 200


def test_claims_split_off_stand_in_an_incident_of_their_own_and_come_back(
    client: TestClient, record: Path, offensive: Incident
) -> None:
    ticked = list(offensive.claims[:2])
    page = followed(client, sent(client, offensive, "split", {"claim": ticked, "why": "another day"}))
    assert "Split: 2 claims stand now in" in page
    with closing(opened(record)) as store:
        assert not set(ticked) & set(store.holding([offensive.claims[-1]])[0].claims)
    (made,) = judgements(record)
    assert (made.judgement.verdict, made.judgement.why) == (Verdict.DIFFERENT, "another day")
    undone = client.post(f"/judgements/{made.judgement.id}/withdraw", data={"back": f"/incidents/{offensive.id}"})
    assert "Undone" in followed(client, undone)
    with closing(opened(record)) as store:
        assert set(ticked) <= set(store.holding([offensive.claims[-1]])[0].claims)


def test_after_a_split_both_pages_lead_to_the_other_for_good_until_it_is_undone(
    client: TestClient, record: Path, offensive: Incident
) -> None:
    ticked = list(offensive.claims[:2])
    sent(client, offensive, "split", {"claim": ticked})
    with closing(opened(record)) as store:
        (off,), (rest,) = store.holding(ticked[:1]), store.holding([offensive.claims[-1]])
    here, there = (unescape(client.get(f"/incidents/{one.id}").text) for one in (off, rest))
    assert "This was split off from another incident; the rest is" in here
    assert f'<a href="/incidents/{rest.id}">' in here
    assert "Split off from this:" in there
    assert f'<a href="/incidents/{off.id}">' in there
    client.post(f"/judgements/{judgements(record)[0].judgement.id}/withdraw", data={"back": "/"})
    assert "plit off from" not in client.get(f"/incidents/{offensive.id}").text.partition("<h1>")[0]


@pytest.mark.parametrize("ticked", ["none", "all", "stranger"])
def test_a_split_of_nothing_of_everything_or_of_others_is_refused_at_its_form(
    client: TestClient, offensive: Incident, ticked: str
) -> None:
    claims = {"none": [], "all": list(offensive.claims), "stranger": ["f" * 16]}[ticked]
    answer = sent(client, offensive, "split", {"claim": claims, "why": "typed with care"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "typed with care" in answer.text


def test_two_incidents_are_merged_from_the_page_that_lists_what_came_near(
    client: TestClient, record: Path, offensive: Incident
) -> None:
    other = incident_of(record, "chemical_attack")
    page = client.get(f"/incidents/{offensive.id}/merge", params={"q": other.id[:10]}).text
    assert f'value="{other.id}"' in page
    merged = followed(client, sent(client, offensive, "merge", {"other": other.id, "verdict": "same"}))
    assert "Merged" in merged
    with closing(opened(record)) as store:
        (one,) = store.holding([offensive.claims[0]])
        assert set(one.claims) >= {*offensive.claims, *other.claims}


def test_two_notes_do_not_conflict_and_a_grade_is_told_of_a_note(
    client: TestClient, record: Path, clash: Incident
) -> None:
    seen = seen_on(client, clash)
    note(record, clash.id, By("Ben", "the hospital was asked", exports=False))
    answer = client.post(f"/incidents/{clash.id}/note", data={"seen": seen, "why": "so was the morgue"})
    assert "so was the morgue" in followed(client, answer)
    refused = client.post(f"/incidents/{clash.id}/grade", data={"seen": seen, "grade": "confirmed"})
    assert refused.status_code == 409
    assert "nothing of yours is done yet" in refused.text.partition("<main")[0]


def test_grades_of_another_set_are_offered_once_an_admin_chose_them(client: TestClient, clash: Incident) -> None:
    page = client.get(f"/incidents/{clash.id}").text
    assert "no conclusion" in page
    assert "/publish/rules#grades" in page
    assert client.post("/publish/grades", data={"name": "made-up"}).status_code == 422
    chosen = followed(client, client.post("/publish/grades", data={"name": "airwars"}))
    assert "graded by this set from now on" in chosen
    page = client.get(f"/incidents/{clash.id}").text
    assert 'value="discounted"' in page
    assert "the grades of Airwars" in page


def test_what_has_no_date_is_not_said_to_have_nothing_near_its_days(client: TestClient, clash: Incident) -> None:
    followed(client, sent(client, clash, "correct", {"field": "time", "value": "none"}))
    page = client.get(f"/incidents/{clash.id}/merge").text
    assert "It has no date, so days can't be compared." in unescape(page)
    assert "within three days" not in page


def test_an_incident_marked_on_one_page_is_merged_on_another(
    client: TestClient, record: Path, offensive: Incident, clash: Incident
) -> None:
    assert sent(client, clash, "mark", {}).status_code == 303
    page = client.get(f"/incidents/{offensive.id}").text
    assert "Merge with the marked one" in page
    answer = sent(client, offensive, "merge", {"other": clash.id})
    assert "Merged" in followed(client, answer)
    assert "Merge with the marked one" not in client.get(f"/incidents/{offensive.id}").text


def test_a_pair_that_somebody_can_not_tell_changes_nothing(
    client: TestClient, record: Path, offensive: Incident, clash: Incident
) -> None:
    followed(client, sent(client, offensive, "merge", {"other": clash.id, "verdict": "unsure"}))
    assert [one.judgement.verdict for one in judgements(record)] == [Verdict.UNSURE]
    refused = sent(client, offensive, "merge", {"other": "", "why": "kept"})
    assert refused.status_code == 422
    assert "kept" in refused.text


def test_a_figure_is_corrected_at_its_claim_and_both_values_stay(client: TestClient, clash: Incident) -> None:
    entry = next(one for one in clash.ledger if one.count.low == 138)
    page = client.get(f"/incidents/{clash.id}/correct", params={"of": entry.claim, "field": "killed"}).text
    assert 'value="138 Islamic State militants"' in page
    wrong = sent(client, clash, "correct", {"of": entry.claim, "field": "killed", "value": "a lot", "why": "misread"})
    assert wrong.status_code == 422
    assert "is no count" in wrong.text
    assert "misread" in wrong.text
    right = sent(client, clash, "correct", {"of": entry.claim, "field": "killed", "value": "128 militants"})
    assert right.headers["location"].endswith(f"#c-{entry.claim}")
    assert "corrected: 128 militants instead of 138" in followed(client, right)


def test_a_day_to_come_is_refused_and_one_after_the_reports_asks_why(client: TestClient, clash: Incident) -> None:
    ahead = sent(client, clash, "correct", {"field": "time", "value": "2099-04-15", "why": "misread"})
    assert ahead.status_code == 422
    assert "is still to come" in ahead.text
    later = {"field": "time", "value": "2020-01-01"}
    asked = sent(client, clash, "correct", later)
    assert asked.status_code == 422
    assert "is after all its reports" in asked.text
    assert sent(client, clash, "correct", later | {"why": "a misprint in all of them"}).status_code == 303


def test_a_corrected_figure_says_so_wherever_it_is_read(client: TestClient, clash: Incident) -> None:
    entry = next(one for one in clash.ledger if one.count.low == 138)
    by = {"of": entry.claim, "field": "killed", "value": "128 militants", "why": "misread"}
    page = followed(client, sent(client, clash, "correct", by))
    who = re.search(r"(corrected by [^:]+: read as 138 [^<]+)<", page)
    assert who is not None
    for part in ("h-figures", "h-claims"):
        assert who[1] in page[page.index(f'id="{part}"') :][:60_000]
    assert page.count(who[1]) >= 2
    assert who[1] in client.get(f"/why/{entry.claim}.killed?fragment=1").text


def test_the_list_says_which_values_a_person_gave(client: TestClient, clash: Incident) -> None:
    assert "small hand" not in client.get("/").text
    for entry in (one for one in clash.ledger if one.harm is Harm.WOUNDED):
        sent(client, clash, "correct", {"of": entry.claim, "field": "wounded", "value": "31"})
    sent(client, clash, "correct", {"field": "time", "value": "2016-12-20"})
    listed = client.get("/?text=al-Bab").text
    (row,) = {one for one in re.findall(r"<tr data-row>.*?</tr>", listed, re.DOTALL) if clash.id in one}
    signs = re.findall(r'<span class="small hand" title="corrected by ([^"]+)">corrected<span class="hidden"> by', row)
    assert len(signs) == 2
    (told,) = [one for one in client.get("/api/v1/incidents?limit=200").json()["items"] if one["id"] == clash.id]
    assert [(one["field"], one["who"], one["added"]) for one in told["by_hand"]] == [
        ("time", signs[0], False),
        ("wounded", signs[0], False),
    ]


def test_the_queue_says_which_values_a_person_gave(client: TestClient, record: Path, clash: Incident) -> None:
    for entry in (one for one in clash.ledger if one.count.low == 138):
        sent(client, clash, "correct", {"of": entry.claim, "field": "killed", "value": "128 militants"})
        sent(client, clash, "correct", {"of": entry.claim, "field": "time", "value": "2016-12-20"})
    pages = [client.get(f"/queue/{one.id}").text for one in waiting_in(record, clash.id)]
    told = re.findall(r'<p class="small hand">([^<]*)', " ".join(pages))
    assert any("time: corrected by" in one and "corrected by desk: read as 138" in one for one in told)


def test_a_figure_that_is_asked_about_says_whose_hand_it_is_of(client: TestClient, record: Path) -> None:
    with closing(opened(record)) as store:
        revised = [i for i in store.incidents() if any(one.kind == "revised" for one in store.queue_of(i.id))]
    one = next(i for i in revised if any(e.revises and e.harm is Harm.KILLED and not e.sub for e in i.ledger))
    entry = next(e for e in one.ledger if e.revises and e.harm is Harm.KILLED and not e.sub)
    sent(client, one, "correct", {"of": entry.claim, "field": "killed", "value": f"{(entry.count.low or 0) + 50}"})
    (item,) = [item for item in waiting_in(record, one.id) if item.kind == "revised"]
    assert re.search(r'<span class="small hand">corrected by [^:<]+: read as', client.get(f"/queue/{item.id}").text)


def test_a_value_that_no_words_say_is_not_marked_in_them(client: TestClient, clash: Incident) -> None:
    claim = clash.claims[0]
    before = client.get(f"/why/{claim}.place").text
    assert "no words say it" not in before
    marked = re.findall(r'<mark title="[^"]*place[^"]*">([^<]*)</mark>', before)
    page = followed(client, sent(client, clash, "correct", {"of": claim, "field": "place", "value": "Manbij, SY"}))
    assert "The claim stands now in" in page
    assert "place: corrected by" in unescape(client.get(f"/incidents/{claim}").text)
    why = client.get(f"/why/{claim}.place").text
    assert re.search(r"<td>Manbij[^<]*</td><td><span class=.unknown.>no words say it</span></td>", why)
    assert re.search(r"corrected by [^:<]+: read as", why)
    for words in marked:
        assert f'<mark title="place">{words}' not in why


def test_a_value_of_the_whole_is_signed_by_who_corrected_it(client: TestClient, record: Path, clash: Incident) -> None:
    page = followed(client, sent(client, clash, "correct", {"field": "time", "value": "2016-12-20"}))
    assert re.search(r"corrected by [^:<]+: read as 2016-12-21", page[page.index('id="facts"') :])
    with closing(opened(record)) as store:
        (out,) = materials_of(store, [store.incident(clash.id)], {clash.id: "R-00000001"})
    assert out.corrected == ("time",)


def test_a_place_is_looked_up_before_it_is_corrected(client: TestClient, offensive: Incident) -> None:
    page = client.get(f"/incidents/{offensive.id}/correct", params={"field": "place", "value": "Manbij"}).text
    assert "geonames:" in page
    nowhere = sent(client, offensive, "correct", {"field": "place", "value": "Nowhereville"})
    assert nowhere.status_code == 422
    assert "The gazetteer has no place of that name" in nowhere.text
    moved = sent(client, offensive, "correct", {"field": "place", "value": "Manbij"})
    assert "<h1>Offensive on Manbij, 3 Jun 2016</h1>" in followed(client, moved)


def test_a_place_is_corrected_as_exactly_as_it_is_known(client: TestClient, offensive: Incident) -> None:
    near = followed(client, sent(client, offensive, "correct", {"field": "place", "value": "near Manbij"}))
    assert "near Manbij" in near
    form = client.get(f"/incidents/{offensive.id}/correct", params={"field": "place"}).text
    assert 'name="value" value="Manbij"' in form
    assert '<option value="near" selected>' in form
    district = sent(client, offensive, "correct", {"field": "place", "value": "Manbij", "precision": "district"})
    assert "Manbij (district)" in followed(client, district)


def test_looking_a_place_up_keeps_the_reason_and_puts_nothing_into_the_address(
    client: TestClient, offensive: Incident
) -> None:
    home = f"/incidents/{offensive.id}"
    form = client.get(f"{home}/correct", params={"field": "place"}).text
    assert 'formmethod="get"' not in form
    assert f'formaction="{home}/look-up#value"' in form
    given = {"seen": seen_on(client, offensive), "field": "place", "value": "Manbij", "why": "the caption says so"}
    looked = client.post(f"{home}/look-up", data=given)
    assert looked.status_code == 200
    assert "the caption says so" in looked.text
    taken = re.search(r'<button name="take" value="([^"]*)"', looked.text)
    assert taken is not None
    chosen = client.post(f"{home}/look-up", data=given | {"take": unescape(taken[1])})
    assert f'name="value" value="{taken[1]}"' in chosen.text
    assert "the caption says so" in chosen.text


def test_links_to_a_form_lead_to_its_field(client: TestClient, offensive: Incident) -> None:
    listed = client.get(f"/incidents/{offensive.id}/correct").text
    field = re.search(r'href="([^"]*field=time)#([a-z-]*)"', listed)
    assert field is not None
    assert f'id="{field[2]}" name="value"' in client.get(unescape(field[1])).text


def test_a_field_that_is_none_and_a_claim_of_another_incident_are_refused(
    client: TestClient, offensive: Incident, clash: Incident
) -> None:
    assert sent(client, offensive, "correct", {"field": "colour", "value": "red"}).status_code == 422
    strange = client.get(f"/incidents/{offensive.id}/correct", params={"of": clash.claims[0]})
    assert strange.status_code == 422
    assert "is not told of incident" in strange.text


def test_an_incident_set_aside_says_so_under_its_address_and_offers_to_undo_it(
    client: TestClient, record: Path, clash: Incident
) -> None:
    answer = sent(client, clash, "set-aside", {"why": "a film scene"})
    gone = client.get(answer.headers["location"])
    assert gone.status_code == 410
    assert "a film scene" in gone.text
    (made,) = judgements(record)
    back = client.post(f"/judgements/{made.judgement.id}/withdraw", data={"back": f"/incidents/{clash.id}"})
    assert "<h1>Armed clash near al-Bab" in followed(client, back)


def test_a_claim_is_set_aside_or_remarked_on_by_itself(client: TestClient, record: Path, clash: Incident) -> None:
    claim = clash.claims[0]
    assert client.get(f"/incidents/{clash.id}/claim", params={"of": claim}).status_code == 200
    empty = sent(client, clash, "note", {"of": claim, "why": "  "})
    assert empty.status_code == 422
    followed(client, sent(client, clash, "note", {"of": claim, "why": "look at the photo"}))
    followed(client, sent(client, clash, "set-aside", {"of": claim, "why": "a headline"}))
    with closing(opened(record)) as store:
        assert store.holding([claim]) == ()


def test_who_judges_what_others_judged_in_the_meantime_is_told_first(
    client: TestClient, record: Path, clash: Incident
) -> None:
    seen = seen_on(client, clash)
    note(record, clash.id, By("Ben", "the hospital gives other names", exports=False))
    form = {"seen": seen, "grade": "confirmed", "why": "typed meanwhile"}
    answer = client.post(f"/incidents/{clash.id}/grade", data=form)
    assert answer.status_code == 409
    assert "Others judged this incident" in answer.text
    assert "typed meanwhile" in answer.text
    assert [one.judgement.verdict for one in judgements(record)] == [Verdict.NOTE]
    again = {**form, "seen": seen_on(client, clash)}
    assert "confirmed" in followed(client, client.post(f"/incidents/{clash.id}/grade", data=again))


def test_the_history_tells_who_decided_what_and_what_a_later_one_overruled(
    client: TestClient, record: Path, clash: Incident
) -> None:
    followed(client, sent(client, clash, "grade", {"grade": "confirmed", "why": "two origins"}))
    page = followed(client, sent(client, clash, "grade", {"grade": "rejected", "why": "one film"}))
    assert page.count('class="deed"') == 2
    assert "overruled" in page
    assert [one.state for one in judgements(record)] == [State.OVERRULED, State.APPLIES]


def test_the_history_of_the_desk_is_asked_by_person_verdict_and_what_became_of_it(
    client: TestClient, record: Path, clash: Incident, offensive: Incident
) -> None:
    note(record, clash.id, By("Ada", "first", exports=False))
    note(record, offensive.id, By("Ben", "second", exports=False))
    assert "2 judgements" in client.get("/judgements").text
    assert "1 judgement ·" in client.get("/judgements", params={"who": "Ada"}).text
    assert "No judgement is like that" in client.get("/judgements", params={"verdict": "same"}).text
    assert "No judgement is like that" in client.get("/judgements", params={"state": "unsettled"}).text
    of = client.get("/judgements", params={"of": offensive.id}).text
    assert "second" in of
    assert "first" not in of
    assert "is no claim or incident or report" in client.get("/judgements", params={"of": "zzz"}).text


def test_what_a_restricted_report_tells_is_shown_to_reviewers_only(record: Path, clash: Incident) -> None:
    team = team_of(record, cora=Role.CODER, rita=Role.REVIEWER)
    hidden = next(one.document for one in clash.ledger if one.count.low == 47)
    restrict(record, hidden, "rita", "a source is at risk")
    coder, reviewer = team.signed_in("cora"), team.signed_in("rita")
    page = coder.get(f"/incidents/{clash.id}").text
    assert "1 report of it is restricted" in page
    assert "47+" not in page
    assert "47+" in reviewer.get(f"/incidents/{clash.id}").text
    ref = next(f"{one.claim}.killed" for one in clash.ledger if one.document == hidden)
    assert coder.get(f"/why/{ref}").status_code != 200
    assert coder.post(f"/incidents/{clash.id}/grade", data={"grade": "confirmed"}).status_code == 403


def test_words_of_people_never_become_markup(client: TestClient, clash: Incident) -> None:
    page = followed(client, sent(client, clash, "note", {"why": "<b onclick=x>bold</b>"}))
    raw = client.get(f"/incidents/{clash.id}").text
    assert "<b onclick" not in raw
    assert "&lt;b onclick=x&gt;" in raw
    assert "bold" in page
    assert client.get("/why/" + "%3Cscript%3E").status_code in (404, 422)


def test_an_incident_without_figures_place_or_date_says_that_they_are_not_stated(
    client: TestClient, record: Path
) -> None:
    with closing(opened(record)) as store:
        bare = next(one for one in store.incidents() if not one.ledger and one.when is None)
    page = client.get(f"/incidents/{bare.id}").text
    assert "Not stated is not zero" in page
    assert "date not stated" in page
