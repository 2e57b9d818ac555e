"""The ways a sentence ties agents and targets to an event word, each under the name that claims cite."""

from __future__ import annotations

from collections.abc import Iterable

from recount.extraction.nominals import EMPTY_WORDS
from recount.extraction.tree import Tree
from recount.extraction.triggers import Hit

Found = list[tuple[int, str]]
"""Heads of nominals, each with the way that found it."""

# Verbs that say no more than that a deed is done: who does them does the deed their object names.
_LIGHT = frozenset(
    {
        "carry", "engage", "launch", "conduct", "stage", "mount", "perform", "wage", "commit", "make", "begin",
        "start", "continue", "resume", "intensify", "unleash", "deliver", "step", "undertake", "execute", "do",
        "plan", "prepare", "lead", "announce", "declare", "claim", "suspend", "halt", "stop", "order", "authorize",
        "authorise", "expand", "press", "hold", "reach", "sign", "use", "carried", "initiate", "spearhead", "repel",
        "suffer", "impose", "lift", "break", "escalate", "widen", "extend", "renew",
    }
)  # fmt: skip
_HALVES = frozenset({"backed", "led", "supported", "sponsored", "held", "controlled", "linked", "based", "allied"})
_ACTING = frozenset(
    {
        "regime", "government", "army", "coalition", "rebel", "militant", "opposition",
        "insurgent", "guerrilla", "jihadist", "militia", "police", "troop", "warplane", "jet", "helicopter", "plane",
        "aircraft", "drone", "force", "state", "allied",
    }
)  # fmt: skip
# "between" belongs to a deed told so few words before whatever the tree says; farther off only where the tree agrees.
_NEAR_SIDES = 3
_FAR_SIDES = 15
_PRONOUNS = frozenset({"it", "they", "we", "he", "she", "i"})
_BESIDE = frozenset({"including", "alongside", "along", "together"})
_OWN = frozenset({"its", "their", "our"})
_JOINED = 4  # verbs that "and" joins
_BACKED = frozenset({"back", "support", "aid", "assist"})
_GERUND_FRAME = ("by", "possessor", "modifier")


def agents_by_hit(tree: Tree, hit: Hit) -> Found:
    """Who does the deed that a trigger tells, by the trigger's own frame."""
    head, frame = hit.head, hit.trigger.agent
    if not hit.trigger.verb:
        return _agents_of_noun(tree, hit, frame)
    if is_gerund(tree, head):
        return _agents_of_noun(tree, hit, _GERUND_FRAME)
    found = _as(subjects_of(tree, head), "subject") if "subject" in frame else []
    for where in frame:
        if where == "object":
            found += _as(objects_of(tree, head), "object")
        elif where not in ("subject", "possessor", "modifier"):
            found += _as(joined(tree, head, where), where)
    return found


def agents_from_above(tree: Tree, hit: Hit) -> Found:
    """Who does the deed by the words above it: "launched an attack", "claimed responsibility", "said it destroyed"."""
    if not hit.trigger.verb:
        return _doer_of_light_verb(tree, hit.head)
    return _speaker_of_himself(tree, hit.head) if "subject" in hit.trigger.agent else []


def targets_by_hit(tree: Tree, hit: Hit) -> Found:
    """To whom or what the deed of a trigger is done, by the trigger's own frame."""
    return framed(tree, hit.head, hit.trigger.target)


def two_sides(tree: Tree, hit: Hit) -> list[int] | None:
    """The two sides of "clashes between A and B"; None where the deed is not told so."""
    if "between" not in hit.trigger.agent:
        return None
    around = {hit.head, tree.tokens[hit.head].head}
    for b, token in enumerate(tree.tokens):
        if token.text.lower() != "between" or b < hit.head or b > hit.head + _FAR_SIDES:
            continue
        first = token.head
        while tree.relation[first] == "conj" and tree.tokens[first].head > b:
            first = tree.tokens[first].head
        if first > b and (tree.tokens[first].head in around or b <= hit.head + _NEAR_SIDES):
            return [first, *[j for j in tree.with_conjuncts(first) if j != first]]
    return None


def framed(tree: Tree, head: int, frame: tuple[str, ...]) -> Found:
    """The nominals where a frame points: subject, object, or behind a preposition."""
    found: Found = []
    for where in frame:
        if where == "object":
            found += _as(objects_of(tree, head) if tree.is_verb(head) else [], where)
        elif where == "subject":
            found += _as(subjects_of(tree, head) if tree.is_verb(head) and not tree.passive(head) else [], where)
        elif where not in ("possessor", "modifier"):
            found += _as(joined(tree, head, where), where)
    return found


