"""Which events a sentence tells: its triggers gathered, so that one event told in several words is one.

"Air strikes hit the town, killing 12" is one air strike; "clashes broke out after the air strike" are two events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.codebook import Codebook, Role
from recount.extraction.event_types import type_of
from recount.extraction.long_before import aside_in
from recount.extraction.one_by_one import takes_turns
from recount.extraction.tree import Tree
from recount.extraction.triggers import Hit, Marks

# How far (in arcs of the tree) a result may stand from the deed it came of. Calibrated together on training reports:
# shorter loses "killed ... when helicopters dropped ...", longer joins neighbours.
_RESULT_REACH = 5
_MENTION_REACH = 4
_SAME_DEED_REACH = 4
_DEEDS = frozenset({Role.CAUSE, Role.MENTION})
# Types that harm nobody by themselves, so that no result is theirs.
_HARMLESS = frozenset({"protest", "agreement", "support", "deployment", "displacement", "other_event", "toll_report"})
# Types of deeds that take people away alive: what is done to those afterwards is another deed.
_TAKING = frozenset({"arrest", "abduction"})
# Single blows: told twice in one sentence, of the same kind, they are one.
_BLOWS = frozenset({"air_strike", "shelling", "bombing", "suicide_bombing", "chemical_attack"})
# Clauses that tell what was before or besides, not what the harm came of.
_APART = frozenset(
    {"since", "after", "before", "though", "although", "despite", "while", "whereas", "following", "unlike", "like"}
)


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
    def is_echo(self) -> bool:
        """Whether the words only answer to a deed told elsewhere."""
        return all(hit.trigger.role is Role.ECHO for hit in self.hits)


def events_in(tree: Tree, hits: tuple[Hit, ...], codebook: Codebook, marks: Marks) -> tuple[Event, ...]:
    """The events of a sentence, in text order of their leading triggers."""
    events = []
    for group in _gathered(tree, hits, marks.tolls):
        foreign = frozenset(
            t for hit in hits if hit not in group and hit.trigger.role is Role.CAUSE for t in hit.tokens
        )
        lead, kind, rule = type_of(tree, group, codebook, marks, foreign)
        events.append(Event(lead, tuple(group), kind, rule))
    return tuple(sorted(events, key=lambda event: event.lead.head))


class _Groups:
    """Triggers joined pair by pair."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def of(self, n: int) -> int:
        while self._parent[n] != n:
            n = self._parent[n]
        return n

    def join(self, a: int, b: int) -> None:
        a, b = self.of(a), self.of(b)
        self._parent[max(a, b)] = min(a, b)


def _gathered(tree: Tree, hits: Sequence[Hit], counted: frozenset[int]) -> list[list[Hit]]:
    """The triggers of each event; a deed of a week before is none of the news."""
    aside = aside_in(tree)
    if aside is None:
        return _joined(tree, hits, counted)
    before = [hit for hit in hits if hit.head in aside.tokens]
    return _joined(tree, [hit for hit in hits if hit not in before], counted) + _joined(tree, before, counted)


def _joined(tree: Tree, hits: Sequence[Hit], counted: frozenset[int]) -> list[list[Hit]]:
    groups = _Groups(len(hits))
    numbered = list(enumerate(hits))
    causes = [(n, hit) for n, hit in numbered if hit.trigger.role is Role.CAUSE]
    for n, hit in causes:
        for m, other in causes:
            if n < m and _same_deed(tree, hit, other):
                groups.join(n, m)
    for n, hit in numbered:
        if hit.trigger.role is Role.MENTION:
            _join_nearest(tree, n, hit, causes, _MENTION_REACH, groups, counted)
    for n, hit in numbered:
        if hit.trigger.role is Role.RESULT:
            deeds = [(m, h) for m, h in numbered if h.trigger.role in _DEEDS] if hit.trigger.by_means else []
            before = [
                (m, h)
                for m, h in numbered[:n]
                if h.trigger.role is Role.RESULT and not takes_turns(tree, h.head, hit.head)
            ]
            if not _join_nearest(tree, n, hit, deeds, _RESULT_REACH, groups, counted):
                _join_nearest(tree, n, hit, before, _RESULT_REACH, groups, counted)
    for n, hit in numbered:
        if hit.trigger.role is Role.ECHO:
            deeds = [(m, h) for m, h in numbered if h.trigger.role is not Role.ECHO]
            _join_nearest(tree, n, hit, deeds, _MENTION_REACH, groups, counted)
    grouped: dict[int, list[Hit]] = {}
    for n, hit in numbered:
        grouped.setdefault(groups.of(n), []).append(hit)
    return list(grouped.values())


