"""The database of a server written anew, so that nothing of what was taken out is left in its files."""

from __future__ import annotations

import time

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from recount.errors import RecordError

_PATIENCE = 60  # seconds for others to end what they began, and for each table to be free
_OLDER = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_xmin IS NOT NULL AND xact_start < %(began)s"
)


def compact(engine: Engine, name: str) -> None:
    """Write all tables anew. Whoever began to read before is waited for: for them the server would keep what was taken
    out. Its log of changes (WAL), archives of that and backups are not reached from here.

    RecordError where others hold a table all the time.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        began = connection.exec_driver_sql("SELECT clock_timestamp()").scalar()
        until = time.monotonic() + _PATIENCE
        while connection.exec_driver_sql(_OLDER, {"began": began}).scalar():
            if time.monotonic() > until:
                raise _not_done(name)
            time.sleep(0.2)
        connection.exec_driver_sql(f"SET lock_timeout = {_PATIENCE * 1000}")
        try:
            connection.exec_driver_sql("VACUUM FULL")
        except OperationalError:
            raise _not_done(name) from None
        finally:
            connection.exec_driver_sql("RESET lock_timeout")


def _not_done(name: str) -> RecordError:
    what = "was changed as asked, but its files could not be written anew while others read: they may still hold traces"
    return RecordError(name, what, "Run VACUUM FULL on the database when nobody works.")
