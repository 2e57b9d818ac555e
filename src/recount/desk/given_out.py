"""What of an incident the public sees now: an id once given stays with it, whether or not a release still holds it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from recount.desk.embargoing import embargoed_claims
from recount.desk.withholding import gone_of
from recount.model import Incident
from recount.publishing.withholding import REMOVED
from recount.store import SqlStore, opened


@dataclass(frozen=True, slots=True)
class Publication:
    """The public id that stands for an incident, "" for none, and what became of it: `words`."""

    public: str
    words: str


def given_out(record: Path) -> frozenset[str] | None:
    """The public ids of the incidents that the last release holds and that are given out today; None where no release
    was ever made, so that what has a public id is published by other ways."""
    with closing(opened(record)) as store:
        return _given_out(record, store.giving_out_mark())


@lru_cache(maxsize=8)
def _given_out(record: Path, _mark: str) -> frozenset[str] | None:
    with closing(opened(record)) as store:
        last = _last(store)
        held = store.publics_of(last)
    if not last:
        return None
    gone = gone_of(record)
    return frozenset(public for public in held if not gone.word(last, public))


def publication_of(record: Path, one: Incident) -> Publication:
    """Whether the public sees an incident: it is published, withheld for now, or in no release any more."""
    if not one.public:
        return Publication("", "not published")
    public = one.public[0]
    with closing(opened(record)) as store:
        last = _last(store)
        without = store.first_without([public]).get(public, 0)
        embargoed = not embargoed_claims(store).keys().isdisjoint(one.claims)
    if not last:
        return Publication(public, "published")
    if not without:
        return Publication(public, "in no release yet")
    gone = gone_of(record).word(without - 1, public)
    if gone == REMOVED:
        return Publication(public, "removed from the releases on request")
    if without <= last:
        return Publication(public, f"withdrawn in release {without}")
    if gone:
        return Publication(public, f"withheld from release {last} ({'embargo' if embargoed else 'restricted report'})")
    return Publication(public, "published")


def _last(store: SqlStore) -> int:
    made = store.releases()
    return made[-1].number if made else 0
