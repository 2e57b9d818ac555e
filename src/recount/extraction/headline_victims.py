"""Those harmed in a headline that joins them with a comma and leaves out "were": "Father, son killed in shelling"."""

from __future__ import annotations

from recount.extraction.harm_words import HarmWord, Keeps
from recount.extraction.populations import category_of, is_known_noun
from recount.extraction.victims import roots_of, together
from recount.extraction.whom import COLLECTIVE
from recount.extraction.wordforms import lowered, word_set
from recount.model import Category, Sentence, Token

_PHRASE = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"))
_BEHIND = word_set("in by at near as when after on during outside inside while . , dead amid over")
_PAST = frozenset(("VBD", "VBN"))
_COUPLES = frozenset(("couple", "family"))


def members_of(sentence: Sentence, word: HarmWord) -> list[tuple[HarmWord, int, int]]:
    """Those a word of harm tells of, each with the word and the head of its list."""
    listed = headline_victims(sentence, word)
    if listed:
        return [(word, listed[0], i) for i in listed]
    return [(word, root, i) for root in roots_of(sentence, word) for i in together(sentence, root)]


def headline_victims(sentence: Sentence, word: HarmWord) -> list[int]:
    """The heads of two or more phrases for people, one comma between each, that a sentence begins with and that its
    first verb, a word of harm without an object, tells of; none where the sentence is otherwise made."""
    verb = sentence.tokens[word.token]
    if word.keeps is not Keeps.OBJECT or verb.xpos not in _PAST:
        return []
    after = sentence.tokens[verb.i + 1 : verb.i + 2]
    if after and lowered(after[0].text) not in _BEHIND:
        return []
    heads: list[int] = []
    phrase: list[Token] = []
    for token in sentence.tokens[: verb.i]:
        if token.text == ",":
            heads += [phrase[-1].i] if phrase else []
            phrase = []
        elif token.upos in _PHRASE:
            phrase.append(token)
        else:
            return []
    heads += [phrase[-1].i] if phrase else []
    return heads if len(heads) > 1 and all(_is_person(sentence.tokens[i]) for i in heads) else []


def _is_person(token: Token) -> bool:
    low = lowered(token.text)
    if not is_known_noun(low) or category_of(low) is Category.OBJECT:
        return False
    return low in _COUPLES or low not in COLLECTIVE
