"""The people of a desk: who they are, what they may do, and how they come in.

Nobody sends e-mail: an admin makes a link that can be followed once, and hands it over. The first admin is made by a
link that the server prints.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from anyascii import anyascii

from recount.desk.accounts import folded, hash_of, now, take_try
from recount.desk.passwords import hashed, is_password, password_problem
from recount.desk.roles import Role
from recount.errors import AccessError, RecordError
from recount.export.wording import plural
from recount.store import SqlStore, opened
from recount.store.people import Deed, Link, Person, Session

FIRST_LINK, LINK = timedelta(hours=1), timedelta(days=3)
"""How long the first admin's link, and any other, can be followed."""
_LONGEST_NAME = 60
_MARKUP = frozenset("<>{}[]\\|")


@dataclass(frozen=True, slots=True)
class Doer:
    """Who changes something about people: the account's id ("" for the command line), the name, and from where."""

    id: str
    name: str
    address: str = ""


def has_people(record: Path) -> bool:
    """Whether anybody has an account."""
    with closing(opened(record)) as store:
        return bool(store.people())


def people(record: Path) -> tuple[Person, ...]:
    """All who have an account, by name, closed ones included."""
    with closing(opened(record)) as store:
        return store.people()


def person_named(record: Path, name: str) -> Person:
    """Somebody by id or by name; RecordError where there is no such account."""
    with closing(opened(record)) as store:
        return _person(store, name)


def first_link(record: Path) -> str:
    """The code of a link that makes the first admin, for an hour; former ones lead nowhere. RecordError where there
    are people already."""
    with closing(opened(record)) as store:
        if store.people():
            remedy = "Ask an admin for a link, or: recount people link NAME."
            raise RecordError("the first account", "was made already", remedy)
        code = secrets.token_urlsafe(32)
        store.keep_link(Link(hash_of(code), "first", "", now() + FIRST_LINK))
    return code


def invite(record: Path, name: str, role: Role, by: Doer) -> tuple[Person, str]:
    """A new account, and the code of the link by which its owner gives it a password."""
    shown = _name(name)
    person = Person(secrets.token_hex(8), shown, folded(shown), role.word, None, now())
    code = secrets.token_urlsafe(32)
    with closing(opened(record)) as store:
        if other := next((one.name for one in store.people() if _looks(one.name) == _looks(shown)), ""):
            what = "is taken" if folded(other) == person.folded else f"looks like {other}, who has an account"
            raise RecordError(f"the name {shown}", what, "Choose another; it stands in the history.")
        if not store.add_person(person, Link(hash_of(code), "invite", person.id, now() + LINK)):
            raise RecordError(f"the name {shown}", "is taken", "Choose another; it stands in the history.")
        store.note_deed(Deed(now(), by.name, "invited", f"{shown}, {role.word}", by.address))
    return person, code


def reset(record: Path, name: str, by: Doer) -> tuple[Person, str]:
    """The code of a link by which somebody gives their account another password. Until it is followed, nothing
    changes; then all their sessions and tokens end."""
    code = secrets.token_urlsafe(32)
    with closing(opened(record)) as store:
        person = _person(store, name)
        if person.disabled is not None:
            raise RecordError(person.name, "has a closed account", "Open it again first.")
        store.keep_link(Link(hash_of(code), "reset" if person.password else "invite", person.id, now() + LINK))
        store.note_deed(Deed(now(), by.name, "made a link", person.name, by.address))
    return person, code


def link_of(record: Path, code: str) -> tuple[Link, Person | None]:
    """What a link is for, and for whom; RecordError where it was followed, has run out, or never was."""
    with closing(opened(record)) as store:
        return _link(store, code)


def follow_first(record: Path, code: str, name: str, password: str, address: str) -> Person:
    """The first admin, by the link that the server printed."""
    shown = _name(name)
    kept = _good(password, shown)
    person = Person(secrets.token_hex(8), shown, folded(shown), Role.ADMIN.word, kept, now())
    with closing(opened(record)) as store:
        found, _ = _link(store, code)
        if found.kind != "first" or not store.take_first(found.hash, person):
            raise _dead_link()
        store.note_deed(Deed(now(), shown, "set the desk up", "", address))
    return person


def follow(record: Path, code: str, password: str, address: str) -> Person:
    """Somebody gives their account a password, by the link that an admin made."""
    with closing(opened(record)) as store:
        found, person = _link(store, code)
        if person is None:
            raise _dead_link()
        kept = _good(password, person.name)
        if not store.take_link(found.hash, person.id, kept):
            raise _dead_link()
        store.note_deed(Deed(now(), person.name, "followed a link", "", address))
    return replace(person, password=kept)


def change_password(record: Path, old: str, new: str, by: Doer, session: str) -> None:
    """Another password of one's own; all other sessions and all tokens end: who knew the old one may have made them.
    `session` is the hash of the one that stays."""
    check_password(record, old, by)
    with closing(opened(record)) as store:
        ended = len(store.tokens_of(by.id))
        store.set_password(by.id, _good(new, by.name), keep=session)
        tokens = f"{plural(ended, 'token')} ended" if ended else ""
        store.note_deed(Deed(now(), by.name, "changed the password", tokens, by.address))


