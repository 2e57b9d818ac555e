"""Hand-made sentences: words with tags, heads and relations written by hand, for tests that need no reader model."""

from __future__ import annotations

from recount.model import Sentence, Span, Token

_XPOS = {"NOUN": "NN", "PROPN": "NNP", "VERB": "VBD", "NUM": "CD", "ADJ": "JJ", "ADV": "RB", "ADP": "IN", "AUX": "VBD"}
_LISTS = {
    "NUM": "two three four five six seven eight nine ten eleven twelve twenty thirty hundred thousand million",
    "ADP": "of in on at by from to for with after before since during between than over about under until among into",
    "DET": "a an the some this these those no all another every",
    "CCONJ": "and or but",
    "PRON": "it he she they them whom who",
    "ADJ": "least dead wounded missing injured last past young armed other more several many few early late next",
    "AUX": "was were is are has have had been be will",
    "VERB": "killed died said left leaving killing wounding fled captured destroyed began started including fighting",
    "ADV": "nearly almost ago earlier later today yesterday",
}
_TAGS = {word: tag for tag, words in _LISTS.items() for word in words.split()}


def flat(text: str, start: int = 0) -> Sentence:
    """A sentence of blank-separated words, tagged by small word lists, every word hanging on the first: enough for what
    reads words rather than trees. "word/TAG" sets a tag."""
    pieces = []
    for piece in text.split():
        word, slash, tag = piece.rpartition("/")
        if not slash or not tag.isupper() or not tag.isalpha():
            word, tag = piece, _guess(piece)
        pieces.append(f"{word}|{tag}|0|dep")
    return _sentence(pieces, start)


def tree(text: str, start: int = 0) -> Sentence:
    """A sentence of words written "word/TAG/head/relation" (heads count from 0), optionally with "/XPOS" and
    "/XPOS/lemma" behind."""
    return _sentence(["|".join(piece.split("/")) for piece in text.split()], start)


def _sentence(pieces: list[str], start: int) -> Sentence:
    tokens: list[Token] = []
    at = start
    for i, piece in enumerate(pieces):
        word, tag, head, relation, *fine = piece.split("|")
        xpos = fine[0] if fine else _fine_tag(word, tag)
        lemma = fine[1] if len(fine) > 1 else word.lower()
        tokens.append(Token(i, Span(at, at + len(word)), word, lemma, tag, xpos, int(head), relation))
        at += len(word) + 1
    return Sentence(Span(start, at - 1), tuple(tokens))


def _fine_tag(word: str, tag: str) -> str:
    plural = word.lower().endswith("s") or word.lower() in ("people", "children", "women", "men", "gunmen")
    if plural and tag in ("NOUN", "PROPN"):
        return {"NOUN": "NNS", "PROPN": "NNPS"}[tag]
    return _XPOS.get(tag, tag)


def _guess(word: str) -> str:
    low = word.lower()
    if low[0].isdigit() or _TAGS.get(low.split("-")[0]) == "NUM":
        return "NUM"
    if low in _TAGS:
        return _TAGS[low]
    if not low[0].isalnum():
        return "PUNCT"
    return "PROPN" if word[0].isupper() else "NOUN"
