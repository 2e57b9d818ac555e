"""Deeds that are told as one, whatever stretch of the calendar dates them: "last week's attack on a mosque".

Such a deed was on a day of that week or month which is not told; what is counted of it sums up nothing. "Last week's
attacks", "last month's fighting" were on several.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recount.codebook import Role
from recount.extraction.tree import Tree
from recount.extraction.triggers import Hit
from recount.extraction.wordforms import word_set

TOTAL = "toll_report"
_DEEDS = frozenset({Role.CAUSE, Role.MENTION})
_GO_ON = word_set(
    """
    fighting infighting violence warfare combat war battle siege blockade offensive campaign onslaught operation
    crackdown unrest gunfire fire rioting looting
    """
)
_GO_ON_UNLESS_AT = word_set("shelling bombardment")
UP_TO_REPORT = ("when.since", "when.past", "when.lasting", "when.so_far")
"""How the rules of times begin that are stretches up to the report: what is counted in one sums up."""
_ONE_FIGHT = word_set("clashes hostilities battles exchanges protests demonstrations riots rallies")
_AT = frozenset({"of", "on", "at", "against"})
_EACH = frozenset({"each", "every", "any"})
_SINGULAR = frozenset({"NN", "NNP"})


def tells_one_deed(tree: Tree, hits: Iterable[Hit]) -> bool:
    """Whether the deeds that some triggers name are a single one, no war and nothing else that goes on."""
    deeds = [hit for hit in hits if hit.trigger.role in _DEEDS and hit.trigger.type != TOTAL]
    heads = [hit.head for hit in deeds]
    return bool(deeds) and all(_is_one(tree, hit) for hit in deeds) and not _are_joined(tree, heads)


def tells_several_deeds(tree: Tree, hits: Iterable[Hit]) -> bool:
    """Whether some triggers name deeds by a plural noun; "clashes" are one fight."""
    nouns = [hit.head for hit in hits if hit.trigger.role in _DEEDS and not hit.trigger.verb]
    return any(tree.tokens[noun].xpos == "NNS" and _ONE_FIGHT.isdisjoint(tree.forms[noun]) for noun in nouns)


def without_counting(tree: Tree, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The triggers of a sentence without those that only say that somebody counts, where a single deed is told: "put
    the number of people killed in Monday's bombing at 52" is no total over several."""
    rest = tuple(hit for hit in hits if hit.trigger.type != TOTAL)
    return rest if len(rest) < len(hits) and tells_one_deed(tree, rest) else hits


def _is_one(tree: Tree, hit: Hit) -> bool:
    if hit.trigger.verb:
        whom = tree.subjects(hit.head) if tree.passive(hit.head) else tree.objects(hit.head)
        return bool(whom) and all(tree.tokens[i].xpos == "NN" for k in whom for i in tree.with_conjuncts(k))
    return _is_one_noun(tree, hit.head)


def _is_one_noun(tree: Tree, noun: int) -> bool:
    if tree.tokens[noun].xpos not in _SINGULAR or not _GO_ON.isdisjoint(tree.forms[noun]):
        return False
    if any(tree.text(k) in _EACH for k in tree.kids[noun]):
        return False
    if _GO_ON_UNLESS_AT.isdisjoint(tree.forms[noun]):
        return True
    # "the shelling of a market" is one deed, "the shelling of Homs" may be that of weeks
    at = [k for k in tree.kids[noun] if tree.preposition(k) in _AT or tree.relation[k] == "compound"]
    return any(tree.tokens[k].xpos == "NN" for k in at)


def _are_joined(tree: Tree, heads: Sequence[int]) -> bool:
    """Whether two are told side by side: "last week's bombing and ambush"."""
    return any(other in tree.with_conjuncts(head) for head in heads for other in heads if other != head)
