"""The codebook's pages: rules to read, examples to test, changes tried before they are adopted."""

from __future__ import annotations

import html
import re
import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from recount.codebook import conflict_codebook
from recount.desk.jobs import begun, jobs
from recount.desk.tools import BUILT_IN, rules_of


def posted(client: TestClient, path: str, **values: str) -> str:
    """Where a form leads to, once the work that it began is done."""
    answer = client.post(path, data={"csrf": csrf_of(client), **values})
    assert answer.status_code == 303, answer.text
    to = answer.headers["location"]
    if to.startswith("/jobs/"):
        for thread in threading.enumerate():
            if thread.name.startswith("job "):
                thread.join(120)
        answer = client.get(to)
        assert answer.status_code == 303, answer.text
        to = answer.headers["location"]
    return to


def csrf_of(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]*)"', client.get("/codebook").text)
    return found.group(1) if found else ""


def text_of(client: TestClient, file: str) -> str:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", client.get(f"/codebook/draft/{file}").text, re.DOTALL)
    assert found is not None
    return html.unescape(found.group(1))


def test_every_type_has_its_page(client: TestClient) -> None:
    listed = client.get("/codebook").text
    for name, one in conflict_codebook().types.items():
        assert f"/codebook/types/{name}" in listed
        assert html.escape(one.title, quote=False) in client.get(f"/codebook/types/{name}").text
    assert client.get("/codebook/types/no_such_type").status_code == 404


def test_the_weights_of_merges_are_shown(client: TestClient) -> None:
    page = client.get("/codebook/classes").text
    assert all(name in page for name in conflict_codebook().merging.weights)


def test_a_change_is_drafted_tried_and_thrown_away(client: TestClient, record: Path) -> None:
    assert posted(client, "/codebook/draft", file="siege.yaml") == "/codebook/draft/siege.yaml"
    text = text_of(client, "siege.yaml")
    changed = text.replace("[besiege, encircle, blockade,", "[besiege, starve out, encircle, blockade,")
    assert changed != text
    assert posted(client, "/codebook/draft/siege.yaml", text=changed).startswith("/codebook/draft/siege.yaml")
    assert text_of(client, "siege.yaml") == changed
    assert 'href="/codebook/draft/siege.yaml"' in client.get("/codebook").text

    page = client.get(posted(client, "/codebook/test", which="draft", of="siege")).text
    assert "examples coded as the codebook says" in page
    page = client.get(posted(client, "/codebook/effect")).text
    assert "starve out" in page
    assert "Nothing of this record would change" in page
    assert "Adopt the draft" in page  # its rules are others

    posted(client, "/codebook/draft/siege.yaml", text=text)
    page = client.get(posted(client, "/codebook/effect")).text
    assert "Nothing of this record would change" in page
    assert "The draft says what the present codebook says." in page
    assert "Adopt the draft" not in page

    posted(client, "/codebook/draft/discard")
    assert client.get("/codebook/draft/siege.yaml").status_code == 422
    assert rules_of(record, BUILT_IN) == BUILT_IN


def test_an_effect_is_told_in_words_where_a_report_has_another_main_event(client: TestClient) -> None:
    posted(client, "/codebook/draft", file="air_strike.yaml")
    text = text_of(client, "air_strike.yaml")
    changed = text.replace("- verb: [bomb, strafe,", "- verb: [strafe,")
    assert changed != text
    posted(client, "/codebook/draft/air_strike.yaml", text=changed)
    page = client.get(posted(client, "/codebook/effect"))
    assert page.status_code == 200
    assert "<dt>main event</dt><dd>no → yes</dd>" in page.text
    assert "Adopt the draft" in page.text


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        (True, False, "yes → no"),
        (None, "2017-06-03", "nothing → 2017-06-03"),
        ([], ["Raqqa", "Tabqa"], "nothing → Raqqa, Tabqa"),
        ([{"harm": "killed", "count": 4}], {}, "harm killed, count 4 → nothing"),
        (3, 4.5, "3 → 4.5"),
    ],
)
def test_an_effect_is_told_in_words_whatever_a_field_holds(
    client: TestClient, record: Path, was: object, now: object, words: str
) -> None:
    claim = {"report": "a report", "claim": "c", "quote": "They left.", "fields": ["part"], "why": []}
    moved = {**claim, "old": {"type": "siege", "part": was}, "new": {"type": "siege", "part": now}}
    made = {"reports": 1, "changes": [], "claims": [moved], "incidents": [], "totals": []}
    job = begun(record, "codebook-effect", "Effect", "somebody", "/codebook/results/{job}", lambda _: made)
    for thread in threading.enumerate():
        if thread.name.startswith("job "):
            thread.join(60)
    page = client.get(f"/codebook/results/{job.id}")
    assert page.status_code == 200
    assert f"<dd>{words}</dd>" in page.text


def test_a_mistake_in_a_draft_is_kept_and_told(client: TestClient) -> None:
    posted(client, "/codebook/draft", file="siege.yaml")
    kept = posted(client, "/codebook/draft/siege.yaml", text="type: siege\nname: [")
    page = client.get(kept).text
    assert "Kept, but it holds a mistake" in page
    assert "Mistake" in page
    assert "siege.yaml:" in page


@pytest.mark.parametrize("name", ["..%2F..%2Fetc%2Fpasswd", "_nothing.yaml", "siege.yaml.bak", "siege"])
def test_only_files_of_the_draft_can_be_opened(client: TestClient, name: str) -> None:
    posted(client, "/codebook/draft")
    assert client.get(f"/codebook/draft/{name}").status_code in (404, 422)
    answer = client.post(f"/codebook/draft/{name}", data={"csrf": csrf_of(client), "text": "x"})
    assert answer.status_code in (404, 405, 422)


def test_an_adopted_draft_is_what_the_record_is_read_by(client: TestClient, record: Path) -> None:
    posted(client, "/codebook/draft", file="siege.yaml")
    text = text_of(client, "siege.yaml").replace("gravity: 4", "gravity: 5")
    posted(client, "/codebook/draft/siege.yaml", text=text)
    page = client.get(posted(client, "/codebook/adopt")).text
    assert "The draft is adopted" in page
    assert rules_of(record, BUILT_IN).codebook == record / "codebook"
    assert "changed by this desk" in client.get("/codebook").text
    assert [one.refused for one in jobs(record)] == [("", "")]
