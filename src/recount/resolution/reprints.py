"""Which reports carry the same words: wire stories that several outlets print, whole or spliced into another page.

Whole-document hashes miss a story that was cut into a page with two others, so the unit is the sentence. Candidates
come from MinHash and locality-sensitive hashing; each is then verified on its exact shingles, so a hash collision can
never make a reprint. One reprint family has one voice, however many outlets carry it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from rensa import RMinHash, RMinHashLSH

from recount.model import Document
from recount.resolution.unions import Unions

_PERMUTATIONS = 128
_BANDS = 32  # four rows a band: of two sentences that share six shingles in ten, 99 % become candidates, at half 87 %
_SEED = 7
_SHINGLE = 3
_FEWEST_WORDS = 8  # shorter sentences ("The group did not comment.") are the same in unrelated reports
_ALIKE = 0.45
_WITHIN = 0.75
_WHOLE = 0.45  # a share of the shorter report's words; below it the page only carries some of the other's sentences
_PART = 0.12
_FEWEST_SHARED = 15
_CROWD = 24
_LONGEST = 400_000

_BREAK = re.compile(r"\n[ \t]*\n|(?<=[.!?])[\"'”’)]{0,2}\s+(?=[\"'“‘(]{0,2}[A-Z0-9])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Reprint:
    """Report `later` carries sentences of report `earlier`.

    `share` is how much of the shorter report's words stand in shared sentences; `whole` says that it is enough for the
    two to be one story, otherwise `later` is a page into which a part of the other was spliced.
    """

    earlier: str
    later: str
    share: float
    whole: bool


@dataclass(frozen=True, slots=True)
class Reprints:
    """All reprints among a set of reports, and the families that whole ones make."""

    pairs: tuple[Reprint, ...]
    original: Mapping[str, str]
    _between: dict[tuple[str, str], Reprint] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "_between", {(min(r.earlier, r.later), max(r.earlier, r.later)): r for r in self.pairs}
        )

    def between(self, a: str, b: str) -> Reprint | None:
        """What two reports, in either order, have in common; None where neither carries sentences of the other."""
        return self._between.get((a, b) if a < b else (b, a))

    def family(self, document: str) -> str:
        """The report that `document` goes back to: the earliest of its family, itself where it reprints nothing."""
        return self.original.get(document, document)


@dataclass(frozen=True, slots=True)
class _Unit:
    document: int
    words: int
    shingles: frozenset[str]


def reprints_among(documents: Iterable[Document]) -> Reprints:
    """The reprints among `documents`, the earlier published first; undated reports come last, in order of their ids."""
    ordered = sorted({d.id: d for d in documents}.values(), key=report_order)
    units = [unit for n, document in enumerate(ordered) for unit in _units(n, document.text, _body(document))]
    lengths: dict[int, int] = defaultdict(int)
    for unit in units:
        lengths[unit.document] += unit.words
    shared = _shared_words(units)
    pairs = []
    unions: Unions[str] = Unions()
    for (a, b), words in sorted(shared.items()):
        share = min(1.0, words / min(lengths[a], lengths[b]))
        if words < _FEWEST_SHARED or share < _PART:
            continue
        pairs.append(Reprint(ordered[a].id, ordered[b].id, round(share, 3), share >= _WHOLE))
        if share >= _WHOLE:
            unions.join(ordered[a].id, ordered[b].id)
    place = {document.id: n for n, document in enumerate(ordered)}
    original = {member: ordered[min(place[m] for m in group)].id for group in unions.groups() for member in group}
    return Reprints(tuple(pairs), original)


def report_order(document: Document) -> tuple[date, date, str]:
    """The order in which reports came out: by first and last possible day of publication, undated ones at the end."""
    published = document.published
    return published.first or published.last or date.max, published.last or date.max, document.id


def alike_pairs(shingles: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Positions `i < j` of sentences that are the same but for an edit, each pair once.

    A sentence that is like a crowd of earlier ones is paired with some of them and not indexed itself: boilerplate with
    a changing number would make pairs without end.
    """
    if not shingles:
        return
    signatures = RMinHash.from_token_sets([sorted(s) for s in shingles], _PERMUTATIONS, _SEED)
    index = RMinHashLSH(_ALIKE, _PERMUTATIONS, _BANDS)
    for i, signature in enumerate(signatures):
        alike = 0
        for j in sorted(index.query(signature)):
            if are_alike(shingles[i], shingles[j]):
                alike += 1
                yield j, i
        if alike < _CROWD:
            index.insert(i, signature)


def are_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sentences' shingles are those of one sentence: enough in common, or one holds the other."""
    common = len(a & b)
    smaller = min(len(a), len(b))
    if not smaller:
        return False
    return common >= _ALIKE * (len(a) + len(b) - common) or (common >= _WITHIN * smaller and smaller >= _FEWEST_WORDS)


def shingles_of(text: str) -> frozenset[str]:
    """Runs of three words, lower-cased and without punctuation (outlets lose commas and quotation marks)."""
    words = _WORD.findall(text.lower())
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def _body(document: Document) -> list[str]:
    spans = [span for passage in document.passages for span in passage]
    return [span.of(document.text) for span in spans] or [document.text]


def _units(n: int, text: str, parts: list[str]) -> Iterator[_Unit]:
    left = _LONGEST
    seen: set[frozenset[str]] = set()
    for part in parts:
        for sentence in _BREAK.split(part[: max(left, 0)]):
            words = len(_WORD.findall(sentence))
            shingles = shingles_of(sentence)
            if words >= _FEWEST_WORDS and shingles not in seen:
                seen.add(shingles)
                yield _Unit(n, words, shingles)
        left -= len(part)


def _shared_words(units: Sequence[_Unit]) -> dict[tuple[int, int], int]:
    """How many words stand in sentences that two reports share, by the reports' positions.

    Identical sentences are hashed once. A sentence that a crowd of reports carries links each of them only with the
    next one: all pairs of a phrase that everybody prints would be quadratic.
    """
    kinds: dict[frozenset[str], list[int]] = defaultdict(list)
    for n, unit in enumerate(units):
        kinds[unit.shingles].append(n)
    distinct = list(kinds)
    alike: Unions[int] = Unions()
    for i in range(len(distinct)):
        alike.join(i, i)
    for i, j in alike_pairs(distinct):
        alike.join(i, j)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for group in alike.groups():
        longest: dict[int, int] = {}
        for kind in group:
            for n in kinds[distinct[kind]]:
                longest[units[n].document] = max(longest.get(units[n].document, 0), units[n].words)
        for a, b in _linked(sorted(longest)):
            shared[a, b] += min(longest[a], longest[b])
    return shared


def _linked(documents: list[int]) -> Iterator[tuple[int, int]]:
    if len(documents) > _CROWD:
        yield from pairwise(documents)
        return
    for i, a in enumerate(documents):
        for b in documents[i + 1 :]:
            yield a, b
