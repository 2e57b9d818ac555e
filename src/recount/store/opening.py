"""A record's database, opened, checked, and brought to the present version of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, inspect, text
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFreeError

from recount.errors import InUseError, RecordError

NEWEST = "0019"
_CACHE = 16_000  # kilobytes of a database that a connection keeps at hand
_CACHE_OF_WRITERS = 64_000
_PAGE = 16_384  # bytes of a new database's pages: an incident seldom stands in several; older ones stay as they are
_MAPPED = 2_000_000_000  # bytes of a database that is read nearly whole
_THREADS = 60  # that may ask at once, beside a few
_PATIENCE = 10  # seconds to wait for another process that writes, and for a server
_SERVED = 15  # connections to a server, beside a few
_LOCK = 7_236_868  # that writers on a server hold, one at a time
_OF_EXTENSIONS = frozenset({"spatial_ref_sys"})
_REACHED = (
    "Check that the server runs, that record.postgresql names it, and that $PGPASSWORD or ~/.pgpass has the password."
)


def engine_for(url: str) -> Engine:
    """An engine whose connections keep foreign keys and let readers read while one writes; writers wait for each
    other."""
    if url.startswith("postgresql"):
        engine = create_engine(
            url, pool_pre_ping=True, max_overflow=_SERVED, connect_args={"connect_timeout": _PATIENCE}
        )
        event.listen(engine, "begin", _begun_on_a_server)
        return engine
    in_memory = url == "sqlite://"
    engine = create_engine(url, poolclass=StaticPool) if in_memory else create_engine(url, max_overflow=_THREADS)
    event.listen(engine, "connect", _prepared)
    event.listen(engine, "begin", _begun)
    return engine


def mapped(engine: Engine) -> Engine:
    """An engine for one process that reads nearly all of a record, and soon ends: it looks at the file in memory where
    each row would else be fetched with the page around it. Not for a server: a disk that fails would end it."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _to_be_mapped)
    return engine


def _to_be_mapped(connection: Any, _record: object) -> None:
    connection.execute(f"PRAGMA mmap_size = {_MAPPED}").close()


def _prepared(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")
    cursor.execute(f"PRAGMA page_size = {_PAGE}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA cache_size = -{_CACHE}")
    cursor.close()


def _begun(connection: Connection) -> None:
    # A writer takes its lock at once: one that first reads and then writes could be refused half-way.
    writes = connection.get_execution_options().get("writes", False)
    if writes:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_OF_WRITERS}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begun_on_a_server(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("writes", False):  # whoever reads sees one state of the record, whatever is written meanwhile
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return
    patience = options.get("patience", _PATIENCE)  # seconds
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(patience * 1000))}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


@contextmanager
def refusals(name: str) -> Iterator[None]:
    """Says what a database refuses in the desk's words."""
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig).lower()
        if any(word in reason for word in ("locked", "busy", "lock timeout", "deadlock", "could not serialize")):
            remedy = "Another run is writing to it: wait until it has ended and try again."
            raise InUseError(name, "is in use", remedy) from None
        if not type(error.orig).__module__.startswith("sqlite3"):
            what = f"keeps its record on a server that can't be used ({_in_a_line(error.orig)})"
            raise RecordError(name, what, _REACHED) from None
        raise RecordError(
            name, f"can't be used ({error.orig})", "Check the disk and your rights to the folder."
        ) from None
    except NoneFreeError:
        raise RecordError(name, "is asked for more than it can answer at once", "Try again in a moment.") from None
    except DataError as error:
        what = f"can't hold what was given ({_in_a_line(error.orig)})"
        raise RecordError(name, what, "Give less, or other characters.") from None
    except DBAPIError as error:
        if "permission denied" in str(error.orig):
            what = f"keeps its record where you may not ({_in_a_line(error.orig)})"
            raise RecordError(name, what, "Ask who runs the database server for the right to its tables.") from None
        what = f"is damaged, or no record ({error.orig})"
        raise RecordError(name, what, "Go back to a copy of it, or make a new record from the reports.") from None


def _in_a_line(error: object) -> str:
    return " ".join(str(error).split())[:300]


def migrated(engine: Engine, name: str) -> None:
    """Bring the tables to the present version; RecordError where a newer Recount made them."""
    with refusals(name):
        with engine.connect() as connection:
            version = _version(connection, name)
        if version != NEWEST:
            _upgrade(engine)


def _version(connection: Connection, name: str) -> str:
    tables = set(inspect(connection).get_table_names()) - _OF_EXTENSIONS
    if not tables:
        return ""
    version = ""
    if "alembic_version" in tables:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    elif "claims" not in tables:
        raise RecordError(name, "is a database, but no record", "Name another folder for the record.")
    if version > NEWEST:
        raise RecordError(name, f"was made by a newer Recount (tables {version})", "Install that version to open it.")
    return version


def _upgrade(engine: Engine) -> None:
    # Alembic takes a while to import, and nearly every opening finds nothing to do.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
