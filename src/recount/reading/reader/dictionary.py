"""Dictionary forms of single words, from the list that the reader's treebanks make; for words that stand in no text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from recount.reading.reader.reader import WEIGHTS

_SHORTEST = 3  # letters of a word that endings are taken off


def listed_form(word: str, verb: bool) -> str:
    """The form of a verb or noun that a dictionary lists ("shutting" → shut); the word itself where none is known."""
    listed = _listed("VERB" if verb else "NOUN")
    known = listed.get(word)
    if known is not None:
        return known
    either = (listed, _listed("NOUN" if verb else "VERB"))  # what is a verb is most often a noun, too: "raid"
    return next((base for base in _bases(word, verb) if any(known.get(base) == base for known in either)), word)


@cache
def common_words() -> frozenset[str]:
    """The words of the list that are no names, in small letters, inflected and not."""
    kept = json.loads((WEIGHTS / "lemmas.json").read_text(encoding="utf-8"))
    return frozenset(word for found in kept.values() for pair in found.items() for word in pair if word.islower())


def listed_nouns() -> frozenset[str]:
    """The nouns of the list, inflected and not."""
    return _words_of("NOUN")


def listed_verbs() -> frozenset[str]:
    """The verbs of the list, inflected and not."""
    return _words_of("VERB")


@cache
def _words_of(tag: str) -> frozenset[str]:
    return frozenset(word for word in _listed(tag) if word.islower())


@cache
def _listed(tag: str) -> dict[str, str]:
    """Words with their dictionary forms, which are among them."""
    kept = json.loads((WEIGHTS / "lemmas.json").read_text(encoding="utf-8"))[tag]
    found = {word: form or word for word, form in kept.items()}
    return {form: form for form in found.values() if found.get(form, form) == form} | found


def _bases(word: str, verb: bool) -> Iterator[str]:
    """What a regularly inflected word may be a form of, the likeliest first."""
    endings = [("ies", "y"), ("es", ""), ("s", "")]
    if verb:
        endings += [("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")]
    for ending, instead in endings:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST:
            continue
        yield stem + instead
        if verb and not instead and stem[-1] == stem[-2]:
            yield stem[:-1]
