"""One's own account: the password, where one is signed in, and the tokens of one's programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from recount.desk import people, signing_in, tokens
from recount.desk.accounts import now
from recount.desk.people import Doer
from recount.desk.roles import NEEDS, Scope
from recount.errors import RecordError, RecountError, TooOftenError
from recount.web.here import Here, Reader
from recount.web.pages.entering import Name, Secret, place, session_shown
from recount.web.sessions import cookie

router = APIRouter()

_SCOPES = {
    Scope.READ: "read what is not restricted",
    Scope.JUDGE: "judge, correct and add, as far as your role goes; never restricted things",
    Scope.RESTRICTED: "also read restricted reports and victims' names; each access is logged",
    Scope.ADMIN: "also what only admins may do",
}


@router.get("/account")
def account(here: Reader) -> Response:
    """One's own account."""
    return _page(here)


@router.post("/account/password")
def change_password(here: Reader, old: Secret = "", new: Secret = "", again: Secret = "") -> Response:
    """Another password; all other sessions end, and this one goes on under a new token."""
    by = doer(here)
    if new != again:
        return _page(here, {"again": "It is not the same as the new password."})
    try:
        people.change_password(here.record, old, new, by, here.member.session)
    except TooOftenError as error:
        return _page(here, {"old": f"That was tried too often. {error.remedy}"}, 429)
    except RecountError as error:
        mine = error.what == "is not yours"
        words = "This is not your password." if mine else error.remedy
        return _page(here, {"old" if mine else "new": words})
    return _signed_in_anew(here)


@router.post("/account/sessions/end")
def end_sessions(here: Reader, session: Annotated[str, Form(max_length=40)] = "") -> Response:
    """End one of one's sessions; without a name all but this one."""
    by = doer(here)
    people.end_sessions(here.record, by.id, by, [session] if session else None, here.member.session)
    return here.done("/account#sessions", said="ended")


@router.post("/account/tokens")
def make_token(
    here: Reader,
    name: Name = "",
    days: Annotated[int, Form()] = 90,
    password: Secret = "",
    scopes: Annotated[list[str], Form(max_length=10)] = [],  # noqa: B006 — a form's field
) -> Response:
    """A token for a program, shown this once."""
    by, filled = doer(here), {"name": name, "scopes": scopes, "days": days}
    try:
        chosen = {Scope(one) for one in scopes if one in set(Scope)}
        tokens.checked_token(name, chosen, days, here.member.role)
        people.check_password(here.record, password, by)
        shown = tokens.make_token(here.record, name, chosen, days, here.member.role, by)
    except TooOftenError as error:
        return _page(here, {"password": f"That was tried too often. {error.remedy}"}, 429, filled)
    except RecountError as error:
        mine = error.what == "is not yours"
        words = "This is not your password." if mine else f"It {error.what}. {error.remedy}"
        return _page(here, {"password" if mine else "token": words}, 422, filled)
    return once(here, "token", name, shown)


@router.post("/account/tokens/withdraw")
def withdraw_token(here: Reader, token: Annotated[str, Form(max_length=40)] = "") -> Response:
    """Let a token open nothing any more."""
    by = doer(here)
    tokens.withdraw_token(here.record, by.id, token, by)
    return here.done("/account#tokens", said="token-withdrawn")


def doer(here: Here) -> Doer:
    """Who changes something about people; RecordError on a desk that has none."""
    if not here.options.accounts:
        raise RecordError("this desk", "has no accounts", "Serve it with --accounts to work as a team.")
    return here.doer


def once(here: Here, kind: str, whose: str, shown: str) -> Response:
    """A page that shows a secret this once: it stands in no address, and nothing keeps the page."""
    page = here.page("people/once.html", kind=kind, whose=whose, shown=shown)
    page.headers["Cache-Control"] = "no-store"
    return page


def _signed_in_anew(here: Here) -> Response:
    token = signing_in.new_session(here.record, here.member.id, place(here), session_shown(here))
    answer = here.done("/account", said="password")
    answer.headers.append("Set-Cookie", cookie(here.options, "session", token))
    return answer


def _page(
    here: Here, problems: dict[str, str] | None = None, status: int = 422, filled: dict[str, object] | None = None
) -> Response:
    mine = here.member.id
    return here.page(
        "people/account.html",
        status if problems else 200,
        problems=problems or {},
        sessions=people.sessions_of(here.record, mine) if mine else (),
        tokens=tokens.tokens_of(here.record, mine) if mine else (),
        scopes=[(scope, words) for scope, words in _SCOPES.items() if here.member.role >= NEEDS[scope]],
        days=tokens.DAYS,
        filled=filled or {"name": "", "scopes": [Scope.READ], "days": 90},
        now=now(),
    )
