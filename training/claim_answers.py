"""Hand-coded claims turned into answers for single words: which word tells each claim, and which words belong to it.

Coders mark clauses and write names; heads are asked about words. The word that tells a claim is the one of its clause
that the codebook's triggers point at, else its topmost predicate. A party, place, time, figure or source belongs to
it where its words, or the fullest name that the report gives them, agree with what the coder wrote: those of the
claim's own sentence, else the last ones before it. Other mentions that agree are neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from recount.codebook import Codebook, Role
from recount.extraction.attribution import attributions_in
from recount.extraction.events import Event, events_in
from recount.extraction.mentions import Mentions, of_others
from recount.extraction.names import NameTable, fullest_names
from recount.extraction.nominals import name_span
from recount.extraction.places import PlaceMention, places_in
from recount.extraction.slips import mended
from recount.extraction.tolls import tolls_in
from recount.extraction.tree import Tree
from recount.extraction.triggers import Hit, hits_in
from recount.extraction.when import times_in
from recount.model import Reading
from recount.pipeline import Tools
from recount.reading.reader.pieces import BLANK_LINE, gap_between

Gold = dict[str, Any]
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_INNER = frozenset({"compound", "flat", "fixed", "goeswith", "det", "nummod", "amod", "case", "punct"})
_TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a report, the white space before it and its part of speech."""

    form: str
    gap: int
    upos: str


