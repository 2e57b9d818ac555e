"""What one answer reads is read on one connection, of one state of the record."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import copy_context
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from recount.errors import RecordError
from recount.model import Claim, Document
from recount.store import Entry, SqlStore, opened, opened_or_made
from recount.store.databases import kept_open
from recount.store.together import held_of, read_together
from tests.made import TEXT, incident_of, report, sentences, strike


@contextmanager
def asked() -> Iterator[list[str]]:
    """The statements that are executed meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of one report."""
    document = report("a")
    claim = strike(document)
    with closing(opened_or_made(tmp_path / "record")) as store:
        store.add([entry(document, [claim])], "tools")
        store.put_incidents([incident_of([claim], [document])])
    return tmp_path / "record"


def entry(document: Document, claims: list[Claim]) -> Entry:
    return Entry(document, document.text.encode(), sentences(document), tuple(claims))


def documents(record: Path) -> list[str]:
    with closing(opened(record)) as store:
        return [one.id for one in store.documents([one.id for one in store.documents()])]


def test_what_is_read_together_takes_one_transaction_and_looks_nothing_up_twice(record: Path) -> None:
    (own,) = documents(record)
    with kept_open(), closing(opened(record)), read_together(), asked() as statements:
        for _ in range(3):
            with closing(opened(record)) as store:
                assert [one.id for one in store.documents([own])] == [own]
                assert store.documents(["another"]) == ()
    assert sum(one == "BEGIN" for one in statements) == 1
    assert sum("FROM reports" in one for one in statements) == 2  # the one that is there, and the other


def test_what_is_written_meanwhile_is_read(record: Path) -> None:
    new = report("b", f"{TEXT} Again.")
    with read_together():
        assert len(documents(record)) == 1
        with closing(opened(record)) as store:
            assert store.documents([new.id]) == ()
            store.add([entry(new, [])], "tools")
            assert [one.id for one in store.documents([new.id])] == [new.id]
        assert len(documents(record)) == 2


def test_what_others_write_is_not_seen_until_it_ends(record: Path) -> None:
    new = report("b", f"{TEXT} Again.")

    def write() -> None:
        with closing(opened(record)) as store:
            store.add([entry(new, [])], "tools")

    with read_together():
        assert len(documents(record)) == 1
        other = threading.Thread(target=write)
        other.start()
        other.join()
        assert len(documents(record)) == 1
    assert len(documents(record)) == 2


def test_another_thread_reads_by_itself_while_the_connection_is_in_use(record: Path) -> None:
    found: list[object] = []
    with read_together(), closing(opened(record)) as store:
        first = held_of(store._database)
        assert first is not None
        with first.reading():
            here = copy_context()
            other = threading.Thread(target=lambda: found.append(here.run(held_of, store._database)))
            other.start()
            other.join()
        assert found == [None]
        assert held_of(store._database) is first


def test_after_a_failure_it_can_be_read_again(record: Path) -> None:
    with read_together(), closing(opened(record)) as store:
        with pytest.raises(RecordError, match="is not in the record"):
            store.incident("i0")
        with pytest.raises(RecordError, match="used"), store._reading() as connection:
            connection.exec_driver_sql("SELECT nothing")
        assert len(store.documents()) == 1


def test_after_its_end_whoever_reads_does_so_by_themselves(record: Path) -> None:
    with read_together() as together:
        assert len(documents(record)) == 1
        together.end()
        assert len(documents(record)) == 1
        with closing(opened(record)) as store:
            assert held_of(store._database) is None


def test_a_record_in_memory_is_read_by_itself() -> None:
    with read_together(), closing(SqlStore("sqlite://", "memory")) as store:
        assert held_of(store._database) is None
        assert store.documents() == ()
