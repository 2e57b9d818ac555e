"""What waits for a person in an incident, and how soon it is to be looked at: pure, from the incident alone.

An item is known by its kind and by what it asks about (claims and figures), never by the incident's id: it is the same
item after its incident was brought together otherwise, and another one as soon as there is something new to ask.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import log2

from recount.export.countries import country_name
from recount.judging import Standing, State
from recount.model import Harm, Incident, Judgement, LedgerEntry, Merge, Place, Verdict
from recount.tolls.estimates import Bounds, bounds_words, figures_by_origin, stated, whole_of
from recount.tolls.headlines import by_range
from recount.tolls.open_figures import beyond, estimate_words

CODER, REVIEWER = 2, 3
"""The roles that an item waits for, as `desk.roles.Role` numbers them."""
REVIEWERS = "@reviewers"
"""To whom an item is given that any reviewer may take."""

BASE: Mapping[str, int] = {
    "judgement": 60,
    "unsure": 55,
    "contradicted": 45,
    "merge": 40,
    "near": 38,
    "revised": 35,
    "grade": 30,
    "alone": 30,
    "high": 25,
    "far": 20,
    "doubtful": 15,
    "new": 10,
}
"""What a kind of item is worth by itself; a high toll adds to it (`worth`)."""
KINDS = tuple(BASE)

HIGH = 20
"""A toll from which on an incident is looked at for its toll alone; of a single origin half of it is enough."""
MARGIN = 1.0
"""How far above the threshold the sum of a merge can lie and still be called uncertain."""
_MERGES = 5  # of one incident that wait at a time, the least certain first
_LOST = {State.MOVED: "its ground has moved", State.GONE: "it no longer applies", State.OVERRULED: "it is overruled"}
_IN_REPORT = frozenset({"next to it", "refers back", "told apart"})
_MOST_TOLL = 35
_LONG = timedelta(days=31)
_LASTING = -30  # a war's toll is large in every report, and seldom what a desk has to look at first


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: its kind, where, the claims (or the judgement) it asks about, for which role, and why."""

    id: str
    kind: str
    incident: str
    a: str
    b: str
    role: int
    reasons: tuple[tuple[str, int], ...]
    what: str

    @property
    def score(self) -> int:
        """How soon it comes: the sum of its reasons."""
        return sum(points for _, points in self.reasons)


def items_of(incident: Incident, threshold: float) -> Iterator[Item]:
    """What waits in an incident. `threshold` is the sum from which accounts of two reports were merged."""
    most = _most(incident)
    if not incident.grade and not incident.judged:
        yield _item("new", incident, [incident.claims[0]], "nobody has looked at it yet", most)
    if found := _contradiction(incident):
        entries, words = found
        yield _item("contradicted", incident, _asked(entries), words, most)
    if revisions := [e for e in incident.ledger if e.revises and not e.campaign]:
        words = f"{'one figure is' if len(revisions) == 1 else f'{len(revisions)} figures are'} not what they were"
        words = words.replace("one figure is not what they were", "one figure is not what it was")
        yield _item("revised", incident, _asked(revisions), words, most, a=revisions[-1].claim)
    for merge in _uncertain(incident.merges, threshold):
        words = f"merged by a sum of {merge.score:.1f}, where {threshold:.1f} is enough for two accounts by themselves"
        yield _item("merge", incident, sorted((merge.a, merge.b)), words, most, a=merge.a, b=merge.b)
    if most >= HIGH // 2 and len(incident.origins) == 1:
        words = f"{_highest(incident)} on the word of one origin"
        yield _item("alone", incident, [*_of_most(incident), str(most)], words, most)
    elif most >= HIGH:
        yield _item("high", incident, [*_of_most(incident), str(most)], _highest(incident), most)
    if most and (doubts := _doubts(incident)):
        yield _item("doubtful", incident, [*_of_most(incident), *doubts], f"{' and '.join(doubts)}", most)


