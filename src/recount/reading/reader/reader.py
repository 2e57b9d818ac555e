"""The reader model: text in, sentences with their grammar and names out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from recount.model import Entity, Hints, Sentence, Span, Token
from recount.reading.reader.network import Labels, Network, Outputs, version
from recount.reading.reader.pieces import Subwords
from recount.reading.reader.stretch import Stretch, stretch_of_words
from recount.reading.reader.trees import tree

WEIGHTS = Path(__file__).parent / "weights"


class Reader:
    """Reads English news: words, sentence ends, tags, lemmas, dependencies and names in one pass.

    A text's reading depends on that text alone, whatever is read before or beside it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._network = Network(folder)
        self._labels = Labels.load(folder)
        self._subwords = Subwords(folder / "vocab.txt")
        self._root = self._labels.rel.index("root")

    @classmethod
    def load(cls, folder: Path | None = None) -> Reader:
        """The reader with the weights that ship with the package, or those of another folder."""
        return cls(folder or WEIGHTS)

    @cached_property
    def version(self) -> str:
        """A hash of the weights, kept with every record read by them."""
        return version(self._folder)

    def read(self, text: str, spans: Sequence[Span] = ()) -> tuple[Sentence, ...]:
        """The sentences of the given passages of the text, of all of it if none are given.

        Spans are in code points of `text`; a passage's edges always end a sentence.
        """
        stretch = Stretch()
        for span in spans or (Span(0, len(text)),):
            stretch.add_text(text, span.start, span.end, self._subwords)
        return tuple(self._sentences(stretch, given=False))

    def read_many(self, items: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[tuple[Sentence, ...]]:
        """Texts one after another, each read as if it were alone."""
        for text, spans in items:
            yield self.read(text, spans)

    def read_words(self, sentences: Iterable[Iterable[tuple[str, int]]]) -> tuple[Sentence, ...]:
        """Given sentences of given words, each with the gap before it (see `pieces`): for measuring."""
        stretch = stretch_of_words(sentences, self._subwords)
        return tuple(self._sentences(stretch, given=True))

    def _sentences(self, stretch: Stretch, given: bool) -> Iterator[Sentence]:
        first, total = 0, len(stretch.pieces)
        while first < total:
            last, sure = stretch.end_of_window(first, stops=not given)
            found = self._network.answers(*stretch.numbers(first, last))
            starts = self._starts(stretch, found, first, last, given)
            if not sure and 2 * (starts[-1] - first) > last - first:
                last = starts.pop()  # the last sentence is cut off: read it again whole
            for start, end in zip(starts, [*starts[1:], last], strict=True):
                yield self._sentence(stretch, found, first, start, end)
            first = last

    def _starts(self, stretch: Stretch, found: Outputs, first: int, last: int, given: bool) -> list[int]:
        """The words of the window that start a sentence; its first word always does."""
        starts = {i for i in stretch.bounds if first < i < last} if given else set()
        if not given:
            logits = found["start"]
            likely = np.flatnonzero(logits[:, 1] > logits[:, 0]).tolist()
            starts = {first + i for i in likely}
            starts.update(i for i in range(first, last) if i in stretch.bounds)
        return sorted(starts | {first})

    def _sentence(self, stretch: Stretch, found: Outputs, first: int, start: int, end: int) -> Sentence:
        a, b = start - first, end - first
        arcs = found["arcs"]
        heads = tree(arcs[a:b, 0], arcs[a:b, a + 1 : b + 1])
        columns = [0 if head == i else a + head + 1 for i, head in enumerate(heads)]
        chosen = found["heads"][columns]
        mixed = found["mixed"][a:b].reshape(b - a, -1, chosen.shape[1])
        scores = np.matmul(mixed, chosen[:, :, None])[:, :, 0] + found["rels"][a:b]
        scores[:, self._root] = -np.inf  # only the root's own arc is called so
        rels = scores.argmax(1).tolist()
        tags = self._labels
        rows = zip(
            stretch.pieces[start:end],
            found["lemma"][a:b].tolist(),
            found["upos"][a:b].tolist(),
            found["xpos"][a:b].tolist(),
            heads,
            rels,
            strict=True,
        )
        tokens = tuple(
            Token(
                i,
                Span(piece.start, piece.end),
                piece.text,
                tags.lemma_of(piece.text, tags.upos[upos], recipe),
                tags.upos[upos],
                tags.xpos[xpos],
                head,
                "root" if head == i else tags.rel[rel],
            )
            for i, (piece, recipe, upos, xpos, head, rel) in enumerate(rows)
        )
        names = [tags.name[n] for n in found["name"][a:b].tolist()]
        span = Span(tokens[0].span.start, tokens[-1].span.end)
        hints = self._hints(found, a, b, stretch.pieces[first].start)
        return Sentence(span, tokens, entities(names, tokens), hints)

    def _hints(self, found: Outputs, a: int, b: int, window: int) -> Hints | None:
        """What the heads for claims make of words `[a, b)` of a window; None where the weights have no such heads."""
        if "links" not in found:
            return None
        return Hints(
            types=self._labels.event,
            events=found["event"][a:b],
            statuses=found["status"][a:b],
            harmed=found["harmed"][a:b],
            links=found["links"][:, a:b],
            window=window,
            start=a,
        )


_ARTICLES = frozenset(["al", "el", "an", "ar", "as", "ash", "at", "az", "ad"])


def entities(names: Sequence[str], tokens: Sequence[Token]) -> tuple[Entity, ...]:
    """Names from their marks: B-ORG I-ORG is one organisation of two words.

    An Arabic article with its hyphen belongs to the name after it, also where the marks leave it out.
    """
    found: list[Entity] = []
    first, free = -1, 0
    for i, name in enumerate([*names, "O"]):
        if first >= 0 and (name[:2] != "I-" or name[2:] != names[first][2:]):
            start = first
            if start - 2 >= free and tokens[start - 1].text == "-" and tokens[start - 2].text.lower() in _ARTICLES:
                start -= 2
            span = Span(tokens[start].span.start, tokens[i - 1].span.end)
            found.append(Entity(names[first][2:], start, i - 1, span))
            first, free = -1, i
        if name != "O" and first < 0:
            first = i
    return tuple(found)
