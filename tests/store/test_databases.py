"""A process has a record's database open once, and lets go of it in the end."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from recount.errors import RecordError
from recount.store import SqlStore, databases, opened, opened_or_made
from recount.store.addresses import DATABASE, SERVER
from tests.postgres import Server, name_of


@pytest.fixture
def keeping() -> Iterator[None]:
    """As a server does."""
    with databases.kept_open():
        yield


def test_what_is_open_twice_is_one_database(tmp_path: Path) -> None:
    with closing(opened_or_made(tmp_path / "record")) as one, closing(opened(tmp_path / "record")) as other:
        assert one._engine is other._engine
    assert one._engine.pool.checkedin() == 0  # type: ignore[attr-defined]
    one.close()
    with closing(opened(tmp_path / "record")) as again:
        assert again._engine is not one._engine


@pytest.mark.usefixtures("keeping")
def test_a_server_keeps_what_it_closed(tmp_path: Path) -> None:
    with closing(opened_or_made(tmp_path / "record")) as one:
        engine, columns = one._engine, one._columns
    with closing(opened(tmp_path / "record")) as other:
        assert (other._engine, other._columns) == (engine, columns)


@pytest.mark.usefixtures("keeping")
def test_another_file_in_its_place_is_noticed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with closing(opened_or_made(tmp_path / name)) as store:
            store.choose("name", name)
    with closing(opened(tmp_path / "one")) as store:
        assert store.option("name") == "one"
    databases._shelf.emptied()
    opened(tmp_path / "one").close()
    shutil.copy(tmp_path / "two" / DATABASE, tmp_path / "other.sqlite")
    os.replace(tmp_path / "other.sqlite", tmp_path / "one" / DATABASE)
    for beside in ("-wal", "-shm"):
        (tmp_path / "one" / f"{DATABASE}{beside}").unlink(missing_ok=True)
    with closing(opened(tmp_path / "one")) as store:
        assert store.option("name") == "two"


@pytest.mark.usefixtures("keeping")
def test_no_more_than_some_are_kept(tmp_path: Path) -> None:
    for n in range(databases._MOST_IDLE + 3):
        opened_or_made(tmp_path / f"r{n}").close()
    assert len(databases._shelf._held) == databases._MOST_IDLE


def test_a_record_that_cannot_be_opened_is_not_held(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database at all" * 1000)
    with pytest.raises(RecordError, match="damaged"):
        opened(tmp_path)
    assert not any(str(tmp_path) in url for url in databases._shelf._held)


@pytest.mark.parametrize("store", ["file", "server"], indirect=True)  # one in memory is one thread's
def test_threads_that_open_and_write_at_once_wait_for_each_other(store: SqlStore) -> None:
    wrong: list[Exception] = []

    def work(n: int) -> None:
        try:
            store.choose(f"name{n}", "x")
            assert store.option(f"name{n}") == "x"
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_folder_names_its_server_and_never_a_password(tmp_path: Path, database: str) -> None:
    folder = tmp_path / "record"
    with closing(opened_or_made(folder, database)) as store:
        store.choose("grades", "airwars")
    assert name_of((folder / SERVER).read_text().strip()) == name_of(database)
    with closing(opened(folder)) as store:
        assert store.option("grades") == "airwars"
    with closing(opened_or_made(folder)) as store:
        assert store.option("grades") == "airwars"


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("postgresql://amal:secret@localhost/record", "holds a password"),
        ("postgresql://amal@localhost/record?password=secret", "options that are not known: password"),
        ("postgresql://amal@localhost/record?options=-csearch_path", "options that are not known: options"),
        ("mysql://localhost/record", "is no address"),
        ("postgresql://localhost", "is no address"),
        ("sqlite:///record.sqlite", "is no address"),
        ("record", "is no address"),
        ("postgresql://\n", "is no address"),
        (f"postgresql://localhost/{'x' * 3000}", "is no address"),
    ],
)
def test_what_is_no_address_of_a_server_is_refused_without_a_secret(tmp_path: Path, address: str, what: str) -> None:
    with pytest.raises(RecordError, match=what) as refused:
        opened_or_made(tmp_path / "record", address)
    assert not (tmp_path / "record" / SERVER).exists()
    assert "amal:secret" not in str(refused.value)


def test_a_server_that_cannot_be_reached_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"server that can't be used.*PGPASSWORD"):
        opened_or_made(tmp_path / "record", f"postgresql://amal@/record?host={tmp_path}")


def test_a_record_stays_where_it_is_kept(tmp_path: Path, database: str) -> None:
    opened_or_made(tmp_path / "here").close()
    with pytest.raises(RecordError, match="keeps its record in the file"):
        opened_or_made(tmp_path / "here", database)
    opened_or_made(tmp_path / "there", database).close()
    with pytest.raises(RecordError, match="keeps its record in postgresql:"):
        opened_or_made(tmp_path / "there", "postgresql://localhost/another")


def test_a_damaged_note_of_the_server_is_refused(tmp_path: Path) -> None:
    (tmp_path / SERVER).write_bytes(b"\xff\xfe")
    with pytest.raises(RecordError, match="can't be read"):
        opened(tmp_path)
    (tmp_path / SERVER).write_text("postgresql://a:b@c/d\n")
    with pytest.raises(RecordError, match="holds a password"):
        opened(tmp_path)


def test_the_tables_of_other_programs_are_left_alone(tmp_path: Path, postgres: Server) -> None:
    import psycopg

    address = postgres.new()
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE invoices (id int)")
    with pytest.raises(RecordError, match="is a database, but no record"):
        opened_or_made(tmp_path / "record", address)


def test_the_server_itself_refuses_to_change_what_people_decided(tmp_path: Path, database: str) -> None:
    with closing(opened_or_made(tmp_path / "record", database)) as store:
        for deed in ("UPDATE judgements SET who = 'x'", "DELETE FROM withdrawals", "TRUNCATE custody"):
            with pytest.raises(RecordError, match="never changed"), store._writing() as connection:
                connection.exec_driver_sql(deed)


def test_a_database_of_sqlite_can_still_be_read_by_itself(tmp_path: Path) -> None:
    with closing(opened_or_made(tmp_path / "record")) as store:
        store.choose("name", "one")
    with closing(sqlite3.connect(tmp_path / "record" / DATABASE)) as plain:
        assert plain.execute("SELECT value FROM options").fetchall() == [("one",)]
        found = plain.execute("SELECT count(*) FROM incident_search WHERE incident_search MATCH 'x'").fetchone()
    assert found == (0,)
