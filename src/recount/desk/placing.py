"""The claims that people added to reports, put among those that machines read, whenever incidents are brought up to
date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from recount.desk.judged import reports_judged
from recount.judging.adding import added, is_added
from recount.judging.attaching import Ground
from recount.model import Claim, Judgement, Verdict
from recount.store import RecordStore


def place_added(store: RecordStore, judgements: Sequence[Judgement]) -> None:
    """Bring the claims that a record keeps as added in line with its judgements: those of reports that were read anew
    come back, those that were withdrawn go."""
    additions = [one for one in judgements if one.verdict is Verdict.ADD]
    if not additions:
        return
    documents = reports_judged(store, additions)
    wanted: dict[str, list[Claim]] = defaultdict(list)
    for claim in added(additions, Ground(documents.values(), ())).values():
        wanted[claim.document].append(claim)
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in store.claims_in(documents):
        held[claim.document].append(claim)
    for report in documents:
        read = {claim.id for claim in held[report] if not is_added(claim)}
        there = {claim.id: claim for claim in held[report] if is_added(claim)}
        if there != {claim.id: claim for claim in wanted[report] if claim.id not in read}:
            store.keep_added(report, wanted[report])
