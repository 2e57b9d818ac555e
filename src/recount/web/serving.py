"""Serving a desk: on a laptop for whoever sits at it, or on a server for a team."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import os
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.supervisors import Multiprocess

from recount.desk import people
from recount.desk.tools import Rules, Settings
from recount.errors import RecordError, RecountError
from recount.store import opened, opened_or_made
from recount.web.app import make_app
from recount.web.options import LOOPBACK, WebOptions
from recount.web.warming import warming

_ENVIRONMENT = "RECOUNT_DESK"  # how a worker learns what it serves
_HEAD_PATIENCE = 15  # seconds for the head of a request to arrive
_MOST_AT_ONCE = 400  # connections of one worker
_WORKER_PATIENCE = 90  # seconds for a worker to begin: one that is slow on a busy machine is not ended for it


@dataclass(frozen=True, slots=True)
class Serving:
    """Where a desk is served. `certificate` and `key` are for https; `proxy` is the address of a proxy that speaks
    https for it, and whose word on who asks is taken; `names` are those by which the desk is reached."""

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    proxy: str = ""
    workers: int = 1

    @property
    def secure(self) -> bool:
        """Whether the desk is reached over https."""
        return bool(self.certificate or self.proxy)


@dataclass(frozen=True, slots=True)
class Desk:
    """What is served: the record, the desk's rules, and whether people have accounts."""

    record: Path
    settings: Settings
    rules: Rules
    accounts: bool = False
    who: str = "desk"
    title: str = "Recount"


def serve(desk: Desk, where: Serving, say: Callable[[str], None]) -> None:
    """Serve a desk until it is ended; say where it is reached. It calls nobody.

    Where there is no record yet, in a folder that is new or empty, one is made, and said so. RecordError where there is
    no right to write to it, where the port is taken, or where others than who sits at this computer could come in
    unasked.
    """
    options = options_for(desk, where)
    new = _is_free(desk.record)
    with closing(opened_or_made(desk.record) if new else opened(desk.record)):
        pass  # its tables are up to date now, once for all workers
    if new:
        say(f"There was no record in {desk.record}: an empty one was made. Hand reports in on the page Sources.")
    listening = _listening(where)
    address = _address(where, listening.getsockname()[1])
    say(f"The desk is at {address} (Ctrl-C ends it).")
    if desk.accounts and not people.has_people(desk.record):
        code = people.first_link(desk.record)
        say(f"Nobody has an account yet. Make the first within the hour: {address}/setup?code={code}")
    with suppress(KeyboardInterrupt):
        _run(options, where, listening)


def _is_free(folder: Path) -> bool:
    """Whether a record can be made in a folder: it is not there, or nothing is in it."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def options_for(desk: Desk, where: Serving) -> WebOptions:
    """What the app is made with; RecordError where others could come in unasked."""
    loopback = _is_loopback(where.host)
    if not loopback and not desk.accounts:
        remedy = "Give --accounts, too; without accounts a desk answers to 127.0.0.1 only."
        raise RecordError(f"host {where.host}", "lets others in, who would need no account", remedy)
    if not loopback and not where.secure:
        remedy = "Give --https CERTIFICATE KEY, or --behind-proxy; see docs/desk/serving.md."
        raise RecordError(f"host {where.host}", "is reached over a network that others may read", remedy)
    if where.proxy and not where.names:
        remedy = "Give --name desk.example.org: the name that browsers know it by."
        raise RecordError("--behind-proxy", "says not which name the desk is reached by", remedy)
    if desk.record.is_dir() and not os.access(desk.record, os.W_OK):
        raise RecordError(str(desk.record), "can't be written to by this user", "Give it rights to the folder.")
    own = () if loopback else ((socket.gethostname() if _is_any(where.host) else where.host).lower(),)
    return WebOptions(
        desk.record,
        desk.settings,
        desk.rules,
        desk.accounts,
        desk.who,
        where.secure,
        (*LOOPBACK, *own, *(name.lower() for name in where.names)),
        by_address=not loopback and not where.proxy,
        title=desk.title,
    )


class Patient(H11Protocol):
    """HTTP, as patient as it must be and no more: a connection on which the head of a request does not arrive in time
    is closed, so that nobody can hold all of them for nothing."""

    late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """A part of a request."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self.late is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing comes any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self.late = self.loop.call_later(_HEAD_PATIENCE, self.transport.close)

    def _stop_waiting(self) -> None:
        if self.late is not None:
            self.late.cancel()
            self.late = None


def app_of_worker() -> FastAPI:
    """The app of one of several workers, made from what the first process left in the environment."""
    told = json.loads(os.environ[_ENVIRONMENT])
    rules = Rules(*(Path(one) if one else None for one in told.pop("rules")))
    hosts = tuple(told.pop("hosts"))
    options = WebOptions(Path(told.pop("record")), Settings(Path(told.pop("cache"))), rules, hosts=hosts, **told)
    return _made(options)


def _made(options: WebOptions) -> FastAPI:
    """The app, while all that its first pages are made from is made ready beside it."""
    app = make_app(options)
    warming(options, app)
    return app


def _run(options: WebOptions, where: Serving, listening: socket.socket) -> None:
    config = uvicorn.Config(
        "recount.web.serving:app_of_worker" if where.workers > 1 else _made(options),
        factory=where.workers > 1,
        workers=where.workers,
        http=Patient,
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,  # addresses of one-time links stand in no log
        server_header=False,
        proxy_headers=bool(where.proxy),
        forwarded_allow_ips=where.proxy or None,
        ssl_certfile=where.certificate,
        ssl_keyfile=where.key,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=3,
        timeout_worker_healthcheck=_WORKER_PATIENCE,
    )
    if where.workers == 1:
        uvicorn.Server(config).run(sockets=[listening])
        return
    os.environ[_ENVIRONMENT] = json.dumps(_told(options))
    Multiprocess(config, sockets=[listening]).run()


def _told(options: WebOptions) -> dict[str, Any]:
    rules = options.rules
    return {
        "record": str(options.record.absolute()),
        "cache": str(options.settings.cache.absolute()),
        "rules": [str(one.absolute()) if one else None for one in (rules.codebook, rules.actors, rules.places)],
        "accounts": options.accounts,
        "who": options.who,
        "secure": options.secure,
        "hosts": options.hosts,
        "by_address": options.by_address,
        "title": options.title,
    }


def _listening(where: Serving) -> socket.socket:
    """A socket that listens; RecountError where there can be none."""
    made = None
    try:
        family, *_, address = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM)[0]
        # named, or asyncio sends small packets late: what an answer ends with would wait 40 ms for the first to arrive
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(256)
    except (OSError, OverflowError) as error:
        if made is not None:
            made.close()
        reason = error.strerror if isinstance(error, OSError) else str(error)
        what = f"can't be listened on ({reason})"
        raise RecountError(f"{where.host}:{where.port}", what, "Choose another with --port or --host.") from None
    made.set_inheritable(True)
    return made


def _address(where: Serving, port: int) -> str:
    """How the desk is reached, as far as it is known here."""
    scheme = "https" if where.secure else "http"
    if where.proxy:
        return f"{scheme}://{where.names[0]}"
    host = where.names[0] if where.names else socket.gethostname() if _is_any(where.host) else where.host
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}:{port}"


def _is_loopback(host: str) -> bool:
    try:
        return host.lower() == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
