"""The fullest name a report gives for whom it mentions by surname, short form, acronym or description."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

from recount.codebook.actors import Actor, Actors, name_key
from recount.extraction.name_forms import (
    TITLES,
    Name,
    acronyms_in,
    bare,
    content_words,
    ends_with,
    in_order,
    names_in,
)
from recount.extraction.speech import words
from recount.model import Cited, Reading, Span

_DESCRIBED_AS_WRITTEN = frozenset({"state forces", "government", "external forces", "international organisation"})
_MOST_NAMES = 4000
# How far back a pronoun or "the group" reaches: names and characters.
_NEAR_NAMES = 12
_NEAR_LETTERS = 400
_MOST_DESCRIBED = 400


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
        if words[-1] in _ORGANISATIONS and self._text[mention.end :].startswith(" monitoring "):
            kinds = frozenset({"monitor"})  # "an organisation monitoring the conflict"
        for n in range(min(3, len(words)), 0, -1):
            kinds = kinds or self._actors.kinds_called(" ".join(words[-n:])) & _DESCRIBED
        if kinds:
            body = self._body_called(kinds, mention, definite) or self._unlisted(kinds)
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

    def _unlisted(self, kinds: frozenset[str]) -> Name | None:
        """The monitor that the report only ever calls "the Observatory"."""
        found = _OBSERVATORY.search(self._text) if "monitor" in kinds else None
        if found is None:
            return None
        span = Span(found.start(1), found.end(1))
        return Name(found[1], span, False, None, content_words(found[1]))

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
        if before or fits:
            return before[-1] if before else fits[0]
        return loose[0] if len({n.value for n in loose}) == 1 else None


_OBSERVATORY = re.compile(r"\b[Tt]he (Observatory)\b(?! [A-Z]| for\b)")
_GENERIC = words(
    "group terrorist terrorists militant militants extremist jihadist jihadists fighters rebels self proclaimed "
    "takfiri monitor monitoring watchdog militia"
)
_ORGANISATIONS = frozenset({"organisation", "organization", "group", "network", "body", "ngo"})
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
            for short, name in acronyms_in(sentence, text, found).items():
                acronyms.setdefault(short, name)
    return NameTable(text, tuple(names), acronyms, actors)


def _fullness(name: Name) -> tuple[bool, int, int]:
    """The order of an actor's names: without the reporter's "terrorist group", longest, first."""
    return not set(name.words) & _GENERIC, len(name.words), -name.span.start


def _after_link(word: str, value: str) -> bool:
    """Whether a word only says where or whose a longer name is: "Tel Nour" in "the council of Tel Nour"."""
    return re.search(rf"\b(?:in|of|for|from|at)\s+(?:the\s+)?{re.escape(word)}\b", value, re.I) is not None
