"""Which pairs of texts can share enough to be compared, told of thousands of pairs at once: each sentence is known by
how many runs of words it has and by a row of bits that they set."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recount.resolution.arrays import Numbers
from recount.resolution.reprints.units import Unit, words_in, words_that_count

_WORDS = 16  # of 64 bits each: two texts of fifty runs seldom set the same bit
_AT_ONCE = 20_000  # texts

Bits = NDArray[np.uint64]


def numbers_of(units: Sequence[Unit]) -> bytes:
    """How many words sentences have together, and sentences as numbers, hashes of their runs of words among them; they
    hold for this process and those forked."""
    numbers = array("q", [words_in(units)])
    for unit in units:
        numbers.extend((unit.words, len(unit.shingles), *map(hash, unit.shingles)))
    return numbers.tobytes()


@dataclass(frozen=True, slots=True)
class Glances:
    """Texts by their places in a list: the words of each, the bits of all of its sentences, and where its sentences
    stand among all; of each sentence its words, its runs, its bits, and how many runs share a bit with another."""

    words: Numbers
    bits: Bits
    starts: Numbers
    words_of: Numbers
    runs_of: Numbers
    hidden_of: Numbers
    bits_of: Bits

    @classmethod
    def at(cls, texts: Sequence[bytes]) -> Glances:
        """Glances at texts, each given as `numbers_of` has it."""
        parts = [_glanced(texts[first : first + _AT_ONCE]) for first in range(0, len(texts), _AT_ONCE)] or [
            _glanced([])
        ]
        words, bits, counts, *of_sentences = (np.concatenate(part) for part in zip(*parts, strict=True))
        return cls(words, bits, np.concatenate(([0], np.cumsum(counts))), *of_sentences)

    def may_share(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Which pairs of texts can share enough to be linked: what the shorter has of the longer is at most what the
        bits of its sentences have, and of two of one length either may be the shorter."""
        may: NDArray[np.bool_] = np.zeros(one.shape, np.bool_)
        for short, long in ((one, other), (other, one)):
            asked = np.flatnonzero((self.words[short] <= self.words[long]) & ~may)
            may[asked] = self._shared_most(short[asked], long[asked])
        return may

    def _shared_most(self, short: Numbers, long: Numbers) -> NDArray[np.bool_]:
        counts = self.starts[short + 1] - self.starts[short]
        pairs = np.repeat(np.arange(short.size), counts)
        sentences = np.arange(pairs.size) + np.repeat(self.starts[short] - (np.cumsum(counts) - counts), counts)
        common = np.bitwise_count(self.bits_of[sentences] & self.bits[long[pairs]]).sum(axis=1, dtype=np.int64)
        runs = self.runs_of[sentences]
        common = np.minimum(runs, common + (common > 0) * self.hidden_of[sentences])
        most, least = words_that_count(common, runs, self.words_of[sentences], self.words[short])
        may: NDArray[np.bool_] = np.bincount(pairs, most, short.size) >= least
        return may


def _glanced(texts: Sequence[bytes]) -> tuple[NDArray[np.generic], ...]:
    """The fields of glances at some texts, with how many sentences each has for where these stand."""
    flat = np.frombuffer(b"".join(texts), np.int64)
    ends = np.cumsum(np.array([len(text) // 8 for text in texts], np.int64))
    begins = np.concatenate(([0], ends[:-1])) if len(texts) else ends
    texts_of, places = _sentences(flat, begins + 1, ends)
    words, runs = flat[places], flat[places + 1]
    owners = np.repeat(np.arange(places.size), runs)
    at = np.arange(owners.size) + np.repeat(places + 2 - (np.cumsum(runs) - runs), runs)
    hashes = flat[at] & (64 * _WORDS - 1)
    set_by = np.zeros((places.size, _WORDS), np.uint64)
    np.bitwise_or.at(set_by, (owners, hashes >> 6), np.uint64(1) << (hashes & 63).astype(np.uint64))
    hidden = runs - np.bitwise_count(set_by).sum(axis=1, dtype=np.int64)
    all_of = np.zeros((len(texts), _WORDS), np.uint64)
    np.bitwise_or.at(all_of, texts_of, set_by)
    return flat[begins], all_of, np.bincount(texts_of, minlength=len(texts)), words, runs, hidden, set_by


def _sentences(flat: Numbers, first: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """The sentences of texts in order, each with its text and the place where its numbers begin."""
    found, texts = [np.empty((0, 2), np.int64)], np.arange(first.size)
    at = first
    while (left := at < ends[texts]).any():
        texts, at = texts[left], at[left]
        found.append(np.stack((texts, at), axis=1))
        at = at + 2 + flat[at + 1]
    told = np.concatenate(found)
    told = told[np.argsort(told[:, 1])]
    return told[:, 0], told[:, 1]
