"""The people of a desk as its database keeps them: accounts, one-time links, sessions, tokens, tries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import OperationalError

from recount.store.desk_work_views import end_feeds
from recount.store.people_tables import LINKS, PEOPLE, PEOPLE_LOG, SESSIONS, TOKENS, TRIES


@dataclass(frozen=True, slots=True)
class Person:
    """An account. `password` is its argon2id hash, None until a link was followed; `disabled` since when."""

    id: str
    name: str
    folded: str
    role: str
    password: str | None
    made: datetime
    disabled: datetime | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link that can be followed once. `kind` is first, invite or reset; `person` is "" for the first admin."""

    hash: str
    kind: str
    person: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in with a browser; known by the hash of a token that only their browser holds."""

    hash: str
    id: str
    person: str
    made: datetime
    seen: datetime
    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Token:
    """What a program signs in with; known by its hash. `scopes` are words with a space between them."""

    hash: str
    id: str
    person: str
    name: str
    scopes: str
    made: datetime
    expires: datetime
    used: datetime | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done with accounts: signed in or refused, invited, role changed, and the like; on whom, from where."""

    when: datetime
    who: str
    what: str
    on: str
    address: str


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often something may be tried under a key: `burst` times at once, then once every so many seconds."""

    key: str
    burst: int
    every: float


class PeopleTables:
    """The part of a store that keeps people."""

    _engine: Engine

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def people(self) -> tuple[Person, ...]:
        """All accounts, by name."""
        with self._reading() as connection:
            return tuple(_person(row) for row in connection.execute(select(PEOPLE).order_by(PEOPLE.c.folded)))

    def person(self, key: str) -> Person | None:
        """The account with an id."""
        return self._one_person(PEOPLE.c.id == key)

    def person_called(self, folded: str) -> Person | None:
        """The account with a name, as `desk.people.folded` writes it."""
        return self._one_person(PEOPLE.c.folded == folded)

    def _one_person(self, condition: Any) -> Person | None:
        with self._reading() as connection:
            row = connection.execute(select(PEOPLE).where(condition)).first()
        return _person(row) if row else None

    def add_person(self, person: Person, link: Link) -> bool:
        """Keep a new account with the link that opens it; False where the name is taken."""
        with self._writing() as connection:
            if connection.execute(select(PEOPLE.c.id).where(PEOPLE.c.folded == person.folded)).first():
                return False
            connection.execute(insert(PEOPLE).values(**_person_row(person)))
            connection.execute(insert(LINKS).values(**_link_row(link)))
        return True

    def keep_link(self, link: Link) -> None:
        """Keep a link; a former one for the same person no longer leads anywhere."""
        with self._writing() as connection:
            connection.execute(delete(LINKS).where(LINKS.c.person == link.person))
            connection.execute(insert(LINKS).values(**_link_row(link)))

    def link(self, hashed: str) -> Link | None:
        """The link with a hash, followed or not is not known: one that was is gone."""
        with self._reading() as connection:
            row = connection.execute(select(LINKS).where(LINKS.c.hash == hashed)).first()
        return Link(row.hash, row.kind, row.person, _when(row.expires)) if row else None

    def take_first(self, hashed: str, person: Person) -> bool:
        """Make the first admin by the link that was printed; False where there are people, or no such link, by now."""
        with self._writing() as connection:
            gone = connection.execute(delete(LINKS).where(LINKS.c.hash == hashed, LINKS.c.kind == "first"))
            people = connection.execute(select(func.count()).select_from(PEOPLE)).scalar()
            if gone.rowcount != 1 or people:
                return False
            connection.execute(insert(PEOPLE).values(**_person_row(person)))
        return True

    def take_link(self, hashed: str, person: str, password: str) -> bool:
        """Give an account a password by a link, which is gone then, as are all its sessions, tokens, feed addresses and
        other links; False where the link was followed meanwhile."""
        with self._writing() as connection:
            gone = connection.execute(delete(LINKS).where(LINKS.c.hash == hashed, LINKS.c.person == person))
            if gone.rowcount != 1:
                return False
            connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(password=password))
            end_feeds(connection, person)
            for table in (SESSIONS, TOKENS, LINKS):
                connection.execute(delete(table).where(table.c.person == person))
        return True

    def set_password(self, person: str, password: str, keep: str | None = None) -> None:
        """Another password hash. With `keep`, a new password: all sessions but the one with this hash, tokens, feed
        addresses and links end; without, the same password hashed by newer rules."""
        with self._writing() as connection:
            connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(password=password))
            if keep is not None:
                end_feeds(connection, person)
                connection.execute(delete(SESSIONS).where(SESSIONS.c.person == person, SESSIONS.c.hash != keep))
                for table in (TOKENS, LINKS):
                    connection.execute(delete(table).where(table.c.person == person))

    def set_role(self, person: str, role: str) -> bool:
        """Another role; its sessions and feed addresses end. False, and nothing changes, where no admin would be
        left."""
        with self._writing() as connection:
            if role != "admin" and _only_admin(connection, person):
                return False
            end_feeds(connection, person)
            connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(role=role))
            connection.execute(delete(SESSIONS).where(SESSIONS.c.person == person))
        return True

    def set_disabled(self, person: str, when: datetime | None) -> bool:
        """Close an account, or open it again with None. Its sessions end, its tokens, links and feed addresses go.
        False, and nothing changes, where no admin would be left."""
        with self._writing() as connection:
            if when is not None and _only_admin(connection, person):
                return False
            disabled = _stamp(when) if when else None
            connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(disabled=disabled))
            if when is not None:
                end_feeds(connection, person)
                for table in (SESSIONS, TOKENS, LINKS):
                    connection.execute(delete(table).where(table.c.person == person))
        return True

    def add_session(self, session: Session, instead_of: str = "") -> None:
        """Keep a new session; the one whose hash is named ends."""
        with self._writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.hash == instead_of))
            connection.execute(
                insert(SESSIONS).values(
                    hash=session.hash,
                    id=session.id,
                    person=session.person,
                    made=_stamp(session.made),
                    seen=_stamp(session.seen),
                    address=session.address,
                    browser=session.browser,
                )
            )

    def session(self, hashed: str) -> tuple[Session, Person] | None:
        """A session and whose it is."""
        with self._reading() as connection:
            row = connection.execute(select(SESSIONS).where(SESSIONS.c.hash == hashed)).first()
            person = connection.execute(select(PEOPLE).where(PEOPLE.c.id == row.person)).first() if row else None
        return (_session(row), _person(person)) if row and person else None

    def sessions_of(self, person: str) -> tuple[Session, ...]:
        """A person's sessions, the one seen last first."""
        query = select(SESSIONS).where(SESSIONS.c.person == person).order_by(SESSIONS.c.seen.desc(), SESSIONS.c.id)
        with self._reading() as connection:
            return tuple(_session(row) for row in connection.execute(query))

    def note_seen(self, session: str, token: str, when: datetime) -> None:
        """Note when a session or a token was last used, unless somebody writes just now: nobody waits for this."""
        changes = (
            update(SESSIONS).where(SESSIONS.c.hash == session).values(seen=_stamp(when)),
            update(TOKENS).where(TOKENS.c.hash == token).values(used=_stamp(when)),
        )
        with suppress(OperationalError), self._engine.connect() as plain:
            impatient = plain.execution_options(writes=True, patience=0)
            sqlite = impatient.dialect.name == "sqlite"
            raw = impatient.connection.dbapi_connection
            before = _patience(raw, 0) if sqlite and raw is not None else 0
            try:
                with impatient.begin():
                    for change in changes:
                        impatient.execute(change)
            finally:
                if sqlite and raw is not None:
                    _patience(raw, before)

    def end_sessions(self, person: str, ids: Iterable[str] | None = None, keep: str = "") -> int:
        """End sessions of a person: those with these ids, else all but the one with the hash `keep`; how many."""
        query = delete(SESSIONS).where(SESSIONS.c.person == person, SESSIONS.c.hash != keep)
        if ids is not None:
            query = query.where(SESSIONS.c.id.in_(list(ids)))
        with self._writing() as connection:
            return connection.execute(query).rowcount

    def end_feeds(self, person: str) -> int:
        """End the addresses of the feeds that a person could hand on; how many."""
        with self._writing() as connection:
            return end_feeds(connection, person)

    def end_session(self, hashed: str) -> None:
        """End the session with a hash."""
        with self._writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.hash == hashed))

    def forget_old(self, sessions_made: datetime, sessions_seen: datetime, now: datetime) -> None:
        """Drop sessions made or seen before these times, and links, tokens and tries that have run out."""
        with self._writing() as connection:
            late = (SESSIONS.c.made < _stamp(sessions_made)) | (SESSIONS.c.seen < _stamp(sessions_seen))
            connection.execute(delete(SESSIONS).where(late))
            connection.execute(delete(LINKS).where(LINKS.c.expires < _stamp(now)))
            connection.execute(delete(TOKENS).where(TOKENS.c.expires < _stamp(now)))
            connection.execute(delete(TRIES).where(TRIES.c.free < now.timestamp()))

    def add_token(self, token: Token) -> None:
        """Keep a new token."""
        with self._writing() as connection:
            connection.execute(
                insert(TOKENS).values(
                    hash=token.hash,
                    id=token.id,
                    person=token.person,
                    name=token.name,
                    scopes=token.scopes,
                    made=_stamp(token.made),
                    expires=_stamp(token.expires),
                )
            )

    def token(self, hashed: str) -> tuple[Token, Person] | None:
        """A token and whose it is."""
        with self._reading() as connection:
            row = connection.execute(select(TOKENS).where(TOKENS.c.hash == hashed)).first()
            person = connection.execute(select(PEOPLE).where(PEOPLE.c.id == row.person)).first() if row else None
        return (_token(row), _person(person)) if row and person else None

    def tokens_of(self, person: str) -> tuple[Token, ...]:
        """A person's tokens, oldest first."""
        query = select(TOKENS).where(TOKENS.c.person == person).order_by(TOKENS.c.made, TOKENS.c.id)
        with self._reading() as connection:
            return tuple(_token(row) for row in connection.execute(query))

    def drop_token(self, person: str, key: str) -> bool:
        """Let a token of a person, named by its id, open nothing any more; False where there is none."""
        with self._writing() as connection:
            gone = connection.execute(delete(TOKENS).where(TOKENS.c.person == person, TOKENS.c.id == key))
            return gone.rowcount == 1

    def take_tries(self, allowances: Sequence[Allowance], now: float) -> float:
        """Count a try under all these keys, and give 0; where one of them is used up count nothing, and give the
        seconds until it isn't."""
        with self._writing() as connection:
            keys = [one.key for one in allowances]
            held = {row.key: row.free for row in connection.execute(select(TRIES).where(TRIES.c.key.in_(keys)))}
            free = {one.key: max(held.get(one.key, 0.0), now) for one in allowances}
            wait: float = max(free[one.key] - now - (one.burst - 1) * one.every for one in allowances)
            if wait > 0:
                return wait
            connection.execute(delete(TRIES).where(TRIES.c.key.in_(keys)))
            connection.execute(
                insert(TRIES), [{"key": one.key, "free": free[one.key] + one.every} for one in allowances]
            )
        return 0.0

    def forgive(self, keys: Iterable[str]) -> None:
        """Forget the tries under these keys."""
        with self._writing() as connection:
            connection.execute(delete(TRIES).where(TRIES.c.key.in_(list(keys))))

    def note_deed(self, deed: Deed) -> None:
        """Write down what was done with accounts."""
        with self._writing() as connection:
            connection.execute(
                insert(PEOPLE_LOG).values(
                    made=_stamp(deed.when), who=deed.who, what=deed.what, on=deed.on, address=deed.address
                )
            )

    def deeds(self, most: int, before: int | None = None, what: str = "") -> tuple[tuple[int, Deed], ...]:
        """What was done with accounts and rules, newest first, each with its position; with `what` only deeds of it."""
        query = select(PEOPLE_LOG).order_by(PEOPLE_LOG.c.position.desc()).limit(most)
        if before is not None:
            query = query.where(PEOPLE_LOG.c.position < before)
        query = query.where(PEOPLE_LOG.c.what == what) if what else query
        with self._reading() as connection:
            return tuple(
                (row.position, Deed(_when(row.made), row.who, row.what, row.on, row.address))
                for row in connection.execute(query)
            )

    def deeds_in_all(self) -> int:
        """How many things were done with accounts."""
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(PEOPLE_LOG)).scalar_one())


