"""Hand-made sentences: words with tags, heads and relations written by hand, for tests that need no reader model."""

from __future__ import annotations

from recount.model import Sentence, Span, Token

_XPOS = {"NOUN": "NN", "PROPN": "NNP", "VERB": "VBD", "NUM": "CD", "ADJ": "JJ", "ADV": "RB", "ADP": "IN", "AUX": "VBD"}
_NUMBERS = set(
    "two three four five six seven eight nine ten eleven twelve twenty thirty hundred thousand million".split()
)
_WORDS = {
    "ADP": "of in on at by from to for with after before since during between than over about under until among into",
    "DET": "a an the some this these those no all another every",
    "CCONJ": "and or but",
    "PRON": "it he she they them whom who",
    "ADJ": "least dead wounded missing injured last past young armed other more several many few early late next",
    "AUX": "was were is are has have had been be will",
    "VERB": "killed died said left leaving injured killing wounded wounding fled captured destroyed began started "
    "including fighting kidnapped",
    "ADV": "nearly almost ago earlier later today yesterday",
}
_TAGS = {word: tag for tag, words in reversed(_WORDS.items()) for word in words.split()}


def flat(text: str, start: int = 0) -> Sentence:
    """A sentence of blank-separated words, tagged by small word lists, every word hanging on the first: enough for what
    reads words rather than trees. "word/TAG" sets a tag."""
    tokens: list[Token] = []
    at = start
    for i, piece in enumerate(text.split()):
        word, slash, tag = piece.rpartition("/")
        if not slash or not tag.isupper() or not tag.isalpha():
            word, tag = piece, _guess(piece)
        plural = tag in ("NOUN", "PROPN") and (
            word.lower().endswith("s") or word.lower() in ("people", "children", "women", "men")
        )
        xpos = {"NOUN": "NNS", "PROPN": "NNPS"}[tag] if plural else _XPOS.get(tag, tag)
        tokens.append(Token(i, Span(at, at + len(word)), word, word.lower(), tag, xpos, 0, "dep" if i else "root"))
        at += len(word) + 1
    return Sentence(Span(start, at - 1), tuple(tokens))


def _guess(word: str) -> str:
    low = word.lower()
    if low[0].isdigit() or low in _NUMBERS or low.split("-")[0] in _NUMBERS:
        return "NUM"
    if low in _TAGS:
        return _TAGS[low]
    if not low[0].isalnum():
        return "PUNCT"
    return "PROPN" if word[0].isupper() else "NOUN"
