"""A PostgreSQL server of the tests' own, in a folder that goes away with them, reached by a socket only.

Its databases are as a team has them: they belong to a user with no rights beyond them, and words stand in the order
of a language (ICU's English), not of their bytes.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from recount.store import SqlStore

_PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]), reverse=True)
_VERSION = int(_PLACES[0].parts[4]) if _PLACES else 0
_INSTALL = "PostgreSQL is not installed: apt-get install postgresql"
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "listen_addresses=", "max_connections=60")
_USER = "recount"
_OWNER = "desk"
_WITH_ICU = 15  # the first version whose databases can be given an order of ICU
_numbers = count(1)


class Server:
    """A server that runs; `new` makes a database on it."""

    def __init__(self, socket: Path) -> None:
        self._ready: str | None = None
        self._over_all = f"postgresql://{_USER}@/%s?host={socket}"
        self.address_of = f"postgresql://{_OWNER}@/%s?host={socket}"
        self._told(f"CREATE ROLE {_OWNER} LOGIN")

    def new(self, like: str = "") -> str:
        """The address of a new database: an empty one, or a copy of the one at an address, which nobody may use."""
        name = f"record{next(_numbers)}"
        if like:
            self._told(f"CREATE DATABASE {name} OWNER {_OWNER} TEMPLATE {name_of(like)}")
        else:
            order = "LOCALE_PROVIDER icu ICU_LOCALE 'en-US'" if _VERSION >= _WITH_ICU else ""
            self._told(f"CREATE DATABASE {name} OWNER {_OWNER} TEMPLATE template0 {order}")
        return self.address_of % name

    def drop(self, address: str) -> None:
        """Do away with a database."""
        self._told(f"DROP DATABASE {name_of(address)} WITH (FORCE)")

    def _told(self, statement: str) -> None:
        with psycopg.connect(self._over_all % "postgres", autocommit=True) as connection:
            connection.execute(statement)

    def with_tables(self) -> str:
        """The address of a database with the empty tables of a record, always the same one."""
        if self._ready is None:
            self._ready = self.new()
            SqlStore(self._ready.replace("postgresql:", "postgresql+psycopg:"), "a test").close()
        return self._ready

    def emptied(self) -> None:
        """Take all rows out of it again, those that are there for ever, too."""
        with psycopg.connect(self._over_all % name_of(self.with_tables())) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("SET session_replication_role = replica")  # no trigger, no foreign key
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            for (table,) in tables:
                if table != "alembic_version":
                    connection.execute(f'DELETE FROM "{table}"')  # noqa: S608 (names of tables)


def name_of(address: str) -> str:
    """The name of the database at an address."""
    return address.partition("@/")[2].partition("?")[0]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server, for all tests of a session."""
    if not _PLACES:
        pytest.skip(_INSTALL)
    with _running(_PLACES[0].parent) as socket:
        yield Server(socket)


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """The address of a record's database in which nothing is yet."""
    yield postgres.with_tables()
    postgres.emptied()


@contextmanager
def _running(programs: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="recount-pg-"))
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name  # it refuses to run as root
    if os.geteuid() == 0:
        shutil.chown(folder, user)

    def told(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *arguments]
        as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, timeout=120, **as_user)  # type: ignore[call-overload]

    try:
        told("initdb", "-A", "trust", "-E", "UTF8", "--locale=C", "-U", _USER, "--no-sync")
        settings = " ".join(f"-c {setting}" for setting in _QUICK)
        told("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", f"-k {folder} {settings}")
        try:
            yield folder
        finally:
            told("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
