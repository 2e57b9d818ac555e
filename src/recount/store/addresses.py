"""Where the database of a record's folder is: a file in it, or a PostgreSQL server that a file in it names.

Whoever has the folder has the record, whichever it is. The file never holds a password: PostgreSQL's own means give it
($PGPASSWORD, ~/.pgpass, a service file, certificates).
"""

from __future__ import annotations

from os.path import isfile, join
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from recount.errors import RecordError

DATABASE = "record.sqlite"
SERVER = "record.postgresql"
_LONGEST = 2000
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_OPTIONS = frozenset({"host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "service", "target_session_attrs"})
_FORM = "Write postgresql://USER@HOST/DATABASE, without a password: $PGPASSWORD or ~/.pgpass gives it."


def holds_record(folder: Path) -> bool:
    """Whether a folder is one of a record."""
    return (folder / DATABASE).is_file() or (folder / SERVER).is_file()


def address_of(folder: Path) -> str:
    """The address of the database of a record's folder; RecordError where it is none."""
    if isfile(join(folder, SERVER)):  # asked for each opening, and far quicker than by Path
        return _server(_noted(folder), str(folder / SERVER))
    if not isfile(path := join(folder, DATABASE)):
        what = "holds no record" if folder.is_dir() else "there is no such record"
        raise RecordError(str(folder), what, f"Make one: recount run REPORTS --record {folder}")
    return _file(path)


def new_address_in(folder: Path, store: str | None = None) -> str:
    """The address for a folder's record, there already or not; `store` is that of a PostgreSQL database. RecordError
    where the folder is used for other things, or its record is kept elsewhere."""
    asked = asked_address(store) if store is not None else None
    if holds_record(folder):
        held = address_of(folder)
        if asked not in (None, held):
            where = _noted(folder) if (folder / SERVER).is_file() else f"the file {DATABASE}"
            raise RecordError(str(folder), f"keeps its record in {where}", "Name another folder, or leave --store out.")
        return held
    _check_free(folder)
    return asked or _file(folder / DATABASE)


def note_address(folder: Path, address: str) -> None:
    """Write down in a record's folder which server has its database."""
    if (folder / SERVER).is_file() or not address.startswith("postgresql"):
        return
    shown = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    (folder / SERVER).write_text(f"{shown}\n", encoding="utf-8")


def asked_address(store: str) -> str:
    """The address of a PostgreSQL database as it is used; RecordError where what was given is none."""
    return _server(store, store)


def forget_address(folder: Path) -> None:
    """A record's folder has its database in itself from now on."""
    (folder / SERVER).unlink()


def _file(path: Path | str) -> str:
    return f"sqlite:///{path}"


def _check_free(folder: Path) -> None:
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


def _noted(folder: Path) -> str:
    try:
        with (folder / SERVER).open(encoding="utf-8") as file:
            return file.read(_LONGEST + 1).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(str(folder / SERVER), f"can't be read ({error})", _FORM) from None


def _server(given: str, name: str) -> str:
    """The address of a PostgreSQL database as it is used; RecordError where what was given is none."""
    url = _parsed(given)
    if url is None or url.drivername not in _SCHEMES or not url.database:
        raise RecordError(_shown(name, url), "is no address of a PostgreSQL database", _FORM)
    if url.password is not None:
        raise RecordError(_shown(name, url), "holds a password, which would be written down", _FORM)
    if strange := sorted(set(url.query) - _OPTIONS):
        raise RecordError(_shown(name, url), f"has options that are not known: {', '.join(strange)}", _FORM)
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _parsed(given: str) -> URL | None:
    if len(given) > _LONGEST or not given.isprintable():
        return None
    try:
        return make_url(given)
    except (ArgumentError, ValueError):
        return None


def _shown(name: str, url: URL | None) -> str:
    """How an address is named in what is said of it: never with a password."""
    return url.render_as_string(hide_password=True) if url is not None and "://" in name else name[:200]
