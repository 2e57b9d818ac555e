"""Who stands beside a source: newsrooms that pass on what it says, who was spoken to, who was told, who joins it."""

from __future__ import annotations

from collections.abc import Sequence

from recount.extraction.body_names import is_one_body
from recount.extraction.sources import Phrase, is_time, phrase_after
from recount.extraction.speech import BODIES, CARRIED, LISTENERS, OUTLETS, PEOPLE, TALKING, can_speak
from recount.model import Sentence, Token

_OWN = frozenset({"website", "site", "page", "channel", "account", "facebook", "twitter", "telegram", "youtube"})
"""Where bodies put out their own words: "the ministry's website" passes on nobody else's."""
_CORRESPONDENTS = frozenset({"reporter", "correspondent"})


def joined_after(sentence: Sentence, source: Phrase) -> Phrase:
    """The source with the one that "and" joins to it behind: "according to a monitor and two doctors". Whoever a verb
    follows does something else: "according to the monitor and rebels shelled the town"."""
    tokens = sentence.tokens
    link = source.last + 1
    if link + 1 >= len(tokens) or tokens[link].text.lower() != "and":
        return source
    other = phrase_after(sentence, link + 1)
    if other is None:
        return source
    if is_one_body(tokens, source.first, link, other.last):
        return Phrase(source.first, other.last, source.head)
    if not (can_speak(tokens[other.head].text) or tokens[other.head].upos == "PROPN"):
        return source
    if tokens[other.head].deprel == "conj" and source.head != tokens[other.head].head >= source.first:
        return source  # "according to reports from Tel Nour and Azaz"
    behind = tokens[other.last + 1].upos if other.last + 1 < len(tokens) else "PUNCT"
    return Phrase(source.first, other.last, source.head) if behind in _CLOSING else source


_CLOSING = frozenset({"PUNCT", "CCONJ", "SCONJ"})


def carried_by(sentence: Sentence, last: int) -> tuple[Phrase | None, int]:
    """The newsroom that carried it, with where its name ends: "in a statement published by the daily"."""
    tokens = sentence.tokens
    for i in range(last + 1, min(len(tokens) - 2, last + 9)):
        if tokens[i].text in (".", ";", '"'):
            break
        if tokens[i].text.lower() not in CARRIED:
            continue
        by = i + 1 if tokens[i + 1].text.lower() in ("by", "in", "on") else i + 2
        if tokens[by].text.lower() in ("by", "in", "on"):
            outlet = phrase_after(sentence, by + 1)
            if outlet is not None and relays(tokens[outlet.first : outlet.last + 1], loose=True):
                return outlet, outlet.last
    return None, last


def reported_to(sentence: Sentence, i: int) -> tuple[Phrase, int] | None:
    """The newsroom right after "to", with where its name ends: "the police reported to Radio Furat that …"."""
    tokens = sentence.tokens
    if i + 2 >= len(tokens) or tokens[i + 1].text.lower() != "to":
        return None
    listener = phrase_after(sentence, i + 2)
    if listener is None or not {t.text.lower() for t in tokens[listener.first : listener.last + 1]} & OUTLETS:
        return None
    return (listener, listener.last) if relays(tokens[listener.first : listener.last + 1]) else None


def quoting(sentence: Sentence, source: Phrase, verb: int) -> Phrase | None:
    """The newsroom between a source and its verb: "a rebel, quoted by the daily, said"."""
    outlet, last = carried_by(sentence, source.last) if source.last < verb else (None, verb)
    return outlet if last < verb else None


def spoken_to(sentence: Sentence, i: int) -> Phrase | None:
    """The newsroom spoken to: "speaking to the daily, he said", "said in an interview with the daily"."""
    tokens = sentence.tokens
    for j in range(max(0, i - 14), min(len(tokens) - 2, i + 8)):
        if tokens[j].text.lower() in TALKING and tokens[j + 1].text.lower() in ("to", "with"):
            outlet = phrase_after(sentence, j + 2)
            words = {t.text.lower() for t in tokens[outlet.first : outlet.last + 1]} if outlet is not None else set()
            if outlet is not None and (
                words & OUTLETS or (outlet.first == outlet.last and words and not words & BODIES)
            ):
                return outlet if relays(tokens[outlet.first : outlet.last + 1]) else None
    return None


def _speaks_itself(word: str) -> bool:
    """Whether a word is one for a body that is no newsroom; an apostrophe may be lost: "the ministrys website"."""
    return not {word, word.removesuffix("s")}.isdisjoint(BODIES - OUTLETS)


def relays(listener: Sequence[Token], loose: bool = False) -> bool:
    """Whether those who are told pass it on: a newsroom, or a name that is no other body's."""
    words = {t.text.lower() for t in listener if not is_time(t)}
    if words <= {"the", "media", "press"} or (words & _OWN and any(map(_speaks_itself, words))):
        return False
    if words & OUTLETS:
        return True
    short = len(listener) <= (7 if loose else 3)
    return (
        any(t.upos == "PROPN" for t in listener)
        and not words & (LISTENERS | BODIES | PEOPLE - _CORRESPONDENTS)
        and short
    )
