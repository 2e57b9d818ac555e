"""Noun phrases after a number or an article: where they end, and how the report writes them."""

from __future__ import annotations

from recount.extraction.number_words import UNITS, cardinal_at
from recount.extraction.populations import category_of, is_known_noun
from recount.extraction.wordforms import word_set
from recount.model import Sentence, Token

_NOUNS = ("NOUN", "PROPN")


def noun_run(sentence: Sentence, first: int) -> int | None:
    """The last noun of the phrase that begins at a token: adjectives, participles and names are walked over."""
    head = None
    tokens = sentence.tokens
    first = past_age(sentence, first, len(tokens) - 1)
    beyond = first  # the end of a short form in brackets: "Islamic State (IS) militants"
    for i in range(first, min(first + 12, len(tokens))):
        if i < beyond:
            continue
        token, low = tokens[i], tokens[i].text.lower()
        noun = token.upos in _NOUNS or (token.upos == "ADJ" and head is None and _ends_phrase(tokens, i))
        if (noun and low not in _STOP) or _is_islamic_state(tokens, i):
            if (
                head is not None
                and tokens[head].deprel not in ("compound", "nmod", "flat", "amod", "nmod:poss", "compound:prt")
                and _is_plural(tokens[head])
                and tokens[head].head != i  # a plural that the next noun does not own: the comma was lost
            ):
                break
            head = i
        elif (inner := _in_brackets(tokens, i)) and (head is not None or i == first):
            beyond = i + inner + 2
        elif not _walks_on(tokens, i, head):
            break
    return head


_AGES = word_set("year years month months week weeks day days")


def past_age(sentence: Sentence, first: int, last: int) -> int:
    """Where a phrase goes on behind an age that opens it, whole or cut: "two 12-year-old boys" counts boys."""
    tokens = sentence.tokens
    for i in range(first, min(last, first + 8)):
        low = tokens[i].text.lower()
        if low == "old":
            return i + 1 if any(t.text.lower() in _AGES for t in tokens[max(0, i - 2) : i]) else first
        if low.endswith(("year-old", "month-old", "week-old", "day-old")):
            return i + 1
        if low not in _AGES and low not in ("-", "–") and not cardinal_at([low], 0):
            return first
    return first


def _ends_phrase(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word for people that was read as an adjective ends its phrase: "the death of one civilian and ..."."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    plain = following is None or following.upos in ("CCONJ", "PUNCT", "VERB", "AUX", "ADP")
    return plain and is_known_noun(tokens[i].text.lower())


def _is_islamic_state(tokens: tuple[Token, ...], i: int) -> bool:
    """ "10 IS militants": the group's short form, in text that is not all capitals, with a noun behind it."""
    if tokens[i].text != "IS" or i + 1 >= len(tokens) or tokens[i + 1].upos not in _NOUNS:
        return False
    return not tokens[i + 1].text.isupper()


def _in_brackets(tokens: tuple[Token, ...], i: int) -> int:
    """How many words, three at most, stand in brackets that open here and have a noun behind them; 0 where none do."""
    if tokens[i].text not in ("(", "["):
        return 0
    for k in range(i + 2, min(i + 5, len(tokens) - 1)):
        if tokens[k].text in (")", "]"):
            return k - i - 1 if tokens[k + 1].upos in _NOUNS else 0
    return 0


_STOP = word_set(
    """
    dozens scores hundreds thousands millions tens monday tuesday wednesday thursday friday saturday sunday
    mondays tuesdays wednesdays thursdays fridays saturdays sundays yesterday today overnight half most dead
    injured wounded lakh lakhs crore crores
    """
)


def _is_plural(token: Token) -> bool:
    return token.xpos in ("NNS", "NNPS") or token.text.lower() in ("people", "men", "women", "children", "police")


def _walks_on(tokens: tuple[Token, ...], i: int, head: int | None) -> bool:
    token, low = tokens[i], tokens[i].text.lower()
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or cardinal_at([low], 0) or low in UNITS:
        return False
    if low in ("'", "’", '"', "“", "”"):
        return head is None and following.upos in (*_NOUNS, "ADJ")
    if low in ("-", "–", "'s", "’s"):
        glued = i > 0 and tokens[i - 1].span.end == token.span.start  # "high-voltage towers"
        return (head is not None or glued) and following.upos in (*_NOUNS, "ADJ", "VERB", "PUNCT")
    if head is not None and _is_plural(tokens[head]):
        return False
    if (
        head is None
        and token.upos in ("ADP", "ADV")
        and following.text == "-"
        and token.span.end == following.span.start
    ):
        return i + 2 < len(tokens) and following.span.end == tokens[i + 2].span.start  # "off-road vehicles"
    if token.upos in ("ADJ", "X") or low in ("more", "other"):
        return low not in _STOP or following.upos in _NOUNS
    if token.upos == "VERB" and token.xpos in ("VBN", "VBG", "JJ"):
        if i and tokens[i - 1].text == "-":
            return following.upos in (*_NOUNS, "ADJ", "PUNCT")  # "al-Qaeda-linked militants"
        described = token.deprel in ("amod", "compound") or (head is None and token.deprel == "acl")
        return described and following.upos in _NOUNS
    if token.upos == "ADV" and head is None:
        return following.upos in ("ADJ", "VERB")
    return low == "and" and head is None and following.upos in ("ADJ", "PROPN")


_RELATIONAL = word_set(
    """
    member members men people fighters militants soldiers officers leaders commanders natives citizens relatives
    wives families residents employees guards supporters followers heads hideouts nationals rebels terrorists
    jihadists troops man woman women children
    """
)


def phrase_end(sentence: Sentence, head: int, mixed: bool = True) -> int:
    """The last token of a noun's phrase: nouns joined to it that have no number of their own, and the "of" phrase of
    words that say little alone ("members of the guard"). `mixed` joins nouns of different categories too: one figure
    for "35 soldiers and villagers" counts both, while "soldiers and villagers" without one are two kinds of victims."""
    tokens = sentence.tokens
    last = head
    while last + 2 < len(tokens) and tokens[last + 1].text.lower() in ("and", "or"):
        joined = tokens[last + 2]
        if joined.upos not in (*_NOUNS, "ADJ") or cardinal_at([joined.text.lower()], 0):
            break
        end = noun_run(sentence, last + 2)
        if end is None or not is_known_noun(tokens[end].text.lower()) or not is_known_noun(tokens[head].text.lower()):
            break
        if not mixed and category_of(tokens[end].text.lower()) != category_of(tokens[head].text.lower()):
            break
        last = end
    if (
        tokens[last].text.lower() in _RELATIONAL
        and last + 2 < len(tokens)
        and tokens[last + 1].text.lower() in ("of", "from")
    ):
        start = last + 2
        while start < len(tokens) - 1 and tokens[start].upos == "DET":
            start += 1
        inner = noun_run(sentence, start) if tokens[start].upos in (*_NOUNS, "ADJ") else None
        last = inner if inner is not None else last
    return last


def written(sentence: Sentence, first: int, last: int) -> str:
    """Tokens `first` to `last` as the report writes them, marks at the ends and an age in front left off."""
    pieces: list[str] = []
    first = past_age(sentence, first, last)
    at = sentence.tokens[first].span.start
    for token in sentence.tokens[first : last + 1]:
        pieces.append(" " if token.span.start > at else "")
        pieces.append(token.text)
        at = token.span.end
    return "".join(pieces).strip(" -,\"'“”’")
