"""A record's claims and judgements brought together into its incidents."""

from __future__ import annotations

from recount.codebook.actors import Actors
from recount.codec import unpacked
from recount.desk.gathering import Ways, gathered
from recount.desk.judged import Change, changes_between
from recount.desk.placing import place_added
from recount.model import Incident
from recount.resolution.packing import merging_of
from recount.store import RecordStore


def brought_up(store: RecordStore, actors: Actors) -> tuple[Change, ...]:
    """A record's incidents brought up to date with what people decided, by the codebook's weights of the last time;
    which of them changed. Only what a decision touches is made anew."""
    place_added(store)
    with store.gathering() as work:
        work.watched = True
        gathered(work, Ways(actors, merging_of(work.state("merging"))))
    same = {key for key, line in work.after.items() if work.before.get(key) == line}
    was, now = (
        [unpacked(Incident, line) for key, line in lines.items() if key not in same]
        for lines in (work.before, work.after)
    )
    return changes_between(was, now)
