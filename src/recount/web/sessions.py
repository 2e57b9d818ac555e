"""Who is behind a request, and the tokens that their forms carry."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from fastapi import Request

from recount.desk.roles import Role, scopes_of
from recount.desk.signing_in import member_by_session, member_by_token
from recount.web.members import NOBODY, Member
from recount.web.options import WebOptions

MOST_COOKIE = 100
_SALT = 8  # bytes


class SignInFirst(Exception):  # noqa: N818 — no error: it asks for something
    """What was asked for is for members, and who asks is none yet."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. `secret` is what their forms' tokens are made from; `new` says that their browser does not hold it yet.

    `program` says that they showed a token instead of a cookie, so that no other site can have made them ask.
    """

    member: Member
    secret: str = ""
    new: bool = False
    program: bool = False


def member_of(request: Request) -> Member:
    """Who asks, as `checking.Checked` found out."""
    found: Member = getattr(request.state, "member", NOBODY)
    return found


def caller_of(request: Request, options: WebOptions) -> Caller:
    """Who asks: by a token, where the API is asked with one, else by the cookie of a session.

    On a desk without accounts whoever sits at the laptop may do everything.
    """
    if options.accounts and (shown := token_in(request)) is not None:
        found = member_by_token(options.record, shown)
        if found is None:
            return Caller(NOBODY, program=True)
        member = Member(found.name, found.role, "", found.scopes, found.id, token=found.hash, account=found.account)
        return Caller(member, program=True)
    held = request.cookies.get(cookie_name(options, "session"), "")[:MOST_COOKIE]
    if options.accounts and held and (signed := member_by_session(options.record, held)) is not None:
        member = Member(signed.name, signed.role, csrf_token(held), signed.scopes, signed.id, session=signed.hash)
        return Caller(member, held)
    secret = request.cookies.get(cookie_name(options, "visit"), "")
    new = not _is_secret(secret)
    if new:
        secret = secrets.token_urlsafe(32)
    nobody = NOBODY if options.accounts else Member(options.who, Role.ADMIN, scopes=scopes_of(Role.ADMIN))
    return Caller(replace(nobody, csrf=csrf_token(secret)), secret, new)


def token_in(request: Request) -> str | None:
    """The token that a program shows; None where none is shown, or where something else than the API is asked."""
    if not request.url.path.startswith("/api/"):
        return None
    kind, _, shown = request.headers.get("Authorization", "").partition(" ")
    return shown.strip() if kind.lower() == "bearer" else None


def cookie_name(options: WebOptions, kind: str) -> str:
    """What a cookie is called: two desks on one machine do not take each other's, and over https no other site can set
    it."""
    desk = hashlib.sha256(str(options.record.absolute()).encode()).hexdigest()[:8]
    return f"{'__Host-' if options.secure else ''}recount-{kind}-{desk}"


def cookie(options: WebOptions, kind: str, value: str) -> str:
    """A cookie as a header sets it, until the browser is closed; with no value it is taken away."""
    gone = "" if value else "; Max-Age=0"
    secure = "; Secure" if options.secure else ""
    return f"{cookie_name(options, kind)}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{gone}"


def csrf_token(secret: str) -> str:
    """A token that only somebody who holds a secret can make: another one each time, so that none can be guessed from
    the lengths of compressed pages."""
    salt = secrets.token_hex(_SALT)
    return f"{salt}{_signed(secret, salt)}"


def is_csrf_token(shown: str, secret: str) -> bool:
    """Whether a token was made from a secret."""
    salt, signed = shown[: 2 * _SALT], shown[2 * _SALT :]
    return bool(secret) and hmac.compare_digest(signed.encode(), _signed(secret, salt).encode())


def local_path(given: str) -> str:
    """A path on this desk; the overview where an address leads anywhere else."""
    plain = given[:2000]
    if not plain.startswith("/") or plain.startswith("//") or "\\" in plain or not plain.isprintable():
        return "/"
    try:
        parts = urlsplit(plain)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc or " " in plain else plain


def _signed(secret: str, salt: str) -> str:
    return hmac.new(secret.encode(), f"form {salt}".encode(), hashlib.sha256).hexdigest()


def _is_secret(shown: str) -> bool:
    return 40 <= len(shown) <= MOST_COOKIE and all(one.isascii() and (one.isalnum() or one in "-_") for one in shown)
