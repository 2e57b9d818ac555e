"""What the queue asks about that no incident says by itself: near misses of others, and places far from the rest of
their reports. Both are looked for little by little, while a record is worked on."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from recount.desk.merging import brought_together_by
from recount.errors import RecordError
from recount.resolution.packing import merging_of
from recount.store import RecordStore, opened
from recount.store.desk_work import Answer

_NARROW = 0.7  # below the threshold; what is farther off is no near miss to ask about


def look_for_near_misses(record: Path, most: int = 3) -> int:
    """Look for near misses of the incidents that come first in the queue; how many incidents were looked at.

    Each takes some hundredths of a second, so that a record's are looked for little by little, while it is worked on.
    """
    with closing(opened(record)) as store:
        chosen = store.not_looked(most)
    for key in chosen:
        _note_near_misses(record, key)
    return len(chosen)


def look_again(record: Path, taken_back: Answer) -> None:
    """Look once more for what an answer that was taken back was about, where incidents do not say it by themselves: it
    went from the queue when the answer changed them."""
    if taken_back.kind == "far":
        look_for_far_places(record)
    if taken_back.kind != "near" or not taken_back.judgement:
        return
    with closing(opened(record)) as store:
        ends = {anchor.claim for one in store.judgements([taken_back.judgement]) for anchor in one.anchors}
        held = store.holding(sorted(ends))
    for one in held:
        _note_near_misses(record, one.id)


def _note_near_misses(record: Path, incident: str) -> None:
    try:
        together = brought_together_by(record, incident)
    except RecordError:  # somebody judged it meanwhile
        return
    with closing(opened(record)) as store:
        least = _least(store)
        near = [(m.a, m.b, m.score, m.kept_apart) for m in together.near if m.score >= least]
        store.note_near(together.incident, [miss for miss in near if "decided" not in miss[3]])


def look_for_far_places(record: Path, most: int = 5000) -> int:
    """Look for places that lie far from the others of their reports, among so many of the incidents that came since the
    last time; how many were looked at."""
    with closing(opened(record)) as store:
        return store.look_for_far_places(most)


def doubted_place(record: Path, incident: str) -> str:
    """Why the place of an incident is doubted, as long as nobody has looked at it; "" where it is not."""
    with closing(opened(record)) as store:
        return next((one.what for one in store.queue_of(incident) if one.kind == "far"), "")


def _least(store: RecordStore) -> float:
    return merging_of(store.merging()).threshold - _NARROW
