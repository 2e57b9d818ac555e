"""Claims that people added to a report because no machine read them: placed anew whenever the report was read anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from recount.codec import unpacked
from recount.judging.attaching import Ground
from recount.judging.correcting import rule_of
from recount.model import Cited, Claim, Document, Judgement, Span, Verdict
from recount.model.claim import claim_id

T = TypeVar("T")
_RULE = "judgement "


def is_added(claim: Claim) -> bool:
    """Whether a claim, as the store keeps it, was put in by a person."""
    return claim.rule.startswith(_RULE)


def added(judgements: Iterable[Judgement], ground: Ground) -> dict[str, Claim]:
    """The claims that people added, by the judgement, as they stand in the reports now; without those of reports that
    no longer hold their words. Where a machine now tells the same trigger, the person's claim stands in its place."""
    found = {}
    for judgement in judgements:
        if judgement.verdict is Verdict.ADD and judgement.withdrawn is None:
            claim = _placed(judgement, ground)
            if claim is not None:
                found[judgement.id] = claim
    return found


def _placed(judgement: Judgement, ground: Ground) -> Claim | None:
    anchors = judgement.on.anchors
    place = ground.placed(anchors[0]) if len(anchors) == 1 else None
    if place is None:
        return None
    try:
        claim = unpacked(Claim, judgement.value)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return None  # lines of another record can hold anything
    document, shift = place
    trigger = Span(max(0, claim.trigger.start + shift), max(0, claim.trigger.end + shift))
    if not trigger.start < trigger.end <= len(document.text):
        return None
    return _moved(claim, trigger, shift, document, rule_of(judgement))


def _moved(claim: Claim, trigger: Span, shift: int, document: Document, rule: str) -> Claim:
    """The claim in its report as it is now, with the judgement as the rule behind all of it."""

    def span(held: Span) -> Span:
        start, end = held.start + shift, held.end + shift
        return Span(start, end) if 0 <= start < end <= len(document.text) else trigger

    def one(held: Cited[T]) -> Cited[T]:
        return Cited(held.value, span(held.span), rule)

    return replace(
        claim,
        id=claim_id(document.id, trigger),
        document=document.id,
        trigger=trigger,
        clause=span(claim.clause),
        rule=rule,
        status=one(claim.status),
        agents=tuple(map(one, claim.agents)),
        targets=tuple(map(one, claim.targets)),
        places=tuple(map(one, claim.places)),
        time=one(claim.time) if claim.time else None,
        tolls=tuple(map(one, claim.tolls)),
        origin=tuple(map(one, claim.origin)),
        via=tuple(map(one, claim.via)),
        place_from=one(claim.place_from) if claim.place_from else None,
    )
