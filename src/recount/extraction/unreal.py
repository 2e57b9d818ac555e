"""Harm that did not come about: what a bomb could have done had it gone off, what an attack nearly did, what explosives
are enough for."""

from __future__ import annotations

from collections.abc import Iterator

from recount.extraction.harm_words import HarmWord, Keeps
from recount.extraction.wordforms import lowered, word_set
from recount.model import Sentence, Token

_MODALS = word_set("would could might may will shall can ’d 'd")
_EPISTEMIC = word_set("could might may")
_NEVER_HARMED = word_set("would 'd ’d")
_STILL_TO_COME = word_set("would could might will can may shall")
_CONDITIONS = word_set("if unless without otherwise")
_MORE = word_set("more others worse")
_WEAPONS = word_set(
    """
    bomb bombs device devices ied ieds mine mines landmine landmines explosive explosives charge charges grenade
    grenades rocket rockets missile missiles shell shells drone drones vest vests car truck vehicle lorry ammunition
    munition munitions ordnance warhead warheads plot plots plan plans
    """
)
_FOILED = word_set(
    """
    foiled foil foils foiling thwarted thwart averted avert prevented prevent stopped stop defused defuse disarmed
    neutralised neutralized intercepted found discovered seized uncovered
    """
)
_AFTERWARDS = word_set("later subsequently eventually ultimately")
_NEARLY = word_set("nearly almost narrowly")
_ENOUGH = word_set(
    """
    enough capable able powerful potential sufficient meant designed intended supposed primed rigged timed aimed
    capacity ability power
    """
)


def is_unreal(sentence: Sentence, word: HarmWord) -> bool:
    """Whether a word tells of harm that nobody came to: "would have killed dozens", "a bomb that could have killed 30",
    "enough to kill hundreds", "nearly killed six". "May have killed 30" only doubts that it did."""
    for verb in _tellers(sentence, word):
        if _is_nearly(sentence, verb, word) or _is_enough(sentence, verb):
            return True
        helpers = {lowered(t.text) for t in sentence.children(verb.i) if t.deprel in ("aux", "aux:pass")}
        if helpers.isdisjoint(_MODALS):
            continue
        if any(lowered(t.text) in _AFTERWARDS for t in sentence.tokens[max(0, verb.i - 2) : verb.i]):
            continue  # "gunmen who would later kill nine"
        over = not helpers.isdisjoint({"have", "'ve", "’ve"})
        if not over:
            return _is_to_come(verb, helpers, word)
        if not helpers.isdisjoint(_NEVER_HARMED):
            return True
        return not helpers.isdisjoint(_EPISTEMIC) and _is_against_fact(sentence, verb)
    return False


def _tellers(sentence: Sentence, word: HarmWord) -> Iterator[Token]:
    """The word of harm and the verbs it hangs on in the same clause: "would have left thirty dead", "wounded 40" of
    "would have killed 20 and wounded 40"."""
    token = sentence.tokens[word.token]
    yield token
    own = {t.deprel for t in sentence.children(token.i)}
    joined = token.deprel == "conj" and token.upos == "VERB" and not own & _OWN_CLAUSE
    told = word.keeps in (Keeps.SELF, Keeps.STATE) and token.deprel in _IN_CLAUSE
    if joined or (told and sentence.tokens[token.head].upos == "VERB"):
        yield sentence.tokens[token.head]


_OWN_CLAUSE = frozenset(("nsubj", "nsubj:pass", "aux", "aux:pass"))
_IN_CLAUSE = frozenset(("obj", "nsubj", "nsubj:pass", "xcomp", "amod", "obl"))


def _is_nearly(sentence: Sentence, verb: Token, word: HarmWord) -> bool:
    before = sentence.tokens[max(0, verb.i - 1) : verb.i]
    return word.token == verb.i and bool(before) and lowered(before[0].text) in _NEARLY and word.keeps is Keeps.OBJECT


def _is_enough(sentence: Sentence, verb: Token) -> bool:
    """ "Enough to kill 300", "capable of killing dozens", "was meant to kill pilgrims"."""
    before = [lowered(t.text) for t in sentence.tokens[max(0, verb.i - 3) : verb.i]]
    if verb.xpos == "VB" and before[-1:] == ["to"]:
        return not _ENOUGH.isdisjoint(before[:-1])
    return verb.xpos == "VBG" and before[-2:] in (["capable", "of"], ["aimed", "at"], ["point", "of"])


def _is_to_come(verb: Token, helpers: set[str], word: HarmWord) -> bool:
    """ "Could kill thousands", "might be displaced": of what may be, only that people may be dead or missing now is a
    figure."""
    if "be" in helpers or word.keeps not in (Keeps.OBJECT, Keeps.SUBJECT):
        return helpers.isdisjoint({"may"}) and verb.xpos in ("VB", "VBN") and word.keeps is not Keeps.STATE
    return verb.xpos == "VB" and not helpers.isdisjoint(_STILL_TO_COME)


def _is_against_fact(sentence: Sentence, verb: Token) -> bool:
    """Whether "could have" tells of what did not come: a condition not met, more than those told of, a bomb that was
    found, an attack that was foiled."""
    low = [lowered(t.text) for t in sentence.tokens]
    if not _MORE.isdisjoint(low[verb.i + 1 : verb.i + 5]) or low[0] == "had" or _had_been(sentence, verb):
        return True
    if not _CONDITIONS.isdisjoint(low) or any(low[i : i + 2] == ["but", "for"] for i in range(len(low))):
        return True
    if verb.deprel != "acl:relcl":
        return False
    told = sentence.tokens[verb.head]
    above = sentence.tokens[told.head]
    return lowered(told.text) in _WEAPONS or not _FOILED.isdisjoint(
        {lowered(above.text), *(lowered(t.text) for t in sentence.tokens[max(0, told.i - 4) : told.i])}
    )


def _had_been(sentence: Sentence, verb: Token) -> bool:
    """Whether a clause says what had to be: "... had guards not stopped him"."""
    for token in sentence.tokens[verb.i + 1 :]:
        before, after = sentence.tokens[token.i - 1], sentence.tokens[token.i + 1 : token.i + 2]
        if lowered(token.text) == "had" and after and before.upos != "PRON" and before.deprel not in ("nsubj", "expl"):
            subject = any(t.i > token.i and t.deprel.startswith("nsubj") for t in sentence.children(token.head))
            if subject:
                return True
    return False
