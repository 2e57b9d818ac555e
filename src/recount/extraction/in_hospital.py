"""People told of as lying in hospital or in a bad way: "15 are in hospital", "five of them in critical condition"."""

from __future__ import annotations

from recount.extraction.wordforms import lowered, word_set
from recount.model import Sentence, Token

WARDS = word_set("hospital hospitals condition conditions care")
_BAD = word_set("critical serious grave stable life-threatening severe bad poor intensive dangerous")
_STAYING = word_set("remain remains remained stay stays stayed lie lies lay left still")


def lies_in_hospital(sentence: Sentence, token: Token) -> bool:
    """Whether a word tells where or how the wounded are: "are in hospital", "remained in intensive care", "in a
    critical condition". Doctors who are "in hospital to help" are none of them."""
    low = lowered(token.text)
    before = [lowered(t.text) for t in sentence.tokens[max(0, token.i - 4) : token.i]]
    if low not in WARDS or "in" not in before:
        return False
    between = set(before[len(before) - 1 - before[::-1].index("in") + 1 :])
    if low.startswith("hospital"):
        after = sentence.tokens[token.i + 1 : token.i + 2]
        if between - {"the", "a"} or (after and lowered(after[0].text) in ("'s", "’s", "to", "for", "wards", "staff")):
            return False
    elif between.isdisjoint(_BAD):
        return False
    return bool(patients_of(sentence, token))


def patients_of(sentence: Sentence, token: Token) -> list[int]:
    """Those of whom it is told: the subject of "are in hospital" or of "remain in hospital"."""
    at = token
    if token.deprel == "obl" and lowered(sentence.tokens[token.head].text) in _STAYING:
        at = sentence.tokens[token.head]
    elif not any(t.deprel == "cop" for t in sentence.children(token.i)):
        return []
    return [t.i for t in sentence.children(at.i) if t.deprel == "nsubj"]


def tells_some(sentence: Sentence, harm_token: int) -> bool:
    """Whether those told of are only some of the wounded: who is in a critical condition, or still in hospital."""
    token = sentence.tokens[harm_token]
    low = lowered(token.text)
    if low not in WARDS:
        return False
    around = {lowered(t.text) for t in sentence.tokens[max(0, harm_token - 4) : harm_token]}
    return not low.startswith("hospital") or not around.isdisjoint(_STAYING)
