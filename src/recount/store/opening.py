"""A record's database, opened, checked, and brought to the present version of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError

from recount.errors import RecordError

DATABASE = "record.sqlite"
NEWEST = "0011"
_CACHE = 16_000  # kilobytes of a database that a connection keeps at hand
_CACHE_OF_WRITERS = 64_000
_THREADS = 60  # that may ask at once, beside a few
_PATIENCE = 10  # seconds to wait for another process that writes


def database_of(folder: Path) -> Path:
    """The file that holds the record of a folder; RecordError where there is none."""
    path = folder / DATABASE
    if not path.is_file():
        what = "holds no record" if folder.is_dir() else "there is no such record"
        raise RecordError(str(folder), what, f"Make one: recount run REPORTS --record {folder}")
    return path


def new_database_in(folder: Path) -> Path:
    """The file for a folder's record, there already or not; RecordError where the folder is used for other things."""
    path = folder / DATABASE
    if path.is_file():
        return path
    if folder.exists() and not folder.is_dir():
        raise RecordError(str(folder), "is a file, not a folder", "Name a new or empty folder for the record.")
    if folder.is_dir() and any(folder.iterdir()):
        raise RecordError(
            str(folder), "holds other files but no record", "Name a new or empty folder, so that nothing gets mixed up."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(str(folder), f"can't be made ({error.strerror})", "Name a folder you may write to.") from None
    return path


def engine_for(url: str) -> Engine:
    """An engine whose connections keep foreign keys and let readers read while one writes."""
    in_memory = url == "sqlite://"
    engine = create_engine(url, poolclass=StaticPool) if in_memory else create_engine(url, max_overflow=_THREADS)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepared)
        event.listen(engine, "begin", _begun)
    return engine


def _prepared(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")
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


@contextmanager
def refusals(name: str) -> Iterator[None]:
    """Says what a database refuses in the desk's words."""
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig).lower()
        if "locked" in reason or "busy" in reason:
            remedy = "Another run is writing to it: wait until it has ended and try again."
            raise RecordError(name, "is in use", remedy) from None
        raise RecordError(
            name, f"can't be used ({error.orig})", "Check the disk and your rights to the folder."
        ) from None
    except DBAPIError as error:
        what = f"is damaged, or no record ({error.orig})"
        raise RecordError(name, what, "Go back to a copy of it, or make a new record from the reports.") from None


def migrated(engine: Engine, name: str) -> None:
    """Bring the tables to the present version; RecordError where a newer Recount made them."""
    with refusals(name):
        with engine.connect() as connection:
            version = _version(connection, name)
        if version != NEWEST:
            _upgrade(engine)


def _version(connection: Connection, name: str) -> str:
    tables = set(inspect(connection).get_table_names())
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
