"""How the reports of an incident relate, as their figures tell: which revises which, which contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from recount.model import Claim, Harm, Incident, LedgerEntry, Relation


def told_apart(incident: Incident, ledger: Sequence[LedgerEntry], claims: Mapping[str, Claim]) -> tuple[Relation, ...]:
    """The incident's relations, those between reports that are mainly about it told apart by the deaths they give.

    A reprint with a new figure of the same origin is both a reprint and an update.
    """
    dead = _dead(ledger, claims)
    days = {entry.document: entry.reported.first or entry.reported.last or date.max for entry in ledger}
    mainly = set(incident.main_of)
    relations: list[Relation] = []
    for relation in incident.relations:
        a, b = relation.a, relation.b
        if {a, b} <= mainly and dead.get(a) and dead.get(b):
            relations += _by_figures(relation, dead[a], dead[b], days[a] == days[b])
        else:
            relations.append(relation)
    return tuple(relations)


def _dead(ledger: Sequence[LedgerEntry], claims: Mapping[str, Claim]) -> dict[str, dict[str, int]]:
    """How many dead each report gives, by origin: in the claim it is mainly about, else the most it gives anywhere."""
    dead: dict[bool, dict[str, dict[str, int]]] = {True: defaultdict(dict), False: defaultdict(dict)}
    for entry in ledger:
        figure = entry.count.low if entry.count.low is not None else entry.count.high
        if entry.harm is Harm.KILLED and not entry.sub and figure is not None:
            given = dead[claims[entry.claim].main][entry.document]
            given[entry.origin] = max(figure, given.get(entry.origin, 0))
    return {**dead[False], **dead[True]}


def _by_figures(relation: Relation, a: Mapping[str, int], b: Mapping[str, int], same_day: bool) -> Iterator[Relation]:
    """An update where one origin gives another figure than before, a conflict where different origins differ.

    Of two reports of one day the one with fewer dead is taken for the earlier: tolls of fresh events rise.
    """
    common = a.keys() & b.keys()
    revised = any(a[origin] != b[origin] for origin in common)
    if relation.rel == "reprint" or not revised:
        rival = not common and not set(a.values()) & set(b.values())
        yield replace(relation, rel="conflict") if rival and relation.rel != "reprint" else relation
    if revised:
        swapped = same_day and max(b[o] for o in common) < max(a[o] for o in common)
        yield Relation(relation.b, relation.a, "update") if swapped else replace(relation, rel="update")