def _join_nearest(
    tree: Tree,
    n: int,
    hit: Hit,
    others: Sequence[tuple[int, Hit]],
    reach: int,
    groups: _Groups,
    counted: frozenset[int],
) -> bool:
    best: tuple[int, int, int] | None = None
    for m, other in others:
        if other.trigger.type in _HARMLESS and other.trigger.role is Role.CAUSE:
            continue
        if other.trigger.type in _TAKING and _then(tree, other.head, hit.head):
            continue
        distance = tree.distance(hit.head, other.head)
        if distance > reach or _stands_apart(tree, other.head, hit.head):
            continue
        if hit.trigger.role is Role.MENTION and not hit.trigger.verb and _stands_apart(tree, hit.head, other.head):
            continue
        if hit.trigger.role is Role.MENTION and _is_purpose(tree, other.head, hit.head):
            continue
        row = (distance, abs(hit.head - other.head), m)
        best = row if best is None or row < best else best
    if best is None:
        return False
    groups.join(n, best[2])
    if hit.trigger.role is Role.RESULT and not counted.isdisjoint(hit.tokens):
        chosen = next(other for m, other in others if m == best[2])
        for m, other in others:
            if other.head in tree.with_conjuncts(chosen.head) or chosen.head in tree.with_conjuncts(other.head):
                groups.join(n, m)
    return True


def _is_purpose(tree: Tree, verb: int, deed: int) -> bool:
    """Whether a verb says what a deed is for: "the attack to recapture the town"."""
    marks = {tree.text(k) for k in tree.kids[verb] if tree.relation[k] == "mark"}
    return tree.tokens[verb].head == deed and tree.relation[verb] == "acl" and "to" in marks


def _then(tree: Tree, first: int, second: int) -> bool:
    """Whether "and" joins two verbs: "was arrested and later killed", "kidnapped and killed"."""
    verbs = tree.is_verb(first) and tree.is_verb(second)
    return verbs and tree.relation[second] == "conj" and tree.tokens[second].head == first


def _stands_apart(tree: Tree, deed: int, result: int) -> bool:
    """Whether a deed lies in a clause that tells no cause of the result: a relative clause, "since", "after"."""
    above = {result, *tree.ancestors(result)}
    j = deed
    for _ in range(20):
        if j in above:
            return False
        token = tree.tokens[j]
        if token.deprel == "acl:relcl":
            return True
        if tree.relation[j] in ("advcl", "obl", "acl") and any(
            tree.relation[k] in ("mark", "case", "advmod") and not _APART.isdisjoint(tree.forms[k])
            for k in tree.kids[j]
        ):
            return True
        if token.head == j:
            return False
        j = token.head
    return True


def _same_deed(tree: Tree, a: Hit, b: Hit) -> bool:
    """Whether two deeds are one: a verb and the noun it takes, or the same type close by in one clause."""
    if tree.distance(a.head, b.head) > _SAME_DEED_REACH:
        return False
    if a.trigger.type == b.trigger.type in _BLOWS and (_describes(tree, a, b) or _describes(tree, b, a)):
        return True
    same = a.trigger.type == b.trigger.type or {a.trigger.type, b.trigger.type} == {"suicide_bombing", "bombing"}
    if a.trigger.verb and b.trigger.verb:
        return same and (_is_one_predicate(tree, a.head, b.head) or _is_one_predicate(tree, b.head, a.head))
    verb, noun = (a, b) if a.trigger.verb else (b, a)
    if verb.trigger.verb and tree.tokens[noun.head].head == verb.head:
        if same:
            return True
        if _HARMLESS & {verb.trigger.type, noun.trigger.type}:
            return False
        return tree.relation[noun.head] in ("obj", "nsubj") and tree.tokens[noun.head].deprel != "nsubj:pass"
    return same and not (_stands_apart(tree, a.head, b.head) or _stands_apart(tree, b.head, a.head))


def _describes(tree: Tree, a: Hit, b: Hit) -> bool:
    """Whether `a` stands in a relative clause about `b` or about what `b` uses: "fired rockets that hit"."""
    clause = tree.clause_head(a.head)
    if tree.tokens[clause].deprel != "acl:relcl":
        return False
    about = tree.tokens[clause].head
    return about in b.tokens or tree.tokens[about].head == b.head


def _is_one_predicate(tree: Tree, a: int, b: int) -> bool:
    """Whether verb `a` only completes or describes within what verb `b` says: "rockets fired by rebels hit"."""
    head, relation = tree.tokens[a].head, tree.relation[a]
    if relation == "xcomp":
        return head == b
    if relation == "acl" and tree.tokens[a].deprel != "acl:relcl":
        return tree.tokens[head].head == b or head == b
    return False
