"""What reports are compared by: the sentences of their bodies as runs of words, and a few keys to look them up by.

Whole-document hashes miss a story that was cut into a page with two others, so the unit is the sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from recount.model import Document, Span
from recount.model.making import quickly
from recount.resolution.arrays import Numbers

KEY_SCHEME = f"rensa {RMinHash.ALGORITHM_VERSION}, 3 bands of 2, 3-word shingles, without furniture"
"""How keys are made; keys that were made otherwise can't be compared with today's."""

FEWEST_SHARED = 15
"""Words; two reports that share fewer have a phrase in common, not a text."""

LINKED = 0.12
"""Of the shorter text's words; below it two texts have a sentence in common that everybody writes."""

_BANDS = 3  # keys of a sentence; each holds its least two hashes of six, so that a common phrase makes no key alone
_ROWS = 2
_SEED = 7
_FEWEST_WORDS = 8  # shorter sentences ("The group did not comment.") are the same in unrelated reports
_WHOLE = 0.45  # of the shorter text's words
_TWINS = 0.6  # of the longer text's words
_FEWEST_OF_WHOLE = 20
_ALIKE = 0.38
_CLOSE = 0.5  # of two sentences' runs of words; of those less alike only the runs that both have are shared
_WITHIN = 0.75
_SIX = _WITHIN * _FEWEST_WORDS  # runs; of those that are alike the one has so many of the other, or that part of them
_ROUNDED = 0.001
_LONGEST = 400_000  # characters
_SCANNED = 600
_FEW_PAIRS = 64  # of sentences
_OFTEN = 24  # sentences of one text in which a run of words is looked up; a page can say a phrase in thousands

# A page that speaks to its reader, or of itself, tells no story: any two pages of an outlet have that in common.
_OPENING = (
    r"^\W*\d{1,2}:\d\d\b"  # a list of videos
    r"|^\W*(?:>>|close get|click|download|follow|join|like|listen|share|stay|subscribe|visit|watch)\b"
)
_NUMBER = r"\b\d{3}\W{1,2}\d{3}\W\d{4}\b"
_FURNITURE = re.compile(
    rf"{_OPENING}|{_NUMBER}"
    r"|\b(?:your|you.?ll|you.?ve|e-?mail|newsletters?|inbox|browser|notifications?|apps?|subscri\w+|sign up|log in"
    r"|cookies"
    r"|facebook|twitter|instagram|whats ?app|crime ?stoppers|anyone with information|rights reserved|redistribut\w+"
    r"|developing story|story will be updated|update this story|for the latest (?:news|updates)|breaking news)\b"
    r"|copyright|©|@"
    r"|^[^\"'“”]*\byou\b[^\"'“”]*$",
    re.IGNORECASE,
)
_OPENS, _NUMBERED = re.compile(_OPENING), re.compile(r"\d\W\d{4}")
_SPOKEN = (
    *("you", "mail", "newsletter", "inbox", "browser", "notification", "app", "subscri", "sign up", "log in"),
    *("cookies", "facebook", "twitter", "instagram", "stoppers", "anyone with", "rights reserved", "redistribut"),
    *("copyright", "@", "developing story", "story will be", "update this", "for the latest", "breaking news"),
)
"""Furniture of plain letters holds one of these, or a telephone's number, or opens as furniture does."""
_BREAK = re.compile(r"\n[ \t]*\n|(?<=[.!?])[\"'”’)]{0,2}\s+(?=[\"'“‘(]{0,2}[A-Z0-9])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@quickly
@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence that is long enough to be told again: how many words it has, and its runs of three words."""

    words: int
    shingles: frozenset[str]


@quickly
@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two texts share: words in shared sentences, and the words of the shorter and of the longer text."""

    shared: int
    shorter: int
    longer: int

    @property
    def share(self) -> float:
        """The share of the shorter text's words that the longer one has, too."""
        return round(min(1.0, self.shared / self.shorter), 3) if self.shorter else 0.0

    @property
    def mutual(self) -> float:
        """The share of the longer text's words that the shorter one has, too: near 1, the two are one text."""
        return round(min(1.0, self.shared / self.longer), 3) if self.longer else 0.0

    @property
    def twins(self) -> bool:
        """Whether the two are one text but for edits."""
        return self.mutual >= _TWINS

    @property
    def whole(self) -> bool:
        """Whether the two are one story, whole or cut; a short note that shares one sentence with a page may just say
        what everybody writes."""
        return self.share >= _WHOLE and (self.shared >= _FEWEST_OF_WHOLE or self.twins)


def sentences_of(document: Document) -> Iterator[Span]:
    """Where the sentences of a report's body lie; what cleaning left out stands in none."""
    left = _LONGEST
    spans = [span for passage in document.passages for span in passage] or [Span(0, len(document.text))]
    for span in spans:
        start, stop = span.start, min(span.end, span.start + max(left, 0))
        for found in _BREAK.finditer(document.text, start, stop):
            yield Span(start, found.start())
            start = found.end()
        yield Span(start, stop)
        left -= span.end - span.start


def units_of(document: Document) -> tuple[Unit, ...]:
    """The sentences that a report is compared by, each once, in text order."""
    units: dict[frozenset[str], Unit] = {}
    lower = document.text.lower()
    spoken = [words for words in _SPOKEN if words in lower]
    for span in sentences_of(document):
        sentence = span.of(document.text)
        words = words_of(sentence)
        if len(words) >= _FEWEST_WORDS and not is_furniture(sentence[:_SCANNED], spoken):
            shingles = shingles_in(words)
            units.setdefault(shingles, Unit(len(words), shingles))
    return tuple(units.values())


def is_furniture(sentence: str, spoken: Sequence[str] = _SPOKEN) -> bool:
    """Whether a sentence is the page's and none of its story's; of most sentences a glance tells that it is not.

    `spoken` are those words of furniture that its text has at all.
    """
    if sentence.isascii():
        lower = sentence.lower()
        told = _OPENS.match(lower) or _NUMBERED.search(lower) or any(words in lower for words in spoken)
        if not told:
            return False
    return _FURNITURE.search(sentence) is not None


def words_of(text: str) -> list[str]:
    """Its words, lower-cased and without punctuation (outlets lose commas and quotation marks)."""
    return _WORD.findall(text.lower())


def shingles_in(words: Sequence[str]) -> frozenset[str]:
    """Runs of three words."""
    return frozenset([f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)])


