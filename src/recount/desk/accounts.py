"""What accounts are told apart by, what secrets are known by, and how often somebody may try."""

from __future__ import annotations

import hashlib
import ipaddress
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from recount.errors import TooOftenError
from recount.store import SqlStore
from recount.store.people import Allowance


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody sits: a network address, and what their browser calls itself."""

    address: str
    browser: str = ""


def folded(name: str) -> str:
    """A name as accounts are told apart by: whatever the case, the width and the spaces."""
    return " ".join(unicodedata.normalize("NFKC", name[:200]).casefold().split())


def hash_of(secret: str) -> str:
    """How the record knows a secret of 256 bits: it does not keep the secret itself."""
    return hashlib.sha256(secret.encode()).hexdigest()


def network_of(address: str) -> str:
    """What tries are counted by: an address of IPv4, and of IPv6 the network of one household (/64).

    >>> network_of("192.0.2.7"), network_of("::ffff:192.0.2.7"), network_of("2001:db8::1:2")
    ('192.0.2.7', '192.0.2.7', '2001:db8::/64')
    """
    try:
        one = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(one, ipaddress.IPv6Address):
        if one.ipv4_mapped is not None:
            return str(one.ipv4_mapped)
        return str(ipaddress.ip_network((one, 64), strict=False))
    return str(one)


def take_try(store: SqlStore, name: str, address: str) -> str:
    """Count a try to prove that one is somebody; TooOftenError after some. The key under which it may be forgiven.

    Counted from one network, with one account from one network, and with one account from anywhere: the last is wide,
    so that nobody is easily locked out by others.
    """
    network, account = network_of(address), folded(name)
    own = _key("with", account, network)
    allowances = (
        Allowance(_key("from", network), 30, 20),
        Allowance(own, 6, 60),
        Allowance(_key("at", account), 60, 60),
    )
    if wait := store.take_tries(allowances, now().timestamp()):
        raise TooOftenError("the password", "was tried too often", wait)
    return own


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(("try", *parts)).encode()).hexdigest()
