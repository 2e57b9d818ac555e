"""What a desk is served with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recount.desk.tools import BUILT_IN, Rules, Settings

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class WebOptions:
    """A served desk: the record's folder, the rules of the desk's own, and who may come in.

    `accounts` is False on a laptop that serves only itself: whoever sits at it may do everything, under the name
    `who`. `secure` says that the desk is reached over https (cookies are then sent over nothing else); `hosts` are the
    names that it answers to, which keeps other sites' pages from reaching a desk on a laptop by a name of their own;
    `by_address` says that it answers to bare network addresses, too, which no site can give a name to.
    """

    record: Path
    settings: Settings
    rules: Rules = BUILT_IN
    accounts: bool = False
    who: str = "desk"
    secure: bool = False
    hosts: tuple[str, ...] = (*LOOPBACK, "testserver")
    by_address: bool = False
    title: str = "Recount"
