"""The claims that people added to reports, put among those that machines read, whenever incidents are brought up to
date."""

from __future__ import annotations

from collections import defaultdict

from recount.desk.bearing import Bearing
from recount.desk.deciding import noted_in
from recount.judging.adding import added, is_added
from recount.judging.attaching import Ground
from recount.model import Claim, Verdict
from recount.store import RecordStore


def place_added(store: RecordStore) -> None:
    """Bring the claims that a record keeps as added in line with its judgements: those of reports that were read anew
    come back, those that were withdrawn go. Looked at are the reports that changed and those of new judgements."""
    with store.gathered() as work:
        every = work.judged.with_verdict(Verdict.ADD)
        if not every:
            return
        bearing, pending = Bearing(work), work.pending()
        moving = every & (bearing.new_since(noted_in(work).states) | work.judged.on(pending, pending))
        documents, claims = bearing.read(bearing.of(moving))
        additions = bearing.of(every & (moving | work.judged.on(documents, documents)))
        ground = Ground(bearing.read(additions)[0].values(), ())
    wanted: dict[str, list[Claim]] = defaultdict(list)
    for claim in added(sorted(additions, key=lambda one: (one.when, one.id)), ground).values():
        wanted[claim.document].append(claim)
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[claim.document].append(claim)
    for report in documents:
        read = {claim.id for claim in held[report] if not is_added(claim)}
        there = {claim.id: claim for claim in held[report] if is_added(claim)}
        if there != {claim.id: claim for claim in wanted[report] if claim.id not in read}:
            store.keep_added(report, wanted[report])
