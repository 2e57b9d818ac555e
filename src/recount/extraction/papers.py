"""Whose a paper is: the author of a statement, a report or a video that a report credits, told behind it or before
it."""

from __future__ import annotations

from collections.abc import Sequence

from recount.extraction.sources import Phrase, is_time, phrase_after
from recount.extraction.speech import CARRIED, EVIDENCE, can_speak
from recount.model import Sentence, Token

_FROM = frozenset({"by", "from"})
_SEEN = frozenset({"seen", "viewed", "obtained", "reviewed", "verified", "authenticated", "received", "monitored"})
_AT = frozenset({"on", "in", "to", "at", "via", "late", "early"})
_MANY = frozenset({"reports", "accounts", "footage", "images", "pictures", "photos", "photographs", "videos"})
_WHERE = frozenset({"ADV", "DET", "ADJ", "PROPN", "NOUN", "PRON"})
_REACH = 9
"""Tokens behind a paper in which its author is told."""


def author_of(sentence: Sentence, paper: Phrase) -> Phrase | None:
    """Who made a paper, where the words say so: "a statement issued on Monday by the brigade", "a report from the
    council". Who only carries or has seen it is none: "a letter seen by the daily"."""
    return _author_inside(sentence, paper) or _author_behind(sentence, paper.last)


def _author_inside(sentence: Sentence, paper: Phrase) -> Phrase | None:
    """The author within the words themselves: "a report from the secretary general"."""
    tokens = sentence.tokens
    for i in range(paper.first + 1, paper.last):
        if tokens[i].text.lower() in _FROM and tokens[i - 1].text.lower() in EVIDENCE:
            author = phrase_after(sentence, i + 1)
            if author is None or author.last > paper.last:
                return None
            return author if _speaks(sentence, author, one=tokens[i - 1].text.lower() not in _MANY) else None
    return None


def _author_behind(sentence: Sentence, last: int) -> Phrase | None:
    tokens = sentence.tokens
    if tokens[last].text.lower() not in EVIDENCE:
        return None
    for i in range(last + 1, min(len(tokens) - 1, last + _REACH)):
        word = tokens[i].text.lower()
        if word in _FROM:
            return phrase_after(sentence, i + 1)
        if word in _SEEN or word in CARRIED - {"published", "posted", "released", "distributed"}:
            return None
        first = i == last + 1
        if not (_made(tokens[i]) if first or tokens[i - 1].upos == "ADV" else _aside(tokens, i)):
            return None
    return None


def _made(token: Token) -> bool:
    """Whether a word behind a paper can tell how it came about: "issued", "jointly issued"."""
    return token.upos in ("VERB", "ADV")


def _aside(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word between "issued" and "by" only says when and where: "late on Friday", "on its website"."""
    token, word = tokens[i], tokens[i].text.lower()
    return word in _AT or is_time(token) or (token.upos in _WHERE and _led(tokens, i))


def _led(tokens: Sequence[Token], i: int) -> bool:
    """Whether a preposition or "this", "last" stands shortly before: "on | its website", "this | week"."""
    near = [t.text.lower() for t in tokens[max(0, i - 3) : i + 1]]
    return not _AT.isdisjoint(near) or near[-1] in ("this", "last", "earlier")


def _speaks(sentence: Sentence, author: Phrase, *, one: bool) -> bool:
    """Whether those that `one` paper or many are from can be its authors: reports from a town are nobody's."""
    if any(can_speak(t.text) for t in sentence.tokens[author.first : author.last + 1]):
        return True
    return one and any(
        e.kind in ("ORG", "GROUP", "PERSON") and e.first <= author.last and author.first <= e.last
        for e in sentence.entities
    )


def owner_of(sentence: Sentence, paper: Phrase) -> Phrase | None:
    """Whose a statement or report is, told before it: "an army statement", "the ministry's report"."""
    last = paper.last - 1
    if last > paper.first and sentence.tokens[last].text in ("'s", "’s", "-"):
        last -= 1
    words = sentence.tokens[paper.first : last + 1]
    if not any(t.upos == "PROPN" or can_speak(t.text) for t in words):
        return None
    return Phrase(paper.first, last, last)
