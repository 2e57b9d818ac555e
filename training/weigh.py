"""The weights by which rules and learned heads are weighed: writes extraction/weights.json.

    PYTHONPATH=src:. python -m training.weigh --data DATA --train TRAIN/claims --folds FOLDS

Every decision that the product records while it codes hand-coded reports is an example, with the features it had and
whether the coder agrees. The training reports are read with what heads of the other folds made of them
(training/claim_heads.py --folds), the reports of another war with the product's own reader, which has not seen them:
they count three times, so that the heads are trusted no more than they deserve on wars unlike those they learned
from. Logistic regression by Newton's method; figures are printed for each fold as the others' weights give
them.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.common import Line, document_in, rows, scorer, tools
from recount.export.contract import claim_line
from recount.extraction import weighing
from recount.extraction.claims import claims_in
from recount.extraction.weighing import Features, Weigher
from recount.model import Hints, Passage, Reading
from recount.model.hints import LINK_STEPS
from recount.reading import read
from training.event_times import paired

WEIGHTS_FILE = Path(weighing.__file__).parent / "weights.json"
OTHER_WAR_COUNTS = 3
PENALTY = 3.0
_SHOWN = ("typed", "tolls", "tolls_full", "agents", "targets", "places", "origin", "slots")
# Weights under which the rules' word stands: where fitting starts.
RULES = {
    "told": {"bias": 0.0},
    "retyped": {"bias": -9.0},
    "restated": {"bias": -9.0},
    "harmed": {"bias": -9.0},
    "agent": {"bias": -3.0, "ruled": 6.0, "carried": 6.0},
    "target": {"bias": -3.0, "ruled": 6.0, "carried": 6.0},
    "place": {"bias": 0.41, "weighed": 1.0},
}

Gold = dict[str, Any]
Verdict = Callable[[Gold, Any], bool | None]


@dataclass(frozen=True, slots=True)
class Example:
    """A decision of the product: its features, whether the coder agrees, the fold of its report."""

    features: Features
    right: bool
    fold: str


@dataclass(frozen=True, slots=True)
class Set:
    """Hand-coded reports with their readings, the coded claims, and each report's fold."""

    reports: list[Line]
    readings: dict[str, Reading]
    gold: dict[str, list[Gold]]
    fold: dict[str, str]


@dataclass(frozen=True, slots=True)
class Recorder(Weigher):
    """Weights that note every decision asked for; every event is told, so that all are seen."""

    seen: list[tuple[str, Features, Any]] = field(default_factory=list)

    def probability(self, decision: str, features: Features, about: object = None) -> float:
        """The chance as the weights give it."""
        self.seen.append((decision, dict(features), about))
        if decision == "told":
            return 1.0
        return Weigher.probability(self, decision, features, about)


def verdicts(bench: ModuleType) -> dict[str, Verdict]:
    """For each decision whether a coded claim agrees with it; None where the claim cannot tell."""

    def names(slot: str) -> Verdict:
        return lambda gold, about: any(bench.same_name(name, about[1]) for name in gold[slot])

    def change(slot: str) -> Verdict:
        return lambda gold, about: gold[slot] == about[2] if gold[slot] in about[1:] else None

    def category(gold: Gold, about: Any) -> bool | None:
        for toll in gold["tolls"]:
            if (toll["harm"], toll.get("low"), toll.get("high")) == about[3] and toll.get("cat") in about[1:3]:
                return bool(toll["cat"] == about[2])
        return None

    return {
        "harmed": category,
        "retyped": change("type"),
        "restated": change("status"),
        "agent": names("agents"),
        "target": names("targets"),
        "place": names("places"),
    }


def with_hints(reading: Reading, windows: Iterable[dict[str, Any]], types: Sequence[str]) -> Reading:
    """A reading with what other heads made of its words."""
    starts = {window["words"][0]: window for window in windows}
    passages, past = [], 0
    window: dict[str, Any] | None = None
    first = 0
    for passage in reading.passages:
        sentences = []
        for sentence in passage.sentences:
            if past in starts:
                window, first = starts[past], past
            a = past - first
            b = a + len(sentence.tokens)
            past += len(sentence.tokens)
            hints = None
            if window is not None and b <= len(window["words"]):
                links = np.clip(np.rint(window["links"][:, a:b] * LINK_STEPS), -127, 127).astype(np.int8)
                event, status, harmed = (window[key][a:b] for key in ("event", "status", "harmed"))
                hints = Hints(tuple(types), event, status, harmed, links, window=first, start=a)
            sentences.append(replace(sentence, hints=hints))
        passages.append(Passage(passage.n, tuple(sentences)))
    return replace(reading, passages=tuple(passages))


def training_set(folder: Path, folds: Path, bench: ModuleType) -> Set:
    """The training reports of the folds that lie in a folder, read by heads that did not see them."""
    found = Set([], {}, bench.load(folder / "gold.jsonl", None), {})
    by_report: dict[str, list[dict[str, Any]]] = defaultdict(list)
    types: list[str] = []
    for path in sorted(folds.glob("*.pkl")):
        made = pickle.loads(path.read_bytes())  # noqa: S301  (our own file of a minute ago)
        types = made["types"]
        for window in made["windows"]:
            by_report[window["report"]].append(window)
            found.fold[window["report"]] = path.stem
    for report in rows(folder / "reports.jsonl"):
        if (name := str(report["id"])) in by_report:
            found.reports.append(report)
            found.readings[name] = with_hints(read(document_in(report), tools().reader), by_report[name], types)
    return found


