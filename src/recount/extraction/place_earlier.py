"""Places of a deed that an event only came after: "strikes in X, days after the attacks in Y"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from recount.extraction.places import PlaceMention
from recount.extraction.tree import Tree

_AFTER = frozenset({"after", "since", "following"})
_DEEDS = frozenset({"attack", "strike", "bombing", "shooting", "massacre", "killing", "blast", "explosion", "assault"})


def of_earlier_deeds(tree: Tree, heads: Set[int], mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places of a sentence that hang on what the event at the tokens `heads` came after.

    None where the sentence names no place in another country for the event itself: who was "killed after strikes in X"
    was killed there.
    """
    found = tuple(mention for mention in mentions if _hangs_on_earlier(tree, heads, mention))
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
        after = tree.preposition(i) in _AFTER and tree.tokens[i].upos == "NOUN"
        if after and tree.tokens[i].lemma.lower() in _DEEDS:
            return True
    return False
