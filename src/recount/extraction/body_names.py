"""Which "and" is part of one body's name ("the Ministry of Health and Sport", "the Peace and Justice Commission") and
joins no two who speak."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.extraction.speech import BODIES, EVIDENCE, OUTLETS, PEOPLE, can_speak, words
from recount.model import Token

_LINKS = frozenset({"of", "for", "on"})
_FURTHER_BODIES = words(
    """
    federation confederation association syndicate society league alliance initiative campaign programme program
    project fund service services directorate directorate-general secretariat authority academy forum platform
    """
)
_BODY = (BODIES | _FURTHER_BODIES) - {"state", "nations", "house", "front", "forces", "army", "military", "police"}
_TOPICS = words(
    """
    peace justice democracy freedom liberty health sport sports trade labor labour youth women children childhood
    family families law laws order rights home affairs welfare relief climate water food energy finance commerce
    culture tourism science research progress reform transport works land lands fisheries livestock forests mines
    planning housing industry memory truth dialogue diplomacy aid care life dignity equality unity faith hope
    medicine nutrition hygiene refugees migrants migration displaced
    """
)
"""What bodies are for, where the ending of the word does not tell."""
_TOPIC = re.compile(r"(?:tion|sion|ment|ity|ness|ance|ence|ship|ism|ics|ology|ture|sport|ing|cy)$")
_PEOPLE = re.compile(r"(?:ers|ors|ists|ees|ants|ents|women|men|children|youth|families|peasants|victims)$")


def is_one_body(tokens: Sequence[Token], first: int, joint: int, last: int) -> bool:
    """Whether the words `[first, last]` name one body, the "and" at `joint` included.

    What stands behind an article or a number, or can speak for itself ("the Ministry of Health and police"), is
    somebody else; two kinds of people are one body's where the body is of such ("the Association of Doctors and
    Nurses").
    """
    before, after = tokens[first:joint], tokens[joint + 1 : last + 1]
    if not before or not after or after[0].upos in ("NUM", "PRON", "ADP", "VERB") or _has_article(after):
        return False
    head = _head(after)
    if head.text.isupper() and len(head.text) > 1:
        return False
    topic = before[-1]
    if topic.text[:1].isupper() != head.text[:1].isupper():
        return False
    if _opens_with_body(before):
        return _goes_on(topic, head, after)
    ends_body = last == head.i and head.text[:1].isupper() and _is_body(head) and len(after) > 1
    return ends_body and _is_topic(topic) and not can_speak(topic.text) and not _is_acronym(topic)


def _opens_with_body(before: Sequence[Token]) -> bool:
    """Whether a body's noun and a link lead up to what it is for: "the Centre for Human | Rights"."""
    for i in range(len(before) - 2, 0, -1):
        if before[i].text.lower() in _LINKS and _is_body(before[i - 1]):
            governed = before[i + 1].upos == "DET"
            return not (governed and can_speak(before[-1].text))
    return False


def _goes_on(topic: Token, head: Token, after: Sequence[Token]) -> bool:
    """Whether the words behind "and" go on with what a body is for."""
    if _is_people(head):
        return _is_people(topic) and all(t.text.lower() not in ("with", "without") for t in after)
    if can_speak(head.text) and head.text.lower() not in EVIDENCE | OUTLETS | {"police"}:
        return False
    if head.text.lower() in EVIDENCE | OUTLETS | {"police"}:
        return head.text[:1].isupper()
    return head.upos == "NOUN" or _is_topic(head)


def _head(phrase: Sequence[Token]) -> Token:
    """The main noun of a phrase: its last word before a preposition."""
    end = next((n for n, t in enumerate(phrase) if n and t.upos == "ADP"), len(phrase))
    return phrase[end - 1]


def _has_article(phrase: Sequence[Token]) -> bool:
    return any(t.upos == "DET" for t in phrase)


def _is_body(token: Token) -> bool:
    return token.text.lower() in _BODY


def _is_acronym(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > 1


def _is_people(token: Token) -> bool:
    lower = token.text.lower()
    return (lower in PEOPLE and lower.endswith("s")) or _PEOPLE.search(lower) is not None


def _is_topic(token: Token) -> bool:
    lower = token.text.lower()
    return lower in _TOPICS or _TOPIC.search(lower) is not None
