"""The queue, fields and views in the browser, without scripts."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from recount.desk import fields, queue_looking, queueing, views
from recount.desk.judging import By, confirm, judge_different, judge_unsure, judgements, set_aside
from recount.store import opened
from recount.store.desk_work_items import far_item
from recount.store.desk_work_waiting import Waiting


def item_in(page: str) -> str:
    found = re.search(r'data-item="(\w+)"', page)
    assert found is not None
    return found[1]


def incident(record: Path) -> str:
    with closing(opened(record)) as store:
        return store.incidents()[0].id


def test_the_queue_asks_one_question_with_its_words_and_answers(client: TestClient) -> None:
    page = client.get("/queue").text
    assert item_in(page)
    assert "<mark>" in page
    assert 'data-key="a"' in page
    assert 'data-key="r"' in page


def test_an_answer_leads_to_the_next_and_is_undone(client: TestClient, record: Path) -> None:
    item = item_in(client.get("/queue?kind=new").text)
    answered = client.post(f"/queue/{item}/answer", data={"answer": "accept", "query": "kind=new"})
    assert answered.status_code == 303
    assert answered.headers["location"].startswith("/queue?kind=new&answered=")
    page = client.get(answered.headers["location"]).text
    assert item_in(page) != item
    undo = re.search(r'name="answer" value="(\w+)"', page)
    assert undo is not None
    back = client.post("/queue/undo", data={"answer": undo[1], "query": "kind=new"})
    assert back.headers["location"] == f"/queue/{item}?kind=new&answered={undo[1]}&undone=yes"
    assert item_in(client.get(back.headers["location"]).text) == item


def test_undoing_leads_on_where_its_question_is_gone(client: TestClient, record: Path) -> None:
    given = queueing.answer(record, item_in(client.get("/queue?kind=new").text), "accept", By("desk", exports=False), 3)
    with closing(opened(record)) as store:
        one = next(i for i in store.incidents() if i.id == given.incident)
    for claim in one.claims:
        set_aside(record, claim, By("somebody else", exports=False))
    back = client.post("/queue/undo", data={"answer": given.id, "query": "kind=new"})
    assert back.headers["location"] == f"/queue?kind=new&answered={given.id}&undone=gone"
    page = client.get(back.headers["location"])
    assert page.status_code == 200
    assert "Undone: Seen. What it asked is not asked any more" in page.text


def test_an_item_that_is_gone_leads_back_to_the_queue(client: TestClient) -> None:
    gone = client.get("/queue/q00000000000000000000000")
    assert gone.status_code == 404
    assert '<a href="/queue">Queue</a> ·' in gone.text


def test_no_undo_is_offered_for_a_withdrawn_judgement(client: TestClient, record: Path) -> None:
    with closing(opened(record)) as store:
        one, other = store.incidents()[:2]
    judge_different(record, one.id, other.id, By("amal", exports=False))
    for claim in one.claims:
        set_aside(record, claim, By("amal", exports=False))
    item = item_in(client.get("/queue?kind=judgement").text)
    answered = client.post(f"/queue/{item}/answer", data={"answer": "reject", "query": "kind=judgement"})
    page = client.get(answered.headers["location"]).text
    assert "judge anew" in page
    assert "Undo the last answer" not in page
    listed = client.get("/queue/answers").text
    assert "judge anew" in listed
    assert "/queue/undo" not in listed


def test_the_quick_way_gives_the_next_item_and_what_was_done(client: TestClient) -> None:
    quick = {"HX-Request": "true"}
    item = item_in(client.get("/queue?kind=new").text)
    ahead = client.post(f"/queue/{item}/next", data={"query": "kind=new"}, headers=quick)
    following = item_in(ahead.text)
    assert "<html" not in ahead.text
    told = client.post(
        f"/queue/{item}/answer", data={"answer": "accept", "query": "kind=new", "shown": following}, headers=quick
    )
    assert "Seen." in told.text
    assert "Undo" in told.text
    assert "X-Queue" not in told.headers
    assert client.post(f"/queue/{following}/hold").status_code == 204


def test_what_is_shown_ahead_and_was_answered_meanwhile_is_asked_for_anew(client: TestClient) -> None:
    item = item_in(client.get("/queue?kind=new").text)
    told = client.post(
        f"/queue/{item}/answer", data={"answer": "accept", "shown": "qgone"}, headers={"HX-Request": "true"}
    )
    assert told.headers["X-Queue"] == "moved"


def test_walking_skipping_and_giving(client: TestClient, record: Path) -> None:
    item = item_in(client.get("/queue").text)
    there = client.get(f"/queue?after={item}").headers["location"]
    assert there.startswith("/queue/q")
    assert item not in there
    following = item_in(client.get(there).text)
    assert client.get(f"/queue?before={following}").headers["location"].split("?")[0] == f"/queue/{item}"
    client.post(f"/queue/{item}/skip")
    assert item_in(client.get("/queue").text) != item
    client.post("/queue/unskip")
    assert item_in(client.get("/queue").text) == item
    client.post(f"/queue/{item}/give", data={"to": "@reviewers"})
    assert item_in(client.get("/queue?whose=reviewers").text) == item
    assert client.post(f"/queue/{item}/give", data={"to": "nobody"}).status_code == 422


def test_somebody_elses_item_says_who_looks_at_it(client: TestClient, record: Path) -> None:
    found = queueing.next_item(record, queueing.wanted(record, "bo", 3))
    assert found is not None
    page = client.get(f"/queue/{found.id}").text
    assert "<strong>bo</strong>" in page
    assert "from a moment ago on" in page
    assert client.post(f"/queue/{found.id}/answer", data={"answer": "accept"}).status_code == 409


def test_every_kind_that_waits_has_a_page(client: TestClient, record: Path) -> None:
    queueing.ready(record)
    while queue_looking.look_for_near_misses(record, 5):
        pass
    with closing(opened(record)) as store:
        ids = [one.id for one in store.incidents()]
    judge_unsure(record, ids[0], ids[1], By("bo", exports=False))
    waiting = queueing.progress(record, queueing.wanted(record, "desk", 4)).waiting
    for kind in waiting:
        answered = client.get(f"/queue?kind={kind}")
        assert answered.status_code == 200, kind
        assert item_in(answered.text)


@pytest.mark.parametrize("path", ["/queue?kind=nothing", "/queue?whose=his", "/queue/qnone", "/queue?from=yesterday"])
def test_what_can_not_be_asked_is_said(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 422)


def test_an_empty_queue_says_so(client: TestClient) -> None:
    assert "Nothing waits here." in client.get("/queue?place=Nowhere").text


def test_answers_are_listed(client: TestClient) -> None:
    assert "Nothing was answered yet." in client.get("/queue/answers").text
    item = item_in(client.get("/queue?kind=new").text)
    client.post(f"/queue/{item}/answer", data={"answer": "reject"})
    assert "Set aside." in client.get("/queue/answers").text


def test_tags_and_values_are_given_and_undone_without_scripts(client: TestClient, record: Path) -> None:
    one = incident(record)
    assert client.post("/fields", data={"name": "Checked", "kind": "yes/no"}).status_code == 303
    (field,) = fields.fields(record)
    given = client.post("/marks/value", data={"on": one, "field": field.id, "value": "yes", "back": "/fields"})
    page = client.get(given.headers["location"]).text
    assert "Checked: yes." in page
    undo = re.search(r'action="(/marks/\w+/undo)"', page)
    assert undo is not None
    client.post(undo[1], data={"back": "/fields"})
    assert fields.fields_of(record, [one]) == {}
    tagged = client.post("/marks/tag", data={"on": one, "tag": "Look", "back": "https://elsewhere.example/"})
    assert tagged.headers["location"].startswith("/?done=mark-")
    client.post("/marks/untag", data={"on": one, "tag": "look"})
    assert fields.tags(record) == ()
    refused = client.post("/marks/tag", data={"on": one, "tag": "<script>", "back": f"/incidents/{one}"})
    assert 'value="&lt;script&gt;"' in client.get(refused.headers["location"]).text  # it stands at its field
    assert fields.tags(record) == ()
    for step in ("move", "retire"):
        assert client.post(f"/fields/{field.id}/{step}", data={"by": "1"}).status_code == 303
    assert "retired" in client.get("/fields").text


def test_a_view_is_saved_watched_told_of_and_fed(client: TestClient, record: Path) -> None:
    saved = client.post("/views", data={"name": "All <b>", "query": "?order=toll&nonsense=1", "shared": "yes"})
    (view,) = views.views(record, "desk")
    assert saved.headers["location"] == f"/?order=toll&done=view-{view.id}"
    page = client.get(saved.headers["location"]).text
    assert "The view is saved." in page
    assert re.search(rf'action="/views/{view.id}/watch">.*?name="back" value="/\?order=toll"', page)
    offered = client.post(f"/views/{view.id}/watch", data={"chosen": "yes", "back": "/?order=toll"})
    assert offered.headers["location"] == "/?order=toll&said=watched"
    (view,) = views.views(record, "desk")
    assert view.watched
    for step in ("watch", "first"):
        client.post(f"/views/{view.id}/{step}", data={"chosen": "yes"})
    client.post(f"/views/{view.id}/move", data={"by": "1"})
    confirm(record, incident(record), "confirmed", By("bo", exports=False))
    page = client.get("/alerts").text
    assert re.search(r"graded confirmed\s*<span[^>]*>by bo</span>", page)
    assert client.get("/api/v1/alerts").json()["items"][0]["by"] == "bo"
    assert "All &lt;b&gt;" in page
    assert ">1 alert</a>" in page
    fed = client.get(f"/feeds/{view.token}.xml")
    assert fed.headers["content-type"].startswith("application/atom+xml")
    assert "<title>All &lt;b&gt;</title>" in fed.text
    client.post("/alerts/read")
    assert ">1 alert</a>" not in client.get("/alerts?unread=yes").text
    assert "All &lt;b&gt;" in client.get("/views").text
    client.post(f"/views/{view.id}/change", data={"name": "Else"})
    client.post(f"/views/{view.id}/token")
    assert client.get(f"/feeds/{view.token}.xml").status_code == 404
    client.post(f"/views/{view.id}/delete")
    assert views.views(record, "desk") == ()
    assert client.post("/views", data={"name": "Bad", "query": "from=yesterday"}).status_code == 422


def test_nothing_is_judged_by_looking(client: TestClient, record: Path) -> None:
    for path in ("/queue", "/queue/answers", "/fields", "/views", "/alerts"):
        assert client.get(path).status_code == 200
    assert judgements(record) == ()


def test_a_place_far_off_is_asked_about_and_doubted_on_its_incident(client: TestClient, record: Path) -> None:
    with closing(opened(record)) as store:
        one, at = next((one, one.place) for one in store.incidents() if one.place is not None)
        item = far_item(one, replace(at, name="Zawiya", country="LY"), one.claims[:1], 2430.0, at)
        with store._writing() as connection:
            Waiting(connection).put({item.id: item})
    asked = client.get(f"/queue/{item.id}").text
    assert "Does the name mean this place?" in asked
    assert "Zawiya in Libya lies 2,430 km from" in asked
    assert f"/incidents/{one.id}/correct?field=place&amp;value=" in asked
    doubted = client.get(f"/incidents/{one.id}").text
    assert "<strong>In doubt:</strong> Zawiya in Libya lies 2,430 km from" in doubted
    client.post(f"/queue/{item.id}/answer", data={"answer": "accept"})
    assert "In doubt" not in client.get(f"/incidents/{one.id}").text