def keys_of(units: Sequence[Unit]) -> tuple[int, ...]:
    """Numbers (of 63 bits) of which two texts that share sentences have some in common, in ascending order.

    A sentence with one word in ten changed keeps one of its three keys seven times in ten, an unchanged one all.
    """
    keys = set()
    for unit in units:
        sketch = RMinHash(_BANDS * _ROWS, _SEED)
        sketch.update(list(unit.shingles))
        digest = sketch.digest()
        for band in range(_BANDS):
            first, second = digest[band * _ROWS : (band + 1) * _ROWS]
            keys.add(((first << 32 | second) ^ (band * 0x9E3779B97F4A7C15)) & 0x7FFFFFFFFFFFFFFF)
    return tuple(sorted(keys))


def mark_of(document: Document, units: Sequence[Unit]) -> int:
    """A number (of 63 bits) that two reports have in common when their bodies say the same sentences in the same words.

    A report with too few words to be compared has its own.
    """
    told = blake2b(digest_size=8)
    if sum(unit.words for unit in units) < FEWEST_SHARED:
        told.update(f"report {document.id}".encode(errors="replace"))
    else:
        for line in sorted(" ".join(sorted(unit.shingles)) for unit in units):
            told.update(f"{line}\n".encode(errors="replace"))
    return int.from_bytes(told.digest(), "big") & 0x7FFFFFFFFFFFFFFF


def are_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sentences' shingles are those of one sentence: enough in common, or one holds the other."""
    return _alike(len(a & b), len(a), len(b))


def likeness_of(a: Sequence[Unit], b: Sequence[Unit]) -> Likeness:
    """How much two texts share, the same whichever is named first; depends on nothing but the two."""
    of_a, of_b = words_in(a), words_in(b)
    if of_a == of_b:
        short, long = sorted((a, b), key=_in_letters)
        return _likeness(short, long, of_a, of_b)
    return _likeness(a, b, of_a, of_b) if of_a < of_b else _likeness(b, a, of_b, of_a)


