"""How long pages wait for what they ask of a large record: `python -m benchmarks.finding [RECORD] [--incidents N]`.

Without a record one is made (`big_record.py`). Each question is asked many times, each time of other days and words and
in another order, as a server asks it: the record stays open, its columns are in memory. `first` is the first question,
which reads them. Milliseconds by the clock, the middle one and the 95th of a hundred (`p95`), and of the processor
(`cpu`).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from benchmarks.big_record import big_record
from benchmarks.synthetic import FIRST
from recount.desk.finding import Asked, Order, facets, found, points, timeline
from recount.store import opened
from recount.store.databases import kept_open

SIZE = 5_000
_TIMES = 100
_READERS = 20
_WORDS = (
    *('bakery', 'checkpoint', '"air strike hit"', '"army command said"', 'killing civilians', 'rebel*', 'karst radio'),
    *('shelled on friday', 'observatory', 'bar* mill'),
)  # fmt: skip


def measure(data: Path, incidents: int = SIZE) -> dict[str, object]:
    """Milliseconds of the processor for each question, of a record of so many incidents; times by the clock, which
    depend on what else the machine does, are left out. `data` is not needed."""
    with tempfile.TemporaryDirectory() as folder:
        big_record(Path(folder) / "record", incidents)
        found = measured(Path(folder) / "record")
        return {name: told["cpu"] for name, told in found.items() if isinstance(told, dict) and "cpu" in told}


def measured(record: Path) -> dict[str, object]:
    """Figures for a record."""
    with kept_open():
        began = time.perf_counter()
        total = found(record, Asked()).total
        figures: dict[str, object] = {"incidents": total, "first": round(1000 * (time.perf_counter() - began))}
        chance = random.Random(1)  # noqa: S311 (made-up data)
        questions = _questions(record, chance, total)
        for name, ask in questions.items():
            figures[name] = _timed(ask)
        figures[f"search, {_READERS} readers at once"] = _at_once(questions["search"])
        return figures


def _questions(record: Path, chance: random.Random, total: int) -> Mapping[str, Callable[[], object]]:
    days = max(30, total // 60)  # the rate of the invented war

    def some(**more: object) -> Asked:
        first = FIRST + timedelta(days=chance.randrange(days))
        return Asked(first=first, last=first + timedelta(days=chance.randrange(1, 200)), **more)  # type: ignore[arg-type]

    def words() -> str:
        return " ".join(chance.sample(_WORDS, chance.randrange(1, 3)))

    def order() -> Order:
        return chance.choice(list(Order))

    def around() -> tuple[float, float, float]:
        return 5 + 10 * chance.random(), 10 + 10 * chance.random(), 10 + 200 * chance.random()

    return {
        "opening": lambda: opened(record).close(),
        "page of some days": lambda: found(record, some(), order()),
        "page of all": lambda: found(record, Asked(), order()),
        "search": lambda: found(record, Asked(text=words()), order()),
        "search in some days": lambda: found(record, some(text=words())),
        "page around a place": lambda: found(record, some(near=around(), min_killed=chance.randrange(9))),
        "timeline of some days": lambda: timeline(record, some()),
        "timeline of all": lambda: timeline(record, Asked(min_killed=chance.randrange(99))),
        "points of some days": lambda: points(record, some()).json(),
        "counts of some days": lambda: facets(record, some()),
        "counts of all": lambda: facets(record, Asked(min_killed=chance.randrange(99))),
    }


def _timed(ask: Callable[[], object]) -> dict[str, float]:
    walls, spent = [], time.process_time()
    for _ in range(_TIMES):
        began = time.perf_counter()
        ask()
        walls.append(1000 * (time.perf_counter() - began))
    return {**_summed(walls), "cpu": round(1000 * (time.process_time() - spent) / _TIMES, 2)}


def _at_once(ask: Callable[[], object]) -> dict[str, float]:
    """The same asked by many threads, one question after the other each."""
    walls: list[float] = []

    def read() -> None:
        for _ in range(_TIMES // 10):
            began = time.perf_counter()
            ask()
            walls.append(1000 * (time.perf_counter() - began))

    readers = [threading.Thread(target=read) for _ in range(_READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return _summed(walls)


def _summed(walls: list[float]) -> dict[str, float]:
    ordered = sorted(walls)
    return {"median": round(ordered[len(ordered) // 2], 2), "p95": round(ordered[int(0.95 * len(ordered))], 2)}


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path, nargs="?", help="a record that is there")
    parser.add_argument("--incidents", type=int, default=SIZE, help="of the record that is made")
    arguments = parser.parse_args()
    if arguments.record is not None:
        with closing(opened(arguments.record)):
            figures = measured(arguments.record)
    else:
        with tempfile.TemporaryDirectory() as folder:
            big_record(Path(folder) / "record", arguments.incidents)
            figures = measured(Path(folder) / "record")
    json.dump(figures, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
