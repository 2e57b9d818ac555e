"""Documents cut into training windows, and windows put into padded batches."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import torch
from tokenizers import BertWordPieceTokenizer

from recount.reading.reader.lemmas import script
from recount.reading.reader.pieces import (
    EDGE_SHAPE,
    FIRST,
    LAST,
    MAX_PIECES,
    NOTHING,
    UNKNOWN,
    case_of,
    shape,
)
from training.corpus import Doc, Sent
from training.net import IGNORE, Batch
from training.noise import Roughness, roughened

HEADS = ("start", "upos", "xpos", "lemma", "name", "head", "rel")
LONGEST = 320
TABLED = {"NOUN", "VERB", "AUX", "ADJ", "ADV", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "PART"}


@dataclass(slots=True)
class Labels:
    """The answers that each head chooses from, in a fixed order."""

    names: dict[str, list[str]]
    index: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.index = {k: {v: i for i, v in enumerate(vs)} for k, vs in self.names.items()}

    def find(self, head: str, value: str | None) -> int:
        """The number of an answer, IGNORE where the data or the list has none."""
        return IGNORE if value is None else self.index[head].get(value, IGNORE)


def labels_in(docs: list[Doc]) -> Labels:
    """All answers of the training data; lemma scripts only where they occur three times."""
    seen: dict[str, Counter[str]] = {k: Counter() for k in ("upos", "xpos", "rel", "name", "lemma")}
    for doc in docs:
        for sent in doc.sents:
            for word in sent.words:
                if sent.parsed:
                    seen["upos"][word.upos or "X"] += 1
                    seen["xpos"][word.xpos or "FW"] += 1
                    seen["rel"][word.rel or "dep"] += 1
                    seen["lemma"][script(word.form, word.lemma or word.form)] += 1
                if word.name:
                    seen["name"][word.name] += 1
    kinds = sorted({n[2:] for n in seen["name"] if n != "O"})
    names = {
        "start": ["inside", "start"],
        "upos": sorted(seen["upos"]),
        "xpos": sorted(seen["xpos"]),
        "rel": sorted(seen["rel"]),
        "lemma": sorted(k for k, n in seen["lemma"].items() if n >= 3),
        "name": ["O", *(f"{b}-{k}" for k in kinds for b in "BI")],
    }
    for kept in ("l|0|", "k|0|", "t|0|"):
        if kept not in names["lemma"]:
            names["lemma"].append(kept)
    return Labels(names)


def lemmas_in(docs: list[Doc]) -> dict[str, dict[str, str]]:
    """The lemma of each word by part of speech, where the treebanks agree in four of five cases."""
    seen: dict[tuple[str, str], Counter[str]] = {}
    for word in (w for d in docs for s in d.sents for w in s.words if s.parsed):
        if word.upos in TABLED and word.lemma and word.form.replace("'", "").isalpha():
            seen.setdefault((word.upos, word.form.lower()), Counter())[word.lemma] += 1
    table: dict[str, dict[str, str]] = {k: {} for k in sorted(TABLED)}
    for (upos, form), found in sorted(seen.items()):
        lemma, count = found.most_common(1)[0]
        if lemma.islower() and count >= 0.8 * found.total():
            table[upos][form] = "" if lemma == form else lemma
    return table


class Pieces:
    """Words to subword numbers, remembered."""

    def __init__(self, tokenizer: BertWordPieceTokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids
            found = self._known[word] = ids[:MAX_PIECES] or [UNKNOWN]
        return found


@dataclass(slots=True)
class Window:
    """Some sentences in a row, as numbers."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    sentence: list[int]
    answers: dict[str, list[int]]


