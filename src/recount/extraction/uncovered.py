"""Words that tell something of armed people, weapons or victims and that no rule of the codebook knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recount.codebook import Codebook
from recount.codebook.actors import Actors
from recount.extraction.attribution import attributions_in
from recount.extraction.names import fullest_names
from recount.extraction.slips import mended
from recount.extraction.traces import Trace, traces_of
from recount.extraction.tree import Tree
from recount.extraction.triggers import candidates_at
from recount.gazetteer import Gazetteer
from recount.model import Reading, Span

# What speaks for an event, by weight: a figure of victims tells more than an armed man, who more than a weapon.
_TOLL, _ACTOR, _WEAPON, _VICTIM, _PLACE = 3, 2, 2, 1, 1
# Less than an armed party, or a weapon, is no sign of a conflict event.
_ENOUGH = 2
_PARTIES = frozenset({"nsubj", "obj", "obl", "nmod", "iobj"})
_OWN_PHRASES = frozenset({"of", "by", "on", "against", "in", "near", "between"})
_ARMED_KINDS = frozenset({"state forces", "rebel group", "political militia", "identity militia", "external forces"})
_WEAPONS = ("aircraft", "shells", "weapons")
_NAMING = (*_WEAPONS, "armed", "people", "ground", "structures", "places_hit", "war")
# Verbs of every report on everything, which tell no event by themselves.
_EVERYDAY = frozenset(
    {
        "accept", "achieve", "add", "aim", "allow", "appear", "ask", "base", "be", "become", "begin",
        "believe", "bring", "call", "carry", "cause", "change", "come", "concern", "consider", "continue",
        "control", "decide", "describe", "do", "end", "ensure", "expect", "face", "feel", "find", "focus",
        "follow", "get", "give", "go", "grow", "have", "hear", "help", "hold", "hope", "identify", "include",
        "increase", "involve", "keep", "know", "lead", "learn", "let", "like", "live", "locate", "look",
        "lose", "make", "mean", "meet", "name", "need", "note", "occur", "offer", "play", "prepare",
        "prevent", "provide", "put", "receive", "refer", "relate", "remain", "run", "see", "seek", "seem",
        "set", "show", "stand", "start", "state", "stay", "stop", "take", "talk", "think", "try", "turn",
        "understand", "use", "wait", "want", "warn", "work", "worry", "write",
    }
)  # fmt: skip
# Words by which figures move or are given, which tolls are read by: "the toll rose to 86".
_OF_FIGURES = frozenset(
    {
        "climb", "count", "double", "estimate", "exceed", "figure", "jump", "mount", "number", "reach", "rise", "surge",
        "surpass", "tally", "toll", "top", "total", "triple",
    }
)  # fmt: skip
_UNTELLING = _EVERYDAY | _OF_FIGURES


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A word that may tell an event and that no rule has: its lemma, the sentence it stands in, and what speaks for it.

    `signs` are the words that do. `weight` is 3 for a figure of victims, 2 for an armed party, 2 for a weapon, 1 for
    people who are harmed and 1 for a place, added up.
    """

    lemma: str
    verb: bool
    word: Span
    sentence: Span
    signs: tuple[str, ...]
    weight: int


def uncovered_in(reading: Reading, codebook: Codebook, gazetteer: Gazetteer, actors: Actors) -> Iterator[Uncovered]:
    """The words of a report that look like events and that no trigger begins with, in text order."""
    whole = mended(reading)
    cues = [a.cue for a in attributions_in(whole, actors, fullest_names(whole, actors))]
    named = frozenset(word for name in _NAMING for word in codebook.classes.get(name, ()))
    for trace in traces_of(reading, codebook, gazetteer):
        spoken = [cue for cue in cues if cue.overlaps(trace.sentence.span)]
        taken = {i for hit in trace.hits for i in hit.tokens}
        for i, token in enumerate(trace.tree.tokens):
            verb = token.upos == "VERB"
            if not (verb or token.upos == "NOUN") or i in taken or not token.lemma.isalpha() or len(token.lemma) < 3:
                continue
            if token.lemma.lower() in _UNTELLING or not named.isdisjoint(trace.tree.forms[i]):
                continue
            if any(cue.overlaps(token.span) for cue in spoken) or candidates_at(trace.tree, i, codebook):
                continue
            signs, weight = _signs(trace, i, codebook, actors, verb=verb)
            if weight >= _ENOUGH:
                yield Uncovered(token.lemma.lower(), verb, token.span, trace.sentence.span, signs, weight)


def _signs(trace: Trace, i: int, codebook: Codebook, actors: Actors, *, verb: bool) -> tuple[tuple[str, ...], int]:
    tree = trace.tree
    near = _own(tree, i, verb=verb)
    words = {j: tree.tokens[j].text for j in near}
    signs: list[str] = []
    weight = 0
    if verb and any(toll.people_token in words or toll.harm_token == i for toll in trace.tolls):
        weight += _TOLL
        signs.append("a figure")
    for names, worth in (
        ((w for j, w in words.items() if _is_armed(trace, j, codebook, actors)), _ACTOR),
        ((w for j, w in words.items() if _is_of(tree, j, codebook, _WEAPONS)), _WEAPON),
        ((w for j, w in words.items() if _is_of(tree, j, codebook, ("people",))), _VICTIM),
        ((w for j, w in words.items() if j in trace.marks.places), _PLACE),
    ):
        found = list(names)
        weight += worth if found else 0
        signs += found[:2]
    return tuple(dict.fromkeys(signs)), weight


def _own(tree: Tree, i: int, *, verb: bool) -> list[int]:
    """The heads of what a verb does to whom, or of what a noun is of."""
    if verb:
        found = [*tree.subjects(i), *tree.objects(i)]
        found += [k for k in tree.kids[i] if tree.relation[k] in _PARTIES]
    else:
        found = [k for k in tree.kids[i] if tree.relation[k] == "nmod" and tree.preposition(k) in _OWN_PHRASES]
        found += [k for k in tree.kids[i] if tree.tokens[k].deprel == "nmod:poss"]
    return list(dict.fromkeys(m for k in found for m in tree.with_conjuncts(k)))


def _is_of(tree: Tree, j: int, codebook: Codebook, classes: tuple[str, ...]) -> bool:
    return any(not codebook.classes.get(name, frozenset()).isdisjoint(tree.forms[j]) for name in classes)


def _is_armed(trace: Trace, j: int, codebook: Codebook, actors: Actors) -> bool:
    tree = trace.tree
    if _is_of(tree, j, codebook, ("armed",)):
        return True
    entity = next((e for e in trace.sentence.entities if e.first <= j <= e.last), None)
    if entity is None:
        return False
    first, last = tree.tokens[entity.first].span, tree.tokens[entity.last].span
    names = [token.text for token in tree.tokens if first.start <= token.span.start and token.span.end <= last.end]
    actor = actors.canonical(" ".join(names))
    return actor is not None and actor.kind in _ARMED_KINDS
