"""Where a sentence names an event: the codebook's triggers, found word by word, with their conditions checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recount.codebook import NOTHING, Codebook, Condition, Trigger
from recount.extraction.tree import Tree

# More triggers than this make a list, not a sentence; what is compared pair by pair stays bounded.
_MOST = 60
_NOUNS = frozenset({"NOUN", "PROPN"})
_SKIP = frozenset({"-", "–", "—"})
# How far up a condition on what governs a trigger looks, and what joins a harm to its cause.
_ABOVE = 3
_OF_CAUSE = frozenset({"in", "by", "of", "from", "with", "to", "during", "after"})
_WHEN = frozenset({"when", "after", "as", "because"})
_PARTICLES = frozenset({"up", "down", "off", "out", "over", "back", "on", "to", "apart", "away", "in"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger found in a sentence: its head word and all the tokens that belong to it."""

    head: int
    tokens: tuple[int, ...]
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class Marks:
    """What other readers found in the sentence: tokens of place names, words of harm that a figure goes with, the
    highest figures of killed and displaced, the words `aside` of totals that count more than is told here, whether all
    that is told is such a total, battles and offensives known to have gone on for weeks (`lasting`, by their noun), and
    where `days` are named."""

    places: frozenset[int] = frozenset()
    tolls: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()
    killed: int = 0
    displaced: int = 0
    aside: frozenset[int] = frozenset()
    sums_up: bool = False
    lasting: frozenset[str] = frozenset()
    days: frozenset[int] = frozenset()


def hits_in(tree: Tree, codebook: Codebook, marks: Marks) -> tuple[Hit, ...]:
    """The triggers of a sentence, each word in one of them at most; longer wordings go first."""
    found: list[Hit] = []
    taken: set[int] = set()
    words = codebook.starting_with.keys()
    for i, forms in enumerate(tree.forms):
        if i in taken or words.isdisjoint(forms):
            continue
        hit = _hit_at(tree, i, codebook, marks, taken)
        if hit is not None:
            taken.update(hit.tokens)
            if hit.trigger.type == NOTHING:
                continue
            found.append(hit)
            if len(found) == _MOST:
                break
    return tuple(found)


def _hit_at(tree: Tree, i: int, codebook: Codebook, marks: Marks, taken: set[int]) -> Hit | None:
    for hit in candidates_at(tree, i, codebook):
        if not taken.intersection(hit.tokens) and not unmet(tree, hit, marks):
            return hit
    return None


def candidates_at(tree: Tree, i: int, codebook: Codebook) -> list[Hit]:
    """All triggers whose words begin at token `i`, as they are tried, whether their conditions hold or not."""
    tried: list[Hit] = []
    for form in tree.forms[i]:
        for trigger in codebook.starting_with.get(form, ()):
            tokens = _matched(tree, i, trigger)
            if tokens is None:
                continue
            head = i if trigger.verb else tokens[-1]
            if _is_of_kind(tree, head, trigger):
                tried.append(Hit(head, tokens, trigger))
    return sorted(tried, key=lambda hit: -len(hit.tokens)) if len(tree.forms[i]) > 1 else tried


def unmet(tree: Tree, hit: Hit, marks: Marks) -> Condition | None:
    """The condition that keeps a trigger from counting: one it needs, or one it must not have; None where it counts."""
    for needed in hit.trigger.needs:
        if not _met(tree, hit, needed, marks):
            return needed
    return next((barred for barred in hit.trigger.unless if _met(tree, hit, barred, marks, wide=True)), None)


def _is_of_kind(tree: Tree, head: int, trigger: Trigger) -> bool:
    token = tree.tokens[head]
    if trigger.verb:
        return tree.is_verb(head) or (token.upos in ("ADJ", "PROPN") and token.text.lower().endswith(("ed", "ing")))
    if token.upos in _NOUNS or len(trigger.words) > 1:
        return True
    return token.upos == "ADJ" and tree.relation[head] not in ("amod", "advmod", "compound", "dep")


def _matched(tree: Tree, i: int, trigger: Trigger) -> tuple[int, ...] | None:
    tokens = [i]
    j = i + 1
    for word in trigger.words[1:]:
        while j < len(tree.tokens) and tree.tokens[j].text in _SKIP:
            j += 1
        if j < len(tree.tokens) and word in tree.forms[j]:
            tokens.append(j)
            j += 1
            continue
        particle = _particle(tree, i, word) if trigger.verb else None
        if particle is None:
            return None
        tokens.append(particle)
    return tuple(tokens)


def _particle(tree: Tree, verb: int, word: str) -> int | None:
    if word not in _PARTICLES and word not in ("control", "fire", "hostage", "prisoner", "ablaze"):
        return None
    for k in tree.kids[verb]:
        if word in tree.forms[k] and (word not in _PARTICLES or tree.relation[k] in ("compound", "advmod", "obl")):
            return k
    return None


