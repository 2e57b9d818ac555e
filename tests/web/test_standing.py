"""Places, actors and origins."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from recount.aggregates.sums import Sum
from recount.codebook.actors import actors_over
from recount.desk.aliases import doubts, said_of_names, waiting
from recount.desk.colours import colours, sides
from recount.desk.party_page import exceeds, sides_alone
from recount.desk.standing_views import parties_of, places_of, voices
from recount.desk.tools import BUILT_IN
from recount.model import OriginKind
from recount.web.pages import actors as pages
from recount.web.pages import origins as of_origins
from tests.web.conftest import SETTINGS
from tests.web.test_codebook import posted


def test_every_town_has_its_timeline(client: TestClient, record: Path) -> None:
    listed = client.get("/places").text
    towns = places_of(record, SETTINGS, BUILT_IN).value.towns
    assert towns
    for held in towns:
        address = f"/places/{quote(held.timeline.town.key)}"
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


def _numbers(page: str, column: int) -> list[int]:
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page[: page.index("</table>")], re.S)
    cells = (re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)[column] for row in rows)
    return [int(found[0].replace(",", "")) if (found := re.findall(r"[\d,]+", cell)) else 0 for cell in cells]


@pytest.mark.parametrize(
    ("address", "column"),
    [
        ("/actors?order=did", 4),
        ("/actors?order=suffered", 5),
        ("/actors?order=acts", 1),
        ("/actors?order=acted+upon", 2),
        ("/origins?order=contradicted", 7),
        ("/origins?order=figures", 5),
    ],
)
def test_lists_begin_with_what_is_asked_for(client: TestClient, address: str, column: int) -> None:
    page = client.get(address).text
    numbers = _numbers(page, column)
    assert len(numbers) > 1
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > numbers[-1]
    plain, _, order = address.partition("?order=")
    assert f'<option value="{order.replace("+", " ")}" selected>' in page
    assert "selected" in client.get(f"{plain}?order=nonsense").text


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


def test_only_newsrooms_report_on_their_own_authority(client: TestClient, record: Path) -> None:
    unnamed = [one for one in voices(record).value if not one.named]
    newsrooms = [one for one in unnamed if one.kind in (OriginKind.OUTLET, OriginKind.AGENCY)]
    assert 0 < len(newsrooms) < len(unnamed)
    listed = [client.get("/origins", params={"page": n}).text for n in range(1, 2 + len(voices(record).value) // 25)]
    assert sum(page.count("on its own authority") for page in listed) == len(newsrooms)
    for one in unnamed:
        page = client.get(f"/origins/{one.name}").text
        assert ("it reports on its own authority" in page) == (one in newsrooms)
        assert ("reports do not name it" in page) == (one not in newsrooms)


def test_a_confirmed_alias_counts_once_the_record_is_brought_together(client: TestClient, record: Path) -> None:
    rows = parties_of(record, BUILT_IN).value.rows
    unknown = next(row.name for row in rows if row.known is None)
    actor = actors_over(None).actors[0].name
    posted(client, "/actors/aliases", name=unknown, actor=actor, verdict="same", whoever="yes")
    assert waiting(record, BUILT_IN)
    assert "Bring the record together" in client.get("/actors?part=names").text
    posted(client, "/actors/together")
    assert not waiting(record, BUILT_IN)
    assert client.get(f"/actors/{actor}").status_code == 200


def test_what_was_said_of_a_name_is_undone_at_once_or_taken_back_from_the_list(
    client: TestClient, record: Path
) -> None:
    said = client.post("/actors/aliases", data={"name": "Tel Nour Men", "actor": "Islamic State", "verdict": "same"})
    page = client.get(said.headers["location"]).text
    assert "“Tel Nour Men” is Islamic State. It counts once" in page
    undo = re.search(r'action="(/actors/aliases/\w+/undo)"', page[: page.index("<main")])
    assert undo is not None
    assert "Take back: “Tel Nour Men” is Islamic State" in page
    back = client.post(undo[1], data={"back": "/actors"})
    assert "Taken back." in client.get(back.headers["location"]).text
    assert said_of_names(record, BUILT_IN) == ()
    client.post("/actors/aliases", data={"name": "Tel Nour Men", "actor": "Islamic State", "verdict": "different"})
    assert "not Islamic State" in client.get("/actors?part=names").text


def test_a_word_for_a_kind_of_people_asks_whether_it_means_the_same_whoever_speaks(client: TestClient) -> None:
    form = {"name": "militants", "actor": "Islamic State", "verdict": "same"}
    refused = client.post("/actors/aliases", data=form)
    assert refused.status_code == 422
    assert "means others with another speaker" in refused.text
    assert client.post("/actors/aliases", data={**form, "whoever": "yes"}).status_code == 303


def test_names_are_shown_with_their_sentences_and_who_speaks(client: TestClient, record: Path) -> None:
    found = doubts(record, BUILT_IN, parties_of(record, BUILT_IN).value.rows)
    assert found
    page = client.get("/actors?part=names").text
    assert page.count('class="doubt"') == min(8, len(found))
    assert "<mark>" in page
    assert "Whose word it is" in page
    assert page.count('class="spoken"') == sum(one.spoken for one in found[:8])


def test_long_lists_have_pages(client: TestClient, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGE", 5)
    monkeypatch.setattr(of_origins, "PAGE", 5)
    view = parties_of(record, BUILT_IN).value
    for address, names in (
        ("/actors", [row.name for row in view.rows]),
        ("/origins", [one.name for one in voices(record).value]),
    ):
        seen: list[str] = []
        following: str | None = address
        while following:
            page = client.get(unescape(following)).text
            listed = page[page.index("<tbody>") : page.index("</tbody>")]
            seen += [unescape(name) for name in re.findall(r'<th scope="row">.*?<a href="[^"]+">([^<]+)</a>', listed)]
            link = re.search(r'<a href="([^"]+)" rel="next"', page)
            following = link[1] if link else None
        assert seen == names
    assert "Page 1 of" in client.get("/actors?part=dyads&harm=wounded").text or len(view.dyads.rows) <= 5
    assert client.get("/origins?page=900&kind=party").status_code == 200


def test_an_alias_for_nobody_is_refused(client: TestClient, record: Path) -> None:
    token = re.search(r'name="csrf" value="([^"]*)"', client.get("/actors?part=names").text)
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
    assert (
        f'<span class="swatch-of side-3" aria-hidden="true"></span>{found[1]}'
        in client.get("/actors?part=colours").text
    )
    towns = places_of(record, SETTINGS, BUILT_IN).value.towns
    town = next(one.timeline for one in towns if any(found[1] in step.sides for step in one.timeline.steps))
    drawn = client.get(f"/places/{town.town.key}").text
    assert drawn.count('class="row side-3"') == 2, "once for wide screens, once for narrow ones"
    assert "side-1" not in drawn


def test_two_parties_cannot_have_one_colour(client: TestClient, record: Path) -> None:
    first, second, third, *_ = sides(record, BUILT_IN)
    twice = client.post("/actors/colours", data={"side": [first, second], "colour": ["blue", "blue"]})
    assert twice.status_code == 422
    assert "would stand for two parties" in twice.text
    grey = client.post("/actors/colours", data={"side": [first, third], "colour": ["grey", "grey"]})
    assert grey.status_code == 303
    assert client.post("/actors/colours", data={"side": [first], "colour": ["red"]}).status_code == 422


def test_a_party_that_fights_under_its_government_has_the_rows_of_that_side(client: TestClient, record: Path) -> None:
    view = parties_of(record, BUILT_IN).value
    sides = {dyad.agent for dyad in view.dyads.rows} | {dyad.target for dyad in view.dyads.rows}
    under = [one for one in view.rows if one.known and one.known.side in sides and one.name not in sides]
    assert under
    for row in under:
        page = client.get(f"/actors/{row.name}").text
        assert f"Of its side, {row.known.side if row.known else ''}, with what others on that side did" in page
        assert "Not told." not in page


def test_every_link_of_an_actors_page_leads_somewhere(client: TestClient, record: Path) -> None:
    for row in parties_of(record, BUILT_IN).value.rows:
        for link in re.findall(r'href="(/(?:actors|origins)/[^"]+)"', client.get(f"/actors/{row.name}").text):
            assert client.get(unescape(link)).status_code == 200, (row.name, link)


def test_every_side_of_a_dyad_is_listed_and_its_page_says_what_it_is(client: TestClient, record: Path) -> None:
    view = parties_of(record, BUILT_IN).value
    sides = {name for dyad in view.dyads.rows for name in (dyad.agent, dyad.target)}
    alone = sides - {row.name for row in view.rows}
    assert "not told" in alone
    rows = sides_alone(view)
    assert alone <= {row.name for row in rows}
    assert rows[-1].name == "not told"
    listed = client.get("/actors").text
    for name in sorted(alone):
        assert f'<a href="/actors/{quote(name)}">{name}</a>' in listed
        page = client.get(f"/actors/{quote(name)}").text
        aside = page[page.index("<aside>") :]
        if name.startswith(("unnamed", "not told")):
            assert "do not name" in aside or "not a party" in aside.casefold(), name
        else:
            assert "No report names it as a party" in aside or "no report names as a party of its own" in aside, name


def test_a_side_that_no_report_names_says_who_stood_on_it(client: TestClient, record: Path) -> None:
    view = parties_of(record, BUILT_IN).value
    named = {row.name for row in view.rows} | {one.party for one in view.totals.rows}
    sides = {one.known.side for one in view.rows if one.known and one.known.side}
    alone = sorted(side for side in sides if side not in named)
    assert alone
    page = client.get(f"/actors/{alone[0]}").text
    assert "no report names as a party of its own" in page
    member = next(one.name for one in view.rows if one.known and one.known.side == alone[0])
    assert f'href="/actors/{quote(member)}"' in page
    assert client.get(f"/?actor={quote(member)}").text.count("data-row") <= page.count("data-row")


def test_the_incidents_of_a_party_are_those_of_its_figures(client: TestClient, record: Path) -> None:
    view = parties_of(record, BUILT_IN).value
    for total in view.totals.rows:
        if total.did.whole.incidents:
            page = client.get(f"/actors/{total.party}").text
            acts = re.search(r"<dt>Acts in</dt><dd>([\d,]+) incident", page)
            assert acts is not None, total.party
            assert int(acts.group(1)) >= total.did.whole.incidents, total.party
            for key in (*total.did.whole.told, *total.did.whole.silent):
                assert f'href="/incidents/{key}"' in page, (total.party, key)


def test_parts_of_a_sum_that_exceed_it_say_so() -> None:
    def of(low: int, high: int | None) -> Sum:
        return Sum(low, None, high, ("i1",), ())

    assert exceeds(of(152, None), (of(47, None), of(152, 152)))
    assert not exceeds(of(152, None), (of(47, None), of(100, 105)))
    assert not exceeds(of(152, None), (of(152, 152), Sum(0, None, None, (), ("i1",))))
