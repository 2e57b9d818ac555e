"""The reprints among many reports at once: what an index would say of them, without building one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from recount.model import Document
from recount.resolution.reprints.crowds import pairs_of
from recount.resolution.reprints.families import Printing, Reprints, is_link, reprints_of
from recount.resolution.reprints.index import printing_of
from recount.resolution.reprints.units import Likeness, Unit, keys_of, likeness_of, units_of
from recount.resolution.unions import Unions

_KEPT = 8192  # texts whose sentences are kept at hand
_AT_ONCE = 2048  # pairs of texts


@dataclass(frozen=True, slots=True)
class Sketches:
    """Who prints what, each text's keys, and which texts are alike: all that an index keeps."""

    printings: tuple[Printing, ...]
    keys: Mapping[int, tuple[int, ...]]
    links: Mapping[tuple[int, int], Likeness]


def reprints_among(documents: Iterable[Document]) -> Reprints:
    """The reprints among `documents`, the earlier first; the same whatever the order they come in."""
    found = sketches_of({document.id: document for document in documents})
    return reprints_of(found.printings, found.links)


def sketches_of(documents: Mapping[str, Document]) -> Sketches:
    """What an index of these reports holds."""
    return sketches_from(sketched(documents.values()), lambda reports: [documents[report] for report in reports])


def sketched(documents: Iterable[Document]) -> Iterator[tuple[Printing, tuple[int, ...]]]:
    """What each report prints, and its text's keys: what follows from the report alone."""
    for document in documents:
        units = units_of(document)
        yield printing_of(document, units), keys_of(units)


def sketches_from(
    sketched: Iterable[tuple[Printing, tuple[int, ...]]],
    fetched: Callable[[Sequence[str]], Iterable[Document]],
    spread: Callable[[Callable[[_Pairs], _Links], Iterable[_Pairs]], Iterable[_Links]] = map,
) -> Sketches:
    """What an index holds of reports that have been sketched; those that may be alike are `fetched` by their ids.

    `spread` shares the comparing among processes.
    """
    printings: list[Printing] = []
    keys: dict[int, tuple[int, ...]] = {}
    printed_by: dict[int, str] = {}
    for one, of_text in sketched:
        printings.append(one)
        printed_by.setdefault(one.text, one.report)
        keys.setdefault(one.text, of_text)
    at_hand: dict[int, tuple[Unit, ...]] = {}

    def compared(some: _Pairs) -> _Links:
        if len(at_hand) > _KEPT:
            at_hand.clear()
        wanted = {printed_by[text]: text for pair in some for text in pair if text not in at_hand}
        at_hand.update((wanted[document.id], units_of(document)) for document in fetched(sorted(wanted)))
        likenesses = ((pair, likeness_of(at_hand[pair[0]], at_hand[pair[1]])) for pair in some)
        return [(pair, likeness) for pair, likeness in likenesses if is_link(likeness)]

    rest = iter(_near(_candidates(keys)))
    found = spread(compared, iter(lambda: list(islice(rest, _AT_ONCE)), []))
    return Sketches(tuple(printings), keys, {pair: likeness for links in found for pair, likeness in links})


_Pairs = list[tuple[int, int]]
_Links = list[tuple[tuple[int, int], Likeness]]


def _near(pairs: _Pairs) -> _Pairs:
    """Pairs in an order in which those that hang together stand together, so that each text is fetched but once."""
    unions: Unions[int] = Unions()
    for a, b in pairs:
        unions.join(a, b)
    return sorted(pairs, key=lambda pair: (unions.top(pair[0]), pair))


def _candidates(keys: Mapping[int, Sequence[int]]) -> _Pairs:
    """The pairs of texts to be compared, in ascending order."""
    sizes = np.fromiter((len(of_text) for of_text in keys.values()), dtype=np.int64, count=len(keys))
    texts = np.repeat(np.fromiter(keys, dtype=np.int64, count=len(keys)), sizes)
    held = np.fromiter((key for of_text in keys.values() for key in of_text), dtype=np.int64, count=int(sizes.sum()))
    order = np.lexsort((texts, held))
    texts, held = texts[order], held[order]
    return sorted({pair for group in _groups(texts, held) for pair in pairs_of(group)})


def _groups(texts: np.ndarray, held: np.ndarray) -> Iterator[list[int]]:
    """The texts that hold each key which at least two of them hold."""
    starts = np.flatnonzero(np.concatenate(([True], held[1:] != held[:-1]))) if held.size else np.empty(0, np.int64)
    stops = np.append(starts[1:], held.size)
    several = stops - starts > 1
    for start, stop in zip(starts[several].tolist(), stops[several].tolist(), strict=True):
        yield texts[start:stop].tolist()
