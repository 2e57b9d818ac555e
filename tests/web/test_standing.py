"""Places, actors and origins."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.testclient import TestClient

from recount.codebook.actors import actors_over
from recount.desk.aliases import waiting
from recount.desk.colours import colours, sides
from recount.desk.standing_views import parties_of, places_of, voices
from recount.desk.tools import BUILT_IN
from tests.web.conftest import SETTINGS
from tests.web.test_codebook import posted


def test_every_town_has_its_timeline(client: TestClient, record: Path) -> None:
    listed = client.get("/places").text
    towns = places_of(record, SETTINGS, BUILT_IN).value.towns
    assert towns
    for held in towns:
        address = f"/places/{held.timeline.town.key}"
        assert address in listed
        page = client.get(address)
        assert page.status_code == 200
        assert page.text.count('id="step-') == len(held.timeline.steps)
    assert client.get("/places/nowhere").status_code == 404


def test_places_are_found_by_name(client: TestClient) -> None:
    page = client.get("/places", params={"named": "al-qary"}).text
    assert "al-Qaryatain" in page
    assert "Manbij" not in page
    assert "No report speaks of who holds a place" in client.get("/places", params={"named": "<b>zz"}).text


def test_every_party_has_its_page(client: TestClient, record: Path) -> None:
    rows = parties_of(record, BUILT_IN).value.rows
    assert rows
    for row in rows:
        assert client.get(f"/actors/{row.name}").status_code == 200, row.name
    assert client.get("/actors", params={"harm": "wounded"}).status_code == 200
    assert client.get("/actors/no such party").status_code == 404


def test_sums_of_parties_say_how_many_of_their_incidents_the_desk_has_graded(client: TestClient, record: Path) -> None:
    party = next(row.name for row in parties_of(record, BUILT_IN).value.rows if row.known and row.agent_in)
    for address in ("/actors", f"/actors/{party}"):
        assert re.search(r"read by machine: [\d,]+ of [\d,]+ incidents? (is|are) graded", client.get(address).text)


def test_every_origin_has_its_page(client: TestClient, record: Path) -> None:
    for one in voices(record).value:
        page = client.get(f"/origins/{one.name}", params={"show": "alone"})
        assert page.status_code == 200, one.name
        found = re.search(r"(\d+) incidents?", page.text)
        assert (found is not None) == bool(one.alone)
    assert client.get("/origins/nobody").status_code == 404


def test_a_confirmed_alias_counts_once_the_record_is_brought_together(client: TestClient, record: Path) -> None:
    rows = parties_of(record, BUILT_IN).value.rows
    unknown = next(row.name for row in rows if row.known is None)
    actor = actors_over(None).actors[0].name
    posted(client, "/actors/aliases", name=unknown, actor=actor, verdict="same")
    assert waiting(record, BUILT_IN)
    assert "Bring the record together" in client.get("/actors").text
    posted(client, "/actors/together")
    assert not waiting(record, BUILT_IN)
    assert client.get(f"/actors/{actor}").status_code == 200


def test_an_alias_for_nobody_is_refused(client: TestClient, record: Path) -> None:
    token = re.search(r'name="csrf" value="([^"]*)"', client.get("/actors").text)
    form = {"csrf": token.group(1) if token else "", "name": "x", "actor": "nobody at all", "verdict": "same"}
    answer = client.post("/actors/aliases", data=form)
    assert answer.status_code == 422
    assert "is not in the alias files" in answer.text
    assert not (record / "actors.yaml").exists()


def test_a_party_has_one_colour_on_all_pages_which_the_desk_chooses(client: TestClient, record: Path) -> None:
    found = sides(record, BUILT_IN)
    assert len(found) > 3
    assert len(set(colours(record, BUILT_IN).values())) == len(colours(record, BUILT_IN)) <= 6
    chosen = {found[1]: "green", found[3]: "grey"}
    client.post("/actors/colours", data={"side": [*chosen, found[0]], "colour": [*chosen.values(), ""]})
    assert colours(record, BUILT_IN) == {found[1]: 3, found[3]: 7}
    assert f'<span class="swatch-of side-3" aria-hidden="true"></span>{found[1]}' in client.get("/actors").text
    towns = places_of(record, SETTINGS, BUILT_IN).value.towns
    town = next(one.timeline for one in towns if any(found[1] in step.sides for step in one.timeline.steps))
    drawn = client.get(f"/places/{town.town.key}").text
    assert drawn.count('class="row side-3"') == 1
    assert "side-1" not in drawn


def test_two_parties_cannot_have_one_colour(client: TestClient, record: Path) -> None:
    first, second, third, *_ = sides(record, BUILT_IN)
    twice = client.post("/actors/colours", data={"side": [first, second], "colour": ["blue", "blue"]})
    assert twice.status_code == 422
    assert "would stand for two parties" in twice.text
    grey = client.post("/actors/colours", data={"side": [first, third], "colour": ["grey", "grey"]})
    assert grey.status_code == 303
    assert client.post("/actors/colours", data={"side": [first], "colour": ["red"]}).status_code == 422
