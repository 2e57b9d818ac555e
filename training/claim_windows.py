"""Reports with answers cut into windows: as the product cuts them, or made rough, with names swapped for others."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from recount.reading.reader.pieces import EDGE_SHAPE, FIRST, LAST, NEW_LINE, NOTHING, SPACE, case_of, shape
from training.claim_answers import Answers
from training.claim_net import HARMED, IGNORE, LINKS, STATUSES, ClaimBatch
from training.noise import LIGHT
from training.windows import Pieces

HEADS = ("event", "status", "main", "harmed")
SIZE = 126
_ASKED = {"agent": "name", "target": "name", "origin": "name", "via": "name"}
_CAN_TELL = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV", "NUM"})
_LONGEST = 500
_DATES = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december",
    }
)  # fmt: skip
_SYLLABLES = [
    "ba", "ka", "ra", "mi", "no", "ta", "ve", "lo", "dur", "gan", "shi", "mar", "tel", "qas", "bor", "zan", "ul", "ir",
    "en", "ash", "dov", "pri", "sto", "lan", "ker", "tum", "yal", "oru",
]  # fmt: skip


@dataclass(slots=True)
class ClaimWindow:
    """Some sentences in a row as numbers: subwords, shapes, each word's first subword and its number in the report;
    the answers for the words; `links` as (kind, word of the event, other word, whether they belong together)."""

    report: str
    ids: list[int]
    shapes: list[int]
    first: list[int]
    words: list[int]
    answers: dict[str, list[int]]
    links: list[tuple[int, int, int, int]]
    shared: Tensor = field(default_factory=lambda: torch.zeros(0))


@dataclass(slots=True)
class Wording:
    """How a report's words are written in one variant of it; `kept` says which are left in."""

    forms: list[str]
    gaps: list[int]
    kept: list[bool]


def as_written(report: Answers) -> Wording:
    """The report's own words."""
    return Wording([w.form for w in report.words], [w.gap for w in report.words], [True] * len(report.words))


def varied(report: Answers, chance: random.Random, names: Sequence[str], ordinary: set[str]) -> Wording:
    """The report with names swapped for those of other reports or invented ones, in capitals, without commas and
    quotation marks, with lines broken: each of it in some variants."""
    out = as_written(report)
    if chance.random() < 0.6:
        _swap_names(report, out, chance, names, ordinary)
    roll = chance.random()
    if roll < 0.10:
        out.forms = [f.upper() for f in out.forms]
    elif roll < 0.13:
        out.forms = [f.lower() for f in out.forms]
    if chance.random() < 0.25:
        out.kept = [f not in LIGHT for f in out.forms]
    if chance.random() < 0.1:
        out.gaps = [NEW_LINE if g == SPACE and chance.random() < 0.08 else g for g in out.gaps]
    return out


def _swap_names(report: Answers, out: Wording, chance: random.Random, names: Sequence[str], ordinary: set[str]) -> None:
    swapped: dict[str, str] = {}
    for i, word in enumerate(report.words):
        low = word.form.lower()
        if word.upos != "PROPN" or not word.form[:1].isupper() or low in _DATES or len(low) < 3:
            continue
        if low not in swapped:
            if low in ordinary and chance.random() < 0.85:  # "Army", "Observatory" stay what they are
                continue
            made = "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 3)))
            swapped[low] = chance.choice(names) if chance.random() < 0.6 else made
        long = word.form.isupper() and len(word.form) > 4
        out.forms[i] = swapped[low].upper() if long else swapped[low].title()


def windows_of(
    report: Answers, wording: Wording, pieces: Pieces, types: dict[str, int], chance: random.Random | None
) -> Iterator[ClaimWindow]:
    """The windows of a report: of the product's size, or of random sizes where there is chance."""
    group: list[tuple[int, int, int]] = []
    size, limit = 0, SIZE if chance is None else _limit(chance)
    for sentence in report.sentences:
        count = sum(len(pieces(wording.forms[i])) for i in range(*sentence[:2]) if wording.kept[i])
        turns = bool(group) and chance is not None and group[-1][2] != sentence[2] and chance.random() < 0.5
        if group and (size + count > limit or turns):
            yield _window(report, wording, group, pieces, types)
            group, size = [], 0
            limit = limit if chance is None else _limit(chance)
        group.append(sentence)
        size += count
    if group:
        yield _window(report, wording, group, pieces, types)


