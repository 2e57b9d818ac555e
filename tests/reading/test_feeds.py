"""RSS and Atom as they come, and what no feed may do."""

from __future__ import annotations

import json

import pytest

from recount.errors import ReportError
from recount.reading.feeds import feed_in, plain_words, report_lines, telling

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Example Wire</title><link>https://example.org</link>
<item><title>Shells hit a market</title><link>https://example.org/1</link><guid>tag:1</guid>
<pubDate>Sun, 04 Jun 2017 10:00:00 +0000</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Shells hit a market &amp; a bakery.</p><script>steal()</script>
<p>Seven people died.</p>]]></content:encoded></item>
<item><title>Only a headline</title><link>javascript:alert(1)</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Monitor</title>
<entry><id>urn:2</id><title type="html">A &lt;b&gt;raid&lt;/b&gt;</title><link rel="self" href="https://a.example/self"/>
<link href="https://a.example/2"/><updated>2017-06-05T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A raid on the town was told.</p>
<p>Two were hurt.</p></div></content>
</entry></feed>"""


def test_an_rss_feed_is_read() -> None:
    feed = feed_in(RSS.encode(), "feed")
    assert feed.title == "Example Wire"
    first, second = feed.entries
    assert first.text == "Shells hit a market & a bakery.\n\nSeven people died."
    assert (first.address, first.published) == ("https://example.org/1", "2017-06-04")
    assert (second.address, second.text) == ("", "")
    assert telling(feed.entries) == [first]


def test_an_atom_feed_is_read() -> None:
    (entry,) = feed_in(ATOM.encode(), "feed").entries
    assert entry.title == "A raid"
    assert entry.address == "https://a.example/2"
    assert entry.published == "2017-06-05"
    assert entry.text == "A raid on the town was told.\n\nTwo were hurt."


def test_entries_become_a_list_of_reports() -> None:
    feed = feed_in(RSS.encode(), "feed")
    (row,) = map(json.loads, report_lines(telling(feed.entries), feed.title).splitlines())
    assert row["outlet"] == "Example Wire"
    assert row["published"] == "2017-06-04"


def test_an_entry_is_known_by_what_its_sender_calls_it() -> None:
    changed = RSS.replace("Shells hit a market</title>", "Market hit</title>")
    assert feed_in(RSS.encode(), "a").entries[0].id == feed_in(changed.encode(), "b").entries[0].id


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
OUTSIDE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html><body>no feed</body></html>",
        b"words",
        BOMB.encode(),
        OUTSIDE.encode(),
        b"<rss>" + b"<a>" * 100 + b"</a>" * 100 + b"</rss>",
        b"<rss><channel>" + b"<item/>" * 1001 + b"</channel></rss>",
        b'<?xml version="1.0" encoding="nonsense"?><rss/>',
        b"\x00\xff\xfe",
    ],
)
def test_what_is_no_plain_feed_is_refused(raw: bytes) -> None:
    with pytest.raises(ReportError):
        feed_in(raw, "feed")


def test_markup_becomes_plain_words() -> None:
    assert plain_words("a<br>b<style>x{}</style> &lt;i&gt;") == "a\n\nb <i>"
