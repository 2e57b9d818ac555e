"""All judgements of a record put on its claims and incidents as they are now: what binds, what is corrected, what is
set aside; and for each judgement whether it applies, has moved, was overruled or no longer applies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum

from recount.judging.adding import added
from recount.judging.attaching import Attached, Ground, How
from recount.judging.binding import Bound, Decision, Pair, bound
from recount.judging.correcting import corrected, corrected_incident, field_of
from recount.model import Claim, Document, Incident, Judgement, Verdict
from recount.model.judgement import Kind

_BINDING = frozenset({Verdict.SAME, Verdict.DIFFERENT})
_ON_INCIDENTS = frozenset({Verdict.CONFIRM, Verdict.PUBLISH})
_REMARKS = frozenset({Verdict.UNSURE, Verdict.NOTE})
_ON_CLAIMS = frozenset({Verdict.SET_ASIDE, Verdict.ADD})


class State(StrEnum):
    """What has become of a judgement. `moved`: it applies, to words or values that have changed since."""

    APPLIES = "applies"
    MOVED = "moved"
    GONE = "no longer applies"
    OVERRULED = "overruled"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement as it stands now: what has become of it, why, and where each of its claims is found.

    `partly` says that only a part of it is overruled or gone: the rest applies.
    """

    judgement: Judgement
    state: State
    why: str = ""
    attached: tuple[Attached, ...] = ()
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A record's reports and claims with all judgements applied, and what is to be applied to its incidents.

    `documents` and `claims` are without those set aside (`aside`: ids of claims), claims with corrected values. No
    `different` pair lies within what `same` pairs tie; with each pair stands the judgement that makes it. `holds` gives
    the judgements that bind or correct a claim. `splits` are those that hold, what was left where claims were set aside
    among them, by their judgements (`of_split`).
    """

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    same: Mapping[Pair, str]
    different: Mapping[Pair, str]
    aside: frozenset[str]
    standings: tuple[Standing, ...]
    holds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    splits: Mapping[str, Split] = field(default_factory=dict)

    @property
    def kept(self) -> Mapping[str, frozenset[str]]:
        """The ids of incidents that were split, each with the claims of the larger part of the last split."""
        return kept_ids(self.splits)


Split = tuple[str, str, tuple[str, ...], bool]
"""When an incident was split, its id, the claims of the larger part, and whether the smaller one has the claim that the
id is made of."""


def of_split(key: str) -> str:
    """The id of the judgement that a split is by."""
    return key.partition(" ")[0]


def kept_ids(splits: Mapping[str, Split]) -> dict[str, frozenset[str]]:
    """The ids of incidents that would go with the smaller part of a split, each with the claims of the larger part when
    it was split last, which keeps it."""
    kept: dict[str, frozenset[str]] = {}
    for _, _, name, claims, moves in sorted((one[0], key, *one[1:]) for key, one in splits.items()):
        if moves or name in kept:
            kept[name] = frozenset(claims)
    return kept


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Judgements in the order that they were made in, in which the later one holds."""
    return sorted(judgements, key=lambda one: (one.when, one.id))


def judged(judgements: Iterable[Judgement], documents: Iterable[Document], claims: Iterable[Claim]) -> Judged:
    """The reports and claims of a record as people judged them.

    `claims` are those that the machine read. The same whatever the order of the input; the order of judging alone tells
    which of two that contradict each other holds.
    """
    reports, told = tuple(documents), tuple(claims)
    every = in_order(judgements)
    if not every:
        return Judged(reports, told, {}, {}, frozenset(), ())
    ground = Ground(reports, told)
    if own := {claim.id: claim for claim in added(every, ground).values()}:
        told = (*(one for one in told if one.id not in own), *own.values())
        ground = ground.with_claims(own.values())
    found = {one.id: tuple(ground.attached(anchor) for anchor in one.anchors) for one in every}
    active = [one for one in every if one.withdrawn is None]
    ids = frozenset(report.id for report in reports)
    out = {one.id: _report_of(one, ground, ids) for one in active if one.on.kind is Kind.REPORT}
    gone = {report for one in active if one.verdict is Verdict.SET_ASIDE and (report := out.get(one.id))}
    aside = {
        claim
        for one in active
        if one.verdict is Verdict.SET_ASIDE and one.on.kind is not Kind.REPORT
        for claim in _claims(found[one.id])
    } | {claim.id for claim in told if claim.document in gone}
    ties = bound([_decision(one, found[one.id], aside) for one in active if one.verdict in _BINDING])
    values, overruled, placed = _corrections(active, found)
    done = placed | _done(active, found)
    standings = tuple(_standing(one, found[one.id], out.get(one.id), ties, overruled, done) for one in every)
    holds: dict[str, list[str]] = defaultdict(list)
    for one in active:
        if one.id in ties.kept or one.id in placed:
            for claim in _claims(found[one.id]):
                holds[claim].append(one.id)
    return Judged(
        tuple(report for report in reports if report.id not in gone),
        tuple(values.get(claim.id, claim) for claim in told if claim.id not in aside),
        ties.same,
        ties.different,
        frozenset(aside),
        standings,
        {claim: tuple(ids) for claim, ids in holds.items()},
        _splits(active, found, ties, aside),
    )


