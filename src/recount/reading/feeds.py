"""RSS and Atom: a feed's bytes to its entries. No entity of a feed's own is ever resolved, nothing is fetched."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from xml.parsers import expat

from recount.errors import ReportError
from recount.reading.dates import day_given

MOST_ENTRIES = 1_000
_DEEPEST = 60  # elements within each other
_FEWEST = 40  # characters of an entry's own words, without which it is no report
_LONGEST = 500_000  # characters of an entry's text
_ENTRIES = frozenset({"item", "entry"})
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "blockquote",
        "section",
        "article",
        "figure",
        "figcaption",
    ]
)
_SILENT = frozenset({"script", "style", "head", "template", "noscript", "iframe", "svg"})
_TEXTS = ("content", "encoded", "description", "summary")  # the fullest first


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed. `id` is hashed from what its sender knows it by; `published` is an ISO day, "" for none."""

    id: str
    title: str
    address: str
    published: str
    text: str


@dataclass(frozen=True, slots=True)
class FeedRead:
    """A feed: its title, and its entries as they stand there."""

    title: str
    entries: tuple[FeedEntry, ...]


def feed_in(raw: bytes, source: str) -> FeedRead:
    """The feed that bytes are; ReportError where they are none."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    parser.EntityDeclHandler = _refused
    parser.ExternalEntityRefHandler = _refused
    try:
        parser.Parse(raw, True)
    except _RefusedError as refused:
        raise ReportError(source, f"is no plain feed: {refused}", "Save the pages that it links to by hand.") from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        what = f"is no RSS or Atom feed ({error})"
        raise ReportError(source, what, "Give the address of the feed, not of the page that tells of it.") from None
    if not reader.is_feed:
        raise ReportError(source, "is no RSS or Atom feed", "Give the address of the feed, not of the page.")
    return FeedRead(" ".join(reader.title.split())[:300], tuple(reader.entries))


def telling(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    """The entries that hold words enough to be a report."""
    return [entry for entry in entries if len(entry.text) >= _FEWEST]


def report_lines(entries: Iterable[FeedEntry], outlet: str) -> str:
    """Entries as a list of reports, one a line."""
    rows = (
        {
            "id": entry.id[:12],
            "title": entry.title or None,
            "text": entry.text,
            "url": entry.address or None,
            "published": entry.published or None,
            "outlet": outlet or None,
        }
        for entry in entries
    )
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


class _RefusedError(Exception):
    """Something that no feed needs and that can do harm."""


def _refused(*_: object) -> int:
    raise _RefusedError("it declares entities of its own")


@dataclass
class _Entry:
    """An entry while it is read."""

    values: dict[str, list[str]] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)


class _Reader:
    """Takes the elements of a feed as they come."""

    def __init__(self) -> None:
        self.title = ""
        self.entries: list[FeedEntry] = []
        self.is_feed = False
        self._path: list[str] = []
        self._entry: _Entry | None = None
        self._at = 0  # how deep the entry stands

    def start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2].lower()
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise _RefusedError("its elements lie too deep within each other")
        self.is_feed = self.is_feed or self._path[0] in ("rss", "feed", "rdf")
        if name in _ENTRIES and self._entry is None:
            if len(self.entries) >= MOST_ENTRIES:
                raise _RefusedError(f"it has more than {MOST_ENTRIES:,} entries")
            self._entry, self._at = _Entry(), len(self._path)
        elif self._entry is not None:
            if len(self._path) == self._at + 1:
                self._entry.values.setdefault(name, []).append("")
                if name == "link" and given.get("href"):
                    self._entry.links.append((given.get("rel", "alternate"), given["href"]))
            elif name in _BLOCKS:
                self.words("\n\n")

    def words(self, words: str) -> None:
        if self._entry is not None and len(self._path) > self._at:
            held = self._entry.values.get(self._path[self._at])
            if held and len(held[-1]) < _LONGEST:
                held[-1] += words
        elif self._entry is None and self._path[-2:] in (["channel", "title"], ["feed", "title"]):
            self.title += words[:500]

    def end(self, _tag: str) -> None:
        name = self._path.pop()
        if self._entry is not None and len(self._path) < self._at and name in _ENTRIES:
            self.entries.append(_made(self._entry))
            self._entry = None


def _made(entry: _Entry) -> FeedEntry:
    def value(*names: str) -> str:
        return next((held.strip() for name in names for held in entry.values.get(name, ()) if held.strip()), "")

    linked = next((href for rel, href in entry.links if rel == "alternate"), "") or value("link")
    texts = [plain_words(held) for name in _TEXTS for held in entry.values.get(name, ())]
    title = " ".join(plain_words(value("title")).split())[:500]
    known = value("guid", "id") or linked or title + value("pubdate", "published")
    return FeedEntry(
        id=hashlib.sha256(known.encode()).hexdigest()[:40],
        title=title,
        address=linked if linked.startswith(("http://", "https://")) else "",
        published=_day(value("pubdate", "published", "date", "updated")),
        text=max(texts, key=len, default=""),
    )


def _day(word: str) -> str:
    try:
        return parsedate_to_datetime(word).date().isoformat()
    except (ValueError, TypeError, IndexError):
        day = day_given(word)
        return day.isoformat() if day else ""


class _Plain(HTMLParser):
    """The words of markup, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.held: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.held.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.held.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.held.append(data)


def plain_words(markup: str) -> str:
    """Markup as plain text: an empty line between blocks, no scripts.

    >>> plain_words("<p>One.</p><script>x()</script><p>Two &amp; three.</p>")
    'One.\\n\\nTwo & three.'
    """
    parser = _Plain()
    parser.feed(markup[:_LONGEST])
    parser.close()
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", "".join(parser.held)))
    return "\n\n".join(block for block in blocks if block)