def _only_admin(connection: Connection, person: str) -> bool:
    """Whether a person is the one admin who can sign in."""
    able = select(PEOPLE.c.id).where(
        PEOPLE.c.role == "admin", PEOPLE.c.disabled.is_(None), PEOPLE.c.password.is_not(None)
    )
    return connection.execute(able.with_for_update()).scalars().all() == [person]


def _patience(raw: Any, milliseconds: int) -> int:
    before = raw.execute("PRAGMA busy_timeout").fetchone()[0]
    raw.execute(f"PRAGMA busy_timeout = {milliseconds}")
    return int(before)


def _stamp(when: datetime) -> str:
    return when.isoformat(timespec="seconds")


def _when(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)


def _person(row: Any) -> Person:
    disabled = _when(row.disabled) if row.disabled else None
    return Person(row.id, row.name, row.folded, row.role, row.password, _when(row.made), disabled)


def _person_row(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "folded": person.folded,
        "role": person.role,
        "password": person.password,
        "made": _stamp(person.made),
    }


def _link_row(link: Link) -> dict[str, Any]:
    return {"hash": link.hash, "kind": link.kind, "person": link.person, "expires": _stamp(link.expires)}


def _session(row: Any) -> Session:
    return Session(row.hash, row.id, row.person, _when(row.made), _when(row.seen), row.address, row.browser)


def _token(row: Any) -> Token:
    used = _when(row.used) if row.used else None
    return Token(row.hash, row.id, row.person, row.name, row.scopes, _when(row.made), _when(row.expires), used)
