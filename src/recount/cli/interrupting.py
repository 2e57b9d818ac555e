"""Ctrl-C: the first ends the work in an orderly way, whatever comes after it; one that is meant ends it at once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130
"""The exit code of a command that was interrupted: 128 + SIGINT."""

_SAME = 3.0  # seconds in which further signals are the same wish: `timeout -s INT` sends two
_PATIENCE = 5.0  # seconds that putting things in order may take


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Within, the first SIGINT raises KeyboardInterrupt, once; what is put in order then is not interrupted again.

    Gives a function that says whether there was one. The process ends a few seconds later in any case: Python drops an
    exception that a signal raises in a callback of its own. A transaction that is cut off so is undone when the record
    is opened next.
    """
    since: list[float] = []

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if not since:
            since.append(time.monotonic())
            late = threading.Timer(_PATIENCE, _end)
            late.daemon = True
            late.start()
            raise KeyboardInterrupt
        if time.monotonic() - since[0] > _SAME:
            _end()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: bool(since)
    finally:
        if not since:  # else the process is about to end, and a further signal shall not disturb that
            signal.signal(signal.SIGINT, before)


def _end() -> None:
    for process in multiprocessing.active_children():
        process.terminate()
    os.write(2, b"Interrupted. What was read is kept.\n")
    os._exit(INTERRUPTED)