def check_password(record: Path, password: str, by: Doer) -> None:
    """Whether it is really them who ask for something grave; AccessError where the password is wrong."""
    with closing(opened(record)) as store:
        take_try(store, by.name, by.address)
        person = store.person(by.id)
    if not is_password(person.password if person else None, password):
        with closing(opened(record)) as store:
            store.note_deed(Deed(now(), by.name, "gave a wrong password", "", by.address))
        raise AccessError("the password", "is not yours", "Type the one that you sign in with.")


def set_role(record: Path, name: str, role: Role, by: Doer) -> Person:
    """Another role for somebody, who signs in anew then. RecordError where no admin would be left."""
    with closing(opened(record)) as store:
        person = _person(store, name)
        if person.role == role.word:
            return person
        if not store.set_role(person.id, role.word):
            raise _last_admin(person)
        store.note_deed(
            Deed(now(), by.name, "changed a role", f"{person.name}, {person.role} → {role.word}", by.address)
        )
    return replace(person, role=role.word)


def close_account(record: Path, name: str, by: Doer) -> Person:
    """Nobody signs in with this account any more; its sessions, tokens and
    feed addresses end now, and its name stays in the history.

    RecordError where no admin would be left.
    """
    return _opened_or_closed(record, name, by, closed=True)


def open_account(record: Path, name: str, by: Doer) -> Person:
    """A closed account can be signed in with again."""
    return _opened_or_closed(record, name, by, closed=False)


def sessions_of(record: Path, person: str) -> tuple[Session, ...]:
    """Where somebody, by id, is signed in, the session used last first."""
    with closing(opened(record)) as store:
        return store.sessions_of(person)


def end_sessions(record: Path, person: str, by: Doer, ids: Iterable[str] | None = None, keep: str = "") -> int:
    """End sessions of somebody: those with these ids, else all but the one whose hash is `keep`; how many."""
    with closing(opened(record)) as store:
        ended = store.end_sessions(person, ids, keep)
        if ended and (whose := store.person(person)):
            store.note_deed(Deed(now(), by.name, "ended sessions", f"{whose.name}, {ended}", by.address))
    return ended


def feeds_of(record: Path, person: Person) -> tuple[str, ...]:
    """The names of the views of somebody's that have a feed, which is read without signing in."""
    with closing(opened(record)) as store:
        return tuple(view.name for view in store.views(person.name) if view.owner == person.name)


def end_feeds(record: Path, person: str, by: Doer) -> int:
    """End the addresses of the feeds that somebody could hand on; how many."""
    with closing(opened(record)) as store:
        found = _person(store, person)
        ended = store.end_feeds(found.id)
        store.note_deed(Deed(now(), by.name, "ended feed addresses", f"{found.name}, {ended}", by.address))
    return ended


def deeds(record: Path, most: int, before: int | None = None) -> tuple[tuple[int, Deed], ...]:
    """What was done with accounts, sign-ins among it, newest first, each with the position to go on from."""
    with closing(opened(record)) as store:
        return store.deeds(most, before)


def deeds_in_all(record: Path) -> int:
    """How many of these there are."""
    with closing(opened(record)) as store:
        return store.deeds_in_all()


def _opened_or_closed(record: Path, name: str, by: Doer, closed: bool) -> Person:
    with closing(opened(record)) as store:
        person = _person(store, name)
        if (person.disabled is not None) is closed:
            return person
        if not store.set_disabled(person.id, now() if closed else None):
            raise _last_admin(person)
        what = "closed an account" if closed else "opened an account"
        store.note_deed(Deed(now(), by.name, what, person.name, by.address))
    return replace(person, disabled=now() if closed else None)


def _person(store: SqlStore, name: str) -> Person:
    found = store.person(name) or store.person_called(folded(name))
    if found is None:
        raise RecordError(f"the account {name[:60]}", "is not in the record", "`recount people list` names them.")
    return found


def _link(store: SqlStore, code: str) -> tuple[Link, Person | None]:
    found = store.link(hash_of(code[:100]))
    if found is None or now() >= found.expires:
        raise _dead_link()
    person = store.person(found.person) if found.person else None
    if (person is None) is not (found.kind == "first") or (person and person.disabled is not None):
        raise _dead_link()
    return found, person


def _dead_link() -> AccessError:
    remedy = "Ask an admin for a new one; for the first account, start the server again."
    return AccessError("this link", "was followed already, or has run out", remedy)


def _last_admin(person: Person) -> RecordError:
    what = "is the only admin who can sign in"
    return RecordError(person.name, what, "Make somebody else an admin first, who has followed their link.")


def _name(name: str) -> str:
    shown = " ".join(name.split())
    if not shown or len(shown) > _LONGEST_NAME or not shown.isprintable() or _MARKUP.intersection(shown):
        what = f"is empty, longer than {_LONGEST_NAME} characters, or holds some that no name has"
        raise RecordError("the name", what, "Write it as it is to stand in the history.")
    return shown


def _looks(name: str) -> str:
    """A name by how it looks: letters of other scripts that look like Latin ones, accents and capitals are the same."""
    return "".join(c for c in anyascii(name).casefold() if c.isalnum()) or folded(name)


def _good(password: str, name: str) -> str:
    """A password's hash; RecordError where it is easily guessed."""
    if problem := password_problem(password, name):
        raise RecordError("the password", "can't be used", problem)
    return hashed(password)
