"""Claims of one incident told apart from its others, and where claims stand after a judgement."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from recount.desk.asking import incident_named
from recount.desk.judged import holding_most, incident_target, judged_around
from recount.desk.judging import NEVER, By, Effect, decided
from recount.errors import RecordError
from recount.judging.binding import MOST_PAIRS
from recount.model import Incident, Judgement, Verdict
from recount.store import RecordStore, opened


def split_off(record: Path, name: str, claims: Iterable[str], by: By) -> Effect:
    """That some claims of an incident tell of another happening than its other claims. RecordError where it has not
    these claims, or has no others."""
    chosen = frozenset(claims)

    def made(store: RecordStore) -> Judgement:
        target = incident_target(store, incident_named(store, name))
        off = tuple(anchor for anchor in target.anchors if anchor.claim in chosen)
        rest = tuple(anchor for anchor in target.anchors if anchor.claim not in chosen)
        if not off or len(off) < len(chosen):
            what = "no claim is ticked" if not chosen else "not all of the ticked claims are told of it any more"
            raise RecordError(f"incident {target.id}", what, "Tick the claims that tell of another happening.")
        if not rest:
            what = "all of its claims are ticked, so that none would stay"
            raise RecordError(f"incident {target.id}", what, "Tick those that tell of another happening.")
        if len(off) * len(rest) > MOST_PAIRS:
            what = f"these make more than {MOST_PAIRS:,} pairs of claims"
            raise RecordError(f"incident {target.id}", what, "Tick fewer claims, or all but few.")
        on, other = replace(target, anchors=off), replace(target, anchors=rest)
        return Judgement("", "", NEVER, Verdict.DIFFERENT, on, other)

    return decided(record, by, made)


_PARTING = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.SET_ASIDE})


def most_of(record: Path, claims: Iterable[str]) -> Incident | None:
    """The incident that holds most of some claims, of several the first; None where none stands in any."""
    with closing(opened(record)) as store:
        return next(iter(holding_most(store, tuple(claims))), None)


def holder_of(record: Path, claims: Iterable[str]) -> Incident | None:
    """The incident that holds the first of some claims that stands in any; None where none does."""
    asked = list(claims)
    with closing(opened(record)) as store:
        held = {claim: one for one in store.holding(asked) for claim in one.claims}
    return next((held[claim] for claim in asked if claim in held), None)


def elsewhere(record: Path, judgement: str, beside: str) -> tuple[Verdict, int, tuple[Incident, ...]] | None:
    """Where the claims of a judgement of `same` or `different`, or what one of `set aside` left, stand now besides the
    incident `beside`: its verdict, how many of them stand elsewhere, and in which incidents. None for others."""
    with closing(opened(record)) as store:
        made = store.judgements([judgement])
        if not made or made[0].verdict not in _PARTING or made[0].withdrawn:
            return None
        found = () if made[0].rests else judged_around(store, made).standings
        claims = {where.claim.id for one in found for where in one.attached if where.claim is not None}
        claims |= {claim for rest in made[0].rests for claim in rest.claims}
        held = [one for one in store.holding(claims) if one.id != beside]
    return made[0].verdict, sum(claim in claims for one in held for claim in one.claims), tuple(held)
