"""Assaults on ground that were only tried: "failed to capture the town" takes no town (codebook, "armed_clash")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recount.codebook import Codebook
from recount.extraction.events import Event
from recount.extraction.tree import Tree

_TAKING = "territory_change"
_CLASH = "armed_clash"
_ASSAULT = "offensive"
FAILED = f"{_CLASH}/failed assault"
"""The rule behind the type of an assault that failed."""
TRIED = f"{_ASSAULT}/tried to take"
"""The rule behind the type of an assault whose outcome is not told."""

_TRYING = frozenset({"try", "attempt", "struggle", "fight", "battle", "bid", "effort", "endeavour", "endeavor"})
_FAILING = frozenset({"fail", "unable", "powerless", "failure"})
_IN_VAIN = frozenset({"failed", "unsuccessful", "abortive", "futile", "foiled", "botched", "unsuccessfully", "vain"})
_REPELLING = frozenset(
    {"repel", "repulse", "thwart", "foil", "rebuff", "stall", "falter", "collapse", "fail", "frustrate"}
)
_BACK = frozenset({"push", "drive", "beat", "force", "fend", "fight", "throw", "turn"})
_UP = 3


def tried_only(tree: Tree, events: Sequence[Event], codebook: Codebook) -> list[Event]:
    """The events of a sentence, ground that was to be taken made the assault it was: a clash where it failed or was
    repelled, an offensive where the outcome is not told. The words of trying and repelling tell the same event."""
    if not {_CLASH, _ASSAULT} <= codebook.types.keys():
        return list(events)
    kept = list(events)
    for event in events:
        attempt = _attempt(tree, event) if event in kept and event.type == _TAKING else None
        if attempt is None:
            continue
        repelled = _repelled(tree, attempt)
        failed = repelled is not None or _has_failed(tree, event.lead.head, attempt)
        same = [e for e in kept if e is not event and e.lead.head in (attempt, repelled)]
        hits = (*event.hits, *(hit for other in same for hit in other.hits))
        kind, rule = (_CLASH, FAILED) if failed else (_ASSAULT, TRIED)
        kept = [replace(e, hits=hits, type=kind, rule=rule) if e is event else e for e in kept if e not in same]
    return kept


def _attempt(tree: Tree, event: Event) -> int | None:
    """The word that makes a taking but an attempt: "tried", "failed", "an attempt to", "unable to"."""
    at = event.lead.head
    if not tree.is_verb(at):
        return None
    for _ in range(_UP):
        above = tree.tokens[at].head
        if above == at or tree.relation[at] not in ("xcomp", "acl", "ccomp", "advcl", "conj"):
            return None
        if tree.tokens[at].deprel == "acl:relcl":
            return None
        if not (_TRYING | _FAILING).isdisjoint(tree.forms[above]):
            asked = any(tree.text(k) == "to" for k in tree.kids[at]) or tree.tokens[at].xpos == "VBG"
            return above if asked and above < at and tree.relation[at] != "conj" else None
        if tree.relation[at] != "conj":
            return None
        at = above
    return None


def _has_failed(tree: Tree, taking: int, attempt: int) -> bool:
    """Whether an attempt is said to have come to nothing: "failed to", "a failed bid", "in vain", "without success"."""
    near = [attempt]
    if tree.relation[attempt] in ("obl", "nsubj", "obj"):
        near.append(tree.tokens[attempt].head)
    if any(not _FAILING.isdisjoint(tree.forms[i]) for i in near):
        return True
    words = [i for i in tree.subtree(tree.clause_head(attempt)) if i != taking]
    if any(tree.text(i) in _IN_VAIN for i in words):
        return True
    return any(tree.text(i) == "success" and tree.preposition(i) == "without" for i in words)


def _repelled(tree: Tree, attempt: int) -> int | None:
    """The verb that says that an attempt was beaten off: what it is subject or object of, or a clause beside it."""
    beside = [k for k in tree.kids[attempt] if tree.relation[k] in ("conj", "parataxis", "advcl") and tree.is_verb(k)]
    if tree.relation[attempt] in ("nsubj", "obj"):
        beside.append(tree.tokens[attempt].head)
    for k in beside:
        back = any(tree.text(m) in ("back", "off") for m in tree.kids[k])
        if not _REPELLING.isdisjoint(tree.forms[k]) or (back and not _BACK.isdisjoint(tree.forms[k])):
            return k
    return None
