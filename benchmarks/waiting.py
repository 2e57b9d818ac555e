"""How long a grade waits while reports come in: `python -m benchmarks.big_record DIR --incidents 10000`, then
`python -m benchmarks.waiting DIR [--reports 400]`.

Reports of the same invented war come into the record in portions of eight, as a run keeps them, with a pause for what
coding their claims takes; a second process grades an incident every second. Seconds by the clock; the record changes.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import statistics
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.synthetic import Told, reports
from recount.codebook import conflict_merging
from recount.codebook.actors import actors_over
from recount.desk.following import Following
from recount.desk.gathering import brought_up_to_date
from recount.desk.judging import By, confirm
from recount.pipeline import Coded
from recount.store import Entry, opened
from recount.store.databases import kept_open

_PORTION = 8
_CODING = 0.01  # seconds a claim
_GRADES = ("confirmed", "no conclusion")


def measure(record: Path, many: int = 400) -> dict[str, object]:
    """Seconds that grades take while nothing comes in, and while so many reports do."""
    actors, merging = actors_over(None), conflict_merging()
    with closing(opened(record)) as store:
        brought_up_to_date(store, actors, merging)
        there, told = store.stamps(), list[Told]()
        for one in reports(10**9):
            if len(told) == many:
                break
            if one.document.id not in there:
                told.append(one)
        incidents = [one.claims[0] for one in store.incidents()]
    alone = _graded(record, incidents, 10)
    child = multiprocessing.get_context("spawn").Process(target=_come, args=(record, told))
    child.start()
    during = list[float]()
    while child.is_alive():
        time.sleep(1)
        during += _graded(record, incidents, 1)
    if child.exitcode:
        raise SystemExit("the reports could not be kept")
    return {"reports": many, "claims": sum(len(one.claims) for one in told), "alone": _told(alone),
            "meanwhile": _told(during)}  # fmt: skip


def _told(seconds: Sequence[float]) -> dict[str, float]:
    return {"grades": len(seconds), "median": round(statistics.median(seconds), 2), "most": round(max(seconds), 2)}


def _graded(record: Path, incidents: Sequence[str], times: int) -> list[float]:
    took = []
    with kept_open():
        for _ in range(times):
            one, grade = random.choice(incidents), random.choice(_GRADES)  # noqa: S311 (made-up data)
            began = time.monotonic()
            confirm(record, one, grade, By("an analyst", f"looked at {began}", exports=False))
            took.append(time.monotonic() - began)
    return took


def _come(record: Path, told: Sequence[Told]) -> None:
    actors, merging = actors_over(None), conflict_merging()
    with closing(opened(record)) as store:
        following = Following(store, actors, merging, len(told))
        for first in range(0, len(told), _PORTION):
            some = told[first : first + _PORTION]
            store.add([Entry(one.document, one.document.text.encode(), (), one.claims) for one in some], "made up")
            time.sleep(_CODING * sum(len(one.claims) for one in some))
            following.came(Coded(one.document, (), one.claims) for one in some)
        brought_up_to_date(store, actors, merging)


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--reports", type=int, default=400)
    arguments = parser.parse_args()
    json.dump(measure(arguments.record, arguments.reports), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
