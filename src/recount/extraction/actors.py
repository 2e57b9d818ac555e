"""Where a sentence names a party, monitor or newsroom of the alias file."""

from __future__ import annotations

from dataclasses import dataclass

from recount.codebook.actors import Actor, Actors, name_key
from recount.model import Sentence, Span

_MOST_TOKENS = 16


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name of the alias file in a sentence: tokens `[first, last]`, both included, and whose name it is."""

    first: int
    last: int
    span: Span
    text: str
    actor: Actor


def actors_in(sentence: Sentence, text: str, actors: Actors) -> tuple[ActorMention, ...]:
    """The names of the alias file in a sentence of `text`, the longest at each place, in order."""
    keys = [name_key(token.text) if token.text not in "'’" else "" for token in sentence.tokens]
    capitals = in_capitals(sentence)
    found: list[ActorMention] = []
    i = 0
    while i < len(keys):
        mention = _mention_at(i, sentence, keys, text, actors, capitals) if keys[i] else None
        if mention is None:
            i += 1
        else:
            found.append(mention)
            i = mention.last + 1
    return tuple(found)


def in_capitals(sentence: Sentence) -> bool:
    """Whether a sentence is set in capitals throughout, as wires were: capitals then tell no name from a word."""
    written = "".join(token.text for token in sentence.tokens)
    letters = sum(map(str.isalpha, written))
    return letters > 12 and sum(map(str.isupper, written)) > 0.8 * letters


def _mention_at(
    i: int, sentence: Sentence, keys: list[str], text: str, actors: Actors, capitals: bool
) -> ActorMention | None:
    words = actors.longest_name(keys[i].split(" ", 1)[0])
    if not words:
        return None
    tokens = sentence.tokens
    ends, used = [], 0
    for j in range(i, min(len(tokens), i + _MOST_TOKENS)):
        used += len(keys[j].split())
        if used > words + 1:
            break
        if keys[j]:
            ends.append(j)
    for j in reversed(ends):
        span = Span(tokens[i].span.start, tokens[j].span.end)
        words_there = " ".join(span.of(text).split())
        if i == j and words_there.islower():
            continue
        actor = actors.named(words_there)
        if actor is None or (actors.needs_context(words_there) and capitals and tokens[i].upos != "PROPN"):
            continue
        if i == j and tokens[i].upos in ("ADP", "AUX", "PRON", "DET", "VERB") and not actors.needs_context(words_there):
            continue
        return ActorMention(i, j, span, words_there, actor)
    return None
