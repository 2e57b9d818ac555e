"""How the reports of an incident relate, as their figures tell: which revises which, which contradict each other.

Of two reports that are mainly about one incident:

- `update`: an origin that both quote counts other dead in the one than in the other; or the one gives more dead, out on
  the same day or later, and either says that its figure rose or is new while the other says no such thing, or the other
  calls its own preliminary or has it from nobody by name, as first tolls of fresh events go;
- `conflict`: they quote different origins, and no figure in the one stands in the other;
- else they tell the same. A reprint stays one, and is an update beside it where its origin's figure is a new one.

Figures count as headlines count them, groups that one claim tells apart added, and as they are stated: "at least 18"
and 18 are the same, "at least 10" and 19 of two origins are a conflict, as nobody says 10 who has heard of 19. An
update leads from the report that came out first; of one day's reports from the one whose sentence says nothing of an
earlier figure, else from the one with fewer dead, as tolls of fresh events rise; it then says that the order is not
known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recount.model import Change, Claim, Harm, Incident, LedgerEntry, OriginKind, Relation
from recount.tolls.estimates import stated, whole_of

_NEWER = frozenset({Change.RISING, Change.REVISED})
_STAGES = {Change.PRELIMINARY: 0, None: 1, Change.MORE: 1}  # of what a sentence says; all else tells of earlier figures


@dataclass(frozen=True, slots=True)
class _Told:
    """What a report tells of the dead: each origin's figure in the claim that it is mainly about, or anywhere where
    that gives none; the figures of all its claims; what its sentences say of one of the origins' figures; whether it
    has them from somebody by name."""

    day: date
    figures: Mapping[str, int]
    numbers: frozenset[int]
    change: Change | None
    named: bool

    @property
    def most(self) -> int:
        """The highest of the origins' figures."""
        return max(self.figures.values())


def told_apart(incident: Incident, ledger: Sequence[LedgerEntry], claims: Mapping[str, Claim]) -> tuple[Relation, ...]:
    """The incident's relations, those between reports that are mainly about it told apart by the deaths they give."""
    mainly = set(incident.main_of)
    told = _dead([entry for entry in ledger if entry.document in mainly], claims) if incident.relations else {}
    relations: list[Relation] = []
    for relation in incident.relations:
        a, b = told.get(relation.a), told.get(relation.b)
        if a is not None and b is not None and {relation.a, relation.b} <= mainly:
            relations += _by_figures(relation, a, b)
        else:
            relations.append(relation)
    return tuple(relations)


def _dead(ledger: Sequence[LedgerEntry], claims: Mapping[str, Claim]) -> dict[str, _Told]:
    """What each report tells of the dead, without parts, those only added, and totals of more than the incident."""
    given: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in ledger:
        added = entry.sub or entry.change is Change.MORE
        if entry.harm is Harm.KILLED and not added and not entry.campaign:
            given[entry.document].append(entry)
    return {document: _told(entries, claims) for document, entries in given.items()}


def _told(entries: Sequence[LedgerEntry], claims: Mapping[str, Claim]) -> _Told:
    main = [e for e in entries if claims[e.claim].main] or entries
    of_claim: dict[tuple[str, str], list[LedgerEntry]] = defaultdict(list)
    of_origin: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        of_claim[entry.claim, entry.origin].append(entry)
    for entry in main:
        of_origin[entry.origin].append(entry)
    figures = {origin: stated(whole_of(some)) for origin, some in of_origin.items()}
    changed = (e.change for e in entries if stated((e.count.low, e.count.high)) in figures.values())
    reported = entries[0].reported
    return _Told(
        day=reported.first or reported.last or date.max,
        figures=figures,
        numbers=frozenset(stated(whole_of(some)) for some in of_claim.values()),
        change=next((change for change in changed if change is not None), None),
        named=any(e.kind is not OriginKind.UNNAMED for e in main),
    )


def _by_figures(relation: Relation, a: _Told, b: _Told) -> Iterator[Relation]:
    common = a.figures.keys() & b.figures.keys()
    revised = any(a.figures[origin] != b.figures[origin] for origin in common)
    if relation.rel == "reprint":
        yield relation
        if not revised:
            return
    shared = not a.numbers.isdisjoint(b.numbers)
    if revised or (not shared and (_grew(a, b) or _grew(b, a))):
        first, second = (relation.b, relation.a) if _came_first(b, a) else (relation.a, relation.b)
        yield Relation(first, second, "update", ordered=_is_ordered(a, b))
    else:
        yield replace(relation, rel="conflict") if not common and not shared else relation


def _grew(a: _Told, b: _Told) -> bool:
    """Whether the second's figures are what became of the first's."""
    if a.most >= b.most or a.day > b.day:
        return False
    return (b.change in _NEWER and a.change not in _NEWER) or a.change is Change.PRELIMINARY or not a.named


def _is_ordered(a: _Told, b: _Told) -> bool:
    """Whether days or words tell which of two reports came out first, and not only their numbers."""
    return a.day != b.day or _STAGES.get(a.change, 2) != _STAGES.get(b.change, 2)


def _came_first(a: _Told, b: _Told) -> bool:
    """Whether the first of two reports is the earlier: by day, else by what its sentence says, else by its number."""
    if a.day != b.day:
        return a.day < b.day
    if _STAGES.get(a.change, 2) != _STAGES.get(b.change, 2):
        return _STAGES.get(a.change, 2) < _STAGES.get(b.change, 2)
    return a.most < b.most
