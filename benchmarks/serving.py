"""How long the desk's pages take: a large record is served, and some readers ask for its pages at the same time.

    python -m benchmarks.big_record DIR --incidents 100000
    python -m benchmarks.serving DIR --readers 20

Each reader asks, waits for the answer, looks at it for a while (`--pause`, seconds on average, exponentially
distributed) and asks the next: so do people. With `--pause 0` they ask again at once, so that with 20 readers 20
requests are under way all the time: what the desk gives at most. Times are milliseconds by the clock, from the first
byte sent to the last received, over loopback; `processor` is what the desk took of it for one page. What the
readers themselves take is told below the table, for it is taken from the desk.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from recount.desk.finding import Asked, found

WORDS = ("market", "shelling", "hospital", "convoy", "village", "militants", "airport", "school", "bridge", "wounded")


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of page: how often it was asked for, and milliseconds by the clock."""

    kind: str
    asked: int
    median: float
    p95: float
    worst: float


@contextmanager
def served(record: Path, workers: int) -> Iterator[tuple[int, int]]:
    """The desk served by its own command; gives its port, and the process that serves or starts those that do."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    recount = Path(sys.executable).with_name("recount")
    command = [str(recount), "serve", "--record", str(record), "--port", str(port)]
    process = subprocess.Popen([*command, "--workers", str(workers)], stdout=subprocess.DEVNULL)
    try:
        patience = time.monotonic() + 60
        while time.monotonic() < patience:
            try:
                _asked(HTTPConnection("127.0.0.1", port, timeout=60), "/")
                break
            except OSError:
                time.sleep(0.2)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


def pages(record: Path, seed: int = 7) -> dict[str, list[str]]:
    """Addresses of each kind of page, for incidents and words as they come."""
    chance = random.Random(seed)  # noqa: S311 — no secret
    rows = found(record, Asked(), limit=1000).rows
    ids = [chance.choice(rows).id for _ in range(200)]
    towns = [one.place_names[0] for one in rows if one.place_names][:50] or ["Aleppo"]
    return {
        "overview": ["/"],
        "overview by town": [f"/?place={quote(town)}" for town in towns],
        "search": [f"/?text={quote(word)}" for word in WORDS],
        "incident": [f"/incidents/{key}" for key in ids],
        "API list": ["/api/v1/incidents?limit=50"],
        "API search": [f"/api/v1/incidents?limit=50&text={quote(word)}" for word in WORDS],
    }


def processor_of(process: int) -> float | None:
    """Milliseconds of the processor that a process and those it started have taken; None where nobody tells."""
    try:
        spent = (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[11:13]
        started = [path.read_text().split() for path in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return None
    own = 1000 * sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor_of(int(child)) or 0.0 for some in started for child in some)


def measured(port: int, kind: str, paths: list[str], readers: int, each: int, pause: float = 0.0) -> Measured:
    """One kind of page asked for by some readers at once, `each` times by each, with so many seconds between."""
    taken: dict[int, list[float]] = defaultdict(list)

    def read(reader: int) -> None:
        chance = random.Random(reader)  # noqa: S311 — no secret
        link = HTTPConnection("127.0.0.1", port, timeout=60)
        _asked(link, chance.choice(paths))
        for _ in range(each):
            if pause:
                time.sleep(chance.expovariate(1 / pause))
            begun = time.perf_counter()
            _asked(link, chance.choice(paths))
            taken[reader].append(1000 * (time.perf_counter() - begun))
        link.close()

    threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(ms for some in taken.values() for ms in some)
    p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
    return Measured(kind, len(times), statistics.median(times), p95, times[-1])


def _asked(link: HTTPConnection, path: str) -> None:
    link.request("GET", path)
    answer = link.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")


def main() -> None:
    """Print a table for one reader and for some."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--each", type=int, default=15)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two requests of a reader, on average")
    parser.add_argument("--only", action="append", help="a kind of page; all where none is named")
    given = parser.parse_args()
    kinds = {kind: paths for kind, paths in pages(given.record).items() if kind in (given.only or [kind])}
    with served(given.record, given.workers) as (port, process):
        for kind, paths in kinds.items():  # a worker that has just begun makes much ready
            measured(port, kind, paths, given.workers * 2, 3)
        for readers, pause in ((1, 0.0), (given.readers, given.pause)):
            print(f"{_said(readers, pause)}\n{'':<20}{'asked':>7}{'median':>9}{'p95':>9}{'worst':>9}{'processor':>11}")
            spent, asked = time.process_time(), 0
            for kind, paths in kinds.items():
                before = processor_of(process)
                one = measured(port, kind, paths, readers, given.each * (4 if readers == 1 else 1), pause)
                after = processor_of(process)
                asked += one.asked
                took = f"{(after - before) / (one.asked + readers):>11.1f}" if before is not None and after else ""
                times = f"{one.median:>9.1f}{one.p95:>9.1f}{one.worst:>9.1f}"
                print(f"{one.kind:<20}{one.asked:>7}{times}{took}", flush=True)
            own = 1000 * (time.process_time() - spent) / max(1, asked)
            print(f"the readers themselves: {own:.1f} ms of the processor for a page\n", flush=True)


def _said(readers: int, pause: float) -> str:
    often = f"{pause:g} s between two pages" if pause else "asking again at once"
    return f"{readers} reader{'s' if readers > 1 else ''}, {often}"


if __name__ == "__main__":
    main()