def _met(tree: Tree, hit: Hit, condition: Condition, marks: Marks, *, wide: bool = False) -> bool:
    """Whether a condition holds; `wide` also looks at the nouns before a noun: "tear gas" is no gas."""
    places = "place" in condition.classes
    tolls = "toll" in condition.classes
    names = "name" in condition.classes
    own = set(hit.tokens)
    for j in _where(tree, hit, condition.where, wide):
        if "any" in condition.classes:
            return True
        if j in own:
            if tolls and j in marks.tolls:
                return True
            continue
        if not condition.lemmas.isdisjoint(tree.forms[j]):
            return True
        if (places and j in marks.places) or (tolls and j in marks.tolls):
            return True
        if names and tree.tokens[j].upos == "PROPN" and j not in marks.persons:
            return True
    return False


def _where(tree: Tree, hit: Hit, where: str, wide: bool) -> Iterable[int]:
    head = hit.head
    if where == "sentence":
        return range(len(tree.tokens))
    if where == "clause":
        return (*tree.subtree(tree.clause_head(head)), *hit.tokens)
    if where == "words":
        before = next((j for j in range(hit.tokens[0] - 1, -1, -1) if tree.tokens[j].text not in _SKIP), None)
        after = next((j for j in range(hit.tokens[-1] + 1, len(tree.tokens)) if tree.tokens[j].text not in _SKIP), None)
        return [j for j in (before, after) if j is not None]
    if where == "modifier":
        return _modifiers(tree, hit)
    if where == "of":
        owned = [k for k in tree.kids[head] if tree.relation[k] == "nmod" and tree.preposition(k) == "of"]
        return _named(tree, owned, wide)
    if where == "above":
        return [j for j, _ in zip(tree.ancestors(head), range(_ABOVE), strict=False)]
    if where == "cause":
        return _causes(tree, head)
    if where == "doer":
        return _doers(tree, hit)
    if where == "subject":
        return _named(tree, tree.subjects(head) if tree.is_verb(head) else [], wide)
    return _named(tree, _done_to(tree, hit) if tree.is_verb(head) else [], wide)


def _done_to(tree: Tree, hit: Hit) -> list[int]:
    """The objects of a verb; with a particle also what a reader took for its adverbial: "cut off the water"."""
    found = tree.objects(hit.head)
    for t in hit.tokens[1:]:
        under = tree.tokens[t].head
        if tree.relation[t] == "case" and tree.tokens[under].head == hit.head and under > t and under not in found:
            found.append(under)
    return found


def _causes(tree: Tree, head: int) -> list[int]:
    """The words that say what harm came of: a subject, "in a landslide", "when their bus overturned"."""
    tops = tree.subjects(head) if tree.is_verb(head) else []
    tops += [
        k
        for k in tree.kids[head]
        if tree.relation[k] in ("obl", "nmod") and tree.preposition(k) in _OF_CAUSE and k > head
    ]
    found = _named(tree, tops, wide=True)
    for k in tree.kids[head]:
        if tree.relation[k] == "advcl" and not tree.passive(k):
            opens = {form for m in tree.kids[k] if m < k for form in tree.forms[m]}
            found += [k] if opens & _WHEN else []
    return found


def _doers(tree: Tree, hit: Hit) -> list[int]:
    """The words that say who does what a noun names: before it, in its by-phrase, or as the subject of a verb in whose
    clause it stands and that has an object: "police killed six in a raid", but not "six died in a raid"."""
    head = hit.head
    owners = [k for k in tree.kids[head] if tree.relation[k] in ("nmod:poss", "nmod") and k < head]
    owners += [k for k in tree.kids[head] if tree.preposition(k) == "by"]
    if tree.relation[head] in ("obl", "nmod") and tree.preposition(head) in _IN_COURSE:
        above = next((j for j in tree.ancestors(head) if tree.is_verb(j)), None)
        owners += tree.subjects(above) if above is not None and tree.objects(above) and not tree.passive(above) else []
    return [*_modifiers(tree, hit), *_named(tree, owners, wide=True)]


_IN_COURSE = frozenset({"in", "during", "after", "into"})


def _modifiers(tree: Tree, hit: Hit) -> list[int]:
    kinds = ("compound", "amod", "nmod")
    found = [k for t in hit.tokens for k in tree.kids[t] if tree.relation[k] in kinds and not tree.preposition(k)]
    found += [k for j in tuple(found) for k in tree.kids[j] if tree.relation[k] in kinds]
    if hit.tokens[0] > 0 and tree.tokens[hit.tokens[0] - 1].upos in ("NOUN", "PROPN", "ADJ"):
        found.append(hit.tokens[0] - 1)
    return found


def _named(tree: Tree, heads: list[int], wide: bool) -> list[int]:
    """The words that say what nominals are: heads, conjuncts, adjectives, and the X of "a number of X"."""
    found: list[int] = []
    for head in heads:
        for j in tree.with_conjuncts(head):
            found.append(j)
            for k in tree.kids[j]:
                if (tree.relation[k] == "amod" and tree.tokens[k].upos == "ADJ") or (
                    wide and tree.relation[k] in ("compound", "det")
                ):
                    found.append(k)
                elif (tree.relation[k] == "nmod" and tree.preposition(k) == "of") or tree.relation[k] in (
                    "appos",
                    "flat",
                ):
                    found.append(k)
                    found.extend(m for m in tree.kids[k] if tree.relation[m] in ("conj", "nmod") and len(found) < 40)
    return found
