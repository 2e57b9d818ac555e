"""The overview: what the address asks for stands in list, chips, tables and points."""

from __future__ import annotations

import base64
import re
import shutil
import struct
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import QueryParams

from recount.desk.aliases import Doubt
from recount.errors import RecordError
from recount.export.wording import plural
from recount.store import opened_or_made
from recount.web.filters import address, asking_in, chips
from recount.web.pages import overview

QUICK = {"HX-Request": "true"}


def _total(words: str) -> int:
    return int(words.split('id="found-title"')[1].split(">")[1].split()[0].replace(",", ""))


def _column(sent: dict[str, Any], name: str) -> list[int]:
    raw = base64.b64decode(sent[name])
    return list(struct.unpack(f"<{len(raw) // 4}i", raw))


def test_the_overview_shows_list_filter_tables_and_a_map(client: TestClient) -> None:
    page = client.get("/").text
    assert page.count("data-row") >= 30
    for part in ('id="filters"', 'id="time-table"', 'id="places-table"', "<svg", 'id="aside"'):
        assert part in page


def test_a_figure_has_the_same_words_on_every_page_and_in_the_api(client: TestClient) -> None:
    items = client.get("/api/v1/incidents", params={"limit": 200}).json()["items"]
    (one,) = [item for item in items if (item["wounded"] or {}).get("words") == "more than 400"]
    assert one["wounded"]["low"] == 401
    address = f"/incidents/{one['id']}"
    for page in ("/", "/?wounded=400", address, f"/why/{one['id']}.wounded"):
        text = client.get(page).text
        assert "more than 400" in text, page
        assert not re.search(r"\b401(\+| or more|–| wounded| people)", text), page
    claim = next(name for name in re.findall(r'id="c-(\w+)"', client.get(f"/why/{one['id']}.wounded").text))
    report = re.search(r'href="(/reports/[^"#]+)[^"]*#c-' + claim, client.get(address).text)
    assert report is not None
    assert "401" not in client.get(unescape(report.group(1))).text.split("<main")[1]


def test_an_empty_record_says_how_to_begin(client: TestClient, record: Path) -> None:
    assert "No report is in the record yet" not in client.get("/?text=nothingofthekind").text
    shutil.rmtree(record)
    opened_or_made(record).close()
    page = client.get("/").text
    assert "No report is in the record yet." in page
    assert '<a href="/sources#hand-in">Hand some in</a>' in page
    assert "No incident meets these filters" not in page


def test_an_address_says_the_same_whoever_writes_it() -> None:
    query = (
        "from=2017-06-05&to=2017-06-06&place=Raqqa&country=SY&type=air_strike&actor=army&origin=Observatory"
        "&grade=none&status=happened&killed=3&origins=2&near=35.95,39.01,10&contested=yes&undated=also&text=market"
        "&order=toll&without=riot&totals=no"
    )
    written = address(asking_in(QueryParams(query)))
    assert address(asking_in(QueryParams(written.partition("?")[2]))) == written
    assert "near=35.95,39.01,10" in written
    assert "killed=3" in written


def test_each_filter_is_a_chip_that_takes_it_away() -> None:
    asking = asking_in(QueryParams("from=2017-06-05&to=2017-06-06&place=Raqqa&wounded=5&text=market"))
    words = {chip.words: chip.without for chip in chips(asking)}
    assert set(words) == {"5–6 Jun 2017", "at Raqqa", "5 or more wounded", "“market”"}
    assert "place" not in words["at Raqqa"]
    assert "text=market" in words["at Raqqa"]


def test_days_given_the_wrong_way_round_are_turned() -> None:
    asking = asking_in(QueryParams("from=2017-07-01&to=2017-06-01"))
    assert address(asking) == "/?from=2017-06-01&to=2017-07-01"


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "killed=-1",
        "killed=1e9",
        "box=1,2,3",
        "box=nan,0,1,1",
        "near=0,0,inf",
        "status=finished",
        "order=random",
        "undated=perhaps",
        "contested=1",
        f"text={'a' * 401}",
        "&".join(f"place=p{n}" for n in range(61)),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_remedy(client: TestClient, query: str) -> None:
    with pytest.raises(RecordError):
        asking_in(QueryParams(query))
    answer = client.get(f"/?{query}")
    assert answer.status_code == 422
    assert "the filter “" in answer.text