@dataclass(slots=True)
class Told:
    """A coded claim at its word: for each kind of link the words that are right, and those neither right nor wrong."""

    word: int
    type: str
    status: str
    main: bool
    right: dict[str, set[int]] = field(default_factory=dict)
    either: dict[str, set[int]] = field(default_factory=dict)
    harmed: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A mention that could be linked: its word, its sentence, and what it is called or means."""

    word: int
    sentence: int
    values: tuple[Any, ...]


@dataclass(slots=True)
class Answers:
    """A report as words and sentences, its coded claims at their words, and the words that links are asked for.

    `sentences` are (first word, word after the last, passage). `unsure` are words that tell a claim beside its own.
    """

    report: str
    words: list[Word]
    sentences: list[tuple[int, int, int]]
    told: list[Told]
    unsure: set[int]
    asked: dict[str, list[int]]


@dataclass(slots=True)
class _Line:
    tree: Tree
    first: int
    hits: Sequence[Hit]
    events: Sequence[Event]


def answers_of(reading: Reading, gold: Sequence[Gold], tools: Tools, bench: ModuleType) -> Answers:
    """The answers for a report; `bench` is the scorer, whose comparisons say when two names agree."""
    reading = mended(reading)
    names = fullest_names(reading, tools.actors)
    words: list[Word] = []
    lines: list[_Line] = []
    found: dict[str, list[_Candidate]] = {kind: [] for kind in ("name", "place", "time", "toll")}
    sentences: list[tuple[int, int, int]] = []
    said = attributions_in(reading, tools.actors, names)
    placed: dict[tuple[int, int], list[PlaceMention]] = {}
    for mention in places_in(reading, tools.gazetteer):
        placed.setdefault((mention.passage, mention.sentence), []).append(mention)
    for passage in reading.passages:
        past = -1
        for n, sentence in enumerate(passage.sentences):
            first, tree = len(words), Tree(sentence)
            for token in sentence.tokens:
                gap = BLANK_LINE if past < 0 else gap_between(reading.document.text[past : token.span.start])
                words.append(Word(token.text, gap, token.upos))
                past = token.span.end
            here = [a for a in said if (a.passage, a.sentence) == (passage.n, n)]
            mentions = Mentions(
                tuple(placed.get((passage.n, n), ())),
                times_in(sentence, reading.document.published),
                of_others(sentence, tolls_in(sentence), here),
            )
            hits = hits_in(tree, tools.codebook, mentions.marks(sentence))
            events = events_in(tree, hits, tools.codebook, mentions.marks(sentence)) if hits else ()
            for kind, more in _candidates(tree, mentions, names, first, len(lines)).items():
                found[kind] += more
            lines.append(_Line(tree, first, hits, events))
            sentences.append((first, len(words), passage.n))
    told, unsure = _told(gold, lines, found, tools.codebook, bench)
    asked = {kind: sorted({c.word for c in cs}) for kind, cs in found.items()}
    return Answers(reading.document.name, words, sentences, told, unsure - {t.word for t in told}, asked)


def _candidates(tree: Tree, mentions: Mentions, names: NameTable, first: int, n: int) -> dict[str, list[_Candidate]]:
    """What a sentence names: nominals under their own and their fullest names, places, times, figures."""
    nominals = []
    for token in tree.tokens:
        inner = tree.relation[token.i] in _INNER
        if token.upos in _NOMINAL and not inner:
            span = name_span(tree, token.i)
        elif inner and token.upos in ("ADJ", "PROPN", "NOUN") and token.text[:1].isupper():
            span = token.span
        else:
            continue
        text = " ".join(t.text for t in tree.tokens if span.contains(t.span))
        nominals.append(_Candidate(first + token.i, n, (text or token.text, names.fullest(span).value)))
    return {
        "name": nominals,
        "place": [_Candidate(first + m.last, n, (m.name.value,)) for m in mentions.places],
        "time": [_Candidate(first + m.last, n, (m.when.value.iso(),)) for m in mentions.times],
        "toll": [
            _Candidate(first + m.people_token, n, (toll.harm.value, toll.count.low, toll.count.high))
            for m in mentions.tolls
            for toll in (m.toll.value,)
        ],
    }


def _told(
    gold: Sequence[Gold],
    lines: Sequence[_Line],
    found: dict[str, list[_Candidate]],
    codebook: Codebook,
    bench: ModuleType,
) -> tuple[list[Told], set[int]]:
    """Each coded claim at the word that tells it, best fits first, no word for two claims; and the words beside."""
    scored = [
        (score, g, n, word)
        for g, claim in enumerate(gold)
        for n, line in enumerate(lines)
        for word, score in _fits(claim, line, codebook)
    ]
    told: dict[int, Told] = {}
    taken: set[tuple[int, int]] = set()
    unsure: set[int] = set()
    for _, g, n, word in sorted(scored, key=lambda row: (-row[0], row[1:])):
        if g in told or (n, word) in taken:
            continue
        taken.add((n, word))
        told[g] = _with_links(gold[g], lines[n].first + word, n, found, bench)
        beside = [e for e in lines[n].events if any(hit.head == word for hit in e.hits)]
        unsure |= {lines[n].first + hit.head for e in beside for hit in e.hits}
    return [told[g] for g in sorted(told)], unsure


def _fits(claim: Gold, line: _Line, codebook: Codebook) -> Iterable[tuple[int, float]]:
    """The words of a sentence that could tell a claim, and how well each fits."""
    tree, span = line.tree, line.tree.sentence.span
    shared = min(span.end, claim["end"]) - max(span.start, claim["start"])
    if 2 * shared < claim["end"] - claim["start"]:
        return
    inside = [t.i for t in tree.tokens if t.span.start >= claim["start"] and t.span.end <= claim["end"]]
    depth = {i: sum(1 for _ in tree.ancestors(i)) for i in inside}
    top = min(depth.values(), default=0)
    for i in inside:
        if tree.tokens[i].upos not in _TELLING:
            continue
        score = 0.3 * (depth[i] == top) - 0.02 * (depth[i] - top) + 0.1 * (tree.tokens[i].upos == "VERB")
        score += sum(_fit_of_trigger(hit, claim["type"]) for hit in line.hits if hit.head == i)
        score += sum(1.0 if e.type == claim["type"] else 0.4 for e in line.events if e.lead.head == i)
        yield i, score


def _fit_of_trigger(hit: Hit, kind: str) -> float:
    if hit.trigger.type == kind:
        return 2.2 if hit.trigger.role is Role.CAUSE else 1.6
    return 0.7 if hit.trigger.role is Role.CAUSE else 1.2


def _with_links(claim: Gold, word: int, n: int, found: dict[str, list[_Candidate]], bench: ModuleType) -> Told:
    told = Told(word, claim["type"], claim["status"], bool(claim.get("main")))

    def link(kind: str, among: list[_Candidate], agrees: Callable[[_Candidate], bool]) -> list[_Candidate]:
        agreeing = [c for c in among if agrees(c)]
        own = [c for c in agreeing if c.sentence == n]
        right = own or [c for c in agreeing if c.sentence < n][-1:]
        told.right.setdefault(kind, set()).update(c.word for c in right)
        told.either.setdefault(kind, set()).update(c.word for c in agreeing if c not in right)
        return right

    for kind, key in (("agent", "agents"), ("target", "targets"), ("origin", "origin"), ("via", "via")):
        for name in claim[key]:
            link(kind, found["name"], lambda c, name=name: any(v and bench.same_name(name, v) for v in c.values))
    for name in claim["places"]:
        link("place", found["place"], lambda c, name=name: bench.same_name(name, c.values[0]))
    if claim.get("time"):
        when = bench.time_bounds(claim["time"])
        link("time", found["time"], lambda c: bool(c.values[0]) and bench.time_bounds(c.values[0]) == when)
    here = [c for c in found["toll"] if c.sentence == n]
    for toll in claim["tolls"]:
        key = (toll["harm"], toll.get("low"), toll.get("high"))
        for c in link("toll", here, lambda c, key=key: c.values == key):
            told.harmed[c.word] = toll.get("cat", "unknown")
    return told
