"""Tokens that programs sign in with, each made by a member for one purpose."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from recount.desk.accounts import hash_of, now
from recount.desk.people import Doer
from recount.desk.roles import Role, Scope, scopes_of
from recount.desk.signing_in import new_token
from recount.errors import RecordError
from recount.store import opened
from recount.store.people import Deed, Token

DAYS = (7, 30, 90, 365)
"""How long a token can be made to last."""
_MOST = 20
_LONGEST_NAME = 60


def make_token(record: Path, name: str, scopes: Collection[Scope], days: int, role: Role, by: Doer) -> str:
    """A new token of a member, which is shown this once; RecordError where its scopes go beyond the member's role."""
    called = checked_token(name, scopes, days, role)
    shown, made = new_token(), now()
    words = " ".join(sorted({*scopes, Scope.READ}))
    token = Token(hash_of(shown), secrets.token_hex(8), by.id, called, words, made, made + timedelta(days=days))
    with closing(opened(record)) as store:
        if len(store.tokens_of(by.id)) >= _MOST:
            raise RecordError("the token", f"is one too many: you have {_MOST}", "Withdraw one that nothing uses.")
        store.add_token(token)
        store.note_deed(Deed(made, by.name, "made a token", f"{called}: {words}", by.address))
    return shown


def checked_token(name: str, scopes: Collection[Scope], days: int, role: Role) -> str:
    """What a token is called; RecordError where it can't be made so."""
    called = " ".join(name.split())
    if not called or len(called) > _LONGEST_NAME or not called.isprintable():
        raise RecordError("the token", "has no name, or a long one", "Say in a few words what uses it.")
    if not scopes or not scopes_of(role).issuperset(scopes):
        held = ", ".join(sorted(scopes_of(role)))
        raise RecordError("the token", "has no scope, or one that your role has not", f"Choose among: {held}.")
    if days not in DAYS:
        raise RecordError("the token", "has no such end", f"Choose {', '.join(map(str, DAYS))} days.")
    return called


def tokens_of(record: Path, person: str) -> tuple[Token, ...]:
    """The tokens of somebody, by id, oldest first."""
    with closing(opened(record)) as store:
        return store.tokens_of(person)


def withdraw_token(record: Path, person: str, key: str, by: Doer) -> None:
    """Let a token open nothing any more; RecordError where somebody has no such token."""
    with closing(opened(record)) as store:
        if not store.drop_token(person, key):
            raise RecordError(f"token {key[:16]}", "is not in the record", "It may be withdrawn already.")
        store.note_deed(Deed(now(), by.name, "withdrew a token", key, by.address))