def test_a_form_without_scripts_leads_to_a_tidy_address(client: TestClient) -> None:
    answer = client.get("/?from=&to=&place=Raqqa&actor=&toll=&harm=killed&origins=")
    assert (answer.status_code, answer.headers["location"]) == (303, "/?place=Raqqa")
    answer = client.get("/?toll=10&harm=wounded")
    assert answer.headers["location"] == "/?wounded=10"


def test_a_quick_answer_is_only_what_changes(client: TestClient) -> None:
    part = client.get("/?part=list&place=Raqqa", headers=QUICK).text
    assert "<html" not in part
    assert 'id="found"' in part
    assert 'id="chips"' in part
    assert 'id="filters"' not in part
    assert 'id="aside"' in part
    tables = client.get("/?part=tables", headers=QUICK).text
    assert 'id="time-table"' in tables
    assert 'id="picture"' not in tables
    assert 'id="picture"' in client.get("/?part=drawn&place=Raqqa", headers=QUICK).text
    assert client.get("/?part=secrets", headers=QUICK).status_code == 422


def test_points_are_all_incidents_asked_for(client: TestClient) -> None:
    total = _total(client.get("/").text)
    sent = client.get("/points.json").json()
    place, first, last = (_column(sent, name) for name in ("place", "first", "last"))
    assert len(place) == len(first) == len(last) == len(_column(sent, "family")) == total
    assert max(place) == len(sent["places"]["name"]) - 1
    assert all(a <= b for a, b in zip(first, last, strict=True))


def test_what_neither_map_nor_timeline_shows_is_told_beside_the_list(client: TestClient) -> None:
    sent = client.get("/points.json").json()
    place, first = (_column(sent, name) for name in ("place", "first"))
    country = sum(n >= 0 and sent["places"]["precision"][n] == 4 for n in place)
    told = client.get("/?part=list", headers=QUICK).text.split('id="aside"')[1]
    assert f">{plural(place.count(-1), 'incident')} not on the map</a>" in told
    assert (f"{plural(country, 'incident')} known to the country only: " in told) == (country > 0)
    assert f">{plural(first.count(-(2**31)), 'incident')} without a date</a>" in told


def test_points_that_are_held_already_are_not_sent_again(client: TestClient) -> None:
    mark = client.get("/points.json").headers["etag"]
    assert client.get("/points.json", headers={"If-None-Match": mark}).status_code == 304


