"""The weights by which an event gets its time, learned from hand-coded reports: writes extraction/time_weights.py.

    PYTHONPATH=src:. python -m training.event_times --data ../shared/data --train ../shared/train/claims

Each of the product's claims that the scorer pairs with a coded one is an example: of the times it could have, those
that mean the coder's days are right. A log-linear model is fitted to them; the share given the right time is printed
for five folds, reports of one week together, each predicted by what was learned from the others.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.common import Line, document_in, rows, scorer, tools
from recount.export.contract import claim_line
from recount.extraction import event_time
from recount.extraction.claims import claims_in
from recount.extraction.event_time import Option, Telling
from recount.extraction.time_weights import WEIGHTS
from recount.model import Claim, Reading
from recount.reading import read

FOLDS = 5
ROUNDS = 3
# An event wrongly left without a time costs as much as one given a wrong time; what lets both be equally likely.
LEAN = 0.6
WEIGHTS_FILE = Path(event_time.__file__).parent / "time_weights.py"


@dataclass(frozen=True, slots=True)
class Example:
    """An event with the features of each of its options, and which options mean the coder's days."""

    fold: int
    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def examples_of(
    reports: Iterable[Line], readings: dict[str, Reading], gold: dict[str, list[Line]], bench: ModuleType
) -> list[Example]:
    """The product's claims that pair with coded ones, under the weights in use."""
    kit, out, best = tools(), [], event_time.chosen
    seen: dict[str, Sequence[Option]] = {}

    def recorded(telling: Telling, found: Sequence[Option]) -> Option:
        seen[telling.claim.id] = found
        return best(telling, found)

    for report in reports:
        reading = readings[str(report["id"])]
        event_time.chosen = recorded
        try:
            claims = claims_in(reading, kit.codebook, kit.gazetteer, kit.actors)
        finally:
            event_time.chosen = best
        pairs = paired(gold.get(str(report["id"]), []), lines_of(claims, reading), bench)
        fold = fold_of(str(report.get("published") or report["id"])[:7])
        out += [
            Example(
                fold,
                tuple(option.features for option in seen[line["id"]]),
                tuple(_bounds(option, bench) == bench.time_bounds(coded.get("time")) for option in seen[line["id"]]),
            )
            for coded, line in pairs
            if line["id"] in seen  # not those of another speaker or place, told with the first one
        ]
    return out


def fold_of(key: str) -> int:
    """The fold of a report: reports of one month, which may tell of one incident, fall together."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % FOLDS


def _bounds(option: Option, bench: ModuleType) -> Any:
    return bench.time_bounds(option.when.value.iso() if option.when is not None else "")


def paired(coded: Sequence[Line], lines: Sequence[Line], bench: ModuleType) -> Iterator[tuple[Line, Line]]:
    """Coded claims with lines of the product's, as the scorer pairs them: best first, each once."""
    scored = sorted(
        ((bench.pair_score(a, b), i, j) for i, a in enumerate(coded) for j, b in enumerate(lines)), reverse=True
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    for score, i, j in scored:
        if score > 0 and i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            yield coded[i], lines[j]


def lines_of(claims: Iterable[Claim], reading: Reading) -> list[Line]:
    """A report's claims as lines of the contract."""
    return [claim_line(claim, reading.document, reading.document.name, n) for n, claim in enumerate(claims, 1)]


def fitted(examples: Sequence[Example], penalty: float, steps: int = 150) -> dict[str, float]:
    """Weights that make the right options likely, with a Gaussian prior of the given strength."""
    known = [example for example in examples if any(example.right)]
    names = sorted({feature for example in known for option in example.options for feature in option})
    index = {name: n for n, name in enumerate(names)}
    row, column, group, right = [], [], [], []
    n = 0
    for g, example in enumerate(known):
        for option, is_right in zip(example.options, example.right, strict=True):
            for feature in option:
                row.append(n)
                column.append(index[feature])
            group.append(g)
            right.append(is_right)
            n += 1
    rows_, columns, groups, rights = (np.array(values) for values in (row, column, group, right))
    weights, first, second = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, steps + 1):
        scores = np.bincount(rows_, weights[columns], minlength=n)
        top = np.full(len(known), -np.inf)
        np.maximum.at(top, groups, scores)
        mass = np.exp(scores - top[groups])
        among_all = mass / np.bincount(groups, mass)[groups]
        kept = mass * rights
        among_right = kept / np.bincount(groups, kept)[groups]
        gradient = np.bincount(columns, (among_all - among_right)[rows_], minlength=len(names)) + penalty * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: float(weights[index[name]]) for name in names}