def measured_set(folder: Path, bench: ModuleType, label: str) -> Set:
    """Reports that no head has seen, in three folds."""
    reports = rows(folder / "reports.jsonl")
    readings = {str(r["id"]): read(document_in(r), tools().reader) for r in reports}
    fold = {str(r["id"]): f"{label}{n % 3}" for n, r in enumerate(reports)}
    return Set(reports, readings, bench.load(folder / "gold.jsonl", None), fold)


def coded(found: Set, weights: Weigher, only: str | None = None) -> Iterator[tuple[str, list[Line]]]:
    """The claims of each report of a set (of one fold, where named) as lines of the contract."""
    kit = tools()
    for report in found.reports:
        name = str(report["id"])
        if only is None or found.fold[name] == only:
            reading = found.readings[name]
            claims = claims_in(reading, kit.codebook, kit.gazetteer, kit.actors, weights)
            yield name, [claim_line(c, reading.document, name, n) for n, c in enumerate(claims, 1)]


def examples_of(found: Set, weights: Mapping[str, Mapping[str, float]], bench: ModuleType) -> dict[str, list[Example]]:
    """Every decision on the reports of a set."""
    agrees = verdicts(bench)
    out: dict[str, list[Example]] = defaultdict(list)
    recorder = Recorder(weights)
    for name, lines in coded(found, recorder):
        told = {line["spans"]["trigger"][0]: None for line in lines} | {
            line["spans"]["trigger"][0]: gold for gold, line in paired(found.gold.get(name, []), lines, bench)
        }
        asked: set[tuple[str, Any]] = set()
        for decision, features, about in recorder.seen:
            start = about[0] if isinstance(about, tuple) else about
            if start not in told or (decision, about) in asked:
                continue
            asked.add((decision, about))
            claim = told[start]
            right = claim is not None if decision == "told" else claim and agrees[decision](claim, about)
            if right is not None:
                out[decision].append(Example(features, bool(right), found.fold[name]))
        recorder.seen.clear()
    return out


def fitted(examples: Mapping[str, Sequence[Example]], without: str | None = None) -> dict[str, dict[str, float]]:
    """The weights of every decision, learned from all folds but one."""
    return {decision: _fit([e for e in found if e.fold != without]) for decision, found in sorted(examples.items())}


def _fit(examples: Sequence[Example]) -> dict[str, float]:
    names = sorted({name for e in examples for name in e.features})
    place = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(examples), len(names) + 1))
    table[:, -1] = 1.0
    for n, e in enumerate(examples):
        for name, value in e.features.items():
            table[n, place[name]] = value
    right = np.array([e.right for e in examples], float)
    counts = np.array([OTHER_WAR_COUNTS if e.fold.startswith("other") else 1 for e in examples], float)
    penalty = np.full(len(names) + 1, PENALTY)
    penalty[-1] = 1e-3
    weights = np.zeros(len(names) + 1)
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (counts * (chance - right)) + penalty * weights
        curve = (table * (counts * chance * (1.0 - chance))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    kept = {name: round(float(weights[n]), 3) for name, n in place.items() if abs(weights[n]) >= 0.02}
    return kept | {"bias": round(float(weights[-1]), 3)}


def shown(found: Set, lines: Mapping[str, list[Line]], bench: ModuleType) -> str:
    """The scorer's figures in a line."""
    gold = {name: found.gold.get(name, []) for name in lines if name in found.gold}
    out = bench.score(gold, lines, 0)
    out = out[0] if isinstance(out, tuple) else out
    rates = " ".join(f"{k} {out[k]}" for k in ("status_accuracy", "status_not_happened_f1", "time_accuracy"))
    return " ".join(f"{k} {out[k]['f1']}" for k in _SHOWN) + " " + rates


def main() -> None:
    """Read the command line, fit, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of development data")
    parser.add_argument("--train", type=Path, required=True, help="folder with reports.jsonl and gold.jsonl")
    parser.add_argument("--folds", type=Path, required=True, help="what training/claim_heads.py --folds wrote")
    args = parser.parse_args()
    bench = scorer(args.data, "score_claims")
    sets = {
        "train": training_set(args.train, args.folds, bench),
        "other war": measured_set(args.data / "claims_other_war", bench, "other"),
    }
    examples: dict[str, list[Example]] = defaultdict(list)
    for found in sets.values():
        for decision, more in examples_of(found, RULES, bench).items():
            examples[decision] += more
    for name, found in sets.items():
        lines: dict[str, list[Line]] = {}
        for fold in sorted(set(found.fold.values())):
            lines |= dict(coded(found, Weigher(fitted(examples, fold)), fold))
        print(f"{name}, folds apart: {shown(found, lines, bench)}", flush=True)
    WEIGHTS_FILE.write_text(json.dumps(fitted(examples), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    dev = measured_set(args.data / "claims", bench, "dev")
    weights = Weigher(json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")))
    print(f"dev: {shown(dev, dict(coded(dev, weights)), bench)}")


if __name__ == "__main__":
    main()
