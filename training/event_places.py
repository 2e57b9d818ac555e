"""The weights by which an event gets its places, learned from hand-coded reports: writes extraction/place_weights.json.

    PYTHONPATH=src:. python -m training.event_places --data ../shared/data --train ../shared/train/claims

Every place that a claim of the product could have is an example; it is right when the coded claim that the scorer pairs
with it has it, and wrong where there is no such claim. Logistic regression is fitted to them; the F1 of places is
printed for five folds, reports of one month together, each predicted by what was learned from the others.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import Line, tools
from recount.extraction import event_place
from recount.extraction.claims import claims_in
from recount.extraction.event_place import Option
from recount.extraction.event_time import Telling
from recount.extraction.weighing import Features, Weigher
from recount.model import Reading
from training.event_times import FOLDS, asked_for, fold_of, lines_of, paired

ROUNDS = 2
LEAST_SEEN = 8
WEIGHTS_FILE = Path(event_place.__file__).parent / "place_weights.json"


@dataclass(frozen=True, slots=True)
class Example:
    """A place that a claim could have: the claim's number among all, the name, what speaks for it, whether it is right;
    `coded` are the places of the coded claim."""

    fold: int
    claim: int
    name: str
    features: Features
    right: bool


@dataclass(frozen=True)
class Examples:
    """What the reports teach: the examples, the coded places of each paired claim, and how many places are coded."""

    rows: list[Example]
    coded: dict[int, list[str]]
    asked: dict[int, int]


def examples_of(
    reports: Iterable[Line],
    readings: Mapping[str, Reading],
    gold: Mapping[str, list[Line]],
    bench: ModuleType,
    weights: Mapping[str, float],
) -> Examples:
    """Every place that the product's claims could have, under the weights given."""
    kit, found = tools(), Examples([], {}, {})
    numbered = 0
    for report in reports:
        reading, seen = readings[str(report["id"])], list[tuple[int, Option]]()
        with _noting(seen, weights):
            claims = claims_in(reading, kit.codebook, kit.gazetteer, kit.actors)
        coded = gold.get(str(report["id"]), [])
        fold = fold_of(str(report.get("published") or report["id"])[:7])
        found.asked[fold] = found.asked.get(fold, 0) + sum(len(line["places"]) for line in coded)
        pairs = paired(coded, lines_of(claims, reading), bench)
        places = {line["id"]: known["places"] for known, line in pairs}
        numbers = {}
        for claim in claims:
            numbered += 1
            numbers[claim.trigger.start] = numbered
            found.coded[numbered] = places.get(claim.id, [])
        for start, option in seen:
            if start in numbers:
                name = option.mention.name.value
                right = any(bench.same_name(other, name) for other in found.coded[numbers[start]])
                found.rows.append(Example(fold, numbers[start], name, option.features, right))
    return found


@contextmanager
def _noting(seen: list[tuple[int, Option]], weights: Mapping[str, float]) -> Iterator[None]:
    """Every place that is decided on noted with where its event's trigger begins, under the weights given."""
    judge, real = Weigher({"placed": weights}), event_place.chance

    def noted(option: Option, telling: Telling) -> float:
        seen.append((telling.claim.trigger.start, option))
        return judge.probability("placed", option.features)

    event_place.chance = noted
    try:
        yield
    finally:
        event_place.chance = real


def fitted(examples: Sequence[Example], penalty: float, steps: int = 7) -> dict[str, float]:
    """Weights that make right places likely (Newton's method, Gaussian prior of the given strength)."""
    often = Counter(name for example in examples for name in example.features)
    names = ["bias", *sorted(name for name, n in often.items() if n >= LEAST_SEEN)]
    matrix = _matrix(examples, names)
    right = np.array([example.right for example in examples], float)
    weights = np.zeros(len(names))
    for _ in range(steps):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        curve = (matrix * (likely * (1 - likely) + 1e-6)[:, None]).T @ matrix + penalty * np.eye(len(names))
        weights += np.linalg.solve(curve, matrix.T @ (right - likely) - penalty * weights)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.02}


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    index = {name: n for n, name in enumerate(names)}
    matrix = np.zeros((len(examples), len(names)))
    matrix[:, 0] = 1.0
    for n, example in enumerate(examples):
        for name, value in example.features.items():
            if name in index:
                matrix[n, index[name]] = value
    return matrix


def places_f1(found: Examples, chosen: Iterable[Example], folds: Iterable[int], bench: ModuleType) -> float:
    """The scorer's F1 of places where the chosen ones are given."""
    given: dict[int, list[str]] = {}
    for example in chosen:
        given.setdefault(example.claim, []).append(example.name)
    hits = sum(bench.fillers_shared(found.coded[n], names, bench.same_name) for n, names in given.items())
    total = sum(len(names) for names in given.values()) + sum(found.asked.get(fold, 0) for fold in folds)
    return 2.0 * int(hits) / max(total, 1)


def likely(examples: Sequence[Example], weights: Mapping[str, float]) -> list[Example]:
    """The places that the weights give to their events."""
    judge = Weigher({"placed": weights})
    return [e for e in examples if judge.probability("placed", e.features) >= event_place.GIVEN]


def held_out(found: Examples, penalty: float, bench: ModuleType) -> float:
    """The F1 of places over five folds, each predicted by weights learned from the others."""
    chosen: list[Example] = []
    for fold in range(FOLDS):
        weights = fitted([e for e in found.rows if e.fold != fold], penalty)
        chosen += likely([e for e in found.rows if e.fold == fold], weights)
    return places_f1(found, chosen, range(FOLDS), bench)


def learned(
    reports: Sequence[Line],
    readings: Mapping[str, Reading],
    gold: Mapping[str, list[Line]],
    bench: ModuleType,
    penalty: float,
) -> dict[str, float]:
    """Weights after some rounds, as what an event can take over depends on what those before it were given."""
    weights = dict(event_place.learned().weights["placed"])
    for number in range(ROUNDS):
        found = examples_of(reports, readings, gold, bench, weights)
        in_use = places_f1(found, likely(found.rows, weights), range(FOLDS), bench)
        print(f"round {number}: {len(found.rows)} places, F1 in use {in_use:.3f}")
        weights = fitted(found.rows, penalty)
    print(f"five folds: F1 {held_out(found, penalty, bench):.3f}")
    return weights


def main() -> None:
    """Learn, print, write."""
    of, penalty = asked_for(__doc__, 5.0)
    weights = learned(of.reports, of.readings, of.gold, of.bench, penalty)
    WEIGHTS_FILE.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