def agreement(examples: Sequence[Example], weights: dict[str, float], lean: float = 0.0) -> float:
    """Of the events to which the coder or the best option gives a time, the share with the same. The first option is no
    time; `lean` is what counts against it."""
    hits = counted = 0
    for example in examples:
        scores = [sum(weights.get(feature, 0.0) for feature in option) for option in example.options]
        scores[0] -= lean
        best = int(np.argmax(scores))
        counted += best > 0 or not example.right[0]
        hits += best > 0 and example.right[best]
    return hits / max(counted, 1)


def held_out(examples: Sequence[Example], penalty: float, lean: float = 0.0) -> float:
    """The agreement over five folds, each predicted by weights learned from the others."""
    parts = []
    for fold in range(FOLDS):
        held = [example for example in examples if example.fold == fold]
        weights = fitted([example for example in examples if example.fold != fold], penalty)
        parts.append((agreement(held, weights, lean), len(held)))
    return sum(share * size for share, size in parts) / max(len(examples), 1)


def table(weights: dict[str, float]) -> str:
    """The module that the product reads; weights too small to matter are left out."""
    lines = [f'    "{name}": {weight:.3f},' for name, weight in sorted(weights.items()) if abs(weight) >= 0.01]
    about = "What each feature of a time counts for or against it; written by training/event_times.py, not by hand."
    return f'"""{about}"""\n\nWEIGHTS: dict[str, float] = {{\n' + "\n".join(lines) + "\n}\n"


@dataclass(frozen=True, slots=True)
class Material:
    """What weights are learned from: hand-coded reports, read, with their coded claims, and the scorer."""

    reports: list[Line]
    readings: dict[str, Reading]
    gold: dict[str, list[Line]]
    bench: ModuleType


def asked_for(about: str | None, penalty: float) -> tuple[Material, float]:
    """The material and the penalty that a command line names."""
    parser = argparse.ArgumentParser(description=(about or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of development data, with bench beside it")
    parser.add_argument("--train", type=Path, required=True, help="folder with reports.jsonl and gold.jsonl")
    parser.add_argument("--penalty", type=float, default=penalty)
    options = parser.parse_args()
    bench = scorer(options.data, "score_claims")
    reports = rows(options.train / "reports.jsonl")
    readings = {str(report["id"]): read(document_in(report), tools().reader) for report in reports}
    return Material(reports, readings, bench.load(options.train / "gold.jsonl", None), bench), options.penalty


def main() -> None:
    """Learn, print, write."""
    of, penalty = asked_for(__doc__, 8.0)
    learned(lambda: examples_of(of.reports, of.readings, of.gold, of.bench), penalty)


def learned(make: Callable[[], list[Example]], penalty: float) -> None:
    """Fit some rounds, as what an event can take over depends on what those before it were given; write the last."""
    for number in range(ROUNDS):
        examples = make()
        shares = f"in use {agreement(examples, WEIGHTS):.3f}, five folds {held_out(examples, penalty, LEAN):.3f}"
        sys.stdout.write(f"round {number}: {len(examples)} claims, {shares}\n")
        weights = fitted(examples, penalty)
        weights["none"] -= LEAN
        WEIGHTS.clear()
        WEIGHTS.update(weights)
    WEIGHTS_FILE.write_text(table(weights), "utf-8")


if __name__ == "__main__":
    main()
