"""Incidents kept as they were where names are erased that spoke for bringing reports together: what was one happening
is still one, and what was two is still two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import combinations

from recount.desk.judged import Change, anchors_of
from recount.judging.binding import MOST_PAIRS
from recount.judging.lines import identified
from recount.model import Claim, Judgement, Target, Verdict
from recount.model.judgement import Kind
from recount.store import RecordStore
from recount.store.takedown import Removal

_WHY = "kept as it was when a name was removed on request"


def held_as_they_were(store: RecordStore, changes: Iterable[Change], removal: Removal) -> tuple[Judgement, ...]:
    """The judgements that keep together, and apart, what a removal would part or join; none where nothing moved."""
    when = datetime.now(UTC)
    pairs = [pair for change in changes for pair in _moved(change)]
    wanted = {claim for _, a, b in pairs for claim in (*a, *b)}
    claims = {claim.id: claim for claim in store.claims(wanted)}
    documents = {one.id: one for one in store.documents({claim.document for claim in claims.values()})}

    def target(ids: Iterable[str]) -> Target:
        told: list[Claim] = [claims[key] for key in ids if key in claims]
        anchors = anchors_of(told, documents)
        kind = Kind.CLAIM if len(told) == 1 else Kind.INCIDENT
        return Target(kind, told[0].id if kind is Kind.CLAIM else f"i{told[0].id}", anchors)

    made = [
        Judgement("", removal.who, when, verdict, target(a), target(b), why=f"{_WHY} ({removal.request})")
        for verdict, a, b in pairs
    ]
    return tuple({one.id: one for one in map(identified, made)}.values())


def _moved(change: Change) -> Iterator[tuple[Verdict, tuple[str, ...], tuple[str, ...]]]:
    """What to judge so that a change leaves each incident with the claims that it had."""
    after = {claim: one.id for one in change.after for claim in one.claims}
    for one in change.before:
        if len({after.get(claim) for claim in one.claims}) > 1:
            yield Verdict.SAME, one.claims[:1], one.claims[1:]
    for a, b in combinations(change.before, 2):
        joined = {after.get(claim) for claim in a.claims} & {after.get(claim) for claim in b.claims} - {None}
        if joined and len(a.claims) * len(b.claims) <= MOST_PAIRS:
            yield Verdict.DIFFERENT, a.claims, b.claims
