"""The names that a sentence writes, and their forms: without title, article and possessive, as words, as acronyms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recount.codebook.actors import Actor, Actors, name_key
from recount.extraction.actors import ActorMention, actors_in
from recount.extraction.speech import PEOPLE, words
from recount.model import Sentence, Span

TITLES = words(
    """
    president prime minister foreign defence defense interior general gen col colonel lt lieutenant maj major
    capt captain sgt sergeant adm admiral judge dr doctor mr mrs ms sir sheikh prof professor king prince queen
    senator ambassador secretary spokesman spokeswoman director commander chief brigadier marshal deputy vice
    former attorney father monsignor bishop archbishop commissioner engineer governor mayor leader activist
    rector consul msgr cardinal sen rep archimandrite inspector journalist
    """
)
"""Words before a person's name that are no part of it."""

_PARTICLES = frozenset(
    {"al", "el", "abu", "bin", "ibn", "de", "la", "del", "von", "van", "ul", "ur", "ben", "as", "ad", "an", "ash"}
)
_LINKS = frozenset({"of", "for", "and", "the", "in", "de", "la", "del", "al", "-", "to", "on"})
_BASED = re.compile(
    r"^(?:the |a |an )?(?:[\w.]+[- ]?based |[\w.]+[- ]?affiliated "
    r"|state[- ](?:run|owned) (?!(?:tv|television|radio|media)$)"
    r"|so-called |opposing |official (?!from |in |of |at |close ))+",
    re.I,
)
_ARTICLE = re.compile(
    r"^(?:the|a|an|one|another|some|several|its|his|her|their|this|that|these|those|other|same) ", re.I
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a report: its words without title and article, where they stand, and what it names."""

    value: str
    span: Span
    person: bool
    actor: Actor | None
    words: tuple[str, ...]
    office: frozenset[str] = frozenset()


def names_in(sentence: Sentence, text: str, actors: Actors) -> list[Name]:
    """The names of one sentence, in order: those of the alias file, then what the reader model takes for names."""
    known = actors_in(sentence, text, actors)
    taken = {i for mention in known for i in range(mention.first, mention.last + 1)}
    found = [_actor_name(mention, text) for mention in known]
    persons = {i for e in sentence.entities if e.kind.startswith("PER") for i in range(e.first, e.last + 1)}
    for first, last in _runs(sentence, taken):
        span = bare(text, Span(sentence.tokens[first].span.start, sentence.tokens[last].span.end))
        value = " ".join(span.of(text).split())
        person = any(i in persons for i in range(first, last + 1))
        office: frozenset[str] = frozenset()
        if person:
            start = _whole_name(sentence, first, next(i for i in range(first, last + 1) if i in persons))
            span = bare(text, Span(sentence.tokens[start].span.start, span.end))
            span = without_title(text, span)
            value = " ".join(span.of(text).split())
            office = _office(sentence, span)
        if value:
            found.append(Name(value, span, person, None, content_words(value), office))
    return sorted(found, key=lambda name: name.span)


def _whole_name(sentence: Sentence, first: int, start: int) -> int:
    """Where a person's name begins of which the reader model took the last word alone: "Tel | Nour"."""
    alone = any(entity.first == entity.last == start for entity in sentence.entities)
    given = start - 1
    if not alone or given < first or any(entity.first <= given <= entity.last for entity in sentence.entities):
        return start
    return given if sentence.tokens[given].upos == "PROPN" else start


def _office(sentence: Sentence, name: Span) -> frozenset[str]:
    """The words of a person's office beside the name: "district governor Tel Nour", "Tel Nour, head of the clinic"."""
    tokens = sentence.tokens
    before = [t for t in tokens if t.span.end <= name.start][-5:]
    after = [t for t in tokens if t.span.start >= name.end][:6]
    words: set[str] = set()
    for token in reversed(before):
        if token.upos not in ("NOUN", "PROPN", "ADJ") and token.text not in ("-", ","):
            break
        words.add(token.text.lower())
    if not words & TITLES:
        words = set()
    if any(t.text.lower() in TITLES for t in after[:4]) and not any(t.upos == "VERB" for t in after[:3]):
        words |= {t.text.lower() for t in after}
    return frozenset(word for word in words if word.isalpha())


def _actor_name(mention: ActorMention, text: str) -> Name:
    span = bare(text, mention.span)
    value = " ".join(span.of(text).split())
    return Name(value, span, False, mention.actor, content_words(value))


def _runs(sentence: Sentence, taken: set[int]) -> list[tuple[int, int]]:
    """Stretches of tokens that look like one name: proper nouns and entities, joined by hyphens and particles."""
    tokens = sentence.tokens
    named = {i for e in sentence.entities if e.kind in ("PERSON", "PER", "ORG") for i in range(e.first, e.last + 1)}
    good = [i not in taken and (t.upos == "PROPN" or i in named) and t.text[:1].isalnum() for i, t in enumerate(tokens)]
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        if not good[i]:
            i += 1
            continue
        last = i
        while last + 1 < len(tokens):
            if good[last + 1]:
                last += 1
            elif last + 2 < len(tokens) and good[last + 2] and _joins(tokens[last + 1].text):
                last += 2
            else:
                break
        runs.append((i, last))
        i = last + 1
    return runs


def _joins(word: str) -> bool:
    return word in ("-", "'", "’") or word.lower() in _PARTICLES


def acronyms_in(sentence: Sentence, text: str, names: list[Name]) -> dict[str, Name]:
    """Acronyms in brackets with the name before them: "Committees of the North (CN)"."""
    found: dict[str, Name] = {}
    tokens = sentence.tokens
    for i in range(1, len(tokens) - 2):
        if tokens[i].text not in "([" or tokens[i + 2].text not in ")]":
            continue
        short = tokens[i + 1].text
        if not (short.isupper() and 2 <= len(short) <= 8):
            continue
        long = _spelled_out(sentence, i, short)
        if long is not None:
            span = bare(text, Span(tokens[long].span.start, tokens[i - 1].span.end))
            value = " ".join(span.of(text).split())
            actor = next((n.actor for n in names if n.actor is not None and span.overlaps(n.span)), None)
            found[short] = Name(value, span, False, actor, content_words(value))
    return found


def _spelled_out(sentence: Sentence, bracket: int, short: str) -> int | None:
    """The token where the name begins whose initials `short` is, read backwards from its bracket."""
    tokens, letters = sentence.tokens, list(short.lower())
    i = bracket - 1
    start = None
    while i >= 0 and letters and bracket - i <= 3 * len(short):
        word = tokens[i].text.lower()
        if word[:1] == letters[-1] and tokens[i].text[:1].isupper():
            letters.pop()
            start = i
        elif word not in _LINKS and not tokens[i].text[:1].isupper():
            return None
        i -= 1
    return start if len(letters) <= len(short) // 3 else None


def bare(text: str, span: Span) -> Span:
    """`span` without article, "Britain-based", quotation marks, and a possessive at its end."""
    start, end = span.start, span.end
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\"'’“”,.;:-([{)]}"):
        if text[end - 1] == "." and re.search(r"\b\w\.\w\.$", text[start:end]):
            break
        end -= 1
    while start < end and (text[start].isspace() or text[start] in "\"'‘’“”,;:-([{)]}"):
        start += 1
    for _ in range(3):
        head = " ".join(text[start : min(end, start + 80)].split("\n"))
        found = _ARTICLE.match(head) or _BASED.match(head)
        if found is None or start + found.end() >= end:
            break
        start += found.end()
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return Span(start, end)


def without_title(text: str, span: Span) -> Span:
    """A person's name without what is put before it: "Gen. Tel Nour" → "Tel Nour"."""
    start = span.start
    for found in re.finditer(r"\S+\s+", text[span.start : span.end]):
        if found.group().strip(" .,\n\t").lower() in TITLES | PEOPLE:
            start = span.start + found.end()
    return Span(start, span.end)


def content_words(value: str) -> tuple[str, ...]:
    """The words of a name as they are compared, without links, particles and possessive."""
    return tuple(w for w in name_key(re.sub(r"['’]s\b", "", value)).split() if w not in _LINKS and w not in _PARTICLES)


def ends_with(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether `part` is how `whole` ends; both are words of names."""
    return 0 < len(part) < len(whole) and whole[-len(part) :] == part


def in_order(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether the words of `part` stand in `whole` in this order."""
    rest = iter(whole)
    return all(word in rest for word in part)