def _splits(
    active: Iterable[Judgement], found: Mapping[str, Sequence[Attached]], ties: Bound, aside: Set[str]
) -> dict[str, Split]:
    """The splits that hold, by their judgements; of two parts as large the one that was split off counts as smaller.
    What was set aside leaves as a smaller part does; an incident may lose claims to several such judgements."""
    splits: dict[str, Split] = {}
    binding = set(ties.different.values())
    for one in active:
        for n, rest in enumerate(one.rests):  # what was set aside is a part that is smaller than any
            gone = any(anchor.claim == rest.incident.removeprefix("i") for anchor in one.on.anchors)
            splits[f"{one.id} {n}"] = one.when.isoformat(), rest.incident, tuple(sorted(rest.claims)), gone
        if one.verdict is not Verdict.DIFFERENT or one.other is None or one.id not in binding:
            continue
        sides = one.on, one.other
        named = {side.id for side in sides if side.kind is Kind.INCIDENT}
        if len(named) != 1:
            continue  # of two incidents each keeps its own
        (name,) = named
        decision = _decision(one, found[one.id], aside)
        smaller, larger = sorted((decision.on, decision.other), key=len)
        moves = len(smaller) < len(larger) and name.removeprefix("i") in smaller
        splits[one.id] = one.when.isoformat(), name, tuple(sorted(larger)), moves
    return splits


def _report_of(judgement: Judgement, ground: Ground, reports: Set[str]) -> str | None:
    if judgement.on.id in reports:
        return judgement.on.id
    return next((key for anchor in judgement.anchors if (key := ground.report(anchor))), None)


def _claims(found: Iterable[Attached]) -> list[str]:
    return list(dict.fromkeys(one.claim.id for one in found if one.claim is not None))


def _decision(judgement: Judgement, found: Sequence[Attached], aside: Set[str]) -> Decision:
    first = len(judgement.on.anchors)
    on, other = ([claim for claim in _claims(side) if claim not in aside] for side in (found[:first], found[first:]))
    if judgement.verdict is Verdict.SAME and not (on and other):
        on, other = [], []  # one side is gone: nothing is the same as it
    return Decision(judgement.id, judgement.verdict, tuple(on), tuple(other))


def _corrections(
    active: Sequence[Judgement], found: Mapping[str, Sequence[Attached]]
) -> tuple[dict[str, Claim], dict[str, str], frozenset[str]]:
    """Claims with their corrected values, which correction a later one overrules, and which have their place."""
    latest: dict[tuple[str, str], Judgement] = {}
    given: dict[tuple[str, str], Judgement] = {}  # figures that nobody read before a person gave them
    overruled: dict[str, str] = {}
    on: dict[str, Claim] = {}
    for one in active:
        if one.verdict is not Verdict.CORRECT or one.on.kind is not Kind.CLAIM:
            continue
        for attached in found[one.id]:
            if attached.claim is None:
                continue
            on[attached.claim.id] = attached.claim
            if former := latest.get((attached.claim.id, one.field)):
                overruled[former.id] = one.id
                if not former.was:
                    given.setdefault((attached.claim.id, one.field), former)
            latest[attached.claim.id, one.field] = one
    by_claim: dict[str, list[Judgement]] = defaultdict(list)
    for (claim, _), one in latest.items():
        by_claim[claim].append(one)
    for (claim, _), one in given.items():
        if field_of(one).harm:
            by_claim[claim].append(one)
    values: dict[str, Claim] = {}
    placed: set[str] = set()
    for claim, corrections in by_claim.items():
        values[claim], applied = corrected(on[claim], in_order(corrections))
        placed |= applied
    return values, overruled, frozenset(placed - overruled.keys())


def _done(active: Sequence[Judgement], found: Mapping[str, Sequence[Attached]]) -> frozenset[str]:
    """Judgements on incidents and remarks that any claim is left of; what is set aside is known by its claims."""
    return frozenset(
        one.id
        for one in active
        if (one.verdict in _ON_INCIDENTS | _REMARKS | _ON_CLAIMS or one.on.kind is Kind.INCIDENT)
        and one.verdict not in _BINDING
        and _claims(found[one.id])
    )


def _standing(
    judgement: Judgement,
    found: tuple[Attached, ...],
    report: str | None,
    ties: Bound,
    overruled: Mapping[str, str],
    done: frozenset[str],
) -> Standing:
    if judgement.withdrawn is not None:
        return Standing(judgement, State.WITHDRAWN, judgement.withdrawn.why, found)
    by = overruled.get(judgement.id) or ties.overruled.get(judgement.id, "")
    holds = judgement.id in ties.kept or judgement.id in done or report is not None
    if by:
        return Standing(judgement, State.OVERRULED, f"by {by}", found, partly=holds)
    lost = [one for one in found if one.how is How.GONE]
    if not holds:
        otherwise = "the figure that it corrects is no longer read"
        if judgement.verdict in _BINDING:
            otherwise = "what it was made on is set aside, or is one claim now"
        reason = next((one.why for one in lost), otherwise)
        return Standing(judgement, State.GONE, reason, found)
    changed = [one for one in found if one.how is not How.SAME]
    if changed:
        return Standing(judgement, State.MOVED, changed[0].why, found, partly=bool(lost))
    return Standing(judgement, State.APPLIES, "", found)


