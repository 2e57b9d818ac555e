"""Incidents kept up to date while reports come in, some claims at a time, so that nobody who judges meanwhile waits for
all that come."""

from __future__ import annotations

from collections.abc import Iterable

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.desk.gathering import brought_up_to_date, most_by_few
from recount.desk.gathering_ways import Ways
from recount.pipeline import Coded
from recount.store import RecordStore

CLAIMS = 100
"""How many claims are brought in at once: less than a second of the processor, in which nobody else can write."""


class Following:
    """Brings the incidents of a record up to date with reports that come in, as soon as these have some claims.

    Nothing is done where so many reports are expected, or came, that all at once is sooner done, and where the
    incidents were made in other ways and have to be made anew; the run's end does that.
    """

    def __init__(self, store: RecordStore, actors: Actors, merging: Merging, expected: int) -> None:
        self._store, self._actors, self._merging = store, actors, merging
        with store.gathered() as work:
            same = work.state("ways") == Ways(actors, merging).mark
            self._most = most_by_few(work) if same else 0
        self._reports, self._claims = expected, 0
        self._came = 0

    def came(self, coded: Iterable[Coded]) -> None:
        """Some reports have been kept."""
        for one in coded:
            self._came += 1
            self._claims += len(one.claims)
        if self._claims >= CLAIMS and max(self._reports, self._came) <= self._most:
            brought_up_to_date(self._store, self._actors, self._merging)
            self._claims = 0
