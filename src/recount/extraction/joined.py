"""Events of one type in one sentence that are told twice: "shells slammed into the city, hitting a school"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from recount.extraction.arguments import parties_of
from recount.extraction.events import Event
from recount.extraction.mentions import Share
from recount.extraction.tree import Tree


def joined(tree: Tree, events: Sequence[Event], shares: Sequence[Share]) -> tuple[list[Event], list[Share]]:
    """The events with those of one type made one where nothing that is said of them tells them apart.

    Two figures, two places, two times, or two verbs side by side that each have a target of their own tell apart.
    """
    kept: list[Event] = []
    told: list[Share] = []
    for event, share in zip(events, shares, strict=True):
        n = next((n for n, other in enumerate(kept) if _is_one(tree, other, event, told[n], share)), None)
        if n is None:
            kept.append(event)
            told.append(share)
        else:
            kept[n] = replace(kept[n], hits=(*kept[n].hits, *event.hits))
            told[n] = Share(told[n].places + share.places, told[n].times + share.times, told[n].tolls + share.tolls)
    return kept, told


def _is_one(tree: Tree, a: Event, b: Event, of_a: Share, of_b: Share) -> bool:
    if a.type is None or a.type != b.type or a.is_echo or b.is_echo or (of_a.tolls and of_b.tolls):
        return False
    if any(share.times and _is_aside(tree, event) for event, share in ((a, of_a), (b, of_b))):
        return False
    return not (
        _differ({m.name.value.lower() for m in of_a.places}, {m.name.value.lower() for m in of_b.places})
        or _differ({m.when.value for m in of_a.times}, {m.when.value for m in of_b.times})
        or _differ({p.head for p in parties_of(tree, a).agents}, {p.head for p in parties_of(tree, b).agents})
        or _verbs_differ(tree, a, b)
    )


def _differ(a: Set[object], b: Set[object]) -> bool:
    return bool(a and b) and a.isdisjoint(b)


def _verbs_differ(tree: Tree, a: Event, b: Event) -> bool:
    """Whether two verbs tell two deeds: the same verb again, or verbs side by side that each take an object."""
    first, second = a.lead, b.lead
    if not (first.trigger.verb and second.trigger.verb):
        return False
    if first.trigger.words == second.trigger.words:
        return True
    return _are_side_by_side(tree, first.head, second.head) and _differ(
        set(tree.objects(first.head)), set(tree.objects(second.head))
    )


def _are_side_by_side(tree: Tree, first: int, second: int) -> bool:
    """Whether "and" joins two verbs, directly or over others between them."""
    for _ in range(6):
        if tree.relation[second] != "conj":
            return False
        second = tree.tokens[second].head
        if second == first:
            return True
    return False


def _is_aside(tree: Tree, event: Event) -> bool:
    """Whether an event is told in a relative clause, of something else."""
    return tree.tokens[tree.clause_head(event.lead.head)].deprel == "acl:relcl"
