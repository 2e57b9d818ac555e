"""The fullest name a report gives for whom it mentions by surname, short form, acronym or description."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from recount.codebook.actors import Actor, Actors, name_key
from recount.extraction.actors import ActorMention, actors_in
from recount.extraction.speech import PEOPLE, words
from recount.model import Cited, Reading, Sentence, Span

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
    r"^(?:the |a |an )?(?:[\w.]+[- ]?based |[\w.]+[- ]?affiliated |state[- ]run |state[- ]owned |so-called |opposing "
    r"|official (?!from |in |of |at |close ))+",
    re.I,
)
_ARTICLE = re.compile(
    r"^(?:the|a|an|one|another|some|several|its|his|her|their|this|that|these|those|other|same) ", re.I
)
_DESCRIBED_AS_WRITTEN = frozenset({"state forces", "government", "external forces", "international organisation"})
_MOST_NAMES = 4000
# How far back a pronoun or "the group" reaches: names and characters.
_NEAR_NAMES = 12
_NEAR_LETTERS = 400
_MOST_DESCRIBED = 400


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a report: its words without title and article, where they stand, and what it names."""

    value: str
    span: Span
    person: bool
    actor: Actor | None
    words: tuple[str, ...]
    office: frozenset[str] = frozenset()


class NameTable:
    """All names of one report, asked for the fullest form of any of them."""

    def __init__(self, text: str, names: tuple[Name, ...], acronyms: dict[str, Name], actors: Actors) -> None:
        self.names = names
        self._starts = [name.span.start for name in names]
        self._text = text
        self._actors = actors
        self._acronyms = acronyms
        self._bodies = [n for n in names if n.actor is not None and n.actor.kind in _DESCRIBED][:_MOST_DESCRIBED]
        self._holders = [n for n in names if n.person and n.office][:_MOST_DESCRIBED]
        self._mentions = Counter(name.actor.name for name in names if name.actor is not None)
        self._asked: dict[Span, Cited[str]] = {}  # the same words are asked for again with every event beside them
        self._by_actor: dict[str, list[Name]] = {}
        self._by_word: dict[str, list[Name]] = {}
        different = {(name.value, name.person, name.actor): name for name in reversed(names)}
        for name in sorted(different.values(), key=lambda one: one.span):
            if name.actor is not None:
                self._by_actor.setdefault(name.actor.name, []).append(name)
            for word in set(name.words if name.person else (*name.words[:1], *name.words[-1:])):
                self._by_word.setdefault(word, []).append(name)

    def names_within(self, span: Span) -> tuple[Name, ...]:
        """The names that stand inside `span`, in order."""
        near = slice(bisect_left(self._starts, span.start), bisect_right(self._starts, span.end))
        return tuple(name for name in self.names[near] if span.contains(name.span))

    def is_of_actor(self, span: Span) -> bool:
        """Whether words are part of a longer name that the alias file knows."""
        n = bisect_right(self._starts, span.start) - 1
        name = self.names[n] if n >= 0 else None
        return name is not None and name.actor is not None and name.span != span and name.span.contains(span)

    def body_before(self, start: int, kinds: frozenset[str]) -> Name | None:
        """The armed body of these kinds that the report named last, a few sentences before `start` at most."""
        last = bisect_left(self._starts, start)
        for name in reversed(self.names[max(0, last - _NEAR_NAMES) : last]):
            if name.span.end < start - _NEAR_LETTERS:
                return None
            if name.actor is not None and name.actor.kind in kinds:
                return name
        return None

    def fullest(self, mention: Span) -> Cited[str]:
        """The fullest name in the report for the words of `mention`, cited where that fullest name stands.

        Words that name nobody else stay what they are, without article.
        """
        if mention not in self._asked:
            self._asked[mention] = self._fullest(mention)
        return self._asked[mention]

    def _fullest(self, mention: Span) -> Cited[str]:
        span = bare(self._text, mention)
        value = " ".join(span.of(self._text).split())
        words = content_words(value)
        for rule, found in (
            ("names.led", self._led(value, words)),
            ("names.alias", self._alias(value, words)),
            ("names.acronym", self._acronyms.get(value)),
            ("names.person", self._person(words)),
            ("names.short_form", self._longer(value, words)),
            ("names.description", self._described(mention, value)),
        ):
            if found is not None and found.value != value:
                return Cited(found.value, found.span, rule)
        return Cited(value, span, "names.as_written")

    def _alias(self, value: str, words: tuple[str, ...]) -> Name | None:
        actor = self._actors.canonical(value)
        if actor is None:
            return None
        names = self._by_actor.get(actor.name, [])
        if actor.kind in _DESCRIBED_AS_WRITTEN and not value.isupper():
            names = [name for name in names if set(words) <= set(name.words)]
        if not names:
            return None
        best = self._best_of(actor)
        if actor.kind in ("news agency", "media"):
            return best if name_key(best.value) == name_key(actor.name) else None
        best = max(names, key=_fullness)
        return best if len(best.words) > len(words) else None

    def _led(self, value: str, words: tuple[str, ...]) -> Name | None:
        """The alliance that "US-led" means, where the report names it."""
        if not value.endswith("-led"):
            return None
        known = self._by_word.get(words[0], [])
        fits = [n for n in known if n.words[: len(words)] == words and len(n.words) > len(words)]
        return max(fits, key=lambda name: (len(name.words), -name.span.start), default=None)

    def _person(self, words: tuple[str, ...]) -> Name | None:
        while len(words) > 1 and words[0] in TITLES:
            words = words[1:]
        if not words:
            return None
        known = [n for n in self._by_word.get(words[-1], []) if n.person]
        fits = [n for n in known if ends_with(n.words, words)]
        if not fits and len(words) == 1:  # the father's name of two: "Barco" for "Virgilio Barco Vargas"
            fits = [n for n in known if len(n.words) > 2 and words[0] in n.words[1:]]
        return max(fits, key=lambda name: (len(name.words), -name.span.start), default=None)

    def _longer(self, value: str, words: tuple[str, ...]) -> Name | None:
        if not words or len(words) > 4 or self._actors.kinds_called(value):
            return None
        fits = [
            n
            for n in (*self._by_word.get(words[-1], []), *self._by_word.get(words[0], []))
            if not n.person
            and len(words) < len(n.words) <= 8
            and in_order(words, n.words)
            and (len(words) > 1 or not _after_link(words[0], n.value))
            and n.words[-1] in (words[-1], *_TAILS)
        ]
        return max(fits, key=lambda name: (len(name.words), -name.span.start), default=None)

    def _described(self, mention: Span, value: str) -> Name | None:
        """Whom "the watchdog", "a monitoring group", "the foreign minister" means, where the report names one."""
        if any(n.actor is not None or n.person for n in self.names_within(mention)):
            return None
        definite = re.match(r"(?:the|this|that|its|state|official)\b", mention.of(self._text), re.I) is not None
        kinds = frozenset[str]()
        words = value.split()
        for n in range(min(3, len(words)), 0, -1):
            kinds = kinds or self._actors.kinds_called(" ".join(words[-n:])) & _DESCRIBED
        if kinds:
            body = self._body_called(kinds, mention, definite)
            return body if body is None or self._may_be_called(body, mention) else None
        return self._holder(content_words(value), mention) if definite else None

    def _body_called(self, kinds: frozenset[str], mention: Span, definite: bool) -> Name | None:
        """The monitor or newsroom of these kinds: the last one named before, else the monitor named most."""
        fits = [n for n in self._bodies if n.actor is not None and n.actor.kind in kinds]
        before = [n for n in fits if n.span.end <= mention.start]
        chosen = before[-1].actor if before and definite else None
        if chosen is None and "news agency" in kinds and definite:
            states = {n.actor for n in fits if n.actor is not None and any(" state " in a for a in n.actor.aliases)}
            chosen = states.pop() if len(states) == 1 else None
        if chosen is None and "monitor" in kinds and fits:
            chosen = max(fits, key=lambda n: self._mentions[n.actor.name] if n.actor is not None else 0).actor
        return self._best_of(chosen) if chosen is not None else None

    def _may_be_called(self, body: Name, mention: Span) -> bool:
        """Whether a description's own names, if any, are the body's; "the Furat newspaper" is no other newspaper."""
        known = body.actor.aliases if body.actor is not None else ()
        own = {word for alias in (body.value, *known) for word in content_words(alias)}
        return all(set(name.words) <= own for name in self.names_within(mention))

    def _best_of(self, actor: Actor) -> Name:
        """The name of an actor that a desk writes: a newsroom by its own name, others by the longest."""
        names = self._by_actor[actor.name]
        if actor.kind in ("news agency", "media"):
            return next((n for n in names if name_key(n.value) == name_key(actor.name)), names[0])
        return max(names, key=_fullness)

    def _holder(self, words: tuple[str, ...], mention: Span) -> Name | None:
        """The person who holds an office: "the provincial governor", once the report has named one."""
        if not words or words[-1] not in TITLES:
            return None
        fits = [n for n in self._holders if set(words) <= n.office]
        loose = fits or [n for n in self._holders if words[-1] in n.office]
        before = [n for n in loose if n.span.end <= mention.start]
        return before[-1] if before else (fits[0] if fits else None)


