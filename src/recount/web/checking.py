"""What is found out about every request before a page sees it: who asks, and whether their own page made them ask.

It stands around the whole app, so that no page can forget it.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import IO

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recount.desk.accounts import hash_of, network_of
from recount.errors import RecountError, TooOftenError
from recount.store.together import Together, read_together
from recount.web.api.routing import needs_json
from recount.web.members import Role
from recount.web.options import WebOptions
from recount.web.rates import BROWSER, PAGES, PROGRAM, STRANGER, STRANGERS, Rates
from recount.web.sessions import Caller, caller_of, cookie, is_csrf_token, token_in
from recount.web.turns import Turns

UNSAFE = frozenset(("POST", "PUT", "PATCH", "DELETE"))
_KNOWN = UNSAFE | {"GET", "HEAD", "OPTIONS"}
MOST_STRANGER, MOST_FORM, MOST_UPLOAD = 64_000, 1_000_000, 210_000_000
"""The most bytes that are taken from who has not signed in, as a form or JSON, and with files."""
_DROPPED, _DROPPED_STRANGER = 250_000_000, 80_000_000
"""Bytes of what is too long that are let come and dropped, once it is said that they are too many."""
_IN_MEMORY = 1_000_000
_AT_ONCE = 12  # who reads at once: each holds a connection to the record, and may need a second one to write
_PATIENCE = 60  # seconds for a form to arrive
_LONG_PATIENCE = 900  # seconds for files, which only coders and above send
_OLD = "This page was opened before you signed in or out, or a while ago. Go back, load it again, and repeat the step."
_NOT_SURE = "Another site's page may ask for this: nothing shows that it does not."
_NOBODY = "No token was sent, and nobody has signed in with this browser."

Answer = Callable[[Request, Exception], Awaitable[Response]]


class Checked:
    """Finds out who asks, and refuses what another site's page, or no page at all, made their browser ask."""

    def __init__(self, app: ASGIApp, options: WebOptions, refused: Answer) -> None:
        self.app = app
        self.options = options
        self.refused = refused
        self.rates = Rates()
        self._turns = Turns(_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with `request.state.member` set, or answer it with a refusal."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        if scope["method"] not in ("GET", "HEAD"):
            await self._answer(scope, receive, send)
            return
        async with self._turns.taken() as give_back:
            with read_together() as together:
                await self._answer(scope, receive, _ending(together, give_back, send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            self._not_too_often(request, None)
            caller = await run_in_threadpool(caller_of, request, self.options)
            request.state.member = caller.member
            self._not_too_often(request, caller)
            if request.method not in _KNOWN:
                raise HTTPException(405, "This is not how the desk is asked.")
            if caller.program and caller.member.role is Role.NOBODY:
                raise HTTPException(401, "The token is not known, has run out or was withdrawn.")
            if request.method not in UNSAFE:
                await self.app(scope, receive, _with_cookie(send, caller, self.options, scope["path"]))
                return
            with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
                await _received(request, caller, body)
                again = _replayed(body, receive)
                if not caller.program:
                    await _made_here(Request(scope, again), caller, self.options)
                    body.seek(0)
                await self.app(scope, _replayed(body, receive), _with_cookie(send, caller, self.options, scope["path"]))
        except (HTTPException, RecountError) as error:
            answer = await self.refused(request, error)
            if getattr(error, "status_code", 0) == 413 and "expect" not in request.headers:
                known = getattr(request.state, "member", None)
                send = _once_all_came(receive, send, _DROPPED if known and known.role else _DROPPED_STRANGER)
            await answer(scope, receive, send)

    def _not_too_often(self, request: Request, caller: Caller | None) -> None:
        """TooOftenError where somebody asks more than their share: before it is known who asks, where this very token
        was shown too often from this address and was not known."""
        if not self.options.accounts:
            return
        network = network_of(request.client.host if request.client else "")
        if not request.url.path.startswith("/api/"):
            session = caller.member.session if caller else ""
            if session and (wait := self.rates.wait(f"pages {session}", PAGES)):
                raise TooOftenError("the desk", "was asked too often", wait)
            return
        if caller is None or (caller.program and not caller.member.token):
            if (shown := token_in(request)) is not None:
                self._not_known_too_often(network, shown, found_out=caller is not None)
            return
        if caller.program:
            wait = self.rates.wait(f"token {caller.member.token}", PROGRAM)
        else:
            wait = self.rates.wait(f"browser {network}", BROWSER)
        if wait:
            raise TooOftenError("the API", "was asked too often", wait)

    def _not_known_too_often(self, network: str, shown: str, found_out: bool) -> None:
        """TooOftenError where tokens that are not known come too often from an address; `found_out` says that this one
        is not known, else that it is not looked up yet. Who guesses is held back, not who sits beside them: a token is
        256 bits, and one that is known has a share of its own."""
        one = f"unknown {network} {hash_of(shown)}"
        wait = self.rates.wait(f"unknown {network}", STRANGERS) if found_out else 0.0
        wait = wait or self.rates.wait(one, STRANGER, count=found_out)
        if wait:
            raise TooOftenError("the token", "is not known, and was shown too often", wait)


async def _received(request: Request, caller: Caller, body: IO[bytes]) -> None:
    """Take a request's body in, as much of it as is taken from who asks."""
    most = MOST_UPLOAD if _kind(request) == "multipart/form-data" else MOST_FORM
    if caller.member.role < Role.CODER:
        most = min(most, MOST_STRANGER if caller.member.role is Role.NOBODY else MOST_FORM)
    too_long = HTTPException(413, f"That is more than {most / 1e6:g} MB, which is the most that is taken here.")
    told = request.headers.get("content-length", "0")
    if told.isdigit() and int(told[:20]) > most:
        raise too_long
    size = 0
    try:
        async with asyncio.timeout(_LONG_PATIENCE if most == MOST_UPLOAD else _PATIENCE):
            async for chunk in request.stream():
                size += len(chunk)
                if size > most:
                    raise too_long
                body.write(chunk)
    except TimeoutError:
        raise HTTPException(408, "It took too long to arrive. Try again.") from None
    body.seek(0)


def _once_all_came(receive: Receive, send: Send, most: int) -> Send:
    """Says at once that a body is too long, and ends the answer when the rest of it has come, which is dropped: many
    programs read no answer before they have sent all, and find the line cut where it ends before."""

    async def sent(message: Message) -> None:
        if message["type"] != "http.response.body" or message.get("more_body"):
            await send(message)
            return
        await send({**message, "more_body": True})
        size, more = 0, True
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                while more and size < most:
                    came = await receive()
                    size += len(came.get("body", b""))
                    more = came["type"] == "http.request" and came.get("more_body", False)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    return sent


def _replayed(body: IO[bytes], receive: Receive) -> Receive:
    """A body that was taken in, given out once more."""
    done = False

    async def again() -> Message:
        nonlocal done
        if done:
            return await receive()
        chunk = body.read(256_000)
        done = len(chunk) < 256_000
        return {"type": "http.request", "body": chunk, "more_body": not done}

    return again


async def _made_here(request: Request, caller: Caller, options: WebOptions) -> None:
    """HTTPException unless a page of this desk, in this browser, made it."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if site not in (None, "same-origin", "none") or (site is None and origin is not None and origin != own):
        raise HTTPException(403, "Another site asked for this. Do it on the desk's own page.")
    if not options.accounts and site is None and origin is None:
        if _by_hand(request):
            return
        if request.url.path.startswith("/api/") and "cookie" not in request.headers:
            await needs_json(request)
    shown = request.headers.get("x-csrf-token")
    if shown is None and _kind(request) in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form(max_files=200, max_fields=2000, max_part_size=MOST_FORM) as form:
            field = form.get("csrf")
            shown = field if isinstance(field, str) else None
    if shown is None or not is_csrf_token(shown[:200], caller.secret):
        api = request.url.path.startswith("/api/")
        if api and caller.member.role is Role.NOBODY:
            raise HTTPException(401, _NOBODY)
        raise HTTPException(403, _NOT_SURE if api else _OLD)


def _by_hand(request: Request) -> bool:
    """Whether a program on this laptop asks the API: no browser lets a page of another site send such a request
    unasked. A page can make it send a form or files, but not with the header by which programs sign in."""
    if "cookie" in request.headers or not request.url.path.startswith("/api/"):
        return False
    return request.method != "POST" or _kind(request) == "application/json" or token_in(request) is not None


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _ending(together: Together, give_back: Callable[[], None], send: Send) -> Send:
    """Lets go of what was read together, and of the turn, as soon as the answer is made, however slowly it is taken."""

    async def sent(message: Message) -> None:
        if together.on_a_server:
            await run_in_threadpool(together.end)
        together.end()
        give_back()
        await send(message)

    return sent


def _with_cookie(send: Send, caller: Caller, options: WebOptions, path: str) -> Send:
    """Give a new browser the secret that its forms' tokens are made from; pages for everybody have no forms."""
    if not caller.new or path.startswith("/public/"):
        return send

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith("text/html"):
                headers.append("Set-Cookie", cookie(options, "visit", caller.secret))
        await send(message)

    return sent
