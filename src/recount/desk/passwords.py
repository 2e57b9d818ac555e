"""Passwords: which are good enough, and how they are kept."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from recount.errors import TooOftenError

SHORTEST, LONGEST = 12, 200
_DISTINCT = 5
_WORDS = """
    password passwort passwd pass admin administrator administration root user username login logon signin welcome
    willkommen letmein letmeinnow changeme changeit default secret topsecret master superman batman dragon monkey
    football baseball basketball liverpool chelsea arsenal iloveyou iloveu sunshine princess whatever trustno test
    testing tester guest hello helloworld qwerty qwertz azerty qwertyuiop qwertzuiop azertyuiop asdfgh asdfghjkl
    zxcvbn zxcvbnm yxcvbnm qazwsx qazwsxedc qweasd qweasdzxc qwertyasdf asdfasdf asdf qwer abc abcd abcdef abcdefg
    abcdefgh abcdefghijkl abcdefghijklm computer internet server laptop security freedom starwars pokemon jesus
    mustang shadow michael jennifer jordan harley ranger hunter summer winter spring autumn january february march
    april june july august september october november december monday tuesday wednesday thursday friday saturday
    sunday correcthorsebatterystaple recount recountdesk desk analyst reviewer coder reader airwars casualty casualties
    """
_COMMON = frozenset(_WORDS.split())
_LEET = str.maketrans("0134578@$!|€", "oieastbasiie")
_ROWS = ("qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz")
_HASHING = threading.BoundedSemaphore(2)  # each takes 64 MB: many at once would take the machine down
_PATIENCE = 5  # seconds


def password_problem(password: str, name: str = "") -> str:
    """What is wrong with a password, "" where nothing is: too short, or among those that are guessed first.

    >>> password_problem("short"), password_problem("Passw0rd1234!")
    ('It is shorter than 12 characters. A few words with spaces between them are easy to remember.', 'It is one of those that are guessed first. A few words with spaces between them are easy to remember.')
    """  # noqa: E501
    plain = _plain(password)
    advice = "A few words with spaces between them are easy to remember."
    if len(plain) < SHORTEST:
        return f"It is shorter than {SHORTEST} characters. {advice}"
    if len(plain) > LONGEST:
        return f"It is longer than {LONGEST} characters."
    if not plain.isprintable():
        return "It holds characters that can't be typed."
    folded = plain.casefold()
    called = "".join(filter(str.isalnum, name.casefold()))
    if len(set(folded)) < _DISTINCT or _is_common(folded) or (called and _words_in(folded, called)):
        return f"It is one of those that are guessed first. {advice}"
    return ""


def hashed(password: str) -> str:
    """A password as it is kept: argon2id."""
    with _turn():
        return hasher().hash(_plain(password))


def is_password(kept: str | None, shown: str) -> bool:
    """Whether a password is the one that is kept. It takes as long where none is kept."""
    with _turn():
        try:
            hasher().verify(kept or _nobodys(), _plain(shown)[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def is_old(kept: str) -> bool:
    """Whether a kept hash was made by older rules than now hold."""
    return hasher().check_needs_rehash(kept)


@cache
def hasher() -> PasswordHasher:
    """What hashes: argon2id with the parameters of RFC 9106 for machines with little memory."""
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return hasher().hash("nobody's password")


@contextmanager
def _turn() -> Iterator[None]:
    if not _HASHING.acquire(timeout=_PATIENCE):
        raise TooOftenError("signing in", "too many do it just now", 5)
    try:
        yield
    finally:
        _HASHING.release()


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password[: 4 * LONGEST])


def _is_common(folded: str) -> bool:
    """Whether there is little more in it than a word that many take, keys in a row, or the same few signs."""
    if _is_row(folded) or _is_row(folded[::-1]) or len(_repeats(folded)) < _DISTINCT:
        return True
    if any(one.isalpha() and not one.isascii() for one in folded):
        return False
    told = (re.sub(r"[^a-z]", "", text) for text in (folded, folded.translate(_LEET), _without_ends(folded)))
    return any(_repeats(letters) in _COMMON for letters in told)


def _without_ends(folded: str) -> str:
    """Without digits and signs before and after the letters, and with those within read as letters."""
    return re.sub(r"^[^a-z]+|[^a-z]+$", "", folded).translate(_LEET)


def _repeats(text: str) -> str:
    """What a text repeats, the text itself where it repeats nothing."""
    at = (text + text).find(text, 1)
    return text[:at] if text else text


def _is_row(folded: str) -> bool:
    """Whether it runs along the keys, the digits or the alphabet."""
    text = re.sub(r"[^a-z0-9]", "", folded)
    return len(text) >= SHORTEST - 2 and any(text in row * 3 for row in _ROWS)


def _words_in(folded: str, called: str) -> bool:
    """Whether a name is nearly all of it."""
    told = "".join(filter(str.isalnum, folded))
    return called in told and len(told) - len(called) < _DISTINCT
