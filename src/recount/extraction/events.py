"""Which events a sentence tells: its triggers gathered, so that one event is one, and each event's type.

"Air strikes hit the town, killing 12" is one air strike; "clashes broke out after the air strike" are two events.
"""

from __future__ import annotations

from dataclasses import dataclass

from recount.codebook import Codebook, Role
from recount.extraction.tree import Tree
from recount.extraction.triggers import Hit, Marks

# How far (in arcs of the tree) a result may stand from the deed it came of. Measured on training reports: nearer
# loses "killed ... when helicopters dropped ...", farther joins neighbours.
_RESULT_REACH = 5
_MENTION_REACH = 4
_SAME_TYPE_REACH = 4
_MEANS_REACH = 4
_TOTAL = "toll_report"


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a sentence: its leading trigger, all triggers that tell it, and its type.

    `type` is None where neither a deed nor its means is told: then the report's earlier events decide.
    `rule` is the codebook rule behind the type.
    """

    lead: Hit
    hits: tuple[Hit, ...]
    type: str | None
    rule: str

    @property
    def has_cause(self) -> bool:
        """Whether the sentence itself names the deed."""
        return any(hit.trigger.role is Role.CAUSE for hit in self.hits)


def events_in(tree: Tree, hits: tuple[Hit, ...], codebook: Codebook, marks: Marks) -> tuple[Event, ...]:
    """The events of a sentence, in text order of their leading triggers."""
    if not hits:
        return ()
    groups = _gathered(tree, hits, marks)
    events = [_event(tree, group, codebook, marks) for group in groups]
    return tuple(sorted(events, key=lambda event: event.lead.head))


def _gathered(tree: Tree, hits: tuple[Hit, ...], marks: Marks) -> list[list[Hit]]:
    parent = list(range(len(hits)))

    def root(a: int) -> int:
        while parent[a] != a:
            a = parent[a]
        return a

    def join(a: int, b: int) -> None:
        parent[root(max(a, b))] = root(min(a, b))

    causes = [n for n, hit in enumerate(hits) if hit.trigger.role is Role.CAUSE]
    for a in causes:
        for b in causes:
            if a < b and _same_deed(tree, hits[a], hits[b]):
                join(a, b)
    for n, hit in enumerate(hits):
        if hit.trigger.role is Role.MENTION:
            near = _nearest(tree, hit, [(c, hits[c]) for c in causes], _MENTION_REACH)
            if near is not None:
                join(n, near)
    for n, hit in enumerate(hits):
        if hit.trigger.role is not Role.RESULT:
            continue
        others = [(m, h) for m, h in enumerate(hits) if h.trigger.role is not Role.RESULT]
        near = _nearest(tree, hit, others, _RESULT_REACH)
        if near is not None:
            join(n, near)
            continue
        before = [(m, h) for m, h in enumerate(hits[:n]) if h.trigger.role is Role.RESULT]
        near = _nearest(tree, hit, before, _RESULT_REACH)
        if near is not None:
            join(n, near)
    grouped: dict[int, list[Hit]] = {}
    for n, hit in enumerate(hits):
        grouped.setdefault(root(n), []).append(hit)
    return list(grouped.values())


def _same_deed(tree: Tree, a: Hit, b: Hit) -> bool:
    """Whether two deeds are one: a verb and the noun it takes, or the same type close by in one clause."""
    distance = tree.distance(a.head, b.head)
    if distance > _SAME_TYPE_REACH:
        return False
    verb, other = (a, b) if a.trigger.verb else (b, a)
    if verb.trigger.verb and not other.trigger.verb and distance <= 2 and other.head in _under(tree, verb.head):
        return True
    if a.trigger.type != b.trigger.type:
        return {a.trigger.type, b.trigger.type} == {"suicide_bombing", "bombing"}
    if tree.relation[b.head] == "conj" and a.trigger.verb and b.trigger.verb:
        return False
    return True


def _under(tree: Tree, i: int) -> set[int]:
    return {k for k in tree.subtree(i)}


def _nearest(tree: Tree, hit: Hit, others: list[tuple[int, Hit]], reach: int) -> int | None:
    best: tuple[int, int, int] | None = None
    for n, other in others:
        distance = tree.distance(hit.head, other.head)
        if distance <= reach:
            row = (distance, abs(hit.head - other.head), n)
            best = row if best is None or row < best else best
    return None if best is None else best[2]


def _event(tree: Tree, group: list[Hit], codebook: Codebook, marks: Marks) -> Event:
    causes = [hit for hit in group if hit.trigger.role is Role.CAUSE]
    firm = [hit for hit in causes if not hit.trigger.by_means]
    has_toll = any(t in marks.tolls for hit in group for t in hit.tokens) and any(
        hit.trigger.role is Role.RESULT for hit in group
    )
    if firm:
        lead = max(firm, key=lambda hit: (codebook.types[hit.trigger.type].means_rank, hit.trigger.verb, -hit.head))
        kinds = {hit.trigger.type for hit in causes}
        if has_toll and len(kinds) > 1 and _coordinated(tree, causes):
            return Event(lead, tuple(group), _TOTAL, f"{_TOTAL}/mixed causes")
        return Event(lead, tuple(group), lead.trigger.type, lead.trigger.rule)
    lead = (causes or sorted(group, key=lambda hit: hit.trigger.role is Role.MENTION))[0]
    named = _means_near(tree, lead, group, codebook)
    if named is not None:
        return Event(lead, tuple(group), named[0], f"{lead.trigger.rule} by {named[1]}")
    if causes or lead.trigger.type == _TOTAL:
        return Event(lead, tuple(group), lead.trigger.type, lead.trigger.rule)
    return Event(lead, tuple(group), None, lead.trigger.rule)


def _coordinated(tree: Tree, causes: list[Hit]) -> bool:
    return any(
        a.trigger.type != b.trigger.type and b.head in tree.with_conjuncts(a.head) for a in causes for b in causes
    )


def _means_near(tree: Tree, lead: Hit, group: list[Hit], codebook: Codebook) -> tuple[str, str] | None:
    """The type that a means named near the trigger speaks for, and the means' words; the nearest, then the graver."""
    own = {t for hit in group for t in hit.tokens}
    best: tuple[int, int, str, str] | None = None
    for i in range(len(tree.tokens)):
        for form in tree.forms[i]:
            for words, kind in codebook.means.get(form, ()):
                if any(i + n >= len(tree.tokens) or word not in tree.forms[i + n] for n, word in enumerate(words)) or (
                    i in own and len(words) == 1 and form == lead.trigger.words[-1]
                ):
                    continue
                distance = min(tree.distance(hit.head, i + len(words) - 1) for hit in group)
                reach = _MEANS_REACH + (1 if kind != "armed_clash" else 0)
                if distance > reach:
                    continue
                row = (-codebook.types[kind].means_rank, distance, kind, " ".join(words))
                best = row if best is None or row < best else best
    return None if best is None else (best[2], best[3])
