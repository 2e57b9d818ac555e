"""The reprints among many reports at once: what an index would say of them, without building one."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np

from recount.model import Document
from recount.resolution.reprints.crowds import pairs_of_all
from recount.resolution.reprints.families import Printing, Reprints, is_link, reprints_of
from recount.resolution.reprints.index import printing_of
from recount.resolution.reprints.units import Likeness, Unit, keys_of, likeness_of, may_share, most_alike, units_of

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
        yield printing_of(document, units), keys_of(units), _numbers_of(units)


def _numbers_of(units: Sequence[Unit]) -> bytes:
    """How many words sentences have together, and sentences as numbers, hashes of their runs of words among them; they
    hold for this process and those forked."""
    numbers = array("q", [sum(unit.words for unit in units)])
    for unit in units:
        numbers.extend((unit.words, len(unit.shingles), *map(hash, unit.shingles)))
    return numbers.tobytes()


_Text = tuple[int, tuple[Unit, ...], frozenset[int]]
"""How many words a text has, its sentences in numbers, and all of these numbers."""


def _text_from(line: bytes) -> _Text:
    numbers = array("q", line).tolist()
    units, at = [], 1
    while at < len(numbers):
        words, size = numbers[at : at + 2]
        shingles = frozenset(numbers[at + 2 : at + 2 + size])
        units.append(Unit(words, cast("frozenset[str]", shingles)))  # likeness asks only which of them are equal
        at += 2 + size
    return numbers[0], tuple(units), frozenset(numbers)


def sketches_from(
    sketched: Iterable[Sketch],
    fetched: Callable[[Sequence[str]], Iterable[Document]],
    spread: Callable[[Callable[[_Pairs], _Links], Iterable[_Pairs]], Iterable[_Links]] = map,
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
    known = lru_cache(maxsize=_KEPT)(lambda text: _text_from(numbers[text]))

    def compared(candidates: _Pairs) -> _Links:
        links = dict(_promising(candidates, known))
        in_doubt = [pair for pair, likeness in links.items() if likeness.shorter == likeness.longer]
        wanted = {printed_by[text]: text for pair in in_doubt for text in pair}
        texts = {wanted[document.id]: units_of(document) for document in fetched(sorted(wanted))}
        links |= {(a, b): likeness_of(texts[a], texts[b]) for a, b in in_doubt}
        return [(pair, likeness) for pair, likeness in links.items() if is_link(likeness)]

    found = spread(compared, _candidates(keys, days))
    return Sketches(tuple(printings), keys, {pair: likeness for links in found for pair, likeness in links})


_Pairs = list[tuple[int, int]]
_Links = list[tuple[tuple[int, int], Likeness]]


def _promising(
    pairs: Iterable[tuple[int, int]], known: Callable[[int], _Text]
) -> Iterator[tuple[tuple[int, int], Likeness]]:
    """The pairs that share enough, each with how much it is at most: it is that much where one is the shorter."""
    for pair in pairs:
        (words, one, all_of_one), (other_words, other, all_of_other) = known(pair[0]), known(pair[1])
        may = words <= other_words and may_share(one, words, all_of_other)
        may = may or (other_words <= words and may_share(other, other_words, all_of_one))
        if may and is_link(likeness := most_alike(one, other)):
            yield pair, likeness


def _candidates(keys: Mapping[int, Sequence[int]], days: Mapping[int, int]) -> Iterator[_Pairs]:
    """The pairs of texts to be compared, some at a time: those of one time together, as these are alike. Of a pair the
    second one counts: a key that many hold pairs each of them with a few first ones, which stay at hand."""
    texts = np.sort(np.fromiter(keys, dtype=np.int64, count=len(keys)))
    sizes = np.fromiter((len(keys[text]) for text in texts.tolist()), dtype=np.int64, count=len(keys))
    total = int(sizes.sum())
    held = np.fromiter((key for text in texts.tolist() for key in keys[text]), dtype=np.int64, count=total)
    order = np.argsort(held, kind="stable")  # of each key the texts in ascending order
    pairs = pairs_of_all(np.repeat(np.arange(len(texts)), sizes)[order], held[order])
    day_of = np.fromiter((days[text] for text in texts.tolist()), dtype=np.int64, count=len(keys))
    pairs = pairs[np.argsort(day_of[pairs & 0xFFFFFFFF], kind="stable")]
    for first in range(0, len(pairs), _AT_ONCE):
        some = pairs[first : first + _AT_ONCE]
        yield list(zip(texts[some >> 32].tolist(), texts[some & 0xFFFFFFFF].tolist(), strict=True))