def test_many_points_go_out_compressed_to_who_takes_that(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = client.get("/points.json", headers={"Accept-Encoding": "gzip"})
    monkeypatch.setattr("recount.web.pages.overview._LARGE", 10)
    packed = client.get("/points.json", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json() == client.get("/points.json", headers={"Accept-Encoding": ""}).json()


def test_brushed_days_keep_what_may_have_happened_on_them(client: TestClient) -> None:
    sent = client.get("/points.json").json()
    first, last = (_column(sent, name) for name in ("first", "last"))
    dated = sorted(day for day in first if day > -(2**31))
    day = dated[len(dated) // 2]
    within = sum(a <= day <= b for a, b in zip(first, last, strict=True) if a > -(2**31))
    iso = date.fromordinal(day + 719_163).isoformat()
    assert _total(client.get(f"/?from={iso}&to={iso}").text) == within


def test_the_next_lines_follow_on_those_shown(client: TestClient) -> None:
    page = client.get("/").text
    if "data-more" in page:
        more = page.split("data-more")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
        assert "data-row" in client.get(f"{more}&part=more", headers=QUICK).text


def test_a_search_leads_to_an_incident_by_its_id_and_else_to_the_list(client: TestClient) -> None:
    page = client.get("/").text
    name = page.split('href="/incidents/')[1].split('"')[0]
    assert client.get(f"/search?text={name}").headers["location"] == f"/incidents/{name}"
    assert (
        client.get("/search?text=market+square&place=Raqqa").headers["location"] == "/?place=Raqqa&text=market+square"
    )


def test_nothing_found_is_said_with_a_remedy(client: TestClient) -> None:
    page = client.get("/?place=nowhere-at-all").text
    assert "No incident meets these filters." in page
    assert _total(page) == 0


def test_words_in_the_address_never_become_markup(client: TestClient) -> None:
    page = client.get("/", params={"place": "<script>alert(1)</script>", "text": '"><img src=x>'}).text
    assert "<script>alert" not in page
    assert "<img" not in page


def test_a_place_that_is_not_known_is_said_so_with_those_like_it(client: TestClient) -> None:
    page = client.get("/?place=Raqa").text
    assert "No incident lies in a place called “Raqa”." in page
    assert 'href="/?place=Raqqa"' in page
    assert "in a place called" not in client.get("/?place=Raqqa&from=1990-01-01&to=1990-01-02").text
    odd = client.get("/", params={"place": "<b>Qwxyz"}).text
    assert "“&lt;b&gt;Qwxyz”" in odd
    assert "Known by a name like it" not in odd


def test_names_like_an_actor_s_are_told_of_beside_what_is_found(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    like = Doubt("Raqa <Council>", 2, ("Raqqa Council",))
    monkeypatch.setattr(overview, "doubts_about", lambda *_: (like,))
    page = client.get("/?actor=Raqqa+Council").text
    assert "Names like it, which are not among these" in page
    assert '<a href="/?actor=Raqa%20%3CCouncil%3E">“Raqa &lt;Council&gt;”</a> (2 incidents)' in page
    assert "Names like it" not in client.get("/").text


def test_a_part_of_a_page_is_kept_by_no_browser(client: TestClient) -> None:
    whole, part = client.get("/?place=Raqqa"), client.get("/?place=Raqqa", headers=QUICK)
    assert part.headers["cache-control"] == "no-store"
    assert whole.headers["vary"] == part.headers["vary"] == "HX-Request"
    incident = whole.text.split('href="/incidents/')[1].split('"')[0]
    for at in (f"/incidents/{incident}?as_of=2017-01-01", f"/why/{incident}.place?fragment=1", "/?from=never"):
        assert client.get(at, headers=QUICK).headers["cache-control"] == "no-store", at


@pytest.mark.parametrize(
    ("asked", "tidy"),
    [
        ("place=Raqqa&radius=40", "/?near=35.9528,39.0079,40,Ar+Raqqah"),
        ("where=raqqa&radius=40&type=air_strike", "/?type=air_strike&near=35.9528,39.0079,40,Ar+Raqqah"),
        ("place=Manbij&where=Raqqa&radius=40", "/?place=Manbij&near=35.9528,39.0079,40,Ar+Raqqah"),
        ("place=Raqqa&where=Raqqa&radius=40", "/?near=35.9528,39.0079,40,Ar+Raqqah"),
        ("where=36.5,+38.25&radius=7.5", "/?near=36.5,38.25,7.5"),
        ("near=36.5,38.25,7.5,Somewhere&where=&radius=9", "/?near=36.5,38.25,9,Somewhere"),
        ("near=36.5,38.25,7.5,Somewhere&where=&radius=", "/?place=Somewhere"),
        ("near=36.5,38.25,7.5&where=&radius=", "/"),
        ("where=Raqqa&radius=", "/?place=Raqqa"),
    ],
)
def test_kilometres_around_a_place_become_a_circle_of_the_address(client: TestClient, asked: str, tidy: str) -> None:
    assert client.get(f"/?{asked}").headers["location"] == tidy


def test_what_is_known_too_roughly_for_an_area_is_told_and_can_be_taken_in(client: TestClient) -> None:
    (region,) = {
        (one["place"]["lat"], one["place"]["lon"])
        for one in client.get("/api/v1/incidents", params={"limit": 200}).json()["items"]
        if one["place"] and (one["place"]["name"], one["place"]["precision"]) == ("Raqqa", "governorate")
    }
    circle = f"near={region[0]},{region[1]},5"
    page = client.get(f"/?{circle}").text
    told = int(re.search(r'rough=only" data-quick>(\d+) incidents? that may have been there', page)[1])  # type: ignore[index]
    only, also = client.get(f"/?{circle}&rough=only").text, client.get(f"/?{circle}&rough=also").text
    assert _total(only) == told > 0
    assert _total(also) == told + _total(page)
    assert "perhaps there: a region or country" in only
    assert "may have been there" not in only
    for rough in ("", "&rough=only", "&rough=also"):
        listed = _total(client.get(f"/?{circle}{rough}").text)
        assert client.get(f"/api/v1/incidents?{circle}{rough}").json()["total"] == listed
        assert len(_column(client.get(f"/points.json?{circle}{rough}").json(), "place")) == listed
    assert client.get("/?rough=only").text.count("perhaps there") == 0
    assert client.get("/?near=35,39,5&rough=maybe").status_code == 422


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("radius=40", "needs one place"),
        ("place=Raqqa&place=Manbij&radius=40", "around 2 places"),
        ("place=Syria&radius=40", "is a country"),
        ("place=Qwxyzzy&radius=40", "is not in the gazetteer"),
        ("place=Raqqa&radius=far", "is no number of kilometres"),
        ("place=Raqqa&radius=-1", "is no number of kilometres"),
        ("place=Springfield&radius=10", "may be several"),
    ],
)
def test_a_circle_that_cannot_be_meant_is_refused(client: TestClient, asked: str, words: str) -> None:
    answer = client.get(f"/?{asked}")
    assert answer.status_code == 422
    assert words in unescape(answer.text)
    assert 'id="filters"' in answer.text
    assert client.get(f"/?{asked}", headers=QUICK).status_code == 422
    assert client.get(f"/api/v1/incidents?{asked}").status_code == 422


def test_of_several_places_of_a_name_each_is_offered_and_the_rest_of_the_filter_stands(client: TestClient) -> None:
    page = client.get("/?where=Springfield&radius=10&type=air_strike").text
    offered = re.findall(
        r'<a href="(/\?type=air_strike&amp;near=[^"]+,10,Springfield[^"]+)">(Springfield[^<]+)</a>', page
    )
    assert len(offered) > 1
    assert any("United States" in name for _, name in offered)
    assert "within 10 km of Springfield" in client.get(unescape(offered[0][0])).text
    assert 'aria-label="air strike: take this filter away"' in page
    assert "at Springfield" not in page


@pytest.mark.parametrize("words", ["Tabqa", "Tabqa, Syria", "tabqa, Raqqa, Syria", "Tabqa, SY"])
def test_a_place_is_found_by_its_name_and_what_it_lies_in(client: TestClient, words: str) -> None:
    sent = client.get("/", params={"where": words, "radius": "10"})
    assert sent.headers["location"].startswith("/?near=35.8376,38.5483,10,")


def test_programs_ask_for_kilometres_around_a_place(client: TestClient) -> None:
    around, drawn = (
        client.get("/api/v1/incidents", params=asked).json()["total"]
        for asked in ({"place": "Raqqa", "radius": "40"}, {"near": "35.9528,39.0079,40"})
    )
    assert around == drawn > 0


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("type=air_srike", "There is no kind of event “air_srike”. Is it “air_strike”?"),
        ("without=nothing_such", "There is no kind of event “nothing_such”."),
        ("country=ZZ", "There is no country with the code “ZZ”."),
        ("grade=splendid", "There is no grade “splendid”."),
        ("tag=never-given", "There is no tag “never-given”."),
        ("min_killed=3", "“min_killed” in the address is no filter, and nothing was asked by it. Is it “killed”?"),
        ("foo=bar", "“foo” in the address is no filter"),
    ],
)
def test_what_there_is_nothing_of_is_said_plainly(client: TestClient, asked: str, words: str) -> None:
    assert words in client.get(f"/?{asked}").text
    assert 'class="strange"' not in client.get("/?type=air_strike&grade=none&country=SY").text


def test_types_are_left_out(client: TestClient) -> None:
    whole, some = _total(client.get("/").text), _total(client.get("/?type=air_strike").text)
    left = client.get("/?without=air_strike").text
    assert _total(left) == whole - some
    assert "without air strike" in left