_GENERIC = words(
    "group terrorist terrorists militant militants extremist jihadist jihadists fighters rebels self proclaimed "
    "takfiri monitor monitoring watchdog militia"
)
_DESCRIBED = frozenset({"monitor", "news agency", "media"})
_TAILS = frozenset({"rights", "group", "agency", "news", "syria", "iraq", "nations"})


def fullest_names(reading: Reading, actors: Actors) -> NameTable:
    """The names of a report, its title and labelled parts included where they stand in a passage."""
    text = reading.document.text
    names: list[Name] = []
    acronyms: dict[str, Name] = {}
    for passage in reading.passages:
        for sentence in passage.sentences:
            found = names_in(sentence, text, actors)
            names += found[: max(0, _MOST_NAMES - len(names))]
            for short, name in _acronyms_in(sentence, text, found).items():
                acronyms.setdefault(short, name)
    return NameTable(text, tuple(names), acronyms, actors)


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
            start = next(i for i in range(first, last + 1) if i in persons)
            span = bare(text, Span(sentence.tokens[start].span.start, span.end))
            span = without_title(text, span)
            value = " ".join(span.of(text).split())
            office = _office(sentence, span)
        if value:
            found.append(Name(value, span, person, None, content_words(value), office))
    return sorted(found, key=lambda name: name.span)


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


def _acronyms_in(sentence: Sentence, text: str, names: list[Name]) -> dict[str, Name]:
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


def _fullness(name: Name) -> tuple[bool, int, int]:
    """The order of an actor's names: without the reporter's "terrorist group", longest, first."""
    return not set(name.words) & _GENERIC, len(name.words), -name.span.start


def _after_link(word: str, value: str) -> bool:
    """Whether a word only says where or whose a longer name is: "Tel Nour" in "the council of Tel Nour"."""
    return re.search(rf"\b(?:in|of|for|from|at)\s+(?:the\s+)?{re.escape(word)}\b", value, re.I) is not None


def in_order(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether the words of `part` stand in `whole` in this order."""
    rest = iter(whole)
    return all(word in rest for word in part)
