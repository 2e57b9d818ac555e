"""The feeds that a desk looks at, in its record's database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from recount.model.feed import Feed
from recount.store.feed_tables import FEED_ENTRIES, FEEDS

_AT_ONCE = 500


class FeedTables:
    """The part of `port.RecordStore` that keeps feeds."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def feeds(self) -> tuple[Feed, ...]:
        """All feeds, by title."""
        with self._reading() as connection:
            found = [_feed(row._mapping) for row in connection.execute(select(FEEDS))]
        return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.id)))

    def put_feed(self, feed: Feed) -> None:
        """Keep a feed, in the place of the one with its id."""
        with self._writing() as connection:
            there = connection.execute(select(FEEDS.c.id).where(FEEDS.c.id == feed.id)).first()
            row = _row(feed)
            if there:
                connection.execute(update(FEEDS).where(FEEDS.c.id == feed.id).values(row))
            else:
                connection.execute(insert(FEEDS).values(row))

    def drop_feed(self, feed: str) -> None:
        """Look at a feed no more; the reports that it brought stay."""
        with self._writing() as connection:
            connection.execute(delete(FEED_ENTRIES).where(FEED_ENTRIES.c.feed == feed))
            connection.execute(delete(FEEDS).where(FEEDS.c.id == feed))

    def new_entries(self, feed: str, entries: Sequence[str]) -> tuple[str, ...]:
        """Which of these entries were not taken from a feed yet."""
        there: set[str] = set()
        with self._reading() as connection:
            for first in range(0, len(entries), _AT_ONCE):
                some = FEED_ENTRIES.c.entry.in_(entries[first : first + _AT_ONCE])
                query = select(FEED_ENTRIES.c.entry).where(FEED_ENTRIES.c.feed == feed, some)
                there |= set(connection.execute(query).scalars())
        return tuple(entry for entry in dict.fromkeys(entries) if entry not in there)

    def note_entries(self, feed: str, entries: Iterable[str]) -> None:
        """Note that entries were taken from a feed."""
        new = self.new_entries(feed, list(entries))
        if new:
            with self._writing() as connection:
                connection.execute(insert(FEED_ENTRIES), [{"feed": feed, "entry": entry} for entry in new])


def _row(feed: Feed) -> dict[str, Any]:
    plain = {name: getattr(feed, name) for name in FEEDS.c.keys()}  # noqa: SIM118 — a column collection
    return plain | {"added": feed.added.isoformat(), "fetched": feed.fetched.isoformat() if feed.fetched else ""}


def _feed(row: Any) -> Feed:
    values = dict(row)
    fetched = datetime.fromisoformat(values["fetched"]) if values["fetched"] else None
    return Feed(**(values | {"added": datetime.fromisoformat(values["added"]), "fetched": fetched}))
