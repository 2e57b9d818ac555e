"""Slips of the parser that turn a claim around, mended before anything is read off the tree."""

from __future__ import annotations

from dataclasses import replace

from recount.model import Passage, Reading, Sentence, Token

_BOUNDS = frozenset({"least", "most"})
_PAST = frozenset({"VBD", "VBN"})


def mended(reading: Reading) -> Reading:
    """The reading with its slips mended; sentences without any stay the same values.

    "A strike killed at least 18 civilians": "at" makes the parser take the civilians for an adjunct and the strike for
    what was killed. A past form without auxiliary that is followed by "at least 18" and a noun is no passive, and the
    noun is its object.
    """
    passages = tuple(
        Passage(passage.n, tuple(_mended(sentence) for sentence in passage.sentences)) for passage in reading.passages
    )
    return replace(reading, passages=passages)


def _mended(sentence: Sentence) -> Sentence:
    tokens = sentence.tokens
    passive = {t.head for t in tokens if t.deprel in ("aux:pass", "obl:agent")}
    active = {
        t.head
        for t in tokens
        if t.deprel == "nsubj:pass" and tokens[t.head].xpos in _PAST and t.head not in passive and t.i < t.head
    }
    if not active:
        return sentence
    objects = {t.i for t in tokens if t.deprel == "obl" and t.head in active and _is_bounded(sentence, t)}
    if not objects:
        return sentence
    verbs = {tokens[i].head for i in objects}
    return replace(
        sentence,
        tokens=tuple(
            replace(t, deprel="obj")
            if t.i in objects
            else replace(t, deprel="nsubj")
            if t.deprel == "nsubj:pass" and t.head in verbs
            else t
            for t in tokens
        ),
    )


def _is_bounded(sentence: Sentence, noun: Token) -> bool:
    """Whether "at least" or "at most" stands between the verb and its noun, with no other noun before that one."""
    between = sentence.tokens[noun.head + 1 : noun.i]
    bound = next((t.i for t in between[1:] if t.text.lower() in _BOUNDS and _is_at(sentence.tokens[t.i - 1])), None)
    return bound is not None and all(t.upos != "NOUN" or t.head == noun.i for t in between if t.i > bound)


def _is_at(token: Token) -> bool:
    return token.text.lower() == "at"
