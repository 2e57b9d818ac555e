"""The child process that takes stories out of web pages, so that a hostile page can hang or swell nothing else.

Pages come in on standard input, one JSON string a line; answers go out on standard output, one JSON object a line.
"""

from __future__ import annotations

import html
import json
import logging
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.metadata import version
from typing import Any

_MAX_MEMORY = 2 * 1024**3
_BREAKS = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}
)
_TIME, _HTMLDATE = "the page's <time>", "htmldate"
GUESSED = frozenset({_TIME, _HTMLDATE})
"""Where dates come from that may be those of other stories on the page."""

_CODE = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "head"})
_AROUND = frozenset({"nav", "footer", "aside", "form", "button", "select"})


class _Words(HTMLParser):
    """The words of a page with a line end at every block, for pages that the extractor gives nothing for."""

    def __init__(self, skipped: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.skipped = skipped
        self.parts: list[str] = []
        self.skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a block or a stretch that is left out."""
        if tag in self.skipped:
            self.skipping.append(tag)
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Closes it again; what was left open inside is closed with it."""
        if tag in self.skipping:
            while self.skipping.pop() != tag:
                pass
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keeps words outside of left-out stretches."""
        if not self.skipping:
            self.parts.append(re.sub(r"\s+", " ", data))


def plain_words(page: str) -> str:
    """All words of a page outside scripts, a paragraph a block; menus and footers only where nothing else is there."""
    return _plain_words(page, _CODE | _AROUND) or _plain_words(page, _CODE)


def _plain_words(page: str, skipped: frozenset[str]) -> str:
    words = _Words(skipped)
    words.feed(page)
    words.close()
    lines = (re.sub(r" +", " ", line).strip() for line in "".join(words.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def answer(page: str) -> dict[str, Any]:
    """Text, metadata and date evidence of a page, and which extractor read it."""
    from trafilatura import extract, extract_metadata

    text = extract(page, fast=True, include_comments=False, output_format="txt")
    extractor = f"trafilatura {version('trafilatura')}"
    if not text or not text.strip():
        text, extractor = plain_words(page), "plain words of the page"
    found = extract_metadata(page)
    linked = list(_json_ld(page))
    metas = _metas(page)
    return {
        "text": text,
        "extractor": extractor,
        "title": (found.title if found else None) or metas.get("og:title"),
        "outlet": metas.get("og:site_name") or _publisher(linked) or (found.sitename if found else None),
        "url": (found.url if found else None) or metas.get("og:url"),
        "dates": list(_dates(page, linked, metas)),
    }


def _dates(page: str, linked: list[dict[str, Any]], metas: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What the page says about its publication day: (value, where), the most trusted first."""
    for thing in linked:
        if isinstance(value := thing.get("datePublished"), str):
            yield value, "JSON-LD datePublished"
            break
    for key in (
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "pubdate",
        "publishdate",
    ):
        if key in metas:
            yield metas[key], f"the page's {key}"
            break
    if (
        m := re.search(r"<time\b[^>]{0,300}?\bdatetime\s*=\s*[\"']?([^\"'\s>]{8,40})", page, re.IGNORECASE)
    ) is not None:
        yield m[1], _TIME
    from htmldate import find_date

    if guess := find_date(page, original_date=True, extensive_search=False):
        yield guess, _HTMLDATE


def _json_ld(page: str) -> Iterator[dict[str, Any]]:
    for m in re.finditer(
        r"<script\b[^>]{0,200}application/ld\+json[^>]{0,200}>(.{2,200000}?)</script", page, re.I | re.S
    ):
        try:
            waiting = [json.loads(m[1])]
        except (ValueError, RecursionError):
            continue
        for _ in range(500):
            if not waiting:
                break
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting.extend(thing[:50])
            elif isinstance(thing, dict):
                yield thing
                waiting.extend(
                    v for k, v in thing.items() if k in ("@graph", "mainEntity") and isinstance(v, list | dict)
                )


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for thing in linked:
        publisher = thing.get("publisher")
        if isinstance(publisher, dict) and isinstance(name := publisher.get("name"), str):
            return name
    return None


def _metas(page: str) -> dict[str, str]:
    metas: dict[str, str] = {}
    for m in re.finditer(r"<meta\b([^>]{5,1000})>", page[:400_000], re.IGNORECASE):
        pairs = {k.lower(): v or w for k, v, w in re.findall(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", m[1])}
        key = (pairs.get("property") or pairs.get("name") or pairs.get("itemprop") or "").lower()
        if key and (value := html.unescape(pairs.get("content", "")).strip()):
            metas.setdefault(key, value)
    return metas


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _MAX_MEMORY if hard == resource.RLIM_INFINITY else min(_MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def main() -> None:
    """Answers pages until standard input ends. A page that breaks the extractor gets its error as the answer."""
    logging.disable(logging.CRITICAL)
    _limit_memory()
    for line in sys.stdin:
        try:
            told = answer(json.loads(line))
        except (Exception, MemoryError) as error:  # whatever a hostile page provokes is its answer
            told = {"error": f"{type(error).__name__}: {error}"[:300]}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
