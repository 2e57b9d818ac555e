"""Signing in with a name and a password, and staying signed in."""

from __future__ import annotations

import secrets
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from recount.desk.accounts import Place, folded, hash_of, now, take_try
from recount.desk.passwords import hashed, is_old, is_password
from recount.desk.roles import Role, Scope, role_by_token, role_named, scopes_of
from recount.errors import AccessError
from recount.store import opened
from recount.store.people import Deed, Person, Session

IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)
"""A session ends when it was not used for so long, and at the latest so long after signing in."""
_NOTED = timedelta(minutes=5)  # how often it is noted that a session is used
_TOKEN = "rct_"  # noqa: S105 — what tokens begin with
_LONGEST_TOKEN = 100
_WRONG = "is not known with this password"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a session or a token stands for, and what may be done with it. `hash` is how the record knows it. A token may
    do less than the role of the account that made it, `account`."""

    id: str
    name: str
    role: Role
    scopes: frozenset[Scope]
    hash: str
    account: Role = Role.NOBODY


def sign_in(record: Path, name: str, password: str, place: Place, instead_of: str = "") -> str:
    """A new session's token for somebody's browser to keep; the session that was there ends.

    AccessError where name and password don't go together, in the same words and as slowly where there is no such
    account; TooOftenError after some tries.
    """
    at = now()
    with closing(opened(record)) as store:
        own = take_try(store, name, place.address)
        person = store.person_called(folded(name))
        right = is_password(person.password if person else None, password)
        if person is None or not right or person.disabled is not None:
            known = person.name if person else "(no such account)"  # people type passwords into the wrong field
            store.note_deed(Deed(at, known, "not signed in", "", place.address))
            raise AccessError("this account", _WRONG, "Check both; an admin can give you a new link.")
        if person.password and is_old(person.password):
            store.set_password(person.id, hashed(password))
        store.forget_old(at - LONGEST, at - IDLE, at)
        store.forgive([own])
        store.note_deed(Deed(at, person.name, "signed in", "", place.address))
    return new_session(record, person.id, place, instead_of)


def new_session(record: Path, person: str, place: Place, instead_of: str = "") -> str:
    """A new session's token for somebody who has just shown who they are; `instead_of`, a token, ends."""
    token, at = secrets.token_urlsafe(32), now()
    browser = "".join(one for one in place.browser[:200] if one.isprintable())
    session = Session(hash_of(token), secrets.token_hex(8), person, at, at, place.address[:100], browser)
    with closing(opened(record)) as store:
        store.add_session(session, hash_of(instead_of) if instead_of else "")
    return token


def sign_out(record: Path, token: str) -> None:
    """End the session of a token."""
    with closing(opened(record)) as store:
        store.end_session(hash_of(token))


def member_by_session(record: Path, token: str) -> SignedIn | None:
    """Who a session's token stands for; None where it has ended."""
    at = now()
    with closing(opened(record)) as store:
        found = store.session(hash_of(token))
        if found is None:
            return None
        session, person = found
        if not _able(person) or at >= session.made + LONGEST or at >= session.seen + IDLE:
            return None
        if at - session.seen >= _NOTED:
            store.note_seen(session.hash, "", at)
    role = role_named(person.role)
    return SignedIn(person.id, person.name, role, scopes_of(role), session.hash)


def member_by_token(record: Path, shown: str) -> SignedIn | None:
    """Who a program's token stands for; None where it has run out or was withdrawn."""
    if not shown.startswith(_TOKEN) or len(shown) > _LONGEST_TOKEN:
        return None
    at = now()
    with closing(opened(record)) as store:
        found = store.token(hash_of(shown))
        if found is None:
            return None
        token, person = found
        if not _able(person) or at >= token.expires:
            return None
        if token.used is None or at - token.used >= _NOTED:
            store.note_seen("", token.hash, at)
    role = role_named(person.role)
    scopes = frozenset(map(Scope, token.scopes.split())) & scopes_of(role)
    return SignedIn(person.id, person.name, role_by_token(role, scopes), scopes, token.hash, role)


def new_token() -> str:
    """A token for a program: 256 bits that nobody can guess, with a beginning that scanners for leaks know."""
    return f"{_TOKEN}{secrets.token_urlsafe(32)}"


def _able(person: Person) -> bool:
    return person.disabled is None and person.password is not None
