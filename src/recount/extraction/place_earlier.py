"""Places of a sentence where its event was not: of a deed that it only came after, or answered ("strikes in X, days
after the attacks in Y"), those that the harmed were brought to ("the wounded were treated in Z"), and those of the
hospital whose word it is ("a hospital in Z said")."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from recount.extraction.attribution import Attribution
from recount.extraction.places import PlaceMention
from recount.extraction.tree import Tree
from recount.extraction.wordforms import word_set
from recount.model import Span

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
_CARE = frozenset(
    {"take", "rush", "transfer", "transport", "evacuate", "airlift", "treat", "hospitalize", "hospitalise"}
)
_CARED_FOR = frozenset({"to", "in", "at", "into", "across"})
_CARERS = re.compile(
    r"\b(?:hospitals?|clinics?|infirmary|morgues?|mortuary|medics|paramedics|doctors?|surgeons?|nurses?)\b"
)
_HURT = word_set("wounded injured hurt victims casualties survivors dead bodies people children civilians patients")


def of_care(tree: Tree, heads: Set[int], mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places of a sentence that the harmed were brought to, or where they were treated."""
    return tuple(mention for mention in mentions if _is_cared_for_in(tree, heads, mention))


def _is_cared_for_in(tree: Tree, heads: Set[int], mention: PlaceMention) -> bool:
    way: int | None = None  # the phrase of the verb that the name stands in: "to a hospital in the town of Z"
    for i in (mention.last, *tree.ancestors(mention.last)):
        if i in heads:
            return False
        if tree.tokens[i].upos == "VERB":
            brought = tree.tokens[i].lemma.lower() in _CARE and way is not None and tree.preposition(way) in _CARED_FOR
            whom = {tree.text(k) for k in tree.kids[i] if tree.relation[k] in ("nsubj", "obj")}
            return brought and not _HURT.isdisjoint(whom | {tree.tokens[i].lemma.lower()} | _counted(tree, i))
        way = i
    return False


def _counted(tree: Tree, verb: int) -> set[str]:
    """Those that a number alone names, with what is said of them: "twelve wounded in the strike were treated"."""
    named = [k for k in tree.kids[verb] if tree.relation[k] in ("nsubj", "obj")]
    return {tree.text(k) for i in named for k in tree.kids[i]}


def of_carers(
    tree: Tree, attributions: Sequence[Attribution], mentions: Sequence[PlaceMention]
) -> tuple[PlaceMention, ...]:
    """The places of a sentence that stand in the words for a hospital, a morgue or medics who speak: people are brought
    there from elsewhere."""
    phrases = [one.phrase for one in attributions if _CARERS.search(_words(tree, one.phrase))]
    return tuple(mention for mention in mentions if any(phrase.contains(mention.name.span) for phrase in phrases))


def _words(tree: Tree, span: Span) -> str:
    return " ".join(token.text.lower() for token in tree.tokens if span.overlaps(token.span))


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
