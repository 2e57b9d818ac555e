"""Who stands with a word of harm: the nouns and numbers that the tree, or failing it their nearness, ties to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.extraction.counts import CountMention
from recount.extraction.harm_words import HarmWord, Keeps, is_unsurvived
from recount.extraction.in_hospital import WARDS, patients_of
from recount.extraction.quantities import COLLECTIVE
from recount.extraction.wordforms import lowered, word_set
from recount.model import Harm, Sentence, Token

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM")
_RELATIVE = frozenset(("who", "whom", "which", "that"))
_LEAVING = word_set(
    """
    report reported reports have had with get got see saw shot shooting found beaten
    stabbed hacked burned be was were is are go gone went remain remained remains
    """
)
_OWNED = frozenset(("lives", "bodies", "body", "corpses", "corpse", "deaths"))
_FILLERS = word_set(
    """
    was were are is be been being have has had gone still remain remained remains also reportedly left reported
    lay got said to at up more others other people persons confirmed pronounced declared
    """
)


@dataclass(frozen=True, slots=True)
class Victims:
    """Those harmed, before they become a toll: a number with its noun, or a noun alone."""

    word: HarmWord
    people: int
    count: CountMention | None
    rule: str


def roots_of(sentence: Sentence, word: HarmWord) -> list[int]:
    """The tokens that head those harmed, as the tree has it; empty where it names nobody."""
    token = sentence.tokens[word.token]
    if word.keeps is Keeps.SELF:
        if lowered(token.text) == "injuries" and lowered(sentence.tokens[max(0, token.i - 1)].text) == "with":
            return [token.head]  # "seven people with injuries"
        if lowered(token.text) not in _OWNED or any(t.deprel == "nummod" for t in sentence.children(token.i)):
            return [token.i]
        return _owners(sentence, token) or [token.i]
    if word.keeps is Keeps.OWNER:
        return _owners(sentence, token)
    if is_unsurvived(sentence, token.i):
        return _of_nobody(sentence, _participants(sentence, token, word))
    found = _state(sentence, token) if word.keeps is Keeps.STATE else _participants(sentence, token, word)
    return [i for i in found if sentence.tokens[i].upos in _NOMINAL]


def _of_nobody(sentence: Sentence, found: Sequence[int]) -> list[int]:
    """Those of whom nobody is left: the six of "none of the six survived", the passengers of "no passengers"."""
    out: list[int] = []
    for i in found:
        alone = lowered(sentence.tokens[i].text) in ("none", "nobody", "neither", "one")
        out += _kids(sentence, i, "nmod") if alone else [i]
    return [i for i in out if sentence.tokens[i].upos in _NOMINAL]


def _kids(sentence: Sentence, i: int, *relations: str) -> list[int]:
    return [t.i for t in sentence.children(i) if t.deprel in relations]


def _owners(sentence: Sentence, token: Token) -> list[int]:
    if lowered(token.text) in ("executions", "massacres", "beheadings", "assassinations", "killings", "murders"):
        return [  # of those without a number nobody in particular is told
            t.i for t in sentence.children(token.i) if t.deprel.startswith("nmod") and _numbered(sentence, t.i)
        ]
    out = []
    for child in sentence.children(token.i):
        cases = {lowered(t.text) for t in sentence.children(child.i) if t.deprel == "case"}
        if (child.deprel.startswith("nmod") and cases & {"of", "against"}) or child.deprel == "nmod:poss":
            out.append(child.i)
    return out


def _numbered(sentence: Sentence, i: int) -> bool:
    return any(t.deprel == "nummod" for t in sentence.children(i)) or lowered(sentence.tokens[i].text) in COLLECTIVE


def _antecedents(sentence: Sentence, token: Token, found: list[int]) -> list[int]:
    """Those found, a relative pronoun replaced by the noun it stands for."""
    out = []
    for i in found:
        if lowered(sentence.tokens[i].text) in _RELATIVE:
            if token.deprel.startswith("acl"):
                out.append(token.head)
        else:
            out.append(i)
    return out


def _participants(sentence: Sentence, token: Token, word: HarmWord) -> list[int]:
    if word.keeps is Keeps.SUBJECT:
        found = _kids(sentence, token.i, "nsubj", "nsubj:pass")
        if not found and token.deprel.startswith("acl") and word.harm is not Harm.DISPLACED:
            return [token.head]
        return (
            _antecedents(sentence, token, found)
            or _governed(sentence, token)
            or _shared(sentence, token, "nsubj", "nsubj:pass")
        )
    passive = _kids(sentence, token.i, "nsubj:pass") or [
        i for i in _kids(sentence, token.i, "det") if lowered(sentence.tokens[i].text) == "another"
    ]  # "one soldier was killed and another badly wounded"
    if passive:
        return _antecedents(sentence, token, passive)
    objects = _kids(sentence, token.i, "obj")
    if objects:
        return [i for i in _antecedents(sentence, token, objects) if i != token.i]
    if lowered(token.text).endswith("ing"):
        return _shared(sentence, token, "obj")
    if token.deprel.startswith("acl") and not _kids(sentence, token.i, "nsubj"):
        return [_described(sentence, token)]
    if token.deprel == "amod":
        return [token.head]
    if any(t.deprel in ("aux:pass", "cop") for t in sentence.children(token.i)):
        own = _antecedents(sentence, token, _kids(sentence, token.i, "nsubj"))
        return own or _governed(sentence, token) or _shared(sentence, token, "nsubj", "nsubj:pass")
    subject = _kids(sentence, token.i, "nsubj")
    if subject and token.deprel == "conj" and token.xpos in ("VBN", "VBD"):
        return _antecedents(sentence, token, subject)  # "... and his driver wounded"
    if subject and token.xpos == "VBN" and not _kids(sentence, token.i, "aux"):
        return _antecedents(sentence, token, subject)  # a headline's "mother and two children killed"
    if token.deprel in ("xcomp", "ccomp", "advcl"):
        return _state(sentence, token) or _governed(sentence, token)
    return _shared(sentence, token, "obj", "nsubj:pass")


def _described(sentence: Sentence, token: Token) -> int:
    """Whom a participle describes: of "three of the eight injured" the eight, which stand right before it."""
    before = sentence.tokens[token.i - 1]
    return before.i if before.upos == "NUM" and before.head == token.head else token.head


def _governed(sentence: Sentence, token: Token) -> list[int]:
    """ "Are reported to have died", "forced them to flee": those harmed stand with the verb above."""
    if token.deprel != "xcomp":
        return []
    above = token.head
    return _kids(sentence, above, "obj") or _kids(sentence, above, "nsubj:pass", "nsubj")


def _shared(sentence: Sentence, token: Token, *relations: str) -> list[int]:
    """ "Kidnapped and killed two priests": joined verbs share the object or the passive subject of their partner."""
    partner = sentence.tokens[token.head] if token.deprel == "conj" else None
    if partner is not None:
        found = _kids(sentence, partner.i, *relations)
        if found:
            return _antecedents(sentence, partner, found)
    for child in sentence.children(token.i):
        if child.deprel == "conj" and child.upos == "VERB":
            found = _kids(sentence, child.i, "obj")
            if found:
                return found
    return []


def _state(sentence: Sentence, token: Token) -> list[int]:
    """ "Dead civilians", "three are missing", "left three dead"; "a nurse was among the dead" tells of no state."""
    if {lowered(t.text) for t in sentence.tokens[max(0, token.i - 4) : token.i]} & {"among", "amongst"}:
        return []
    if token.deprel in ("amod", "acl"):
        return [token.head]
    subject = _kids(sentence, token.i, "nsubj", "nsubj:pass")
    subject = subject or (patients_of(sentence, token) if lowered(token.text) in WARDS else [])
    if subject:
        return _antecedents(sentence, token, subject)
    if token.deprel in ("xcomp", "advcl", "ccomp", "acl"):
        governor = sentence.tokens[token.head]
        if lowered(governor.text) in ("leave", "leaves", "left", "leaving"):
            return _kids(sentence, governor.i, "obj")
        if lowered(governor.text) in _LEAVING:
            return _kids(sentence, governor.i, "obj") or _kids(sentence, governor.i, "nsubj", "nsubj:pass")
    return []


def together(sentence: Sentence, root: int) -> tuple[int, ...]:
    """A noun and the nouns joined to it in one list ("a woman, her child and two soldiers")."""
    seen = [root]
    for i in seen:
        seen += [
            t.i
            for t in sentence.children(i)
            if (t.deprel in ("conj", "list") or (t.deprel == "appos" and _kids(sentence, t.i, "nmod:poss")))
            and t.upos in _NOMINAL
            and t.i not in seen
            and not _has_clause(sentence, t.i)
        ]
    return tuple(seen)


def _has_clause(sentence: Sentence, i: int) -> bool:
    return any(t.deprel in ("nsubj", "nsubj:pass", "cop", "aux", "aux:pass") for t in sentence.children(i))


def beside(
    sentence: Sentence, count: CountMention, words: Sequence[HarmWord], starts: frozenset[int]
) -> HarmWord | None:
    """The word of harm that a number stands right next to: "35 dead", "ten were killed", "killing at least 20".

    `starts` are the first tokens of the sentence's numbers: "three bombers killed two" kills the two.
    """
    if _is_acted_on(sentence, count, words):
        return _in_front(sentence, count, words)
    for near in (_behind, _in_front, _far_behind):
        word = near(sentence, count, words)
        if word is not None and not (near is not _in_front and _acts_on_number(sentence, word, words, starts)):
            return word
    return None


def _is_acted_on(sentence: Sentence, count: CountMention, words: Sequence[HarmWord]) -> bool:
    """ "Massacred 250 troops taken hostage": the verb before the number tells what was done, the participle behind it
    who they were."""
    before = _in_front(sentence, count, words)
    people = sentence.tokens[count.head]
    if before is not None and before.keeps is Keeps.OBJECT and people.deprel == "obj":
        verb = sentence.tokens[before.token]
        if people.head in (verb.i, verb.head if verb.deprel == "conj" else verb.i):
            return True
    behind = next((w for w in words if count.end < w.token <= count.end + 2), None)
    if before is None or behind is None or before.keeps is not Keeps.OBJECT or before.harm is behind.harm:
        return False
    plain = all(t.upos != "AUX" for t in sentence.tokens[count.end + 1 : behind.token])
    return plain and behind.harm in (Harm.CAPTURED, Harm.ABDUCTED, Harm.DISPLACED, Harm.MISSING)


def _acts_on_number(sentence: Sentence, word: HarmWord, words: Sequence[HarmWord], starts: frozenset[int]) -> bool:
    """Whether a verb behind a number acts on the next one, which has no word of its own (as in "12 dead 30 hurt")."""
    at = word.token + 1
    if word.keeps is not Keeps.OBJECT or at not in starts:
        return False
    low = lowered(sentence.tokens[word.token - 1].text)
    own = any(at < other.token <= at + 3 for other in words)
    return not own and low not in ("was", "were", "been", "are", "is", "being")


def _behind(sentence: Sentence, count: CountMention, words: Sequence[HarmWord]) -> HarmWord | None:
    end = _past_share(sentence, count.end)
    if _is_of_number(sentence, count):
        return None  # "three of the eight injured": the eight were
    at = end + 1
    while at < len(sentence.tokens) and at <= end + 4:
        here = next((w for w in words if w.token == at), None)
        if here is not None:
            return here if _takes_before(sentence, here) else None
        if lowered(sentence.tokens[at].text) not in _FILLERS and sentence.tokens[at].upos != "ADV":
            break
        at += 1
    return None


_TOGETHER = (["along", "with"], ["together", "with"], ["as", "well", "as"], ["alongside"])
_BEFORE_NUMBER = word_set(
    "of the another a as many , up also along together with well alongside alive down off out away self himself "
    "herself themselves"
)


def _is_of_number(sentence: Sentence, count: CountMention) -> bool:
    """Whether a number is a share of another number: "three of the eight"."""
    behind = sentence.tokens[count.first + 1 : count.first + 4]
    shared = [lowered(t.text) for t in behind[:2]] in (["of", "the"], ["of", "those"])
    return shared and len(behind) == 3 and behind[2].upos == "NUM"


def _in_front(sentence: Sentence, count: CountMention, words: Sequence[HarmWord]) -> HarmWord | None:
    at = count.first - 1
    while at >= max(0, count.first - 4):
        here = next((w for w in words if w.token == at), None)
        if here is not None:
            between = [lowered(t.text) for t in sentence.tokens[at + 1 : count.first]]
            together_with = between in _TOGETHER
            own = here.keeps is Keeps.SELF and count.of_them  # "nine bodies, three of them women"
            own = own or (between[:1] == [","] and sentence.tokens[at].deprel == "acl")  # "of those killed, nine were"
            return here if together_with or (not own and _takes_behind(sentence, here)) else None
        if lowered(sentence.tokens[at].text) not in _BEFORE_NUMBER and sentence.tokens[at].upos != "ADV":
            break
        at -= 1
    return None


def _far_behind(sentence: Sentence, count: CountMention, words: Sequence[HarmWord]) -> HarmWord | None:
    """ "Two vehicles equipped with heavy guns were destroyed": the verb behind a phrase that hangs on the noun."""
    tokens = sentence.tokens
    for at in range(count.end + 1, min(count.end + 14, len(tokens))):
        token = tokens[at]
        if token.upos == "AUX":
            here = next((w for w in words if at < w.token <= at + 4), None)
            between = tokens[at + 1 : here.token] if here is not None else ()
            plain = all(t.upos in ("AUX", "ADV") for t in between)
            return here if here is not None and plain and _takes_before(sentence, here) else None
        listed = token.upos == "CCONJ" and tokens[at - 1].upos == "PROPN" == tokens[min(at + 1, len(tokens) - 1)].upos
        if listed:
            continue  # "fighters from Tunisia and Egypt were killed"
        if token.xpos in ("VBD", "VBZ", "VBP", "VB", "CD") or token.upos in ("SCONJ", "CCONJ", "NUM"):
            return None
        if token.text in (".", ";", ":") or (
            token.upos == "PRON" and token.text.lower() not in ("who", "which", "that")
        ):
            return None
    return None


def _past_share(sentence: Sentence, end: int) -> int:
    """The last token before the verb when a share stands in between: "12 people, mostly women, were killed"."""
    tokens = sentence.tokens
    at = end + 1
    while at < len(tokens) and lowered(tokens[at].text) in (",", "(", "-"):
        at += 1
    if at >= len(tokens) or lowered(tokens[at].text) not in _SHARES:
        return end
    for i in range(at + 1, min(at + 14, len(tokens))):
        if tokens[i].upos == "AUX":
            return i - 1
        if tokens[i].upos in ("VERB", "ADP") and lowered(tokens[i].text) not in ("of", "including"):
            break
    return end


_SHARES = frozenset(("mostly", "including", "mainly", "many", "most", "some", "among", "half", "more", "at"))


def _takes_before(sentence: Sentence, word: HarmWord) -> bool:
    """Whether those harmed can stand before the word: not before "killing" or an active "killed three"."""
    low = lowered(sentence.tokens[word.token].text)
    if word.keeps is Keeps.OBJECT:
        before = {lowered(t.text) for t in sentence.tokens[max(0, word.token - 3) : word.token]}
        active = bool(before & {"have", "has", "had"}) and not before & {"been", "being"}
        told = word.counted and sentence.tokens[word.token].xpos in ("VBD", "VBZ", "VBP", "VB")
        active = active or (told and not _kids(sentence, word.token, "aux:pass"))
        return not low.endswith("ing") and not active and not _kids(sentence, word.token, "obj")
    if low == "fleeing":
        return sentence.tokens[word.token - 1].upos == "AUX"  # "killed three children fleeing" counts the killed
    return word.keeps is not Keeps.OWNER or low == "deaths"


def _takes_behind(sentence: Sentence, word: HarmWord) -> bool:
    if word.keeps is Keeps.OBJECT:
        has = {t.deprel for t in sentence.children(word.token)}
        return "obj" in has or not has & {"nsubj:pass", "aux:pass"}
    if word.keeps is Keeps.OWNER:
        return word.token + 1 < len(sentence.tokens) and lowered(sentence.tokens[word.token + 1].text) == "of"
    return lowered(sentence.tokens[word.token].text) in ("deaths", "bodies", "lives", "corpses")