def most_alike(a: Sequence[Unit], b: Sequence[Unit]) -> Likeness:
    """The same of sentences that are known by numbers instead of words: of texts of one length, which then can't be put
    in order by their letters, in the order in which they share more."""
    of_a, of_b = words_in(a), words_in(b)
    if of_a == of_b:
        return max(_likeness(a, b, of_a, of_b), _likeness(b, a, of_b, of_a), key=lambda likeness: likeness.shared)
    return _likeness(a, b, of_a, of_b) if of_a < of_b else _likeness(b, a, of_b, of_a)


def words_that_count(
    common: Numbers, runs: Numbers, words: Numbers, all_words: Numbers
) -> tuple[Numbers, NDArray[np.float64]]:
    """How many words of sentences can count as shared where so many of their runs of words are in the other text at
    most, and how many of `all_words`, those of whole texts, have to be for texts to be linked.

    A sentence is alike only with one that has a good third of its runs, or six of a shorter one's; all of its words
    count only where half of its runs are there.
    """
    alike = (common >= _SIX) | (common >= _ALIKE * runs)
    most = np.where(alike, np.where(2 * common >= runs, words, common + 2), 0)
    return most, np.maximum(FEWEST_SHARED, (LINKED - _ROUNDED) * all_words)


def _likeness(short: Sequence[Unit], long: Sequence[Unit], fewer: int, more: int) -> Likeness:
    alike = _alike_in_few if _are_few(short, long) else _alike_in_many
    shared = 0
    for i, others in alike(short, long):
        shared += _shared(short[i], [long[j] for j in others])
    return Likeness(min(shared, fewer), fewer, more)


def _shared(one: Unit, others: Sequence[Unit]) -> int:
    """How many words a sentence shares with those that are alike, the most alike first.

    An update retells its first sentence with other figures: that it has the form of an earlier one does not make all
    of it the earlier one's.
    """
    words = min(one.words, sum(other.words for other in others))
    both = one.shingles & others[0].shingles
    if len(both) >= _CLOSE * len(one.shingles | others[0].shingles):
        return words
    common = one.shingles & frozenset().union(*(other.shingles for other in others))
    return min(words, len(common) + 2)


def alike_in(short: Sequence[Unit], long: Sequence[Unit]) -> Iterator[tuple[int, list[int]]]:
    """For each sentence of one text that is in another: its position, and where it stands there, the most alike first.

    Each sentence is looked up by its runs of words, so that long texts are not compared all with all.
    """
    return _alike_in_few(short, long) if _are_few(short, long) else _alike_in_many(short, long)


def _are_few(short: Sequence[Unit], long: Sequence[Unit]) -> bool:
    return len(long) <= _OFTEN and len(short) * len(long) <= _FEW_PAIRS


def _alike_in_many(short: Sequence[Unit], long: Sequence[Unit]) -> Iterator[tuple[int, list[int]]]:
    at: dict[str, list[int]] = defaultdict(list)
    for j, unit in enumerate(long):
        for shingle in unit.shingles:
            if len(at[shingle]) < _OFTEN:
                at[shingle].append(j)
    for i, unit in enumerate(short):
        common: dict[int, int] = {}
        for shingle in unit.shingles & at.keys():
            for j in at[shingle]:
                common[j] = common.get(j, 0) + 1
        others = [j for j, n in common.items() if _alike(n, len(unit.shingles), len(long[j].shingles))]
        if others:
            yield i, sorted(others, key=lambda j: (-common[j] / len(unit.shingles | long[j].shingles), j))


def _alike_in_few(short: Sequence[Unit], long: Sequence[Unit]) -> Iterator[tuple[int, list[int]]]:
    """The same for short texts, of which all sentences are sooner held against all."""
    for i, one in enumerate(short):
        found, size = [], len(one.shingles)
        for j, other in enumerate(long):
            common = len(one.shingles & other.shingles)
            if common and _alike(common, size, len(other.shingles)):
                found.append((-common / (size + len(other.shingles) - common), j))
        if found:
            yield i, [j for _, j in sorted(found)]


def _alike(common: int, a: int, b: int) -> bool:
    smaller = min(a, b)
    if not smaller:
        return False
    return common >= _ALIKE * (a + b - common) or (common >= _WITHIN * smaller and smaller >= _FEWEST_WORDS)


def words_in(units: Sequence[Unit]) -> int:
    """How many words sentences have together."""
    return sum([unit.words for unit in units])


def _in_letters(units: Sequence[Unit]) -> list[str]:
    return sorted(min(unit.shingles, default="") for unit in units)
