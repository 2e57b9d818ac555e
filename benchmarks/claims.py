"""Claims against hand-coded reports: `python -m benchmarks.claims --data DIR [--train FOLDER] [--errors N]`.

`dev` are the reports that rules were never looked up in, `other_war` wires of another war and of another kind; with
`--train` the reports that the rules were made on are measured too.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from benchmarks.common import claims_of, rows, scorer

_SETS = {"dev": "claims", "other_war": "claims_other_war"}
_SHOWN = ("detected", "typed", "agents", "targets", "places", "tolls", "tolls_full", "origin", "via", "slots")
_RATES = ("status_accuracy", "status_not_happened_f1", "time_accuracy", "main_accuracy")


def measure(data: Path) -> dict[str, object]:
    """F1 of claims and of each slot, and the rates, for each set of hand-coded reports under `data`."""
    score = scorer(data, "score_claims")
    return {name: figures_of(data / folder, score) for name, folder in _SETS.items() if (data / folder).is_dir()}


def figures_of(folder: Path, score: ModuleType) -> dict[str, object]:
    """The figures of one folder of hand-coded reports."""
    return _figures(folder, score, 0)[0]


def _figures(folder: Path, score: ModuleType, errors: int) -> tuple[dict[str, object], list[tuple[str, ...]]]:
    with tempfile.TemporaryDirectory() as made:
        predicted = Path(made) / "claims.jsonl"
        lines = claims_of(rows(folder / "reports.jsonl"))
        predicted.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        gold = score.load(folder / "gold.jsonl", None)
        out, shown = score.score(gold, score.load(predicted, None, only=set(gold)), errors)
    figures: dict[str, object] = {
        name: {"f1": out[name]["f1"], "p": out[name]["p"], "r": out[name]["r"]} for name in _SHOWN
    }
    return figures | {name: out[name] for name in _RATES}, shown


def main() -> None:
    """The suite run alone: prints the figures as JSON, with some of the errors where asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of development data")
    parser.add_argument("--train", type=Path, help="folder with the reports that rules were made on")
    parser.add_argument("--errors", type=int, default=0, help="how many errors to show, with --train")
    given = parser.parse_args()
    figures = measure(given.data)
    if given.train is not None:
        figures["train"], shown = _figures(given.train, scorer(given.data, "score_claims"), given.errors)
        sys.stdout.writelines(" | ".join(row) + "\n" for row in shown)
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
