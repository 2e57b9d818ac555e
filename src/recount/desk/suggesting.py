"""What a desk's own reports tell that its codebook has no words for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recount.desk.running import Unwatched, Watch, about_how_many
from recount.desk.tools import Rules, Settings, tools_of
from recount.extraction.uncovered import Uncovered, uncovered_in
from recount.model import Document, Problem, Span
from recount.reading import IntakeOptions, documents_in, read
from recount.store import opened

_SHOWN = 3  # sentences for a word


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sentence in which a word stands, with what there speaks for an event."""

    report: str
    text: str
    word: Span
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that no rule of the codebook has: how often it looks like an event, in how many reports, how much.

    `weight` adds up what its sentences have of signs of an event (see Uncovered).
    """

    lemma: str
    verb: bool
    times: int
    reports: int
    weight: int
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The words, the most frequent first, then those that look most like events; what could not be read on the way.

    Words met `once` are left out and only counted, unless there are no others.
    """

    words: tuple[Suggestion, ...]
    once: int
    reports: int
    problems: tuple[Problem, ...]


def suggestions(
    paths: Sequence[Path], record: Path | None, settings: Settings, rules: Rules, watch: Watch | None = None
) -> Suggestions:
    """Words of the reports in files and folders, and of those of a record, that tell events and that no rule has.

    Raises CodebookError for a codebook with mistakes, and RecordError where the record named is none.
    """
    looker = watch or Unwatched()
    tools = tools_of(rules, settings, looker.say)
    found: dict[tuple[str, bool], list[tuple[Document, Uncovered]]] = defaultdict(list)
    problems: list[Problem] = []
    seen: set[str] = set()
    kept = _documents_of(record)
    total = len(kept) + about_how_many(paths)
    for received in _all(kept, paths):
        if isinstance(received, Problem):
            problems.append(received)
        elif received.id not in seen:
            seen.add(received.id)
            reading = read(received, tools.reader)
            for word in uncovered_in(reading, tools.codebook, tools.gazetteer, tools.actors):
                found[word.lemma, word.verb].append((received, word))
        looker.progress(len(seen) + len(problems), max(total, len(seen) + len(problems)))
    words = sorted((_suggestion(*key, rows) for key, rows in found.items()), key=_rank)
    often = tuple(word for word in words if word.times > 1)
    return Suggestions(often or tuple(words), len(words) - len(often) if often else 0, len(seen), tuple(problems))


def _rank(one: Suggestion) -> tuple[int, int, int, str, bool]:
    return -one.times, -one.reports, -one.weight, one.lemma, one.verb


def _documents_of(record: Path | None) -> tuple[Document, ...]:
    if record is None:
        return ()
    with closing(opened(record)) as store:
        return store.documents()


def _all(kept: Iterable[Document], paths: Sequence[Path]) -> Iterator[Document | Problem]:
    yield from kept
    for found in documents_in(paths, IntakeOptions()):
        yield found if isinstance(found, Problem) else found.document


def _suggestion(lemma: str, verb: bool, rows: Sequence[tuple[Document, Uncovered]]) -> Suggestion:
    telling = sorted(rows, key=lambda row: (-row[1].weight, row[0].name, row[1].word.start))
    sightings: list[Sighting] = []
    for document, word in telling:
        text = word.sentence.of(document.text)
        if len(sightings) < _SHOWN and text not in {one.text for one in sightings}:
            start = word.word.start - word.sentence.start
            sightings.append(
                Sighting(document.name, text, Span(start, start + len(word.word.of(document.text))), word.signs)
            )
    reports = len({document.id for document, _ in rows})
    return Suggestion(lemma, verb, len(rows), reports, sum(word.weight for _, word in rows), tuple(sightings))
