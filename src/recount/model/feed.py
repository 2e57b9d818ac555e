"""A feed that a desk looks at for reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS or Atom feed by its address, http(s) or a file's path on the desk's machine.

    `outlet` holds for its reports where the feed is not to say it itself; `pages` says that the pages it links to are
    read, not only the words in it. `fetched` is when it was last looked at, `state` what came of that and `failed` that
    nothing did; `etag` and `modified` are what its server gave to ask by whether it has changed. `reports` are those
    that it brought in all.
    """

    id: str
    address: str
    title: str
    outlet: str
    pages: bool
    who: str
    added: datetime
    fetched: datetime | None = None
    etag: str = ""
    modified: str = ""
    state: str = ""
    failed: bool = False
    reports: int = 0
