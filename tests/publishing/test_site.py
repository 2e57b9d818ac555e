"""A release as a site that works from a folder."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import datetime
from html import unescape
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest

from recount.model import Status
from recount.model.judgement import GRADES
from recount.publishing.changes import Deed, Edition, PublicChange, changes_since
from recount.publishing.coding import GRADES_MEAN, STATUSES
from recount.publishing.policy import Policy
from recount.publishing.release import Former
from recount.publishing.site import Site, media_type, zipped
from tests.publishing.made import material, redacted, site, told

_ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def made() -> Site:
    hostile = told(f'Title\nJets struck Tel Nour, three people died {HOSTILE} "&amp; </title> =1+1.', "two")
    plain = told("Title\nJets struck Tel Nour and three people died.", "one", "https://example.org/news/jets")
    incidents, _ = redacted([material([plain]), material([hostile], "R-00000002")])
    changes = changes_since(Edition((), {}), Edition(incidents, {}), {})
    changes += (PublicChange(Deed.WITHDRAWN, "R-00000008", "Gone"), PublicChange(Deed.MERGED, "R-00000009", "Other"))
    former = (Former("R-00000008", since=1), Former("R-00000009", to="R-00000001"))
    policy = Policy(title=f"Tel Nour {HOSTILE}", licence="CC BY 4.0", address="https://example.org/tel-nour/")
    return site(incidents, changes, policy, former)


class Page(HTMLParser):
    """What a page links to and holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.bad: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.append(value)
            if name == "style" or name.startswith("on"):
                self.bad.append(name)


def pages(made: Site) -> dict[str, Page]:
    return {path: Page(content.decode()) for path, content in made.files() if path.endswith(".html")}


def test_every_link_leads_to_a_file_of_the_site_or_to_a_report(made: Site) -> None:
    known = pages(made)
    for path, page in known.items():
        for link in page.links:
            if link.startswith(("https://", "#")):
                continue
            target, _, fragment = link.partition("#")
            there = normpath(join(dirname(path), target))
            assert there in made.paths, (path, link)
            if fragment:
                assert fragment in known[there].ids, (path, link)


def test_pages_hold_no_script_no_style_attribute_and_no_markup_of_reports(made: Site) -> None:
    for path, page in pages(made).items():
        assert not page.bad, path
        assert "script" not in page.tags, path
        assert len(page.ids) == len(set(page.ids)), path
        assert page.tags.count("h1") == 1, path
    for path, content in made.files():
        if not path.endswith((".json", ".geojson", ".csv")):
            assert HOSTILE not in content.decode(), path


def test_former_ids_lead_on_or_say_that_they_are_withdrawn(made: Site) -> None:
    moved = made.file("incidents/R-00000009.html") or b""
    assert b"url=R-00000001.html" in moved
    assert b"withdrawn in" in (made.file("incidents/R-00000008.html") or b"")


def test_what_is_coded_and_what_words_mean_is_defined(made: Site) -> None:
    codes = (made.file("codes.html") or b"").decode()
    assert '<h2 id="air_strike">Air or drone strike <code class="quiet small">air_strike</code></h2>' in codes
    assert "<p>Bombs from above.</p>" in codes
    assert "<li>shelling: From the ground.</li>" in codes
    assert "(version <code>c0de</code>)" in codes
    method = unescape((made.file("method.html") or b"").decode())
    for status, meant in STATUSES.items():
        assert f"{status.value} <span" in method
        assert meant in method
    for grade, meant in GRADES_MEAN["every-casualty"].items():
        assert f"<dt>{grade}" in method
        assert meant in method
    page = (made.file("incidents/R-00000001.html") or b"").decode()
    assert f'<a href="../codes.html#{made.incidents["R-00000001"].type}">' in page


def test_a_release_that_kept_no_codebook_has_no_page_of_codes(made: Site) -> None:
    basis = replace(made.release.basis, types=(), scheme="")
    former = Site(replace(made.published, release=replace(made.release, basis=basis)), made.releases)
    assert "codes.html" not in former.paths
    assert all(b"codes.html" not in content for _, content in former.files())


def test_every_set_of_grades_is_explained() -> None:
    assert {name: tuple(meant) for name, meant in GRADES_MEAN.items()} == dict(GRADES)
    assert set(STATUSES) == set(Status)


def test_the_foot_of_a_page_is_told_in_whole_sentences() -> None:
    policy = Policy(title="Tel Nour", licence="CC BY 4.0", contact="desk@example.org")
    for path in ("index.html", "method.html"):
        page = (site((), (), policy).file(path) or b"").decode()
        assert "Licence: CC BY 4.0. Corrections and requests for removal: desk@example.org.</p>" in page


def test_the_same_release_makes_the_same_bytes(made: Site) -> None:
    again = Site(made.published, made.releases)
    assert dict(made.files()) == dict(again.files())
    assert zipped(made) == zipped(again)
    with zipfile.ZipFile(io.BytesIO(zipped(made))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(made.paths)


def test_tables_hold_what_the_pages_hold(made: Site) -> None:
    text = (made.file("data/incidents.csv") or b"").decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["public_id"] for row in rows] == ["R-00000001", "R-00000002"]
    assert rows[0]["killed"] == "3"
    features = json.loads(made.file("data/incidents.geojson") or b"")["features"]
    assert features[0]["geometry"]["coordinates"] == [39.0, 36.0]
    whole = json.loads(made.file("data/incidents.json") or b"")
    assert whole["redirects"] == {"R-00000009": "R-00000001"}
    assert whole["withdrawn"] == {"R-00000008": 1}
    assert "claims" not in json.dumps(whole)


def test_the_feed_is_valid_atom(made: Site) -> None:
    feed = ET.fromstring(made.file("changes.atom") or b"")  # noqa: S314 — made here
    assert feed.tag == f"{_ATOM}feed"
    for one in (feed, *feed.findall(f"{_ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{_ATOM}{name}")) == 1, name
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one.findtext(f"{_ATOM}id") or "")
        assert datetime.fromisoformat(one.findtext(f"{_ATOM}updated") or "").tzinfo is not None
        links = one.findall(f"{_ATOM}link")
        assert all((link.get("href") or "").startswith("https://example.org/tel-nour/") for link in links)
        alternates = [link.get("type") for link in links if link.get("rel") == "alternate"]
        assert len(alternates) == len(set(alternates)) == 1
    entries = feed.findall(f"{_ATOM}entry")
    assert len({one.findtext(f"{_ATOM}id") for one in entries}) == len(entries) == 4
    assert feed.find(f"{_ATOM}author/{_ATOM}name") is not None
    assert [link.get("rel") for link in feed.findall(f"{_ATOM}link")] == ["self", "alternate"]


def test_the_sitemap_names_all_pages_where_the_address_is_known(made: Site) -> None:
    text = (made.file("sitemap.xml") or b"").decode()
    assert text.count("<loc>https://example.org/tel-nour/") == sum(path.endswith(".html") for path in made.paths)
    assert "sitemap.xml" not in site(made.published.incidents).paths


def test_a_file_that_is_not_there_is_none(made: Site) -> None:
    for path in ("", "nothing.html", "../style.css", "incidents/R-7.html", "months/2016-01.html", "base.html"):
        assert made.file(path) is None
    assert media_type("data/incidents.csv").startswith("text/csv")


def test_an_empty_release_is_a_site_too() -> None:
    assert b"0 incidents" in (site(()).file("index.html") or b"")
