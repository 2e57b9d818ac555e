"""Feeds: registered once, looked at when a person or a timer asks for it, read by the ordinary run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from recount.desk.importing import PAGE, Given, read_in
from recount.desk.jobs import Job, Result, begun
from recount.desk.running import Watch
from recount.desk.tools import BUILT_IN, Rules, Settings
from recount.desk.uploads import label_of, new_folder
from recount.errors import RecordError, RecountError, ReportError
from recount.export.wording import plural
from recount.model.feed import Feed
from recount.reading.feeds import FeedEntry, FeedRead, feed_in, report_lines, telling
from recount.reading.fetching import MOST_BYTES, PUBLIC, Net, checked_address, fetched
from recount.store import opened, opened_or_made

KIND = "import"
"""Feeds are read by the same kind of job as files that are handed in: one of both at a time."""

_PAGES = 40  # that one feed links to and that are fetched at a time


@dataclass(frozen=True, slots=True)
class _Look:
    """What came of looking at a feed: the files with its new reports, which entries those are, the feed as it now
    stands."""

    feed: Feed
    paths: tuple[Path, ...] = ()
    entries: tuple[str, ...] = ()


def feeds_of(record: Path) -> tuple[Feed, ...]:
    """The feeds that a desk looks at, by title."""
    with closing(opened(record)) as store:
        return store.feeds()


def add_feed(record: Path, address: str, outlet: str, pages: bool, who: str, files: bool = False) -> Feed:
    """A feed registered; nothing is fetched. With `files`, a path on this machine is an address, too. RecountError
    where the address is none, or is there already."""
    at, said = address.strip(), Given(outlet).checked()
    if files and not at.startswith(("http://", "https://")):
        path = Path(at).expanduser().resolve()
        if not path.is_file():
            raise ReportError(at, "is no file and no address", "Write https://example.org/feed.xml, or a file's path.")
        at = str(path)
    else:
        checked_address(at)
    key = hashlib.sha256(at.encode()).hexdigest()[:12]
    feed = Feed(key, at, "", said.outlet, pages, who, datetime.now(UTC))
    with closing(opened_or_made(record)) as store:
        if any(one.id == key for one in store.feeds()):
            raise RecordError(at, "is registered already", "Look at it now, or remove it first.")
        store.put_feed(feed)
    return feed


def remove_feed(record: Path, key: str) -> Feed:
    """A feed looked at no more, by its id, its address or how its id begins; its reports stay."""
    with closing(opened(record)) as store:
        feed = _named(store.feeds(), key)
        store.drop_feed(feed.id)
    return feed


def begin_fetch(
    record: Path, key: str, who: str, settings: Settings, rules: Rules = BUILT_IN, net: Net = PUBLIC
) -> Job:
    """One feed, or all where none is named, being looked at from now on."""
    chosen = _chosen(record, key)
    title = f"Looking at {chosen[0].title or chosen[0].address}" if len(chosen) == 1 else "Looking at all feeds"

    def work(watch: Watch) -> Result:
        return fetch(record, key, settings, rules, watch, net)

    return begun(record, KIND, title, who, PAGE, work)


def fetch(record: Path, key: str, settings: Settings, rules: Rules, watch: Watch, net: Net = PUBLIC) -> Result:
    """Look at one feed, or at all where none is named, and read what is new. A feed that can't be reached stays as it
    was, says so, and is asked again the next time. ReportError where none of them can."""
    looks: list[Feed] = []
    total: Result = {"added": 0, "already_there": 0, "read_anew": 0, "set_aside": 0, "problems": [], "feeds": []}
    for feed in _chosen(record, key):
        watch.say(f"Looking at {feed.title or feed.address} …")
        look = _looked(record, feed, net, watch)
        came: Result = {}
        if look.paths:
            by = f"the feed {feed.title or feed.address}, registered by {feed.who or 'somebody'}"
            came = read_in(list(look.paths), record, settings, Given(look.feed.outlet, by=by), rules, watch)
            state = f"{plural(came['added'], 'new report')}" + (
                f", {came['set_aside']} set aside" * bool(came["set_aside"])
            )
            look = replace(look, feed=replace(look.feed, state=state, reports=feed.reports + came["added"]))
        with closing(opened(record)) as store:
            store.put_feed(look.feed)
            store.note_entries(feed.id, look.entries)
        for name in ("added", "already_there", "read_anew", "set_aside", "problems"):
            total[name] += came.get(name, type(total[name])())
        looks.append(look.feed)
        total["feeds"].append(f"{look.feed.title or look.feed.address}: {look.feed.state}")
    if looks and not total["added"] and all(one.failed for one in looks):
        named = ", ".join(one.title or one.address for one in looks[:5])
        raise ReportError(named, looks[0].state.rstrip("."), "The list of feeds says it of each; they are asked again.")
    with closing(opened(record)) as store:
        claims_, incidents = store.sizes()
        return total | {"reports": sum(store.read_with().values()), "incidents": incidents, "claims": claims_}


def _chosen(record: Path, key: str) -> Sequence[Feed]:
    held = feeds_of(record)
    if not held:
        raise RecordError("feeds", "are none registered", "Add one first.")
    return [_named(held, key)] if key else held


def _named(held: Iterable[Feed], key: str) -> Feed:
    found = [one for one in held if key and (one.id.startswith(key) or one.address == key)]
    if len(found) != 1:
        raise RecordError(f"feed {key[:80]}", "is not in the record", "Look at the list of feeds.")
    return found[0]


def _looked(record: Path, feed: Feed, net: Net, watch: Watch) -> _Look:
    now = replace(feed, fetched=datetime.now(UTC), failed=False)
    try:
        raw, now = _bytes(now, net)
        if not raw:
            return _Look(replace(now, state="nothing new"))
        read = feed_in(raw, feed.address)
        now = replace(now, title=read.title or now.title)
        with closing(opened(record)) as store:
            new = set(store.new_entries(feed.id, [entry.id for entry in read.entries]))
        wanted = [entry for entry in read.entries if entry.id in new]
        if not wanted:
            return _Look(replace(now, state="nothing new"))
        if feed.pages:
            return _pages(record, now, wanted, net, watch)
        return _own_words(record, now, read, wanted)
    except RecountError as error:
        return _Look(replace(now, failed=True, state=f"{error.what}. {error.remedy}", etag=feed.etag))


def _bytes(feed: Feed, net: Net) -> tuple[bytes, Feed]:
    """The bytes of a feed; none where its server says that it has not changed."""
    if not feed.address.startswith(("http://", "https://")):
        try:
            with Path(feed.address).open("rb") as file:
                raw = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise ReportError(feed.address, f"can't be read ({error.strerror})", "Look at the file.") from None
        if len(raw) > MOST_BYTES:
            raise ReportError(feed.address, f"is larger than {MOST_BYTES // 2**20} MB", "Hand in its pages.")
        return raw, feed
    asked = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    answer = fetched(feed.address, {name: value for name, value in asked.items() if value}, net)
    etag, modified = (answer.headers.get(name, "")[:300] for name in ("etag", "last-modified"))
    return answer.body, replace(feed, etag=etag or feed.etag, modified=modified or feed.modified)


def _own_words(record: Path, feed: Feed, read: FeedRead, wanted: Sequence[FeedEntry]) -> _Look:
    """The words of new entries as a list of reports."""
    told = telling(wanted)
    if not told:
        state = "its new entries hold no words of their own; have the pages read that it links to"
        return _Look(replace(feed, state=state))
    path = new_folder(record) / label_of(f"{read.title or 'feed'}.jsonl".replace("/", "-"))
    path.write_text(report_lines(told, feed.outlet or read.title), encoding="utf-8")
    return _Look(feed, (path.parent,), tuple(entry.id for entry in wanted))


def _pages(record: Path, feed: Feed, wanted: Sequence[FeedEntry], net: Net, watch: Watch) -> _Look:
    """The pages that new entries link to; one that can't be reached is asked for again the next time."""
    folder, took, failed = new_folder(record), list[str](), 0
    linked = [entry for entry in wanted if entry.address][:_PAGES]
    for n, entry in enumerate(linked):
        watch.progress(n, len(linked))
        try:
            page = fetched(entry.address, net=net)
        except RecountError:
            failed += 1
            continue
        name = label_of(f"{n + 1:03}-{entry.title[:60] or entry.id[:12]}.html".replace("/", "-"))
        (folder / name).write_bytes(page.body)
        took.append(entry.id)
    left = f"; {failed} of its pages can't be reached now" if failed else ""
    if not took:
        return _Look(replace(feed, state=f"nothing new{left}", failed=bool(failed)))
    return _Look(feed, (folder,), tuple(took))