def window(sents: list[Sent], pieces: Pieces, labels: Labels) -> Window:
    """The numbers of some sentences; words past the longest window are left out."""
    out = Window([FIRST], [EDGE_SHAPE], [], [], {k: [] for k in HEADS})
    for number, sent in enumerate(sents):
        base = len(out.first)
        if len(out.ids) + sum(len(pieces(w.form)) for w in sent.words) > LONGEST and base:
            break
        for i, word in enumerate(sent.words):
            ids = pieces(word.form)
            case = case_of(word.form)
            if len(out.ids) + len(ids) > 500:
                break
            out.first.append(len(out.ids))
            out.sentence.append(number)
            out.ids += ids
            out.shapes += [shape(case, word.gap)] + [shape(case, NOTHING)] * (len(ids) - 1)
            rows = out.answers
            parsed = sent.parsed
            rows["start"].append(int(i == 0) if parsed else IGNORE)
            rows["upos"].append(labels.find("upos", word.upos))
            rows["xpos"].append(labels.find("xpos", word.xpos))
            recipe = script(word.form, word.lemma) if word.lemma else None
            rows["lemma"].append(labels.find("lemma", recipe))
            rows["name"].append(labels.find("name", word.name))
            head = word.head
            rows["head"].append(IGNORE if head is None else base + head if head else 0)
            rows["rel"].append(labels.find("rel", word.rel))
        heads = out.answers["head"]
        for i in range(base, len(heads)):  # a head that was cut off
            if heads[i] > len(heads):
                heads[i] = IGNORE
        for i in range(base, len(heads)):
            if out.answers["rel"][i] == IGNORE:
                heads[i] = IGNORE
    out.ids.append(LAST)
    out.shapes.append(EDGE_SHAPE)
    return out


def windows(
    docs: list[Doc], pieces: Pieces, labels: Labels, chance: random.Random, how: Roughness | None
) -> Iterator[Window]:
    """A pass over the documents in windows of random length (always long ones without noise)."""
    for doc in docs:
        sents: list[Sent] = []
        size, limit = 0, 126 if how is None else _limit(chance)
        for sent in doc.sents:
            length = sum(len(pieces(w.form)) for w in sent.words)
            if sents and size + length > limit:
                yield from _made(sents, pieces, labels, chance, how)
                sents, size = [], 0
                limit = limit if how is None else _limit(chance)
            sents.append(sent)
            size += length
        if sents:
            yield from _made(sents, pieces, labels, chance, how)


def _limit(chance: random.Random) -> int:
    return chance.randint(20, 90) if chance.random() < 0.3 else chance.randint(90, 190)


def _made(
    sents: list[Sent],
    pieces: Pieces,
    labels: Labels,
    chance: random.Random,
    how: Roughness | None,
) -> Iterator[Window]:
    if how is not None:
        sents = roughened(sents, chance, how)
    if sents:
        yield window(sents, pieces, labels)


def batches(found: list[Window], size: int, chance: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `size` subwords with padding, in random order."""
    ordered = sorted(found, key=lambda w: len(w.ids) + chance.uniform(-4, 4))
    made: list[list[Window]] = []
    group: list[Window] = []
    longest = 0
    for item in ordered:
        longest = max(longest, len(item.ids))
        if group and longest * (len(group) + 1) > size:
            made.append(group)
            group, longest = [], len(item.ids)
        group.append(item)
    if group:
        made.append(group)
    chance.shuffle(made)
    return made


def padded(group: list[Window]) -> Batch:
    """The tensors of some windows."""
    long = max(len(w.ids) for w in group)
    wide = max(len(w.first) for w in group)

    def rows(values: list[list[int]], width: int, pad: int) -> torch.Tensor:
        return torch.tensor([v + [pad] * (width - len(v)) for v in values])

    first = rows([w.first for w in group], wide, 0)
    return Batch(
        ids=rows([w.ids for w in group], long, 0),
        shapes=rows([w.shapes for w in group], long, 0),
        mask=rows([[1] * len(w.ids) for w in group], long, 0),
        first=first,
        present=first > 0,
        sentence=rows([w.sentence for w in group], wide, -1),
        answers={k: rows([w.answers[k] for w in group], wide, IGNORE) for k in HEADS},
    )
