"""What every answer carries so that a browser obeys nothing but the desk's own files, and what is not even read."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recount.web.options import WebOptions

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
}
_TO_BE_FOUND = "noarchive"
"""A public release is there to be found, but not to be kept by a search engine: what is taken back is gone at once."""
ANOTHER_NAME = "This desk does not answer to that name. `recount serve --name` gives it more."
_MOST_HEADERS = 80
_LONGEST_ADDRESS = 8_000  # characters of path and query
_BY_FORM = 'Cookie form-action="/sign-in"'  # browsers know no scheme for this, and ask for nothing themselves
_FOREVER = "public, max-age=31536000, immutable"


class Guarded:
    """Adds the policy to each answer, errors included, and refuses requests for another name than the desk's.

    Pages are kept by no cache, on a desk with accounts not even by the browser; files of the desk's own are.
    """

    def __init__(
        self, app: ASGIApp, options: WebOptions, refused: Callable[[Request, Exception], Awaitable[Response]]
    ) -> None:
        self.app = app
        self.options = options
        self.refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self._head(MutableHeaders(scope=message), scope["path"], message["status"])
            await send(message)

        try:
            self._look_at(scope)
            await self.app(scope, receive, guarded)
        except HTTPException as error:
            await (await self.refused(Request(scope), error))(scope, receive, guarded)
        except Exception as error:
            if not begun:
                await (await self.refused(Request(scope), error))(scope, receive, guarded)
            raise  # to the server's log

    def _head(self, headers: MutableHeaders, path: str, status: int) -> None:
        stricter = headers.get("Content-Security-Policy")
        for name, value in _HEADERS.items():
            headers[name] = value
        if stricter:  # of what came from outside and is saved, never shown
            headers["Content-Security-Policy"] = f"{POLICY}; {stricter}"
        if path.startswith("/public/") and status < 400:
            headers["X-Robots-Tag"] = _TO_BE_FOUND
        if self.options.secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if status == 401:
            headers.setdefault("WWW-Authenticate", _BY_FORM)
        if path.startswith("/static/"):
            headers.setdefault("Cache-Control", _FOREVER if path.startswith("/static/built/assets/") else "no-cache")
        else:
            headers.setdefault("Cache-Control", "no-store" if self.options.accounts else "no-cache")

    def _look_at(self, scope: Scope) -> None:
        """HTTPException where a request is not for this desk, or is no ordinary one."""
        if len(scope["headers"]) > _MOST_HEADERS:
            raise HTTPException(431, "The request has too many headers.")
        if len(scope["path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS:
            raise HTTPException(414, "The address is too long.")
        named = Headers(scope=scope).getlist("host")
        if len(named) != 1 or not self._answers_to(named[0]):
            raise HTTPException(400, ANOTHER_NAME)
        if self.options.secure and scope["scheme"] != "https":
            raise HTTPException(403, "This desk is reached over https only.")

    def _answers_to(self, host: str) -> bool:
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if name.lower().rstrip(".") in self.options.hosts:
            return True
        return self.options.by_address and _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
