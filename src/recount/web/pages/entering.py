"""Coming in and going out: signing in, following a link that can be followed once, signing out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from recount.desk import people, signing_in
from recount.desk.accounts import Place
from recount.errors import AccessError, RecordError, TooOftenError
from recount.web.here import Anybody, Here
from recount.web.members import Role
from recount.web.sessions import cookie, cookie_name, local_path

router = APIRouter()

Name = Annotated[str, Form(max_length=200)]
Secret = Annotated[str, Form(max_length=1000)]
Code = Annotated[str, Form(max_length=100)]


@router.get("/sign-in")
def sign_in_page(here: Anybody, next: str = "/") -> Response:  # noqa: A002 — as it stands in the address
    """The form for signing in; who has signed in already goes on."""
    if here.member.role is not Role.NOBODY:
        return RedirectResponse(local_path(next), 303)
    ready = people.has_people(here.record)
    return here.page("people/sign_in.html", next=local_path(next), ready=ready, name="", problem="")


@router.post("/sign-in")
def sign_in(
    here: Anybody,
    name: Name = "",
    password: Secret = "",
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002
) -> Response:
    """Sign in; where that does not work, the form again, in the same words whatever was wrong."""
    if not here.options.accounts:
        return RedirectResponse("/", 303)
    try:
        token = signing_in.sign_in(here.record, name, password, place(here), session_shown(here))
    except (AccessError, TooOftenError) as error:
        often = isinstance(error, TooOftenError)
        words = f"That was tried too often. {error.remedy}" if often else _WRONG
        page = here.page(
            "people/sign_in.html",
            429 if often else 401,
            next=local_path(next),
            ready=True,
            name=name,
            problem=words,
        )
        if isinstance(error, TooOftenError):
            page.headers["Retry-After"] = str(error.wait)
        return page
    return _entered(here, token, local_path(next))


@router.post("/sign-out")
def sign_out(here: Anybody) -> Response:
    """End this browser's session."""
    if held := session_shown(here):
        signing_in.sign_out(here.record, held)
    answer = RedirectResponse("/sign-in?said=signed-out", 303)
    for kind in ("session", "visit"):
        answer.headers.append("Set-Cookie", cookie(here.options, kind, ""))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@router.get("/setup")
def link_page(here: Anybody, code: str = "") -> Response:
    """What a link that can be followed once leads to: a password for one's account, or the first admin's account."""
    return _link_page(here, code)


@router.post("/setup")
def follow_link(here: Anybody, code: Code = "", name: Name = "", password: Secret = "", again: Secret = "") -> Response:
    """Take the password, and with it sign in."""
    if not here.options.accounts:
        return RedirectResponse("/", 303)
    if password != again:
        return _link_page(here, code, name, {"again": "It is not the same as the password above."})
    link, person = people.link_of(here.record, code)
    try:
        if person is None:
            person = people.follow_first(here.record, code, name, password, here.address)
        else:
            person = people.follow(here.record, code, password, here.address)
    except RecordError as error:
        field = "name" if error.source.startswith("the name") else "password"
        words = error.remedy if field == "password" else f"It {error.what}. {error.remedy}"
        return _link_page(here, code, name, {field: words})
    token = signing_in.new_session(here.record, person.id, place(here), session_shown(here))
    return _entered(here, token, "/?said=welcome" if link.kind == "first" else "/")


_WRONG = "No account is known with this name and this password. An admin of the desk can give you a new link."


def _link_page(here: Here, code: str, name: str = "", problems: dict[str, str] | None = None) -> Response:
    if not here.options.accounts:
        return RedirectResponse("/", 303)
    link, person = people.link_of(here.record, code[:100])
    return here.page(
        "people/setup.html",
        422 if problems else 200,
        code=code[:100],
        kind=link.kind,
        name=person.name if person else name,
        problems=problems or {},
    )


def _entered(here: Here, token: str, to: str) -> Response:
    answer = RedirectResponse(to, 303)
    answer.headers.append("Set-Cookie", cookie(here.options, "session", token))
    answer.headers.append("Set-Cookie", cookie(here.options, "visit", ""))
    return answer


def place(here: Here) -> Place:
    """Where who asks sits."""
    return Place(here.address, here.request.headers.get("user-agent", ""))


def session_shown(here: Here) -> str:
    """The token of a session that the browser holds, whether it is still good or not."""
    return here.request.cookies.get(cookie_name(here.options, "session"), "")[:100]
