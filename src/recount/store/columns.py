"""The lines of all incidents as columns in memory: what filters, map, timeline and counts are made from.

A hundred thousand incidents are some tens of megabytes, and a filter over them takes a few milliseconds whatever it
asks, which no index of a database gives for every mixture of questions. Columns are read once and kept; when incidents
change, only the new lines are read (`kept_columns`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from recount.model import Harm
from recount.store.rows import folded

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Degrees = npt.NDArray[np.float64]
Words = npt.NDArray[np.object_]

UNKNOWN = -(2**31)
"""A day or a figure that nobody gives."""

SINGLE = ("type", "status", "grade", "country", "place", "place_precision", "day_precision", "public")
LISTED = ("actors", "origins", "outlets", "folded_places")
WHOLE = (
    "first_day",
    "last_day",
    "first_reported",
    "last_reported",
    "origin_count",
    "report_count",
    "contested",
    *(f"counted_{harm}" for harm in Harm),
)
PLACED = ("lat", "lon")
NAMED = ("incident", "in_order")
READ = (*NAMED, *SINGLE, *LISTED, *WHOLE, *PLACED)
"""The columns that are held in memory; `actors` are agents and targets."""
_ASKED = frozenset({*SINGLE, "admin1"})  # the last is read where it is asked for
_ASKED_LISTS = frozenset({*LISTED, "agents", "within"})  # ... and so are the last two


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of words, each told once: `codes` point into `words`."""

    words: tuple[str, ...]
    codes: Numbers

    def joined(self, keep: Flags, other: Coded) -> Coded:
        """These where they are kept, and then others."""
        words, new = _together(self.words, other.words)
        return Coded(words, np.concatenate([self.codes[keep], new[other.codes]]))

    def taken(self, at: Numbers) -> Coded:
        """In another order."""
        return Coded(self.words, self.codes[at])

    def among(self, wanted: Iterable[str]) -> Flags:
        """Which have one of these words."""
        asked = set(wanted)
        return np.array([word in asked for word in self.words], dtype=bool)[self.codes]


@dataclass(frozen=True, eq=False)
class Listed:
    """A column of several words each: `counts` says how many of `codes` belong to each."""

    words: tuple[str, ...]
    codes: Numbers
    counts: Numbers

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words in plain letters, a blank before and behind each."""
        return tuple(f" {folded([word]).strip('| ')} " for word in self.words)

    @cached_property
    def owners(self) -> Numbers:
        """For each code the position of who has it."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    def joined(self, keep: Flags, other: Listed) -> Listed:
        """These where they are kept, and then others."""
        words, new = _together(self.words, other.words)
        codes = np.concatenate([self.codes[np.repeat(keep, self.counts)], new[other.codes]])
        return Listed(words, codes, np.concatenate([self.counts[keep], other.counts]))

    def taken(self, at: Numbers) -> Listed:
        """In another order."""
        ends = np.cumsum(self.counts)
        starts, counts = (ends - self.counts)[at], self.counts[at]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return Listed(self.words, self.codes[np.repeat(starts, counts) + within], counts)

    def having(self, wanted: Flags) -> Flags:
        """Which have one of the words that are flagged."""
        found = np.zeros(len(self.counts), dtype=bool)
        found[self.owners[wanted[self.codes]]] = True
        return found

    @cached_property
    def _once(self) -> tuple[Numbers, Numbers]:
        """Who has which word, with each word of one told once."""
        words = max(1, len(self.words))
        pairs = np.sort(self.owners * words + self.codes)
        once = pairs[np.diff(pairs, prepend=-1) > 0]
        return once // words, once % words

    @cached_property
    def _begin(self) -> Numbers:
        """Where the words of each begin in `_once`, and where the last ones end."""
        return np.searchsorted(self._once[0], np.arange(len(self.counts) + 1))

    def held_by(self, mask: Flags) -> Numbers:
        """How many of those in the mask have each word."""
        owners, codes = self._once
        at = np.flatnonzero(mask)
        if len(at) > len(mask) // 4:
            return np.bincount(codes[mask[owners]], minlength=len(self.words))
        starts, counts = self._begin[at], self._begin[at + 1] - self._begin[at]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.bincount(codes[np.repeat(starts, counts) + within], minlength=len(self.words))


