"""The words that incidents are found by, and what a person asks for among them.

Words are folded to plain letters, and to the singular, in texts and questions alike, so that every store finds the
same: "Dayr az-Zawr" answers to `dayr zawr`, "air strikes" to `"air strike"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from anyascii import anyascii

from recount.errors import RecordError

BREAK = "xbreakx"
"""A word that no text has: phrases don't reach over it."""

_WORD = re.compile(r"[a-z0-9]+")
_ASKED = re.compile(r'"([^"]*)("?)|(\S+)')
_LONGEST_WORD = 40
_LONGEST_TEXT = 60_000  # letters of the words of one incident
_LONGEST_QUESTION = 400
_MOST_TERMS = 20


@dataclass(frozen=True, slots=True)
class Term:
    """Words that have to stand one after the other; of a `prefix` the last is only how a word begins."""

    words: tuple[str, ...]
    prefix: bool = False


def words_in(text: str) -> list[str]:
    """The words of a text, folded and in the singular."""
    return [_singular(word) for word in _plain(text)]


def joined_words(texts: Iterable[str]) -> str:
    """The words of some texts as one line."""
    return f" {BREAK} ".join(" ".join(words_in(text)) for text in texts)


def searchable(lines: Iterable[str]) -> str:
    """Lines of words as one, each once; a very long one ends before its last words."""
    whole = f" {BREAK} ".join(dict.fromkeys(filter(None, lines)))
    return whole if len(whole) <= _LONGEST_TEXT else whole[:_LONGEST_TEXT].rpartition(" ")[0]


def terms_in(question: str) -> tuple[Term, ...]:
    """What a person asks for: words, "phrases", beginnings* of words; all of them have to be there.

    Whatever else is written is taken for a blank. RecordError where it is too long.
    """
    if len(question) > _LONGEST_QUESTION:
        what = f"has {len(question)} letters, and {_LONGEST_QUESTION} are the most"
        raise RecordError("the search", what, "Ask for a few words.")
    terms = [
        _term(found[1] if found[3] is None else found[3], quoted=found[3] is None)
        for found in _ASKED.finditer(question)
    ]
    asked = tuple(dict.fromkeys(term for term in terms if term.words))
    if len(asked) > _MOST_TERMS:
        raise RecordError("the search", f"has {len(asked)} words, and {_MOST_TERMS} are the most", "Ask for fewer.")
    return asked


def _term(asked: str, *, quoted: bool) -> Term:
    plain = _plain(asked)
    if asked.rstrip().endswith("*") and plain:
        return Term((*map(_singular, plain[:-1]), plain[-1]), prefix=True)
    return Term(tuple(map(_singular, plain))) if quoted or plain else Term(())


def _plain(text: str) -> list[str]:
    found = _WORD.findall((text if text.isascii() else anyascii(text)).lower())
    return [word if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD] for word in found]


def _singular(word: str) -> str:
    """A word without the ending of the plural; what is no plural loses it as well, in texts and questions alike."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return f"{word[:-3]}y"
    if word.endswith(("shes", "ches", "sses", "xes")):
        return word[:-2]
    return word[:-1]