def _limit(chance: random.Random) -> int:
    return chance.randint(30, 90) if chance.random() < 0.2 else chance.randint(90, 190)


def _window(
    report: Answers, wording: Wording, group: list[tuple[int, int, int]], pieces: Pieces, types: dict[str, int]
) -> ClaimWindow:
    ids, shapes, first, words = [FIRST], [EDGE_SHAPE], [], []
    for start, end, _ in group:
        for i in range(start, end):
            own = pieces(wording.forms[i])
            if not wording.kept[i] or len(ids) + len(own) > _LONGEST:
                continue
            case = case_of(wording.forms[i])
            first.append(len(ids))
            words.append(i)
            ids += own
            shapes += [shape(case, wording.gaps[i])] + [shape(case, NOTHING)] * (len(own) - 1)
    answers, links = _answers(report, words, types)
    return ClaimWindow(report.report, [*ids, LAST], [*shapes, EDGE_SHAPE], first, words, answers, links)


def _answers(
    report: Answers, words: list[int], types: dict[str, int]
) -> tuple[dict[str, list[int]], list[tuple[int, int, int, int]]]:
    place = {word: n for n, word in enumerate(words)}
    rows = {head: [IGNORE] * len(words) for head in HEADS}
    rows["event"] = [0 if report.words[w].upos in _CAN_TELL and w not in report.unsure else IGNORE for w in words]
    links = []
    for told in report.told:
        n = place.get(told.word)
        if n is None:
            continue
        rows["event"][n] = 1 + types[told.type]
        rows["status"][n] = STATUSES.index(told.status)
        rows["main"][n] = int(told.main)
        for word, whom in told.harmed.items():
            if word in place and whom in HARMED:
                rows["harmed"][place[word]] = HARMED.index(whom)
        for kind, name in enumerate(LINKS):
            right, either = told.right.get(name, set()), told.either.get(name, set())
            links += [
                (kind, n, place[w], int(w in right))
                for w in report.asked[_ASKED.get(name, name)]
                if w in place and (w in right or w not in either)
            ]
    return rows, links


def batches(found: list[ClaimWindow], size: int, chance: random.Random) -> list[list[ClaimWindow]]:
    """Windows of like length together, at most `size` subwords with padding, in random order."""
    made: list[list[ClaimWindow]] = []
    longest = 0
    for item in sorted(found, key=lambda w: len(w.ids) + chance.uniform(-6, 6)):
        longest = max(longest, len(item.ids))
        if not made or longest * (len(made[-1]) + 1) > size:
            made.append([])
            longest = len(item.ids)
        made[-1].append(item)
    chance.shuffle(made)
    return made


def padded(group: list[ClaimWindow]) -> ClaimBatch:
    """The tensors of some windows; `shared` is zero where the shared layers have not read them yet."""
    long, wide = max(len(w.ids) for w in group), max(len(w.first) for w in group)

    def rows(values: list[list[int]], width: int, pad: int) -> Tensor:
        return torch.tensor([v + [pad] * (width - len(v)) for v in values])

    shared = torch.zeros(len(group), long, group[0].shared.shape[-1] if group[0].shared.ndim > 1 else 0)
    if shared.shape[-1]:
        for n, one in enumerate(group):
            shared[n, : len(one.ids)] = one.shared
    linked = [(n, kind, event, word) for n, w in enumerate(group) for kind, event, word, _ in w.links]
    right = [float(yes) for w in group for *_, yes in w.links]
    return ClaimBatch(
        shared=shared,
        mask=rows([[1] * len(w.ids) for w in group], long, 0),
        first=rows([w.first for w in group], wide, 0),
        answers={head: rows([w.answers[head] for w in group], wide, IGNORE) for head in HEADS},
        linked=torch.tensor(linked).reshape(-1, 4),
        right=torch.tensor(right),
    )
