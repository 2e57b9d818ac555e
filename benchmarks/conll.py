"""The measures of the CoNLL 2018 shared task (Zeman et al. 2018), for parses of raw text.

A parse from raw text has its own words and sentences. Both sides are laid over the same characters,
white space left out; words that cover the same characters are the same word, and the words of a
joint token ("don't") are matched by their forms inside it. Each measure is the F1 of what agrees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A word of a parse: `head` counts from 1 in its sentence, 0 is the root.

    `joint` is the surface token the word is a part of, where one token holds several words."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    rel: str
    joint: str | None = None
    joint_size: int = 1


@dataclass(slots=True)
class _Placed:
    row: Row
    start: int
    end: int
    head: int  # position in the whole text, -1 for the root


MEASURES = ("sentences", "words", "upos", "xpos", "lemmas", "uas", "las")


def agreement(gold: Sequence[Sequence[Row]], system: Sequence[Sequence[Row]]) -> Counter[str]:
    """Counts for one text: `<measure>/right`, `/gold` and `/system`; they add up over texts."""
    left, left_ends = _placed(gold)
    right, right_ends = _placed(system)
    if left and right and left[-1].end != right[-1].end:
        raise ValueError("the two sides don't cover the same characters")
    counts: Counter[str] = Counter()
    counts["sentences/right"] = len(left_ends & right_ends)
    counts["sentences/gold"], counts["sentences/system"] = len(left_ends), len(right_ends)
    for measure in MEASURES[1:]:
        counts[f"{measure}/gold"], counts[f"{measure}/system"] = len(left), len(right)
    pairs = _aligned(left, right)
    partner = dict(pairs)
    partner[-1] = -1
    for a, b in pairs:
        one, other = left[a].row, right[b].row
        counts["words/right"] += 1
        counts["upos/right"] += one.upos == other.upos
        counts["xpos/right"] += one.xpos == other.xpos
        counts["lemmas/right"] += one.lemma in ("_", other.lemma)
        attached = partner.get(left[a].head, -2) == right[b].head
        counts["uas/right"] += attached
        counts["las/right"] += attached and universal(one.rel) == universal(other.rel)
    return counts


def universal(relation: str) -> str:
    """The universal part of a relation: `nsubj` of `nsubj:pass`."""
    return relation.split(":")[0]


def f1(counts: Counter[str], measure: str) -> float:
    """The F1 of a measure in per cent."""
    both = counts[f"{measure}/gold"] + counts[f"{measure}/system"]
    return 200 * counts[f"{measure}/right"] / both if both else 100.0


def _placed(sentences: Iterable[Sequence[Row]]) -> tuple[list[_Placed], set[tuple[int, int]]]:
    """The words over the characters of their text, and the spans of the sentences."""
    words: list[_Placed] = []
    spans: set[tuple[int, int]] = set()
    at = 0
    for sentence in sentences:
        base, begin, left = len(words), at, 0
        for row in sentence:
            size = len("".join((row.joint or row.form).split()))
            words.append(_Placed(row, at, at + size, base + row.head - 1 if row.head else -1))
            left = row.joint_size - 1 if row.joint and not left else max(0, left - 1)
            if not row.joint or not left:
                at += size
        if sentence:
            spans.add((begin, at))
    return words, spans


def _aligned(left: list[_Placed], right: list[_Placed]) -> list[tuple[int, int]]:
    """Pairs of positions that are the same word."""
    pairs: list[tuple[int, int]] = []
    a = b = 0
    while a < len(left) and b < len(right):
        if left[a].row.joint or right[b].row.joint:
            end = max(left[a].end, right[b].end)
            past_a, past_b = a, b
            while True:  # the smallest run of characters that no joint token crosses
                past_a = _past(left, past_a, end)
                past_b = _past(right, past_b, end)
                widest = max(left[past_a - 1].end, right[past_b - 1].end)
                if widest == end:
                    break
                end = widest
            pairs += _common(left, a, past_a, right, b, past_b)
            a, b = past_a, past_b
        elif (left[a].start, left[a].end) == (right[b].start, right[b].end):
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif left[a].start <= right[b].start and left[a].end <= right[b].end:
            a += 1
        elif right[b].end <= left[a].end:
            b += 1
        else:
            a += 1
    return pairs


def _past(words: list[_Placed], at: int, end: int) -> int:
    while at < len(words) and words[at].start < end:
        at += 1
    return at


def _common(left: list[_Placed], a: int, a_end: int, right: list[_Placed], b: int, b_end: int) -> list[tuple[int, int]]:
    """The longest common run of forms (in order, case aside) of two stretches."""
    rows, columns = a_end - a, b_end - b
    best = [[0] * (columns + 1) for _ in range(rows + 1)]

    def same(i: int, j: int) -> bool:
        return left[a + i].row.form.lower() == right[b + j].row.form.lower()

    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            best[i][j] = best[i + 1][j + 1] + 1 if same(i, j) else max(best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if same(i, j):
            pairs.append((a + i, b + j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
