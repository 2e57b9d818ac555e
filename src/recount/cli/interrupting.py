"""Ctrl-C: the first ends the work in an orderly way, whatever comes after it; one that is meant ends it at once."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130
"""The exit code of a command that was interrupted: 128 + SIGINT."""

_SAME = 3.0  # seconds in which further signals are the same wish: `timeout -s INT` sends two
_PATIENCE = 8.0  # seconds that putting things in order may take


@contextmanager
def interruptible() -> Iterator[None]:
    """Within, the first SIGINT raises KeyboardInterrupt, once; what is put in order then is not interrupted again.

    A transaction that is cut off by the hard end is undone when the record is opened next.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    since: list[float] = []

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if not since:
            since.append(time.monotonic())
            late = threading.Timer(_PATIENCE, os._exit, [INTERRUPTED])
            late.daemon = True
            late.start()
            raise KeyboardInterrupt
        if time.monotonic() - since[0] > _SAME:
            os._exit(INTERRUPTED)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        if not since:  # else the process is about to end, and a further signal shall not disturb that
            signal.signal(signal.SIGINT, before)
