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
class Tool:
    """Something that a record was made with, and its version."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class KeptBack:
    """Why incidents are not in a release, and how many."""

    why: str
    number: int


@dataclass(frozen=True, slots=True)
class Former:
    """A former public id: the one that it leads to now, or where that is "" the release that withdrew it."""

    id: str
    to: str = ""
    since: int = 0


@dataclass(frozen=True, slots=True)
class CodedType:
    """An event type as the codebook defines it: its code, what it is called, when it is coded, why it is a type of its
    own, and when something of the kind is coded as another type, a line each."""

    name: str
    title: str
    code_when: str
    because: str = ""
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """What a release was made from: versions of the program and its rules, and what it does not hold.

    `reports` and `incidents` count the record's; `kept_back` says for each reason how many incidents are not in it,
    `names` how many names are withheld, `restricted` how many reports nothing is shown of. `types` are those of its
    codebook, `scheme` is the name of the desk's set of grades; older releases did not keep them.
    """

    version: str
    tools: tuple[Tool, ...]
    grades: tuple[str, ...]
    rule: str
    rule_about: str
    reports: int
    incidents: int
    kept_back: tuple[KeptBack, ...] = ()
    names: int = 0
    restricted: int = 0
    first_report: date | None = None
    last_report: date | None = None
    types: tuple[CodedType, ...] = ()
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """One release without its incidents. `former` are public ids that are no longer an incident's first, `content` is
    the hash of all that it holds."""

    number: int
    made: datetime
    who: str
    note: str
    policy: Policy
    basis: Basis
    changes: tuple[PublicChange, ...]
    former: tuple[Former, ...]
    content: str


@dataclass(frozen=True, slots=True)
class Published:
    """A release with its incidents in order. Of those that it gives out no more the public ids are left: `erased` on
    request, or `withheld` for now, as a report that told of them is restricted or under embargo since. `content` is the
    hash of what it gives out; the release has the one that it was made with."""

    release: Release
    incidents: tuple[PublicIncident, ...]
    erased: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    content: str = ""

    @property
    def touched(self) -> int:
        """Of how many that it gives out something was removed since, on request."""
        return sum(one.erased for one in self.incidents)

    @property
    def given_out(self) -> str:
        """The hash of what it gives out."""
        return self.content or self.release.content

    @property
    def removed(self) -> int:
        """How many were taken out of it since, on request."""
        return len(self.erased)


def hash_of(incidents: Iterable[PublicIncident]) -> str:
    """The SHA-256 of incidents, one line each."""
    digest = hashlib.sha256()
    for one in incidents:
        digest.update(f"{packed(one)}\n".encode())
    return digest.hexdigest()
