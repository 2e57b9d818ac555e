"""Whether words tell an event: a predicate asserts, denies, plans or alleges it; a bare noun must add something."""

from __future__ import annotations

from enum import StrEnum

from recount.codebook import Role
from recount.extraction.events import Event
from recount.extraction.tree import Tree
from recount.extraction.triggers import Hit

_NONE, _WEAK, _FULL = 0, 1, 2
_MANNERS = frozenset({"in", "at", "for", "by", "without"})


_HAPPENING = frozenset(
    {
        "start", "begin", "continue", "rage", "erupt", "break", "occur", "take", "happen", "pit", "intensify",
        "escalate", "resume", "flare", "spread", "go", "be", "ongoing", "underway", "last", "persist", "rock",
        "follow", "kill", "wound", "hit", "strike", "target", "destroy", "damage", "leave", "cause", "ensue", "hold",
        "appear", "collapse",
    }
)  # fmt: skip
_DOING = frozenset(
    {
        "carry", "launch", "conduct", "stage", "mount", "perform", "commit", "begin", "start", "continue", "resume",
        "intensify", "unleash", "step", "undertake", "make", "face", "report", "confirm", "document", "hear", "see",
        "witness", "come", "sustain",
    }
)  # fmt: skip


class Assertion(StrEnum):
    """How strongly words assert an event, from a bare mention to a figure."""

    NONE = "none"
    WEAK = "weak"
    PLACED = "placed"
    FULL = "full"
    TOLL = "toll"


TELLING = frozenset({Assertion.PLACED, Assertion.FULL, Assertion.TOLL})
"""What is enough to tell an event where rules alone decide."""


def assertion_of(tree: Tree, event: Event, *, toll: bool, where_or_when: bool, parties: bool) -> Assertion:
    """How strongly the words assert an event.

    A figure always does. A verb does, unless it names a purpose ("to recapture the town") or describes somebody
    ("the rebels fighting him", "the besieged town"): then a place or a time must stand with it. A noun
    alone does once it has somebody, somewhere, some day or a figure (codebook, "What is a claim").
    """
    if toll:
        return Assertion.TOLL
    strength = max(_assertion(tree, hit, parties) for hit in event.hits)
    if strength == _FULL:
        return Assertion.FULL
    if strength == _WEAK:
        return Assertion.PLACED if where_or_when else Assertion.WEAK
    return Assertion.NONE


def _assertion(tree: Tree, hit: Hit, parties: bool) -> int:
    relation, token = tree.relation[hit.head], tree.tokens[hit.head]
    if not hit.trigger.verb:
        if hit.trigger.role is Role.CAUSE and (relation in ("root", "ccomp") or _is_said_to_happen(tree, hit.head)):
            return _FULL
        return _FULL if parties else _WEAK
    if relation == "amod" or token.upos == "ADJ":
        return _NONE if hit.trigger.finite else _WEAK
    marks = {tree.tokens[k].text.lower() for k in tree.kids[hit.head] if tree.relation[k] == "mark"}
    if relation in ("advcl", "acl") and ("to" in marks or (hit.trigger.finite and marks & _MANNERS)):
        return _NONE
    if relation == "acl" and token.deprel != "acl:relcl":
        if "of" in marks:
            return _FULL
        if hit.trigger.finite:
            return _NONE
        return _WEAK if token.xpos == "VBG" else _FULL
    if hit.trigger.role is Role.RESULT:
        return _FULL if parties else _WEAK
    return _FULL


def _is_said_to_happen(tree: Tree, noun: int) -> bool:
    """Whether a noun's verb says that the deed takes place: "clashes erupted", "stepped up air strikes"."""
    relation, above = tree.relation[noun], tree.tokens[noun].head
    if relation == "nsubj":
        return not _HAPPENING.isdisjoint(tree.forms[above])
    return relation == "obj" and not _DOING.isdisjoint(tree.forms[above])
