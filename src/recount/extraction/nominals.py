"""Nominals: what they are called, without article, number and clauses."""

from __future__ import annotations

from recount.extraction.noun_phrases import past_age
from recount.extraction.tree import Tree
from recount.model import Span

_NOT_PART = frozenset(
    {
        "punct", "acl", "appos", "conj", "cc", "parataxis", "case", "dep", "advcl", "orphan", "discourse", "mark",
        "cop", "aux",
    }
)  # fmt: skip
_OPENERS = frozenset({"det", "case", "cc", "punct", "advmod", "nummod"})
EMPTY_WORDS = frozenset(
    {
        "suspected", "alleged", "heavy", "fierce", "deadly", "recent", "latest", "several", "new", "two", "three",
        "other", "further", "major", "series", "massive", "intense", "separate", "overnight", "twin", "double",
        "first", "second", "more", "such", "same", "least", "some", "many", "the", "a", "an", "this", "that", "these",
        "those", "its", "their", "his", "her", "our", "no", "any", "all", "another", "one", "dozens", "scores",
        "hundreds", "number", "total", "'s", "’s", "s",
    }
)  # fmt: skip
_QUANTITY = frozenset(
    {
        "number", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "score", "scores",
        "lakh", "lakhs", "crore", "crores", "group",
        "series", "wave", "total", "tens", "rest", "majority", "most", "some", "many", "lot", "part", "parts", "none",
        "all", "half", "two", "three",
    }
)  # fmt: skip
# A name longer than this is a parse gone wrong; a few words around its head are kept.
_LONGEST = 12
_LONGEST_ORGANISATION = 6
ORGANISATIONS = frozenset(
    {
        "army", "front", "movement", "brigade", "brigades", "force", "forces", "council", "militia", "militias",
        "union", "alliance", "battalion", "battalions", "guard", "guards", "corps", "legion",
    }
)  # fmt: skip
"""How the names of armed organisations end: "Tarnow Liberation Army", "Free Hill Brigades"."""


def behind_quantity(tree: Tree, head: int) -> int:
    """For "a number of militants": the militants."""
    if _QUANTITY.isdisjoint(tree.forms[head]) and tree.tokens[head].upos != "NUM":
        return head
    for k in tree.kids[head]:
        if tree.relation[k] == "nmod" and tree.preposition(k) == "of":
            return k
    return head


def organisation_around(tree: Tree, i: int) -> int:
    """The last word of the organisation that a word is in the name of: of "Liberation" in "the Tarnow Liberation Army"
    the army; the word itself where it is in none."""
    tokens = tree.tokens
    for last in range(i + 1, min(i + _LONGEST_ORGANISATION, len(tokens))):
        if not tokens[last].text[:1].isupper() or tokens[last].upos in ("VERB", "AUX", "DET", "PRON"):
            return i
        if tree.text(last) in ORGANISATIONS:
            inside = last in tree.ancestors(i) and tokens[i].text[:1].isupper()
            return last if inside and tokens[i].upos in ("PROPN", "ADJ", "NOUN") else i
    return i


def name_span(tree: Tree, head: int) -> Span:
    """The words that name a nominal: with its modifiers and an "of" phrase, without article, number or clauses."""
    keep = {head}
    stack = [head]
    while stack:
        j = stack.pop()
        for k in tree.kids[j]:
            if _belongs(tree, head, j, k):
                keep.add(k)
                stack.append(k)
    first = last = head
    while first - 1 in keep or _hyphen_between(tree, first, keep):
        first -= 1
    while last + 1 in keep:
        last += 1
    first = past_age(tree.sentence, first, head)
    while first < head and _opens(tree, first):
        first += 1
    while last > head and tree.tokens[last].upos in ("PUNCT", "ADP", "DET", "CCONJ"):
        last -= 1
    if last - first >= _LONGEST:
        first, last = max(first, head - 4), min(last, head + 4)
    return Span(tree.tokens[first].span.start, tree.tokens[last].span.end)


def _belongs(tree: Tree, head: int, j: int, k: int) -> bool:
    """Whether `k`, which hangs on `j`, is part of the name of `head`."""
    relation = tree.relation[k]
    if relation == "punct":
        return tree.tokens[k].text in "-–'’" and head != j
    if relation == "nmod" and tree.preposition(k):
        return tree.preposition(k) == "of" and j == head and (tree.tokens[k].upos == "PROPN" or k <= head + 4)
    if relation in _NOT_PART:
        return relation == "case" and head != j
    return not (k > head and relation in ("nummod", "obl"))


def _opens(tree: Tree, i: int) -> bool:
    """Whether a word before a name is no part of it: article, number, "suspected", "several"."""
    return (
        tree.relation[i] in _OPENERS
        or tree.tokens[i].upos in ("DET", "NUM", "PUNCT", "ADP")
        or not EMPTY_WORDS.isdisjoint(tree.forms[i])
    )


def _hyphen_between(tree: Tree, first: int, keep: set[int]) -> bool:
    return first >= 2 and tree.tokens[first - 1].text in ("-", "–") and first - 2 in keep
