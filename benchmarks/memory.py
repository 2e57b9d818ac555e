"""The most memory that a program and the processes it starts hold together: what they share counts once, and pages of
files not at all, as the system keeps those at hand as long as nobody needs the room.

Another process looks, by `/proc`, as threads would keep the program from forking its own; and seldom, as a look at
gigabytes takes time from those who fill them.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select

_EVERY = 1.0  # seconds
_SELDOM = 40  # times as long as a look takes
_LOOK = "from benchmarks.memory import look; look()"


@contextmanager
def watched() -> Iterator[list[float]]:
    """Fills its list, at the end of the block, with the most megabytes that this process and its children held."""
    found: list[float] = []
    started = [sys.executable, "-c", _LOOK]
    with subprocess.Popen(started, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as watcher:
        yield found
        answer, _ = watcher.communicate("")
        found.append(float(answer or 0))


def look() -> None:
    """Watch the process that started this one until it closes our input; print the most that was seen."""
    own = Path("/proc/self/stat").read_text().split()
    me, watched_one = own[0], own[3]
    most = 0.0
    while True:
        began = time.monotonic()
        before = _children(watched_one)
        held = sum(_held(pid) for pid in {watched_one, *before} - {me})
        if _children(watched_one) == before:  # or what a program shares with one that came or went counts twice
            most = max(most, held)
        if select([sys.stdin], [], [], max(_EVERY, _SELDOM * (time.monotonic() - began)))[0]:
            break
    sys.stdout.write(f"{most:.0f}")


def _children(pid: str) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _held(pid: str) -> float:
    """The megabytes of a process, what it shares by its part; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith(("Pss_Anon:", "Pss_Shmem:"))) / 1024