@dataclass(frozen=True, eq=False)
class Columns:
    """The lines of all incidents, ordered by number; `version` is the mark of the incidents that they were read of."""

    version: str
    numbers: Numbers
    names: dict[str, Words]
    coded: dict[str, Coded]
    listed: dict[str, Listed]
    whole: dict[str, Numbers]
    placed: dict[str, Degrees]
    masks: dict[Any, Flags] = field(default_factory=dict)  # what was asked lately

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def read(self) -> tuple[str, ...]:
        """The columns that are here."""
        return (*self.names, *self.coded, *self.listed, *self.whole, *self.placed)

    def holds(self, names: Iterable[str]) -> bool:
        """Whether all of these columns are here."""
        return all(
            name in self.names or name in self.whole or name in self.coded or name in self.listed or name in self.placed
            for name in names
        )

    def at(self, numbers: Iterable[int]) -> Flags:
        """Which lines have one of these numbers."""
        found = np.zeros(len(self), dtype=bool)
        asked = numbers if isinstance(numbers, np.ndarray) else np.fromiter(numbers, dtype=np.int64)
        if len(self):
            places = np.minimum(np.searchsorted(self.numbers, asked), len(self) - 1)
            found[places[self.numbers[places] == asked]] = True
        return found

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each incident's line stands."""
        return {name: n for n, name in enumerate(self.names["incident"].tolist())}

    @cached_property
    def rank(self) -> Numbers:
        """Where each incident stands in the order of the record."""
        order = np.argsort(self.names["in_order"].astype(bytes), kind="stable")
        rank = np.empty(len(self), dtype=np.int64)
        rank[order] = np.arange(len(self))
        return rank

    @cached_property
    def orders(self) -> dict[str, Numbers]:
        """Positions by order, as far as they were asked for."""
        return {}

    @cached_property
    def made(self) -> dict[Any, Any]:
        """What else was made of these columns and of nothing but them."""
        return {}


def columns_of(version: str, lines: Sequence[Sequence[Any]], read: Sequence[str] = READ) -> Columns:
    """Columns from lines ordered by number, each with the number and then what was `read`."""
    columns = zip(*lines, strict=True) if lines else iter([()] * (1 + len(read)))
    numbers = np.array(next(columns), dtype=np.int64)
    made = Columns(version, numbers, {}, {}, {}, {}, {})
    for name, values in zip(read, columns, strict=True):
        if name in NAMED:
            made.names[name] = _objects(values)
        elif name in _ASKED:
            made.coded[name] = _coded(values)
        elif name in _ASKED_LISTS:
            made.listed[name] = _listed(values, "|" if name == "folded_places" else "\n")
        elif name in WHOLE:
            made.whole[name] = np.array([UNKNOWN if n is None else n for n in values], dtype=np.int64)
        else:
            made.placed[name] = np.array(values, dtype=np.float64)
    return made


def beside(old: Columns, more: Columns) -> Columns:
    """Columns of the same lines with more of them read."""
    return Columns(
        old.version,
        old.numbers,
        {**old.names, **more.names},
        {**old.coded, **more.coded},
        {**old.listed, **more.listed},
        {**old.whole, **more.whole},
        {**old.placed, **more.placed},
    )


def changed(old: Columns, gone: Flags, new: Columns) -> Columns:
    """Columns without the lines that are gone, and with new ones, of which as much is read."""
    keep = ~gone
    whole = Columns(
        new.version,
        np.concatenate([old.numbers[keep], new.numbers]),
        {name: np.concatenate([column[keep], new.names[name]]) for name, column in old.names.items()},
        {name: column.joined(keep, new.coded[name]) for name, column in old.coded.items()},
        {name: column.joined(keep, new.listed[name]) for name, column in old.listed.items()},
        {name: np.concatenate([column[keep], new.whole[name]]) for name, column in old.whole.items()},
        {name: np.concatenate([column[keep], new.placed[name]]) for name, column in old.placed.items()},
    )
    return whole if np.all(np.diff(whole.numbers) > 0) else _sorted(whole)


def _sorted(columns: Columns) -> Columns:
    at = np.argsort(columns.numbers)
    return Columns(
        columns.version,
        columns.numbers[at],
        {name: column[at] for name, column in columns.names.items()},
        {name: column.taken(at) for name, column in columns.coded.items()},
        {name: column.taken(at) for name, column in columns.listed.items()},
        {name: column[at] for name, column in columns.whole.items()},
        {name: column[at] for name, column in columns.placed.items()},
    )


def _objects(values: Sequence[str]) -> Words:
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def _coded(values: Sequence[str]) -> Coded:
    known = {word: n for n, word in enumerate(dict.fromkeys(values))}
    return Coded(tuple(known), _codes(values, known))


def _listed(values: Sequence[str], mark: str) -> Listed:
    """Words that stand in one text each, with a mark between two; what is blank is no word."""
    pieces = mark.join(values).split(mark) if values else []
    owners = np.repeat(np.arange(len(values)), [value.count(mark) + 1 for value in values])
    known = {word: n for n, word in enumerate(dict.fromkeys(pieces))}
    codes = _codes(pieces, known)
    blank = np.array([not word.strip() for word in known], dtype=bool)
    told = ~blank[codes] if len(codes) else np.zeros(0, dtype=bool)
    names = np.cumsum(~blank) - 1  # without the blank ones
    words = tuple(word.strip() for word in known if word.strip())
    return Listed(words, names[codes[told]], np.bincount(owners[told], minlength=len(values)))


def _together(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[str, ...], Numbers]:
    """Words, each once, and where the new ones stand among them."""
    known = {word: n for n, word in enumerate(dict.fromkeys((*old, *new)))}
    return tuple(known), _codes(new, known)


def _codes(words: Sequence[str], known: Mapping[str, int]) -> Numbers:
    return np.fromiter(map(known.__getitem__, words), dtype=np.int64, count=len(words))
