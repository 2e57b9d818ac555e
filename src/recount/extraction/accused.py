"""Whom "it" means in a denial of what another told: "the army denied the rebels' accusation that it had shelled the
town" speaks of the army's guns, "the army denied the rebels' claim that they had taken it" of the rebels'."""

from __future__ import annotations

from recount.extraction.speech import FORMS, HEDGES
from recount.extraction.tree import Tree
from recount.model import Span

_CHARGES = frozenset({"accusation", "accusations", "allegation", "allegations", "charge", "charges", "blame"})
_TELLINGS = frozenset(
    {"claim", "claims", "report", "reports", "statement", "statements", "assertion", "assertions", "suggestion",
     "suggestions"}
)  # fmt: skip
_BOASTED = frozenset(
    {"capture", "captured", "seize", "seized", "take", "taken", "took", "control", "controlled", "enter", "entered",
     "down", "downed", "overrun", "ambush", "ambushed", "recapture", "recaptured", "retake", "retaken", "conquer",
     "conquered", "liberate", "liberated", "repel", "repelled", "occupy", "occupied"}
)  # fmt: skip
"""What is told of oneself, not of an enemy."""
_FIGHTERS = frozenset({"soldier", "soldiers", "troops", "fighters", "rebels", "militants", "policemen", "insurgents"})
_PRONOUNS = frozenset({"it", "they", "its", "their"})
_REACH = 8
"""Tokens between a verb of denial and the noun for what is denied."""


def denier_meant(tree: Tree, pronoun: int) -> Span | None:
    """The words for who denies, where a pronoun in what is denied stands for them; None where it stands for whoever
    told it, or nothing is denied."""
    if tree.text(pronoun) not in _PRONOUNS:
        return None
    told = _telling_before(tree, pronoun)
    verb = _denial_before(tree, told) if told is not None else None
    if told is None or verb is None:
        return None
    subject = _subject_of(tree, verb)
    if subject is None or not _agree(tree, pronoun, subject):
        return None
    if tree.text(told) in _TELLINGS and _is_boast(tree, pronoun, verb, told, subject):
        return None
    span = tree.span([k for k in tree.subtree(subject) if k <= subject and tree.relation[k] != "punct"])
    return span if span.end <= tree.tokens[pronoun].span.start else None


def _telling_before(tree: Tree, pronoun: int) -> int | None:
    """The noun of a charge or claim whose content the pronoun opens: "accusations that | it", "claims by them that |
    it"."""
    i = pronoun - 1
    if i > 0 and tree.text(i) == "that":
        i -= 1
    for j in range(i, max(0, i - _REACH), -1):
        if tree.text(j) in _CHARGES | _TELLINGS:
            return j
        if tree.is_verb(j):
            return None
    return None


def _denial_before(tree: Tree, told: int) -> int | None:
    for j in range(told - 1, max(-1, told - _REACH), -1):
        if HEDGES.get(FORMS.get(tree.text(j), "")) == "denied":
            return j
        if tree.tokens[j].upos == "VERB":
            return None
    return None


def _subject_of(tree: Tree, verb: int) -> int | None:
    """Who denies: the subject of the verb, or of the verb above a participle ("said …, denying …")."""
    at = verb
    for _ in range(3):
        subjects = [k for k in tree.subjects(at) if k < verb and tree.text(k) not in _PRONOUNS]
        if subjects:
            return subjects[0]
        if tree.relation[at] not in ("advcl", "xcomp", "acl", "conj", "ccomp", "parataxis"):
            return None
        at = tree.tokens[at].head
    return None


def _agree(tree: Tree, pronoun: int, subject: int) -> bool:
    """Whether a pronoun's number fits a subject; armies and groups are "they" as well as "it"."""
    return tree.text(pronoun) in ("they", "their") or not _is_many(tree, subject)


def _is_many(tree: Tree, i: int) -> bool:
    return tree.tokens[i].xpos in ("NNS", "NNPS") or tree.text(i).endswith("s")


def _is_boast(tree: Tree, pronoun: int, verb: int, told: int, subject: int) -> bool:
    """Whether what is denied is told of oneself: a place taken, soldiers of the denier's killed; "they" that only the
    teller can be says so too."""
    one = not _is_many(tree, subject) and tree.text(pronoun) in ("they", "their")
    if one and any(_is_many(tree, k) for k in range(verb + 1, told) if tree.tokens[k].upos in ("NOUN", "PROPN")):
        return True
    clause = tree.subtree(tree.tokens[pronoun].head)
    words = {tree.text(k) for k in clause if k > pronoun}
    return bool(words & _BOASTED or words & _FIGHTERS)
