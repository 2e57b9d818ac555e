"""From claims to incidents with ledgers, written, at scale: `python -m benchmarks.scale [--claims N …] [--dense]`.

An invented war of so many claims (`synthetic.py`) is put into a record; then its incidents are made, which is what is
timed, and single reports are added to it. Reading reports is measured elsewhere (`speed.py`). `processor seconds` are
those of all processes together, as other programs on the machine cost little of them; `megabytes` the most that they
held together, what they share counted once; `largest component` its accounts. With `--dense` the war has a tenth of the
towns, and nothing keeps two happenings of a town apart.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from benchmarks.memory import watched
from benchmarks.synthetic import Told, reports
from recount.codebook.actors import built_in_actors
from recount.desk.gathering import brought_up_to_date
from recount.desk.spreading import spread_over
from recount.store import Entry, SqlStore

SIZES = (3_000, 10_000)
_AT_ONCE = 1000
_ADDED = 20  # reports added one by one to the finished record


def measure(data: Path, sizes: Sequence[int] = SIZES, jobs: int = 2, *, dense: bool = False) -> dict[str, object]:
    """Figures for records of each size, and `growth`: the power of n that time grows with from the least to the most.

    `b_cubed` compares incidents with the happenings that claims were made from, claim by claim.
    """
    figures: dict[str, object] = {f"{size}": _of_size(size, jobs, dense=dense) for size in sizes}
    least, most = (figures[f"{size}"] for size in (min(sizes), max(sizes)))
    if isinstance(least, dict) and isinstance(most, dict) and min(sizes) < max(sizes):
        ratio = most["processor seconds"] / least["processor seconds"]
        figures["growth"] = round(math.log(ratio) / math.log(most["claims"] / least["claims"]), 3)
    return figures


def _of_size(size: int, jobs: int, *, dense: bool) -> dict[str, float]:
    truth: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(f"sqlite:///{folder}/record.sqlite", "a measured record")
        later = filled(store, reports(size, dense=dense), truth)
        actors = built_in_actors()
        with watched() as megabytes:
            began, spent = time.perf_counter(), _spent()
            incidents = brought_up_to_date(store, actors, spread=spread_over(jobs))
            spent, took = _spent() - spent, time.perf_counter() - began
        figures = {
            "claims": float(len(truth)),
            "incidents": float(incidents),
            "processor seconds": round(spent, 1),
            "seconds": round(took, 1),
            "megabytes": megabytes[0],
            "largest component": _largest_component(Path(folder) / "record.sqlite"),
        }
        figures |= _b_cubed(Path(folder) / "record.sqlite", truth)
        adding = list(_adding(store, later))
        for n, clock in enumerate(("of the processor", "by the clock")):
            milliseconds = sorted(1000 * one[n] for one in adding)
            figures[f"milliseconds {clock} to add a report"] = round(statistics.median(milliseconds), 1)
            figures[f"milliseconds {clock} to add a report, at most"] = round(milliseconds[-1], 1)
        store.close()
    return figures


def filled(store: SqlStore, made: Iterator[Told], truth: dict[str, int]) -> list[Told]:
    """Put reports into the store, and what is true of them, but for some that are to be added one by one."""
    held: list[Told] = []
    while some := list(islice(made, _AT_ONCE)):
        _put(store, held, truth)
        held = some
    _put(store, held[:-_ADDED], truth)
    return held[-_ADDED:]


def _put(store: SqlStore, told: Sequence[Told], truth: dict[str, int]) -> None:
    truth.update((claim.id, number) for one in told for claim, number in zip(one.claims, one.truth, strict=True))
    store.add([Entry(one.document, one.document.text.encode(), (), one.claims) for one in told], "made up")


def _adding(store: SqlStore, later: Sequence[Told]) -> Iterator[tuple[float, float]]:
    """Seconds to add each of these reports, of the processor and by the clock."""
    actors = built_in_actors()
    for one in later:
        spent, began = time.process_time(), time.perf_counter()
        _put(store, [one], {})
        brought_up_to_date(store, actors)
        yield time.process_time() - spent, time.perf_counter() - began


def _largest_component(record: Path) -> float:
    """How many accounts stand in the component that has most: it is made anew as a whole."""
    with closing(sqlite3.connect(record)) as connection:
        sizes = connection.execute("SELECT count(*) FROM accounts GROUP BY component ORDER BY 1 DESC LIMIT 1")
        return float(next(sizes, (0,))[0])


def _spent() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _b_cubed(record: Path, truth: dict[str, int]) -> dict[str, float]:
    sizes = Counter(truth.values())
    precision = recall = 0.0
    with closing(sqlite3.connect(record)) as connection:
        held = connection.execute("SELECT incident, claim FROM incident_claims ORDER BY incident")
        for _, of_one in groupby(held, itemgetter(0)):
            told = [truth[claim] for _, claim in of_one]
            for happening, n in Counter(told).items():
                precision += n * n / len(told)
                recall += n * n / sizes[happening]
    precision, recall = precision / len(truth), recall / len(truth)
    f1 = 2 * precision * recall / (precision + recall)
    return {"b_cubed": round(f1, 3), "precision": round(precision, 3), "recall": round(recall, 3)}


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=list(SIZES), help="sizes of records")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--dense", action="store_true", help="a war with few towns and much in each")
    arguments = parser.parse_args()
    json.dump(measure(Path(), arguments.claims, arguments.jobs, dense=arguments.dense), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