def is_gerund(tree: Tree, i: int) -> bool:
    """Whether a verb stands where a noun does: "shelling by the army killed nine"."""
    relation = tree.relation[i]
    if relation == "advcl" and i < tree.tokens[i].head:
        return tree.tokens[i].xpos in ("VBG", "VBN") and any(_joins(tree, k, "by") for k in tree.kids[i])
    return tree.tokens[i].xpos == "VBG" and relation in ("nsubj", "obj", "obl", "nmod", "csubj")


def joined(tree: Tree, head: int, preposition: str) -> list[int]:
    """The nominals that a preposition joins to `head`, or to the verb or noun it stands closest with."""
    around = [head]
    above = tree.tokens[head].head
    if not tree.is_verb(head) and tree.is_verb(above) and above != head:
        around.append(above)
    found = [k for j in around for k in tree.kids[j] if _joins(tree, k, preposition) and k not in around]
    if found or preposition not in ("by", "from"):
        return found
    # "seized the town of X from Y", "the killing of two men by Y": parsers hang the phrase on the nearest noun
    below = tree.kids[head]
    for _ in range(3):
        below = [k for j in below for k in tree.kids[j] if tree.relation[j] in ("obj", "nmod", "obl", "nsubj")]
        found = [k for k in below if _joins(tree, k, preposition)]
        if found:
            return found
    return []


def allies(tree: Tree, head: int) -> list[int]:
    """Who is named as part of a party or at its side: "insurgents including the Northern Front", "the army alongside a
    militia"."""
    found = []
    for k in tree.kids[head]:
        if k > head and tree.relation[k] in ("nmod", "obl") and tree.preposition(k) in _BESIDE:
            found += tree.with_conjuncts(k)
        elif k > head and tree.relation[k] == "acl" and not _BACKED.isdisjoint(tree.forms[k]):
            found += [m for m in tree.kids[k] if _joins(tree, m, "by")]
    return found


def wielders(tree: Tree, head: int) -> Found:
    """Who uses a weapon or does a deed that stands where its user could: "US cruise missiles hit", "shells fired by
    rebels killed", "the coalition's strikes killed", "the coalition said its missiles hit"."""
    found = _as(joined(tree, head, "by"), "by")
    for k in tree.kids[head]:
        if tree.relation[k] == "acl":
            found += _as([m for m in tree.kids[k] if _joins(tree, m, "by")], "by")
    inside = [k for k in tree.kids[head] if k < head and tree.relation[k] in ("compound", "amod", "nmod")]
    found = found or _as([k for k in inside if not tree.preposition(k) and is_acting_modifier(tree, k)], "modifier")
    return found or (_speakers_above(tree, tree.tokens[head].head, head) if is_its_own(tree, head) else [])


def is_its_own(tree: Tree, head: int) -> bool:
    """Whether a nominal is "its", "their" or "our" own."""
    return any(tree.tokens[k].deprel == "nmod:poss" and tree.text(k) in _OWN for k in tree.kids[head])


def is_acting_modifier(tree: Tree, k: int) -> bool:
    """Whether a word before a noun says who acts: "Russian air strikes", "regime shelling"."""
    named = any(e.first <= k <= e.last and e.kind in ("NORP", "ORG", "GROUP", "PERSON") for e in tree.sentence.entities)
    return (
        (named or tree.tokens[k].upos == "PROPN" or not _ACTING.isdisjoint(tree.forms[k]))
        and EMPTY_WORDS.isdisjoint(tree.forms[k])
        and not _only_backs(tree, k)
    )


def _as(heads: Iterable[int], way: str) -> Found:
    return [(head, way) for head in heads]


def _joins(tree: Tree, k: int, preposition: str) -> bool:
    """Whether a preposition ties `k` to its head, whatever the tree calls the tie: "siege by/case Daesh/nsubj"."""
    return tree.relation[k] in ("nmod", "obl", "nsubj", "obj", "dep", "appos") and tree.preposition(k) == preposition


def subjects_of(tree: Tree, verb: int) -> list[int]:
    """Who does what a verb of a deed says.

    What stands after an active verb is no subject of it, whatever the tree says; "as rebels attacked" is often read as
    a phrase.
    """
    if tree.passive(verb):
        return tree.subjects(verb)
    found = [k for k in tree.subjects(verb) if (k < verb or tree.tokens[k].head != verb) and not tree.preposition(k)]
    if found or tree.relation[verb] in ("acl", "xcomp", "amod"):
        return found
    return [
        k
        for k in tree.kids[verb]
        if k < verb
        and tree.relation[k] == "obl"
        and tree.preposition(k) in ("as", "after", "before", "since", "until")
        and not any(tree.relation[j] in ("nsubj", "csubj") for j in tree.kids[verb] if j < verb)
    ]


def objects_of(tree: Tree, verb: int) -> list[int]:
    """To whom or what a deed is done; a "subject" right after an active verb is its object."""
    found = tree.objects(verb)
    if found or tree.passive(verb):
        return found
    return [k for k in tree.kids[verb] if k > verb and tree.tokens[k].deprel == "nsubj" and not tree.preposition(k)][:1]


