"""Work on portions spread over processes that share what this one holds in memory."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.pool import AsyncResult
from typing import Any, TypeVar

from recount.resolution.bulk import Spread

A = TypeVar("A")
B = TypeVar("B")

_AHEAD = 2  # portions handed to each process in advance: answers never pile up


def spread_over(jobs: int) -> Spread:
    """Work done by so many processes where they can share memory, else by this one.

    Processes are forked when work begins, so that they see everything that was made until then; not where other threads
    run, whose locks a forked process would inherit.
    """
    if jobs < 2 or sys.platform != "linux" or threading.active_count() > 1:
        return map

    def spread(work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        global _work
        _work = work
        waiting: deque[AsyncResult[B]] = deque()
        gc.freeze()  # what is there stays; collectors of forked processes would but copy it
        try:
            with multiprocessing.get_context("fork").Pool(jobs, _begun) as pool:
                for item in items:
                    waiting.append(pool.apply_async(_done, (item,)))
                    if len(waiting) > jobs * _AHEAD:
                        yield waiting.popleft().get()
                while waiting:
                    yield waiting.popleft().get()
        finally:
            gc.unfreeze()

    return spread


_SELDOM = (200_000, 50, 50)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """What making incidents leaves behind is rarely a circle: looking for those at every turn takes a fifth of its time
    and frees nothing. Meanwhile it is done seldom, whoever else is at work in this process."""
    global _at_it, _before
    with _counting:
        if not _at_it:
            _before = gc.get_threshold()
            gc.set_threshold(*_SELDOM)
        _at_it += 1
    try:
        yield
    finally:
        with _counting:
            _at_it -= 1
            if not _at_it:
                gc.set_threshold(*_before)


_at_it = 0  # how many threads
_before = gc.get_threshold()
_counting = threading.Lock()


def _begun() -> None:
    gc.set_threshold(*_SELDOM)


_work: Callable[[Any], Any] | None = None


def _done(item: Any) -> Any:
    if _work is None:
        raise RuntimeError("the process was not forked with work to do")
    return _work(item)
