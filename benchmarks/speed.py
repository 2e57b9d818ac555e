"""How fast reports become claims: reports of 300 words a second on one core, and what each stage costs.

`python -m benchmarks.speed --data DIR [--reports N]`. Everything counts that lies between a text in memory and its
claims. Times are the processor's, best of three rounds, so that other programs on the machine cost little; `stages`
are milliseconds for 300 words, timed in one more round at the doors between stages, and what is called from two of
them (the names of actors) counts where it is called first.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.common import Line, document_in, rows, tools
from recount.pipeline import coded

WORDS = 300
"""Words of the report that speed is told for."""

_ROUNDS = 3
# What each stage is called in the table → the function that is its door, where it is looked up.
_STAGES = {
    "reading.cleaning": "benchmarks.common.document_from",
    "reading.encoder": "recount.reading.reader.network.Network.answers",
    "reading.whole": "recount.pipeline.read",
    "names": "recount.extraction.claims.fullest_names",
    "places": "recount.extraction.claims.places_in",
    "attribution": "recount.extraction.claims.attributions_in",
    "tolls": "recount.extraction.claims.tolls_in",
    "triggers": "recount.extraction.claims.hits_in",
    "times": "recount.extraction.claims.times_in",
    "events": "recount.extraction.claims.events_in",
    "extraction.whole": "recount.pipeline.claims_in",
}


def measure(data: Path, most: int = 16) -> dict[str, object]:
    """Reports of 300 words a second, from text to claims, and milliseconds of each stage for one of them."""
    reports = rows(data / "claims" / "reports.jsonl")[:most]
    reports += rows(data / "claims_other_war" / "reports.jsonl")[:most]
    words = sum(len(report["text"].split()) for report in reports)
    _all(reports[:2])  # weights, gazetteer and codebook are loaded
    seconds = min(_seconds(reports) for _ in range(_ROUNDS))
    stages: dict[str, float] = {}
    with timed(stages):
        whole = _seconds(reports)
    per = 1000 * WORDS / words
    cost = {name: round(spent * per * seconds / whole, 2) for name, spent in _told_apart(stages).items()}
    return {
        "reports_a_second": round(words / WORDS / seconds, 1),
        "milliseconds": round(seconds * per, 1),
        "words": words,
        "stages": cost,
    }


def _all(reports: list[Line]) -> None:
    for report in reports:
        coded(document_in(report), tools())


def _seconds(reports: list[Line]) -> float:
    start = time.process_time()
    _all(reports)
    return time.process_time() - start


def _told_apart(stages: dict[str, float]) -> dict[str, float]:
    """Stages without those inside them: decoding is reading without the encoder, the rest what no door tells."""
    told = dict(stages)
    whole = told.pop("extraction.whole")
    told["reading.decoding"] = told.pop("reading.whole") - told["reading.encoder"]
    inner = [name for name in told if not name.startswith("reading.")]
    told["claims, their parties and status"] = whole - sum(told[name] for name in inner)
    return told


@contextmanager
def timed(spent: dict[str, float]) -> Iterator[None]:
    """Adds up, while it lasts, the seconds spent behind each stage's door."""
    with ExitStack() as doors:
        for name, door in _STAGES.items():
            spent[name] = 0.0
            owner, attribute = _found(door)
            doors.enter_context(mock.patch.object(owner, attribute, _clocked(getattr(owner, attribute), spent, name)))
        yield


def _found(door: str) -> tuple[Any, str]:
    """The module or class that a dotted name is looked up in, and the name there."""
    path, attribute = door.rsplit(".", 1)
    try:
        return importlib.import_module(path), attribute
    except ModuleNotFoundError:
        module, owner = path.rsplit(".", 1)
        return getattr(importlib.import_module(module), owner), attribute


def _clocked(function: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    def clocked(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*given, **named)
        finally:
            spent[name] += time.process_time() - start

    return clocked


def main() -> None:
    """The suite run alone: prints the figures as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of development data")
    parser.add_argument("--reports", type=int, default=16, help="how many reports of each kind")
    given = parser.parse_args()
    sys.stdout.write(json.dumps(measure(given.data, given.reports), indent=1) + "\n")


if __name__ == "__main__":
    main()
