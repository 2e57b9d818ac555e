"""A numbered release: what a desk published on a day, frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from recount.codec import packed
from recount.publishing.changes import PublicChange
from recount.publishing.content import PublicIncident
from recount.publishing.policy import Policy


@dataclass(frozen=True, slots=True)
class Basis:
    """What a release was made from: versions of the program and its rules, and what it does not hold.

    `reports` and `incidents` count the record's; `kept_back` says for each reason how many incidents are not in it,
    `names` how many names are withheld, `restricted` how many reports nothing is shown of.
    """

    version: str
    tools: tuple[tuple[str, str], ...]
    grades: tuple[str, ...]
    rule: str
    rule_about: str
    reports: int
    incidents: int
    kept_back: tuple[tuple[str, int], ...] = ()
    names: int = 0
    restricted: int = 0
    first_report: date | None = None
    last_report: date | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """One release without its incidents. `leads` are former public ids with the one that each leads to now, `gone`
    those that are no longer published, each with the number of the release that withdrew it. `content` is the hash
    of all that it holds."""

    number: int
    made: datetime
    who: str
    note: str
    policy: Policy
    basis: Basis
    changes: tuple[PublicChange, ...]
    leads: tuple[tuple[str, str], ...]
    gone: tuple[tuple[str, int], ...]
    content: str


@dataclass(frozen=True, slots=True)
class Published:
    """A release with its incidents in order; `removed` counts those that were taken out of it since, on request."""

    release: Release
    incidents: tuple[PublicIncident, ...]
    removed: int = 0


def hash_of(incidents: Iterable[PublicIncident]) -> str:
    """The SHA-256 of incidents, one line each."""
    digest = hashlib.sha256()
    for one in incidents:
        digest.update(f"{packed(one)}\n".encode())
    return digest.hexdigest()
