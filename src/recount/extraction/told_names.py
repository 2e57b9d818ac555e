"""Names that are sentences ("Tarnow Is Not Sleeping"): one name, whatever the parser makes of its verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from recount.codebook.actors import Actors
from recount.model import Entity, Passage, Reading, Sentence, Span, Token

_FINITE = re.compile(r"\b(?:is|are|was|were|am|be|being)\b", re.IGNORECASE)


def with_names_whole(reading: Reading, actors: Actors) -> Reading:
    """The reading with each name of the alias file that is a sentence as one proper noun: what it says is no event."""
    names = _sentences_among(actors)
    if names is None or names.search(reading.document.text) is None:
        return reading
    text = reading.document.text
    passages = tuple(
        Passage(passage.n, tuple(_whole(sentence, text, names) for sentence in passage.sentences))
        for passage in reading.passages
    )
    return replace(reading, passages=passages)


@lru_cache(maxsize=16)
def _sentences_among(actors: Actors) -> re.Pattern[str] | None:
    names = (name for actor in actors.actors for name in (actor.name, *actor.aliases, *actor.exact))
    told = sorted({name for name in names if _FINITE.search(name)}, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, told)), re.IGNORECASE) if told else None


def _whole(sentence: Sentence, text: str, names: re.Pattern[str]) -> Sentence:
    for found in names.finditer(text, sentence.span.start, sentence.span.end):
        inside = [t.i for t in sentence.tokens if found.start() <= t.span.start and t.span.end <= found.end()]
        if len(inside) > 1:
            sentence = _as_one_name(sentence, inside)
    return sentence


def _as_one_name(sentence: Sentence, inside: Sequence[int]) -> Sentence:
    """The sentence with some tokens as one name: its first word stands for it, the others are no words of their own."""
    tokens, first, last = sentence.tokens, inside[0], inside[-1]
    outside = [t for t in tokens if t.head in inside and t.i not in inside]
    root = None
    if any(tokens[i].head == i for i in inside):  # the name's verb was the root: another verb is
        root = next((t.i for t in outside if t.upos == "VERB"), first)
    noun = _noun_before(tokens, first)
    outer, relation = _tie(tokens, inside, root)
    named: list[Token] = []
    for token in tokens:
        if token.i == root and root != first:
            token = replace(token, head=root, deprel="root")
        elif token.i == first:
            head, tie = (noun, "appos") if noun is not None else (outer, relation)
            token = replace(token, upos="PROPN", xpos="NNP", head=head, deprel=tie)
        elif token.i in inside:
            token = replace(token, upos="X", xpos="FW", lemma=token.text, head=first, deprel="flat")
        elif token.i == noun and token.head in inside:
            token = replace(token, head=token.i if outer == first else outer, deprel=relation)
        elif token.head in inside and token.upos in ("ADP", "PUNCT") and token.i < first:
            token = replace(token, head=first, deprel="case" if token.upos == "ADP" else token.deprel)
        elif token.head in inside:
            before = outer < token.i and token.i < first
            token = replace(token, head=first if outer == token.i else outer, deprel="obj" if before else token.deprel)
        named.append(token)
    if not _is_tree(named):
        return sentence
    entities = [e for e in sentence.entities if e.last < first or e.first > last]
    whole = Entity("ORG", first, last, Span(tokens[first].span.start, tokens[last].span.end))
    ordered = sorted((*entities, whole), key=lambda e: e.first)
    return replace(sentence, tokens=tuple(named), entities=tuple(ordered))


def _tie(tokens: Sequence[Token], inside: Sequence[int], root: int | None) -> tuple[int, str]:
    """What a name hangs on, and how: what its first word does, else the verb that its own verb told the content of, as
    whose subject it speaks."""
    first = inside[0]
    if tokens[first].head not in inside:
        return tokens[first].head, tokens[first].deprel
    if root is not None:
        return root, "root" if root == first else "obl"
    top = next(i for i in inside if tokens[i].head not in inside)
    outer, relation = tokens[top].head, tokens[top].deprel
    speaks = relation in ("ccomp", "parataxis", "csubj", "advcl") and top < outer
    return outer, "nsubj" if speaks else relation


def _noun_before(tokens: Sequence[Token], first: int) -> int | None:
    """The noun right before a name that says what it is: "the group Tarnow Is Not Sleeping"."""
    return first - 1 if first and tokens[first - 1].upos == "NOUN" else None


def _is_tree(tokens: Sequence[Token]) -> bool:
    """Whether each token leads up to the root."""
    for token in tokens:
        at, steps = token, 0
        while at.head != at.i and steps <= len(tokens):
            at, steps = tokens[at.head], steps + 1
        if steps > len(tokens):
            return False
    return True