def graded_next(incident: Incident) -> Item:
    """That somebody has read an incident and found it right, and that it waits for its grade."""
    words = "a coder has read it; it has no grade yet"
    return _item("grade", incident, [incident.claims[0]], words, _most(incident), role=REVIEWER)


def near_item(incident: Incident, a: str, b: str, score: float, kept: str) -> Item:
    """That an account of another incident came near to being merged."""
    words = f"the reasons for one happening come to {score:.1f}; {kept}"
    return _item("near", incident, sorted((a, b)), words, _most(incident), a=a, b=b)


def far_item(incident: Incident, place: Place, claims: Sequence[str], km: float, nearest: Place) -> Item:
    """That an incident lies far from all other places of its reports, in a country that they do not name."""
    country = country_name(place.country)
    words = (
        f"{place.name} in {country} lies {round(km, -1):,.0f} km from {nearest.name}, the nearest other place of its "
    )
    words += f"report, which does not name {country}"
    about = [*claims, place.name, place.country]
    return _item("far", incident, about, words, _most(incident), a=claims[0])


def items_of_judgements(standings: Iterable[Standing], incident_of: Mapping[str, str]) -> Iterator[Item]:
    """The judgements that wait for a reviewer: those that moved, went or are overruled, those left as unsure, and
    grades that were given before a value was corrected, or while one was that is not any more.

    `incident_of` tells where claims stand now.
    """
    every = tuple(standings)
    corrections = _corrections(one.judgement for one in every)
    for one in every:
        made = one.judgement
        if made.verdict is Verdict.CONFIRM and one.state is State.APPLIES:
            yield from _graded_before(made, corrections, incident_of)
            continue
        unsure = made.verdict is Verdict.UNSURE and one.state is State.APPLIES
        if not unsure and one.state not in _LOST:
            continue
        claims = [where.claim.id for where in one.attached if where.claim is not None]
        where = next((incident_of[claim] for claim in claims if claim in incident_of), "")
        kind = "unsure" if unsure else "judgement"
        words = f"{made.who} could not tell" if unsure else f"{made.who}: {made.verdict.value}; {_LOST[one.state]}"
        reasons = ((_NAMES[kind], BASE[kind]),)
        key = _key(kind, [made.id, "" if unsure else one.state.value])
        yield Item(key, kind, where, made.id, "", REVIEWER, reasons, words)


def _corrections(judgements: Iterable[Judgement]) -> Mapping[str, Sequence[Judgement]]:
    """The corrections by the claims that they were made on."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for one in judgements:
        if one.verdict is Verdict.CORRECT:
            for claim in {anchor.claim for anchor in one.anchors}:
                found[claim].append(one)
    return found


def _graded_before(
    grade: Judgement, corrections: Mapping[str, Sequence[Judgement]], incident_of: Mapping[str, str]
) -> Iterator[Item]:
    """That what was graded was corrected since, or that a correction which was graded was withdrawn since."""
    claims = [anchor.claim for anchor in grade.on.anchors]
    known = {one.id: one for claim in claims for one in corrections.get(claim, ())}
    late = {key for key, one in known.items() if one.when > grade.when and one.withdrawn is None}
    late |= {key for key, one in known.items() if one.withdrawn and one.when <= grade.when < one.withdrawn.when}
    where = next((incident_of[claim] for claim in claims if claim in incident_of), "")
    if late and where:
        words = f"{grade.who}: {grade.grade}; changed since it was graded"
        reasons = (("changed since it was graded", BASE["judgement"]),)
        key = _key("judgement", [grade.id, *sorted(late)])
        yield Item(key, "judgement", where, grade.id, "", REVIEWER, reasons, words)


_NAMES = {
    "judgement": "a judgement hangs in the air",
    "unsure": "somebody was unsure",
    "contradicted": "origins contradict each other",
    "merge": "an uncertain merge",
    "near": "nearly merged",
    "revised": "a revised figure",
    "grade": "ready to be graded",
    "alone": "a high toll of one origin",
    "high": "a high toll",
    "far": "a place far from the others",
    "doubtful": "a value in doubt",
    "new": "new",
}


def worth(most: int) -> int:
    """What a toll adds to the worth of an item: five for each doubling, 35 at most (1 killed: 5, 20: 22, 100: 33)."""
    return min(_MOST_TOLL, round(5 * log2(1 + most)))


def _item(
    kind: str,
    incident: Incident,
    about: Iterable[str],
    what: str,
    most: int,
    a: str = "",
    b: str = "",
    role: int = CODER,
) -> Item:
    reasons = [(_NAMES[kind], BASE[kind])]
    if most:
        reasons.append((f"{most:,} killed at most", worth(most)))
    if (
        incident.when
        and incident.when.first
        and incident.when.last
        and incident.when.last - incident.when.first > _LONG
    ):
        reasons.append(("more than a month long", _LASTING))
    return Item(_key(kind, about), kind, incident.id, a or incident.claims[0], b, role, tuple(reasons), what)


def _key(kind: str, about: Iterable[str]) -> str:
    return "q" + hashlib.sha256(" ".join((kind, *about)).encode()).hexdigest()[:23]


def _most(incident: Incident) -> int:
    figures = [stated(whole_of(given)) for given in figures_by_origin(incident.ledger).values()]
    return max(figures, default=0)


def _highest(incident: Incident) -> str:
    """The highest figure of killed that one origin gives, as open as it is: "129 or more killed", "more than
    60 killed"."""
    given = max(figures_by_origin(incident.ledger).values(), key=lambda some: stated(whole_of(some)))
    said = beyond(given[0]) if len(given) == 1 else ""
    return f"{said or bounds_words(*whole_of(given))} killed"


