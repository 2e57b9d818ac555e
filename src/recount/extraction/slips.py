"""Slips of the parser that turn a claim around, mended before anything is read off the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from recount.model import Passage, Reading, Sentence, Token

_SHARES = frozenset({"most", "many", "half", "some", "all", "several", "both", "majority"})
_THEM = frozenset({"them", "whom", "which"})
_ABOUT = frozenset({",", "more", "than", "at", "least", "about", "nearly", "almost", "over", "the"})
_BOUNDS = frozenset({"least", "most"})
_PAST = frozenset({"VBD", "VBN"})
_SHOT = frozenset({"shot", "shoot"})
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "nsubj", "nmod:poss"})
_ENDS = frozenset({",", ".", ";", ":", "(", ")", '"', "“", "”"})


def mended(reading: Reading) -> Reading:
    """The reading with its slips mended; sentences without any stay the same values.

    "A strike killed at least 18 civilians": "at" makes the parser take the civilians for an adjunct and the strike for
    what was killed. A past form without auxiliary that is followed by "at least 18" and a noun is no passive, and the
    noun is its object.

    "A sniper shot dead two children": the verb is taken for a noun, "a sniper shot". With "dead" and somebody behind it
    it is a verb, whose subject stands before it.

    "50 rebels most of them foreigners were killed": where no comma parts them, "most" is taken for the subject and the
    rebels for an adjunct. It is the rebels who were killed.
    """
    passages = tuple(
        Passage(passage.n, tuple(_with_whole(_with_shot(_mended(sentence))) for sentence in passage.sentences))
        for passage in reading.passages
    )
    return replace(reading, passages=passages)


def _with_whole(sentence: Sentence) -> Sentence:
    """The sentence with those of whom "most of them" tells more as its subject."""
    tokens = sentence.tokens
    for share, of, them in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if of.text.lower() != "of" or them.text.lower() not in _THEM or share.text.lower() not in _SHARES:
            continue
        before = share.i - 1
        while before > 0 and tokens[before].text.lower() in _ABOUT:
            before -= 1
        whole, verb = tokens[before], tokens[share.head]
        adjunct = whole.deprel.startswith(("obl", "nmod", "dep")) and whole.head == verb.i
        if share.deprel.startswith("nsubj") and whole.upos == "NOUN" and adjunct and whole.i < share.i < verb.i:
            sentence = replace(
                sentence,
                tokens=tuple(
                    replace(t, deprel=share.deprel)
                    if t.i == whole.i
                    else replace(t, deprel="appos", head=whole.i)
                    if t.i == share.i
                    else t
                    for t in tokens
                ),
            )
            tokens = sentence.tokens
    return sentence


def _with_shot(sentence: Sentence) -> Sentence:
    """The sentence with each "shot dead somebody" as a verb with its subject and object."""
    tokens = sentence.tokens
    for shot, dead in pairwise(tokens):
        if shot.text.lower() not in _SHOT or dead.text.lower() != "dead":
            continue
        victim = _phrase_head(tokens, dead.i + 1)
        if victim is None or (shot.upos == "VERB" and any(t.deprel == "obj" for t in sentence.children(shot.i))):
            continue
        if {shot.i, dead.i} & _above(tokens, victim) and {victim, dead.i}.isdisjoint(_above(tokens, shot.i)):
            sentence = _told_as_verb(sentence, shot, dead, victim)
            tokens = sentence.tokens
    return sentence


def _above(tokens: Sequence[Token], i: int) -> set[int]:
    """The tokens over a token in its tree."""
    found: set[int] = set()
    while tokens[i].head not in {i, *found}:
        i = tokens[i].head
        found.add(i)
    return found


def _told_as_verb(sentence: Sentence, shot: Token, dead: Token, victim: int) -> Sentence:
    """The sentence with a noun "shot" as a verb: what stood before it in its phrase did it to `victim`."""
    subject = next((t.i for t in sentence.children(shot.i) if t.i == shot.i - 1 and t.deprel in _BEFORE_NOUN), None)
    mended = []
    for token in sentence.tokens:
        if token.i == shot.i:
            tag = "VBP" if token.text.lower() == "shoot" else "VBD"
            token = replace(token, upos="VERB", xpos=tag, lemma="shoot")
        elif token.i == dead.i:
            token = replace(token, upos="ADJ", head=shot.i, deprel="compound:prt")
        elif token.i == victim:
            token = replace(token, head=shot.i, deprel="obj")
        elif token.i == subject:
            token = replace(token, head=shot.i, deprel="nsubj")
        elif subject is not None and token.head == shot.i and token.i < subject and token.deprel != "punct":
            token = replace(token, head=subject)
        mended.append(token)
    return replace(sentence, tokens=tuple(mended))


def _phrase_head(tokens: Sequence[Token], first: int) -> int | None:
    """The noun that heads the plain phrase that begins at a token; None where none does."""
    head = None
    for token in tokens[first:]:
        if token.upos in ("NOUN", "PROPN") or (head is None and token.upos == "NUM"):
            head = token.i
        elif head is not None or token.upos not in ("DET", "ADJ", "NUM", "PUNCT") or token.text in _ENDS:
            break
    while head is not None and first <= tokens[head].head < head:
        head = tokens[head].head  # "Naim Qadir": the name hangs on its first word
    return head


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
