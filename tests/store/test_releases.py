"""Releases as a database keeps them: added to, never changed, and taken out of only on request."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, update

from recount.errors import RecordError
from recount.store import SqlStore
from recount.store.release_tables import RELEASED, RELEASES
from recount.store.releases import HeldRow, NameRow, ReleasedRow, ReleaseRow

WHEN = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def row(public: str, content: str = "one") -> ReleasedRow:
    return ReleasedRow(public, f"hash of {content}", content, ("c1", "c2"))


def test_releases_are_kept_in_order_with_what_they_hold(store: SqlStore) -> None:
    store.note_release(ReleaseRow(1, WHEN, "Amal", "{}"), [row("R-2"), row("R-1", "two")])
    store.note_release(ReleaseRow(2, WHEN, "Basil", "{}"), [row("R-2")])
    assert [one.number for one in store.releases()] == [1, 2]
    assert store.released(1) == (row("R-2"), row("R-1", "two"))
    assert store.ever_released() == {"R-1", "R-2"}
    assert store.first_without(["R-1", "R-9"]) == {"R-1": 2}


def test_two_people_make_no_release_of_the_same_number(store: SqlStore) -> None:
    store.note_release(ReleaseRow(1, WHEN, "Amal", "{}"), [row("R-1")])
    with pytest.raises(RecordError, match="made by somebody else"):
        store.note_release(ReleaseRow(1, WHEN, "Basil", "{}"), [row("R-2")])
    assert store.released(1) == (row("R-1"),)


def test_what_a_release_holds_is_never_changed(store: SqlStore) -> None:
    store.note_release(ReleaseRow(1, WHEN, "Amal", "{}"), [row("R-1")])
    for statement in (update(RELEASES).values(who="Eve"), delete(RELEASES), delete(RELEASED)):
        with pytest.raises(RecordError), store._writing() as connection:
            connection.execute(statement)
    assert store.released(1) == (row("R-1"),)


def test_what_is_asked_to_be_removed_is_gone_from_all_and_counted(store: SqlStore) -> None:
    store.note_release(ReleaseRow(1, WHEN, "Amal", "{}"), [row("R-1"), row("R-2", "two")])
    assert store.take_out("R-1") == 1
    assert [one.incident for one in store.released(1)] == ["", "two"]
    assert store.rows_without_content() == {(1, "R-1")}


def test_decisions_on_names_and_incidents_are_kept_oldest_first(store: SqlStore) -> None:
    before = store.publishing_mark()
    names = [NameRow("omar", "Omar", allowed, WHEN, "Amal", "why") for allowed in (True, False)]
    held = [HeldRow("i1", ("c1", "c2"), state, WHEN, "Amal", "") for state in (True, False)]
    for name, one in zip(names, held, strict=True):
        store.note_name(name)
        store.note_held(one)
    assert store.names_decided() == tuple(names)
    assert store.held_back() == tuple(held)
    assert store.publishing_mark() != before