def _of_most(incident: Incident) -> list[str]:
    """The claims of the origin that gives the highest figure."""
    figures = figures_by_origin(incident.ledger)
    if not figures:
        return [incident.claims[0]]
    highest = max(sorted(figures), key=lambda origin: stated(whole_of(figures[origin])))
    return sorted({entry.claim for entry in figures[highest]})


def _contradiction(incident: Incident) -> tuple[Sequence[LedgerEntry], str] | None:
    """The figures of origins that can't all be right, of those that the headline is chosen from, and what it says."""
    for harm in (Harm.KILLED, Harm.WOUNDED):
        chosen = by_range(incident.ledger, harm)
        origins = {entry.origin for entry in chosen.entries} if chosen is not None else set()
        if chosen is None or len(origins) < 2:
            continue
        figures = figures_by_origin(incident.ledger, harm)
        bounds: dict[str, Bounds] = {origin: whole_of(figures[origin]) for origin in origins}
        lows = [held[0] for held in bounds.values() if held[0] is not None]
        highs = [held[1] for held in bounds.values() if held[1] is not None]
        if lows and highs and max(lows) > min(highs):
            return chosen.entries, f"{len(origins)} origins give {estimate_words(chosen)} {harm.value}"
    return None


def _asked(entries: Iterable[LedgerEntry]) -> list[str]:
    """What a question on figures is known by: another figure, or the same of another origin, asks anew."""
    return sorted({f"{entry.claim} {entry.harm} {entry.count}" for entry in entries})


def _uncertain(merges: Iterable[Merge], threshold: float) -> list[Merge]:
    """The merges of accounts of two reports that came about by a narrow sum, the narrowest first."""
    across = (one for one in merges if not _IN_REPORT & {feature.name for feature in one.features})
    narrow = [one for one in across if 0 < one.score < threshold + MARGIN]
    return sorted(narrow, key=lambda one: (one.score, one.a, one.b))[:_MERGES]


def _doubts(incident: Incident) -> list[str]:
    doubts = []
    if incident.place is None:
        doubts.append("its place was named and not found" if incident.place_names else "no place is stated")
    if incident.when is None or incident.when.first is None:
        doubts.append("no day could be had from its words")
    if all(entry.elsewhere for entry in incident.ledger if entry.harm is Harm.KILLED and not entry.campaign):
        doubts.append("who counted is told only elsewhere in the report")
    return doubts