def with_judgements(incidents: Iterable[Incident], applied: Judged) -> tuple[Incident, ...]:
    """Incidents with what people decided on them as a whole: corrected values, grade, public ids; each with the ids of
    all judgements that hold for it or for one of its claims.

    A judgement on an incident belongs to the incident that now holds most of the claims it had then (of two with as
    many, the one with the earliest of them). A later grade, or value of a field, takes the place of an earlier one.
    """
    every = tuple(incidents)
    holder = {claim: n for n, incident in enumerate(every) for claim in incident.claims}
    on: dict[int, list[Judgement]] = defaultdict(list)
    for standing in applied.standings:
        one = standing.judgement
        if standing.state in (State.APPLIES, State.MOVED) and _is_on_incident(one):
            n = _seat(standing.attached, holder)
            if n is not None:
                on[n].append(one)
    order = {standing.judgement.id: n for n, standing in enumerate(applied.standings)}
    return tuple(
        _with(incident, on.get(n, []), applied.holds, order) if on.get(n) or applied.holds else incident
        for n, incident in enumerate(every)
    )


def _is_on_incident(one: Judgement) -> bool:
    return one.verdict in _ON_INCIDENTS or (one.verdict is Verdict.CORRECT and one.on.kind is Kind.INCIDENT)


def _seat(attached: Iterable[Attached], holder: Mapping[str, int]) -> int | None:
    held = [holder[one.claim.id] for one in attached if one.claim is not None and one.claim.id in holder]
    counts = Counter(held)
    return max(counts, key=lambda n: (counts[n], -held.index(n))) if counts else None


def _with(
    incident: Incident, on: Sequence[Judgement], holds: Mapping[str, Sequence[str]], order: Mapping[str, int]
) -> Incident:
    latest = {(one.verdict, one.field): one for one in on if one.verdict is not Verdict.PUBLISH}
    public = tuple(dict.fromkeys(one.value for one in _published(incident, on)))
    grade = latest.get((Verdict.CONFIRM, ""))
    incident = corrected_incident(incident, in_order(one for one in latest.values() if one.verdict is Verdict.CORRECT))
    applied = {
        *(one.id for one in latest.values()),
        *(one.id for one in on if one.verdict is Verdict.PUBLISH),
        *(name for claim in incident.claims for name in holds.get(claim, ())),
    }
    return replace(
        incident,
        judged=tuple(sorted(applied, key=lambda name: order[name])),
        grade=grade.grade if grade else "",
        public=public,
    )


def _published(incident: Incident, on: Iterable[Judgement]) -> list[Judgement]:
    """What published an incident, or one that was merged into it, the one whose id stands first: the oldest; of several
    that one release published, the one that had most claims then, or the incident's own."""
    minted = [one for one in on if one.verdict is Verdict.PUBLISH]
    return sorted(minted, key=lambda one: (one.when, -len(one.anchors), one.on.id != incident.id))


def on_incidents(applied: Judged, incidents: Sequence[Incident]) -> Iterator[Standing]:
    """The judgements as they stand, those on incidents with what only the incidents tell: that a later one on the same
    incident overrules them, or that the incident was split since."""
    holder = {claim: n for n, incident in enumerate(incidents) for claim in incident.claims}
    latest: dict[tuple[int, Verdict, str], str] = {}
    for standing in applied.standings:
        one = standing.judgement
        if standing.state in (State.APPLIES, State.MOVED) and _is_on_incident(one):
            n = _seat(standing.attached, holder)
            if n is not None and one.verdict is not Verdict.PUBLISH:
                latest[n, one.verdict, one.field] = one.id
    for standing in applied.standings:
        one = standing.judgement
        if standing.state not in (State.APPLIES, State.MOVED) or not _is_on_incident(one):
            yield standing
            continue
        seats = {holder[a.claim.id] for a in standing.attached if a.claim is not None and a.claim.id in holder}
        n = _seat(standing.attached, holder)
        by = latest.get((n, one.verdict, one.field), one.id) if n is not None else one.id
        if n is None:
            yield replace(standing, state=State.GONE, why="all that it was made on is set aside")
        elif by != one.id:
            yield replace(standing, state=State.OVERRULED, why=f"by {by}")
        elif len(seats) > 1:
            split = f"its claims stand in {len(seats)} incidents now; it stays with {incidents[n].id}"
            yield replace(standing, state=State.MOVED, why=split)
        elif gained := set(incidents[n].claims) - {a.claim.id for a in standing.attached if a.claim is not None}:
            many = f"{len(gained)} claim{'s' if len(gained) > 1 else ''}"
            yield replace(standing, state=State.MOVED, why=f"the incident has {many} more than when it was judged")
        else:
            yield standing
