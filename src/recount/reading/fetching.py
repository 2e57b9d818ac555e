"""Bytes from an address on the public net, asked for by a person: never from the desk's own network, never too many.

Every address is resolved first and refused where any of its numbers is private, local or otherwise not public; the
connection then goes to that very number, so that a name can't lead elsewhere a moment later. Redirects are followed by
hand, each looked at in the same way.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from recount.errors import ReportError
from recount.version import VERSION

MOST_BYTES = 10 * 1024 * 1024
"""The most bytes an answer may have, unpacked."""

_REDIRECTS = 5
_PATIENCE = 15.0  # seconds for a connection, and for each piece of an answer
_DEADLINE = 60.0  # seconds for all of it
_PIECE = 64 * 1024
_LONGEST = 2_000  # characters of an address
_PORTS = frozenset({None, 80, 443, 8080, 8443})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its status (200, or 304 where nothing has changed), the address it came from in the end, its headers
    in lower case, its bytes unpacked."""

    status: int
    address: str
    headers: Mapping[str, str]
    body: bytes


def public(number: str) -> bool:
    """Whether an IP address is one of the public net, whatever form it hides in.

    >>> public("127.0.0.1"), public("::ffff:10.0.0.1"), public("93.184.216.34")
    (False, False, True)
    """
    found = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if found.teredo is not None or (inner is not None and not public(str(inner))):
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def numbers_of(host: str, port: int) -> Sequence[str]:
    """The IP addresses that a name stands for."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Net:
    """How names become numbers and which numbers may be asked; tests put their own in."""

    numbers: Callable[[str, int], Sequence[str]] = numbers_of
    allowed: Callable[[str], bool] = public
    ports: frozenset[int | None] = field(default=_PORTS)


PUBLIC = Net()


def fetched(address: str, headers: Mapping[str, str] | None = None, net: Net = PUBLIC) -> Fetched:
    """What an address answers. ReportError where it may not be asked, can't be reached, or answers too much."""
    ends = time.monotonic() + _DEADLINE
    at = address.strip()
    for _ in range(_REDIRECTS + 1):
        parts = checked_address(at, net)
        answer = _asked(parts, at, headers or {}, net, ends)
        if answer.status not in (301, 302, 303, 307, 308) or "location" not in answer.headers:
            if answer.status not in (200, 304):
                raise ReportError(at, f"answers {answer.status}", "Look at the address in a browser.")
            return answer
        at = urljoin(at, answer.headers["location"])
    raise ReportError(address, f"leads on more than {_REDIRECTS} times", "Give the address that it leads to.")


def checked_address(address: str, net: Net = PUBLIC) -> SplitResult:
    """The parts of an address that may be asked as far as its form tells; else ReportError."""
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname or ""
        host.encode("idna")
    except ValueError:
        raise ReportError(address[:200], "is no address", "Write it as https://example.org/feed.xml.") from None
    plain = address.isascii() and address.isprintable() and " " not in address
    if parts.scheme not in ("http", "https") or not host or len(address) > _LONGEST or not plain:
        raise ReportError(address[:200], "is no address of the web", "Write it as https://example.org/feed.xml.")
    if parts.username is not None or port not in net.ports:
        what = "names a user or an unusual port"
        raise ReportError(address[:200], what, "Give an address that everybody can open.")
    return parts


def _asked(parts: SplitResult, address: str, headers: Mapping[str, str], net: Net, ends: float) -> Fetched:
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        numbers = net.numbers(host, port)
    except (OSError, UnicodeError):
        remedy = "Is the desk online? Nothing is lost: look again later."
        raise ReportError(address, f"can't be reached ({host} is not known)", remedy) from None
    if not numbers or not all(net.allowed(number) for number in numbers):
        what = "leads to a private network"
        raise ReportError(address, what, "The desk asks only addresses of the public net.")
    connection = _connection(parts.scheme, host, port, numbers[0])
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    sent = {"User-Agent": f"Recount/{VERSION}", "Accept-Encoding": "gzip", "Accept": "*/*", **headers}
    try:
        connection.request("GET", target, headers=sent)
        answer = connection.getresponse()
        given = {name.lower(): value for name, value in answer.getheaders()}
        body = _body(answer, given, address, ends) if answer.status == 200 else b""
        return Fetched(answer.status, address, given, body)
    except ReportError:
        raise
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        remedy = "Nothing is lost: look again later."
        raise ReportError(address, f"can't be reached ({type(error).__name__})", remedy) from None
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int, number: str) -> http.client.HTTPConnection:
    """A connection to a name that goes to the number that was looked at."""
    if scheme == "https":
        secure = http.client.HTTPSConnection(host, port, timeout=_PATIENCE, context=ssl.create_default_context())
        secure._create_connection = lambda _at, *rest: socket.create_connection((number, port), *rest)  # type: ignore[attr-defined]
        return secure
    plain = http.client.HTTPConnection(host, port, timeout=_PATIENCE)
    plain._create_connection = lambda _at, *rest: socket.create_connection((number, port), *rest)  # type: ignore[attr-defined]
    return plain


def _body(answer: http.client.HTTPResponse, headers: Mapping[str, str], address: str, ends: float) -> bytes:
    coding = headers.get("content-encoding", "identity").lower()
    if coding not in ("identity", "gzip", ""):
        raise ReportError(address, f"answers in a coding that was not asked for ({coding[:20]})", "Save it by hand.")
    unpack = zlib.decompressobj(31) if coding == "gzip" else None
    held = bytearray()
    while piece := answer.read(_PIECE):
        held += unpack.decompress(piece, MOST_BYTES + 1 - len(held)) if unpack else piece
        if len(held) > MOST_BYTES or (unpack and unpack.unconsumed_tail):
            raise ReportError(address, f"answers more than {MOST_BYTES // 2**20} MB", "Save it by hand.")
        if time.monotonic() > ends:
            raise ReportError(address, f"takes longer than {_DEADLINE:.0f} seconds", "Look again later.")
    return bytes(held)
