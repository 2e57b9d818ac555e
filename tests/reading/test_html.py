from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from recount.errors import ReportError
from recount.model import LabelKind, Problem
from recount.reading import IntakeOptions, Received, documents_in
from recount.reading.html import PageReader
from recount.reading.html_worker import plain_words

LEAD = "At least four people died when mortar rounds fell on a market in Tel Nour on Friday, the clinic said."
SECOND = "The clinic counted nine wounded, two of them children, and said that more rounds fell in the evening."
TITLE = "Mortar rounds kill four at market in Tel Nour"
LINKED = json.dumps({"@graph": [{"@type": "NewsArticle", "datePublished": "2016-06-03T21:00:00Z"}]})
PAGE = f"""<!doctype html><html><head><title>{TITLE} | Levant Post</title>
<meta property="og:site_name" content="Levant Post"><meta property="og:title" content="{TITLE}">
<link rel="canonical" href="https://levant.example/2016/06/03/market">
<script type="application/ld+json">{LINKED}</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>{TITLE}</h1><p>{LEAD}</p><p>{SECOND}</p><p>Read also: Truce holds in the north</p></article>
<aside>Subscribe to our letter</aside><footer>All rights reserved</footer></body></html>"""


@pytest.fixture(scope="module")
def pages() -> Iterator[PageReader]:
    with PageReader() as reader:
        yield reader


def test_a_page_gives_its_story_and_what_it_says_of_itself(pages: PageReader) -> None:
    page = pages.read(PAGE, "a.html")
    assert page.text.startswith(f"{TITLE}\n\n{LEAD}\n")
    assert "Subscribe" not in page.text
    assert (page.title, page.outlet, page.url) == (TITLE, "Levant Post", "https://levant.example/2016/06/03/market")
    assert {evidence.day for evidence in page.found} == {date(2016, 6, 3)}
    assert page.found[0].where == "JSON-LD datePublished"
    assert page.extractor.startswith("trafilatura ")


def test_pages_in_a_folder_become_documents(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.htm").write_text("<html><body><script>var a = 1;</script></body></html>")
    good, bad = list(documents_in([tmp_path], IntakeOptions(outlet="Desk", published="2011-01-01")))
    assert isinstance(good, Received)
    assert isinstance(bad, Problem)
    assert (good.raw, good.document.outlet) == (PAGE.encode(), "Levant Post")
    assert (good.document.published.day, good.document.published.method) == (date(2016, 6, 3), "metadata")
    assert [span.of(good.document.text) for span in good.document.passages[0]] == [TITLE, LEAD, SECOND]
    assert LabelKind.PROMO in {label.kind for label in good.document.labels}
    assert "no story" in bad.what


def test_a_deeply_nested_page_keeps_its_words(pages: PageReader) -> None:
    page = pages.read("<div>" * 20_000 + f"<p>{LEAD}</p>" + "</div>" * 20_000, "a.html")
    assert LEAD in page.text


def test_a_paragraph_of_a_megabyte_keeps_its_words(pages: PageReader) -> None:
    page = pages.read(f"<html><body><p>{(LEAD + ' ') * 10_000}</p></body></html>", "a.html")
    assert page.text.count("Tel Nour") == 10_000


def test_words_without_markup_are_a_page_too(pages: PageReader) -> None:
    assert LEAD in pages.read(f"{LEAD} {SECOND}", "a.html").text


@pytest.mark.parametrize(
    "page", ["<html", "<!--", "\ufffd" * 50, "<script>" * 3000, '<script type="application/ld+json">[[[[</script>']
)
def test_broken_pages_are_refused_and_the_next_one_is_read(pages: PageReader, page: str) -> None:
    with pytest.raises(ReportError):
        pages.read(page, "a.html")
    assert LEAD in pages.read(PAGE, "b.html").text


def test_a_page_that_takes_too_long_ends_its_reader_and_no_other() -> None:
    with PageReader(time_limit=0.0, start_limit=0.01) as hurried:
        for _ in range(2):
            with pytest.raises(ReportError, match="seconds"):
                hurried.read(PAGE, "slow.html")


def test_plain_words_break_at_blocks_and_leave_code_out() -> None:
    page = "<body><h1>Head  line</h1><p>One <b>two</b> three.<br>Four.</p><script>five()</script><nav>six</nav></body>"
    assert plain_words(page).splitlines() == ["Head line", "One two three.", "Four."]


def test_menus_are_better_than_nothing() -> None:
    assert plain_words("<nav>Only words here</nav>") == "Only words here"