def _agents_of_noun(tree: Tree, hit: Hit, frame: tuple[str, ...]) -> Found:
    head = hit.head
    found: Found = []
    if "by" in frame:
        found += _as(joined(tree, head, "by"), "by")
        for k in tree.kids[head]:
            if tree.relation[k] == "acl":
                found += _as([m for m in tree.kids[k] if _joins(tree, m, "by")], "by")
    if "possessor" in frame:
        owners = [k for k in tree.kids[head] if tree.tokens[k].deprel == "nmod:poss"]
        found += _as([k for k in owners if tree.tokens[k].upos != "PRON"], "possessor")
        found += _as([j for k in owners if tree.text(k) in _OWN for j in _owner_above(tree, head)], "owner")
    if "modifier" in frame and not found:
        found += _as(_acting_modifiers(tree, hit), "modifier")
        found = found or _as(_leaders(tree, hit.tokens[0]), "led")
    for where in frame:
        if where not in ("by", "possessor", "modifier", "between"):
            found += _as(joined(tree, head, where), where)
    return found


def _owner_above(tree: Tree, head: int) -> list[int]:
    """Whose deed "its offensive", "their raids" is: that of the subject of a verb above."""
    for verb in tree.ancestors(head):
        if tree.is_verb(verb):
            found = [k for k in tree.subjects(verb) if k < head and tree.tokens[k].upos in ("NOUN", "PROPN")]
            if found:
                return found
    return []


def _acting_modifiers(tree: Tree, hit: Hit) -> list[int]:
    return [
        k
        for t in hit.tokens
        for k in tree.kids[t]
        if tree.relation[k] in ("compound", "amod", "nmod")
        and not tree.preposition(k)
        and k not in hit.tokens
        and k < hit.head
        and is_acting_modifier(tree, k)
    ]


def _leaders(tree: Tree, first: int) -> list[int]:
    """The token of who leads in "US-led air strikes", right before the deed."""
    k = first - 1
    while k > 0 and first - k < 4 and tree.tokens[k].upos == "ADJ" and not tree.text(k).endswith("led"):
        k -= 1
    if k < 1 or not tree.text(k).endswith("led"):
        return []
    if tree.text(k) != "led":
        return [k]
    return [k - 2] if k > 1 and tree.tokens[k - 1].text in "-–" else [k - 1]


def _only_backs(tree: Tree, k: int) -> bool:
    """Whether a name is the first half of "US-backed", "Saudi-led": such a party does not act itself."""
    after = [token.text.lower() for token in tree.tokens[k + 1 : k + 3]]
    return bool(after) and after[-1] in _HALVES and (len(after) == 1 or after[0] in ("-", "–") or after[0] in _HALVES)


def _speaker_of_himself(tree: Tree, verb: int) -> Found:
    """For "the coalition said it had destroyed": the coalition."""
    subjects = [k for k in tree.subjects(verb) if tree.text(k) in _PRONOUNS]
    return _speakers_above(tree, verb, subjects[0]) if subjects else []


def _speakers_above(tree: Tree, verb: int, subject: int) -> Found:
    """Who says what a verb with this subject tells: of "the army said its missiles hit and killed" the army."""
    for _ in range(_JOINED):
        if tree.relation[verb] != "conj":
            break
        verb = tree.tokens[verb].head
    above = tree.tokens[verb].head
    if tree.relation[verb] != "ccomp" or verb < above:
        return []
    return [(k, "speaker") for k in tree.kids[above] if tree.relation[k] == "nsubj" and k < subject]


def _doer_of_light_verb(tree: Tree, head: int) -> Found:
    """For "rebels launched an attack": the rebels."""
    above = tree.tokens[head].head
    if tree.relation[head] == "conj":
        head, above = above, tree.tokens[above].head
    if "responsibility" in tree.forms[above]:
        claimant = _claimant_before(tree, above)
        if claimant is not None:
            return [(claimant, "claimant")]
        head, above = above, tree.tokens[above].head
    if not tree.is_verb(above) or _LIGHT.isdisjoint(tree.forms[above]):
        return []
    if tree.relation[head] in ("obj", "obl") or tree.tokens[head].deprel == "nsubj:pass":
        return [(k, "doer") for k in tree.subjects(above) if k != head]
    return []


def _claimant_before(tree: Tree, responsibility: int) -> int | None:
    """The name right before "claimed responsibility": parsers take "IS" for the verb."""
    for claim in range(responsibility - 1, max(0, responsibility - 3), -1):
        if "claim" in tree.forms[claim]:
            before = tree.tokens[claim - 1]
            return before.i if before.upos == "PROPN" or before.text == "IS" else None
    return None
