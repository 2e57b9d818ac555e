"""What the desk asks of the net, and what it never asks."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from recount.errors import ReportError
from recount.reading.fetching import MOST_BYTES, Net, checked_address, fetched, public

PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "255.255.255.255",
    "224.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:0:0:0:0:0:1",
]  # fmt: skip


@pytest.mark.parametrize("number", PRIVATE)
def test_private_numbers_are_told_from_public_ones(number: str) -> None:
    assert not public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
def test_public_numbers_are_public(number: str) -> None:
    assert public(number)


@pytest.mark.parametrize(
    "address",
    [
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
    ],
)
def test_a_private_address_is_refused_in_every_form(address: str) -> None:
    with pytest.raises(ReportError, match=r"private network|can't be reached"):
        fetched(address)


def test_a_name_that_also_leads_home_is_refused() -> None:
    net = Net(numbers=lambda host, port: ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(ReportError, match="private network"):
        fetched("http://news.example/", net=net)


def test_without_a_net_it_says_so() -> None:
    def offline(host: str, port: int) -> list[str]:
        raise OSError("no name server")

    with pytest.raises(ReportError, match=r"can't be reached.*Nothing is lost"):
        fetched("http://news.example/", net=Net(numbers=offline))


@pytest.mark.parametrize(
    "address",
    ["ftp://a.example/", "file:///etc/passwd", "http:///x", "http://a:b@c.example/", "http://a.example:25/", "x"],
)
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(ReportError):
        checked_address(address)


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/to-metadata":
            self._answer(302, b"", Location="http://169.254.169.254/latest/")
        elif self.path == "/round":
            self._answer(302, b"", Location="/round")
        elif self.path == "/on":
            self._answer(301, b"", Location="/feed")
        elif self.path == "/bomb":
            self._answer(200, gzip.compress(b"0" * (MOST_BYTES + 10)), **{"Content-Encoding": "gzip"})
        elif self.path == "/packed":
            self._answer(200, gzip.compress(b"words"), **{"Content-Encoding": "gzip"})
        elif self.headers.get("If-None-Match") == '"1"':
            self._answer(304, b"")
        else:
            self._answer(200 if self.path == "/feed" else 404, b"a feed", ETag='"1"')

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, Net]]:
    """A server on this machine that stands for one on the public net."""
    listening = HTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    port = listening.server_port
    net = Net(
        numbers=lambda host, _: ["127.0.0.1"] if host == "news.example" else [host],
        allowed=lambda number: number == "127.0.0.1" or public(number),
        ports=frozenset({port, None}),
    )
    yield f"http://news.example:{port}", net
    listening.shutdown()
    listening.server_close()


def test_an_answer_comes_with_where_it_came_from(server: tuple[str, Net]) -> None:
    address, net = server
    answer = fetched(f"{address}/on", net=net)
    assert (answer.body, answer.address, answer.headers["etag"]) == (b"a feed", f"{address}/feed", '"1"')
    assert fetched(f"{address}/packed", net=net).body == b"words"
    assert fetched(f"{address}/feed", {"If-None-Match": '"1"'}, net).status == 304


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/to-metadata", "private network"),
        ("/round", "leads on more than 5 times"),
        ("/bomb", "answers more than 10 MB"),
        ("/none", "answers 404"),
    ],
)
def test_what_an_answer_may_not_do(server: tuple[str, Net], path: str, said: str) -> None:
    address, net = server
    with pytest.raises(ReportError, match=said):
        fetched(address + path, net=net)
