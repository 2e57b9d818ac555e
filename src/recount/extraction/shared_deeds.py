"""One figure for what several did: "shelling by the army and air strikes by its allies killed ten"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from recount.codebook import Role
from recount.extraction.arguments import Parties, named_by
from recount.extraction.event_time import Telling
from recount.extraction.events import Event
from recount.extraction.tree import Tree
from recount.model import Claim

_MIXED = "mixed causes"


def joined_with(tree: Tree, event: Event, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events whose deeds "and" joins to that of `event` before what came of both: one figure then is for all."""
    outcome = max((hit.head for hit in event.hits if hit.trigger.role is Role.RESULT), default=-1)
    deeds = [hit.head for hit in event.hits if hit.trigger.role is Role.CAUSE]
    return tuple(
        other
        for other in events
        if other is not event
        and other.type != event.type
        and any(
            max(a, b.head) < outcome and _only_and_between(tree, min(a, b.head), max(a, b.head))
            for a in deeds
            for b in other.hits
        )
    )


def _only_and_between(tree: Tree, first: int, last: int) -> bool:
    between = tree.tokens[first + 1 : last]
    return any(t.text.lower() == "and" for t in between) and not any(
        t.upos in ("VERB", "AUX") and tree.relation[t.i] not in ("amod", "acl") for t in between
    )


def of_all_causes(tree: Tree, event: Event, found: Parties) -> Parties:
    """The parties of an event, with the agents of each of its causes where it has several: "killed in air strikes by
    one and shelling by the other"."""
    causes = [hit.head for hit in event.hits if hit.trigger.role is Role.CAUSE]
    if not event.rule.endswith(_MIXED):
        return found
    agents = {party.head: party for party in (*found.agents, *(p for head in causes for p in named_by(tree, head)))}
    harmed = {party.head for party in found.targets}
    return Parties(tuple(party for head, party in agents.items() if head not in harmed), found.targets)


def with_all_doers(told: Sequence[Telling], claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims of tellings with, in figures that they share with others of their sentence, the parties of those."""
    claims = list(claims)
    beside: dict[int, list[int]] = defaultdict(list)
    for k, telling in enumerate(told):
        beside[telling.n].append(k)
    for telling, claim in zip(told, claims, strict=True):
        if not any(toll.value.shared for toll in claim.tolls):
            yield claim
            continue
        joined = joined_with(telling.tree, telling.event, telling.events)
        own = {name.value for name in claim.agents}
        others = [claims[k] for k in beside[telling.n] if told[k].event in joined]
        by = tuple(dict.fromkeys(n.value for other in others for n in other.agents if n.value not in own))
        tolls = (replace(toll, value=replace(toll.value, by=by)) if toll.value.shared else toll for toll in claim.tolls)
        yield replace(claim, tolls=tuple(tolls))
