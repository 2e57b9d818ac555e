"""What kept an incident's near misses out: the strongest links to other incidents, and why they did not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import fmean

from recount.model import Feature
from recount.resolution.blocks import may_meet
from recount.resolution.grouping import Surroundings, Told, link_between
from recount.resolution.index import Row
from recount.resolution.score import features_between, kilometres_apart, lie_apart, names_no_place

_SHOWN = 5
_SHORT_OF = 3.0  # below the threshold; what is farther off was never near
_MOST = 2000  # pairs that are looked at


@dataclass(frozen=True, slots=True)
class NearMiss:
    """An account of the incident and one of another that might have been one: ids, the other incident's, the sum of
    the reasons, these, and in words what kept them apart."""

    a: str
    b: str
    other: str
    score: float
    features: tuple[Feature, ...]
    kept_apart: str


def near_misses(
    own: Sequence[Told], others: Sequence[Row], members: Mapping[str, Sequence[Told]], around: Surroundings
) -> tuple[NearMiss, ...]:
    """The strongest link to each of the other incidents that came nearest, the nearest first.

    `own` are the incident's accounts, `others` those that share a key with one of them, `members` all accounts of the
    incidents that these stand in.
    """
    best: dict[str, tuple[float, str, str, Told, Told]] = {}
    pairs = ((one, row) for one in own for row in others if may_meet(one.account, row.told.account))
    for one, row in islice(pairs, _MOST):
        score = link_between(one.account, row.told.account, around).score
        if score < around.merging.threshold - _SHORT_OF:
            continue
        found = (-score, one.account.id, row.told.account.id, one, row.told)
        if row.standing.incident not in best or found[:3] < best[row.standing.incident][:3]:
            best[row.standing.incident] = found
    chosen = sorted(best.items(), key=lambda entry: entry[1][:3])[:_SHOWN]
    return tuple(
        NearMiss(
            a,
            b,
            other,
            -score,
            features_between(one.account, told.account, _share(one, told, around), around.merging),
            _kept_apart(-score, own, members[other], around),
        )
        for other, (score, a, b, one, told) in chosen
    )


def _share(one: Told, other: Told, around: Surroundings) -> float:
    a, b = sorted((one.account.document, other.account.document))
    return around.reprints.share(a, b)


def _kept_apart(score: float, own: Sequence[Told], others: Sequence[Told], around: Surroundings) -> str:
    """Why two groups of accounts are two incidents, the reason that weighs most first."""
    decided = around.bonds.of_claims(claim for one in own for claim in one.account.ids)
    theirs = around.bonds.of_claims(claim for one in others for claim in one.account.ids)
    if around.bonds.forbid(decided, theirs):
        return "somebody decided that they are two"
    if score < around.merging.threshold:
        return f"the sum stays below {around.merging.threshold:g}"
    if _told_apart(own, others):
        return "one report tells of both and tells them apart"
    for one in own:
        for other in others:
            a, b = one.account.places, other.account.places
            if lie_apart(a, b):
                return f"exact places {kilometres_apart(a, b):.0f} km apart stand in the two"
    sums = [
        link_between(one.account, other.account, around).score
        for one, other in islice(((one, other) for one in own for other in others), _MOST)
        if one.account.document != other.account.document
    ]
    if sums and fmean(sums) < around.merging.threshold:
        return f"the {len(sums):,} pairs of accounts come to {fmean(sums):.1f} on average"
    if _unplaced(own) != _unplaced(others):
        return "it names no place, and fits what happened elsewhere about as well"
    return "each was brought into another incident by stronger links"


def _unplaced(told: Iterable[Told]) -> bool:
    return all(names_no_place(one.account.places) for one in told)


def _told_apart(own: Iterable[Told], others: Iterable[Told]) -> bool:
    of_report: dict[str, list[Told]] = defaultdict(list)
    for one in own:
        of_report[one.account.document].append(one)
    return any(
        other.account.id not in one.maybe for other in others for one in of_report.get(other.account.document, ())
    )
