"""The reprints among many reports at once: what an index would say of them, without building one."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np

from recount.model import Document
from recount.resolution.arrays import Numbers
from recount.resolution.reprints.crowds import pairs_of_all
from recount.resolution.reprints.families import Printing, Reprints, is_link, reprints_of
from recount.resolution.reprints.glances import Glances, numbers_of
from recount.resolution.reprints.index import printing_of
from recount.resolution.reprints.units import Likeness, Unit, keys_of, likeness_of, most_alike, units_of

_KEPT = 32_768  # texts whose sentences are kept at hand
_AT_ONCE = 8192  # pairs of texts


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


Sketch = tuple[Printing, tuple[int, ...], bytes]
"""What a report prints, its text's keys, and its sentences as numbers."""


def sketched(documents: Iterable[Document]) -> Iterator[Sketch]:
    """What follows from each report alone."""
    for document in documents:
        units = units_of(document)
        yield printing_of(document, units), keys_of(units), numbers_of(units)


def _units_from(line: bytes) -> tuple[Unit, ...]:
    """A text's sentences in numbers."""
    numbers = array("q", line).tolist()
    units, at = [], 1
    while at < len(numbers):
        words, size = numbers[at : at + 2]
        shingles = frozenset(numbers[at + 2 : at + 2 + size])
        units.append(Unit(words, cast("frozenset[str]", shingles)))  # likeness asks only which of them are equal
        at += 2 + size
    return tuple(units)


def sketches_from(
    sketched: Iterable[Sketch],
    fetched: Callable[[Sequence[str]], Iterable[Document]],
    spread: Callable[[Callable[[Numbers], _Links], Iterable[Numbers]], Iterable[_Links]] = map,
) -> Sketches:
    """What an index holds of reports that have been sketched. Two texts of one length are held against each other in an
    order of their letters, for which they are `fetched` by the ids of their reports.

    `spread` shares the comparing among processes.
    """
    printings: list[Printing] = []
    keys: dict[int, tuple[int, ...]] = {}
    printed_by: dict[int, str] = {}
    numbers: dict[int, bytes] = {}
    days: dict[int, int] = {}
    for one, of_text, in_numbers in sketched:
        printings.append(one)
        printed_by.setdefault(one.text, one.report)
        keys.setdefault(one.text, of_text)
        numbers.setdefault(one.text, in_numbers)
        days.setdefault(one.text, one.standing.first.toordinal())
    texts = np.sort(np.fromiter(keys, dtype=np.int64, count=len(keys)))
    glances = Glances.at([numbers[text] for text in texts.tolist()])
    known = lru_cache(maxsize=_KEPT)(lambda text: _units_from(numbers[text]))

    def compared(candidates: Numbers) -> _Links:
        one, other = candidates >> 32, candidates & 0xFFFFFFFF
        may = glances.may_share(one, other)
        pairs = zip(texts[one[may]].tolist(), texts[other[may]].tolist(), strict=True)
        most = ((pair, most_alike(known(pair[0]), known(pair[1]))) for pair in pairs)
        links = {pair: likeness for pair, likeness in most if is_link(likeness)}
        in_doubt = [pair for pair, likeness in links.items() if likeness.shorter == likeness.longer]
        wanted = {printed_by[text]: text for pair in in_doubt for text in pair}
        units = {wanted[document.id]: units_of(document) for document in fetched(sorted(wanted))}
        links |= {(a, b): likeness_of(units[a], units[b]) for a, b in in_doubt}
        return [(pair, likeness) for pair, likeness in links.items() if is_link(likeness)]

    found = spread(compared, _candidates(texts, keys, days))
    return Sketches(tuple(printings), keys, {pair: likeness for links in found for pair, likeness in links})


_Links = list[tuple[tuple[int, int], Likeness]]


def _candidates(texts: Numbers, keys: Mapping[int, Sequence[int]], days: Mapping[int, int]) -> Iterator[Numbers]:
    """The pairs of texts to be compared, as `a << 32 | b` by their places in the list, some at a time: those of one
    time together, as these are alike. Of a pair the second one counts: a key that many hold pairs each of them with a
    few first ones, which stay at hand."""
    sizes = np.fromiter((len(keys[text]) for text in texts.tolist()), dtype=np.int64, count=len(keys))
    total = int(sizes.sum())
    held = np.fromiter((key for text in texts.tolist() for key in keys[text]), dtype=np.int64, count=total)
    order = np.argsort(held, kind="stable")  # of each key the texts in ascending order
    pairs = pairs_of_all(np.repeat(np.arange(len(texts)), sizes)[order], held[order])
    day_of = np.fromiter((days[text] for text in texts.tolist()), dtype=np.int64, count=len(keys))
    pairs = pairs[np.argsort(day_of[pairs & 0xFFFFFFFF], kind="stable")]
    return (pairs[first : first + _AT_ONCE] for first in range(0, len(pairs), _AT_ONCE))
