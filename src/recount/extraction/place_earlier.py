"""Places of a deed that an event only came after, or answered: "strikes in X, days after the attacks in Y"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from recount.extraction.places import PlaceMention
from recount.extraction.tree import Tree
from recount.extraction.wordforms import word_set

_AFTER = frozenset({"after", "since", "following"})
_DEEDS = frozenset(
    {
        "attack",
        "strike",
        "bombing",
        "shooting",
        "massacre",
        "killing",
        "blast",
        "explosion",
        "assault",
        "carnage",
        "raid",
    }
)
# What a deed brings with it, and what only recalls it: "in retaliation for the attacks", "fallout from the strikes".
_ANSWERS = word_set(
    "fallout retaliation response revenge reprisal reaction vengeance aftermath wake anniversary answer retribution"
)


def of_earlier_deeds(tree: Tree, heads: Set[int], mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places of a sentence that hang on what the event at the tokens `heads` came after, or answered.

    None where the sentence names no place in another country for the event itself: who was "killed after strikes in X"
    was killed there.
    """
    own = {i for i in heads if not _is_answered(tree, i)}
    found = tuple(mention for mention in mentions if own and _hangs_on_earlier(tree, own, mention))
    countries = {mention.place.country for mention in found if mention.place is not None}
    abroad = any(
        mention.place is not None and mention.place.country not in countries
        for mention in mentions
        if mention not in found and not mention.is_modifier
    )
    return found if countries and abroad else ()


def _hangs_on_earlier(tree: Tree, heads: Set[int], mention: PlaceMention) -> bool:
    for i in tree.ancestors(mention.last):
        if i in heads:
            return False
        if _is_answered(tree, i) or (tree.preposition(i) in _AFTER and _is_deed(tree, i)):
            return True
    return False


def _is_deed(tree: Tree, i: int) -> bool:
    return tree.tokens[i].upos == "NOUN" and tree.tokens[i].lemma.lower() in _DEEDS


def _is_answered(tree: Tree, i: int) -> bool:
    """Whether a deed is named as what something else answers or follows from: "in retaliation for the attacks"."""
    return _is_deed(tree, i) and tree.text(tree.tokens[i].head) in _ANSWERS
