"""Sentences that say again what another one says: captions, teasers, a lead printed twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from recount.model import Claim, Reading, Span

_WORD = re.compile(r"[^\W_]+")
_RUN = 3
# A sentence this much of whose runs of three words stand in another one says the same. Calibrated on training reports.
_SAME = 0.8
_FEWEST_RUNS = 4
# A run of words in more sentences than this is a formula and shows nothing.
_MOST_SENTENCES = 6


def without_repeats(claims: Iterable[Claim], reading: Reading) -> list[Claim]:
    """The claims without those of sentences that a fuller sentence of the report says again."""
    sentences = [sentence.span for passage in reading.passages for sentence in passage.sentences]
    repeated = repeated_sentences(sentences, reading.document.text)
    return [claim for claim in claims if not any(span.contains(claim.trigger) for span in repeated)]


def repeated_sentences(sentences: Sequence[Span], text: str) -> list[Span]:
    """The sentences whose words stand, run by run, in another one: the shorter of two, the later of two alike."""
    runs = [_runs(span.of(text)) for span in sentences]
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, own in enumerate(runs):
        for run in own:
            holding[run].append(n)
    return [span for n, span in enumerate(sentences) if _is_in_another(n, runs, holding)]


def _is_in_another(
    n: int, runs: Sequence[frozenset[tuple[str, ...]]], holding: dict[tuple[str, ...], list[int]]
) -> bool:
    own = runs[n]
    if len(own) < _FEWEST_RUNS:
        return False
    shared = Counter(m for run in own if len(holding[run]) <= _MOST_SENTENCES for m in holding[run] if m != n)
    return any(
        count >= _SAME * len(own) and (len(runs[m]) > len(own) or (len(runs[m]) == len(own) and m < n))
        for m, count in shared.items()
    )


def _runs(sentence: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(sentence.lower())
    return frozenset(zip(*(words[k:] for k in range(_RUN)), strict=False))
