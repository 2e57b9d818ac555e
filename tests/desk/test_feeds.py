"""Feeds looked at when somebody asks for it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from recount.desk import feeds
from recount.desk.jobs import Result
from recount.desk.running import Unwatched
from recount.desk.settings import settings_from
from recount.desk.tools import BUILT_IN
from recount.errors import RecordError, ReportError
from recount.reading.fetching import Net
from recount.store import opened

SETTINGS = settings_from({})
ITEM = """<item><guid>{n}</guid><title>Shells hit a market</title><link>https://example.org/{n}</link>
<pubDate>Sun, 04 Jun 2017 10:00:00 +0000</pubDate><description>Shells fired by the army hit a market near Raqqa on
Saturday and killed {n} civilians, a doctor at the field hospital said.</description></item>"""


def saved(path: Path, *numbers: int) -> Path:
    items = "".join(ITEM.format(n=n) for n in numbers)
    path.write_text(f"<rss><channel><title>Example Wire</title>{items}</channel></rss>")
    return path


def looked(record: Path, net: Net | None = None) -> Result:
    return feeds.fetch(record, "", SETTINGS, BUILT_IN, Unwatched(), net or Net())


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    record, path = tmp_path / "record", saved(tmp_path / "feed.xml", 3, 4)
    feeds.add_feed(record, str(path), "", False, "Amal", files=True)
    assert looked(record)["added"] == 2
    assert looked(record)["feeds"] == ["Example Wire: nothing new"]
    saved(path, 3, 4, 5)
    assert looked(record)["added"] == 1
    (feed,) = feeds.feeds_of(record)
    assert (feed.title, feed.reports, feed.state, feed.failed) == ("Example Wire", 3, "1 new report", False)
    with closing(opened(record)) as store:
        first = store.documents()[0]
    assert (first.outlet, first.url is not None) == ("Example Wire", True)


def test_a_feed_that_can_not_be_reached_loses_nothing(tmp_path: Path) -> None:
    def offline(host: str, port: int) -> list[str]:
        raise OSError

    record = tmp_path / "record"
    feeds.add_feed(record, "https://news.example/feed", "Wire", False, "Amal")
    with pytest.raises(ReportError, match="can't be reached"):
        looked(record, Net(numbers=offline))
    (feed,) = feeds.feeds_of(record)
    assert feed.failed
    assert feed.fetched is not None
    other = feeds.add_feed(record, str(saved(tmp_path / "feed.xml", 3)), "", False, "Amal", files=True)
    came = looked(record, Net(numbers=offline))
    assert (came["added"], any("can't be reached" in one for one in came["feeds"])) == (1, True)
    feeds.remove_feed(record, other.id)
    assert feeds.remove_feed(record, feed.id).address == "https://news.example/feed"
    assert feeds.feeds_of(record) == ()


def test_a_feed_is_registered_once_and_found_by_its_address(tmp_path: Path) -> None:
    record = tmp_path / "record"
    feeds.add_feed(record, "https://news.example/feed", "", False, "Amal")
    with pytest.raises(RecordError, match="registered already"):
        feeds.add_feed(record, "https://news.example/feed", "", True, "Ben")
    with pytest.raises(RecordError, match="is not in the record"):
        feeds.remove_feed(record, "nothing")
    feeds.remove_feed(record, "https://news.example/feed")
    with pytest.raises(RecordError, match="none registered"):
        looked(record)
