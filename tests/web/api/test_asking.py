"""The API as programs ask it: forms of an answer, pages of a list, marks, refusals."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from recount.desk import fields
from recount.desk.lines.incidents import incident_line
from recount.desk.lines.reports import report_line
from recount.desk.report_page import report_page
from recount.export.csv import harmless, table_text
from recount.model import Harm, Precision, Status
from recount.model.claim import PlacePrecision
from recount.reading.formats import MAX_CODED
from recount.store import opened, opened_or_made
from recount.store.finding_rows import Row
from recount.web.api.asking import is_list
from recount.web.api.description import routes
from recount.web.api.fields import FIELDS, SHAPES
from recount.web.api.rows import COLUMNS, cells, features
from recount.web.app import make_app
from recount.web.options import WebOptions
from recount.web.pages import ROUTERS
from tests.web.conftest import SETTINGS

BASE = "/api/v1"


def first_of(client: TestClient, query: str = "killed=1") -> dict[str, object]:
    """The first incident that a filter keeps."""
    (one,) = client.get(f"{BASE}/incidents?limit=1&{query}").json()["items"]
    return dict(one)


def test_a_list_is_read_page_by_page_to_its_end(client: TestClient) -> None:
    whole = client.get(f"{BASE}/incidents?limit=1000").json()
    assert whole["next"] is None
    assert len(whole["items"]) == whole["total"]
    found, after = [], ""
    while after is not None:
        answer = client.get(f"{BASE}/incidents", params={"limit": 7, "after": after})
        page = answer.json()
        assert ('rel="next"' in answer.headers.get("link", "")) is (page["next"] is not None)
        found += page["items"]
        after = page["next"]
    assert found == whole["items"]
    assert client.get(f"{BASE}/incidents?after=nowhere").status_code == 422


def test_every_list_has_pages(client: TestClient) -> None:
    told = client.get(f"{BASE}/openapi.json").json()["paths"]
    for route in routes():
        if "GET" in (route.methods or ()) and is_list(route):
            named = {one["name"] for one in told[route.path]["get"]["parameters"]}
            assert {"limit", "after"} <= named, route.path


def test_reports_and_judgements_are_read_page_by_page(client: TestClient) -> None:
    some = [one["id"] for one in client.get(f"{BASE}/incidents?limit=3").json()["items"]]
    for one in some:
        client.post(f"{BASE}/judgements", json={"verdict": "note", "on": one, "why": "seen"})
    for path in ("reports", "judgements"):
        whole = client.get(f"{BASE}/{path}?limit=1000").json()
        found: list[object] = []
        after = ""
        while after is not None:
            page = client.get(f"{BASE}/{path}", params={"limit": 2, "after": after}).json()
            found, after = found + page["items"], page["next"]
        assert found == whole["items"]
        assert len(found) == whole["total"] > 2
    assert client.get(f"{BASE}/reports?limit=1001").status_code == 422


def test_reports_are_asked_by_the_days_that_they_came_out_on(client: TestClient) -> None:
    whole = client.get(f"{BASE}/reports?limit=1000").json()["total"]
    kept = client.get(f"{BASE}/reports?from=2017-01-01&to=2017-12-31&limit=1000").json()["total"]
    assert 0 < kept < whole
    refused = client.get(f"{BASE}/reports?from=2017-12-31&to=2017-01-01")
    assert (refused.status_code, refused.json()["error"]["source"]) == (422, "the filter “to”")


def test_filters_are_those_of_the_overview(client: TestClient) -> None:
    kept = client.get(f"{BASE}/incidents?killed=10&limit=1000").json()["items"]
    assert kept
    assert all(max(one["killed"]["most"], one["killed"]["high"] or 0) >= 10 for one in kept)
    refused = client.get(f"{BASE}/incidents?killed=many")
    assert refused.status_code == 422
    assert refused.json()["error"]["remedy"] == "Write it in digits."


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("killd=100", "Is it “killed”?"),
        ("bogus=1", "There are: limit, after, format, from, to"),
        ("as_of=2017-06-05", "is not known here"),
        ("killed=1&killed=5", "was given more than once"),
        ("killed=1&wounded=5", "can't be asked beside “killed”"),
        ("from=2018-01-01&to=2017-01-01", "is a day before “from”"),
        ("type=air_stike", "Is it “air_strike”?"),
        ("country=Syria", "two letters"),
        ("grade=sure", "There are: confirmed"),
    ],
)
def test_a_filter_that_is_none_is_refused_and_the_right_ones_are_named(
    client: TestClient, query: str, said: str
) -> None:
    refused = client.get(f"{BASE}/incidents?{query}")
    assert refused.status_code == 422
    assert said in refused.text
    for path in ("timeline", "points", "facets", "totals"):
        assert client.get(f"{BASE}/{path}?{query}").status_code == 422, path
    view = client.post(f"{BASE}/views", json={"name": "one", "query": query})
    assert view.status_code == 422


def test_filters_that_may_hold_are_asked(client: TestClient) -> None:
    for query in ("type=air_strike&type=shelling", "country=SY", "grade=none", "grade=confirmed", "origin=medics"):
        assert client.get(f"{BASE}/incidents?{query}").status_code == 200, query
    assert client.get(f"{BASE}/facets?limit=5").status_code == 422  # a parameter of another address


def test_every_list_is_given_as_a_table(client: TestClient, record: Path) -> None:
    key = str(first_of(client)["id"])
    fields.tag(record, key, "to check", "Amal")
    client.post(f"{BASE}/judgements", json={"verdict": "note", "on": key, "why": "=look; at it"})
    for route in routes():
        if not is_list(route) or "{" in route.path or route.path == f"{BASE}/incidents":
            continue
        told = client.get(route.path).json()
        for answer in (
            client.get(f"{route.path}?format=csv"),
            client.get(route.path, headers={"Accept": "application/xml;q=0.1, text/csv"}),
        ):
            assert answer.headers["content-type"] == "text/csv; charset=utf-8", route.path
            rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
            assert len(rows) == len(told["items"]), route.path
            for row, item in zip(rows, told["items"], strict=True):
                assert {name for name in item if not isinstance(item[name], dict)} <= row.keys() | item.keys()
                assert {name: row[name] for name in item if name in row and isinstance(item[name], str | int)
                        and not isinstance(item[name], bool)} == {
                    name: harmless(value) for name, value in item.items()
                    if name in row and isinstance(value, str | int) and not isinstance(value, bool)
                }  # fmt: skip
        assert client.get(f"{route.path}?format=xml").status_code == 406
    (judged,) = csv.DictReader(io.StringIO(client.get(f"{BASE}/judgements?format=csv").text.removeprefix("\ufeff")))
    assert (judged["on_id"], judged["why"], judged["withdrawn_when"]) == (key, "'=look; at it", "")


@pytest.mark.parametrize("path", ["totals", "parties", "dyads", "coverage", "delay", "timeline"])
def test_sums_are_given_as_tables(client: TestClient, path: str) -> None:
    whole = client.get(f"{BASE}/{path}").json()
    for query, headers in (("?format=csv", {}), ("", {"Accept": "text/csv"})):
        answer = client.get(f"{BASE}/{path}{query}", headers=headers)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.text.startswith("\ufeff")
        assert answer.text.count("\ufeff") == 1
        rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
        assert rows
        told = whole.get("bins") or whole.get("rows") or whole.get("periods")
        assert len(rows) >= len(told)
    assert client.get(f"{BASE}/{path}?format=geojson").status_code == 406
    assert client.get(f"{BASE}/{path}?format=json").json() == whole


def test_a_table_of_time_says_what_lies_in_none_of_its_rows(client: TestClient) -> None:
    whole = client.get(f"{BASE}/timeline").json()
    rows = list(csv.DictReader(io.StringIO(client.get(f"{BASE}/timeline?format=csv").text.removeprefix("\ufeff"))))
    days = [row for row in rows if row["first"]]
    assert [row["first"] for row in days] == [one["first"] for one in whole["bins"]]
    assert [int(row["incidents"]) for row in days] == [one["total"] for one in whole["bins"]]
    besides = {row[whole["families"][0]]: int(row["incidents"]) for row in rows if not row["first"]}
    told = {"without a date": whole["undated"], "before": whole["before"], "after": whole["after"]}
    assert besides == {why: number for why, number in told.items() if number}


def test_a_form_that_there_is_not_is_refused(client: TestClient) -> None:
    key = first_of(client)["id"]
    for path in ("incidents", "reports", f"incidents/{key}", "facets"):
        refused = client.get(f"{BASE}/{path}", headers={"Accept": "image/png, text/csv;q=0, application/geo+json;q=0"})
        assert refused.status_code == 406, path
        assert "application/json" in refused.json()["error"]["what"]
        assert client.get(f"{BASE}/{path}", headers={"Accept": "text/html, */*;q=0.1"}).status_code == 200
    assert client.get(f"{BASE}/facets", headers={"Accept": "text/csv"}).status_code == 406
    assert client.get(f"{BASE}/incidents/{key}?format=csv").status_code == 406
    assert client.get(f"{BASE}/facets?format=csv").status_code == 406
    assert client.get(f"{BASE}/facets?format=json").status_code == 200
    refused = client.get(f"{BASE}/incidents?format=xml").json()["error"]
    assert refused["what"] == "There is no form “xml” of it, only json and geojson and csv."
    assert "`format`" in refused["remedy"]
    assert client.get(f"{BASE}/reports?format=geojson").status_code == 406
    assert client.get(f"{BASE}/reports?format=csv", headers={"Accept": "image/png"}).status_code == 200
    liked = {"Accept": "application/json;q=0.2, application/geo+json"}
    assert client.get(f"{BASE}/incidents", headers=liked).headers["content-type"] == "application/geo+json"


def test_heads_are_answered_without_bodies(client: TestClient) -> None:
    for path in (f"{BASE}/incidents", f"{BASE}/docs", "/", "/sources", "/static/desk.css"):
        whole, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (200, b""), path
        assert head.headers["content-type"] == whole.headers["content-type"]
    assert client.head(f"{BASE}/incidents").headers["etag"] == client.get(f"{BASE}/incidents").headers["etag"]
    assert client.head(f"{BASE}/incidents/none-such").status_code == 404


def test_incidents_are_given_as_features_and_as_a_table(client: TestClient) -> None:
    told = client.get(f"{BASE}/incidents?limit=1000").json()
    features = client.get(f"{BASE}/incidents?limit=1000", headers={"Accept": "application/geo+json"})
    assert features.headers["content-type"] == "application/geo+json"
    assert [one["properties"] for one in features.json()["features"]] == told["items"]
    table = client.get(f"{BASE}/incidents?limit=1000&format=csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [one["id"] for one in told["items"]]


def test_a_table_is_read_by_a_spreadsheet_as_it_is_meant(client: TestClient, record: Path) -> None:
    key = str(first_of(client, "unplaced=no")["id"])
    fields.tag(record, key, "to check", "Amal")
    answer = client.get(f"{BASE}/incidents?limit=1000&format=csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")  # without it Excel takes it for another encoding
    assert answer.content.count(b"\r\n") > 10
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))}
    assert rows[key]["tags"] == "to check"
    assert float(rows[key]["latitude"])  # a number, and none with an apostrophe before it
    features = client.get(f"{BASE}/incidents?limit=1000&format=geojson").json()["features"]
    for one in features:
        place = one["properties"]["place"]
        if place["lat"] is None:
            assert one["geometry"] is None
            assert rows[one["id"]]["latitude"] == rows[one["id"]]["longitude"] == ""
        else:
            assert one["geometry"] == {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
    assert {one["geometry"] is None for one in features} == {True, False}
    assert next(one for one in features if one["id"] == key)["properties"]["tags"] == ["to check"]


def test_places_south_and_west_are_written_as_numbers() -> None:
    row = Row(
        "i1", "", "shelling", Status.HAPPENED, "", None, None, Precision.UNKNOWN, "", "Lima", (), "", "PE",
        PlacePrecision.EXACT, -12.04, -77.03, ("@army", "-x"), (), None, None, False, 1, 1, None, None, None, 0,
    )  # fmt: skip
    (line,) = csv.DictReader(io.StringIO(table_text(COLUMNS, [cells(row, {})])))
    assert (line["latitude"], line["longitude"]) == ("-12.04", "-77.03")
    assert line["agents"] == "'@army;' -x"
    assert features([row], {})[0]["geometry"] == {"type": "Point", "coordinates": [-77.03, -12.04]}


def test_a_report_longer_than_is_coded_says_how_far_it_is(client: TestClient, record: Path) -> None:
    (one,) = client.get(f"{BASE}/reports?text=mashlab").json()["items"][:1]
    whole = client.get(f"{BASE}/reports/{one['id']}").json()
    assert whole["coded"] == whole["length"]
    page = report_page(record, one["id"])
    long = replace(page, document=replace(page.document, text="one two " * (MAX_CODED // 8 + 2)))
    line = report_line(long, str, (), None)
    assert MAX_CODED - 8 <= line["coded"] <= MAX_CODED < line["length"]


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    for path in ("incidents", "facets", f"incidents/{first_of(client)['id']}", "codebook"):
        answer = client.get(f"{BASE}/{path}")
        mark = answer.headers["etag"]
        again = client.get(f"{BASE}/{path}", headers={"If-None-Match": f'"other", {mark}'})
        assert (again.status_code, again.content) == (304, b"")


def test_an_incident_has_its_words_figures_reasons_and_origins(client: TestClient) -> None:
    key = first_of(client, "origins=2&killed=1")["id"]
    whole = client.get(f"{BASE}/incidents/{key}").json()
    assert {one["id"] for one in whole["claims"]} == set(whole["incident"]["claims"])
    assert {one["id"] for one in whole["reports"]} == set(whole["incident"]["reports"])
    ledger = client.get(f"{BASE}/incidents/{key}/ledger?harm=killed&rule=ucdp").json()
    assert ledger["rule"]["name"] == "ucdp"
    assert {one["harm"] for one in ledger["tolls"]} == {Harm.KILLED}
    early = client.get(f"{BASE}/incidents/{key}/ledger?as_of={ledger['days'][0]}").json()
    assert early["as_of"]["day"] == ledger["days"][0]
    assert len(early["tolls"]) <= len(client.get(f"{BASE}/incidents/{key}/ledger").json()["tolls"])
    assert client.get(f"{BASE}/incidents/{key}/ledger?rule=guess").status_code == 422
    assert client.get(f"{BASE}/incidents/{key}/merges").json()["merges"]
    assert len(client.get(f"{BASE}/incidents/{key}/origins").json()["origins"]) >= 2
    told = client.get(f"{BASE}/why/{key}.killed").json()
    for one in told["evidence"]:
        text = client.get(f"{BASE}/reports/{one['report']['id']}/text").json()["text"]
        assert all(text[part["start"] : part["end"]] == part["text"] for part in one["sentences"])


def test_an_incident_says_what_it_is_told_to_be_part_of(client: TestClient, record: Path) -> None:
    with closing(opened(record)) as store:
        one = store.incidents()[0]
    assert client.get(f"{BASE}/incidents/{one.id}").json()["incident"]["within"] == list(one.within)
    assert incident_line(replace(one, within=("0a1b2c3d4e5f6071",)))["within"] == ["0a1b2c3d4e5f6071"]


def test_a_claim_and_a_report_are_read_by_their_ids(client: TestClient) -> None:
    key = str(first_of(client)["id"])
    claim = client.get(f"{BASE}/incidents/{key}/claims").json()["claims"][0]
    assert client.get(f"{BASE}/claims/{claim['id']}").json() == claim
    report = client.get(f"{BASE}/reports/{claim['document']}").json()
    assert claim["id"] in report["claims"]
    listed = client.get(f"{BASE}/reports/{claim['document']}/claims").json()["claims"]
    assert claim["id"] in {one["id"] for one in listed}
    assert client.get(f"{BASE}/reports/{claim['document']}/original").headers["repr-digest"].startswith("sha-256=:")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v2", 404),
        ("PATCH", "/api/v1/incidents", 405),
        ("GET", "/api/v1/incidents/none-such", 404),
        ("GET", "/api/v1/claims/none-such", 404),
        ("GET", "/api/v1/reports/none-such", 404),
        ("GET", "/api/v1/incidents?limit=1001", 422),
        ("GET", "/api/v1/judgements/none-such", 404),
    ],
)
def test_errors_have_one_shape(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/json")
    error = answer.json()["error"]
    assert error["status"] == status
    assert {"source", "what", "remedy"} <= error.keys()


def test_a_body_that_is_no_json_is_refused(client: TestClient) -> None:
    kind = {"Content-Type": "application/json"}
    assert client.post(f"{BASE}/judgements", content=b"{", headers=kind).status_code == 400
    form = client.post(f"{BASE}/judgements", data={"verdict": "note", "on": "i0000"})
    assert form.status_code == 415
    assert client.post(f"{BASE}/judgements", json={"verdict": "note", "on": "i0000", "more": 1}).status_code == 422
    assert client.post(f"{BASE}/judgements", json={"verdict": "guess", "on": "i0000"}).status_code == 422


def test_refusals_say_which_value_is_wrong_and_what_can_be_meant(client: TestClient) -> None:
    def error(method: str, path: str, **sent: Any) -> Any:
        answer = client.request(method, f"{BASE}/{path}", **sent)
        told = answer.json()["error"]
        assert told["status"] == answer.status_code
        assert told["what"], told
        assert told["remedy"], told
        return told

    assert error("GET", "incidents?limit=2000")["fields"] == {"limit": "is more than 1,000"}
    assert error("GET", "accesses?since=May")["fields"] == {"since": "is no day: write it as 2017-06-05"}
    unknown = error("POST", "feeds", json={"name": "x"})
    assert unknown["fields"] == {"address": "is missing", "name": "is not known"}
    assert "address, outlet, pages" in unknown["remedy"]
    assert f"{BASE}/docs#add-feed" in unknown["remedy"]
    assert "correct" in error("POST", "judgements", json={"verdict": "guess", "on": "i0"})["fields"]["verdict"]
    within = error("POST", "imports", json={"reports": [{"name": "a.txt"}]})
    assert within["fields"] == {"reports.0.text": "is missing"}
    assert error("PATCH", "judgements")["remedy"] == "Ask by GET or HEAD or POST."
    assert client.patch(f"{BASE}/judgements").headers["allow"] == "GET, HEAD, POST"
    large = error("POST", "imports", content=b"x" * 1_000_001, headers={"Content-Type": "application/json"})
    assert (large["status"], f"{BASE}/imports/files" in large["remedy"]) == (413, True)
    assert error("GET", "incidents/i00000000")["remedy"] == f"GET {BASE}/incidents lists the incidents."
    another = error("GET", "incidents", headers={"Host": "rebound.example"})
    assert (another["status"], "boundary" in another["remedy"]) == (400, False)
    assert another["remedy"] == "Ask by the name or address that browsers reach the desk by."
    plain = {"Content-Type": "text/plain"}
    assert error("POST", "judgements", content=b"note", headers=plain)["status"] == 415
    client.headers.pop("X-CSRF-Token")
    client.cookies.clear()
    assert error("POST", "judgements", content=b"note", headers=plain)["status"] == 415
    assert "Content-Type: application/json" in error("POST", "queue/next")["remedy"]


@pytest.mark.parametrize(
    ("path", "sent", "said"),
    [
        ("judgements", {"content": b'{"verdict": "note", "on": "\xff"}'}, "not in UTF-8"),
        ("judgements", {"content": b'{"verdict": "note", "on": "i0", "why": "\\ud800"}'}, "`why`"),
        ("judgements", {"json": {"verdict": "note", "on": ["i0"]}}, "`on` is no text"),
        ("judgements", {"json": [1]}, "the body` is no object"),
        ("releases/next?limit=1", {}, "is not known here"),
        ("releases/99999999999999999999999", {}, "`number` is"),
        ("accesses?since=then", {}, "write it as 2017-06-05"),
        ("imports/files", {"data": {"files": "words"}, "files": {"more": b"x"}}, "`files.0` is not what belongs there"),
        ("imports/files", {"content": b"--a", "headers": {"Content-Type": "multipart/form-data"}}, "can't be read"),
        (
            "imports/files",
            {"content": b"--a\r\nx", "headers": {"Content-Type": "multipart/form-data; boundary=b"}},
            "can't be read",
        ),
    ],
)
def test_what_can_not_be_meant_is_told_in_the_words_of_the_desk(
    client: TestClient, path: str, sent: dict[str, Any], said: str
) -> None:
    kind = {"Content-Type": "application/json"} if "content" in sent and "headers" not in sent else {}
    answer = client.request("POST" if sent else "GET", f"{BASE}/{path}", **{"headers": kind, **sent})
    assert answer.status_code in (400, 422)
    told = answer.json()["error"]
    assert said in told["what"]
    assert told["remedy"]
    for library in ("nput should", "alid string", "parsing the body", "boundary", "pected UploadFile", "unable to"):
        assert library not in told["what"]


def test_every_refusal_has_a_remedy(client: TestClient) -> None:
    gone = first_of(client)["id"]
    report = client.get(f"{BASE}/incidents/{gone}").json()["reports"][0]["id"]
    while (answer := client.get(f"{BASE}/incidents/{gone}/claims")).status_code == 200:  # others may join what is left
        for claim in answer.json()["claims"]:
            client.post(f"{BASE}/judgements", json={"verdict": "set aside", "on": claim["id"], "why": "another story"})
    for path in (f"incidents/{gone}", "nothing", f"reports/{report}?format=csv", "incidents?near=here"):
        answer = client.get(f"{BASE}/{path}")
        assert answer.status_code >= 400, path
        assert answer.json()["error"]["remedy"], path


def test_the_page_of_the_api_tells_of_every_address(client: TestClient, desk_app: FastAPI) -> None:
    made = client.get(f"{BASE}/openapi.json").json()
    assert made["openapi"] == "3.1.0"
    page = client.get(f"{BASE}/docs").text
    for path, ways in made["paths"].items():
        assert path.startswith(BASE)
        assert f"<code>{path}</code>" in page
        for way in ways.values():
            assert way["responses"]["422"]["content"]["application/json"]["schema"]["$ref"].endswith("/Problem")


PAGES = {
    "/": "incidents timeline points facets", "/points.json": "points", "/search": "incidents",
    "/incidents": "incidents",
    "/incidents/{name}": "incidents/{name} incidents/{name}/ledger incidents/{name}/claims incidents/{name}/merges "
    "incidents/{name}/origins incidents/{name}/history incidents/{name}/hold",
    "/incidents/{name}/merge": "judgements incidents", "/incidents/{name}/correct": "judgements",
    "/incidents/{name}/claim": "claims/{name}", "/incidents/{name}/victims": "incidents/{name}/victims",
    "/judgements": "judgements judgements/{key}", "/why/{ref:path}": "why/{ref:path}", "/reports": "reports",
    "/reports/{name}": "reports/{name} reports/{name}/text reports/{name}/claims reports/{name}/restriction",
    "/reports/{name}/raw": "reports/{name}/original", "/reports/{name}/family": "reports/{name}/reprints",
    "/sources": "reports sources imports imports/files", "/sources/add": "sources", "/sources/aside": "problems",
    "/sources/runs": "runs", "/sources/feeds": "feeds feeds/{key} feeds/{key}/fetch",
    "/sources/imports/{key}": "jobs/{key}", "/queue": "queue queue/next", "/queue/answers": "queue/answers",
    "/queue/{item}": "queue/{item}/take queue/{item}/answer", "/views": "views", "/alerts": "alerts alerts/read",
    "/codebook/draft/{name}": "codebook/draft codebook/draft/{name}", "/fields": "fields tags",
    "/jobs/{key}": "jobs/{key}", "/codebook": "codebook",
    "/codebook/types/{name}": "codebook/types/{name}", "/codebook/results/{key}": "jobs/{key}", "/places": "places",
    "/places/{key:path}": "places/{key}", "/actors": "actors parties dyads aliases aliases/said",
    "/actors/{name:path}": "incidents dyads parties", "/origins": "origins",
    "/origins/{name:path}": "origins/{name:path}", "/publish": "releases policy", "/publish/next": "releases/next",
    "/publish/releases/{number}": "releases/{number}", "/publish/rules": "policy",
    "/publish/withheld": "releases/next/withheld names", "/publish/sitrep": "sitrep",
    "/people": "people", "/people/log": "people/log", "/people/{person}": "people/{person}",
    "/people/access": "accesses", "/people/access.csv": "accesses", "/victims": "victims",
    "/victims/{victim}": "victims/{victim} victims/{victim}/release victims/{victim}/merge victims/{victim}/incident",
    "/takedown": "embargoes removals removals/person removals/person/check reports/{name}/removal",
}  # fmt: skip
"""Under which addresses the data of a page is, and what can be done on it."""
NOT_THERE = {
    "/reports/{name}/files/{sha256}": "files of private sources are opened by a person, on the page that logs it",
    "/feeds/{token}.xml": "it is for programs already",
    "/codebook/classes": "the codebook's files hold it",
    "/publish/releases/{number}.zip": "it is a file already",
    "/publish/releases/{number}/site/{path:path}": "they are files already",
    "/publish/preview/{path:path}": "they are pages to be looked at",
    "/public/{path:path}": "it is for everybody already",
    "/sign-in": "programs have tokens", "/setup": "programs have tokens",
    "/account": "a password and tokens are for their owner alone, at a browser",
}  # fmt: skip
"""Why a page has no resource."""


DEEDS = {
    "/incidents/{name}/grade": "POST judgements", "/incidents/{name}/split": "POST judgements",
    "/incidents/{name}/mark": "POST judgements", "/incidents/{name}/correct": "POST judgements",
    "/incidents/{name}/set-aside": "POST judgements", "/incidents/{name}/note": "POST judgements",
    "/incidents/{name}/merge": "POST judgements", "/reports/{name}/claims": "POST judgements",
    "/reports/{name}/correct": "POST judgements", "/reports/{name}/set-aside": "POST judgements",
    "/reports/{name}/note": "POST judgements", "/reports/{name}/restrict": "PUT reports/{name}/restriction",
    "/reports/{name}/lift-restriction": "DELETE reports/{name}/restriction",
    "/reports/{name}/custody": "POST reports/{name}/custody", "/reports/{name}/files": "POST reports/{name}/files",
    "/judgements/{name}/withdraw": "DELETE judgements/{key}",
    "/takedown/embargo": "POST embargoes", "/takedown/embargo/{position}/lift": "DELETE embargoes/{position}",
    "/takedown/person/check": "POST removals/person/check", "/takedown/person": "POST removals/person",
    "/takedown/report/check": "POST reports/{name}/removal/check", "/takedown/report": "POST reports/{name}/removal",
    "/codebook/test": "POST codebook/test", "/codebook/effect": "POST codebook/effect",
    "/codebook/adopt": "POST codebook/adopt", "/codebook/draft": "POST codebook/draft",
    "/codebook/draft/discard": "DELETE codebook/draft", "/codebook/draft/{name}": "PUT codebook/draft/{name}",
    "/publish/release": "POST releases", "/publish/hold": "PUT incidents/{name}/hold", "/publish/names": "PUT names",
    "/publish/rules": "PUT policy", "/publish/grades": "PUT policy/grades",
    "/sources/import": "POST imports/files", "/sources/add": "POST sources",
    "/sources/aside/again": "POST problems/again", "/sources/again": "POST runs", "/sources/feeds": "POST feeds",
    "/sources/feeds/{key}/remove": "DELETE feeds/{key}", "/sources/feeds/fetch": "POST feeds/{key}/fetch",
    "/queue/undo": "DELETE queue/answers/{key}", "/queue/unskip": "POST queue/unskip",
    "/queue/{item}/answer": "POST queue/{item}/answer", "/queue/{item}/next": "POST queue/next",
    "/queue/{item}/hold": "POST queue/{item}/take", "/queue/{item}/skip": "POST queue/{item}/skip",
    "/queue/{item}/give": "POST queue/{item}/give", "/actors/aliases": "POST aliases",
    "/actors/aliases/{key}/undo": "DELETE aliases/said/{key}",
    "/actors/together": "POST aliases/together", "/fields": "POST fields",
    "/fields/{field}/retire": "DELETE fields/{field}", "/fields/{field}/move": "POST fields/{field}/move",
    "/marks/tag": "PUT tagged/{on}/{tag}", "/marks/untag": "DELETE tagged/{on}/{tag}",
    "/marks/value": "PUT values/{on}/{field}", "/marks/{mark}/undo": "DELETE marks/{key}",
    "/people/invite": "POST people", "/people/{person}/role": "PUT people/{person}/role",
    "/people/{person}/close": "PUT people/{person}/closed", "/people/{person}/open": "DELETE people/{person}/closed",
    "/people/{person}/link": "POST people/{person}/link",
    "/people/{person}/sessions/end": "DELETE people/{person}/sessions",
    "/people/{person}/feeds/end": "DELETE people/{person}/feeds", "/views": "POST views",
    "/views/{view}/change": "PUT views/{view}", "/views/{view}/delete": "DELETE views/{view}",
    "/views/{view}/move": "POST views/{view}/move", "/views/{view}/watch": "PUT views/{view}/watch",
    "/views/{view}/first": "PUT views/{view}/first", "/views/{view}/token": "POST views/{view}/feed",
    "/alerts/read": "POST alerts/read", "/victims": "GET victims", "/victims.csv": "GET victims",
    "/incidents/{name}/victims": "POST incidents/{name}/victims",
    "/victims/undo/{position}": "POST victims/undo/{position}", "/victims/{victim}": "PUT victims/{victim}",
    "/victims/{victim}/release": "PUT victims/{victim}/release",
    "/victims/{victim}/take-back": "DELETE victims/{victim}/release",
    "/victims/{victim}/merge": "POST victims/{victim}/merge", "/victims/{victim}/move": "PUT victims/{victim}/incident",
    "/victims/{victim}/remove": "DELETE victims/{victim}",
}  # fmt: skip
"""What a program asks where somebody presses a button."""
NOT_DONE = {
    "/incidents/{name}/victims/form": "fills a form to be looked over; a program sends the name",
    "/actors/colours": "colours are for pages alone",
    "/incidents/{name}/look-up": "a correction that names no place, or several, is answered with those that are meant",
    "/reports/{name}/read/{field}": "the claim that is added tells what its words were read as",
    "/account/password": "a password is for its owner alone, at a browser",
    "/account/sessions/end": "sessions are of browsers",
    "/account/tokens": "no token makes another one",
    "/account/tokens/withdraw": "tokens are for their owner, at a browser",
    "/sign-in": "programs have tokens", "/sign-out": "programs have tokens", "/setup": "programs have tokens",
}  # fmt: skip
"""Why no program does what a button does."""


def test_every_button_has_its_deed_in_the_api_or_a_reason() -> None:
    there = {f"{way} {route.path.removeprefix(f'{BASE}/')}" for route in routes() for way in route.methods or ()}
    assert set(DEEDS.values()) - there == set()
    shown = {
        route.path  # type: ignore[attr-defined]
        for router in ROUTERS
        for route in router.routes
        if "POST" in (getattr(route, "methods", None) or ())
    }
    assert shown - DEEDS.keys() - NOT_DONE.keys() == set()
    assert (DEEDS.keys() | NOT_DONE.keys()) - shown == set()


def test_every_page_has_its_data_in_the_api_or_a_reason() -> None:
    there = {route.path.removeprefix(f"{BASE}/") for route in routes()}
    assert {one for told in PAGES.values() for one in told.split()} - there == set()
    shown = {
        route.path  # type: ignore[attr-defined]
        for router in ROUTERS
        for route in router.routes
        if "GET" in (getattr(route, "methods", None) or ())
    }
    assert shown - PAGES.keys() - NOT_THERE.keys() == set()
    assert (PAGES.keys() | NOT_THERE.keys()) - shown == set()


def test_an_empty_desk_answers_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    record = tmp_path_factory.mktemp("empty") / "record"
    opened_or_made(record).close()
    with TestClient(make_app(WebOptions(record, SETTINGS))) as client:
        for path in ("incidents", "timeline", "points", "facets", "reports", "judgements", "queue", "places", "actors",
                     "parties", "dyads", "origins", "totals", "coverage", "delay", "codebook", "releases/next",
                     "alerts", "victims", "embargoes", "removals"):  # fmt: skip
            answer = client.get(f"{BASE}/{path}")
            assert answer.status_code == 200, (path, answer.text)
        assert client.get(f"{BASE}/sitrep").status_code == 422


def test_what_a_field_means_stands_beside_it_or_in_its_name(client: TestClient) -> None:
    schemas = client.get(f"{BASE}/openapi.json").json()["components"]["schemas"]
    assert schemas.keys() >= SHAPES
    plain = {
        "id", "name", "title", "outlet", "url", "language", "source", "sha256", "type", "status", "when", "place",
        "kind", "claim", "claims", "report", "reports", "incident", "incidents", "origin", "origins", "low", "high",
        "who", "words", "start", "end", "country", "precision", "lat", "lon", "figures", "steps", "headline", "others",
        "below", "places", "time", "key", "withheld", "notes",
    }  # fmt: skip
    silent = {
        f"{name}.{field}"
        for name in SHAPES
        for field, held in schemas[name]["properties"].items()
        if "description" not in held and f"`{field}`" not in schemas[name].get("description", "")
    }
    assert {one for one in silent if one.partition(".")[2] not in plain} == set()
    named = {name for one in FIELDS for name in [one.rpartition(".")[2]]}
    assert named <= {field for name in SHAPES for field in schemas[name]["properties"]}
