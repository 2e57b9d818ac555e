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

UNKNOWN = -(2**31)
"""A day or a figure that nobody gives."""

SINGLE = ("type", "status", "grade", "country", "place", "place_precision", "day_precision")
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
NAMED = ("incident", "in_order", "public")
READ = ("number", *NAMED, *SINGLE, *LISTED, *WHOLE, *PLACED)
"""The columns that are held in memory, in the order in which they are read; `actors` are agents and targets."""


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of words, each told once: `codes` point into `words`."""

    words: tuple[str, ...]
    codes: Numbers

    def joined(self, keep: Flags, other: Coded) -> Coded:
        """These where they are kept, and then others."""
        known = {word: n for n, word in enumerate(self.words)}
        new = _codes(other.words, known)
        return Coded(tuple(known), np.concatenate([self.codes[keep], new[other.codes]]))

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
        known = {word: n for n, word in enumerate(self.words)}
        new = _codes(other.words, known)
        codes = np.concatenate([self.codes[np.repeat(keep, self.counts)], new[other.codes]])
        return Listed(tuple(known), codes, np.concatenate([self.counts[keep], other.counts]))

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

    def held_by(self, mask: Flags) -> Numbers:
        """How many of those in the mask have each word; words that one has twice count once."""
        owned = mask[self.owners]
        pairs = np.unique(self.owners[owned] * max(1, len(self.words)) + self.codes[owned])
        return np.bincount(pairs % max(1, len(self.words)), minlength=len(self.words))


@dataclass(frozen=True, eq=False)
class Columns:
    """The lines of all incidents, ordered by number; `version` is the mark of the incidents that they were read of."""

    version: str
    numbers: Numbers
    names: Mapping[str, npt.NDArray[np.object_]]
    coded: Mapping[str, Coded]
    listed: Mapping[str, Listed]
    whole: Mapping[str, Numbers]
    placed: Mapping[str, Degrees]
    masks: dict[Any, Flags] = field(default_factory=dict)  # what was asked lately

    def __len__(self) -> int:
        return len(self.numbers)

    def at(self, numbers: Iterable[int]) -> Flags:
        """Which lines have one of these numbers."""
        found = np.zeros(len(self), dtype=bool)
        asked = np.fromiter(numbers, dtype=np.int64)
        if len(self):
            places = np.minimum(np.searchsorted(self.numbers, asked), len(self) - 1)
            found[places[self.numbers[places] == asked]] = True
        return found

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


def columns_of(version: str, lines: Sequence[Sequence[Any]]) -> Columns:
    """Columns from lines read as `READ` says, ordered by number."""
    by_name = dict(zip(READ, zip(*lines, strict=True), strict=True)) if lines else dict.fromkeys(READ, ())
    names = {name: _objects(by_name[name]) for name in NAMED}
    return Columns(
        version,
        np.array(by_name["number"], dtype=np.int64),
        names,
        {name: _coded(by_name[name]) for name in SINGLE},
        {name: _listed(by_name[name], "|" if name == "folded_places" else "\n") for name in LISTED},
        {name: np.array([UNKNOWN if n is None else n for n in by_name[name]], dtype=np.int64) for name in WHOLE},
        {name: np.array(by_name[name], dtype=np.float64) for name in PLACED},
    )


def changed(old: Columns, gone: Flags, new: Columns) -> Columns:
    """Columns without the lines that are gone, and with new ones."""
    keep = ~gone
    whole = Columns(
        new.version,
        np.concatenate([old.numbers[keep], new.numbers]),
        {name: np.concatenate([old.names[name][keep], new.names[name]]) for name in NAMED},
        {name: old.coded[name].joined(keep, new.coded[name]) for name in SINGLE},
        {name: old.listed[name].joined(keep, new.listed[name]) for name in LISTED},
        {name: np.concatenate([old.whole[name][keep], new.whole[name]]) for name in WHOLE},
        {name: np.concatenate([old.placed[name][keep], new.placed[name]]) for name in PLACED},
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


def _objects(values: Sequence[str]) -> npt.NDArray[np.object_]:
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def _coded(values: Iterable[str]) -> Coded:
    known: dict[str, int] = {}
    codes = _codes(values, known)
    return Coded(tuple(known), codes)


def _listed(values: Iterable[str], mark: str) -> Listed:
    split = [[word for word in value.split(mark) if word and word != " "] for value in values]
    known: dict[str, int] = {}
    codes = _codes((word for words in split for word in words), known)
    return Listed(tuple(known), codes, np.array([len(words) for words in split], dtype=np.int64))


def _codes(words: Iterable[str], known: dict[str, int]) -> Numbers:
    """A number for each word; new ones are added to those that are known."""
    return np.fromiter((known.setdefault(word, len(known)) for word in words), dtype=np.int64)
